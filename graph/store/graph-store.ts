/**
 * The narrow interface that both engines fill: read, write in a transaction, facts, close.
 * Callers outside `store/` know this file only, never a driver.
 */
import type { CypherAnswer, CypherValue } from '../contract.ts'

export type CypherParameters = Readonly<Record<string, unknown>>
export type Row = Record<string, CypherValue>

export interface QueryLimits {
  /** Milliseconds after which the query is ended with `LimitExceeded`. */
  timeoutMs: number
  /** Rows after which the answer is cut and says `truncated`. */
  maxRows: number
  /** Ends the query when its asker goes away. */
  signal?: AbortSignal
}

export interface WriteTransaction {
  /** Runs one statement within the transaction and gives its rows. */
  run(cypher: string, parameters?: CypherParameters): Promise<Row[]>
}

export interface StoreFacts {
  engine: 'embedded' | 'neo4j'
  version: string
  /** Where the data is: a folder or a `neo4j://` address, without credentials. */
  location: string
}

export interface GraphStore {
  facts(): Promise<StoreFacts>
  /** Runs the project's own reading Cypher. */
  read(cypher: string, parameters?: CypherParameters): Promise<Row[]>
  /** Runs Cypher that anyone may have typed: read-only at the engine, with limits. */
  readUntrusted(cypher: string, parameters: CypherParameters, limits: QueryLimits): Promise<CypherAnswer>
  /** All of `work` or nothing. @throws EntenteError `StoreUnavailable` | `Conflict` */
  write<T>(work: (transaction: WriteTransaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}
