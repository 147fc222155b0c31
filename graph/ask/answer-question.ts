/**
 * Answers a question in plain English from the graph: vocabulary, grammar, Cypher, sentence, evidence. Reads only, with
 * the limits of typed queries. A question that is not wholly read is not answered but told so.
 */
import type { AskAnswer, CypherAnswer, CypherValue, IsoDate } from '../contract.ts'
import { EntenteError, invalidInput } from '../errors.ts'
import { entityLabels } from '../query/entity-labels.ts'
import { defaultCypherLimits } from '../query/run-cypher.ts'
import { entitiesOf, statementsById } from '../query/stored-statements.ts'
import type { GraphStore, QueryLimits } from '../store/graph-store.ts'
import { helpAnswer, indirectAnswer, modelAnswer, readAnswer, unreadAnswer } from './ask-answer.ts'
import type { AskIntent } from './ask-intent.ts'
import { type AskModel, columnsOf, cypherByModel } from './ask-model.ts'
import { type AskVocabulary, vocabularyOf } from './ask-vocabulary.ts'
import type { Named } from './fixed-names.ts'
import { orderEvidence } from './order-evidence.ts'
import { parseQuestion } from './parse-question.ts'
import { type AskQuery, mostRows } from './query-text.ts'
import { questionTokens } from './question-tokens.ts'
import type { AskRow } from './say-answer.ts'
import { exampleQuestions, suggestNext, suggestQuestions } from './suggest-questions.ts'
import { tagQuestion } from './tag-question.ts'
import { writeAskCypher, writeIndirectCypher } from './write-ask-cypher.ts'

export interface AskOptions {
  /** For "last year", "in the past three months"; without it such spans are not read. */
  today?: IsoDate
  /** Milliseconds for each of the two queries. Default 5,000. */
  timeoutMs?: number
  /** Ends the queries when the asker goes away. */
  signal?: AbortSignal
  /** Writes the Cypher where the grammar cannot read the question. */
  model?: AskModel | null
}

/** Characters of a question at most. */
export const longestQuestion = 500
const mostStatements = 10
const mostReadings = 3

/** No row, or one that counts nothing. */
const isEmpty = (rows: readonly AskRow[]): boolean =>
  rows.length === 0 || (rows.length === 1 && !('id' in rows[0]!) && Number(rows[0]!.statements ?? rows[0]!.total) === 0)

const rowsOf = ({ columns, rows }: CypherAnswer): AskRow[] =>
  rows.map((row) => Object.fromEntries(columns.map((column, at): [string, CypherValue] => [column, row[at] ?? null])))

/**
 * @throws EntenteError `InvalidInput` for an empty or too long question, `LimitExceeded` where the graph takes too long
 */
export const answerQuestion = async (
  store: GraphStore,
  question: string,
  options: AskOptions = {},
): Promise<AskAnswer> => {
  const asked = question.trim()
  if (asked === '') throw invalidInput('The question is empty')
  if (asked.length > longestQuestion)
    throw invalidInput(`A question may have ${longestQuestion} characters at most, this one has ${asked.length}`)
  const today = options.today ?? null
  const vocabulary = await vocabularyOf(store)
  const parsed = parseQuestion(tagQuestion(questionTokens(asked), vocabulary, today))
  if (!('intent' in parsed)) {
    const byModel =
      options.model && parsed.reason === 'unread' ? await answerByModel(store, asked, options.model, options) : null
    if (byModel) return byModel
    return unreadAnswer(asked, parsed.unused, parsed.reason, suggestQuestions(asked, parsed.unused, vocabulary, today))
  }
  const limits: QueryLimits = {
    timeoutMs: options.timeoutMs ?? 5000,
    maxRows: mostRows + 100,
    ...(options.signal ? { signal: options.signal } : {}),
  }
  let chosen: { intent: AskIntent; query: AskQuery; found: AskRow[] } | null = null
  // Where the first reading of the words finds nothing, another may: "ship" is to export and to supply.
  for (const intent of [parsed.intent, ...(parsed.others ?? [])].slice(0, mostReadings)) {
    const query = writeAskCypher(intent)
    if (!query) return helpAnswer(asked, intent, exampleQuestions(vocabulary, today))
    const found = rowsOf(await store.readUntrusted(query.cypher, query.parameters, limits))
    if (!chosen || !isEmpty(found)) chosen = { intent, query, found }
    if (!isEmpty(found)) break
  }
  if (!chosen) throw invalidInput('The question could not be read')
  const { intent, query, found } = chosen
  const ends = found.length === 0 ? twoEnds(intent) : null
  if (ends) {
    const indirect = writeIndirectCypher(...ends)
    const between = rowsOf(await store.readUntrusted(indirect.cypher, indirect.parameters, limits))
    const rows = between.slice(0, mostRows)
    const entities = await entityLabels(store, [...ends.map(({ id }) => id), ...rows.map((row) => String(row.id))])
    if (rows.length > 0)
      return indirectAnswer(
        asked,
        intent,
        ends,
        indirect,
        { rows, truncated: between.length > mostRows, statements: [], entities },
        suggestNext(intent, vocabulary, today),
      )
  }
  const truncated = found.length > mostRows
  const statements = await statementsById(store, await evidenceIds(store, query, found, vocabulary, limits))
  const rows = found.slice(0, mostRows)
  const cells = query.columns.flatMap(({ key, kind }) => (kind === 'entity' ? rows.map((row) => String(row[key])) : []))
  const entities = await entityLabels(store, [...cells, ...entitiesOf(statements)])
  return readAnswer(
    asked,
    intent,
    query,
    { rows, truncated, statements, entities },
    suggestNext(intent, vocabulary, today),
  )
}

/** The answer out of a model's query; null where it wrote none that runs. */
const answerByModel = async (
  store: GraphStore,
  question: string,
  model: AskModel,
  options: AskOptions,
): Promise<AskAnswer | null> => {
  const limits = {
    timeoutMs: options.timeoutMs ?? 5000,
    maxRows: mostRows,
    maxBytes: defaultCypherLimits.maxBytes,
    ...(options.signal ? { signal: options.signal } : {}),
  }
  // A model that fails leaves the question as unread as it was.
  const found = await cypherByModel(store, question, model, limits).catch((error: unknown) => {
    if (options.signal?.aborted || !(error instanceof EntenteError)) throw error
    return null
  })
  if (!found) return null
  const columns = columnsOf(found.answer)
  const cellsOf = (wanted: string): string[] =>
    columns.flatMap(({ kind }, at) =>
      kind === wanted ? found.answer.rows.flatMap((row) => (typeof row[at] === 'string' ? [row[at]] : [])) : [],
    )
  const statements = await statementsById(store, [...new Set(cellsOf('statement'))].slice(0, mostStatements))
  const entities = await entityLabels(store, [...cellsOf('entity'), ...entitiesOf(statements)])
  return modelAnswer(question, model.name, found, columns, { statements, entities })
}

/** Two entities whose connection was asked for, without any limit. */
const twoEnds = (intent: AskIntent): [Named, Named] | null => {
  if (intent.kind !== 'statements' || intent.about.length !== 2) return null
  const { sectors, dates, modalities } = intent.scope
  if (sectors.length > 0 || dates || modalities.length > 0 || intent.form === 'count') return null
  const [one, other] = intent.about.map((names) => names[0]!)
  return one && other && one.id !== other.id ? [one, other] : null
}

/** Statements behind the table: of its first rows in turn, those that name what was asked first. */
const evidenceIds = async (
  store: GraphStore,
  query: AskQuery,
  rows: readonly AskRow[],
  vocabulary: AskVocabulary,
  limits: QueryLimits,
): Promise<string[]> => {
  if (query.evidence && rows.length > 0) {
    const shown = rows.slice(0, mostStatements).map((row) => String(row.id ?? ''))
    const parameters = query.evidence.includes('$shown') ? { ...query.parameters, shown } : query.parameters
    const found = rowsOf(await store.readUntrusted(query.evidence, parameters, limits)).map((row) => ({
      row: String(row.row),
      id: String(row.id),
      sentence: String(row.sentence),
    }))
    const asked = new Set(Object.values(query.parameters).flat().map(String))
    return orderEvidence(found, shown, asked, vocabulary).slice(0, mostStatements)
  }
  if (!query.columns.some(({ kind }) => kind === 'statement')) return []
  return rows.slice(0, mostStatements).map((row) => String(row.id))
}
