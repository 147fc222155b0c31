/** Countries x sectors: which countries are linked to which sectors, on how many statements and articles. */
import type { CountrySector, StatementFilter } from '../contract.ts'
import { referenceNames } from '../load/reference-data.ts'
import { sectorById } from '../ontology/ontology.ts'
import type { GraphStore, Row } from '../store/graph-store.ts'
import { dateOrNull, modalityCounts, number, text, textOrNull } from './row-values.ts'
import { isUnfiltered, modalityColumns, type Scope, scopeOf } from './statement-filter.ts'

/** Without a filter the derived edges answer. */
export const allCountrySectorsCypher = `MATCH (c:Country)-[l:LINKED_TO]->(x:Sector)
RETURN c.id AS country, c.name AS name, c.flag AS flag, x.id AS sector, l.statements AS statements, l.articles AS articles,
  l.actual AS actual, l.planned AS planned, l.discussed AS discussed, l.ended AS ended, l.denied AS denied,
  l.first AS first, l.last AS last`

/** With a filter the statements are counted. */
export const countrySectorsCypher = (scope: Scope, filter: StatementFilter): string => `${scope.cypher}
MATCH (s)-[l:LINKS]->(c:Country)${filter.countries ? '\nWHERE c.id IN $countries' : ''}
MATCH (s)-[:STATED_IN]->(a:Article)
UNWIND l.sectors AS sector
WITH s, c, a, sector${filter.sectors ? '\nWHERE sector IN $sectors' : ''}
RETURN c.id AS country, c.name AS name, c.flag AS flag, sector, count(s) AS statements, count(DISTINCT a.id) AS articles,
  ${modalityColumns}, min(s.date) AS first, max(s.date) AS last`

const cellFrom = (row: Row): CountrySector => {
  const sector = sectorById.get(text(row, 'sector'))
  return {
    country: text(row, 'country'),
    countryName: text(row, 'name'),
    flag: textOrNull(row, 'flag'),
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

/** Every cell with a statement behind it, the most statements first. */
export const listCountrySectors = async (store: GraphStore, filter: StatementFilter = {}): Promise<CountrySector[]> => {
  const scope = scopeOf(filter)
  const rows = isUnfiltered(filter)
    ? await store.read(allCountrySectorsCypher)
    : await store.read(countrySectorsCypher(scope, filter), scope.parameters)
  return rows
    .map(cellFrom)
    .sort((a, b) => b.statements - a.statements || (`${a.country} ${a.sector}` < `${b.country} ${b.sector}` ? -1 : 1))
}
