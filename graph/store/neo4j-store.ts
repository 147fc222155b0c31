/**
 * The store on a Neo4j server, single or cluster. Managed transactions with retry, bookmarks so that a reader sees what
 * was written before, one writer at a time by a lock in the graph. Needs no plug-in, APOC included. One piece, because all of
 * it shares the driver, its bookmarks and the way faults are told.
 */
import neo4j, {
  type Config,
  type Driver,
  type Neo4jError,
  type Record as Neo4jRecord,
  type Session,
  type Transaction,
} from 'neo4j-driver'
import type { CypherAnswer, CypherValue } from '../contract.ts'
import { conflict, EntenteError, invalidInput, limitExceeded, messageOf, storeUnavailable } from '../errors.ts'
import type {
  CypherParameters,
  GraphStore,
  JournalEntry,
  QueryLimits,
  Row,
  StoreFacts,
  WriteTransaction,
} from './graph-store.ts'
import { refuseUnlessReading } from './neo4j-query-type.ts'
import { collectNodes, type ElementIds, toValue } from './neo4j-values.ts'
import { nameOfIndex, schemaStatements } from './schema-statements.ts'
import {
  defaultConnectTimeoutMs,
  defaultPoolSize,
  defaultStatementTimeoutMs,
  type Neo4jSettings,
  type StoreSettings,
} from './store-settings.ts'
import { refuseUnsafe } from './untrusted-cypher.ts'

const oldestServer = 5
/** Texts of queries whose type is known. */
const mostKnown = 500

/** The driver takes JavaScript numbers for floats; whole numbers must go as integers to equal what was stored. */
const toParameter = (value: unknown): unknown => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value
  if (Array.isArray(value)) return value.map(toParameter)
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toParameter(item)]))
  return value ?? null
}

/** The server ends one of two transactions that wait for each other; outside `executeWrite` nobody tries that one again. */
const unlessDeadlocked = async (work: () => Promise<unknown>): Promise<void> => {
  for (let tries = 1; ; tries++)
    try {
      await work()
      return
    } catch (error) {
      if (tries === 10 || !/DeadlockDetected/.test((error as Neo4jError).code ?? '')) throw error
    }
}

const faultOf = (error: unknown, address: string): Error => {
  if (error instanceof EntenteError || !(error instanceof Error)) return error as Error
  const code = (error as Neo4jError).code ?? ''
  if (/ConstraintValidation/.test(code)) return conflict(messageOf(error))
  if (/TransactionTimedOut|Terminated|TransactionMarkedAsFailed/.test(code))
    return limitExceeded('The query took longer than it may and was ended')
  // A database that is read-only is a state of the server; a query that would write is its asker's.
  if (/NotALeader|OnReadOnlyDatabase|read-only (?:database|mode)/i.test(code + error.message))
    return storeUnavailable(`Neo4j at ${address} is read-only`, error)
  if (/certificate|self.signed/i.test(error.message))
    return storeUnavailable(
      `Neo4j at ${address} has a certificate that is not trusted here; NEO4J_CA_FILE names the file to trust`,
      error,
    )
  if (/AccessMode|Forbidden/.test(code) || /Writing in read access mode not allowed/.test(error.message))
    return invalidInput('The query would change the graph, and only reading is allowed here')
  if (/Security\.(Unauthorized|AuthenticationRateLimit)/.test(code))
    return storeUnavailable(`Neo4j at ${address} refuses the user or password (NEO4J_USER, NEO4J_PASSWORD)`)
  if (/MemoryPoolOutOfMemory|OutOfMemory/.test(code)) return limitExceeded('The query took more memory than it may')
  if (/^Neo\.ClientError\.(Statement|Procedure|Schema)/.test(code)) return invalidInput(messageOf(error), error)
  if (/DatabaseNotFound/.test(code)) return storeUnavailable(`Neo4j at ${address}: ${messageOf(error)}`, error)
  if (code === 'ServiceUnavailable' || code === 'SessionExpired' || /ECONNREFUSED|ENOTFOUND/.test(error.message))
    return storeUnavailable(`Neo4j at ${address} cannot be reached`, error)
  return error instanceof TypeError || error instanceof RangeError ? error : storeUnavailable(messageOf(error), error)
}

export class Neo4jStore implements GraphStore {
  readonly #driver: Driver
  readonly #address: string
  readonly #database: string | undefined
  readonly #timeoutMs: number
  readonly #bookmarks = neo4j.bookmarkManager()
  readonly #knownToRead = new Set<string>()
  #version = ''

  private constructor(neo4jSettings: Neo4jSettings, settings: Pick<StoreSettings, 'statementTimeoutMs'>) {
    this.#address = neo4jSettings.uri.replace(/\/\/[^@/]*@/, '//')
    this.#database = neo4jSettings.database
    this.#timeoutMs = settings.statementTimeoutMs ?? defaultStatementTimeoutMs
    const connect = neo4jSettings.connectTimeoutMs ?? defaultConnectTimeoutMs
    try {
      const { certificateFile } = neo4jSettings
      // The driver takes a file of its own only where the scheme does not say already whom to trust.
      const uri = certificateFile ? neo4jSettings.uri.replace('+s:', ':') : neo4jSettings.uri
      const trust: Config = certificateFile
        ? {
            encrypted: 'ENCRYPTION_ON',
            trust: 'TRUST_CUSTOM_CA_SIGNED_CERTIFICATES',
            trustedCertificates: [certificateFile],
          }
        : {}
      this.#driver = neo4j.driver(uri, neo4j.auth.basic(neo4jSettings.user, neo4jSettings.password), {
        ...trust,
        maxConnectionPoolSize: neo4jSettings.poolSize ?? defaultPoolSize,
        connectionAcquisitionTimeout: connect,
        connectionTimeout: connect,
        maxTransactionRetryTime: 30_000,
        userAgent: 'entente',
      })
    } catch (error) {
      throw invalidInput(`NEO4J_URI ${this.#address} cannot be used: ${messageOf(error)}`, error)
    }
  }

  /**
   * Connects, checks the server and makes indexes and constraints where they are missing.
   * @throws EntenteError `StoreUnavailable`: not reachable, wrong password, read-only, or older than Neo4j 5
   */
  static async open(
    neo4jSettings: Neo4jSettings,
    settings: Pick<StoreSettings, 'statementTimeoutMs' | 'readOnly'> = {},
  ): Promise<Neo4jStore> {
    const store = new Neo4jStore(neo4jSettings, settings)
    try {
      await store.#check(settings.readOnly ?? false)
      return store
    } catch (error) {
      await store.#driver.close()
      throw faultOf(error, store.#address)
    }
  }

  async facts(): Promise<StoreFacts> {
    return { engine: 'neo4j', version: this.#version, location: this.#address }
  }

  async read(cypher: string, parameters: CypherParameters = {}): Promise<Row[]> {
    return this.#within('READ', async (session) =>
      session.executeRead(
        async (transaction) => {
          const { records } = await transaction.run(cypher, toParameter(parameters) as Record<string, unknown>)
          const ids = await this.#elementIds(transaction, records)
          return records.map((record) => toRow(record, ids))
        },
        { timeout: this.#timeoutMs },
      ),
    )
  }

  async readUntrusted(cypher: string, parameters: CypherParameters, limits: QueryLimits): Promise<CypherAnswer> {
    refuseUnsafe(cypher)
    if (limits.signal?.aborted) throw limitExceeded('The query was cancelled')
    const mark = `entente-${Math.random().toString(36).slice(2)}`
    const start = performance.now()
    let timer: NodeJS.Timeout | undefined
    let onAbort: (() => void) | undefined
    const cut = new Promise<never>((_, reject) => {
      onAbort = () => reject(limitExceeded('The query was cancelled'))
      limits.signal?.addEventListener('abort', onAbort)
      timer = setTimeout(
        () => reject(limitExceeded(`The query took longer than ${limits.timeoutMs / 1000} s and was ended`)),
        limits.timeoutMs,
      )
    })
    const query = this.#within('READ', async (session) => {
      const transaction = session.beginTransaction({ timeout: limits.timeoutMs, metadata: { entente: mark } })
      try {
        const values = toParameter(parameters) as Record<string, unknown>
        await this.#refuseUnlessReading(transaction, cypher, values)
        const result = transaction.run(cypher, values)
        const columns = await result.keys()
        const records: Neo4jRecord[] = []
        let truncated = false
        for await (const record of result) {
          truncated = records.length === limits.maxRows
          if (truncated) break
          records.push(record)
        }
        const ids = await this.#elementIds(transaction, records)
        const rows = records.map((record) => columns.map((column) => toValue(record.get(column), ids)))
        return { columns: columns.map(String), rows, truncated, ms: performance.now() - start }
      } finally {
        await transaction.close()
      }
    })
    try {
      return await Promise.race([query, cut])
    } catch (error) {
      if (error instanceof EntenteError && error.kind === 'LimitExceeded') {
        query.catch(() => {})
        await this.#terminate(mark)
      }
      throw error
    } finally {
      clearTimeout(timer)
      if (onAbort) limits.signal?.removeEventListener('abort', onAbort)
    }
  }

  async write<T>(work: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    return this.#within('WRITE', (session) =>
      session.executeWrite(
        async (transaction) => {
          const run = async (cypher: string, parameters: CypherParameters = {}): Promise<Row[]> => {
            const { records } = await transaction.run(cypher, toParameter(parameters) as Record<string, unknown>)
            return records.map((record) => toRow(record, new Map()))
          }
          // Writing this node first makes writers wait for each other, so that what they count and then set stays true.
          const [meta] = await run(
            "MERGE (m:Meta {id: 'entente'}) SET m.writes = coalesce(m.writes, 0) + 1 RETURN m.writes AS writes",
          )
          return work({ run, record: () => {}, turn: Number(meta?.writes) })
        },
        { timeout: this.#timeoutMs },
      ),
    )
  }

  async *unapplied(): AsyncGenerator<JournalEntry> {}

  async compact(): Promise<void> {}

  async close(): Promise<void> {
    await this.#driver.close()
  }

  async #check(readOnly: boolean): Promise<void> {
    const { agent } = await this.#driver.getServerInfo(this.#database ? { database: this.#database } : {})
    const version = agent?.replace(/^Neo4j\//, '') ?? ''
    if (Number.parseInt(version, 10) < oldestServer)
      throw storeUnavailable(`Neo4j at ${this.#address} is version ${version}; Entente needs ${oldestServer} or later`)
    this.#version = `Neo4j ${version}`
    if (readOnly) return
    await this.#within('WRITE', async (session) => {
      // A constraint's index has its name. Looking first makes opening quick where all is there.
      const { records } = await session.run('SHOW INDEXES YIELD name RETURN name')
      const there = new Set(records.map((record) => String(record.get('name'))))
      const missing = schemaStatements('neo4j').filter((statement) => !there.has(nameOfIndex(statement)))
      for (const statement of missing) await session.run(statement)
      if (missing.length > 0) await session.run('CALL db.awaitIndexes(60)')
      // A database that is read-only says so only when something is written.
      else
        await unlessDeadlocked(() => session.run("MERGE (m:Meta {id: 'entente'}) SET m.writes = coalesce(m.writes, 0)"))
    })
  }

  async #within<T>(mode: 'READ' | 'WRITE', work: (session: Session) => Promise<T>): Promise<T> {
    const session = this.#driver.session({
      defaultAccessMode: mode === 'READ' ? neo4j.session.READ : neo4j.session.WRITE,
      bookmarkManager: this.#bookmarks,
      ...(this.#database ? { database: this.#database } : {}),
    })
    try {
      return await work(session)
    } catch (error) {
      throw faultOf(error, this.#address)
    } finally {
      await session.close()
    }
  }

  /** Held to once; the type of a query does not change with its parameters. */
  async #refuseUnlessReading(
    transaction: Transaction,
    cypher: string,
    parameters: Record<string, unknown>,
  ): Promise<void> {
    if (this.#knownToRead.has(cypher)) return
    await refuseUnlessReading(transaction, cypher, parameters)
    if (this.#knownToRead.size >= mostKnown) this.#knownToRead.clear()
    this.#knownToRead.add(cypher)
  }

  /** Our ids of the nodes at the ends of relationships that came without their nodes. */
  async #elementIds(transaction: Pick<Transaction, 'run'>, records: Neo4jRecord[]): Promise<ElementIds> {
    const ids = new Map<string, string>()
    const missing = new Set<string>()
    for (const record of records) for (const key of record.keys) collectNodes(record.get(key), ids, missing)
    const unknown = [...missing].filter((id) => !ids.has(id))
    if (unknown.length === 0) return ids
    const found = await transaction.run(
      'MATCH (n) WHERE elementId(n) IN $ids RETURN elementId(n) AS element, n.id AS id',
      { ids: unknown },
    )
    for (const record of found.records) {
      const id: unknown = record.get('id')
      if (typeof id === 'string') ids.set(record.get('element') as string, id)
    }
    return ids
  }

  /** Ends the transaction that carries the mark; a server that does not let this user still has its own time limit. */
  async #terminate(mark: string): Promise<void> {
    try {
      await this.#within('READ', async (session) => {
        const { records } = await session.run(
          'SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.entente = $mark RETURN transactionId AS id',
          { mark },
        )
        const [record] = records
        if (record) await session.run('TERMINATE TRANSACTIONS $id', { id: record.get('id') as string })
      })
    } catch {}
  }
}

const toRow = (record: Neo4jRecord, ids: ElementIds): Row =>
  Object.fromEntries(record.keys.map((key): [string, CypherValue] => [String(key), toValue(record.get(key), ids)]))
