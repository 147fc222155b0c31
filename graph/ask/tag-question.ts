/**
 * Gives every word of a question its possible readings: a name of the vocabulary, a word of the grammar, a date, or
 * unread. Longest match first; a word with several readings gives several item lists. Decides nothing about meaning.
 */
import type { IsoDate } from '../contract.ts'
import type { AskVocabulary, NameEntry } from './ask-vocabulary.ts'
import { type DateSpan, readDateSpan } from './question-dates.ts'
import { longestPhrase, type Meaning, meaningsOf } from './question-lexicon.ts'
import { nameKey, type QuestionToken } from './question-tokens.ts'

interface Place {
  /** As typed. */
  text: string
  /** First token and token behind the last. */
  from: number
  to: number
  afterComma: boolean
}
export type NameItem = Place & { kind: 'name'; entries: readonly NameEntry[]; adjective: boolean; possessive: boolean }
export type Item = Place &
  (
    | Exclude<Meaning, { kind: 'filler' }>
    | { kind: 'name'; entries: readonly NameEntry[]; adjective: boolean; possessive: boolean }
    | { kind: 'date'; span: DateSpan }
    | { kind: 'number'; value: number }
    | { kind: 'unread' }
    /** An unread word that belongs to a role's title: "Minister of Economy". */
    | { kind: 'word' }
  )

const MOST_READINGS = 96

/** Names of up to three letters are read only as typed in capitals where a word of the grammar looks the same. */
const isNameHere = (tokens: readonly QuestionToken[], isGrammar: boolean): boolean => {
  const text = tokens.map((token) => token.text).join(' ')
  return !isGrammar || text.length > 3 || text === text.toUpperCase()
}

/** A name is tried before a word of the grammar where it is capitalised inside the question. */
const nameFirst = (tokens: readonly QuestionToken[], at: number): boolean =>
  at > 0 && /^\p{Lu}/u.test(tokens[0]?.text ?? '')

interface Step {
  items: Item[]
  words: number
}

const readingsAt = (
  tokens: readonly QuestionToken[],
  at: number,
  vocabulary: AskVocabulary,
  today: IsoDate | null,
): Step => {
  const place = (words: number): Place => ({
    text: tokens
      .slice(at, at + words)
      .map((token) => token.text)
      .join(' '),
    from: at,
    to: at + words,
    afterComma: tokens[at]?.afterComma ?? false,
  })
  const date = readDateSpan(tokens, at, today)
  if (date) return { items: [{ ...place(date.words), kind: 'date', span: date.span }], words: date.words }
  const most = Math.min(Math.max(longestPhrase, vocabulary.maxWords), tokens.length - at)
  for (let words = most; words > 0; words--) {
    const span = tokens.slice(at, at + words)
    // A possessive ends a name: "Egypt's partners" is no name of two words.
    if (span.slice(0, -1).some((token) => token.possessive) || span.slice(1).some((token) => token.afterComma)) continue
    const phrase = span.map((token) => token.folded).join(' ')
    const meanings = span.at(-1)?.possessive ? [] : meaningsOf(phrase)
    const entries = isNameHere(span, meanings.length > 0) ? vocabulary.lookUp(nameKey(phrase)) : []
    if (meanings.length === 0 && entries.length === 0) continue
    const here = place(words)
    const names: Item[] = []
    const adjectives = entries.filter((entry) => entry.adjective)
    const nouns = entries.filter((entry) => !entry.adjective)
    const possessive = span.at(-1)?.possessive ?? false
    if (nouns.length > 0) names.push({ ...here, kind: 'name', entries: nouns, adjective: false, possessive })
    // "Russian" is an adjective before it is one of the Russians.
    if (adjectives.length > 0)
      names[phrase.endsWith('s') ? 'push' : 'unshift']({
        ...here,
        kind: 'name',
        entries: adjectives,
        adjective: true,
        possessive,
      })
    const grammar: Item[] = meanings.map((meaning) => ({ ...here, ...meaning }) as Item)
    return { items: nameFirst(span, at) ? [...names, ...grammar] : [...grammar, ...names], words }
  }
  const word = tokens[at]?.folded ?? ''
  if (/^\d{1,4}$/.test(word)) return { items: [{ ...place(1), kind: 'number', value: Number(word) }], words: 1 }
  return { items: [{ ...place(1), kind: 'unread' }], words: 1 }
}

/** All readings of a question as lists of items without fillers, the likeliest first; at most 96. */
export const tagQuestion = (
  tokens: readonly QuestionToken[],
  vocabulary: AskVocabulary,
  today: IsoDate | null,
): Item[][] => {
  let readings: (Item | { kind: 'filler' })[][] = [[]]
  for (let at = 0; at < tokens.length; ) {
    const { items, words } = readingsAt(tokens, at, vocabulary, today)
    const next = readings.flatMap((reading) => items.map((item) => [...reading, item]))
    readings = next.length > MOST_READINGS ? next.slice(0, MOST_READINGS) : next
    at += words
  }
  return readings.map((reading) => reading.filter((item): item is Item => item.kind !== 'filler'))
}
