/**
 * `npm run eval:syntax -- --treebanks DIR`: scores the shipped models on EWT test, GUM open test and PUD: on gold tokens
 * without punctuation, and from raw text the CoNLL 2018 way (all words, labels without subtypes, F1). The last line is JSON.
 */
import { parseArgs } from 'node:util'
import { models } from '../models.ts'
import { parseText } from '../parse-text.ts'
import { readSentences } from '../read-sentences.ts'
import { settleNames } from '../settle-names.ts'
import { nameTags } from './name-spans.ts'
import { goldSpans, scoreNetwork } from './score-network.ts'
import { type GoldSentence, rawText, readNameTags, readTreebank } from './treebank.ts'

interface RawScores {
  tokens: number
  sentences: number
  upos: number
  lemmas: number
  rawUas: number
  rawLas: number
}

const base = (label: string): string => label.replace(/:.*/, '')
const round = (x: number): number => Math.round(x * 100) / 100

/** Scores from raw text; documents are read one by one. */
const scoreRaw = (sentences: readonly GoldSentence[]): { scores: RawScores; seconds: number; words: number } => {
  const documents = new Map<string, GoldSentence[]>()
  for (const s of sentences) documents.set(s.document, [...(documents.get(s.document) ?? []), s])
  let [gold, found, same, goldSentences, foundSentences, sameSentences, upos, lemmas, uas, las, seconds] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ]
  for (const document of documents.values()) {
    const { text, starts } = rawText(document)
    const started = process.cpuUsage()
    const syntax = parseText(text, { language: 'en' })
    const used = process.cpuUsage(started)
    seconds += (used.user + used.system) / 1e6
    const mine = new Map<string, { upos: string; lemma: string; head: string; label: string }>()
    const mySentences = new Set<string>()
    for (const s of syntax.sentences) {
      mySentences.add(`${s.start}:${s.end}`)
      for (const t of s.tokens) {
        const head = s.tokens[t.head]
        mine.set(`${t.start}:${t.end}`, {
          upos: t.upos,
          lemma: t.lemma,
          head: head ? `${head.start}:${head.end}` : 'root',
          label: base(t.deprel),
        })
      }
    }
    found += mine.size
    foundSentences += mySentences.size
    document.forEach((s, i) => {
      const span = (j: number): string => `${starts[i]![j]!}:${starts[i]![j]! + s.tokens[j]!.form.length}`
      goldSentences++
      if (mySentences.has(`${starts[i]![0]!}:${starts[i]!.at(-1)! + s.tokens.at(-1)!.form.length}`)) sameSentences++
      s.tokens.forEach((t, j) => {
        gold++
        const word = mine.get(span(j))
        if (!word) return
        same++
        if (word.upos === t.upos) upos++
        if (word.lemma === t.lemma) lemmas++
        if (word.head !== (t.head < 0 ? 'root' : span(t.head))) return
        uas++
        if (word.label === base(t.deprel)) las++
      })
    })
  }
  const f1 = (n: number): number => round((200 * n) / (gold + found))
  return {
    scores: {
      tokens: f1(same),
      sentences: round((200 * sameSentences) / (goldSentences + foundSentences)),
      upos: f1(upos),
      lemmas: f1(lemmas),
      rawUas: f1(uas),
      rawLas: f1(las),
    },
    seconds,
    words: found,
  }
}

/** F1 of names, read document by document as `parseText` does, on gold tokens. Events are left out. */
const scoreNames = (sentences: readonly GoldSentence[], gold: readonly (string[] | null)[]): number => {
  const documents = new Map<string, number[]>()
  sentences.forEach((s, i) => {
    documents.set(s.document, [...(documents.get(s.document) ?? []), i])
  })
  let [right, found, wanted] = [0, 0, 0]
  for (const indices of documents.values()) {
    const words = indices.map((i) => sentences[i]!.tokens.map((t) => ({ text: t.form, start: 0, end: t.form.length })))
    const read = readSentences(models(), words)
    const names = settleNames(
      read.map((r) => r.tokens),
      read.flatMap((r, sentence) => r.names.map((name) => ({ sentence, ...name }))),
    )
    indices.forEach((i, sentence) => {
      const theirs = gold[i] ? goldSpans(gold[i]) : null
      if (theirs === null) return
      const mine = names.filter((n) => n.sentence === sentence && n.type !== 'EVENT')
      for (const n of mine) if (theirs.has(`${n.from}:${n.to}:${n.type}`)) right++
      found += mine.length
      wanted += theirs.size
    })
  }
  return round((200 * right) / (found + wanted))
}

const { values } = parseArgs({ options: { treebanks: { type: 'string' } } })
if (!values.treebanks) {
  process.stderr.write('usage: npm run eval:syntax -- --treebanks DIR\n')
  process.exit(2)
}
const folder = values.treebanks
const { network } = models()
const answer: Record<string, unknown> = {}
let [seconds, words] = [0, 0]
for (const [key, name] of [
  ['ewt', 'en_ewt-test'],
  ['gum', 'en_gum-open-test'],
  ['pud', 'en_pud-test'],
] as const) {
  const sentences = readTreebank(folder, `${name}.conllu`)
  const names = key === 'gum' ? sentences.map((s) => nameTags(s)) : readNameTags(folder, `${name}.uner.iob2`, sentences)
  const scores = scoreNetwork(network, sentences, names)
  const raw = scoreRaw(sentences)
  const nerF1 = scoreNames(sentences, names)
  seconds += raw.seconds
  words += raw.words
  answer[key] = { upos: scores.upos, uas: scores.uas, las: scores.las, rawLas: raw.scores.rawLas, nerF1 }
  process.stdout.write(
    `${name.padEnd(17)} gold tokens: UPOS ${scores.upos} XPOS ${scores.xpos} UAS ${scores.uas} LAS ${scores.las} names F1 ${nerF1}\n` +
      `${' '.repeat(17)} raw text:    tokens ${raw.scores.tokens} sentences ${raw.scores.sentences} UPOS ${raw.scores.upos} lemmas ${raw.scores.lemmas} UAS ${raw.scores.rawUas} LAS ${raw.scores.rawLas}\n`,
  )
}
const tokensPerSecond = Math.round(words / seconds)
process.stdout.write(`${tokensPerSecond} tokens/s of one core, raw text to syntax\n`)
process.stdout.write(`${JSON.stringify({ ...answer, tokensPerSecond })}\n`)
