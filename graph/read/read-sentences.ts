/**
 * Sentences from words to tokens with tags, features, lemmas and trees, and their names. Models and words in, tokens out.
 */
import { lemmatise } from './lemmatise.ts'
import type { Models } from './models.ts'
import { bestNames, type LocalName } from './neural/name-spans.ts'
import type { SentenceAnswer } from './neural/network.ts'
import type { RawToken } from './split-tokens.ts'
import type { Token } from './syntax.ts'
import { WordCache } from './word-cache.ts'

type Feats = Readonly<Record<string, string>>

export interface ReadSentence {
  tokens: Token[]
  names: LocalName[]
}

const featsCache = new Map<string, Feats>()

const featsFrom = (text: string): Feats => {
  const known = featsCache.get(text)
  if (known) return known
  const pairs = text === '_' ? [] : text.split('|').map((pair) => pair.split('=') as [string, string])
  const feats = Object.freeze(Object.fromEntries(pairs))
  featsCache.set(text, feats)
  return feats
}

/** A flat tree for what no model knows: the first token is the root, the rest hang from it. */
export const flatSentence = (words: readonly RawToken[]): ReadSentence => ({
  tokens: words.map((word, i) => ({
    ...word,
    upos: /^[\p{P}\p{S}]+$/u.test(word.text.slice(0, 40)) ? 'PUNCT' : /^\p{N}/u.test(word.text) ? 'NUM' : 'X',
    xpos: 'FW',
    feats: featsFrom('_'),
    lemma: word.text.toLowerCase(),
    head: i === 0 ? -1 : 0,
    deprel: i === 0 ? 'root' : 'dep',
  })),
  names: [],
})

/** Marks participles that the tree shows to be passive, and takes the mark from those in a perfect. */
const markVoice = (tokens: Token[]): void => {
  for (const token of tokens) {
    const head = tokens[token.head]
    if (head && head.xpos === 'VBN' && (token.deprel === 'aux:pass' || token.deprel === 'nsubj:pass')) {
      head.feats = { ...head.feats, Voice: 'Pass' }
    }
    if (token.xpos === 'VBN' && token.deprel === 'acl') token.feats = { ...token.feats, Voice: 'Pass' }
  }
  tokens.forEach((token, i) => {
    if (token.xpos !== 'VBN' || token.feats.Voice !== 'Pass') return
    const helpers = tokens.filter((t) => t.head === i && t.deprel.startsWith('aux'))
    if (helpers.length > 0 && !helpers.some((t) => t.deprel === 'aux:pass')) {
      const { Voice: _, ...rest } = token.feats
      token.feats = rest
    }
  })
}

/** A name called a compound of a finite verb after it is its subject, if it has no other: "KENYA BANS IMPORTS". */
const findSubject = (tokens: Token[]): void => {
  tokens.forEach((token, i) => {
    const head = tokens[token.head]
    if (token.deprel !== 'compound' || token.upos !== 'PROPN' || head?.upos !== 'VERB' || token.head < i) return
    if (!/^VB[DPZ]$/.test(head.xpos) || tokens.some((t) => t.head === token.head && t.deprel.startsWith('nsubj')))
      return
    token.deprel = 'nsubj'
  })
}

/** Two subjects side by side are one name ("Amr Nassar") or, with a comma between, a pair ("Turkey, Serbia sign deal"). */
const joinSubjects = (tokens: Token[]): void => {
  for (let i = 0; i + 1 < tokens.length; i++) {
    const first = tokens[i]!
    const comma = tokens[i + 1]!.text === ','
    const second = tokens[comma ? i + 2 : i + 1]
    if (second?.upos !== 'PROPN' || first.upos !== 'PROPN' || first.head !== second.head || first.head < 0) continue
    if (!first.deprel.startsWith('nsubj') || first.deprel !== second.deprel) continue
    second.head = i
    second.deprel = comma ? 'conj' : 'flat'
    if (comma) tokens[i + 1]!.head = i + 2
  }
}

/**
 * What the network often hangs wrongly: a clause "X to do" before a verb is no subject; a name after a comma and right before
 * a verb without a subject is its subject ("At the invitation of Kenya, Poland sent"); what is done "under" something is the verb's.
 */
const rehang = (tokens: Token[]): void => {
  const has = (head: number, relation: string): boolean =>
    tokens.some((t) => t.head === head && t.deprel.startsWith(relation))
  tokens.forEach((token, i) => {
    if (token.deprel === 'csubj' && token.xpos === 'VB' && has(i, 'nsubj')) token.deprel = 'advcl'
    const next = tokens[i + 1]
    if (
      token.deprel === 'conj' &&
      token.upos === 'PROPN' &&
      tokens[i - 1]?.text === ',' &&
      next !== undefined &&
      /^VB[DPZ]$/.test(next.xpos) &&
      next.head < 0 &&
      !has(i, 'cc') &&
      !has(i + 1, 'nsubj')
    ) {
      token.head = i + 1
      token.deprel = 'nsubj'
      tokens[i - 1]!.head = i + 1
    }
    const head = tokens[token.head]
    if (token.deprel === 'nmod' && head?.deprel === 'obj' && token.head < i) {
      const under = tokens.some((t) => t.head === i && t.deprel === 'case' && t.text === 'under')
      if (under) {
        token.head = head.head
        token.deprel = 'obl'
      }
    }
  })
}

/** A word of a line in capitals as it would stand elsewhere; short names are taken for acronyms. */
const spoken = (form: string, upos: string): string =>
  upos !== 'PROPN' ? form.toLowerCase() : form.length > 4 ? form[0]! + form.slice(1).toLowerCase() : form

/** Features and lemma of a word with its tag; texts say the same words again and again. */
interface Form {
  feats: Feats
  lemma: string
}
/** By tag and place, so that a word needs no key of its own to be found. */
const forms = new WeakMap<Models, WordCache<Form>[]>()
const FORMS_LIMIT = 5_000

const tableOf = (models: Models): WordCache<Form>[] =>
  models.tags.flatMap((tag) =>
    [false, true].map(
      (first) =>
        new WordCache(FORMS_LIMIT, (text) => ({
          feats: featsFrom(models.feats[`${text.toLowerCase()}|${tag.name}`] ?? models.feats[tag.name] ?? '_'),
          lemma: lemmatise(models.lemmas, text, tag.xpos, tag.upos, first),
        })),
    ),
  )

const formOf = (models: Models, text: string, tag: number, first: boolean): Form => {
  let table = forms.get(models)
  if (!table) {
    table = tableOf(models)
    forms.set(models, table)
  }
  return table[2 * tag + Number(first)]!.of(text)
}

const build = (models: Models, words: readonly RawToken[], answer: SentenceAnswer): ReadSentence => {
  const labels = models.network.config.labels
  const shouted = words.length > 1 && !words.some((word) => /\p{Ll}/u.test(word.text))
  const tokens: Token[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const tag = models.tags[answer.tags[i]!]!
    const { xpos, upos } = tag
    const form = formOf(models, word.text, answer.tags[i]!, i === 0)
    tokens.push({
      text: word.text,
      start: word.start,
      end: word.end,
      upos,
      xpos,
      feats: form.feats,
      lemma: shouted ? lemmatise(models.lemmas, spoken(word.text, upos), xpos, upos, i === 0) : form.lemma,
      head: answer.heads[i]!,
      deprel: labels[answer.labels[i]!]!,
    })
  }
  findSubject(tokens)
  joinSubjects(tokens)
  rehang(tokens)
  markVoice(tokens)
  return { tokens, names: bestNames(answer.names, words.length, models.network.config.names) }
}

/** Tags and parses sentences and finds their names. */
export const readSentences = (models: Models, sentences: readonly (readonly RawToken[])[]): ReadSentence[] => {
  const answers = models.network.read(sentences.map((words) => words.map((word) => word.text)))
  return sentences.map((words, i) => build(models, words, answers[i]!))
}
