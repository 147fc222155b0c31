/** One entity with its numbers: what it does, in which sectors, with whom, how sure, and when. */
import type { EntityProfile, Predicate } from '../contract.ts'
import { referenceNames } from '../load/reference-data.ts'
import { roleTypes } from '../load/statement-roles.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { resolveEntity } from './resolve-entity.ts'
import { labelColumns, labelFrom, modalitiesFrom, number, spanFrom, text } from './row-values.ts'

const open = "(s.review IS NULL OR s.review <> 'rejected')"

/** Neighbours shown at most. */
const mostNeighbours = 30

export const profilePredicatesCypher = `MATCH (:Entity {id: $id})<-[r:SUBJECT|OBJECT]-(s:Statement)
WHERE ${open}
RETURN s.predicate AS predicate, type(r) AS role, count(DISTINCT s.id) AS statements`

export const profileSectorsCypher = `MATCH (:Entity {id: $id})<-[:${roleTypes.join('|')}]-(s:Statement)
WHERE ${open}
WITH DISTINCT s
MATCH (s)-[:IN_SECTOR|OBJECT]->(x:Sector)
RETURN x.id AS sector, count(DISTINCT s.id) AS statements`

export const profileNeighboursCypher = `MATCH (:Entity {id: $id})<-[:SUBJECT|OBJECT|COUNTERPART]-(s:Statement)
WHERE ${open}
WITH DISTINCT s
MATCH (s)-[:SUBJECT|OBJECT|COUNTERPART]->(e:Entity)
WHERE e.id <> $id
RETURN ${labelColumns('e')}, count(DISTINCT s.id) AS statements
ORDER BY statements DESC, id
LIMIT ${mostNeighbours}`

export const profileModalitiesCypher = `MATCH (:Entity {id: $id})<-[:${roleTypes.join('|')}]-(s:Statement)
WHERE ${open}
WITH DISTINCT s
RETURN s.modality AS modality, count(s) AS statements, min(s.date) AS first, max(s.date) AS last`

/** `id` may also be the id of a merged entity or an ISO 3166 alpha-3 code. @throws EntenteError `NotFound` */
export const entityProfile = async (store: GraphStore, idOrCode: string): Promise<EntityProfile> => {
  const entity = await resolveEntity(store, idOrCode)
  const { id } = entity
  const [predicates, sectors, neighbours, totals] = await Promise.all([
    store.read(profilePredicatesCypher, { id }),
    store.read(profileSectorsCypher, { id }),
    store.read(profileNeighboursCypher, { id }),
    store.read(profileModalitiesCypher, { id }),
  ])
  return {
    entity,
    predicates: predicates
      .map((row) => ({
        predicate: text(row, 'predicate') as Predicate,
        role: row.role === 'SUBJECT' ? ('subject' as const) : ('object' as const),
        statements: number(row, 'statements'),
      }))
      .sort((a, b) => b.statements - a.statements || (`${a.predicate}${a.role}` < `${b.predicate}${b.role}` ? -1 : 1)),
    sectors: sectors
      .filter((row) => row.sector !== id)
      .map((row) => sectorCount(text(row, 'sector'), number(row, 'statements')))
      .sort(mostFirst),
    neighbours: neighbours.map((row) => ({ ...labelFrom(row), statements: number(row, 'statements') })),
    modalities: modalitiesFrom(totals),
    ...spanFrom(totals),
  }
}

export interface SectorCount {
  sector: string
  sectorName: string
  statements: number
}

export const sectorCount = (sector: string, statements: number): SectorCount => ({
  sector,
  sectorName: referenceNames.get(sector) ?? sector,
  statements,
})

export const mostFirst = (a: SectorCount, b: SectorCount): number =>
  b.statements - a.statements || (a.sector < b.sector ? -1 : 1)
