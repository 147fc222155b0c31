/**
 * Loads a stream of articles into a store: opened and read on the pool's threads, written in the stream's order in
 * batches, with a bound on what is under way. Ended at any point it can be run again: what is written is passed over.
 */
import type { Article, LoadOutcome, Reading } from '../contract.ts'
import { EntenteError, messageOf } from '../errors.ts'
import type { GraphStore } from '../store/graph-store.ts'
import type { SourceItem } from './article-source.ts'
import { inGroups, inOrder } from './in-order.ts'
import { weightOf } from './open-task.ts'
import type { ReadingPool } from './reading-pool.ts'
import { knownArticles, type WriteOutcome, writeReadings } from './write-readings.ts'

export interface LoadProgress {
  done: number
  failed: number
  articlesPerSecond: number
  /** Share of the source that is done, 0 to 1; null where its size is unknown. */
  fraction: number | null
  secondsLeft: number | null
}

export interface ItemOutcome {
  name: string
  article: string | null
  outcome: LoadOutcome | 'failed'
  statements: number
  reason?: string
}

export interface LoadSummary extends Record<LoadOutcome | 'failed', number> {
  statements: number
  seconds: number
}

export interface LoadOptions {
  source: AsyncIterable<SourceItem>
  store: GraphStore
  pool: Pick<ReadingPool, 'threads' | 'open' | 'read'>
  /** Articles written in one transaction. Default 32. */
  batch?: number
  /** Reads again what the store holds already. Default false. */
  reread?: boolean
  /** Called in the source's order. */
  onOutcome?: (outcome: ItemOutcome) => void
  onProgress?: (progress: LoadProgress) => void
  signal?: AbortSignal
}

/** One article on its way. `known`: nothing is to be done. */
interface Candidate {
  name: string
  fraction: number | null
  article: Article | null
  reading: Reading | null
  known: boolean
  error: unknown
}

/** Bytes of source under way at most, next to the one item that may be larger. */
const maxWeight = 64_000_000
const lookUpSize = 32

const failedBy = (name: string, fraction: number | null, error: unknown): Candidate => ({
  name,
  fraction,
  article: null,
  reading: null,
  known: false,
  error,
})

/** The fault of no article: trying the next one would not help. */
const isOutage = (error: unknown): boolean => error instanceof EntenteError && error.kind === 'StoreUnavailable'

async function* flat<T>(groups: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const group of groups) yield* group
}

async function* until<T>(source: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  for await (const item of source) {
    if (signal?.aborted) return
    yield item
  }
}

/** Rate over the last minute, so that a start or a pause does not bend it for long. */
const openRate = (): ((done: number) => number) => {
  const marks: [number, number][] = [[performance.now(), 0]]
  return (done) => {
    const now = performance.now()
    marks.push([now, done])
    while (marks.length > 2 && now - (marks[1]?.[0] ?? 0) > 60_000) marks.shift()
    const [time, before] = marks[0] as [number, number]
    return now > time ? ((done - before) * 1000) / (now - time) : 0
  }
}

/**
 * Loads everything. One article's failure is an outcome, not an end.
 * @throws EntenteError `StoreUnavailable` where the store goes away: run it again then
 */
export const loadSource = async (options: LoadOptions): Promise<LoadSummary> => {
  const { store, pool, batch = 32, reread = false, onOutcome, onProgress, signal } = options
  const started = performance.now()
  const summary: LoadSummary = { loaded: 0, replaced: 0, unchanged: 0, failed: 0, statements: 0, seconds: 0 }
  const rateOf = openRate()

  const open = async ({ name, fraction, task }: SourceItem): Promise<Candidate[]> => {
    if (task instanceof EntenteError) return [failedBy(name, fraction, task)]
    try {
      const articles = await pool.open(task)
      return articles.map(({ article, reading }) => ({ name, fraction, article, reading, known: false, error: null }))
    } catch (error) {
      if (isOutage(error)) throw error
      return [failedBy(name, fraction, error)]
    }
  }
  const lookUp = async (group: Candidate[]): Promise<Candidate[]> => {
    if (reread) return group
    const known = await knownArticles(
      store,
      group.flatMap(({ article, reading }) => (article && !reading ? [article] : [])),
    )
    return group.map((item) =>
      item.article && !item.reading && known.has(item.article.id) ? { ...item, known: true } : item,
    )
  }
  const read = async (item: Candidate): Promise<Candidate> => {
    if (!item.article || item.reading || item.known) return item
    try {
      return { ...item, reading: await pool.read(item.article) }
    } catch (error) {
      if (isOutage(error)) throw error
      return { ...item, error }
    }
  }
  const write = async (group: Candidate[]): Promise<ItemOutcome[]> => {
    const ready = group.flatMap(({ article, reading, known, error }) =>
      article && reading && !known && !error ? [{ article, reading }] : [],
    )
    const outcomes = new Map<string, WriteOutcome>((await writeReadings(store, ready)).map((o) => [o.article, o]))
    return group.map(({ name, article, known, error }) => {
      const base = { name, article: article?.id ?? null }
      if (known) return { ...base, outcome: 'unchanged' as const, statements: 0 }
      const written = article && !error ? outcomes.get(article.id) : undefined
      if (!written) return { ...base, outcome: 'failed' as const, statements: 0, reason: messageOf(error) }
      const { outcome, statements } = written
      return { ...base, outcome, statements, ...(outcome === 'failed' ? { reason: written.reason } : {}) }
    })
  }
  const tell = (group: readonly Candidate[], outcomes: readonly ItemOutcome[]): void => {
    for (const outcome of outcomes) {
      summary[outcome.outcome]++
      summary.statements += outcome.statements
      onOutcome?.(outcome)
    }
    const done = summary.loaded + summary.replaced + summary.unchanged + summary.failed
    const fraction = group.at(-1)?.fraction ?? null
    const seconds = (performance.now() - started) / 1000
    const secondsLeft = fraction ? (seconds / fraction) * (1 - fraction) : null
    onProgress?.({ done, failed: summary.failed, articlesPerSecond: rateOf(done), fraction, secondsLeft })
  }

  const weight = {
    weight: maxWeight,
    weightOf: ({ task }: SourceItem) => (task instanceof EntenteError ? 0 : weightOf(task)),
  }
  const opened = flat(inOrder(until(options.source, signal), { size: pool.threads * 4, ...weight }, open))
  const looked = flat(inOrder(inGroups(opened, lookUpSize), { size: 2 }, lookUp))
  const readings = inOrder(looked, { size: batch + pool.threads * 2 }, read)
  const repeats = (group: readonly Candidate[], next: Candidate): boolean =>
    group.some(({ article }) => article && article.id === next.article?.id)

  // One batch is written while the next is read.
  let writing: { group: Candidate[]; outcomes: Promise<ItemOutcome[]> } | null = null
  const settle = async (): Promise<void> => {
    if (!writing) return
    const { group, outcomes } = writing
    writing = null
    tell(group, await outcomes)
  }
  for await (const group of inGroups(readings, batch, repeats)) {
    await settle()
    // What was read and not written yet is read again next time.
    if (signal?.aborted) break
    const outcomes = write(group)
    outcomes.catch(() => {})
    writing = { group, outcomes }
  }
  await settle()
  summary.seconds = (performance.now() - started) / 1000
  return summary
}
