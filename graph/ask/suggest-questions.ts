/**
 * The nearest questions that can be read: the asker's own with a misspelt or unknown word put right or left out, then
 * patterns filled with what the question names. Every suggestion is parsed before it is offered. Pure.
 */
import type { EntityType, IsoDate } from '../contract.ts'
import type { AskIntent } from './ask-intent.ts'
import type { AskVocabulary, NameEntry } from './ask-vocabulary.ts'
import type { Named } from './fixed-names.ts'
import { parseQuestion } from './parse-question.ts'
import { foldText, nameKey, questionTokens } from './question-tokens.ts'
import { tagQuestion } from './tag-question.ts'

const mostSuggestions = 5

const patterns: Partial<Record<EntityType, string[]>> = {
  Country: [
    'Which sectors is {} linked to?',
    'What does {} export?',
    "Who are {}'s partners?",
    'Which companies invest in {}?',
    'What is planned with {}?',
    'Who speaks for {}?',
  ],
  Sector: [
    'Which countries are linked to {}?',
    'What changed in {} since 2020?',
    'Which companies are active in {}?',
    'Which articles are about {}?',
  ],
  Organization: [
    'Tell me about {}',
    'Who owns {}?',
    'Where is {} located?',
    'Who speaks for {}?',
    'What does {} produce?',
  ],
  Person: ['What is the role of {}?', 'What did {} say?'],
  Commodity: ['Which countries export {}?', 'Who produces {}?', 'Who supplies {}?'],
  Project: ['Who finances {}?', 'Where is {} located?', 'Who develops {}?'],
  Event: ['Who attended {}?', 'Where did {} take place?'],
  Place: ['Which companies are located in {}?', 'Tell me about {}'],
  Region: ['What is exported to {}?', 'Tell me about {}'],
  Agreement: ['Tell me about {}', 'Which articles mention {}?'],
}
const pairPatterns = [
  'How are {} and {} connected?',
  'What does {} export to {}?',
  'In which sectors do {} and {} cooperate?',
  'Which agreements did {} sign with {}?',
]

/** Names as they stand in a sentence: "Metallurgy: basic metals (…)" is asked for as "metallurgy". */
const spoken = (name: Named): string =>
  name.type === 'Sector' ? name.name.split(/[:(]/)[0]!.trim().toLowerCase() : name.name

const namesIn = (question: string, vocabulary: AskVocabulary, today: IsoDate | null): NameEntry[] => {
  const [items = []] = tagQuestion(questionTokens(question), vocabulary, today)
  return items.flatMap((item) => (item.kind === 'name' && item.entries[0] ? [item.entries[0]] : []))
}

const wordsOf = (text: string): Set<string> =>
  new Set(
    foldText(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 3)
      .map((word) => nameKey(word).slice(0, 6)),
  )

/** How much of the question's wording a suggestion shares, 0 to 1. */
const nearness = (question: string, suggestion: string): number => {
  const [asked, offered] = [wordsOf(question), wordsOf(suggestion)]
  let shared = 0
  for (const word of offered) if (asked.has(word)) shared++
  return shared / Math.max(1, Math.max(asked.size, offered.size))
}

const isReadable = (question: string, vocabulary: AskVocabulary, today: IsoDate | null): boolean =>
  'intent' in parseQuestion(tagQuestion(questionTokens(question), vocabulary, today))

/** The question with each unread word replaced by a name near it, or without it. */
const repaired = (question: string, unread: readonly string[], vocabulary: AskVocabulary): string[] => {
  const replace = (word: string, by: string): string =>
    question
      .split(word)
      .join(by)
      .replace(/\s+/g, ' ')
      .replace(/ ([?.,])/g, '$1')
      .trim()
  const shorter = unread.reduce((text, word) => text.split(word).join(' '), question)
  // Without the word a preposition or a possessive would be left with nothing behind it.
  const left = shorter
    .replace(/\s+/g, ' ')
    .replace(/ ([?.,])/g, '$1')
    .trim()
    .replace(/^./, (c) => c.toUpperCase())
  const isName = unread.some((word) => vocabulary.lookUp(nameKey(word)).length > 0)
  const atEnd = unread.some((word) =>
    new RegExp(`${word.replace(/[^\\p{L}\\p{N} ]/gu, '.')}[?.! ]*$`, 'u').test(question),
  )
  const dangling =
    /(?:'s|’s|\b(?:of|in|to|from|with|by|for|at|on|about|and|or)) *(?:[?.]|$|\b(?:do|does|is|are)\b)/i.test(left)
  return [
    ...unread.flatMap((word) => vocabulary.near(nameKey(word)).map((entry) => replace(word, spoken(entry)))),
    ...(dangling || isName || atEnd ? [] : [left]),
  ]
}

/** What to ask instead of a question that was not read. */
export const suggestQuestions = (
  question: string,
  unread: readonly string[],
  vocabulary: AskVocabulary,
  today: IsoDate | null,
): string[] => {
  const named = namesIn(question, vocabulary, today)
  const top = (type: EntityType): NameEntry | undefined =>
    vocabulary.known.find((entry) => entry.type === type && entry.statements > 0)
  const near = unread.flatMap((word) => vocabulary.near(nameKey(word)))
  const subjects = [...new Map([...named, ...near].map((entry) => [entry.id, entry])).values()]
  const fallback = [top('Country'), top('Sector'), top('Organization')].filter((entry) => entry !== undefined)
  const fill = (entries: readonly NameEntry[]): string[] =>
    entries.flatMap((entry) => (patterns[entry.type] ?? []).map((pattern) => pattern.replace('{}', spoken(entry))))
  const countries = subjects.filter((entry) => entry.type === 'Country')
  const pairs =
    countries.length >= 2
      ? pairPatterns.map((pattern) => pattern.replace('{}', countries[0]!.name).replace('{}', countries[1]!.name))
      : []
  const own = repaired(question, unread, vocabulary)
  const filled = [...pairs, ...fill(subjects)].sort((a, b) => nearness(question, b) - nearness(question, a))
  const spare = fill(fallback).sort((a, b) => nearness(question, b) - nearness(question, a))
  const all = [...new Set([...own, ...filled, ...spare])].filter((text) => text !== question)
  const offered: string[] = []
  for (const text of all) {
    if (offered.length >= mostSuggestions) break
    if (isReadable(text, vocabulary, today)) offered.push(text)
  }
  return offered
}

/** What to ask after a question that was read: its neighbours, above all where the graph was silent. */
export const suggestNext = (intent: AskIntent, vocabulary: AskVocabulary, today: IsoDate | null): string[] => {
  const offered: string[] = []
  const add = (text: string): void => {
    if (!offered.includes(text) && isReadable(text, vocabulary, today)) offered.push(text)
  }
  if (intent.kind === 'relation') {
    const { predicate, ends, pair } = intent
    const subject = ends.subject?.[0]
    const other = ends.counterpart?.[0] ?? ends.object?.[0] ?? ends.place?.[0]
    if (predicate === 'EXPORTS' && subject && ends.counterpart) {
      add(`What does ${ends.counterpart[0]!.name} import from ${subject.name}?`)
      add(`What does ${subject.name} supply to ${ends.counterpart[0]!.name}?`)
    }
    if (predicate === 'IMPORTS' && subject && ends.counterpart)
      add(`What does ${ends.counterpart[0]!.name} export to ${subject.name}?`)
    if (predicate === 'SUPPLIES' && subject && ends.object)
      add(`What does ${subject.name} export to ${ends.object[0]!.name}?`)
    const [one, two] = pair ? [pair[0][0], pair[1][0]] : [subject, other]
    if (one && two) add(`How are ${spoken(one)} and ${spoken(two)} connected?`)
    for (const name of [one, two]) if (name) add(`Tell me about ${spoken(name)}`)
    for (const sector of intent.scope.sectors) add(`Which countries are linked to ${spoken(sector)}?`)
  }
  const named =
    intent.kind === 'country-sectors'
      ? [...intent.sectors, ...intent.countries]
      : 'about' in intent
        ? intent.about.flat()
        : intent.kind === 'profile'
          ? [intent.entity]
          : []
  for (const name of named)
    for (const pattern of patterns[name.type] ?? [])
      if (offered.length < mostSuggestions) add(pattern.replace('{}', spoken(name)))
  return offered.slice(0, mostSuggestions)
}

/** Example questions, filled with what the store knows best. */
export const exampleQuestions = (vocabulary: AskVocabulary, today: IsoDate | null): string[] =>
  suggestQuestions('', [], vocabulary, today)
