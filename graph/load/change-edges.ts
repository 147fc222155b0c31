/**
 * Derived edges in the graph: brought along when contributions change, in the caller's transaction. What they sum up is
 * defined in derive.ts; nothing here looks at a statement's meaning.
 */
import { typeOfId } from '../ontology/entity-ids.ts'
import type { Row, WriteTransaction } from '../store/graph-store.ts'
import {
  addFacts,
  type Contribution,
  type Contributions,
  type DerivedType,
  type EdgeFacts,
  factsOf,
  linkKeys,
} from './derive.ts'
import { groupBy } from './group-by.ts'
import type { WriteQueue } from './write-queue.ts'

const changedKeys = (was: Contributions, is: Contributions): string[] =>
  [...new Set([...was.keys(), ...is.keys()])].filter(
    (key) => !was.has(key) || JSON.stringify(was.get(key)) !== JSON.stringify(is.get(key)),
  )

const partsOf = (key: string): [string, DerivedType, string] => {
  const parts = key.split(' ')
  return parts.length === 2
    ? [parts[0] as string, 'LINKED_TO', parts[1] as string]
    : (parts as [string, DerivedType, string])
}

interface EdgeRow {
  key: string
  source: string
  target: string
}

/** Types whose entities have edges without number: whoever looks for one edge of theirs does it from the other end. */
const hubs: ReadonlySet<string> = new Set(['Country', 'Region', 'Sector'])

/** Rows of edges that are found by one pattern: `found` leads to `e`, from the end that has fewer edges. */
interface EdgeGroup {
  type: DerivedType
  found: string
  /** The same edge, found or made, between `a` and `b`. */
  merged: string
  rows: EdgeRow[]
}

/** The engines walk a pattern from its bound start, through all edges of that node: a hub has tens of thousands. */
const groupEdges = (keys: readonly string[]): EdgeGroup[] => {
  const groups = new Map<string, EdgeGroup>()
  for (const key of keys) {
    const [source, type, target] = partsOf(key)
    const turned = hubs.has(typeOfId(source)) && !hubs.has(typeOfId(target))
    const found = turned
      ? `MATCH (b:Entity {id: row.target})<-[e:${type}]-(a:Entity {id: row.source})`
      : `MATCH (a:Entity {id: row.source})-[e:${type}]->(b:Entity {id: row.target})`
    const known = groups.get(found)
    const row = { key, source, target }
    if (known) known.rows.push(row)
    else
      groups.set(found, {
        ...{ type, found, rows: [row] },
        merged: turned ? `MERGE (b)<-[e:${type}]-(a)` : `MERGE (a)-[e:${type}]->(b)`,
      })
  }
  return [...groups.values()]
}

/** Sets these derived edges to their facts; null removes one. `stored`: those that were found; of `was` nothing was read. */
const writeEdges = (
  queue: WriteQueue,
  facts: ReadonlyMap<string, EdgeFacts | null>,
  stored: StoredFacts,
  was: Contributions,
): void => {
  const keys = [...facts.keys()]
  const keep = keys.filter((key) => facts.get(key) !== null)
  const ends = 'UNWIND $rows AS row MATCH (a:Entity {id: row.source}), (b:Entity {id: row.target})'
  const put = (cypher: string, rows: readonly EdgeRow[]): void =>
    queue.put(`${cypher} SET e = row.facts`, {
      rows: rows.map(({ key, source, target }) => ({ source, target, facts: facts.get(key) })),
    })
  for (const { type, rows } of groupEdges(keep.filter((key) => !stored.has(key) && !was.has(key))))
    put(`${ends} CREATE (a)-[e:${type}]->(b)`, rows)
  for (const { found, rows } of groupEdges(keep.filter((key) => stored.has(key))))
    put(`UNWIND $rows AS row ${found}`, rows)
  for (const { merged, rows } of groupEdges(keep.filter((key) => was.has(key)))) put(`${ends} ${merged}`, rows)
  for (const { found, rows } of groupEdges(keys.filter((key) => facts.get(key) === null)))
    queue.put(`UNWIND $rows AS row ${found} DELETE e`, { rows })
}

/** Facts of edges as they are stored, by key. */
export type StoredFacts = ReadonlyMap<string, EdgeFacts>

/** What is stored of the edges that gain contributions and lose none. */
export const factsOfGaining = async (
  transaction: WriteTransaction,
  was: Contributions,
  is: Contributions,
): Promise<StoredFacts> => {
  const keys = [...is.keys()].filter((key) => !was.has(key))
  const found = new Map<string, EdgeFacts>()
  const answers = await Promise.all(
    groupEdges(keys).map(({ found: pattern, rows }) =>
      transaction.run(`UNWIND $rows AS row ${pattern} RETURN row.key AS key, properties(e) AS facts`, { rows }),
    ),
  )
  for (const row of answers.flat()) found.set(String(row.key), factsFrom(row.facts as Record<string, unknown>))
  return found
}

/** Facts as a derived edge holds them: absent dates are null. */
export const factsFrom = (p: Record<string, unknown>): EdgeFacts =>
  ({ ...p, first: p.first ?? null, last: p.last ?? null }) as EdgeFacts

/**
 * Edges that only gain are added to; where something went away, first, last and sectors cannot be subtracted, so that
 * edge is counted again from its statements.
 */
export const changeEdges = async (
  transaction: WriteTransaction,
  queue: WriteQueue,
  was: Contributions,
  is: Contributions,
  stored: StoredFacts,
): Promise<void> => {
  const keys = changedKeys(was, is)
  const facts = added(keys, was, is, stored, true)
  const again = keys.filter((key) => was.has(key))
  const counted = again.length > 0 ? await countEdges(transaction, again) : new Map<string, Contribution[]>()
  for (const key of again) {
    const own = counted.get(key)
    facts.set(key, own ? factsOf(own, true) : null)
  }
  writeEdges(queue, facts, stored, was)
}

/** As `changeEdges`, for the LINKED_TO and LINKED_WITHIN edges. */
export const changeLinks = async (
  transaction: WriteTransaction,
  queue: WriteQueue,
  was: Contributions,
  is: Contributions,
  stored: StoredFacts,
): Promise<void> => {
  const keys = changedKeys(was, is)
  const facts = added(keys, was, is, stored, false)
  const again = new Set(keys.filter((key) => was.has(key)))
  const countries = [...new Set([...again].map((key) => partsOf(key)[0]))]
  const counted: Contributions = new Map()
  const rows =
    countries.length > 0
      ? await transaction.run(
          `UNWIND $countries AS country
MATCH (:Entity {id: country})<-[l:LINKS]-(s:Statement)-[:STATED_IN]->(a:Article)
RETURN country, l.sectors AS sectors, a.id AS article, s.modality AS modality, s.date AS date`,
          { countries },
        )
      : []
  for (const row of rows)
    for (const key of linkKeys(String(row.country), row.sectors as string[])) {
      if (again.has(key)) counted.set(key, [...(counted.get(key) ?? []), contributionFrom(row, [])])
    }
  for (const key of again) {
    const own = counted.get(key)
    facts.set(key, own ? factsOf(own, false) : null)
  }
  writeEdges(queue, facts, stored, was)
}

const added = (
  keys: readonly string[],
  was: Contributions,
  is: Contributions,
  stored: StoredFacts,
  withSectors: boolean,
): Map<string, EdgeFacts | null> =>
  new Map(
    keys
      .filter((key) => !was.has(key))
      .map((key) => {
        const gain = factsOf(is.get(key) as Contribution[], withSectors)
        const old = stored.get(key)
        return [key, old ? addFacts(old, gain) : gain]
      }),
  )

const contributionFrom = (row: Row, sectors: string[]): Contribution => ({
  article: String(row.article),
  modality: row.modality as Contribution['modality'],
  date: (row.date as string | null) ?? null,
  sectors,
})

const countEdges = async (transaction: WriteTransaction, keys: readonly string[]): Promise<Contributions> => {
  const rows = await transaction.run(
    `UNWIND $keys AS key MATCH (s:Statement {edge: key})-[:STATED_IN]->(a:Article)
RETURN key, s.id AS statement, a.id AS article, s.modality AS modality, s.date AS date`,
    { keys },
  )
  const sectors = await transaction.run(
    `UNWIND $keys AS key MATCH (s:Statement {edge: key})-[:IN_SECTOR]->(x:Entity)
RETURN s.id AS statement, x.id AS sector`,
    { keys },
  )
  const sectorsOf = groupBy(sectors, (row) => String(row.statement))
  const counted: Contributions = new Map()
  for (const row of rows) {
    const own = (sectorsOf.get(String(row.statement)) ?? []).map(({ sector }) => String(sector))
    const key = String(row.key)
    counted.set(key, [...(counted.get(key) ?? []), contributionFrom(row, own)])
  }
  return counted
}
