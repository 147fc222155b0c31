/**
 * The queue of articles on Redis (BullMQ), as a producer and its keeper see it: enqueue, depth, rate, dead letters with
 * their reasons, replay. Reads and writes no graph.
 */
import { Queue } from 'bullmq'
import { EntenteError, invalidInput, messageOf, storeUnavailable } from '../errors.ts'
import { jobId, type QueueJob } from './queue-job.ts'

export const queueName = 'entente-articles'

export interface QueueSettings {
  /** `redis://` or `rediss://` address. */
  url: string
  /** Tries of a job that fails for a passing reason. Default 8. */
  attempts?: number
  /** Milliseconds before the second try; twice as long before each further one. Default 1000. */
  backoffMs?: number
  /** Keys in Redis start with it, so that several queues share one server. Default `entente`. */
  prefix?: string
}

export const defaultPrefix = 'entente'

export interface QueueDepth {
  waiting: number
  active: number
  /** Waiting for their next try. */
  delayed: number
  /** Dead letters. */
  failed: number
  /** Articles finished per second over the last full minutes that workers counted; null where none did. */
  articlesPerSecond: number | null
}

export interface DeadLetter {
  id: string
  name: string
  kind: string
  reason: string
  attempts: number
  failedAt: string | null
}

export interface ArticleQueue {
  /** Adds jobs; one that waits already is not added again. Resolves when Redis has them. @throws EntenteError `StoreUnavailable` */
  enqueue(jobs: readonly QueueJob[]): Promise<void>
  /** Where a job is: waiting or under way, a dead letter with its reason, or not in Redis. */
  stateOf(id: string): Promise<{ state: 'there' | 'gone' } | { state: 'failed'; reason: string }>
  depth(): Promise<QueueDepth>
  /** The newest first. */
  deadLetters(limit: number): Promise<DeadLetter[]>
  /** Puts dead letters back in the queue: those of the ids, or all. @returns how many */
  replay(ids: readonly string[] | 'all'): Promise<number>
  /** Removes dead letters for good. @returns how many */
  drop(ids: readonly string[] | 'all'): Promise<number>
  /** Depths in Prometheus' text format. */
  prometheus(): Promise<string>
  close(): Promise<void>
}

/** @throws EntenteError `InvalidInput` */
export const checkRedisUrl = (url: string): string => {
  if (!/^rediss?:\/\/[^\s]+$/.test(url) || !URL.canParse(url))
    throw invalidInput(`"${url.replace(/\/\/[^@/]*@/, '//')}" is not an address such as redis://127.0.0.1:6379`)
  return url
}
const shown = (url: string): string => url.replace(/\/\/[^@/]*@/, '//')

const minutesOfRate = 5

/** Reconnections before a call gives up: some two seconds. */
const maxReconnects = 6

/** Opens the queue; connects when first used, and anew after Redis was away. */
export const openArticleQueue = (settings: QueueSettings): ArticleQueue => {
  const url = checkRedisUrl(settings.url)
  let opened: Queue<QueueJob> | null = null
  const open = (): Queue<QueueJob> => {
    const queue = new Queue<QueueJob>(queueName, {
      prefix: settings.prefix ?? defaultPrefix,
      // A producer must hear soon that Redis is away, unlike a worker, which waits for it.
      connection: {
        url,
        maxRetriesPerRequest: 3,
        connectTimeout: 5000,
        retryStrategy: (times: number) => (times > maxReconnects ? null : times * 100),
      },
      defaultJobOptions: {
        attempts: settings.attempts ?? 8,
        backoff: { type: 'exponential', delay: settings.backoffMs ?? 1000, jitter: 0.3 },
        // Finished jobs go: the store itself knows what it holds, so that a text may come back after another replaced it.
        removeOnComplete: true,
        removeOnFail: false,
        stackTraceLimit: 0,
      },
    })
    queue.on('error', () => {})
    return queue
  }
  const away = async <T>(work: (queue: Queue<QueueJob>) => Promise<T>): Promise<T> => {
    opened ??= open()
    const queue = opened
    try {
      return await work(queue)
    } catch (error) {
      if (error instanceof EntenteError) throw error
      if (opened === queue) opened = null
      queue.disconnect().catch(() => {})
      throw storeUnavailable(`Redis at ${shown(url)} does not answer: ${messageOf(error)}`, error)
    }
  }
  const failedJobs = async (queue: Queue<QueueJob>, ids: readonly string[] | 'all') => {
    if (ids === 'all') return (await queue.getFailed(0, -1)).filter((job) => job !== undefined)
    const found = await Promise.all(ids.map((id) => queue.getJob(id)))
    return (await Promise.all(found.map(async (job) => ((await job?.isFailed()) ? job : undefined)))).filter(
      (job) => job !== undefined,
    )
  }
  const depth = async (queue: Queue<QueueJob>): Promise<QueueDepth> => {
    const counts = await queue.getJobCounts('wait', 'prioritized', 'active', 'delayed', 'failed')
    const metrics = await queue.getMetrics('completed', 0, minutesOfRate)
    // The first point is the running minute.
    const minutes = metrics.data.slice(1, minutesOfRate + 1).map(Number)
    return {
      waiting: (counts.wait ?? 0) + (counts.prioritized ?? 0),
      active: counts.active ?? 0,
      delayed: counts.delayed ?? 0,
      failed: counts.failed ?? 0,
      articlesPerSecond: minutes.length ? minutes.reduce((a, b) => a + b, 0) / minutes.length / 60 : null,
    }
  }
  return {
    enqueue: (jobs) =>
      away(async (queue) => {
        await queue.addBulk(jobs.map((data) => ({ name: data.kind, data, opts: { jobId: jobId(data) } })))
      }),
    stateOf: (id) =>
      away(async (queue) => {
        const job = await queue.getJob(id)
        if (!job) return { state: 'gone' as const }
        return (await job.isFailed())
          ? { state: 'failed' as const, reason: job.failedReason ?? '' }
          : { state: 'there' as const }
      }),
    depth: () => away(depth),
    deadLetters: (limit) =>
      away(async (queue) =>
        (await queue.getFailed(0, limit - 1)).map((job) => ({
          id: job.id ?? '',
          name: job.data.name,
          kind: job.data.kind,
          reason: job.failedReason ?? '',
          attempts: job.attemptsMade ?? 0,
          failedAt: job.finishedOn ? new Date(job.finishedOn).toISOString() : null,
        })),
      ),
    replay: (ids) =>
      away(async (queue) => {
        const jobs = await failedJobs(queue, ids)
        // The count of tries starts anew: what failed eight times for want of a store gets eight more.
        for (const job of jobs) await job.retry('failed', { resetAttemptsMade: true })
        return jobs.length
      }),
    drop: (ids) =>
      away(async (queue) => {
        const jobs = await failedJobs(queue, ids)
        for (const job of jobs) await job.remove()
        return jobs.length
      }),
    prometheus: () =>
      away(async (queue) => {
        const { waiting, active, delayed, failed } = await depth(queue)
        return [
          '# HELP entente_queue_jobs Jobs in the article queue by state; failed are the dead letters.',
          '# TYPE entente_queue_jobs gauge',
          ...Object.entries({ waiting, active, delayed, failed }).map(
            ([state, n]) => `entente_queue_jobs{state="${state}"} ${n}`,
          ),
          '',
        ].join('\n')
      }),
    close: async () => {
      await opened?.close().catch(() => {})
      opened = null
    },
  }
}
