/**
 * The one definition of everything derived: edges between entities, LINKED_TO, and the counts of an entity are exact
 * aggregates over the statements that are not rejected. Pure; the loader uses it for what changed, `check` for all.
 */
import type { IsoDate, Modality, ModalityCounts, Predicate } from '../contract.ts'
import { linkStatements } from '../extract/link-countries-to-sectors.ts'
import { modalities, sectorPath, wholesOf } from '../ontology/ontology.ts'
import { strongestOf } from '../query/row-values.ts'
import { type EffectiveStatement, edgeKey } from './effective-statement.ts'
import { groupBy } from './group-by.ts'
import { rolesOf } from './statement-roles.ts'

/** Properties of a derived edge. `sectors` is absent on LINKED_TO. */
export interface EdgeFacts extends ModalityCounts {
  statements: number
  articles: number
  modality: Modality
  first: IsoDate | null
  last: IsoDate | null
  sectors?: string[]
}

/** LINKED_WITHIN leads to sectors that have sectors below them, and counts what links to any of these once. */
export type DerivedType = Predicate | 'LINKED_TO' | 'LINKED_WITHIN'

/** One statement's part in one derived edge. */
export interface Contribution {
  article: string
  modality: Modality
  date: IsoDate | null
  sectors: string[]
}

/** `country sector` or `subject type object` → contributions. */
export type Contributions = Map<string, Contribution[]>

export interface Derived {
  edges: Contributions
  /** LINKED_TO and LINKED_WITHIN. */
  links: Contributions
  /**
   * Statements that link a country to a sector, each once: by country, by sector with all that is below it, and all of
   * them under `allLinked`.
   */
  linked: Map<string, number>
  /** By entity id: statements in which it has a role, and the articles of those. */
  entities: Map<string, { statements: number; articles: Set<string> }>
}

/** A country that takes part in a statement, and the sectors it is thereby linked to. */
export interface StatementLink {
  statement: string
  country: string
  sectors: string[]
}

const isCounted = (s: EffectiveStatement): boolean => s.review !== 'rejected'

/**
 * The `LINKS` edges of one article's statements, by the rule of `linkStatements`. A rejected statement is left out of
 * the rule and links its countries to no sector, so that it can still be found by country.
 */
const linksOfArticle = (statements: readonly EffectiveStatement[]): StatementLink[] => {
  const counted = linkStatements(statements.filter(isCounted))
  const all = statements.every(isCounted) ? counted : linkStatements(statements)
  return statements.flatMap((s) => {
    const links =
      counted.get(s.id) ?? (all.get(s.id) ?? []).map(({ country }) => ({ country, sectors: [] as string[] }))
    return links.map(({ country, sectors }) => ({ statement: s.id, country, sectors }))
  })
}

export const allLinked = 'entente'

/** Keys of the edges that stand for a link of this country to these sectors. */
export const linkKeys = (country: string, sectors: readonly string[]): string[] => [
  ...sectors.map((sector) => `${country} ${sector}`),
  ...[...new Set(sectors.flatMap((sector) => wholesOf[sector] ?? []))].map(
    (whole) => `${country} LINKED_WITHIN ${whole}`,
  ),
]

export const addContribution = (map: Contributions, key: string, contribution: Contribution): void => {
  const known = map.get(key)
  if (known) known.push(contribution)
  else map.set(key, [contribution])
}

/** The `LINKS` edges of these statements, whatever articles they are of. */
export const linksOf = (statements: readonly EffectiveStatement[]): StatementLink[] =>
  [...groupBy(statements, (s) => s.article).values()].flatMap(linksOfArticle)

/**
 * What these statements contribute to. All those of an article must be there: the link rule looks at them together.
 * `links` are theirs, where the caller has them already.
 */
export const contributionsOf = (
  statements: readonly EffectiveStatement[],
  links: readonly StatementLink[] = linksOf(statements),
): Derived => {
  const derived: Derived = { edges: new Map(), links: new Map(), linked: new Map(), entities: new Map() }
  const byId = new Map<string, EffectiveStatement>()
  for (const s of statements) {
    byId.set(s.id, s)
    if (!isCounted(s)) continue
    const { article, modality, date, sectors } = s
    // A merge may leave a statement with one entity at both ends: kept and shown, but no edge from a node to itself.
    if (s.subject !== s.object) addContribution(derived.edges, edgeKey(s), { article, modality, date, sectors })
    for (const id of new Set(rolesOf(s).map(([, id]) => id))) {
      const known = derived.entities.get(id)
      if (known) {
        known.statements++
        known.articles.add(article)
      } else derived.entities.set(id, { statements: 1, articles: new Set([article]) })
    }
  }
  const ends = new Map<string, Set<string>>()
  for (const { statement, country, sectors } of links) {
    if (sectors.length === 0) continue
    const { article, modality, date } = byId.get(statement) as EffectiveStatement
    for (const key of linkKeys(country, sectors))
      addContribution(derived.links, key, { article, modality, date, sectors: [] })
    const known = ends.get(statement) ?? new Set([allLinked])
    ends.set(statement, known.add(country))
    for (const sector of sectors) for (const id of sectorPath(sector)) known.add(id)
  }
  for (const ids of ends.values()) for (const id of ids) derived.linked.set(id, (derived.linked.get(id) ?? 0) + 1)
  return derived
}

const noCounts = (): ModalityCounts => ({ actual: 0, planned: 0, discussed: 0, ended: 0, denied: 0 })
const earliest = (a: IsoDate | null, b: IsoDate | null): IsoDate | null =>
  a === null ? b : b === null || a < b ? a : b
const latest = (a: IsoDate | null, b: IsoDate | null): IsoDate | null => (a === null ? b : b === null || a > b ? a : b)

/** The aggregate of an edge's contributions; at least one. */
export const factsOf = (contributions: readonly Contribution[], withSectors: boolean): EdgeFacts => {
  const counts = noCounts()
  const articles = new Set<string>()
  const sectors = new Set<string>()
  let first: IsoDate | null = null
  let last: IsoDate | null = null
  for (const c of contributions) {
    counts[c.modality]++
    articles.add(c.article)
    for (const sector of c.sectors) sectors.add(sector)
    first = earliest(first, c.date)
    last = latest(last, c.date)
  }
  return {
    ...counts,
    statements: contributions.length,
    articles: articles.size,
    modality: strongestOf(counts),
    first,
    last,
    ...(withSectors ? { sectors: [...sectors].sort() } : {}),
  }
}

/** The aggregate of two disjoint sets of contributions that share no article. */
export const addFacts = (a: EdgeFacts, b: EdgeFacts): EdgeFacts => {
  const counts = noCounts()
  for (const modality of modalities) counts[modality] = a[modality] + b[modality]
  return {
    ...counts,
    statements: a.statements + b.statements,
    articles: a.articles + b.articles,
    modality: strongestOf(counts),
    first: earliest(a.first, b.first),
    last: latest(a.last, b.last),
    ...(a.sectors || b.sectors ? { sectors: [...new Set([...(a.sectors ?? []), ...(b.sectors ?? [])])].sort() } : {}),
  }
}
