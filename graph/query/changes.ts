/** What changed between two dates: relations that first appear, relations that ended or were denied, new links to sectors. */
import type { GraphEdge, IsoDate } from '../contract.ts'
import { invalidInput } from '../errors.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { edgeFrom } from './graph-view.ts'
import { anyPredicate } from './row-values.ts'

/** Edges of each kind given at most. */
const most = 200

const columns = `a.id AS source, type(e) AS predicate, b.id AS target, e.statements AS statements, e.articles AS articles,
  e.actual AS actual, e.planned AS planned, e.discussed AS discussed, e.ended AS ended, e.denied AS denied,
  e.first AS first, e.last AS last, e.sectors AS sectors`

export const newEdgesCypher = (types: string): string => `MATCH (a:Entity)-[e:${types}]->(b:Entity)
WHERE e.first >= $from AND e.first <= $to
RETURN ${columns}
ORDER BY statements DESC, source, predicate, target
LIMIT ${most}`

export const endedEdgesCypher = `MATCH (s:Statement)
WHERE s.date >= $from AND s.date <= $to AND s.modality IN ['ended', 'denied'] AND s.edge IS NOT NULL
WITH DISTINCT s.edge AS edge
RETURN edge
ORDER BY edge
LIMIT ${most}`

export interface Changes {
  /** Derived edges whose first dated statement lies within the dates. */
  appeared: GraphEdge[]
  /** Derived edges with a statement within the dates that says ended or denied. */
  ended: GraphEdge[]
  /** LINKED_TO edges whose first dated statement lies within the dates. */
  newSectors: GraphEdge[]
}

const edgesByKeyCypher = `UNWIND $edges AS row
MATCH (a:Entity {id: row.source})-[e:${anyPredicate}]->(b:Entity {id: row.target})
WHERE type(e) = row.predicate
RETURN ${columns}`

/** Both dates inclusive. @throws EntenteError `InvalidInput` when `from` is after `to` */
export const changesBetween = async (
  store: GraphStore,
  { from, to }: { from: IsoDate; to: IsoDate },
): Promise<Changes> => {
  if (from > to) throw invalidInput(`${from} is after ${to}`)
  const [appeared, ended, newSectors] = await Promise.all([
    store.read(newEdgesCypher(anyPredicate), { from, to }),
    store.read(endedEdgesCypher, { from, to }),
    store.read(newEdgesCypher('LINKED_TO'), { from, to }),
  ])
  const edges = ended.map((row) => {
    const [source, predicate, target] = String(row.edge).split(' ')
    return { source, predicate, target }
  })
  const endedRows = edges.length > 0 ? await store.read(edgesByKeyCypher, { edges }) : []
  return {
    appeared: appeared.map(edgeFrom),
    ended: endedRows.map(edgeFrom).sort((a, b) => (a.id < b.id ? -1 : 1)),
    newSectors: newSectors.map(edgeFrom),
  }
}
