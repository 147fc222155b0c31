/**
 * The store that needs no set-up: @grafeo-db/js in a child process, in a folder of this machine, with a journal beside
 * it. Commits are the engine's; what power loss may take from it is in the journal. One process holds a folder at a time.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CypherAnswer } from '../contract.ts'
import { conflict, EntenteError, storeUnavailable } from '../errors.ts'
import { EngineGone, EngineProcess } from './embedded/engine-process.ts'
import { type PackedRows, packParameters, rowsOf } from './embedded/engine-rows.ts'
import { SnapshotQueries } from './embedded/snapshot-queries.ts'
import { holderOf, lockFolder } from './folder-lock.ts'
import type {
  CypherParameters,
  GraphStore,
  JournalEntry,
  QueryLimits,
  Row,
  StoreFacts,
  WriteTransaction,
} from './graph-store.ts'
import { Journal } from './journal.ts'
import { schemaStatements } from './schema-statements.ts'
import { defaultQueryMemory, defaultStatementTimeoutMs, type StoreSettings } from './store-settings.ts'
import { refuseUnsafe } from './untrusted-cypher.ts'

/** A process that was just killed holds the files for some more milliseconds. */
const openPatienceMs = 10_000
const openAttempts = 4
/** Opening reads the whole graph: minutes for millions of statements, more where other programs take the machine. */
const openTimeoutMs = 60 * 60_000

const databaseFile = (folder: string): string => join(folder, 'graph.grafeo')

export class EmbeddedStore implements GraphStore {
  readonly #folder: string
  readonly #readOnly: boolean
  readonly #timeoutMs: number
  readonly #unlock: () => void
  readonly #journal: Journal | null
  readonly #untrusted: SnapshotQueries
  #engine: EngineProcess | undefined
  #starting: Promise<EngineProcess> | undefined
  #version = ''
  /** The tail of the queue of writers: the engine has one at a time. */
  #lastWrite: Promise<unknown> = Promise.resolve()
  #writes = 0
  #closed = false

  private constructor(settings: StoreSettings) {
    this.#folder = settings.dataFolder
    this.#readOnly = settings.readOnly ?? false
    this.#timeoutMs = settings.statementTimeoutMs ?? defaultStatementTimeoutMs
    if (this.#readOnly) {
      const holder = holderOf(this.#folder)
      if (holder) throw conflict(`The data folder ${this.#folder} is in use by ${holder}`)
      this.#unlock = () => {}
      this.#journal = null
    } else {
      this.#unlock = lockFolder(this.#folder)
      try {
        this.#journal = new Journal(join(this.#folder, 'journal.jsonl'))
      } catch (error) {
        this.#unlock()
        throw error
      }
    }
    this.#untrusted = new SnapshotQueries({
      folder: this.#folder,
      file: this.#readOnly ? databaseFile(this.#folder) : null,
      memory: settings.queryMemory ?? defaultQueryMemory,
      state: () => this.#writes,
      copy: (path) => this.#inTurn(() => this.#ask<null>({ op: 'copy', path })),
    })
  }

  /**
   * Opens or makes the store in `settings.dataFolder`.
   * @throws EntenteError `Conflict` when another process holds it, `StoreUnavailable` when the folder cannot be used
   */
  static async open(settings: StoreSettings): Promise<EmbeddedStore> {
    try {
      mkdirSync(settings.dataFolder, { recursive: true, mode: 0o700 })
    } catch (error) {
      throw storeUnavailable(
        `The data folder ${settings.dataFolder} cannot be made: ${(error as Error).message}`,
        error,
      )
    }
    let store: EmbeddedStore
    try {
      store = new EmbeddedStore(settings)
    } catch (error) {
      if (error instanceof EntenteError) throw error
      throw storeUnavailable(
        `The data folder ${settings.dataFolder} cannot be used: ${(error as Error).message}`,
        error,
      )
    }
    try {
      await store.#running()
    } catch (error) {
      await store.close()
      throw error
    }
    return store
  }

  async facts(): Promise<StoreFacts> {
    await this.#running()
    return { engine: 'embedded', version: `Grafeo ${this.#version}`, location: this.#folder }
  }

  async read(cypher: string, parameters: CypherParameters = {}): Promise<Row[]> {
    return rowsOf(await this.#ask<PackedRows>({ op: 'run', cypher, parameters: packParameters(parameters) }))
  }

  async readUntrusted(cypher: string, parameters: CypherParameters, limits: QueryLimits): Promise<CypherAnswer> {
    refuseUnsafe(cypher)
    return this.#untrusted.run(cypher, parameters, limits)
  }

  write<T>(work: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    if (this.#readOnly) return Promise.reject(conflict('The store was opened for reading only'))
    return this.#inTurn(async () => {
      try {
        return await this.#transact(work)
      } catch (error) {
        // The engine ended under the transaction, which therefore left no trace: do it again on a new one.
        if (!(error instanceof EngineGone) || this.#closed) throw error
        return this.#transact(work)
      }
    })
  }

  async *unapplied(): AsyncGenerator<JournalEntry> {
    if (!this.#journal) return
    const applied = await this.#applied()
    if (applied < this.#journal.seq) yield* this.#journal.after(applied)
  }

  async compact(keep: (entry: JournalEntry) => boolean): Promise<void> {
    await this.#inTurn(async () => this.#journal?.compact(keep))
  }

  async close(): Promise<void> {
    if (this.#closed) return
    await this.#lastWrite
    this.#closed = true
    await this.#untrusted.close()
    await this.#starting?.catch(() => undefined)
    await this.#engine?.close()
    this.#journal?.close()
    this.#unlock()
  }

  /** Runs `work` once every writer before it is done. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastWrite.then(work)
    this.#lastWrite = turn.catch(() => {})
    return turn
  }

  async #transact<T>(work: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    const engine = await this.#running()
    const entries: JournalEntry[] = []
    const transaction = await engine.ask<number>({ op: 'begin' }, this.#timeoutMs)
    const run = async (cypher: string, parameters: CypherParameters = {}): Promise<Row[]> =>
      rowsOf(
        await engine.ask<PackedRows>(
          { op: 'run', cypher, parameters: packParameters(parameters), transaction },
          this.#timeoutMs,
        ),
      )
    let journaled: number[] = []
    let result: T | undefined
    try {
      result = await work({ run, record: (entry) => entries.push(entry), turn: this.#writes + 1 })
      const fresh = entries.filter((entry) => entry.seq === undefined)
      const replayed = Math.max(0, ...entries.map((entry) => Number(entry.seq ?? 0)))
      if (fresh.length > 0) {
        const last = this.#journal?.append(fresh) ?? 0
        journaled = fresh.map((_, i) => last - i)
      }
      const journal = Math.max(replayed, ...journaled)
      if (journal > 0)
        await run("MERGE (m:Meta {id: 'entente'}) SET m.journal = $journal, m.writes = coalesce(m.writes, 0) + 1", {
          journal,
        })
      await engine.ask({ op: 'commit', transaction }, this.#timeoutMs)
    } catch (error) {
      // The engine may have ended behind the commit and before its answer: then the graph holds the entries.
      const isDone =
        error instanceof EngineGone && journaled.length > 0 && (await this.#applied()) >= Math.max(...journaled)
      if (!isDone) {
        if (journaled.length > 0) this.#journal?.append([{ kind: 'void', voids: journaled }])
        await engine.ask({ op: 'rollback', transaction }, this.#timeoutMs).catch(() => {})
        throw error
      }
    }
    this.#writes++
    this.#untrusted.changed()
    return result as T
  }

  /** Number of the last journal entry that the graph holds. */
  async #applied(): Promise<number> {
    const rows = await this.read("MATCH (m:Meta {id: 'entente'}) RETURN m.journal AS journal")
    return Number(rows[0]?.journal ?? 0)
  }

  /** Asks the engine; a reading that lost its engine to another query's end is asked once more. */
  async #ask<T>(request: Parameters<EngineProcess['ask']>[0]): Promise<T> {
    const engine = await this.#running()
    try {
      return await engine.ask<T>(request, this.#timeoutMs)
    } catch (error) {
      if (!(error instanceof EngineGone) || this.#closed) throw error
      return (await this.#running()).ask<T>(request, this.#timeoutMs)
    }
  }

  /** The living engine; a new one where the last has ended. Whoever comes first starts it, the others wait for it. */
  async #running(): Promise<EngineProcess> {
    if (this.#engine?.alive) return this.#engine
    if (this.#closed) throw storeUnavailable('The store is closed')
    this.#starting ??= this.#start()
      .then((engine) => {
        this.#engine = engine
        return engine
      })
      .finally(() => {
        this.#starting = undefined
      })
    return this.#starting
  }

  async #start(): Promise<EngineProcess> {
    const deadline = Date.now() + openPatienceMs
    for (let attempt = 1; ; attempt++) {
      const engine = new EngineProcess()
      try {
        this.#version = await engine.ask<string>(
          {
            op: 'open',
            path: databaseFile(this.#folder),
            readOnly: this.#readOnly,
            memory: 0,
            schema: this.#readOnly ? [] : schemaStatements('embedded'),
          },
          openTimeoutMs,
        )
        return engine
      } catch (error) {
        engine.kill()
        await engine.ended
        // Ended from without while it opened; one that ends by itself each time has files that it cannot bear.
        if (error instanceof EngineGone && attempt < openAttempts) continue
        const isHeld = error instanceof EntenteError && error.kind === 'Conflict'
        if (isHeld && Date.now() < deadline) {
          await new Promise((resolve) => setTimeout(resolve, 50))
          continue
        }
        if (isHeld) throw conflict(`The data folder ${this.#folder} is in use by another process that reads it`)
        throw storeUnavailable(`The graph in ${this.#folder} cannot be opened: ${(error as Error).message}`, error)
      }
    }
  }
}
