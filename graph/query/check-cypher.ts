/**
 * The safe gate for Cypher that anyone may have typed: text, grammar, lists, meaning; then it may go to an engine.
 * The grammar runs in a thread with a deadline, since some texts would keep it busy for minutes. Runs no query itself.
 */
import { Worker } from 'node:worker_threads'
import { invalidInput, limitExceeded, storeUnavailable } from '../errors.ts'
import { builtModule } from '../package-root.ts'
import { checkCypherText, withoutValues } from './cypher-text.ts'
import type { Refusal } from './inspect-cypher.ts'
import type { InspectionAnswer, InspectionRequest } from './inspect-cypher-thread.ts'

/** Milliseconds for the grammar to read one query; a hundred times what an ordinary one takes on a busy machine. */
export const inspectionTimeMs = 5000
/** Milliseconds to look for faults of meaning; what takes longer is left to the engine. */
const meaningTimeMs = 5000
/** Milliseconds to load the grammar, some hundred times what it takes on an idle machine. */
const startTimeMs = 120_000
const keptVerdicts = 500

interface Job {
  request: InspectionRequest
  resolve: (answer: Answer) => void
}

/** The thread did not say within its time that it is ready. */
class StartedTooLate extends Error {}

type Answer = InspectionAnswer | { late: true } | null

/** One thread, started with the first query, that reads queries in turn; a query that takes too long ends it. */
class Inspector {
  #thread: Promise<Worker> | null = null
  #queue: Job[] = []
  #busy = false

  inspect(request: InspectionRequest): Promise<Answer> {
    return new Promise((resolve) => {
      // Form decides whether a query may run; meaning can wait. A second thread would take 250 MB more.
      const place = request.aspect === 'form' ? this.#queue.findIndex((job) => job.request.aspect === 'meaning') : -1
      this.#queue.splice(place < 0 ? this.#queue.length : place, 0, { request, resolve })
      void this.#next()
    })
  }

  /** Starts the thread before the first query needs it. */
  async warm(): Promise<void> {
    this.#thread ??= this.#start()
    await this.#thread.catch(() => {
      this.#thread = null
    })
  }

  async stop(): Promise<void> {
    const thread = this.#thread
    this.#thread = null
    await (await thread?.catch(() => null))?.terminate()
  }

  #start(): Promise<Worker> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(builtModule('graph/query/inspect-cypher-thread.ts'), {
        resourceLimits: { maxOldGenerationSizeMb: 512, stackSizeMb: 4 },
      })
      const timer = setTimeout(() => reject(new StartedTooLate()), startTimeMs)
      worker.once('message', () => {
        clearTimeout(timer)
        // The thread alone does not keep the program alive.
        worker.unref()
        resolve(worker)
      })
      worker.once('error', reject)
      worker.on('exit', () => {
        this.#thread = null
      })
    })
  }

  async #next(): Promise<void> {
    if (this.#busy) return
    const job = this.#queue.shift()
    if (!job) return
    this.#busy = true
    try {
      this.#thread ??= this.#start()
      job.resolve(await this.#ask(await this.#thread, job.request))
    } catch (error) {
      this.#thread = null
      job.resolve(error instanceof StartedTooLate ? { late: true } : { failed: String(error) })
    } finally {
      this.#busy = false
      void this.#next()
    }
  }

  /** Null where the deadline passed; the thread is gone then. */
  #ask(worker: Worker, request: InspectionRequest): Promise<InspectionAnswer | null> {
    return new Promise((resolve, reject) => {
      const done = (answer: InspectionAnswer | null): void => {
        clearTimeout(timer)
        worker.off('message', done)
        worker.off('error', fail)
        worker.off('exit', ended)
        worker.unref()
        resolve(answer)
      }
      const fail = (error: unknown): void => {
        clearTimeout(timer)
        worker.off('message', done)
        worker.off('exit', ended)
        this.#thread = null
        // Out of memory in the thread is the query's doing.
        if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(null)
        else reject(error)
      }
      const ended = (): void => fail(new Error('the grammar’s thread was ended'))
      const timer = setTimeout(
        () => {
          this.#thread = null
          done(null)
          void worker.terminate()
        },
        request.aspect === 'form' ? inspectionTimeMs : meaningTimeMs,
      )
      worker.ref()
      worker.once('message', done)
      worker.once('error', fail)
      worker.once('exit', ended)
      worker.postMessage(request)
    })
  }
}

const inspector = new Inspector()
const verdicts = new Map<string, Refusal | null>()

/** @throws EntenteError `LimitExceeded` where the query takes too long or too much to read */
const refusalOf = async (request: InspectionRequest): Promise<Refusal | null> => {
  const key = JSON.stringify(request)
  const kept = verdicts.get(key)
  if (kept !== undefined) return kept
  const answer = await inspector.inspect(request)
  if (!answer)
    throw limitExceeded(`The query is too complicated to check within ${inspectionTimeMs} ms (inspectionTimeMs)`)
  if ('tooDeep' in answer) throw limitExceeded('The query is nested too deeply to check')
  if ('late' in answer) throw storeUnavailable('The machine is too busy to check the query; ask again')
  if ('failed' in answer) throw new Error(`the query could not be checked: ${answer.failed}`)
  if (verdicts.size >= keptVerdicts) verdicts.delete(verdicts.keys().next().value ?? '')
  verdicts.set(key, answer.refusal)
  return answer.refusal
}

/** Ends the grammar's thread; the next query starts it again. */
export const stopCypherCheck = (): Promise<void> => inspector.stop()

/** Loads the grammar in its thread, so that the first query need not wait for it. */
export const warmCypherCheck = (): Promise<void> => inspector.warm()

const refuse = ({ message, line, column }: Refusal): never => {
  throw invalidInput(`${message} (line ${line}, column ${column})`)
}

/**
 * Passes a query that only reads, and within limits of length, nesting and path length.
 * @param parameters names of the parameters that come with it
 * @returns the query without a final semicolon
 * @throws EntenteError `InvalidInput` that names line and column, `LimitExceeded` that names the limit
 */
export const checkCypher = async (text: string, parameters: readonly string[] = []): Promise<string> => {
  const query = text.replace(/[\s;]+$/, '')
  checkCypherText(query)
  const refusal = await refusalOf({ aspect: 'form', query, parameters: [...parameters].sort() })
  if (refusal) refuse(refusal)
  return query
}

/**
 * Looks for faults that an engine may pass over in silence, in a query that `checkCypher` has passed. Never a reason to
 * hold a query up: a check that does not end is as none.
 * @throws EntenteError `InvalidInput` that names line and column
 */
export const checkMeaning = async (query: string, parameters: readonly string[] = []): Promise<void> => {
  let refusal: Refusal | null
  const names = [...parameters].sort()
  try {
    // Queries that differ in their values alone share one verdict; a fault is looked up again for its own place.
    refusal = await refusalOf({ aspect: 'meaning', query: withoutValues(query), parameters: names })
    if (refusal) refusal = await refusalOf({ aspect: 'meaning', query, parameters: names })
  } catch {
    return
  }
  if (refusal) refuse(refusal)
}
