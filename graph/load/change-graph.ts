/**
 * The one way in which statements change: given what a set of articles said before and says after, it writes the
 * difference and brings everything derived along, in the caller's transaction. Load, forget, review and merge all end here.
 */
import type { Row, WriteTransaction } from '../store/graph-store.ts'
import {
  addFacts,
  type Contribution,
  type Contributions,
  contributionsOf,
  type DerivedType,
  type EdgeFacts,
  factsOf,
  linksOfArticle,
  type StatementLink,
} from './derive.ts'
import type { EffectiveStatement } from './effective-statement.ts'
import { typeOfId } from './entity-ids.ts'
import { addMention, formsText, type NameForms, nameOf, parseForms, searchText } from './entity-names.ts'
import { isReference, referenceNames } from './reference-data.ts'
import { rolesOf } from './statement-roles.ts'
import {
  createMentions,
  createStatements,
  deleteMentions,
  deleteStatements,
  type MentionEdge,
} from './stored-statements.ts'

/** Everything that the articles concerned say: all of their statements and mentions, not a part of them. */
export interface ArticleContents {
  statements: readonly EffectiveStatement[]
  mentions: readonly MentionEdge[]
}

/** Writes the difference. Articles of `after` must be in the graph already; entities are made and removed as needed. */
export const changeGraph = async (
  transaction: WriteTransaction,
  before: ArticleContents,
  after: ArticleContents,
): Promise<void> => {
  const touched = await changeEntities(transaction, before, after)
  await changeStatements(transaction, before.statements, after.statements)
  await changeMentions(transaction, before.mentions, after.mentions)
  const was = contributionsOf(before.statements)
  const is = contributionsOf(after.statements)
  await changeEdges(transaction, was.edges, is.edges)
  await changeLinks(transaction, was.links, is.links)
  await removeOrphans(transaction, touched)
}

const changeStatements = async (
  transaction: WriteTransaction,
  before: readonly EffectiveStatement[],
  after: readonly EffectiveStatement[],
): Promise<void> => {
  const withLinks = (statements: readonly EffectiveStatement[]): Map<string, [EffectiveStatement, StatementLink[]]> => {
    const found = new Map(statements.map((s): [string, [EffectiveStatement, StatementLink[]]] => [s.id, [s, []]]))
    for (const own of groupBy(statements, (s) => s.article).values())
      for (const link of linksOfArticle(own)) found.get(link.statement)?.[1].push(link)
    return found
  }
  const was = withLinks(before)
  const is = withLinks(after)
  const isSame = (id: string): boolean => JSON.stringify(was.get(id)) === JSON.stringify(is.get(id))
  const gone = [...was.keys()].filter((id) => !isSame(id))
  const fresh = [...is.entries()].filter(([id]) => !isSame(id)).map(([, both]) => both)
  await deleteStatements(transaction, gone)
  await createStatements(
    transaction,
    fresh.map(([statement]) => statement),
    fresh.flatMap(([, links]) => links),
  )
}

const changeMentions = async (
  transaction: WriteTransaction,
  before: readonly MentionEdge[],
  after: readonly MentionEdge[],
): Promise<void> => {
  const [was, is] = [new Set(before.map((m) => JSON.stringify(m))), new Set(after.map((m) => JSON.stringify(m)))]
  await deleteMentions(
    transaction,
    before.filter((m) => !is.has(JSON.stringify(m))),
  )
  await createMentions(
    transaction,
    after.filter((m) => !was.has(JSON.stringify(m))),
  )
}

/** Makes missing entities and moves names and counts by the difference. Returns every entity concerned. */
const changeEntities = async (
  transaction: WriteTransaction,
  before: ArticleContents,
  after: ArticleContents,
): Promise<string[]> => {
  const ids = [
    ...new Set(
      [before, after].flatMap(({ statements, mentions }) => [
        ...statements.flatMap((s) => rolesOf(s).map(([, id]) => id)),
        ...mentions.map(({ entity }) => entity),
      ]),
    ),
  ].sort()
  if (ids.length === 0) return ids
  const rows = await transaction.run(
    `UNWIND $ids AS id MATCH (e:Entity {id: id})
RETURN id, e.forms AS forms, e.statements AS statements, e.articles AS articles, e.mentions AS mentions`,
    { ids },
  )
  const known = new Map(rows.map((row) => [String(row.id), row]))
  const [was, is] = [contributionsOf(before.statements).entities, contributionsOf(after.statements).entities]
  const [mentionsBefore, mentionsAfter] = [byEntity(before.mentions), byEntity(after.mentions)]
  const changed = ids.map((id) => {
    const row = known.get(id)
    let forms: NameForms = parseForms(row?.forms)
    for (const m of mentionsBefore.get(id) ?? []) forms = addMention(forms, m, -1)
    for (const m of mentionsAfter.get(id) ?? []) forms = addMention(forms, m, 1)
    const count = (key: 'statements' | 'articles' | 'mentions'): number => Number(row?.[key] ?? 0)
    const articlesOf = (mentions: readonly MentionEdge[] | undefined): number =>
      new Set(mentions?.map((m) => m.article)).size
    return {
      id,
      properties: entityProperties(id, forms, {
        statements: count('statements') + (is.get(id)?.statements ?? 0) - (was.get(id)?.statements ?? 0),
        articles: count('articles') + (is.get(id)?.articles.size ?? 0) - (was.get(id)?.articles.size ?? 0),
        mentions: count('mentions') + articlesOf(mentionsAfter.get(id)) - articlesOf(mentionsBefore.get(id)),
      }),
    }
  })
  for (const [type, own] of groupBy(changed, ({ id }) => typeOfId(id)))
    await transaction.run(`UNWIND $rows AS row MERGE (e:Entity {id: row.id}) SET e:${type} SET e += row.properties`, {
      rows: own,
    })
  return ids
}

/** What an entity's node holds out of the articles. */
export const entityProperties = (
  id: string,
  forms: NameForms,
  counts: { statements: number; articles: number; mentions: number },
): Record<string, unknown> => {
  const { name, aliases } = nameOf(id, forms, referenceNames.get(id) ?? null)
  return { name, aliases, forms: formsText(forms), search: searchText(name, aliases), ...counts }
}

/** Entities that no article mentions, no statement names and no reference list holds. */
const removeOrphans = async (transaction: WriteTransaction, ids: readonly string[]): Promise<void> => {
  const candidates = ids.filter((id) => !isReference(id))
  if (candidates.length === 0) return
  await transaction.run(
    `UNWIND $ids AS id MATCH (e:Entity {id: id})
WHERE e.mentions = 0 AND e.statements = 0 AND NOT EXISTS { MATCH (e)--() }
DELETE e`,
    { ids: candidates },
  )
}

const changedKeys = (was: Contributions, is: Contributions): string[] =>
  [...new Set([...was.keys(), ...is.keys()])].filter(
    (key) => JSON.stringify(was.get(key)) !== JSON.stringify(is.get(key)),
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

const rowsByType = (keys: readonly string[]): Map<DerivedType, EdgeRow[]> => {
  const rows = keys.map((key) => {
    const [source, type, target] = partsOf(key)
    return { key, source, type, target }
  })
  return new Map(
    [...groupBy(rows, ({ type }) => type)].map(([type, own]) => [
      type,
      own.map(({ key, source, target }) => ({ key, source, target })),
    ]),
  )
}

/** Sets these derived edges to their facts; null removes one. */
const writeEdges = async (
  transaction: WriteTransaction,
  facts: ReadonlyMap<string, EdgeFacts | null>,
): Promise<void> => {
  const keep = rowsByType([...facts.keys()].filter((key) => facts.get(key) !== null))
  for (const [type, rows] of keep)
    await transaction.run(
      `UNWIND $rows AS row MATCH (a:Entity {id: row.source}), (b:Entity {id: row.target})
MERGE (a)-[e:${type}]->(b) SET e = row.facts`,
      { rows: rows.map((row) => ({ ...row, facts: facts.get(row.key) })) },
    )
  const drop = rowsByType([...facts.keys()].filter((key) => facts.get(key) === null))
  for (const [type, rows] of drop)
    await transaction.run(
      `UNWIND $rows AS row MATCH (:Entity {id: row.source})-[e:${type}]->(:Entity {id: row.target}) DELETE e`,
      { rows },
    )
}

const storedFacts = async (transaction: WriteTransaction, keys: readonly string[]): Promise<Map<string, EdgeFacts>> => {
  const found = new Map<string, EdgeFacts>()
  for (const [type, rows] of rowsByType(keys)) {
    const answer = await transaction.run(
      `UNWIND $rows AS row MATCH (:Entity {id: row.source})-[e:${type}]->(:Entity {id: row.target})
RETURN row.key AS key, properties(e) AS facts`,
      { rows },
    )
    for (const row of answer) found.set(String(row.key), factsFrom(row.facts as Record<string, unknown>))
  }
  return found
}

/** Facts as a derived edge holds them: absent dates are null. */
export const factsFrom = (p: Record<string, unknown>): EdgeFacts =>
  ({ ...p, first: p.first ?? null, last: p.last ?? null }) as EdgeFacts

/**
 * Edges that only gain are added to; where something went away, first, last and sectors cannot be subtracted, so that
 * edge is counted again from its statements.
 */
const changeEdges = async (transaction: WriteTransaction, was: Contributions, is: Contributions): Promise<void> => {
  const keys = changedKeys(was, is)
  const facts = await added(transaction, keys, was, is, true)
  const again = keys.filter((key) => was.has(key))
  const counted = again.length > 0 ? await countEdges(transaction, again) : new Map<string, Contribution[]>()
  for (const key of again) {
    const own = counted.get(key)
    facts.set(key, own ? factsOf(own, true) : null)
  }
  await writeEdges(transaction, facts)
}

const changeLinks = async (transaction: WriteTransaction, was: Contributions, is: Contributions): Promise<void> => {
  const keys = changedKeys(was, is)
  const facts = await added(transaction, keys, was, is, false)
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
    for (const sector of row.sectors as string[]) {
      const key = `${String(row.country)} ${sector}`
      if (again.has(key)) counted.set(key, [...(counted.get(key) ?? []), contributionFrom(row, [])])
    }
  for (const key of again) {
    const own = counted.get(key)
    facts.set(key, own ? factsOf(own, false) : null)
  }
  await writeEdges(transaction, facts)
}

const added = async (
  transaction: WriteTransaction,
  keys: readonly string[],
  was: Contributions,
  is: Contributions,
  withSectors: boolean,
): Promise<Map<string, EdgeFacts | null>> => {
  const gaining = keys.filter((key) => !was.has(key))
  const stored = await storedFacts(transaction, gaining)
  return new Map(
    gaining.map((key) => {
      const gain = factsOf(is.get(key) as Contribution[], withSectors)
      const old = stored.get(key)
      return [key, old ? addFacts(old, gain) : gain]
    }),
  )
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
    const key = String(row.key)
    counted.set(key, [...(counted.get(key) ?? []), contributionFrom(row, own)])
  }
  return counted
}

const byEntity = (mentions: readonly MentionEdge[]): Map<string, MentionEdge[]> => groupBy(mentions, (m) => m.entity)

const groupBy = <T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const known = groups.get(key)
    if (known) known.push(item)
    else groups.set(key, [item])
  }
  return groups
}
