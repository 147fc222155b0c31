/** Two countries, or one: every statement that is linked to both, summed up and listed. */
import type { Dossier, EntityLabel, Predicate, StatementFilter } from '../contract.ts'
import { invalidInput } from '../errors.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { mostFirst, sectorCount } from './entity-profile.ts'
import { listScope, type PageOptions } from './list-statements.ts'
import { resolveEntity } from './resolve-entity.ts'
import { labelColumns, labelFrom, modalitiesFrom, number, text } from './row-values.ts'
import { type Scope, scopeOf } from './statement-filter.ts'

/** Entities named at most. */
const mostEntities = 30

export const dossierPredicatesCypher = (scope: Scope): string => `${scope.cypher}
RETURN s.predicate AS predicate, count(s) AS statements`

export const dossierModalitiesCypher = (scope: Scope): string => `${scope.cypher}
RETURN s.modality AS modality, count(s) AS statements`

export const dossierSectorsCypher = (scope: Scope): string => `${scope.cypher}
MATCH (s)-[:IN_SECTOR|OBJECT]->(x:Sector)
RETURN x.id AS sector, count(DISTINCT s.id) AS statements`

export const dossierEntitiesCypher = (scope: Scope): string => `${scope.cypher}
MATCH (s)-[:SUBJECT|OBJECT|COUNTERPART|THROUGH|AT_EVENT|AT_PLACE|OF_COMMODITY|SAID_BY]->(e:Entity)
WHERE NOT e:Country AND NOT e:Sector
RETURN ${labelColumns('e')}, count(DISTINCT s.id) AS statements
ORDER BY statements DESC, id
LIMIT ${mostEntities}`

const country = async (store: GraphStore, id: string): Promise<EntityLabel> => {
  const entity = await resolveEntity(store, id)
  if (entity.type !== 'Country') throw invalidInput(`${id} is not a country`)
  return { id: entity.id, type: entity.type, name: entity.name, flag: entity.flag }
}

/**
 * `a` and `b`: country ids or ISO 3166 alpha-3 codes; `b` null: all that is linked to `a`. `filter` narrows further.
 * @throws EntenteError `NotFound`, `InvalidInput`
 */
export const dossier = async (
  store: GraphStore,
  a: string,
  b: string | null,
  options: PageOptions & { filter?: StatementFilter } = {},
): Promise<Dossier> => {
  const [first, second] = [await country(store, a), b === null ? null : await country(store, b)]
  if (first.id === second?.id) throw invalidInput('A dossier needs two different countries')
  const scope = scopeOf(options.filter ?? {}, [first.id, ...(second ? [second.id] : [])])
  const { parameters } = scope
  const [predicates, totals, sectors, entities, statements] = await Promise.all([
    store.read(dossierPredicatesCypher(scope), parameters),
    store.read(dossierModalitiesCypher(scope), parameters),
    store.read(dossierSectorsCypher(scope), parameters),
    store.read(dossierEntitiesCypher(scope), parameters),
    listScope(store, scope, options),
  ])
  return {
    a: first,
    b: second,
    modalities: modalitiesFrom(totals),
    predicates: predicates
      .map((row) => ({ predicate: text(row, 'predicate') as Predicate, statements: number(row, 'statements') }))
      .sort((p, q) => q.statements - p.statements || (p.predicate < q.predicate ? -1 : 1)),
    sectors: sectors.map((row) => sectorCount(text(row, 'sector'), number(row, 'statements'))).sort(mostFirst),
    entities: entities.map((row) => ({ ...labelFrom(row), statements: number(row, 'statements') })),
    statements,
  }
}
