/**
 * The building blocks of a question's Cypher: matches, conditions and parameters that are collected, and the three forms of
 * table (entities, statements, articles) that end a query. Never puts a name or a value into the text.
 */
import type { AskColumn, CypherValue, EntityType } from '../contract.ts'
import { sectors } from '../ontology/ontology.ts'
import type { AskIntent, AskScope } from './ask-intent.ts'
import type { Named } from './fixed-names.ts'

export interface AskQuery {
  cypher: string
  /**
   * Gives `id`s of the statements behind the answer, the surest first, with the `row` of the table that each is behind;
   * it takes the rows' ids as `shown`. Null where the table has the statements itself.
   */
  evidence: string | null
  parameters: Record<string, CypherValue>
  /** Columns of the table, by the names that the Cypher returns. */
  columns: AskColumn[]
}

/** Rows of a table at most; one more is asked for, to know whether there are more. */
export const mostRows = 200
export const mostEvidence = 200

/** What ties an organisation, person, place or project to its country. */
export const homeTypes = 'LOCATED_IN|HOLDS_ROLE_IN|PART_OF'
export const roleTypes = 'SUBJECT|OBJECT|COUNTERPART|IN_SECTOR|OF_COMMODITY|AT_PLACE|THROUGH|AT_EVENT|SAID_BY|LINKS'

export const isHome = (name: Named): boolean => ['Country', 'Region', 'Place'].includes(name.type)
export const idsOf = (names: readonly Named[]): string[] => names.flatMap(({ id, also = [] }) => [id, ...also])

/** A sector with all below it. */
export const withSectorsBelow = (ids: readonly string[]): string[] => {
  const all = new Set(ids)
  for (let grown = true; grown; ) {
    grown = false
    for (const sector of sectors)
      if (sector.parent && all.has(sector.parent) && !all.has(sector.id)) {
        all.add(sector.id)
        grown = true
      }
  }
  return [...all]
}

/** Collects the lines of one query. */
export class QueryText {
  readonly matches: string[] = []
  readonly conditions: string[] = []
  readonly parameters: Record<string, CypherValue> = {}

  parameter(name: string, value: CypherValue): string {
    this.parameters[name] = value
    return `$${name}`
  }

  /** A statement's end: one of `names`, or something of that country where one of them is a country or region. */
  end(variable: string, edge: string, names: readonly Named[]): void {
    const ids = this.parameter(variable, idsOf(names))
    if (names.some(isHome)) {
      this.matches.push(
        `MATCH (${variable}Home:Entity)<-[:${homeTypes}*0..3]-(${variable}:Entity)<-[:${edge}]-(s:Statement)`,
      )
      this.conditions.push(`${variable}Home.id IN ${ids}`)
    } else {
      this.matches.push(`MATCH (${variable}:Entity)<-[:${edge}]-(s:Statement)`)
      this.conditions.push(`${variable}.id IN ${ids}`)
    }
  }

  /** One of `names` takes part in any role, a country also through what is in it. */
  about(variable: string, names: readonly Named[]): void {
    const ids = idsOf(names)
    const isSector = names.every((name) => name.type === 'Sector')
    const value = this.parameter(variable, isSector ? withSectorsBelow(ids) : ids)
    this.matches.push(`MATCH (${variable}:Entity)<-[:${isSector ? 'IN_SECTOR|OBJECT' : roleTypes}]-(s:Statement)`)
    this.conditions.push(`${variable}.id IN ${value}`)
  }

  /** The speaker holds a role of that title, in one of `of` where there are any. */
  titled(title: readonly string[], of: readonly Named[]): void {
    this.matches.push(
      'MATCH (s:Statement)-[:SAID_BY]->(speaker:Entity)<-[:SUBJECT]-(role:Statement)-[:OBJECT]->(body:Entity)',
    )
    this.conditions.push(`role.predicate = ${this.parameter('role', 'HOLDS_ROLE_IN')}`)
    this.conditions.push(`all(word IN ${this.parameter('title', [...title])} WHERE toLower(role.title) CONTAINS word)`)
    if (of.length === 0) return
    this.matches.push('MATCH (body)-[:LOCATED_IN|PART_OF*0..3]->(of:Entity)')
    this.conditions.push(`of.id IN ${this.parameter('of', idsOf(of))}`)
  }

  scope(scope: AskScope): void {
    this.conditions.push("coalesce(s.review, '') <> 'rejected'")
    if (scope.from) this.conditions.push(`s.date >= ${this.parameter('from', scope.from)}`)
    if (scope.to) this.conditions.push(`s.date <= ${this.parameter('to', scope.to)}`)
    if (scope.modalities.length > 0)
      this.conditions.push(`s.modality IN ${this.parameter('modalities', scope.modalities)}`)
    if (scope.sectors.length > 0) {
      this.matches.push('MATCH (s)-[:IN_SECTOR|OBJECT]->(sector:Entity)')
      this.conditions.push(`sector.id IN ${this.parameter('sectors', withSectorsBelow(idsOf(scope.sectors)))}`)
    }
  }

  /** The lines that find `s` and the rest. */
  where(): string {
    return [...this.matches, `WHERE ${this.conditions.join('\n  AND ')}`].join('\n')
  }
}

export const entityColumns = (label: string): AskColumn[] => [
  { key: 'id', label, kind: 'entity' },
  { key: 'statements', label: 'Statements', kind: 'number' },
  { key: 'articles', label: 'Articles', kind: 'number' },
  { key: 'modalities', label: 'Modality', kind: 'modality' },
  { key: 'first', label: 'First', kind: 'date' },
  { key: 'last', label: 'Last', kind: 'date' },
]
const statementColumns: AskColumn[] = [
  { key: 'date', label: 'Date', kind: 'date' },
  { key: 'subject', label: 'Subject', kind: 'entity' },
  { key: 'predicate', label: 'Predicate', kind: 'predicate' },
  { key: 'object', label: 'Object', kind: 'entity' },
  { key: 'modality', label: 'Modality', kind: 'modality' },
  { key: 'evidence', label: 'Sentence', kind: 'text' },
  { key: 'id', label: 'Statement', kind: 'statement' },
]

export const typeLabels: Record<EntityType, string> = {
  Country: 'Country',
  Region: 'Region',
  Place: 'Place',
  Organization: 'Organisation',
  Person: 'Person',
  Sector: 'Sector',
  Commodity: 'Commodity',
  Event: 'Event',
  Project: 'Project',
  Agreement: 'Agreement',
}

export const limitOf = (scope: AskScope): number => (scope.limit ? scope.limit : mostRows + 1)

/** `row`: what tells the row that a statement is behind, e.g. `x.id`; null where there is one row only. */
export const evidenceText = (where: string, row: string | null): string =>
  `${where}
WITH DISTINCT ${row ?? "''"} AS row, s${row ? '\nWHERE row IN $shown' : ''}
RETURN row, s.id AS id, s.evidence AS sentence
ORDER BY s.confidence DESC, s.date DESC, id
LIMIT ${mostEvidence}`

/** Groups the found statements by `x`. */
export const listEntities = (query: QueryText, scope: AskScope, label: string): AskQuery => {
  const where = query.where()
  const order =
    scope.rank === 'latest'
      ? 'last DESC, statements DESC, name'
      : scope.rank === 'earliest'
        ? 'first, name'
        : 'statements DESC, name'
  return {
    cypher: `${where}
WITH DISTINCT x, s
MATCH (s)-[:STATED_IN]->(a:Article)
RETURN x.id AS id, x.name AS name, x.flag AS flag, count(s) AS statements, count(DISTINCT a) AS articles,
  collect(DISTINCT s.modality) AS modalities, min(s.date) AS first, max(s.date) AS last
ORDER BY ${order}
LIMIT ${limitOf(scope)}`,
    evidence: evidenceText(where, 'x.id'),
    parameters: query.parameters,
    columns: entityColumns(label),
  }
}

export const listStatements = (query: QueryText, intent: Pick<AskIntent, 'form' | 'scope'>): AskQuery => {
  const where = query.where()
  const { scope, form } = intent
  if (form === 'count')
    return {
      cypher: `${where}
WITH DISTINCT s
MATCH (s)-[:STATED_IN]->(a:Article)
RETURN count(s) AS statements, count(DISTINCT a) AS articles`,
      evidence: evidenceText(where, null),
      parameters: query.parameters,
      columns: [
        { key: 'statements', label: 'Statements', kind: 'number' },
        { key: 'articles', label: 'Articles', kind: 'number' },
      ],
    }
  const amount = form === 'amount'
  return {
    cypher: `${where}
WITH DISTINCT s
MATCH (s)-[:SUBJECT]->(from:Entity), (s)-[:OBJECT]->(to:Entity)${amount ? '\nWHERE s.amount IS NOT NULL' : ''}
RETURN s.id AS id, s.date AS date, from.id AS subject, s.predicate AS predicate, to.id AS object,
  s.modality AS modality, s.amount AS amount, s.evidence AS evidence
ORDER BY date${scope.rank === 'earliest' || form === 'when' ? '' : ' DESC'}, id
LIMIT ${limitOf(scope)}`,
    evidence: null,
    parameters: query.parameters,
    columns: amount ? [{ key: 'amount', label: 'Amount', kind: 'text' }, ...statementColumns] : statementColumns,
  }
}

export const listArticles = (where: string, variable: string, query: QueryText, scope: AskScope): AskQuery => ({
  cypher: `${where}
WITH DISTINCT ${variable} AS a
OPTIONAL MATCH (a)<-[:STATED_IN]-(t:Statement)
RETURN a.id AS id, a.title AS title, a.date AS date, a.publisher AS publisher, count(t) AS statements
ORDER BY date DESC, id
LIMIT ${limitOf(scope)}`,
  evidence: null,
  parameters: query.parameters,
  columns: [
    { key: 'date', label: 'Date', kind: 'date' },
    { key: 'id', label: 'Article', kind: 'article' },
    { key: 'publisher', label: 'Publisher', kind: 'text' },
    { key: 'statements', label: 'Statements', kind: 'number' },
  ],
})
