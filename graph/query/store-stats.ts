/** What the store holds, in numbers. Rejected statements and reference entities that no article names do not count. */
import type { EntityType, Predicate, StoreStats } from '../contract.ts'
import { entityTypes } from '../ontology/ontology.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { modalityCounts, number, text } from './row-values.ts'
import { modalityColumns } from './statement-filter.ts'

const open = "s.review IS NULL OR s.review <> 'rejected'"

export const entityCountsCypher = `MATCH (e:Entity)
WHERE e.mentions + e.statements > 0
RETURN [l IN labels(e) WHERE l <> 'Entity'][0] AS type, count(e) AS entities`
export const predicateCountsCypher = `MATCH (s:Statement)
WHERE ${open}
RETURN s.predicate AS predicate, count(s) AS statements, ${modalityColumns}`
export const articleCountCypher = 'MATCH (a:Article) RETURN count(a) AS articles'

export const storeStats = async (store: GraphStore): Promise<StoreStats> => {
  const [{ engine, version }, entityRows, predicateRows, [articles]] = await Promise.all([
    store.facts(),
    store.read(entityCountsCypher),
    store.read(predicateCountsCypher),
    store.read(articleCountCypher),
  ])
  const entities = Object.fromEntries(entityTypes.map((type) => [type, 0])) as Record<EntityType, number>
  for (const row of entityRows) entities[text(row, 'type') as EntityType] = number(row, 'entities')
  const sorted = [...predicateRows].sort(
    (a, b) =>
      number(b, 'statements') - number(a, 'statements') || (text(a, 'predicate') < text(b, 'predicate') ? -1 : 1),
  )
  const modalities = modalityCounts({})
  for (const row of predicateRows) {
    const counts = modalityCounts(row)
    for (const key of Object.keys(modalities) as (keyof typeof modalities)[]) modalities[key] += counts[key]
  }
  return {
    engine,
    version,
    articles: number(articles ?? {}, 'articles'),
    statements: predicateRows.reduce((sum, row) => sum + number(row, 'statements'), 0),
    entities,
    predicates: Object.fromEntries(
      sorted.map((row) => [text(row, 'predicate') as Predicate, number(row, 'statements')]),
    ),
    modalities,
  }
}
