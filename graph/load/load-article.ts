/**
 * Puts what was read out of an article into the graph: one transaction, wholly in or wholly out. The same article with
 * the same reading writes nothing; a changed one replaces what it said before. What people decided stays.
 */
import { createHash } from 'node:crypto'
import type { Article, LoadOutcome, Reading, Statement } from '../contract.ts'
import type { GraphStore, JournalEntry, WriteTransaction } from '../store/graph-store.ts'
import { type ArticleContents, changeGraph, planNewContents } from './change-graph.ts'
import { checkReading } from './check-reading.ts'
import { effectiveStatement } from './effective-statement.ts'
import { foldText } from './entity-names.ts'
import { groupBy } from './group-by.ts'
import { LoadMemory } from './load-memory.ts'
import { type ReviewEvent, resolveIds, standingEvents } from './review-log.ts'
import { endsOf, renameEnds, rolesOf } from './statement-roles.ts'
import { type MentionEdge, readMentions, readStatements } from './stored-statements.ts'
import { keptWrites, putRows, spelt, writeQueue } from './write-queue.ts'

export interface ArticleReading {
  article: Article
  reading: Reading
}

export interface LoadResult {
  outcome: LoadOutcome
  entities: number
  statements: number
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const same = (id: string): string => id

/** The same reading in one order: what is compared to tell whether an article changed. */
const canonicalReading = ({ entities, mentions, statements, notes }: Reading): Omit<Reading, 'countrySectors'> => ({
  entities: entities
    .map(({ id, type, name, aliases }) => ({
      id,
      type,
      name,
      aliases: [...new Set(aliases)].filter((a) => a !== name).sort(),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
  mentions: mentions
    .map(({ entity, start, end, kind }) => ({ entity, start, end, kind }))
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.entity < b.entity ? -1 : 1)),
  statements: statements.map(canonicalStatement).sort((a, b) => (a.id < b.id ? -1 : 1)),
  notes,
})

/** The fields of the contract in one order, and no others. */
const canonicalStatement = (s: Statement): Statement => ({
  id: s.id,
  ...renameEnds(endsOf(s), same),
  predicate: s.predicate,
  amount: s.amount,
  title: s.title,
  modality: s.modality,
  evidence: s.evidence,
  start: s.start,
  end: s.end,
  date: s.date,
  confidence: s.confidence,
  trigger: s.trigger && { text: s.trigger.text, start: s.trigger.start, end: s.trigger.end },
  rule: s.rule,
})

const digestOf = (article: Article, reading: Omit<Reading, 'countrySectors'>): string => {
  const { id, title, date, language, url, publisher, text } = article
  return sha256(JSON.stringify([{ id, title, date, language, url, publisher, sha256: sha256(text) }, reading]))
}

/** An article that was held against the ontology, its reading in one order, and what tells whether it changed. */
export interface PreparedArticle {
  item: ArticleReading
  reading: Omit<Reading, 'countrySectors'>
  digest: string
}

/**
 * All that can be done for an article before its transaction begins.
 * @throws EntenteError `InvalidInput` when the reading does not fit its article or the ontology
 */
export const prepareArticle = (item: ArticleReading): PreparedArticle => {
  checkReading(item.article, item.reading)
  const reading = canonicalReading(item.reading)
  return { item, reading, digest: digestOf(item.article, reading) }
}

/** What a transaction of new articles will write, worked out before it begins. */
export interface NewArticlesPlan {
  writes: ReturnType<typeof keptWrites>
  /** Of the memory that it was worked out from. */
  epoch: number
}

/** Null where the memory does not know enough. The memory is then as the transaction will leave the graph. */
export const planNewArticles = (items: readonly PreparedArticle[], memory: LoadMemory): NewArticlesPlan | null => {
  if (!memory.isWhole) return null
  const { epoch } = memory
  const writes = keptWrites()
  putRows(writes, articleNames, `CREATE (a:Article ${spelt('row', articleNames)})`, articleRows(items))
  planNewContents(writes, contentsUnder(items, new Map(), same), memory)
  return { writes, epoch }
}

/**
 * Loads several articles in the caller's transaction; each id may stand once. Results in the order given.
 * @throws EntenteError `InvalidInput` when a reading does not fit its article or the ontology: nothing is written
 */
export const loadArticles = async (
  transaction: WriteTransaction,
  items: readonly ArticleReading[],
  entryOf: (item: ArticleReading) => JournalEntry = loadEntry,
): Promise<LoadResult[]> => loadPrepared(transaction, items.map(prepareArticle), { entryOf })

/** As `loadArticles`, for articles that were prepared before. */
export const loadPrepared = async (
  transaction: WriteTransaction,
  candidates: readonly PreparedArticle[],
  {
    entryOf = loadEntry,
    memory = LoadMemory.none(),
    plan = null,
  }: {
    entryOf?: (item: ArticleReading) => JournalEntry
    memory?: LoadMemory
    plan?: NewArticlesPlan | null
  } = {},
): Promise<LoadResult[]> => {
  const holds = await memory.holdsIn(transaction, plan?.epoch)
  const rows = await transaction.run('UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN id, a.digest AS digest', {
    ids: candidates.map(({ item }) => item.article.id),
  })
  const digests = new Map(rows.map((row) => [String(row.id), row.digest]))
  const changed = candidates.filter(({ item, digest }) => digests.get(item.article.id) !== digest)
  const isChanged = new Set(changed)
  if (changed.length > 0) {
    for (const { item } of changed) transaction.record(entryOf(item))
    if (plan && holds && digests.size === 0) {
      const queue = writeQueue(transaction)
      plan.writes.into(queue)
      await queue.done()
    } else {
      // A plan has left its marks in the memory.
      if (plan) memory.forget()
      await writeChanged(transaction, changed, digests, memory)
    }
  } else if (plan) memory.forget()
  return candidates.map((candidate) => ({
    outcome: !isChanged.has(candidate) ? 'unchanged' : digests.has(candidate.item.article.id) ? 'replaced' : 'loaded',
    entities: candidate.reading.entities.length,
    statements: candidate.reading.statements.length,
  }))
}

const writeChanged = async (
  transaction: WriteTransaction,
  changed: readonly PreparedArticle[],
  digests: ReadonlyMap<string, unknown>,
  memory: LoadMemory,
): Promise<void> => {
  const replaced = changed.map(({ item }) => item.article.id).filter((id) => digests.has(id))
  const before: ArticleContents = {
    statements: await readStatements(transaction, replaced),
    mentions: await readMentions(transaction, replaced),
  }
  const written = transaction.run(mergeArticlesCypher, { rows: articleRows(changed) })
  const [after] = await Promise.all([contentsOf(transaction, changed), written])
  await changeGraph(transaction, before, after, memory)
}

// What is not of the article itself, such as who else printed it, stays.
const mergeArticlesCypher = 'UNWIND $rows AS row MERGE (a:Article {id: row.id}) SET a += row'
const articleNames = 'id title date language url publisher text sha256 search notes digest'.split(' ')

const articleRows = (items: readonly PreparedArticle[]): Record<string, unknown>[] =>
  items.map(({ item: { article }, reading, digest }) => articleProperties(article, reading.notes, digest))

const articleProperties = (
  { id, title, date, language, url, publisher, text }: Article,
  notes: string[],
  digest: string,
): Record<string, unknown> => ({
  ...{ id, title, date, language, url, publisher, text },
  sha256: sha256(text),
  search: ` ${foldText(title)}`,
  notes,
  digest,
})

/** What the graph is to hold of these articles, under the decisions and merges that stand. */
const contentsOf = async (
  transaction: WriteTransaction,
  items: readonly PreparedArticle[],
): Promise<ArticleContents> => {
  const all = items.flatMap(({ reading }) => reading.statements)
  const decisions = await standingEvents(
    transaction,
    all.map((s) => s.id),
  )
  const corrected = [...decisions.values()].flatMap(({ correction }) => [
    ...(correction?.subject ? [correction.subject] : []),
    ...(correction?.object ? [correction.object] : []),
  ])
  const resolve = await resolveIds(transaction, [
    ...all.flatMap((s) => rolesOf(s).map(([, id]) => id)),
    ...items.flatMap(({ reading }) => reading.entities.map(({ id }) => id)),
    ...corrected,
  ])
  return contentsUnder(items, decisions, resolve)
}

const contentsUnder = (
  items: readonly PreparedArticle[],
  decisions: ReadonlyMap<string, ReviewEvent>,
  resolve: (id: string) => string,
): ArticleContents => ({
  statements: items.flatMap(({ item, reading }) =>
    reading.statements.map((s) => effectiveStatement(s, item.article.id, decisions.get(s.id), resolve)),
  ),
  mentions: items.flatMap(({ item, reading }) => mentionEdges(item.article.id, reading, resolve)),
})

const mentionEdges = (
  article: string,
  reading: Omit<Reading, 'countrySectors'>,
  resolve: (id: string) => string,
): MentionEdge[] => {
  const mentions = groupBy(reading.mentions, (m) => m.entity)
  return reading.entities.map(({ id, name, aliases }) => ({
    article,
    named: id,
    entity: resolve(id),
    name,
    aliases,
    mentions: (mentions.get(id) ?? []).map(({ start, end, kind }) => ({ start, end, kind })),
  }))
}

const loadEntry = ({ article, reading }: ArticleReading): JournalEntry => ({ kind: 'load', article, reading })

/**
 * Loads one article in a transaction of its own.
 * @throws EntenteError `InvalidInput` (nothing is written), `StoreUnavailable`
 */
export const loadArticle = async (store: GraphStore, article: Article, reading: Reading): Promise<LoadResult> => {
  checkReading(article, reading)
  const [result] = await store.write((transaction) => loadArticles(transaction, [{ article, reading }]))
  return result as LoadResult
}
