/**
 * A pool of reading threads (piscina) with a time and a memory limit for each task: a task past them ends with its thread
 * and an error of its own, the others go on. Never more tasks under way than threads, so that waiting costs no time limit.
 */
import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { ReadArticle } from '../articles/hand-made-reading.ts'
import type { Article, Reading } from '../contract.ts'
import { EntenteError, invalidInput, limitExceeded, messageOf, storeUnavailable } from '../errors.ts'
import type { Feed } from '../feeds/parse-feed.ts'
import { builtModule } from '../package-root.ts'
import type { OpenTask } from './open-task.ts'
import type { Answer, FeedTask } from './reading-thread.ts'

export interface PoolSettings {
  /** Default: one thread a core. */
  threads: number
  /** Milliseconds that one article may take. Default two minutes: the longest text allowed takes most of one. */
  timeLimitMs: number
  /** Megabytes of JavaScript heap that one thread may take. */
  memoryLimitMb: number
}

export const poolDefaults = (): PoolSettings => ({
  threads: availableParallelism(),
  timeLimitMs: 120_000,
  memoryLimitMb: 1024,
})

export interface ReadingPool {
  readonly threads: number
  /**
   * @throws EntenteError `LimitExceeded` past time or memory, `InvalidInput` for what cannot be read,
   *   `StoreUnavailable` where the reader itself cannot start
   */
  read(article: Article): Promise<Reading>
  open(task: OpenTask): Promise<ReadArticle[]>
  /** `open` for a file's bytes. */
  openFile(file: { name: string; bytes: Uint8Array }): Promise<ReadArticle[]>
  openFeed(task: FeedTask): Promise<Feed>
  close(): Promise<void>
}

/** Starts the threads when the first task comes. */
export const openReadingPool = (options: Partial<PoolSettings> = {}): ReadingPool => {
  const { threads, timeLimitMs, memoryLimitMb } = { ...poolDefaults(), ...options }
  const pool = new Piscina({
    filename: builtModule('graph/work/reading-thread.ts'),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 60_000,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
  })
  // A thread that cannot even load the reader has no task to fail: whoever waits for one must hear of it.
  const waitingForThread = new Set<(error: Error) => void>()
  pool.on('error', (error: unknown) => {
    const broken = storeUnavailable(`The reader cannot start: ${messageOf(error)}`, error)
    for (const fail of waitingForThread) fail(broken)
  })
  const runTask = <T>(task: unknown, options: { name: string; signal?: AbortSignal }): Promise<T> =>
    new Promise((resolve, reject) => {
      waitingForThread.add(reject)
      pool
        .run(task, options)
        .then(resolve, reject)
        .finally(() => waitingForThread.delete(reject))
    })

  let free = threads
  const waiting: (() => void)[] = []
  const enter = (): Promise<void> => {
    if (free > 0) {
      free--
      return Promise.resolve()
    }
    return new Promise((resolve) => waiting.push(resolve))
  }
  const leave = (): void => {
    const next = waiting.shift()
    if (next) next()
    else free++
  }
  /** Threads that have loaded their models; a thread that was ended is replaced by a cold one. */
  let warm = 0

  const run = async <T>(name: string, task: unknown, what: string): Promise<T> => {
    await enter()
    try {
      if (warm < threads) {
        warm++
        await runTask(undefined, { name: 'warm' })
      }
      const clock = AbortSignal.timeout(timeLimitMs)
      let answer: Answer<T>
      try {
        answer = await runTask<Answer<T>>(task, { name, signal: clock })
      } catch (error) {
        warm = Math.max(0, warm - 1)
        if (error instanceof EntenteError) throw error
        if (clock.aborted) throw limitExceeded(`${what}: not read within ${timeLimitMs} ms (timeLimitMs)`)
        if (
          /out of memory|ERR_WORKER_OUT_OF_MEMORY|memory limit/i.test(
            `${(error as { code?: string }).code} ${messageOf(error)}`,
          )
        )
          throw limitExceeded(`${what}: reading took more than ${memoryLimitMb} MB (memoryLimitMb)`)
        throw error
      }
      if (answer.ok) return answer.value
      // A fault of the program on one text must not be tried again for ever: to the loader it is that text's.
      throw answer.kind ? new EntenteError(answer.kind, answer.message) : invalidInput(`${what}: ${answer.message}`)
    } finally {
      leave()
    }
  }

  return {
    threads,
    read: (article) => run('read', article, article.id),
    open: (task) => run('open', task, task.name),
    openFile: ({ name, bytes }) => run('open', { kind: 'file', name, bytes }, name),
    openFeed: (task) => run('openFeed', task, task.url),
    close: () => pool.destroy(),
  }
}
