/** The thread in which queries are inspected, one after another; it can be ended at any time without harm. */
import { parentPort } from 'node:worker_threads'
import { inspectForm, inspectMeaning, type Refusal } from './inspect-cypher.ts'

export type InspectionAnswer = { refusal: Refusal | null } | { tooDeep: true } | { failed: string }

export interface InspectionRequest {
  aspect: 'form' | 'meaning'
  query: string
  parameters: readonly string[]
}

const inspect = ({ aspect, query, parameters }: InspectionRequest): InspectionAnswer => {
  try {
    return { refusal: (aspect === 'form' ? inspectForm : inspectMeaning)(query, parameters) }
  } catch (error) {
    return error instanceof RangeError ? { tooDeep: true } : { failed: String(error) }
  }
}

parentPort?.on('message', (request: InspectionRequest) => parentPort?.postMessage(inspect(request)))
// The grammar is slow until it is warm; the deadline of a first query must not pay for that.
inspect({
  aspect: 'form',
  query:
    'MATCH (a:A)-[r:R*1..2]->(b {x: $x}) WHERE a.x = 1 WITH a, count(*) AS c ORDER BY c LIMIT 1 RETURN a.name AS n, c',
  parameters: ['x'],
})
parentPort?.postMessage('ready')
