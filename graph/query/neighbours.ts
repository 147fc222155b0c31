/** The entities around one: its derived edges, the strongest first, as a graph for drawing. */
import type { GraphView, Predicate } from '../contract.ts'
import { invalidInput } from '../errors.ts'
import { predicates } from '../ontology/ontology.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { edgeFrom, viewOf } from './graph-view.ts'
import { readLimit } from './read-cursor.ts'
import { resolveEntity } from './resolve-entity.ts'
import { anyPredicate } from './row-values.ts'

export interface NeighbourOptions {
  /** Only edges of these predicates. */
  predicates?: readonly Predicate[]
  /** Nodes at most, the entity itself included. Default 100, at most 1,000. */
  limit?: number
}

export const neighboursCypher = (types: string): string => `MATCH (a:Entity {id: $id})-[e:${types}]-(:Entity)
WITH DISTINCT e
RETURN startNode(e).id AS source, type(e) AS predicate, endNode(e).id AS target, e.statements AS statements, e.articles AS articles,
  e.actual AS actual, e.planned AS planned, e.discussed AS discussed, e.ended AS ended, e.denied AS denied,
  e.first AS first, e.last AS last, e.sectors AS sectors`

/** @throws EntenteError `NotFound`, `InvalidInput` for a predicate that is none */
export const neighbours = async (
  store: GraphStore,
  idOrCode: string,
  options: NeighbourOptions = {},
): Promise<GraphView> => {
  const wanted = options.predicates ?? []
  const unknown = wanted.find((name) => !predicates.includes(name))
  if (unknown) throw invalidInput(`There is no predicate ${unknown}`)
  const limit = readLimit(options.limit, 100, 1000)
  const { id } = await resolveEntity(store, idOrCode)
  const edges = (await store.read(neighboursCypher(wanted.join('|') || anyPredicate), { id })).map(edgeFrom)
  return viewOf(store, edges, limit, [id])
}
