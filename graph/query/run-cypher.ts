/**
 * Answers Cypher that anyone may have typed: through the gate, then read-only at the engine, then cut to size.
 * Every way in (HTTP, ask, MCP) comes through here.
 */
import type { CypherAnswer } from '../contract.ts'
import { limitExceeded } from '../errors.ts'
import type { GraphStore, QueryLimits } from '../store/graph-store.ts'
import { checkCypher } from './check-cypher.ts'
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

/**
 * @throws EntenteError `InvalidInput` for a query that is refused or wrong, `LimitExceeded` past a limit or when the
 *   asker went away, `StoreUnavailable`
 */
export const runCypher = async (
  store: GraphStore,
  query: string,
  parameters: unknown = {},
  limits: CypherLimits = defaultCypherLimits,
): Promise<CypherAnswer> => {
  const checked = checkParameters(parameters)
  const cypher = await checkCypher(query, Object.keys(checked))
  return cutToSize(await store.readUntrusted(cypher, checked, limits), limits.maxBytes)
}
