/**
 * Runs Cypher that anyone may have typed: on a copy of the graph, opened read-only, in child processes that are ended
 * when a query passes its time or memory. The graph itself and its process are never touched by such a query.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CypherAnswer } from '../../contract.ts'
import { limitExceeded } from '../../errors.ts'
import type { CypherParameters, QueryLimits } from '../graph-store.ts'
import { EngineGone, EngineProcess } from './engine-process.ts'
import { listsOf, type PackedRows, packParameters } from './engine-rows.ts'

/** Queries that run side by side; the others wait. */
const width = 2
/** A writer that is quiet for so long has paused. */
const pauseMs = 300
/** Reads the whole graph; see embedded-store.ts. */
const openTimeoutMs = 60 * 60_000

interface SnapshotSource {
  /** Data folder; the copies are made in a folder within it. */
  folder: string
  /** A file that nobody writes, to be read as it is; null: make a copy with `copy`. */
  file: string | null
  /** Bytes that a query may take beside the graph. */
  memory: number
  /** Changes with every commit. */
  state: () => number
  copy: (path: string) => Promise<unknown>
}

interface Snapshot {
  state: number
  path: string
  users: number
}

interface Worker {
  engine: EngineProcess
  snapshot: Snapshot
}

export class SnapshotQueries {
  readonly #source: SnapshotSource
  readonly #copies: string
  #snapshot: Snapshot | undefined
  #taking: Promise<void> | undefined
  #idle: Worker[] = []
  #busy = 0
  #asked = false
  #closed = false
  #pause: NodeJS.Timeout | undefined
  readonly #queue: (() => void)[] = []

  constructor(source: SnapshotSource) {
    this.#source = source
    this.#copies = join(source.folder, 'snapshots')
  }

  /** @throws EntenteError `LimitExceeded` past the limits or when cancelled, `InvalidInput` with the engine's words */
  async run(cypher: string, parameters: CypherParameters, limits: QueryLimits): Promise<CypherAnswer> {
    await this.#turn(limits)
    try {
      // The snapshot is the asker's wait, not the query's time.
      const worker = await this.#worker()
      const start = performance.now()
      try {
        const answer = await worker.engine.ask<PackedRows>(
          { op: 'run', cypher, parameters: packParameters(parameters), maxRows: limits.maxRows, onlyReading: true },
          limits.timeoutMs,
          limits.signal,
        )
        const ms = performance.now() - start
        return { columns: answer.columns, rows: listsOf(answer), truncated: answer.truncated, ms }
      } catch (error) {
        // A native crash of the engine is this query's doing: nothing else runs in the process.
        if (error instanceof EngineGone) throw limitExceeded('The query ended its engine')
        throw error
      } finally {
        await this.#giveBack(worker)
        this.#asked = true
      }
    } finally {
      const next = this.#queue.shift()
      if (next) next()
      else this.#busy--
    }
  }

  /** Tells that there was a commit. Once someone has asked, the next copy is made when the writer pauses. */
  changed(): void {
    clearTimeout(this.#pause)
    if (!this.#asked) return
    this.#pause = setTimeout(() => {
      this.#worker()
        .then((worker) => this.#giveBack(worker))
        .catch(() => {})
    }, pauseMs)
    this.#pause.unref()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#pause)
    for (const worker of this.#idle.splice(0)) await this.#retire(worker)
    if (this.#snapshot && this.#source.file === null) rmSync(this.#copies, { recursive: true, force: true })
    this.#snapshot = undefined
  }

  async #turn(limits: QueryLimits): Promise<void> {
    if (this.#busy < width) {
      this.#busy++
      return
    }
    // Whoever leaves hands its place on, so that no newcomer slips in between.
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        limits.signal?.removeEventListener('abort', leave)
        resolve()
      }
      const leave = (): void => {
        const place = this.#queue.indexOf(enter)
        if (place >= 0) this.#queue.splice(place, 1)
        reject(limitExceeded('The query was cancelled'))
      }
      this.#queue.push(enter)
      limits.signal?.addEventListener('abort', leave)
    })
  }

  async #worker(): Promise<Worker> {
    const snapshot = await this.#current()
    while (this.#idle.length > 0) {
      const worker = this.#idle.pop() as Worker
      if (worker.engine.alive && worker.snapshot === snapshot) return worker
      await this.#retire(worker)
    }
    snapshot.users++
    const engine = new EngineProcess()
    const worker = { engine, snapshot }
    try {
      await engine.ask(
        { op: 'open', path: snapshot.path, readOnly: true, memory: this.#source.memory, schema: [] },
        openTimeoutMs,
      )
      return worker
    } catch (error) {
      engine.kill()
      await this.#retire(worker)
      throw error
    }
  }

  async #giveBack(worker: Worker): Promise<void> {
    if (worker.engine.alive && worker.snapshot === this.#snapshot && !this.#closed) this.#idle.push(worker)
    else await this.#retire(worker)
  }

  async #retire(worker: Worker): Promise<void> {
    await worker.engine.close()
    worker.snapshot.users--
    if (worker.snapshot !== this.#snapshot) this.#discard(worker.snapshot)
  }

  #discard(snapshot: Snapshot): void {
    if (snapshot.users === 0 && this.#source.file === null) rmSync(snapshot.path, { force: true })
  }

  /** A copy that holds every commit up to now; a new one where there were commits since the last. */
  async #current(): Promise<Snapshot> {
    const wanted = this.#source.state()
    for (;;) {
      if (this.#snapshot && this.#snapshot.state >= wanted) return this.#snapshot
      this.#taking ??= this.#take().finally(() => {
        this.#taking = undefined
      })
      await this.#taking
    }
  }

  async #take(): Promise<void> {
    const state = this.#source.state()
    const path = this.#source.file ?? join(this.#copies, `${state}.grafeo`)
    if (this.#source.file === null) {
      if (!this.#snapshot) rmSync(this.#copies, { recursive: true, force: true })
      mkdirSync(this.#copies, { recursive: true, mode: 0o700 })
      await this.#source.copy(path)
    }
    const before = this.#snapshot
    this.#snapshot = { state, path, users: 0 }
    if (before) this.#discard(before)
  }
}
