/**
 * Loads a stream of readings in bounded memory: some hundred articles a transaction, refused ones counted with the
 * reason and left out. Run again after a stop it goes on, because what is in the graph already writes nothing.
 */
import { setImmediate as othersTurn } from 'node:timers/promises'
import { EntenteError, messageOf } from '../errors.ts'
import type { GraphStore } from '../store/graph-store.ts'
import {
  type ArticleReading,
  loadPrepared,
  type PreparedArticle,
  planNewArticles,
  prepareArticle,
} from './load-article.ts'
import { LoadMemory } from './load-memory.ts'

/** An article that could not even be read; counted as refused. */
export interface Unreadable {
  id: string
  reason: string
}

export interface LoadProgress {
  /** Articles seen so far. */
  seen: number
  loaded: number
  replaced: number
  unchanged: number
  refused: number
  /** Statements of the articles that were loaded or replaced. */
  statements: number
}

export interface LoadSummary extends LoadProgress {
  /** The first of the refused, with the reason. */
  refusals: Unreadable[]
  seconds: number
  /** True where `signal` ended it before the stream did. */
  stopped: boolean
}

export interface LoadManyOptions {
  /** Statements a transaction, at most some more. Default 10,000. */
  batchStatements?: number
  /** Called after each transaction. */
  onProgress?: (progress: LoadProgress) => void
  /** Stops between two transactions. */
  signal?: AbortSignal
}

/** Refusals kept for the summary. */
const mostRefusals = 1000

/** Nothing of an article is kept once its transaction is over. @throws EntenteError `StoreUnavailable` */
export const loadMany = async (
  store: GraphStore,
  items: AsyncIterable<ArticleReading | Unreadable> | Iterable<ArticleReading | Unreadable>,
  { batchStatements = 10_000, onProgress, signal }: LoadManyOptions = {},
): Promise<LoadSummary> => {
  const start = performance.now()
  const progress: LoadProgress = { seen: 0, loaded: 0, replaced: 0, unchanged: 0, refused: 0, statements: 0 }
  const refusals: Unreadable[] = []
  const refuse = (refusal: Unreadable): void => {
    progress.refused++
    if (refusals.length < mostRefusals) refusals.push(refusal)
  }
  let batch = new Map<string, PreparedArticle>()
  let size = 0
  const memory = await LoadMemory.of(store)
  let underWay: Promise<void> = Promise.resolve()
  /** Sends the batch off once the one before is in; what can be is worked out meanwhile. */
  const flush = async (): Promise<void> => {
    if (batch.size === 0) return underWay
    const own = [...batch.values()]
    batch = new Map()
    size = 0
    const plan = planNewArticles(own, memory)
    await underWay
    let turn = 0
    underWay = store
      .write((transaction) => {
        turn = transaction.turn
        return loadPrepared(transaction, own, { memory, plan })
      })
      .then((results) => {
        memory.committed(turn)
        for (const { outcome, statements } of results) {
          progress[outcome]++
          if (outcome !== 'unchanged') progress.statements += statements
        }
        onProgress?.({ ...progress })
      })
    // Told where it is waited for.
    underWay.catch(() => {})
  }
  try {
    for await (const item of items) {
      if (signal?.aborted) break
      progress.seen++
      // A stream that never waits would leave the transaction under way unsent until all of the next is worked out.
      await othersTurn()
      if ('reason' in item) {
        refuse(item)
        continue
      }
      const { article, reading } = item
      let prepared: PreparedArticle
      try {
        prepared = prepareArticle(item)
      } catch (error) {
        if (!(error instanceof EntenteError)) throw error
        refuse({ id: article.id, reason: messageOf(error) })
        continue
      }
      // The same id twice in the stream: the later one replaces the earlier, as it would one by one.
      if (batch.has(article.id)) await flush()
      batch.set(article.id, prepared)
      size += 1 + reading.statements.length
      if (size >= batchStatements) await flush()
    }
    await flush()
  } finally {
    await underWay
  }
  return {
    ...progress,
    refusals,
    seconds: (performance.now() - start) / 1000,
    stopped: signal?.aborted ?? false,
  }
}
