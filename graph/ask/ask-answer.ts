/** Makes the answer to a question out of its parts. The type stands in the contract, for the viewer. */
import type { AskAnswer, AskColumn, CypherValue, EntityLabel, StoredStatement } from '../contract.ts'
import type { AskIntent } from './ask-intent.ts'
import type { ModelCypher } from './ask-model.ts'
import type { Named } from './fixed-names.ts'
import type { AskQuery } from './query-text.ts'
import { type AskRow, sayAnswer } from './say-answer.ts'
import { sayReading } from './say-reading.ts'

export type { AskAnswer, AskColumn, AskKind } from '../contract.ts'

const nothing = {
  cypher: null,
  parameters: {},
  columns: [],
  rows: [],
  truncated: false,
  statements: [],
  entities: {},
  unread: [],
  suggestions: [],
} satisfies Partial<AskAnswer>

/** What a query found. */
export interface Found {
  rows: AskRow[]
  truncated: boolean
  statements: StoredStatement[]
  entities: Record<string, EntityLabel>
}

/** The answer to a question that was read. */
export const readAnswer = (
  question: string,
  intent: AskIntent,
  query: AskQuery,
  found: Found,
  suggestions: string[],
): AskAnswer => ({
  question,
  understood: true,
  kind: intent.kind,
  reading: sayReading(intent),
  answer: sayAnswer(intent, found.rows, found.entities, found.truncated),
  cypher: query.cypher,
  parameters: query.parameters,
  columns: query.columns,
  rows: found.rows.map((row): CypherValue[] => query.columns.map(({ key }) => row[key] ?? null)),
  truncated: found.truncated,
  statements: found.statements,
  entities: found.entities,
  unread: [],
  suggestions,
})

/** The answer where two names stand in no statement together: what is tied to both. */
export const indirectAnswer = (
  question: string,
  intent: AskIntent,
  [one, other]: [Named, Named],
  query: AskQuery,
  found: Found,
  suggestions: string[],
): AskAnswer => {
  const names = found.rows.slice(0, 5).map((row) => found.entities[String(row.id)]?.name ?? String(row.id))
  const rest = found.rows.length - names.length
  const through = `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
  return {
    ...readAnswer(question, intent, query, found, suggestions),
    answer: `No statement ties ${one.name} and ${other.name} directly. Tied to both: ${through}.`,
  }
}

/** The answer out of a query that a language model wrote: it says so, and says no more than the numbers. */
export const modelAnswer = (
  question: string,
  model: string,
  { cypher, parameters, answer }: ModelCypher,
  columns: AskColumn[],
  found: Pick<Found, 'statements' | 'entities'>,
): AskAnswer => {
  const count = answer.rows.length
  const rows = `${answer.truncated ? 'more than ' : ''}${count.toLocaleString('en')} row${count === 1 ? '' : 's'}`
  return {
    ...nothing,
    ...found,
    question,
    understood: true,
    kind: 'model',
    reading: `by a query that the language model ${model} wrote`,
    answer: `The question was not read by the grammar. The language model ${model} wrote a query for it, which gave ${rows}: look at the query before you rely on them.`,
    cypher,
    parameters,
    columns,
    rows: answer.rows,
    truncated: answer.truncated,
  }
}

/** The answer where no query ran: what can be asked. */
export const helpAnswer = (question: string, intent: AskIntent, suggestions: string[]): AskAnswer => ({
  ...nothing,
  question,
  understood: true,
  kind: 'help',
  reading: sayReading(intent),
  answer:
    'Ask in plain English who does what with whom: about countries, sectors, companies, people, goods, projects, places, dates, plans and denials. For example the questions below.',
  suggestions,
})

/** The answer to a question that was not read: why, and what can be asked instead. */
export const unreadAnswer = (
  question: string,
  unread: string[],
  reason: 'unread' | 'negation' | 'empty',
  suggestions: string[],
): AskAnswer => {
  const words = unread.map((word) => `“${word}”`).join(', ')
  const why =
    reason === 'empty'
      ? 'There is no question in this.'
      : reason === 'negation'
        ? `Questions with ${words} cannot be answered: the graph holds what articles say, not what they leave out.`
        : unread.some((word) => /^why$/i.test(word))
          ? 'The graph keeps what articles say, not the reasons behind it.'
          : unread.length > 0
            ? `Not read: ${words} ${unread.length > 1 ? 'are' : 'is'} no name in the graph, or ${unread.length > 1 ? 'have' : 'has'} no place in a question of this form.`
            : 'The question could not be read.'
  return { ...nothing, question, understood: false, kind: null, reading: null, answer: why, unread, suggestions }
}
