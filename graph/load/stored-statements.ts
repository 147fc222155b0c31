/**
 * Statements and mentions between their node-and-edge form in the graph and their form in memory, both ways.
 * The only file that knows which property holds what. Derived edges are not its business.
 */
import type { Mention, Modality, Predicate, Review } from '../contract.ts'
import type { Row, WriteTransaction } from '../store/graph-store.ts'
import type { StatementLink } from './derive.ts'
import { type Changeable, type EffectiveStatement, edgeKey } from './effective-statement.ts'
import { foldText } from './entity-names.ts'
import { groupBy } from './group-by.ts'
import { endsFromRoles, rolesOf, roleTypes } from './statement-roles.ts'
import { listsOf, onLists, putRows, spelt, type WriteQueue } from './write-queue.ts'

type Reader = Pick<WriteTransaction, 'run'>
type Properties = Record<string, unknown>

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** What the node holds; its ends are edges. `edge` is absent where the statement derives no edge. */
export const statementProperties = (s: EffectiveStatement): Properties => ({
  id: s.id,
  predicate: s.predicate,
  modality: s.modality,
  evidence: s.evidence,
  start: s.start,
  end: s.end,
  date: s.date,
  confidence: s.confidence,
  amount: s.amount,
  title: s.title,
  review: s.review,
  rule: s.rule,
  trigger: s.trigger?.text ?? null,
  triggerStart: s.trigger?.start ?? null,
  triggerEnd: s.trigger?.end ?? null,
  edge: s.review === 'rejected' || s.subject === s.object ? null : edgeKey(s),
  original: s.original ? JSON.stringify(s.original) : null,
  search: ` ${foldText(s.evidence)}`,
})

const propertyNames = [
  ...[
    'id',
    'predicate',
    'modality',
    'evidence',
    'start',
    'end',
    'date',
    'confidence',
    'amount',
    'title',
    'review',
    'rule',
  ],
  ...['trigger', 'triggerStart', 'triggerEnd', 'edge', 'original', 'search'],
]

/** A statement from its node's properties and its edges `[type, entity id]`. */
export const statementFrom = (
  p: Properties,
  roles: readonly (readonly [string, string])[],
  article: string,
): EffectiveStatement => ({
  id: String(p.id),
  ...endsFromRoles(roles),
  predicate: p.predicate as Predicate,
  amount: textOrNull(p.amount),
  title: textOrNull(p.title),
  modality: p.modality as Modality,
  evidence: String(p.evidence),
  start: Number(p.start),
  end: Number(p.end),
  date: textOrNull(p.date),
  confidence: Number(p.confidence),
  trigger:
    typeof p.trigger === 'string'
      ? { text: p.trigger, start: Number(p.triggerStart), end: Number(p.triggerEnd) }
      : null,
  rule: String(p.rule),
  article,
  review: (textOrNull(p.review) as Review) ?? null,
  original: typeof p.original === 'string' ? (JSON.parse(p.original) as Changeable) : null,
})

/** Cypher: every statement of `$articles`. */
const statementsCypher = `UNWIND $articles AS article
MATCH (:Article {id: article})<-[:STATED_IN]-(s:Statement)
RETURN article, properties(s) AS properties`
const rolesCypher = `UNWIND $articles AS article
MATCH (:Article {id: article})<-[:STATED_IN]-(s:Statement)
MATCH (s)-[r:${roleTypes.join('|')}]->(e:Entity)
RETURN s.id AS statement, type(r) AS role, e.id AS entity`

/** Groups rows `{statement, role, entity}` by statement. */
export const rolesByStatement = (rows: readonly Row[]): Map<string, [string, string][]> => {
  const roles = new Map<string, [string, string][]>()
  for (const row of rows) {
    const id = String(row.statement)
    const known = roles.get(id)
    const role: [string, string] = [String(row.role), String(row.entity)]
    if (known) known.push(role)
    else roles.set(id, [role])
  }
  return roles
}

/** All statements of these articles, in the order of their ids. */
export const readStatements = async (store: Reader, articles: readonly string[]): Promise<EffectiveStatement[]> => {
  if (articles.length === 0) return []
  const rows = await store.run(statementsCypher, { articles })
  const roles = rolesByStatement(await store.run(rolesCypher, { articles }))
  return rows
    .map((row) => {
      const properties = row.properties as Properties
      return statementFrom(properties, roles.get(String(properties.id)) ?? [], String(row.article))
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

const deleteCypher = 'UNWIND $ids AS id MATCH (s:Statement {id: id}) DETACH DELETE s'

/** A statement with the two entities that each has: one look-up for each end, none for the statement itself. */
const createCypher = (names: readonly string[]): string =>
  `MATCH (a:Article {id: row.article}), (x:Entity {id: row.subject}), (y:Entity {id: row.object})
CREATE (s:Statement ${spelt('row', names)})-[:STATED_IN]->(a), (s)-[:SUBJECT]->(x), (s)-[:OBJECT]->(y)`
const roleCypher = (type: string): string => `MATCH (s:Statement {id: row.statement}), (e:Entity {id: row.entity})
CREATE (s)-[:${type}]->(e)`
const linkCypher = `MATCH (s:Statement {id: row.statement}), (c:Entity {id: row.country})
CREATE (s)-[:LINKS {sectors: row.sectors}]->(c)`

export const deleteStatements = (queue: WriteQueue, ids: readonly string[]): void => {
  if (ids.length > 0) queue.put(deleteCypher, { ids })
}

/** Writes statements with their first edges. The articles and the entities must be there. */
export const createStatements = (queue: WriteQueue, statements: readonly EffectiveStatement[]): void => {
  const rows = statements.map(
    (s): Properties => ({
      ...statementProperties(s),
      ...{ article: s.article, subject: s.subject, object: s.object },
    }),
  )
  const used = propertyNames.filter((name) => rows.some((row) => row[name] !== null))
  putRows(queue, ['article', 'subject', 'object', ...used], createCypher(used), rows)
}

/** Ties statements to the entities that they name beside subject and object, which must be there. */
export const createRoles = (queue: WriteQueue, statements: readonly EffectiveStatement[]): void => {
  const byRole = new Map<string, { statement: string; entity: string }[]>(roleTypes.map((type) => [type, []]))
  for (const s of statements)
    for (const [role, entity] of rolesOf(s))
      if (role !== 'SUBJECT' && role !== 'OBJECT') byRole.get(role)?.push({ statement: s.id, entity })
  for (const [type, rows] of byRole) putRows(queue, ['statement', 'entity'], roleCypher(type), rows)
}

/** Ties statements to the countries that take part in them; countries are in the graph from the beginning. */
export const createLinks = (queue: WriteQueue, links: readonly StatementLink[]): void =>
  putRows(queue, ['statement', 'country', 'sectors'], linkCypher, links)

/** What one article calls one entity and where: an edge `(:Article)-[:MENTIONS]->(:Entity)`. */
export interface MentionEdge {
  article: string
  /** The entity as read. */
  named: string
  /** Where the edge leads: `named`, or what it was merged into. */
  entity: string
  name: string
  aliases: string[]
  mentions: Omit<Mention, 'entity'>[]
}

const mentionsCypher = `UNWIND $articles AS article
MATCH (:Article {id: article})-[m:MENTIONS]->(e:Entity)
RETURN article, e.id AS entity, properties(m) AS properties`

const mentionProperties = (m: MentionEdge): Properties => ({
  named: m.named,
  name: m.name,
  aliases: m.aliases,
  count: m.mentions.length,
  spans: m.mentions.flatMap(({ start, end }) => [start, end]),
  kinds: m.mentions.map(({ kind }) => kind),
})

/** All mention edges of these articles, in the order of article and entity as read. */
export const readMentions = async (store: Reader, articles: readonly string[]): Promise<MentionEdge[]> => {
  if (articles.length === 0) return []
  const rows = await store.run(mentionsCypher, { articles })
  return rows
    .map((row): MentionEdge => {
      const p = row.properties as Properties
      const spans = (p.spans ?? []) as number[]
      const kinds = (p.kinds ?? []) as Mention['kind'][]
      return {
        article: String(row.article),
        named: String(p.named),
        entity: String(row.entity),
        name: String(p.name),
        aliases: (p.aliases ?? []) as string[],
        mentions: kinds.map((kind, i) => ({ start: spans[2 * i] ?? 0, end: spans[2 * i + 1] ?? 0, kind })),
      }
    })
    .sort((a, b) => (`${a.article} ${a.named}` < `${b.article} ${b.named}` ? -1 : 1))
}

export const deleteMentions = (queue: WriteQueue, mentions: readonly MentionEdge[]): void => {
  if (mentions.length === 0) return
  queue.put(
    `UNWIND $rows AS row MATCH (:Article {id: row.article})-[m:MENTIONS {named: row.named}]->(:Entity) DELETE m`,
    { rows: mentions.map(({ article, named }) => ({ article, named })) },
  )
}

const mentionNames = ['named', 'name', 'aliases', 'count', 'spans', 'kinds']
const mentionRow = ['entity', ...mentionNames]
const createMentionsCypher = `MATCH (a:Article {id: row.article})
UNWIND row.mentions AS mention
MATCH (e:Entity {id: mention.entity})
CREATE (a)-[:MENTIONS ${spelt('mention', mentionNames)}]->(e)`

export const createMentions = (queue: WriteQueue, mentions: readonly MentionEdge[]): void => {
  const rows = [...groupBy(mentions, (m) => m.article)].map(([article, own]) => ({
    article,
    mentions: listsOf(
      mentionRow,
      own.map((m) => ({ entity: m.entity, ...mentionProperties(m) })),
    ),
  }))
  putRows(queue, ['article', 'mentions'], onLists('mention', mentionRow, createMentionsCypher), rows)
}
