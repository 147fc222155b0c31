/**
 * Recomputes everything derived from the statements and mentions alone and reports every difference from what is stored.
 * Reads only, article by article groups at a time, so that the derived side is all that memory must hold.
 */
import { anyPredicate } from '../query/row-values.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { factsFrom } from './change-edges.ts'
import { entityProperties } from './change-graph.ts'
import { compareMadeIn } from './commodity-edges.ts'
import { addFacts, contributionsOf, type EdgeFacts, factsOf, linksOf } from './derive.ts'
import { effectiveStatement, statementAsRead } from './effective-statement.ts'
import { addMention, type NameForms } from './entity-names.ts'
import { compareLinked } from './linked-totals.ts'
import { isReference, referenceEntities } from './reference-data.ts'
import { resolveIds, standingEvents } from './review-log.ts'
import { rolesOf } from './statement-roles.ts'
import { readMentions, readStatements, statementProperties } from './stored-statements.ts'

export interface CheckResult {
  articles: number
  statements: number
  entities: number
  edges: number
  /** One sentence each; empty when all is as it should be. */
  differences: string[]
}

/** Differences told at most; more than these are counted in a last line. */
const mostTold = 1000
const articlesAtOnce = 200

interface Expected {
  edges: Map<string, EdgeFacts>
  linked: Map<string, number>
  forms: Map<string, NameForms>
  counts: Map<string, { statements: number; articles: number; mentions: number }>
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(
          Object.entries(item)
            .filter(([, v]) => v !== null && v !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : item,
  )

export const checkStore = async (store: GraphStore): Promise<CheckResult> => {
  const differences: string[] = []
  let untold = 0
  const tell = (sentence: string): void => {
    if (differences.length < mostTold) differences.push(sentence)
    else untold++
  }
  const reader = { run: (cypher: string, parameters?: Record<string, unknown>) => store.read(cypher, parameters) }
  const expected: Expected = { edges: new Map(), linked: new Map(), forms: new Map(), counts: new Map() }
  const articles = (await store.read('MATCH (a:Article) RETURN a.id AS id ORDER BY id')).map((row) => String(row.id))
  let statements = 0
  for (let from = 0; from < articles.length; from += articlesAtOnce)
    statements += await checkArticles(reader, articles.slice(from, from + articlesAtOnce), expected, tell)
  await compareLoose(reader, statements, tell)
  const edges = await compareEdges(reader, expected, tell)
  const entities = await compareEntities(reader, expected, tell)
  await compareLinked(reader, expected.linked, tell)
  if (untold > 0) differences.push(`and ${untold} more`)
  return { articles: articles.length, statements, entities, edges, differences }
}

type Reader = Parameters<typeof readStatements>[0]
type Tell = (sentence: string) => void

/** Holds these articles' statements against the log of reviews and adds their part to what is expected. */
const checkArticles = async (reader: Reader, ids: string[], expected: Expected, tell: Tell): Promise<number> => {
  const statements = await readStatements(reader, ids)
  const mentions = await readMentions(reader, ids)
  const decisions = await standingEvents(
    reader,
    statements.map((s) => s.id),
  )
  const read = statements.map((s) => statementAsRead(s))
  const corrections = [...decisions.values()].flatMap(({ correction: c }) => [c?.subject ?? [], c?.object ?? []].flat())
  const resolve = await resolveIds(reader, [
    ...read.flatMap((s) => rolesOf(s).map(([, id]) => id)),
    ...mentions.map((m) => m.named),
    ...corrections,
  ])
  const effective = statements.map((s, i) =>
    effectiveStatement(read[i] as (typeof read)[number], s.article, decisions.get(s.id), resolve),
  )
  for (const [i, s] of statements.entries())
    if (canonical(effective[i]) !== canonical(s)) tell(`${s.id} is not what its reading and the reviews make of it`)
  await compareNodes(reader, ids, effective, tell)
  for (const m of mentions)
    if (m.entity !== resolve(m.named)) tell(`the mention of ${m.named} in ${m.article} leads to ${m.entity}`)
  const derived = contributionsOf(effective)
  for (const contributions of [derived.edges, derived.links])
    for (const [key, list] of contributions) {
      const facts = factsOf(list, contributions === derived.edges)
      const known = expected.edges.get(key)
      expected.edges.set(key, known ? addFacts(known, facts) : facts)
    }
  for (const [id, count] of derived.linked) expected.linked.set(id, (expected.linked.get(id) ?? 0) + count)
  const countsOf = (id: string): { statements: number; articles: number; mentions: number } => {
    const known = expected.counts.get(id) ?? { statements: 0, articles: 0, mentions: 0 }
    expected.counts.set(id, known)
    return known
  }
  for (const s of effective) for (const [, id] of rolesOf(s)) countsOf(id)
  for (const [id, { statements: count, articles }] of derived.entities) {
    countsOf(id).statements += count
    countsOf(id).articles += articles.size
  }
  for (const key of new Set(mentions.map((m) => `${m.article} ${resolve(m.named)}`)))
    countsOf(key.slice(key.lastIndexOf(' ') + 1)).mentions++
  for (const m of mentions) {
    const id = resolve(m.named)
    expected.forms.set(id, addMention(expected.forms.get(id) ?? {}, { ...m, entity: id }, 1))
  }
  return statements.length
}

/** Statement nodes and their LINKS edges. */
const compareNodes = async (
  reader: Reader,
  ids: string[],
  effective: readonly ReturnType<typeof effectiveStatement>[],
  tell: Tell,
): Promise<void> => {
  const rows = await reader.run(
    'UNWIND $ids AS id MATCH (:Article {id: id})<-[:STATED_IN]-(s:Statement) RETURN s.id AS id, properties(s) AS p',
    { ids },
  )
  const stored = new Map(rows.map((row) => [String(row.id), row.p]))
  for (const s of effective)
    if (canonical(stored.get(s.id)) !== canonical(statementProperties(s)))
      tell(`the node of ${s.id} holds other values`)
  const linkRows = await reader.run(
    `UNWIND $ids AS id MATCH (:Article {id: id})<-[:STATED_IN]-(s:Statement)-[l:LINKS]->(c:Entity)
RETURN s.id AS statement, c.id AS country, l.sectors AS sectors`,
    { ids },
  )
  const key = (l: { statement: unknown; country: unknown; sectors: unknown }): string =>
    `${String(l.statement)} links ${String(l.country)} to [${(l.sectors as string[]).join(', ')}]`
  const open = new Set(linksOf(effective).map(key))
  for (const row of linkRows) {
    const line = key({ statement: row.statement, country: row.country, sectors: row.sectors })
    if (!open.delete(line)) tell(`too much: ${line}`)
  }
  for (const line of open) tell(`missing: ${line}`)
}

/** Statements without an article, and nodes that nothing holds. */
const compareLoose = async (reader: Reader, statements: number, tell: Tell): Promise<void> => {
  const [row] = await reader.run('MATCH (s:Statement) RETURN count(s) AS statements')
  if (Number(row?.statements) !== statements)
    tell(`${Number(row?.statements)} statements are stored, ${statements} of them with an article`)
}

const compareEdges = async (reader: Reader, expected: Expected, tell: Tell): Promise<number> => {
  const rows = await reader.run(
    `MATCH (a:Entity)-[e:${anyPredicate}|LINKED_TO|LINKED_WITHIN]->(b:Entity)
RETURN a.id AS source, type(e) AS type, b.id AS target, properties(e) AS facts`,
  )
  const open = new Map(expected.edges)
  for (const row of rows) {
    const key = row.type === 'LINKED_TO' ? `${row.source} ${row.target}` : `${row.source} ${row.type} ${row.target}`
    const wants = open.get(key)
    if (!wants) tell(`the edge ${row.source} ${row.type} ${row.target} has no statement behind it, or stands twice`)
    else if (canonical(factsFrom(row.facts as Record<string, unknown>)) !== canonical(wants))
      tell(
        `the edge ${row.source} ${row.type} ${row.target} says ${canonical(row.facts)}, its statements ${canonical(wants)}`,
      )
    open.delete(key)
  }
  for (const key of open.keys()) tell(`the edge ${key} is missing`)
  return rows.length
}

const compareEntities = async (reader: Reader, expected: Expected, tell: Tell): Promise<number> => {
  const rows = await reader.run('MATCH (e:Entity) RETURN e.id AS id, properties(e) AS p, labels(e) AS labels')
  const open = new Set([...expected.counts.keys(), ...expected.forms.keys(), ...referenceEntities.map(({ id }) => id)])
  for (const row of rows) {
    const id = String(row.id)
    if (!open.has(id)) tell(`the entity ${id} is named by nothing, or stands twice`)
    open.delete(id)
    const wants = entityProperties(
      id,
      expected.forms.get(id) ?? {},
      expected.counts.get(id) ?? { statements: 0, articles: 0, mentions: 0 },
    )
    const stored = row.p as Record<string, unknown>
    for (const [key, value] of Object.entries(wants))
      if (canonical(stored[key]) !== canonical(value))
        tell(`${id}: ${key} is ${canonical(stored[key])}, should be ${canonical(value)}`)
    if (stored.hs && !wants.hs) tell(`${id}: hs is ${canonical(stored.hs)}, and the lexicon has none`)
  }
  await compareMadeIn(
    reader,
    rows.map((row) => String(row.id)),
    tell,
  )
  for (const id of open) tell(`the entity ${id} is missing${isReference(id) ? ' from the reference data' : ''}`)
  return rows.length
}
