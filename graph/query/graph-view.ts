/** The graph for drawing: the most important entities under a filter and the derived edges between them. */
import type { CountrySector, EntityType, GraphEdge, GraphNode, GraphView, StatementFilter } from '../contract.ts'
import type { GraphStore, Row } from '../store/graph-store.ts'
import { chooseLinked } from './choose-linked.ts'
import { entityLabels } from './entity-labels.ts'
import { listCountrySectors } from './list-country-sectors.ts'
import { readLimit } from './read-cursor.ts'
import {
  anyPredicate,
  dateOrNull,
  labelColumns,
  labelFrom,
  modalityCounts,
  number,
  strongestOf,
  text,
} from './row-values.ts'
import { isUnfiltered, modalityColumns, type Scope, scopeOf } from './statement-filter.ts'

export interface ViewOptions {
  /** Nodes at most. Default 300, at most 5,000. */
  limit?: number
  /** Also LINKED_TO edges, and the sectors at their ends. Default false. */
  linked?: boolean
}

/** So many entities more are looked at where some of the first have no line, to put linked ones in their place. */
const spareNodes = 300

const edgeColumns = `e.statements AS statements, e.articles AS articles, e.actual AS actual, e.planned AS planned,
  e.discussed AS discussed, e.ended AS ended, e.denied AS denied, e.first AS first, e.last AS last, e.sectors AS sectors`

/** Without a filter: entities at the end of a derived edge, by their statements. */
export const topEntitiesCypher = (types: string): string => `MATCH (e:Entity)
WHERE e.statements > 0 AND EXISTS { MATCH (e)-[:${types}]-(:Entity) }
WITH e ORDER BY e.statements DESC, e.id LIMIT $limit
RETURN ${labelColumns('e')}, e.statements AS statements
ORDER BY statements DESC, id`

export const countEntitiesCypher = (types: string): string => `MATCH (e:Entity)
WHERE e.statements > 0 AND EXISTS { MATCH (e)-[:${types}]-(:Entity) }
RETURN count(e) AS total`

export const countEdgesCypher = (types: string): string => `MATCH (:Entity)-[e:${types}]->(:Entity)
RETURN count(e) AS total`

export const edgesBetweenCypher = (types: string): string => `UNWIND $ids AS wanted
MATCH (a:Entity {id: wanted})-[e:${types}]->(b:Entity)
WHERE b.id IN $ids
RETURN a.id AS source, type(e) AS predicate, b.id AS target, ${edgeColumns}`

/** With a filter: the edges that its statements derive. */
export const filteredEdgesCypher = (scope: Scope): string => `${scope.cypher}
MATCH (s)-[:SUBJECT]->(a:Entity)
MATCH (s)-[:OBJECT]->(b:Entity)
MATCH (s)-[:STATED_IN]->(t:Article)
WHERE a.id <> b.id
RETURN a.id AS source, s.predicate AS predicate, b.id AS target, count(s) AS statements, count(DISTINCT t.id) AS articles,
  ${modalityColumns}, min(s.date) AS first, max(s.date) AS last`

export const filteredEdgeSectorsCypher = (scope: Scope): string => `${scope.cypher}
MATCH (s)-[:IN_SECTOR]->(x:Sector)
RETURN DISTINCT s.edge AS edge, x.id AS sector`

export const edgeFrom = (row: Row): GraphEdge => {
  const modalities = modalityCounts(row)
  const [source, predicate, target] = [text(row, 'source'), text(row, 'predicate'), text(row, 'target')]
  return {
    id: `${source} ${predicate} ${target}`,
    source,
    target,
    predicate: predicate as GraphEdge['predicate'],
    modality: strongestOf(modalities),
    modalities,
    statements: number(row, 'statements'),
    articles: number(row, 'articles'),
    first: dateOrNull(row, 'first'),
    last: dateOrNull(row, 'last'),
    sectors: Array.isArray(row.sectors) ? (row.sectors as string[]) : [],
  }
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)

/** A cell of countries x sectors as the edge that it is in the graph. */
export const linkOf = (cell: CountrySector): GraphEdge => ({
  id: `${cell.country} LINKED_TO ${cell.sector}`,
  source: cell.country,
  target: cell.sector,
  predicate: 'LINKED_TO',
  modality: strongestOf(cell.modalities),
  modalities: cell.modalities,
  statements: cell.statements,
  articles: cell.articles,
  first: cell.first,
  last: cell.last,
  sectors: [],
})

/** @throws EntenteError `InvalidInput` for a limit that cannot be */
export const graphView = async (
  store: GraphStore,
  filter: StatementFilter = {},
  options: ViewOptions = {},
): Promise<GraphView> => {
  const limit = readLimit(options.limit, 300, 5000)
  return isUnfiltered(filter)
    ? wholeView(store, limit, options.linked ?? false)
    : filteredView(store, filter, limit, options.linked ?? false)
}

const wholeView = async (store: GraphStore, limit: number, linked: boolean): Promise<GraphView> => {
  const types = linked ? `${anyPredicate}|LINKED_TO` : anyPredicate
  const upTo = async (count: number): Promise<{ candidates: GraphNode[]; between: GraphEdge[] }> => {
    const top = await store.read(topEntitiesCypher(types), { limit: count })
    const candidates = top.map((row): GraphNode => ({ ...labelFrom(row), statements: number(row, 'statements') }))
    const ids = candidates.map(({ id }) => id)
    const between = ids.length > 0 ? (await store.read(edgesBetweenCypher(types), { ids })).map(edgeFrom) : []
    return { candidates, between }
  }
  const [first, nodeTotal, edgeTotal] = await Promise.all([
    upTo(limit),
    store.read(countEntitiesCypher(types)),
    store.read(countEdgesCypher(types)),
  ])
  const totalNodes = number(nodeTotal[0] ?? {}, 'total')
  const ends = new Set(first.between.flatMap(({ source, target }) => [source, target]))
  const isLoose = ends.size < first.candidates.length && totalNodes > limit
  const { candidates, between } = isLoose ? await upTo(limit + Math.min(limit, spareNodes)) : first
  const kept = chooseLinked(
    candidates.map(({ id }) => id),
    between,
    limit,
  )
  const nodes = candidates.filter(({ id }) => kept.has(id))
  return {
    nodes,
    edges: between.filter(({ source, target }) => kept.has(source) && kept.has(target)).sort(byId),
    truncated: totalNodes > nodes.length,
    totalNodes,
    totalEdges: number(edgeTotal[0] ?? {}, 'total'),
  }
}

const filteredView = async (
  store: GraphStore,
  filter: StatementFilter,
  limit: number,
  linked: boolean,
): Promise<GraphView> => {
  const scope = scopeOf(filter)
  const edges = (await store.read(filteredEdgesCypher(scope), scope.parameters)).map(edgeFrom)
  if (linked) for (const cell of await listCountrySectors(store, filter)) edges.push(linkOf(cell))
  const view = await viewOf(store, edges, limit)
  const sectorRows = await store.read(filteredEdgeSectorsCypher(scope), scope.parameters)
  const sectors = new Map<string, string[]>()
  for (const row of sectorRows) {
    const known = sectors.get(text(row, 'edge'))
    if (known) known.push(text(row, 'sector'))
    else sectors.set(text(row, 'edge'), [text(row, 'sector')])
  }
  for (const edge of view.edges) if (edge.predicate !== 'LINKED_TO') edge.sectors = (sectors.get(edge.id) ?? []).sort()
  return view
}

/** The view of these edges: the linked nodes with most statements on them, within the limit. `always` stay in any case. */
export const viewOf = async (
  store: GraphStore,
  edges: readonly GraphEdge[],
  limit: number,
  always: readonly string[] = [],
): Promise<GraphView> => {
  const weights = new Map<string, number>(always.map((id) => [id, 0]))
  for (const { source, target, statements } of edges)
    for (const id of [source, target]) weights.set(id, (weights.get(id) ?? 0) + statements)
  const ranked = [...weights].sort(
    ([a, m], [b, n]) => Number(always.includes(b)) - Number(always.includes(a)) || n - m || (a < b ? -1 : 1),
  )
  const order = ranked.map(([id]) => id)
  const kept = chooseLinked(order, edges, limit, always)
  const labels = await entityLabels(store, kept)
  const nodes = ranked.flatMap(([id, statements]): GraphNode[] => {
    const label = kept.has(id) ? labels[id] : undefined
    return label ? [{ ...label, type: label.type as EntityType, statements }] : []
  })
  return {
    nodes,
    edges: edges.filter(({ source, target }) => kept.has(source) && kept.has(target)).sort(byId),
    truncated: ranked.length > kept.size,
    totalNodes: ranked.length,
    totalEdges: edges.length,
  }
}
