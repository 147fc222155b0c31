/** Countries x sectors: which countries are linked to which sectors, on how many statements and articles. */
import type { CountrySector, EntityLabel, StatementFilter } from '../contract.ts'
import { referenceNames } from '../load/reference-data.ts'
import { sectorById, sectorPath, sectors } from '../ontology/ontology.ts'
import type { CypherParameters, GraphStore, Row } from '../store/graph-store.ts'
import { dateOrNull, labelColumns, labelFrom, modalityCounts, number, text } from './row-values.ts'
import { isUnfiltered, modalityColumns, type Scope, scopeOf } from './statement-filter.ts'

/** Without a filter the derived edges answer. */
export const allCountrySectorsCypher = `MATCH (c:Country)-[l:LINKED_TO]->(x:Sector)
RETURN c.id AS country, x.id AS sector, l.statements AS statements, l.articles AS articles,
  l.actual AS actual, l.planned AS planned, l.discussed AS discussed, l.ended AS ended, l.denied AS denied,
  l.first AS first, l.last AS last`

/** With a filter the statements are counted. */
export const countrySectorsCypher = (scope: Scope, filter: StatementFilter): string => `${scope.cypher}
MATCH (s)-[l:LINKS]->(c:Country)${filter.countries ? '\nWHERE c.id IN $countries' : ''}
MATCH (s)-[:STATED_IN]->(a:Article)
UNWIND l.sectors AS sector
WITH s, c, a, sector${filter.sectors ? '\nWHERE sector IN $sectors' : ''}
RETURN c.id AS country, sector, count(s) AS statements, count(DISTINCT a.id) AS articles,
  ${modalityColumns}, min(s.date) AS first, max(s.date) AS last`

/**
 * With a filter or none, what a sector and all below it count together: a statement on two of them counts once.
 * `$above` gives each sector the ones over it that have sectors below, itself included.
 */
export const parentSectorsCypher = (scope: Scope, filter: StatementFilter): string => `${scope.cypher}
MATCH (s)-[l:LINKS]->(c:Country)${filter.countries ? '\nWHERE c.id IN $countries' : ''}
MATCH (s)-[:STATED_IN]->(a:Article)
UNWIND l.sectors AS part
WITH s, c, a, part${filter.sectors ? '\nWHERE part IN $sectors' : ''}
UNWIND $above[part] AS sector
WITH DISTINCT s, c, a, sector
RETURN c.id AS country, sector, count(s) AS statements, count(DISTINCT a.id) AS articles,
  ${modalityColumns}, min(s.date) AS first, max(s.date) AS last`

/** How many statements each sector counts over all countries, what is below it included: each statement once. */
export const sectorTotalsCypher = (scope: Scope, filter: StatementFilter): string => `${scope.cypher}
MATCH (s)-[l:LINKS]->(c:Country)${filter.countries ? '\nWHERE c.id IN $countries' : ''}
UNWIND l.sectors AS part
WITH s, part${filter.sectors ? '\nWHERE part IN $sectors' : ''}
UNWIND $path[part] AS sector
WITH DISTINCT s, sector
RETURN sector AS id, count(s) AS statements`

/** How many statements each country counts over all sectors, each once; under no id, those of all countries. */
export const countryTotalsCypher = (scope: Scope, filter: StatementFilter): string => `${scope.cypher}
MATCH (s)-[l:LINKS]->(c:Country)${filter.countries ? '\nWHERE c.id IN $countries' : ''}
UNWIND l.sectors AS part
WITH s, c, part${filter.sectors ? '\nWHERE part IN $sectors' : ''}
UNWIND [c.id, ''] AS id
WITH DISTINCT s, id
RETURN id, count(s) AS statements`

const withSectorsBelow = new Set(sectors.flatMap(({ parent }) => (parent === null ? [] : [parent])))
const above = Object.fromEntries(
  sectors.map(({ id }) => [id, sectorPath(id).filter((over) => withSectorsBelow.has(over))]),
)

const path = Object.fromEntries(sectors.map(({ id }) => [id, sectorPath(id)]))

export const countryNamesCypher = `MATCH (c:Country)
WHERE c.statements > 0
RETURN ${labelColumns('c')}`

const cellFrom = (row: Row, countries: ReadonlyMap<string, EntityLabel>): CountrySector => {
  const country = countries.get(text(row, 'country'))
  const sector = sectorById.get(text(row, 'sector'))
  return {
    country: text(row, 'country'),
    countryName: country?.name ?? text(row, 'country'),
    flag: country?.flag ?? null,
    sector: text(row, 'sector'),
    sectorName: referenceNames.get(text(row, 'sector')) ?? text(row, 'sector'),
    isic: sector?.isic ?? '',
    statements: number(row, 'statements'),
    articles: number(row, 'articles'),
    modalities: modalityCounts(row),
    first: dateOrNull(row, 'first'),
    last: dateOrNull(row, 'last'),
  }
}

/** Cells with their names, the most statements first. */
const cellsFrom = async (store: GraphStore, cypher: string, parameters: CypherParameters): Promise<CountrySector[]> => {
  const [rows, countryRows] = await Promise.all([
    store.read(cypher, parameters),
    // Names once for each country, not once for each cell.
    store.read(countryNamesCypher),
  ])
  const countries = new Map(countryRows.map((row) => [text(row, 'id'), labelFrom(row)]))
  return rows
    .map((row) => ({ cell: cellFrom(row, countries), key: `${text(row, 'country')} ${text(row, 'sector')}` }))
    .sort((a, b) => b.cell.statements - a.cell.statements || (a.key < b.key ? -1 : 1))
    .map(({ cell }) => cell)
}

/** Every cell with a statement behind it, the most statements first. Sectors as linked, without those below. */
export const listCountrySectors = (store: GraphStore, filter: StatementFilter = {}): Promise<CountrySector[]> => {
  const scope = scopeOf(filter)
  return isUnfiltered(filter)
    ? cellsFrom(store, allCountrySectorsCypher, {})
    : cellsFrom(store, countrySectorsCypher(scope, filter), scope.parameters)
}

/**
 * The cells of sectors that have sectors below them, each for its whole subtree: distinct statements and articles, as
 * many as the filter by that sector finds.
 */
export const listParentSectors = (store: GraphStore, filter: StatementFilter = {}): Promise<CountrySector[]> => {
  const scope = scopeOf(filter)
  return cellsFrom(store, parentSectorsCypher(scope, filter), { ...scope.parameters, above })
}

export interface CountrySectorTotals {
  /** Statements on a sector or any below it, of all countries. */
  sectors: Record<string, number>
  /** Statements of a country, on all sectors. */
  countries: Record<string, number>
  statements: number
}

/** The sums of the cells with every statement counted once: one on two countries or two sectors is one statement. */
export const countrySectorTotals = async (
  store: GraphStore,
  filter: StatementFilter = {},
): Promise<CountrySectorTotals> => {
  const scope = scopeOf(filter)
  const [bySector, byCountry] = await Promise.all([
    store.read(sectorTotalsCypher(scope, filter), { ...scope.parameters, path }),
    store.read(countryTotalsCypher(scope, filter), scope.parameters),
  ])
  const counts = (rows: readonly Row[]): Record<string, number> =>
    Object.fromEntries(rows.map((row): [string, number] => [text(row, 'id'), number(row, 'statements')]).sort())
  const { '': statements = 0, ...countries } = counts(byCountry)
  return { sectors: counts(bySector), countries, statements }
}
