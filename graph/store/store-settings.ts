/**
 * The store's settings and their defaults, read from an environment record in one place.
 * Never reads `process.env` itself, so that a test or a second store can bring its own.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { invalidInput } from '../errors.ts'

export interface Neo4jSettings {
  /** `neo4j://`, `neo4j+s://`, `bolt://` … */
  uri: string
  user: string
  password: string
  /** PEM file of who signed the server's certificate, where the system does not know them. */
  certificateFile?: string
  /** Null: the user's home database. */
  database?: string
  /** Connections held at most. Default 50. */
  poolSize?: number
  /** Milliseconds to wait for a connection. Default 10,000. */
  connectTimeoutMs?: number
}

export interface StoreSettings {
  /** Where the embedded engine, the journal and the lock are. */
  dataFolder: string
  /** Given: Neo4j is the store, and `dataFolder` is not touched. */
  neo4j?: Neo4jSettings
  /** Opens the embedded files for reading only. Default false. */
  readOnly?: boolean
  /** Milliseconds for one of the project's own statements. Default 120,000. */
  statementTimeoutMs?: number
  /** Bytes that an untrusted query may take beside the graph. Default 1 GiB. Embedded engine only. */
  queryMemory?: number
}

export const defaultStatementTimeoutMs = 120_000
export const defaultQueryMemory = 1024 ** 3
export const defaultPoolSize = 50
export const defaultConnectTimeoutMs = 10_000

const positive = (env: NodeJS.ProcessEnv, name: string): number | undefined => {
  const text = env[name]
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value <= 0)
    throw invalidInput(`${name} must be a whole number above 0, not "${text}"`)
  return value
}

/**
 * Settings from `ENTENTE_DATA` (default `.entente`), `NEO4J_URI`, `NEO4J_USER` (default `neo4j`), `NEO4J_PASSWORD`,
 * `NEO4J_DATABASE`, `NEO4J_CA_FILE`, `NEO4J_POOL_SIZE`, `NEO4J_CONNECT_TIMEOUT_MS`, `ENTENTE_STATEMENT_TIMEOUT_MS` and
 * `ENTENTE_QUERY_MEMORY` (bytes). An empty variable counts as absent.
 * @throws EntenteError `InvalidInput` that names the variable
 */
export const storeSettingsFrom = (env: NodeJS.ProcessEnv): StoreSettings => {
  const settings: StoreSettings = { dataFolder: resolve(env.ENTENTE_DATA || '.entente') }
  const timeout = positive(env, 'ENTENTE_STATEMENT_TIMEOUT_MS')
  if (timeout) settings.statementTimeoutMs = timeout
  const memory = positive(env, 'ENTENTE_QUERY_MEMORY')
  if (memory) settings.queryMemory = memory
  if (!env.NEO4J_URI) return settings
  if (!/^(neo4j|bolt)(\+s|\+ssc)?:\/\//.test(env.NEO4J_URI))
    throw invalidInput(`NEO4J_URI must start with neo4j://, neo4j+s://, bolt:// or bolt+s://, not "${env.NEO4J_URI}"`)
  settings.neo4j = { uri: env.NEO4J_URI, user: env.NEO4J_USER || 'neo4j', password: env.NEO4J_PASSWORD || '' }
  if (env.NEO4J_DATABASE) settings.neo4j.database = env.NEO4J_DATABASE
  if (env.NEO4J_CA_FILE) {
    if (!/^(neo4j|bolt)\+s:/.test(env.NEO4J_URI))
      throw invalidInput('NEO4J_CA_FILE goes with neo4j+s:// or bolt+s:// in NEO4J_URI')
    if (!existsSync(env.NEO4J_CA_FILE)) throw invalidInput(`NEO4J_CA_FILE: there is no file ${env.NEO4J_CA_FILE}`)
    settings.neo4j.certificateFile = resolve(env.NEO4J_CA_FILE)
  }
  const pool = positive(env, 'NEO4J_POOL_SIZE')
  if (pool) settings.neo4j.poolSize = pool
  const connect = positive(env, 'NEO4J_CONNECT_TIMEOUT_MS')
  if (connect) settings.neo4j.connectTimeoutMs = connect
  return settings
}
