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
const warming = [
  'MATCH (a:A)-[r:R*1..2]->(b {x: $x}) WHERE a.x = 1 AND NOT b.y IN [1, 2] WITH a, count(*) AS c ORDER BY c DESC SKIP 1 LIMIT 1 RETURN a.name AS n, c',
  "OPTIONAL MATCH (a)<-[r]-(b) WHERE r.d >= '2016' OR a.x IS NULL UNWIND [x IN split(a.t, ' ') WHERE size(x) > 7 | toLower(x)] AS w RETURN DISTINCT w, collect({k: b.k, v: [1]}) AS l, CASE WHEN w STARTS WITH 'a' THEN 1 ELSE coalesce(b.n, 2) + 1 END AS k",
  'MATCH p = shortestPath((a:A {id: $x})-[*..4]-(b)) WHERE EXISTS { (a)-->(c) } RETURN p, COUNT { (a)--() } AS n UNION MATCH p = (a)-[r]-(b) CALL (a) { MATCH (a)-->(z) RETURN sum(z.n) AS n } RETURN p, n',
]
for (const aspect of ['form', 'form', 'meaning'] as const)
  for (const query of warming) inspect({ aspect, query, parameters: ['x'] })
parentPort?.postMessage('ready')
