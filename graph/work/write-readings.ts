/**
 * Writes read articles in batches, each batch one transaction with the reader's version; and tells which articles need no
 * reading because the store holds them as this reader reads them. What cannot be written does not take others with it.
 */
import { createHash } from 'node:crypto'
import type { Article, LoadOutcome, Reading } from '../contract.ts'
import { EntenteError, messageOf } from '../errors.ts'
import { loadArticles } from '../load/load-article.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { readerVersion } from './reader-version.ts'

export interface ReadyArticle {
  article: Article
  reading: Reading
}

export type WriteOutcome =
  | { article: string; outcome: LoadOutcome; statements: number }
  | { article: string; outcome: 'failed'; statements: 0; reason: string; error: unknown }

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Ids of those articles that stand in the store with the same facts and text, read by this reader. */
export const knownArticles = async (store: GraphStore, articles: readonly Article[]): Promise<Set<string>> => {
  if (articles.length === 0) return new Set()
  const rows = await store.read(
    `UNWIND $ids AS id MATCH (a:Article {id: id})
     RETURN a.id AS id, a.sha256 AS sha256, a.title AS title, a.date AS date, a.language AS language, a.url AS url,
       a.publisher AS publisher, a.reader AS reader`,
    { ids: articles.map(({ id }) => id) },
  )
  const stored = new Map(rows.map((row) => [row.id, row]))
  const version = readerVersion()
  const isSame = (article: Article): boolean => {
    const row = stored.get(article.id)
    if (!row || row.reader !== version || row.sha256 !== sha256(article.text)) return false
    return (['title', 'date', 'language', 'url', 'publisher'] as const).every(
      (key) => (row[key] ?? null) === article[key],
    )
  }
  return new Set(articles.filter(isSame).map(({ id }) => id))
}

/** All of them or none; each id may stand once. Keeps the sources of a story, which the text does not tell. */
const writeTogether = (store: GraphStore, items: readonly ReadyArticle[]): Promise<WriteOutcome[]> =>
  store.write(async (transaction) => {
    const ids = items.map(({ article }) => article.id)
    const kept = await transaction.run(
      `UNWIND $ids AS id MATCH (a:Article {id: id}) WHERE a.sources IS NOT NULL
       RETURN a.id AS id, a.sources AS sources, a.publishers AS publishers`,
      { ids },
    )
    const results = await loadArticles(transaction, items)
    await transaction.run('UNWIND $ids AS id MATCH (a:Article {id: id}) SET a.reader = $reader', {
      ids,
      reader: readerVersion(),
    })
    if (kept.length > 0)
      await transaction.run(
        'UNWIND $kept AS row MATCH (a:Article {id: row.id}) SET a.sources = row.sources, a.publishers = row.publishers',
        { kept },
      )
    return results.map(({ outcome, statements }, i) => ({ article: ids[i] as string, outcome, statements }))
  })

/**
 * Writes the items in order, together where that works and one by one where one of them is refused.
 * @throws EntenteError `StoreUnavailable`: nothing of this batch is known to be written, all can be written again
 */
export const writeReadings = async (store: GraphStore, items: readonly ReadyArticle[]): Promise<WriteOutcome[]> => {
  if (items.length === 0) return []
  try {
    return await writeTogether(store, items)
  } catch (error) {
    if (error instanceof EntenteError && error.kind === 'StoreUnavailable') throw error
    const [only] = items
    if (items.length === 1 && only)
      return [{ article: only.article.id, outcome: 'failed', statements: 0, reason: messageOf(error), error }]
    const outcomes: WriteOutcome[] = []
    for (const item of items) outcomes.push(...(await writeReadings(store, [item])))
    return outcomes
  }
}
