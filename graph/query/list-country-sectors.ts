/** Countries x sectors: which countries are linked to which sectors, on how many statements and articles. */
import type { CountrySector, StatementFilter } from '../contract.ts'
import { referenceEntities, referenceNames } from '../load/reference-data.ts'
import { sectorById, sectorPath, sectors, wholesOf } from '../ontology/ontology.ts'
import type { CypherParameters, GraphStore, Row } from '../store/graph-store.ts'
import { dateOrNull, modalityCounts, number, text } from './row-values.ts'
import { isUnfiltered, modalityColumns, type Scope, scopeOf } from './statement-filter.ts'

const linkColumns = `RETURN c.id AS country, x.id AS sector, l.statements AS statements, l.articles AS articles,
  l.actual AS actual, l.planned AS planned, l.discussed AS discussed, l.ended AS ended, l.denied AS denied,
  l.first AS first, l.last AS last`

/** Without a filter the derived edges answer. */
export const allCountrySectorsCypher = `MATCH (c:Country)-[l:LINKED_TO]->(x:Sector)\n${linkColumns}`
/** As many cells as countries and wholes have, whatever the number of statements. */
export const allParentSectorsCypher = `MATCH (c:Country)-[l:LINKED_WITHIN]->(x:Sector)\n${linkColumns}`
/** Sums that are kept on the nodes; a sector's holds what is below it. */
const allTotalsCypher = (label: 'Country' | 'Sector' | 'Meta'): string =>
  `MATCH (e:${label}) WHERE e.linked > 0\nRETURN e.id AS id, e.linked AS statements`

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

export const sectorPaths: Readonly<Record<string, string[]>> = Object.fromEntries(
  sectors.map(({ id }) => [id, sectorPath(id)]),
)

interface Place {
  /** In the order of ids. */
  rank: number
  name: string
  flag: string | null
  isic: string
}

/** Names, flags and order need no store: every country and sector is one of the reference data. */
const places: ReadonlyMap<string, Place> = new Map(
  [...referenceEntities]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, properties: { flag } }, rank) => [
      id,
      { rank, name: referenceNames.get(id) ?? id, flag: flag ?? null, isic: sectorById.get(id)?.isic ?? '' },
    ]),
)

const placeOf = (id: string): Place => places.get(id) ?? { rank: places.size, name: id, flag: null, isic: '' }

/** A cell with its names, and a number that is smaller the earlier it stands. */
const cellFrom = (row: Row): { cell: CountrySector; order: number } => {
  const [country, sector] = [text(row, 'country'), text(row, 'sector')]
  const [ofCountry, ofSector] = [placeOf(country), placeOf(sector)]
  const statements = number(row, 'statements')
  const ranks = places.size + 1
  return {
    cell: {
      country,
      countryName: ofCountry.name,
      flag: ofCountry.flag,
      sector,
      sectorName: ofSector.name,
      isic: ofSector.isic,
      statements,
      articles: number(row, 'articles'),
      modalities: modalityCounts(row),
      first: dateOrNull(row, 'first'),
      last: dateOrNull(row, 'last'),
    },
    // One number, because comparing ids thousands of times over takes longer than all the rest.
    order: (ofCountry.rank - statements * ranks) * ranks + ofSector.rank,
  }
}

/** Cells with their names, the most statements first, then by country and sector. */
const cellsFrom = async (store: GraphStore, cypher: string, parameters: CypherParameters): Promise<CountrySector[]> =>
  (await store.read(cypher, parameters))
    .map(cellFrom)
    .sort((a, b) => a.order - b.order)
    .map(({ cell }) => cell)

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
  if (isUnfiltered(filter)) return cellsFrom(store, allParentSectorsCypher, {})
  const scope = scopeOf(filter)
  return cellsFrom(store, parentSectorsCypher(scope, filter), { ...scope.parameters, above: wholesOf })
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
  const counts = (rows: readonly Row[]): Record<string, number> =>
    Object.fromEntries(rows.map((row): [string, number] => [text(row, 'id'), number(row, 'statements')]).sort())
  if (isUnfiltered(filter)) {
    const [ofSectors, ofCountries, ofAll] = await Promise.all(
      (['Sector', 'Country', 'Meta'] as const).map((label) => store.read(allTotalsCypher(label))),
    )
    const [all] = ofAll ?? []
    const statements = all ? number(all, 'statements') : 0
    return { sectors: counts(ofSectors ?? []), countries: counts(ofCountries ?? []), statements }
  }
  const scope = scopeOf(filter)
  const [bySector, byCountry] = await Promise.all([
    store.read(sectorTotalsCypher(scope, filter), { ...scope.parameters, path: sectorPaths }),
    store.read(countryTotalsCypher(scope, filter), scope.parameters),
  ])
  const { '': statements = 0, ...countries } = counts(byCountry)
  return { sectors: counts(bySector), countries, statements }
}
