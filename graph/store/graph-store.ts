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

/** What the journal keeps of a change, so that a lost store can be made again. Opaque to the store but for `kind`. */
export interface JournalEntry {
  kind: string
  [key: string]: unknown
}

export interface WriteTransaction {
  /** Runs one statement within the transaction and gives its rows. */
  run(cypher: string, parameters?: CypherParameters): Promise<Row[]>
  /**
   * Keeps `entry` in the journal: on disk, fsynced, before the transaction commits. Neo4j syncs its own commits, so
   * there it does nothing. An entry that came from `unapplied()` is not kept a second time.
   */
  record(entry: JournalEntry): void
  /**
   * Number of this transaction among those of the graph: one more than that of the last one that was committed, by
   * whomever. Whoever committed the last one himself knows the graph as he left it.
   */
  readonly turn: number
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
  /** Entries of the journal that the graph does not hold: after power was lost, or for a rebuild. In order. */
  unapplied(): AsyncIterable<JournalEntry>
  /** Drops the journal's entries that `keep` does not let through, such as the text of a forgotten article. */
  compact(keep: (entry: JournalEntry) => boolean): Promise<void>
  close(): Promise<void>
}
