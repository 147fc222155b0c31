/**
 * Derived edges in the graph: brought along when contributions change, in the caller's transaction. What they sum up is
 * defined in derive.ts; nothing here looks at a statement's meaning.
 */
import { typeOfId } from '../ontology/entity-ids.ts'
import { modalities } from '../ontology/ontology.ts'
import type { Row, WriteTransaction } from '../store/graph-store.ts'
import {
  addContribution,
  addFacts,
  type Contribution,
  type Contributions,
  type DerivedType,
  type EdgeFacts,
  factsOf,
  linkKeys,
} from './derive.ts'
import { groupBy } from './group-by.ts'
import type { LoadMemory } from './load-memory.ts'
import { putRows, spelt, type WriteQueue } from './write-queue.ts'

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

const bothEnds = 'MATCH (a:Entity {id: row.source}), (b:Entity {id: row.target})'
/** Of an edge without sectors. */
const factNames = ['statements', 'articles', 'modality', 'first', 'last', ...modalities]

/** Reads into the memory what is stored of the edges that gain contributions, where it is not known. */
export const readGainingEdges = async (
  transaction: WriteTransaction,
  { was, is }: EdgeChange,
  memory: LoadMemory,
): Promise<void> => {
  const keys = [...is.keys()].filter((key) => !was.has(key) && memory.edge(key) === undefined && mayBe(key, memory))
  const answers = await Promise.all(
    groupEdges(keys).map(({ found: pattern, rows }) =>
      transaction.run(`UNWIND $rows AS row ${pattern} RETURN row.key AS key, properties(e) AS facts`, { rows }),
    ),
  )
  for (const row of answers.flat()) memory.edges.set(String(row.key), factsFrom(row.facts as Record<string, unknown>))
}

/** An entity that is not there yet has no edges. */
const mayBe = (key: string, memory: LoadMemory): boolean => {
  const [source, , target] = partsOf(key)
  return memory.entity(source) !== null && memory.entity(target) !== null
}

/** Facts as a derived edge holds them: absent dates are null. */
export const factsFrom = (p: Record<string, unknown>): EdgeFacts =>
  ({ ...p, first: p.first ?? null, last: p.last ?? null }) as EdgeFacts

/** Contributions before and after. `withSectors`: of edges that carry the sectors of their statements. */
export interface EdgeChange {
  was: Contributions
  is: Contributions
  withSectors: boolean
}

/** The facts that are others than before. */
const differenceOf = (old: EdgeFacts, now: EdgeFacts): Partial<EdgeFacts> =>
  Object.fromEntries(
    Object.entries(now).filter(([name, value]) => {
      const before = old[name as keyof EdgeFacts]
      return Array.isArray(value) ? value.join() !== (before as string[] | undefined)?.join() : value !== before
    }),
  )

/** Adds to the edges that gain contributions and lose none. What is stored of them is in the memory, as it is afterwards. */
export const addToEdges = (queue: WriteQueue, { was, is, withSectors }: EdgeChange, memory: LoadMemory): void => {
  const fresh = new Map<string, EdgeFacts>()
  const grown = new Map<string, Partial<EdgeFacts>>()
  for (const [key, contributions] of is) {
    if (was.has(key)) continue
    const gain = factsOf(contributions, withSectors)
    const old = memory.edge(key)
    const now = old ? addFacts(old, gain) : gain
    if (old) grown.set(key, differenceOf(old, now))
    else fresh.set(key, now)
    memory.edges.set(key, now)
  }
  const names = withSectors ? [...factNames, 'sectors'] : factNames
  for (const { type, rows } of groupEdges([...fresh.keys()]))
    putRows(
      queue,
      ['source', 'target', ...names],
      `${bothEnds} CREATE (a)-[e:${type} ${spelt('row', names)}]->(b)`,
      rows.map(({ key, source, target }) => ({ source, target, ...fresh.get(key) })),
    )
  for (const { found, rows } of groupEdges([...grown.keys()]))
    putRows(
      queue,
      ['source', 'target', 'facts'],
      `${found} SET e += row.facts`,
      rows.map(({ key, source, target }) => ({ source, target, facts: grown.get(key) })),
    )
}

/**
 * Counts edges again from their statements where something went away: first, last and sectors cannot be subtracted. The
 * statements themselves must be written already.
 */
export const recountEdges = async (
  transaction: WriteTransaction,
  queue: WriteQueue,
  { was, is, withSectors }: EdgeChange,
): Promise<void> => {
  const keys = changedKeys(was, is).filter((key) => was.has(key))
  if (keys.length === 0) return
  const counted = await (withSectors ? countEdges(transaction, keys) : countLinks(transaction, keys))
  const facts = new Map([...counted].map(([key, own]) => [key, factsOf(own, withSectors)]))
  for (const { merged, rows } of groupEdges(keys.filter((key) => facts.has(key))))
    putRows(
      queue,
      ['source', 'target', 'facts'],
      `${bothEnds} ${merged} SET e = row.facts`,
      rows.map(({ key, source, target }) => ({ source, target, facts: facts.get(key) })),
    )
  for (const { found, rows } of groupEdges(keys.filter((key) => !facts.has(key))))
    putRows(queue, ['source', 'target'], `${found} DELETE e`, rows)
}

const countLinks = async (transaction: WriteTransaction, keys: readonly string[]): Promise<Contributions> => {
  const wanted = new Set(keys)
  const rows = await transaction.run(
    `UNWIND $countries AS country
MATCH (:Entity {id: country})<-[l:LINKS]-(s:Statement)-[:STATED_IN]->(a:Article)
RETURN country, l.sectors AS sectors, a.id AS article, s.modality AS modality, s.date AS date`,
    { countries: [...new Set(keys.map((key) => partsOf(key)[0]))] },
  )
  const counted: Contributions = new Map()
  for (const row of rows)
    for (const key of linkKeys(String(row.country), row.sectors as string[]))
      if (wanted.has(key)) addContribution(counted, key, contributionFrom(row, []))
  return counted
}

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
    addContribution(counted, String(row.key), contributionFrom(row, own))
  }
  return counted
}
