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

/** So many entities more are looked at, to put linked ones in the place of those that have no line. */
const spareNodes = 300

const edgeColumns = `e.statements AS statements, e.articles AS articles, e.actual AS actual, e.planned AS planned,
  e.discussed AS discussed, e.ended AS ended, e.denied AS denied, e.first AS first, e.last AS last, e.sectors AS sectors`

/** How many entities have how many statements. */
export const statementCountsCypher = `MATCH (e:Entity)
WHERE e.statements > 0
RETURN e.statements AS statements, count(e) AS entities`

/** Without a filter: entities at the end of a derived edge, by their statements, of which they have `$least` or more. */
export const topEntitiesCypher = (types: string): string => `MATCH (e:Entity)
WHERE e.statements >= $least AND EXISTS { MATCH (e)-[:${types}]-(:Entity) }
WITH e ORDER BY e.statements DESC, e.id LIMIT $limit
RETURN ${labelColumns('e')}, e.statements AS statements
ORDER BY statements DESC, id`

export const countEntitiesCypher = (types: string): string => `MATCH (e:Entity)
WHERE e.statements > 0 AND EXISTS { MATCH (e)-[:${types}]-(:Entity) }
RETURN count(e) AS total`

export const countEdgesCypher = (types: string): string => `MATCH (:Entity)-[e:${types}]->(:Entity)
RETURN count(e) AS total`

/**
 * Edges of the entities `$ids` to others that have `$least` statements or more. To look each of these others up among
 * hundreds of ids would take many times as long; whoever asks leaves out what leads elsewhere.
 */
const outOfCypher = (types: string): string => `UNWIND $ids AS wanted
MATCH (a:Entity {id: wanted})-[e:${types}]->(b:Entity)
WHERE b.statements >= $least`
/** Who has a line to whom. */
export const endsOutOfCypher = (types: string): string => `${outOfCypher(types)}
RETURN DISTINCT wanted AS source, b.id AS target`
export const edgesOutOfCypher = (types: string): string => `${outOfCypher(types)}
RETURN wanted AS source, type(e) AS predicate, b.id AS target, ${edgeColumns}`
export const edgesIntoCypher = (types: string): string => `UNWIND $ids AS wanted
MATCH (b:Entity {id: wanted})<-[e:${types}]-(a:Entity)
WHERE a.statements >= $least
RETURN a.id AS source, type(e) AS predicate, wanted AS target, ${edgeColumns}`

/** All edges between these entities, whatever their statements. */
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

/** The `limit` entities with most statements. Their least is worked out first: to sort all of them takes far longer. */
const topEntities = async (store: GraphStore, types: string, limit: number): Promise<Row[]> => {
  const counts = (await store.read(statementCountsCypher))
    .map((row) => ({ statements: number(row, 'statements'), entities: number(row, 'entities') }))
    .sort((a, b) => b.statements - a.statements)
  // Some have statements and no edge: more are looked at than are wanted.
  for (let wanted = 2 * limit; ; wanted *= 2) {
    let held = 0
    const enough = counts.find(({ entities }) => {
      held += entities
      return held >= wanted
    })
    const least = enough?.statements ?? 1
    const rows = await store.read(topEntitiesCypher(types), { limit, least })
    if (rows.length === limit || least === 1) return rows
  }
}

const wholeView = async (store: GraphStore, limit: number, linked: boolean): Promise<GraphView> => {
  const types = linked ? `${anyPredicate}|LINKED_TO` : anyPredicate
  const [{ nodes, edges }, nodeTotal, edgeTotal] = await Promise.all([
    topView(store, types, limit),
    store.read(countEntitiesCypher(types)),
    store.read(countEdgesCypher(types)),
  ])
  const totalNodes = number(nodeTotal[0] ?? {}, 'total')
  const totalEdges = number(edgeTotal[0] ?? {}, 'total')
  return { nodes, edges, truncated: totalNodes > nodes.length, totalNodes, totalEdges }
}

const topView = async (
  store: GraphStore,
  types: string,
  limit: number,
): Promise<{ nodes: GraphNode[]; edges: GraphEdge[] }> => {
  const top = await topEntities(store, types, limit + Math.min(limit, spareNodes))
  const candidates = top.map((row): GraphNode => ({ ...labelFrom(row), statements: number(row, 'statements') }))
  /** Rows of what leads from or to `of` and has both ends among `all`, which come with the most statements first. */
  const among = async (cypher: string, all: readonly GraphNode[], of = all): Promise<Row[]> => {
    if (of.length === 0) return []
    const ids = new Set(all.map(({ id }) => id))
    const rows = await store.read(cypher, { ids: of.map(({ id }) => id), least: all.at(-1)?.statements ?? 0 })
    return rows.filter((row) => ids.has(text(row, 'source')) && ids.has(text(row, 'target')))
  }
  const first = candidates.slice(0, limit)
  const edges = new Map((await among(edgesOutOfCypher(types), first)).map(edgeFrom).map((edge) => [edge.id, edge]))
  const ends = new Set([...edges.values()].flatMap(({ source, target }) => [source, target]))
  let nodes = first
  if (candidates.length > limit && ends.size < first.length) {
    const lines = await among(endsOutOfCypher(types), candidates)
    const kept = chooseLinked(
      candidates.map(({ id }) => id),
      lines.map((row) => ({ source: text(row, 'source'), target: text(row, 'target') })),
      limit,
    )
    nodes = candidates.filter(({ id }) => kept.has(id))
    const further = candidates.slice(limit).filter(({ id }) => kept.has(id))
    for (const cypher of [edgesOutOfCypher(types), edgesIntoCypher(types)])
      for (const edge of (await among(cypher, nodes, further)).map(edgeFrom)) edges.set(edge.id, edge)
    for (const [id, { source, target }] of edges) if (!kept.has(source) || !kept.has(target)) edges.delete(id)
  }
  return { nodes, edges: [...edges.values()].sort(byId) }
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
