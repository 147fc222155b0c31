/**
 * Long loads as jobs: begun by one request, watched by others. Kept in memory, the finished ones for a while;
 * what was loaded before a stop stays loaded, the job itself does not outlive the server.
 */
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { Logger } from 'pino'
import type { Problem } from '../graph/contract.ts'
import { notFound } from '../graph/errors.ts'
import { HttpProblem, problemFor } from './http-problem.ts'
import type { LoadedArticle, LoadProgress } from './load-articles.ts'

export interface LoadJob extends LoadProgress {
  id: string
  state: 'running' | 'done' | 'failed'
  /** What was loaded, when it is done. */
  articles: LoadedArticle[] | null
  problem: Problem | null
}

/** Loads that are read on this machine's own threads. */
const mostRunningHere = 4
const mostKept = 100

export class LoadJobs {
  readonly #jobs = new Map<string, { job: LoadJob; changes: EventEmitter }>()
  readonly #log: Logger
  readonly #mostRunning: number

  constructor(log: Logger, mostRunning = mostRunningHere) {
    this.#log = log
    this.#mostRunning = mostRunning
  }

  /** @throws HttpProblem 503 where too many are running */
  start(work: (progress: (now: LoadProgress) => void) => Promise<LoadedArticle[]>): LoadJob {
    const all = [...this.#jobs.values()]
    if (all.filter(({ job }) => job.state === 'running').length >= this.#mostRunning)
      throw new HttpProblem(503, 'LimitExceeded', `${this.#mostRunning} loads are running; send it again later`, {
        'Retry-After': '5',
      })
    for (const { job } of all.filter(({ job }) => job.state !== 'running').slice(0, Math.max(0, all.length - mostKept)))
      this.#jobs.delete(job.id)
    const job: LoadJob = { id: randomUUID(), state: 'running', done: 0, total: 0, articles: null, problem: null }
    const changes = new EventEmitter().setMaxListeners(100)
    this.#jobs.set(job.id, { job, changes })
    const change = (facts: Partial<LoadJob>): void => {
      Object.assign(job, facts)
      changes.emit('change')
    }
    work(change).then(
      (articles) => change({ state: 'done', articles, done: articles.length, total: articles.length }),
      (error) => {
        const { problem, foreseen } = problemFor(error)
        if (!foreseen) this.#log.error({ err: error, job: job.id }, 'load failed')
        change({ state: 'failed', problem })
      },
    )
    return job
  }

  /** @throws EntenteError `NotFound` */
  get(id: string): LoadJob {
    return this.#entry(id).job
  }

  /** The job now and after each change, until it ends or the watcher goes. */
  async *watch(id: string, signal: AbortSignal): AsyncGenerator<LoadJob> {
    const { job, changes } = this.#entry(id)
    while (!signal.aborted) {
      const now = { ...job }
      yield now
      if (now.state !== 'running') return
      // What changed while the watcher was served would not be told by an event again.
      if (job.state !== now.state || job.done !== now.done || job.total !== now.total) continue
      await new Promise<void>((resolve) => {
        const go = (): void => {
          changes.off('change', go)
          signal.removeEventListener('abort', go)
          resolve()
        }
        changes.once('change', go)
        signal.addEventListener('abort', go, { once: true })
      })
    }
  }

  #entry(id: string): { job: LoadJob; changes: EventEmitter } {
    const entry = this.#jobs.get(id)
    if (!entry) throw notFound(`There is no job ${id.slice(0, 60)}`)
    return entry
  }
}
