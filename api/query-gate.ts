/**
 * How many typed queries run at once and how many may wait: a few, so that a thousand askers cannot starve the server.
 * First come, first served; whoever comes past the queue is told when to come again. Knows nothing of Cypher.
 */
import { EntenteError } from '../graph/errors.ts'
import { HttpProblem } from './http-problem.ts'

export class QueryGate {
  readonly #atOnce: number
  readonly #mostWaiting: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce
    this.#mostWaiting = mostWaiting
  }

  get running(): number {
    return this.#running
  }
  get waiting(): number {
    return this.#waiting.length
  }

  /**
   * Runs `work` when its turn comes.
   * @throws HttpProblem 503 past the queue; EntenteError `LimitExceeded` where the asker went away while waiting
   */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#enter(signal)
    try {
      return await work()
    } finally {
      this.#running--
      this.#waiting.shift()?.()
    }
  }

  #enter(signal: AbortSignal): Promise<void> {
    if (this.#running < this.#atOnce) {
      this.#running++
      return Promise.resolve()
    }
    if (this.#waiting.length >= this.#mostWaiting)
      throw new HttpProblem(
        503,
        'LimitExceeded',
        `${this.#atOnce} queries are running and ${this.#mostWaiting} wait; ask again in a second (queriesAtOnce, queriesWaiting)`,
        { 'Retry-After': '1' },
      )
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener('abort', leave)
        this.#running++
        resolve()
      }
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1)
        reject(new EntenteError('LimitExceeded', 'The asker went away'))
      }
      this.#waiting.push(enter)
      signal.addEventListener('abort', leave, { once: true })
    })
  }
}
