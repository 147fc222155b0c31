/**
 * Sends a stream of articles to the queue instead of a store, unopened: opening and reading are the workers' job. The
 * queue's length bounds it: it waits while too much is waiting, so that Redis does not fill with an archive.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { EntenteError } from '../errors.ts'
import type { ArticleQueue } from './article-queue.ts'
import type { SourceItem } from './article-source.ts'
import { jobOfRefusal, jobOfTask, type QueueJob } from './queue-job.ts'

export interface EnqueueOptions {
  source: AsyncIterable<SourceItem>
  queue: ArticleQueue
  /** Jobs that may wait before more are added. Default 10,000. */
  maxWaiting?: number
  onProgress?: (progress: { sent: number; refused: number; fraction: number | null }) => void
  signal?: AbortSignal
}

const bulkJobs = 100
const bulkCharacters = 8_000_000
const sizeOf = (job: QueueJob): number =>
  job.kind === 'file'
    ? job.base64.length
    : job.kind === 'line'
      ? job.line.length
      : job.kind === 'page'
        ? job.html.length
        : 0

const patienceMs = 120_000

/** A Redis that restarts while an archive is being sent is waited for; adding a job a second time adds none. */
const patiently = async (work: () => Promise<void>, isPatient: boolean): Promise<void> => {
  for (const end = Date.now() + patienceMs; ; ) {
    try {
      return await work()
    } catch (error) {
      if (!isPatient || Date.now() > end || !(error instanceof EntenteError) || error.kind !== 'StoreUnavailable')
        throw error
      await sleep(500)
    }
  }
}

/** @returns how many jobs were sent, and how many of these as refusals. @throws EntenteError `StoreUnavailable` */
export const enqueueSource = async (options: EnqueueOptions): Promise<{ sent: number; refused: number }> => {
  const { source, queue, maxWaiting = 10_000, onProgress, signal } = options
  let bulk: QueueJob[] = []
  let size = 0
  let [sent, refused] = [0, 0]
  const flush = async (fraction: number | null): Promise<void> => {
    if (bulk.length === 0) return
    await patiently(async () => {
      while (!signal?.aborted && (await queue.depth()).waiting >= maxWaiting) await sleep(500)
      if (!signal?.aborted) await queue.enqueue(bulk)
    }, sent > 0)
    if (signal?.aborted) return
    sent += bulk.length
    bulk = []
    size = 0
    onProgress?.({ sent, refused, fraction })
  }
  let last: number | null = null
  for await (const { name, fraction, task } of source) {
    if (signal?.aborted) break
    const job = task instanceof EntenteError ? jobOfRefusal(name, task) : jobOfTask(task)
    if (task instanceof EntenteError) refused++
    if (bulk.length >= bulkJobs || size + sizeOf(job) > bulkCharacters) await flush(fraction)
    bulk.push(job)
    size += sizeOf(job)
    last = fraction
  }
  await flush(last)
  return { sent, refused }
}
