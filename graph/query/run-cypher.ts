/**
 * Answers Cypher that anyone may have typed: through the gate, then read-only at the engine, then cut to size.
 * Every way in (HTTP, ask, MCP) comes through here.
 */
import type { CypherAnswer } from '../contract.ts'
import { limitExceeded } from '../errors.ts'
import type { GraphStore, QueryLimits } from '../store/graph-store.ts'
import { checkCypher, checkMeaning } from './check-cypher.ts'
import { checkParameters } from './cypher-text.ts'

export interface CypherLimits extends QueryLimits {
  /** Bytes of the answer as JSON, after which it is cut and says so. */
  maxBytes: number
}

export const defaultCypherLimits: CypherLimits = { timeoutMs: 1000, maxRows: 1000, maxBytes: 5_000_000 }

/** Rows until `maxBytes`; a first row that is larger alone is refused, since nothing useful would be left. */
const cutToSize = (answer: CypherAnswer, maxBytes: number): CypherAnswer => {
  let bytes = 0
  for (const [i, row] of answer.rows.entries()) {
    bytes += Buffer.byteLength(JSON.stringify(row))
    if (bytes <= maxBytes) continue
    if (i === 0) throw limitExceeded(`One row of the answer is larger than ${maxBytes} bytes (answerBytes)`)
    return { ...answer, rows: answer.rows.slice(0, i), truncated: true }
  }
  return answer
}

/** A query that has passed the gate. */
export interface PreparedCypher {
  cypher: string
  parameters: Record<string, unknown>
}

/** @throws EntenteError `InvalidInput` for a query that is refused or wrong, `LimitExceeded` for its size or depth */
export const prepareCypher = async (query: string, parameters: unknown = {}): Promise<PreparedCypher> => {
  const checked = checkParameters(parameters)
  return { cypher: await checkCypher(query, Object.keys(checked)), parameters: checked }
}

/** @throws EntenteError `LimitExceeded` past time or size or when the asker went away, `InvalidInput`, `StoreUnavailable` */
export const runPrepared = async (
  store: GraphStore,
  { cypher, parameters }: PreparedCypher,
  limits: CypherLimits = defaultCypherLimits,
): Promise<CypherAnswer> => {
  const { engine } = await store.facts()
  if (engine === 'neo4j') return cutToSize(await store.readUntrusted(cypher, parameters, limits), limits.maxBytes)
  // The embedded engine passes over faults of meaning that Neo4j names; they are looked for while it runs.
  const ended = new AbortController()
  const signal = limits.signal ? AbortSignal.any([limits.signal, ended.signal]) : ended.signal
  const answer = store.readUntrusted(cypher, parameters, { ...limits, signal })
  answer.catch(() => {})
  try {
    await checkMeaning(cypher, Object.keys(parameters))
  } catch (error) {
    ended.abort()
    throw error
  }
  return cutToSize(await answer, limits.maxBytes)
}

/** Both in one. @throws EntenteError as they do */
export const runCypher = async (
  store: GraphStore,
  query: string,
  parameters: unknown = {},
  limits: CypherLimits = defaultCypherLimits,
): Promise<CypherAnswer> => runPrepared(store, await prepareCypher(query, parameters), limits)
