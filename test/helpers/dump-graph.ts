/** The whole graph as plain values in one order, for saying that two graphs are equal. */
import type { GraphStore, Row } from '../../graph/store/graph-store.ts'

export interface GraphDump {
  nodes: Row[]
  edges: Row[]
}

/** Everything but the store's own notes (`:Meta`) and reference entities that no article names. */
export const dumpGraph = async (store: GraphStore): Promise<GraphDump> => ({
  nodes: await store.read(
    `MATCH (n) WHERE NOT n:Meta AND NOT (n:Entity AND n.mentions = 0 AND n.statements = 0)
RETURN n ORDER BY n.id`,
  ),
  edges: await store.read(
    `MATCH (a)-[r]->(b) WHERE type(r) <> 'PART_OF'
WITH a.id AS source, type(r) AS type, b.id AS target, properties(r) AS properties, coalesce(r.named, '') AS named
RETURN source, type, target, properties ORDER BY source, type, target, named`,
  ),
})
