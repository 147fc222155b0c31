/** What the store holds, in numbers. Rejected statements and reference entities that no article names do not count. */
import type { EntityType, Predicate, StoreStats } from '../contract.ts'
import { entityTypes } from '../ontology/ontology.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { modalitiesFrom, number, text } from './row-values.ts'

const open = "s.review IS NULL OR s.review <> 'rejected'"

export const entityCountsCypher = `MATCH (e:Entity)
WHERE e.mentions + e.statements > 0
RETURN labels(e) AS labels, count(e) AS entities`
export const predicateCountsCypher = `MATCH (s:Statement)
WHERE ${open}
RETURN s.predicate AS predicate, s.modality AS modality, count(s) AS statements`
export const articleCountCypher = 'MATCH (a:Article) RETURN count(a) AS articles'

export const storeStats = async (store: GraphStore): Promise<StoreStats> => {
  const [{ engine, version }, entityRows, predicateRows, [articles]] = await Promise.all([
    store.facts(),
    store.read(entityCountsCypher),
    store.read(predicateCountsCypher),
    store.read(articleCountCypher),
  ])
  const entities = Object.fromEntries(entityTypes.map((type) => [type, 0])) as Record<EntityType, number>
  for (const row of entityRows) {
    const type = (row.labels as string[]).find((label) => label !== 'Entity') as EntityType
    entities[type] += number(row, 'entities')
  }
  const byPredicate = new Map<Predicate, number>()
  for (const row of predicateRows) {
    const predicate = text(row, 'predicate') as Predicate
    byPredicate.set(predicate, (byPredicate.get(predicate) ?? 0) + number(row, 'statements'))
  }
  return {
    engine,
    version,
    articles: number(articles ?? {}, 'articles'),
    statements: predicateRows.reduce((sum, row) => sum + number(row, 'statements'), 0),
    entities,
    predicates: Object.fromEntries([...byPredicate].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))),
    modalities: modalitiesFrom(predicateRows),
  }
}
