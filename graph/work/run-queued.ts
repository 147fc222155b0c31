/**
 * Puts a job in the queue and waits for what becomes of it: progress, the articles that came of it, or the reason why none
 * did. For whoever sends single jobs and answers for them; an archive is sent by enqueue-source.ts without waiting.
 */
import { QueueEvents } from 'bullmq'
import type { ErrorKind } from '../contract.ts'
import { EntenteError, messageOf, storeUnavailable } from '../errors.ts'
import { type ArticleQueue, checkRedisUrl, defaultPrefix, type QueueSettings, queueName } from './article-queue.ts'
import { jobId, type QueueJob, type WrittenArticle } from './queue-job.ts'

export interface JobProgress {
  done: number
  total: number
}

export interface QueuedRuns {
  /**
   * Resolves when a worker has written the job's articles. The same content sent meanwhile waits for the same job; one
   * that is a dead letter is tried again.
   * @throws EntenteError of the worker, or `StoreUnavailable` where Redis is away
   */
  run(job: QueueJob, progress?: (now: JobProgress) => void): Promise<WrittenArticle[]>
  close(): Promise<void>
}

interface Waiting {
  resolve: (articles: WrittenArticle[]) => void
  reject: (error: Error) => void
  progress: (now: JobProgress) => void
}

/** Events come through Redis; a job whose event was missed is looked for so often, in ms. */
const lookEveryMs = 5000

/** A worker's reason is `<kind>: <words>` where the fault is the article's. */
const errorOf = (reason: string): Error => {
  const [, kind, words] = /^(InvalidInput|LimitExceeded|NotFound|Conflict): (.*)$/s.exec(reason) ?? []
  return kind && words ? new EntenteError(kind as ErrorKind, words) : storeUnavailable(reason)
}

export const openQueuedRuns = (queue: ArticleQueue, settings: Pick<QueueSettings, 'url' | 'prefix'>): QueuedRuns => {
  const waiting = new Map<string, Set<Waiting>>()
  const events = new QueueEvents(queueName, {
    connection: { url: checkRedisUrl(settings.url), maxRetriesPerRequest: null },
    prefix: settings.prefix ?? defaultPrefix,
  })
  events.on('error', () => {})
  const settle = (id: string, each: (one: Waiting) => void): void => {
    const own = waiting.get(id)
    waiting.delete(id)
    for (const one of own ?? []) each(one)
  }
  events.on('completed', ({ jobId: id, returnvalue }) =>
    settle(id, ({ resolve }) => resolve((returnvalue as unknown as WrittenArticle[] | null) ?? [])),
  )
  events.on('failed', ({ jobId: id, failedReason }) => settle(id, ({ reject }) => reject(errorOf(failedReason))))
  events.on('progress', ({ jobId: id, data }) => {
    for (const { progress } of waiting.get(id) ?? []) progress(data as JobProgress)
  })
  const missing = new Set<string>()
  const look = setInterval(async () => {
    for (const id of waiting.keys()) {
      const state = await queue.stateOf(id).catch(() => null)
      if (state?.state === 'failed') settle(id, ({ reject }) => reject(errorOf(state.reason)))
      else if (state?.state !== 'gone') missing.delete(id)
      // Twice in a row: its event is not on the way any more.
      else if (missing.delete(id))
        settle(id, ({ reject }) => reject(storeUnavailable('What became of the job is unknown')))
      else missing.add(id)
    }
  }, lookEveryMs)
  look.unref()
  return {
    run: async (job, progress = () => {}) => {
      const id = jobId(job)
      try {
        await events.waitUntilReady()
      } catch (error) {
        throw storeUnavailable(`Redis does not answer: ${messageOf(error)}`, error)
      }
      return new Promise((resolve, reject) => {
        const own = waiting.get(id) ?? new Set()
        const one = { resolve, reject, progress }
        waiting.set(id, own.add(one))
        const send = async (): Promise<void> => {
          await queue.enqueue([job])
          // Content that failed before is sent again on purpose.
          if ((await queue.stateOf(id)).state === 'failed') await queue.replay([id])
        }
        send().catch((error: Error) => {
          own.delete(one)
          reject(error)
        })
      })
    },
    close: async () => {
      clearInterval(look)
      for (const id of [...waiting.keys()])
        settle(id, ({ reject }) => reject(storeUnavailable('The server was stopped; the queue keeps the job')))
      await events.close().catch(() => {})
    },
  }
}
