/**
 * Takes an article back: its text, statements, mentions, the decisions on them, and every entity that only it knew.
 * Derived edges follow in the same transaction.
 */
import type { Article } from '../contract.ts'
import { notFound } from '../errors.ts'
import type { GraphStore, JournalEntry, WriteTransaction } from '../store/graph-store.ts'
import { changeGraph } from './change-graph.ts'
import type { ReviewEvent } from './review-log.ts'
import { readMentions, readStatements } from './stored-statements.ts'
import type { Story } from './story-sources.ts'

/** Within the caller's transaction. False when there is no such article. */
export const forgetWithin = async (
  transaction: WriteTransaction,
  id: string,
  entry: JournalEntry = { kind: 'forget', article: id },
): Promise<boolean> => {
  const found = await transaction.run('MATCH (a:Article {id: $id}) RETURN a.id AS id', { id })
  if (found.length === 0) return false
  transaction.record(entry)
  const statements = await readStatements(transaction, [id])
  const mentions = await readMentions(transaction, [id])
  await changeGraph(transaction, { statements, mentions }, { statements: [], mentions: [] })
  await transaction.run('UNWIND $ids AS id MATCH (r:Review {target: id}) DELETE r', {
    ids: statements.map((s) => s.id),
  })
  await transaction.run('MATCH (a:Article {id: $id}) DETACH DELETE a', { id })
  return true
}

/** Whether an entry of the journal tells anything of this article. */
const isAbout = (entry: JournalEntry, id: string): boolean => {
  if (entry.kind === 'load') return (entry.article as Article).id === id
  if (entry.kind === 'forget') return entry.article === id
  if (entry.kind === 'story') return (entry.story as Story).article === id
  return entry.kind === 'review' && (entry.event as ReviewEvent).target.startsWith(`statement:${id}:`)
}

/**
 * Forgets one article, in the journal too.
 * @throws EntenteError `NotFound` when there is no such article
 */
export const forgetArticle = async (store: GraphStore, id: string): Promise<void> => {
  if (!(await store.write((transaction) => forgetWithin(transaction, id)))) throw notFound(`There is no article ${id}`)
  await store.compact((entry) => !isAbout(entry, id))
}
