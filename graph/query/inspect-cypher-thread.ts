/** The thread in which queries are inspected, one after another; it can be ended at any time without harm. */
import { parentPort } from 'node:worker_threads'
import { inspectCypher, type Refusal } from './inspect-cypher.ts'

export type InspectionAnswer = { refusal: Refusal | null } | { tooDeep: true } | { failed: string }

export interface InspectionRequest {
  query: string
  parameters: readonly string[]
}

const inspect = ({ query, parameters }: InspectionRequest): InspectionAnswer => {
  try {
    return { refusal: inspectCypher(query, parameters) }
  } catch (error) {
    return error instanceof RangeError ? { tooDeep: true } : { failed: String(error) }
  }
}

parentPort?.on('message', (request: InspectionRequest) => parentPort?.postMessage(inspect(request)))
// The grammar is slow until it is warm; the deadline of a first query must not pay for that.
inspect({
  query: 'MATCH (a:A)-[r:R*1..2]->(b {x: $x}) WHERE a.x = 1 WITH a, count(*) AS c ORDER BY c LIMIT 1 RETURN a.name AS n, c',
  parameters: ['x'],
})
parentPort?.postMessage('ready')
