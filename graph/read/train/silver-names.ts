/**
 * Names for treebank sentences that have none marked: spans from the gold tags and trees, in the manner of Universal NER (no
 * article, no title, no people); their types from a first network, telling words and the rest of the document. What stays
 * doubtful is marked '?' and not trained on. Made anew by every training; never read from or written to a file.
 */
import { FAMILY, GIVEN, gazetteerBits } from '../gazetteer.ts'
import type { Network } from '../neural/network.ts'
import { wordClass } from '../word-lists.ts'
import type { GoldSentence, GoldToken } from './treebank.ts'

/** A tag that is not trained on. */
export const DOUBT = '?'

const COUNTRY_CLASS = 1
const PEOPLE_CLASS = 2
const CAPITAL_CLASS = 3
const BODY_CLASS = 4
const TITLE_CLASS = 5
const GIVEN_CLASS = 6
const PLACE_CLASS = 7
const EVENT_CLASS = 8
const COMPANY_CLASS = 9
const DATE_CLASS = 10

/** The network, trained on few names, overlooks many, and organisations most. */
const OVERLOOKED = { O: -1, PER: 0, ORG: 1, LOC: 0, EVENT: 0 } as const
/** By how much the best type must be ahead of the next to be believed. */
const MARGIN = 1.5
/** How much the other mentions in the document weigh. */
const ELSEWHERE = 0.5

const TYPES = ['O', 'PER', 'ORG', 'LOC', 'EVENT'] as const
type Scores = number[]

interface Span {
  from: number
  to: number
}

const isProper = (t: GoldToken | undefined): boolean => t !== undefined && /^NNPS?$/.test(t.xpos)
const isEnding = (t: GoldToken | undefined): boolean =>
  t !== undefined && isProper(t) && /^\p{Lu}/u.test(t.form) && wordClass(t.form) === COMPANY_CLASS
const isTitle = (t: GoldToken): boolean => wordClass(t.form) === TITLE_CLASS

/** True if the words at `i` and `j` are parts of one name by the tree: one hangs from the other or both from a third part. */
const joined = (tokens: readonly GoldToken[], i: number, j: number): boolean => {
  const part = (t: GoldToken): boolean => /^(?:flat|compound|goeswith|amod|nummod|nmod:unmarked)/.test(t.deprel)
  const [a, b] = [tokens[i]!, tokens[j]!]
  if (b.head === i) return part(b)
  if (a.head === j) return part(a)
  return a.head === b.head && part(a) && part(b) && (a.head < i || a.head > j)
}

/** Spans of proper nouns that are one name each. */
export const properSpans = (tokens: readonly GoldToken[]): Span[] => {
  const spans: Span[] = []
  let i = 0
  while (i < tokens.length) {
    if (!isProper(tokens[i])) {
      i++
      continue
    }
    const from = i
    let to = i + 1
    while (to < tokens.length) {
      const next = tokens[to]!
      if (isProper(next)) {
        if (!joined(tokens, to - 1, to) && !crosses(tokens, from, to)) break
        if (next.deprel === 'nmod:desc' || tokens[to - 1]!.deprel === 'nmod:desc') break
        to++
      } else if (/^(?:CD|POS|NNS?|JJ)$/.test(next.xpos) && /^\p{Lu}/u.test(next.form) && joined(tokens, to - 1, to))
        to++
      else if (/^[-–&]$/.test(next.form) && isProper(tokens[to + 1])) to += 2
      else if (
        next.form.toLowerCase() === 'of' &&
        !isTitle(tokens[to - 1]!) &&
        tokens[next.head]?.deprel.startsWith('nmod')
      ) {
        const at = tokens[to + 1]?.form === 'the' ? to + 2 : to + 1
        if (!isProper(tokens[at])) break
        to = at + 1
      } else if (next.form === ',' && isEnding(tokens[to + 1])) to += 2
      else break
    }
    i = to
    let start = from
    while (start < to - 1 && isTitle(tokens[start]!) && tokens[start]!.deprel !== 'flat') start++
    spans.push({ from: start, to })
  }
  return spans
}

/** True if an arc of a name leads from a word of the span to the word after it. */
const crosses = (tokens: readonly GoldToken[], from: number, to: number): boolean => {
  const part = /^(?:flat|compound|goeswith)/
  if (tokens[to]!.head >= from && tokens[to]!.head < to) return part.test(tokens[to]!.deprel)
  for (let i = from; i < to; i++) if (tokens[i]!.head === to) return part.test(tokens[i]!.deprel)
  return false
}

/** How much the network holds with each type, as the mean over the words of the logarithm of its share. */
const networkSays = (scores: Float32Array, tags: readonly string[], { from, to }: Span): Scores => {
  const k = tags.length
  const sums = TYPES.map(() => 0)
  for (let i = from; i < to; i++) {
    let top = -Infinity
    for (let t = 0; t < k; t++) top = Math.max(top, scores[i * k + t]!)
    const shares = TYPES.map((type) => {
      let sum = 0
      for (let t = 0; t < k; t++) if (tags[t]!.replace(/^[BI]-/, '') === type) sum += Math.exp(scores[i * k + t]! - top)
      return sum
    })
    const all = shares.reduce((a, b) => a + b, 0)
    shares.forEach((share, type) => {
      sums[type]! += Math.log(Math.max(1e-4, share / all)) / (to - from)
    })
  }
  return sums
}

/** What the words of the span and those around it say, to be added to what the network says. */
const wordsSay = (tokens: readonly GoldToken[], { from, to }: Span): Scores => {
  const say = TYPES.map((type): number => OVERLOOKED[type])
  const add = (type: (typeof TYPES)[number], n: number): void => {
    say[TYPES.indexOf(type)]! += n
  }
  const row = tokens.slice(from, to)
  const classes = row.map((t) => wordClass(t.form))
  const [first, last] = [classes[0]!, classes.at(-1)!]
  if (classes.every((c) => c === DATE_CLASS)) add('O', 20)
  if (row.length === 1 && (first === PEOPLE_CLASS || first === TITLE_CLASS)) add('O', 3)
  // Peoples.
  if (row.length === 1 && row[0]!.xpos === 'NNPS' && /s$/i.test(row[0]!.form)) {
    add('O', 2)
    add('PER', -4)
  }
  if (row.length === 1 && /^\p{Lu}{3,6}$/u.test(row[0]!.form) && tokens.some((t) => /\p{Ll}/u.test(t.form)))
    add('ORG', 1)
  if (last === COMPANY_CLASS) add('ORG', 4)
  if (row.length > 1 && classes.includes(BODY_CLASS)) add('ORG', last === BODY_CLASS || first === BODY_CLASS ? 4 : 2)
  else if (row.length > 1 && (last === PLACE_CLASS || first === PLACE_CLASS)) add('LOC', 3)
  if (row.length > 1 && last === EVENT_CLASS) add('EVENT', 3)
  if (classes.every((c) => c === COUNTRY_CLASS || c === PLACE_CLASS) && classes.includes(COUNTRY_CLASS)) add('LOC', 5)
  if (row.length === 1 && first === CAPITAL_CLASS) add('LOC', 3)
  const before = tokens[from - 1]
  if (before && isTitle(before) && /^(?:nmod:desc|compound|flat)$/.test(before.deprel)) add('PER', 4)
  const bits = gazetteerBits(row[0]!.form.toLowerCase())
  const given = first === GIVEN_CLASS || (bits & GIVEN) !== 0
  if (row.length > 1 && row.slice(1).every((t) => t.deprel === 'flat')) add('PER', given ? 4 : 2.5)
  else if (row.length === 1 && given) add('PER', 1.5)
  else if (row.length === 1 && (bits & FAMILY) !== 0) add('PER', 0.5)
  return say
}

/** Tags of names of all sentences, `?` where they are doubtful. */
export const silverNames = (network: Network, sentences: readonly GoldSentence[]): string[][] => {
  const answers = network.read(sentences.map((s) => s.tokens.map((t) => t.form)))
  const found = sentences.map(({ tokens, document }, i) =>
    properSpans(tokens).map((span) => {
      const net = networkSays(answers[i]!.names, network.config.names, span)
      const words = wordsSay(tokens, span)
      const text = tokens.slice(span.from, span.to).map((t) => t.form)
      return { span, scores: net.map((n, type) => n + words[type]!), text, document }
    }),
  )
  // What a document says of a name elsewhere, by its whole text and, of people, by the last word.
  const sums = new Map<string, { scores: Scores; n: number }>()
  const note = (key: string, scores: Scores): void => {
    const sum = sums.get(key) ?? { scores: TYPES.map(() => 0), n: 0 }
    scores.forEach((s, type) => {
      sum.scores[type]! += s
    })
    sum.n++
    sums.set(key, sum)
  }
  const best = (scores: Scores): number => scores.indexOf(Math.max(...scores))
  for (const { scores, text, document } of found.flat()) {
    note(`${document}\n${text.join(' ').toLowerCase()}`, scores)
    if (text.length > 1 && TYPES[best(scores)] === 'PER') {
      note(`${document}\n${text.at(-1)!.toLowerCase()}`, scores)
      note(`${document}\n${text[0]!.toLowerCase()}`, scores)
    }
  }
  return sentences.map(({ tokens }, i) => {
    const tags = tokens.map(() => 'O')
    for (const { span, scores, text, document } of found[i]!) {
      const elsewhere = sums.get(`${document}\n${text.join(' ').toLowerCase()}`)!
      const all = scores.map((s, type) => s + (ELSEWHERE * elsewhere.scores[type]!) / Math.sqrt(elsewhere.n))
      const top = best(all)
      const next = Math.max(...all.filter((_, type) => type !== top))
      const doubtful = all[top]! - next < MARGIN
      const type = TYPES[top]!
      for (let j = span.from; j < span.to; j++)
        tags[j] = doubtful ? DOUBT : type === 'O' ? 'O' : `${j === span.from ? 'B' : 'I'}-${type}`
    }
    return tags
  })
}
