/**
 * Accept, reject or correct a statement, or clear that decision; merge two entities, split them, undo any of these.
 * Every decision is one line of the log and of the journal, and the graph follows in the same transaction.
 */
import type { Modality, Predicate, Statement, StoredStatement } from '../contract.ts'
import { conflict, invalidInput, notFound } from '../errors.ts'
import { typeOfId } from '../ontology/entity-ids.ts'
import { fitsOntology, modalities, predicateRules, sectorById } from '../ontology/ontology.ts'
import { getStatement } from '../query/get-statement.ts'
import type { GraphStore, JournalEntry, WriteTransaction } from '../store/graph-store.ts'
import { changeGraph } from './change-graph.ts'
import { type EffectiveStatement, effectiveStatement, evidenceHash, statementAsRead } from './effective-statement.ts'
import { isReference } from './reference-data.ts'
import {
  appendEvent,
  type Correction,
  eventColumns,
  eventFromRow,
  type ReviewEvent,
  resolveIds,
  standingEvents,
} from './review-log.ts'
import { rolesOf } from './statement-roles.ts'
import { type MentionEdge, readMentions, readStatements } from './stored-statements.ts'

export interface ReviewDecision extends Correction {
  decision: 'accepted' | 'rejected' | 'corrected' | 'clear'
  /** Who decided; kept in the log. */
  by?: string
  /** ISO 8601 time; default now. */
  at?: string
}

type NewEvent = Omit<ReviewEvent, 'id' | 'seq'> & { id?: string; seq?: number }

/** Brings the graph of these articles in line with the log as it stands now. */
const followLog = async (transaction: WriteTransaction, articles: readonly string[]): Promise<void> => {
  const statements = await readStatements(transaction, articles)
  const mentions = await readMentions(transaction, articles)
  const read = statements.map((s): [EffectiveStatement, Statement] => [s, statementAsRead(s)])
  const decisions = await standingEvents(
    transaction,
    statements.map((s) => s.id),
  )
  const corrected = [...decisions.values()].flatMap(({ correction: c }) =>
    [c?.subject, c?.object].filter((id) => id !== undefined),
  )
  const resolve = await resolveIds(transaction, [
    ...read.flatMap(([, s]) => rolesOf(s).map(([, id]) => id)),
    ...mentions.map(({ named }) => named),
    ...corrected,
  ])
  await changeGraph(
    transaction,
    { statements, mentions },
    {
      statements: read.map(([s, asRead]) => effectiveStatement(asRead, s.article, decisions.get(s.id), resolve)),
      mentions: mentions.map((m): MentionEdge => ({ ...m, entity: resolve(m.named) })),
    },
  )
}

const articleOf = async (transaction: WriteTransaction, statement: string): Promise<string | null> => {
  const [row] = await transaction.run(
    'MATCH (s:Statement {id: $id})-[:STATED_IN]->(a:Article) RETURN a.id AS article',
    { id: statement },
  )
  return row ? String(row.article) : null
}

/** Articles that name one of these entities, by mention or in a statement. */
const articlesNaming = async (transaction: WriteTransaction, ids: readonly string[]): Promise<string[]> => {
  const mentioned = await transaction.run(
    'UNWIND $ids AS id MATCH (:Entity {id: id})<-[:MENTIONS]-(a:Article) RETURN DISTINCT a.id AS article',
    { ids },
  )
  const stated = await transaction.run(
    `UNWIND $ids AS id MATCH (:Entity {id: id})<--(s:Statement)-[:STATED_IN]->(a:Article) RETURN DISTINCT a.id AS article`,
    { ids },
  )
  return [...new Set([...mentioned, ...stated].map((row) => String(row.article)))].sort()
}

/** Adds one event to the log and lets the graph follow. */
export const decideWithin = async (
  transaction: WriteTransaction,
  event: NewEvent,
  entry?: JournalEntry,
): Promise<void> => {
  const isAboutEntity = !event.target.startsWith('statement:')
  const [into] = isAboutEntity && event.into ? [(await resolveIds(transaction, [event.into]))(event.into)] : [null]
  // Where the target leads before and after: both ends of a merge or split hold statements that change.
  const leads = isAboutEntity ? (await resolveIds(transaction, [event.target]))(event.target) : event.target
  const whole = await appendEvent(transaction, event)
  transaction.record(entry ?? { kind: 'review', event: whole })
  if (!isAboutEntity) {
    const article = await articleOf(transaction, event.target)
    if (article !== null) await followLog(transaction, [article])
    return
  }
  await followLog(transaction, await articlesNaming(transaction, [leads, event.target, ...(into ? [into] : [])]))
}

const checkCorrection = async (
  transaction: WriteTransaction,
  statement: Statement,
  correction: Correction,
): Promise<void> => {
  const predicate: Predicate = correction.predicate ?? statement.predicate
  if (!(predicate in predicateRules)) throw invalidInput(`Unknown predicate ${predicate}`)
  const modality: Modality = correction.modality ?? statement.modality
  if (!modalities.includes(modality)) throw invalidInput(`Unknown modality ${modality}`)
  for (const sector of correction.sectors ?? [])
    if (!sectorById.has(sector)) throw invalidInput(`Unknown sector ${sector}`)
  const [subject, object] = [correction.subject ?? statement.subject, correction.object ?? statement.object]
  if (!fitsOntology(typeOfId(subject), predicate, typeOfId(object)))
    throw invalidInput(`A ${typeOfId(subject)} cannot stand in ${predicate} to a ${typeOfId(object)}`)
  const resolve = await resolveIds(transaction, [subject, object])
  for (const id of [subject, object]) {
    const found = await transaction.run('MATCH (e:Entity {id: $id}) RETURN e.id AS id', { id: resolve(id) })
    if (found.length === 0) throw invalidInput(`There is no entity ${id}`)
  }
}

/**
 * Records what a person decided about a statement.
 * @throws EntenteError `NotFound`: no such statement; `InvalidInput`: the correction does not fit the ontology
 */
export const reviewStatement = async (
  store: GraphStore,
  id: string,
  decision: ReviewDecision,
): Promise<StoredStatement> => {
  const { decision: kind, by, at, ...correction } = decision
  await store.write(async (transaction) => {
    const article = await articleOf(transaction, id)
    if (article === null) throw notFound(`There is no statement ${id}`)
    const statement = (await readStatements(transaction, [article])).find((s) => s.id === id) as EffectiveStatement
    if (kind === 'corrected') {
      if (Object.keys(correction).length === 0) throw invalidInput('A correction must say what is to change')
      await checkCorrection(transaction, statementAsRead(statement), correction)
    }
    await decideWithin(transaction, {
      kind,
      target: id,
      into: null,
      correction: kind === 'corrected' ? correction : null,
      undoes: null,
      evidence: evidenceHash(statement.evidence),
      by: by ?? null,
      at: at ?? new Date().toISOString(),
    })
  })
  return getStatement(store, id)
}

const entityEvent = (kind: 'merge' | 'split', target: string, into: string | null, who: Who): NewEvent => ({
  kind,
  target,
  into,
  correction: null,
  undoes: null,
  evidence: null,
  by: who.by ?? null,
  at: who.at ?? new Date().toISOString(),
})

export interface Who {
  by?: string
  at?: string
}

/**
 * Says that `drop` is the same as `keep`: all that names the one names the other from now on, in later loads too.
 * @throws EntenteError `NotFound`, `InvalidInput` for two types or a reference entity, `Conflict` when merged already
 */
export const mergeEntities = (store: GraphStore, keep: string, drop: string, who: Who = {}): Promise<void> =>
  store.write(async (transaction) => {
    if (typeOfId(keep) !== typeOfId(drop)) throw invalidInput(`${drop} and ${keep} are of different types`)
    if (isReference(drop)) throw invalidInput(`${drop} is reference data and cannot be merged into another`)
    const resolve = await resolveIds(transaction, [keep, drop])
    if (resolve(drop) !== drop) throw conflict(`${drop} is merged into ${resolve(drop)} already`)
    if (resolve(keep) === drop) throw conflict(`${keep} and ${drop} are the same already`)
    for (const id of [resolve(keep), drop]) {
      const found = await transaction.run('MATCH (e:Entity {id: $id}) RETURN e.id AS id', { id })
      if (found.length === 0) throw notFound(`There is no entity ${id}`)
    }
    await decideWithin(transaction, entityEvent('merge', drop, keep, who))
  })

/** Takes a merge back. @throws EntenteError `Conflict` when `id` is not merged */
export const splitEntity = (store: GraphStore, id: string, who: Who = {}): Promise<void> =>
  store.write(async (transaction) => {
    const standing = (await standingEvents(transaction, [id])).get(id)
    if (standing?.kind !== 'merge') throw conflict(`${id} is not merged into another entity`)
    await decideWithin(transaction, entityEvent('split', id, standing.into, who))
  })

/**
 * Undoes one decision by its id, or the last one that still stands.
 * @throws EntenteError `NotFound` when there is nothing to undo, `Conflict` when it was undone already
 */
export const undoReview = (store: GraphStore, id: string | null = null, who: Who = {}): Promise<ReviewEvent> =>
  store.write(async (transaction) => {
    const log = (await transaction.run(`MATCH (r:Review) RETURN ${eventColumns} ORDER BY seq`)).map(eventFromRow)
    const undone = new Set(log.map((event) => event.undoes))
    const open = log.filter((event) => event.kind !== 'undo' && !undone.has(event.id))
    const event = id === null ? open.at(-1) : log.find((other) => other.id === id)
    if (!event) throw notFound(id === null ? 'There is nothing to undo' : `There is no review ${id}`)
    if (!open.includes(event)) throw conflict(`${event.id} cannot be undone: it is an undoing or was undone already`)
    await decideWithin(transaction, {
      kind: 'undo',
      target: event.target,
      into: event.into,
      correction: null,
      undoes: event.id,
      evidence: event.evidence,
      by: who.by ?? null,
      at: who.at ?? new Date().toISOString(),
    })
    return event
  })
