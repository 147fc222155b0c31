/**
 * One child process with the engine in it: start, ask with a deadline, end. The owner's side of engine-child.ts.
 * Never restarts by itself: whoever owns it starts a new one.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { EntenteError, invalidInput, limitExceeded, storeUnavailable } from '../../errors.ts'
import { builtModule } from '../../package-root.ts'
import type { EngineReply, EngineRequest } from './engine-messages.ts'

interface Waiting {
  /** Calls of one transaction wait for each other: their time counts from the end of the one before. */
  transaction: number | undefined
  timer: NodeJS.Timeout
  resolve: (result: unknown) => void
  reject: (error: Error) => void
}

/** The process ended under this call, through no fault of the call: it may be asked again. */
export class EngineGone extends Error {}

const faultOf = (message: string, status: string): Error => {
  const text = message.replace(/^Database error:\s*/, '')
  if (/cannot be locked|GRAFEO-X001/.test(text)) return new EntenteError('Conflict', text)
  if (/UNIQUE constraint|Constraint violation|write.conflict/i.test(text)) return new EntenteError('Conflict', text)
  if (/GRAFEO-Q003|timeout error/.test(text)) return limitExceeded('The query took longer than the engine lets it')
  if (/read-?only/i.test(text))
    return invalidInput('The query would change the graph, and only reading is allowed here')
  // Classes 42 (syntax) and 22 (data) are the asker's; so is everything else that the engine says of one query.
  return status.startsWith('5') ? storeUnavailable(text) : invalidInput(text)
}

export class EngineProcess {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, Waiting>()
  #lastCall = 0
  #end: Error | undefined
  readonly #ended: Promise<void>

  constructor() {
    const module = builtModule('graph/store/embedded/engine-child.ts')
    if (!existsSync(module)) throw storeUnavailable(`${module} is missing: run npm run build:node`)
    this.#child = fork(module, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    })
    this.#child.on('message', (reply: EngineReply) => this.#settle(reply))
    this.#child.on('error', (error) =>
      this.#fail(storeUnavailable(`The graph engine cannot start: ${error.message}`, error)),
    )
    this.#ended = new Promise((resolve) => {
      this.#child.once('exit', () => {
        this.#fail(new EngineGone('The graph engine ended'))
        resolve()
      })
    })
    // The engine must not keep its owner's process alive.
    this.#child.unref()
    this.#child.channel?.unref()
  }

  get alive(): boolean {
    return this.#end === undefined
  }

  /**
   * Asks and waits. Past `timeoutMs` or when `signal` fires, the process is ended and the call gets `LimitExceeded`,
   * the others in flight `EngineGone`.
   */
  ask<T>(request: EngineRequest, timeoutMs: number, signal?: AbortSignal): Promise<T> {
    if (this.#end) return Promise.reject(this.#end)
    const call = ++this.#lastCall
    return new Promise<T>((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        this.#waiting.delete(call)
        if (this.#waiting.size === 0) this.#child.channel?.unref()
      }
      const cut = (error: Error): void => {
        finish()
        reject(error)
        this.kill()
      }
      const abort = (): void => cut(limitExceeded('The query was cancelled'))
      const timer = setTimeout(
        () => cut(limitExceeded(`The query took longer than ${timeoutMs / 1000} s and was ended`)),
        timeoutMs,
      )
      this.#waiting.set(call, {
        transaction: 'transaction' in request ? request.transaction : undefined,
        timer,
        resolve: (result) => {
          finish()
          resolve(result as T)
        },
        reject: (error) => {
          finish()
          reject(error)
        },
      })
      if (signal?.aborted) return abort()
      signal?.addEventListener('abort', abort)
      this.#child.channel?.ref()
      this.#child.send({ ...request, call }, (error) => {
        if (error) this.#fail(new EngineGone(error.message))
      })
    })
  }

  /** Ends the process at once. Commits that were acknowledged are in the engine's log. */
  kill(): void {
    this.#fail(new EngineGone('The graph engine was ended'))
    this.#child.kill('SIGKILL')
  }

  /** Closes the database and waits for the process to end. */
  async close(): Promise<void> {
    if (this.#end) return this.ended
    await this.ask({ op: 'close' }, 30_000).catch(() => this.kill())
    await this.ended
  }

  /** Fulfilled when the process is gone, and with it its hold on the files. */
  get ended(): Promise<void> {
    // Whoever waits for the end must not find its own process ended first, for want of anything to do.
    this.#child.ref()
    return this.#ended
  }

  #settle(reply: EngineReply): void {
    if ('fault' in reply && reply.fault.kind === 'memory') {
      this.#fail(limitExceeded('The query took more memory than it may and was ended'))
      return
    }
    const waiting = this.#waiting.get(reply.call)
    if (!waiting) return
    if (waiting.transaction !== undefined)
      for (const other of this.#waiting.values()) if (other.transaction === waiting.transaction) other.timer.refresh()
    if ('fault' in reply) waiting.reject(faultOf(reply.fault.message, reply.fault.status))
    else waiting.resolve(reply.result)
  }

  #fail(error: Error): void {
    if (this.#end) return
    this.#end = error
    for (const waiting of [...this.#waiting.values()]) waiting.reject(error)
  }
}
