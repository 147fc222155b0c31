/** How two entities are connected: all shortest chains of derived edges between them. */
import type { GraphView } from '../contract.ts'
import { invalidInput } from '../errors.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { edgeFrom, edgesBetweenCypher, viewOf } from './graph-view.ts'
import { resolveEntity } from './resolve-entity.ts'
import { anyPredicate } from './row-values.ts'

/** Paths given at most. */
const mostPaths = 50
const longest = 6

export const shortestPathsCypher = (max: number): string => `MATCH (a:Entity {id: $from}), (b:Entity {id: $to})
MATCH p = allShortestPaths((a)-[:${anyPredicate}*..${max}]-(b))
RETURN DISTINCT [n IN nodes(p) | n.id] AS ids
LIMIT ${mostPaths * 4}`

export interface Paths {
  /** Each from end to end, as entity ids. */
  paths: string[][]
  view: GraphView
}

/**
 * `max` edges at most: default 4, at most 6. No path is an empty list.
 * @throws EntenteError `NotFound`, `InvalidInput`
 */
export const shortestPaths = async (
  store: GraphStore,
  from: string,
  to: string,
  { max = 4 }: { max?: number } = {},
): Promise<Paths> => {
  if (!Number.isInteger(max) || max < 1 || max > longest)
    throw invalidInput(`max must be a whole number from 1 to ${longest}`)
  const [a, b] = await Promise.all([resolveEntity(store, from), resolveEntity(store, to)])
  if (a.id === b.id) throw invalidInput('A path needs two different entities')
  const rows = await store.read(shortestPathsCypher(max), { from: a.id, to: b.id })
  const paths = rows
    .map((row) => row.ids as string[])
    .sort((p, q) => (p.join(' ') < q.join(' ') ? -1 : 1))
    .slice(0, mostPaths)
  const ids = [...new Set([a.id, b.id, ...paths.flat()])]
  const steps = new Set(
    paths.flatMap((path) => path.slice(1).flatMap((id, i) => [`${path[i]} ${id}`, `${id} ${path[i]}`])),
  )
  const edges = (await store.read(edgesBetweenCypher(anyPredicate), { ids }))
    .map(edgeFrom)
    .filter(({ source, target }) => steps.has(`${source} ${target}`))
  return { paths, view: await viewOf(store, edges, ids.length, [a.id, b.id]) }
}
