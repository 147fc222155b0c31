/**
 * A worker: takes jobs from the queue, opens and reads them on its threads and writes them into the store. Killed at any
 * moment it loses nothing: a job counts as done only after its transaction, and done twice it changes nothing.
 */
import { UnrecoverableError, Worker } from 'bullmq'
import type { Article, LoadOutcome, Reading } from '../contract.ts'
import { EntenteError, messageOf, notFound } from '../errors.ts'
import { unpackSignature } from '../feeds/story-signature.ts'
import { addStorySource } from '../feeds/watch-state.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { checkRedisUrl, defaultPrefix, queueName } from './article-queue.ts'
import { openBatchWriter } from './batch-writer.ts'
import { type QueueJob, taskOfJob, type WrittenArticle } from './queue-job.ts'
import type { ReadingPool } from './reading-pool.ts'
import { knownArticles } from './write-readings.ts'

export interface WorkerSettings {
  url: string
  store: GraphStore
  pool: Pick<ReadingPool, 'threads' | 'open' | 'read'>
  /** Jobs under way at once. Default: four for each thread, so that threads never wait for the store. */
  concurrency?: number
  /** Jobs a second over all workers of the queue; null: as fast as they can. */
  rate?: number | null
  /** Milliseconds after which a job of a worker that died is taken over. Default 30,000. */
  lockMs?: number
  /** As of the queue. */
  prefix?: string
  onEvent?: (event: WorkerEvent) => void
}

export type WorkerEvent =
  | { event: 'done'; name: string; outcomes: Record<LoadOutcome, number>; statements: number; ms: number }
  | { event: 'failed'; name: string; reason: string; final: boolean }
  | { event: 'redis'; message: string }

export interface QueueWorker {
  /** Figures in Prometheus' text format. */
  prometheus(): string
  /** Ends after the jobs under way, which are finished first. */
  close(): Promise<void>
}

/** Reasons that trying again cannot mend. */
const isFinal = (error: unknown): boolean =>
  error instanceof EntenteError && (error.kind === 'InvalidInput' || error.kind === 'LimitExceeded')

const noOutcomes = (): Record<LoadOutcome, number> => ({ loaded: 0, replaced: 0, unchanged: 0 })

/** Starts to work at once. @throws EntenteError `InvalidInput` for the address */
export const startQueueWorker = (settings: WorkerSettings): QueueWorker => {
  const { store, pool, onEvent } = settings
  const lockMs = settings.lockMs ?? 30_000
  const writer = openBatchWriter(store)
  const totals = { ...noOutcomes(), statements: 0, failed: 0, retried: 0 }

  const writeOne = async (
    article: Article,
    given: Reading | null,
  ): Promise<{ outcome: LoadOutcome; statements: number }> => {
    if (!given && (await knownArticles(store, [article])).has(article.id))
      return { outcome: 'unchanged', statements: 0 }
    const written = await writer.write({ article, reading: given ?? (await pool.read(article)) })
    if (written.outcome === 'failed') throw written.error
    return written
  }
  const addSource = async (
    article: string,
    source: Parameters<typeof addStorySource>[2],
    signature: string | null,
  ): Promise<void> => {
    const known = await addStorySource(store, article, source, signature ? unpackSignature(signature) : null)
    if (!known) throw notFound(`${article}: not in the store (yet)`)
  }

  const perform = async (
    job: QueueJob,
    progress: (now: { done: number; total: number }) => Promise<void>,
  ): Promise<WrittenArticle[]> => {
    const written: WrittenArticle[] = []
    const write = async (article: Article, reading: Reading | null): Promise<void> => {
      const { outcome, statements } = await writeOne(article, reading)
      written.push({ id: article.id, title: article.title, outcome, statements })
    }
    if (job.kind === 'refused') throw new UnrecoverableError(job.reason)
    if (job.kind === 'source') await addSource(job.article, job.source, null)
    if (job.kind === 'article') {
      await write(job.article, null)
      if (job.source) await addSource(job.article.id, job.source, job.signature)
    }
    const task = taskOfJob(job)
    if (task) {
      const opened = await pool.open(task)
      for (const { article, reading } of opened) {
        await write(article, reading)
        if (opened.length > 1) await progress({ done: written.length, total: opened.length })
      }
    }
    return written
  }

  const worker = new Worker<QueueJob, WrittenArticle[]>(
    queueName,
    async (job): Promise<WrittenArticle[]> => {
      const { data } = job
      const started = performance.now()
      try {
        const written = await perform(data, (now) => job.updateProgress(now))
        const outcomes = noOutcomes()
        for (const { outcome } of written) outcomes[outcome]++
        const statements = written.reduce((sum, one) => sum + one.statements, 0)
        for (const outcome of ['loaded', 'replaced', 'unchanged'] as const) totals[outcome] += outcomes[outcome]
        totals.statements += statements
        onEvent?.({ event: 'done', name: data.name, outcomes, statements, ms: performance.now() - started })
        return written
      } catch (error) {
        if (!isFinal(error)) throw error
        throw new UnrecoverableError(`${(error as EntenteError).kind}: ${messageOf(error)}`)
      }
    },
    {
      connection: { url: checkRedisUrl(settings.url), maxRetriesPerRequest: null },
      prefix: settings.prefix ?? defaultPrefix,
      concurrency: settings.concurrency ?? pool.threads * 4,
      lockDuration: lockMs,
      stalledInterval: lockMs,
      // A job whose worker died is taken over; one that kills every worker ends among the dead letters.
      maxStalledCount: 10,
      metrics: { maxDataPoints: 60 * 24 },
      ...(settings.rate ? { limiter: { max: settings.rate, duration: 1000 } } : {}),
    },
  )
  worker.on('failed', (job, error) => {
    const final = error instanceof UnrecoverableError || !job || (job.attemptsMade ?? 0) >= (job.opts.attempts ?? 1)
    if (final) totals.failed++
    else totals.retried++
    onEvent?.({ event: 'failed', name: job?.data.name ?? '', reason: messageOf(error), final })
  })
  worker.on('error', (error) => onEvent?.({ event: 'redis', message: messageOf(error) }))

  return {
    prometheus: () => {
      const line = (name: string, help: string, values: [string, number][]): string[] => [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} counter`,
        ...values.map(([labels, value]) => `${name}${labels} ${value}`),
      ]
      return [
        ...line('entente_worker_articles_total', 'Articles by outcome.', [
          ['{outcome="loaded"}', totals.loaded],
          ['{outcome="replaced"}', totals.replaced],
          ['{outcome="unchanged"}', totals.unchanged],
        ]),
        ...line('entente_worker_statements_total', 'Statements written.', [['', totals.statements]]),
        ...line('entente_worker_failures_total', 'Jobs that failed, for good or to be tried again.', [
          ['{final="true"}', totals.failed],
          ['{final="false"}', totals.retried],
        ]),
        '',
      ].join('\n')
    },
    close: () => worker.close(),
  }
}
