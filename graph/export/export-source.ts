/**
 * The graph's contents as streams, for every format of export: page by page out of the store, never all at once.
 * With a filter: its statements, the edges they derive, the entities they name. Writes no format itself.
 */
import type { ArticleSummary, GraphEdge, StatementFilter, StoredEntity, StoredStatement } from '../contract.ts'
import { edgeFrom, filteredEdgeSectorsCypher, filteredEdgesCypher, linkOf } from '../query/graph-view.ts'
import { listCountrySectors } from '../query/list-country-sectors.ts'
import { listStatements } from '../query/list-statements.ts'
import { anyPredicate, modalityCounts, number, strongestOf, text, textOrNull } from '../query/row-values.ts'
import { isUnfiltered, scopeOf } from '../query/statement-filter.ts'
import { entityColumns, entityFrom } from '../query/stored-entities.ts'
import type { GraphStore } from '../store/graph-store.ts'

export interface ExportSource {
  entities(): AsyncIterable<StoredEntity>
  /** Derived edges, and LINKED_TO from countries to sectors. */
  edges(): AsyncIterable<GraphEdge>
  statements(): AsyncIterable<StoredStatement>
  articles(): AsyncIterable<ArticleSummary>
}

const pageSize = 500

async function* allEntities(store: GraphStore): AsyncGenerator<StoredEntity> {
  for (let after = ''; ; ) {
    const rows = await store.read(
      `MATCH (e:Entity) WHERE e.statements > 0 AND e.id > $after RETURN ${entityColumns} ORDER BY id LIMIT ${pageSize}`,
      { after },
    )
    yield* rows.map(entityFrom)
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = text(last, 'id')
  }
}

const edgeColumns = `a.id AS source, type(r) AS predicate, b.id AS target, r.statements AS statements, r.articles AS articles,
  r.actual AS actual, r.planned AS planned, r.discussed AS discussed, r.ended AS ended, r.denied AS denied,
  r.first AS first, r.last AS last, r.sectors AS sectors`

/** Edges by their source's page, so that no query holds more than the edges of some hundred entities. */
async function* allEdges(store: GraphStore): AsyncGenerator<GraphEdge> {
  let ids: string[] = []
  const flush = async (): Promise<GraphEdge[]> => {
    const rows = await store.read(
      `UNWIND $ids AS wanted MATCH (a:Entity {id: wanted})-[r:${anyPredicate}|LINKED_TO]->(b:Entity)
RETURN ${edgeColumns} ORDER BY source, predicate, target`,
      { ids },
    )
    ids = []
    return rows.map(edgeFrom)
  }
  for await (const entity of allEntities(store)) {
    ids.push(entity.id)
    if (ids.length === 100) yield* await flush()
  }
  if (ids.length) yield* await flush()
}

async function* filteredEdges(store: GraphStore, filter: StatementFilter): AsyncGenerator<GraphEdge> {
  const scope = scopeOf(filter)
  const sectors = new Map<string, string[]>()
  for (const row of await store.read(filteredEdgeSectorsCypher(scope), scope.parameters)) {
    const edge = text(row, 'edge')
    sectors.set(edge, [...(sectors.get(edge) ?? []), text(row, 'sector')])
  }
  for (const row of await store.read(filteredEdgesCypher(scope), scope.parameters)) {
    const edge = edgeFrom(row)
    yield { ...edge, modality: strongestOf(modalityCounts(row)), sectors: (sectors.get(edge.id) ?? []).sort() }
  }
  for (const cell of await listCountrySectors(store, filter)) yield linkOf(cell)
}

async function* filteredStatements(store: GraphStore, filter: StatementFilter): AsyncGenerator<StoredStatement> {
  let cursor: string | null = null
  do {
    const page = await listStatements(store, filter, { limit: pageSize, cursor })
    yield* page.items
    cursor = page.next
  } while (cursor !== null)
}

/** Every entity that a statement names, in any role. */
export const namedIn = (statement: StoredStatement): string[] =>
  [
    statement.subject,
    statement.object,
    statement.counterpart,
    statement.speaker,
    statement.project,
    statement.event,
    ...statement.sectors,
    ...statement.commodities,
    ...statement.places,
  ].filter((id): id is string => id !== null)

async function* filteredEntities(store: GraphStore, filter: StatementFilter): AsyncGenerator<StoredEntity> {
  const ids = new Set<string>()
  for await (const statement of filteredStatements(store, filter)) for (const id of namedIn(statement)) ids.add(id)
  // Ends that only an edge names: a sector or country that links by rule.
  for await (const edge of filteredEdges(store, filter)) ids.add(edge.source).add(edge.target)
  const sorted = [...ids].sort()
  for (let i = 0; i < sorted.length; i += pageSize) {
    const rows = await store.read(
      `UNWIND $ids AS wanted MATCH (e:Entity {id: wanted}) RETURN ${entityColumns} ORDER BY id`,
      {
        ids: sorted.slice(i, i + pageSize),
      },
    )
    yield* rows.map(entityFrom)
  }
}

async function* allArticles(store: GraphStore): AsyncGenerator<ArticleSummary> {
  for (let after = ''; ; ) {
    const rows = await store.read(
      `MATCH (a:Article) WHERE a.id > $after
OPTIONAL MATCH (s:Statement)-[:STATED_IN]->(a)
RETURN a.id AS id, a.title AS title, a.date AS date, a.language AS language, a.url AS url, a.publisher AS publisher,
  count(s) AS statements ORDER BY id LIMIT ${pageSize}`,
      { after },
    )
    yield* rows.map((row) => ({
      id: text(row, 'id'),
      title: text(row, 'title'),
      date: textOrNull(row, 'date'),
      language: text(row, 'language'),
      url: textOrNull(row, 'url'),
      publisher: textOrNull(row, 'publisher'),
      statements: number(row, 'statements'),
    }))
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = text(last, 'id')
  }
}

async function* filteredArticles(store: GraphStore, filter: StatementFilter): AsyncGenerator<ArticleSummary> {
  const counts = new Map<string, number>()
  for await (const { article } of filteredStatements(store, filter))
    counts.set(article.id, (counts.get(article.id) ?? 0) + 1)
  for await (const article of allArticles(store)) {
    const statements = counts.get(article.id)
    if (statements) yield { ...article, statements }
  }
}

/** The whole graph where the filter is empty, else what it leaves. */
export const exportSource = (store: GraphStore, filter: StatementFilter = {}): ExportSource => {
  const whole = isUnfiltered(filter)
  return {
    entities: () => (whole ? allEntities(store) : filteredEntities(store, filter)),
    edges: () => (whole ? allEdges(store) : filteredEdges(store, filter)),
    statements: () => filteredStatements(store, filter),
    articles: () => (whole ? allArticles(store) : filteredArticles(store, filter)),
  }
}
