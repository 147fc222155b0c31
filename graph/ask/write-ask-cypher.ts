/**
 * Writes the Cypher of an intent: one text with parameters for the table, and the same match once more for the
 * evidence. Only the conditions that the question makes stand in it, so that it reads as an example. Runs on both
 * engines; docs/ask.md lists the patterns. Never puts a name or a value into the text.
 */
import type { AskColumn, CypherValue, EntityType, Predicate } from '../contract.ts'
import { predicateRules, sectors } from '../ontology/ontology.ts'
import type { AskIntent, AskScope, RelationIntent } from './ask-intent.ts'
import type { Named } from './ask-vocabulary.ts'
import type { Slot } from './question-lexicon.ts'

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
const mostEvidence = 200

/** What ties an organisation, person, place or project to its country. */
const homeTypes = 'LOCATED_IN|HOLDS_ROLE_IN|PART_OF'
const roleTypes = 'SUBJECT|OBJECT|COUNTERPART|IN_SECTOR|OF_COMMODITY|AT_PLACE|THROUGH|AT_EVENT|SAID_BY|LINKS'

const slotEdge: Record<Slot, string> = {
  subject: 'SUBJECT',
  object: 'OBJECT',
  counterpart: 'COUNTERPART',
  commodity: 'OF_COMMODITY|OBJECT',
  sector: 'IN_SECTOR|OBJECT',
  place: 'AT_PLACE',
  project: 'THROUGH',
  event: 'AT_EVENT',
}

const edgeOf = (predicate: Predicate, slot: Slot): string => {
  const rule = predicateRules[predicate]
  if (rule.symmetric && (slot === 'subject' || slot === 'object')) return 'SUBJECT|OBJECT'
  if (slot === 'place' && (rule.range.includes('Country') || rule.range.includes('Place'))) return 'AT_PLACE|OBJECT'
  if (slot === 'place' && rule.range.includes('Project')) return 'AT_PLACE|OBJECT'
  if (slot === 'place' && predicate === 'PRODUCES') return 'AT_PLACE|SUBJECT'
  // "duties on steel from Turkey" may be said of the steel or of Turkey.
  if (slot === 'object' && rule.range.includes('Commodity')) return 'OBJECT|OF_COMMODITY'
  if (slot === 'counterpart' && predicate !== 'EXPORTS' && predicate !== 'IMPORTS') return 'COUNTERPART|OBJECT'
  return slotEdge[slot]
}

const isHome = (name: Named): boolean => name.type === 'Country' || name.type === 'Region'
const idsOf = (names: readonly Named[]): string[] => names.flatMap(({ id, also = [] }) => [id, ...also])

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

const modalityOrder = ['actual', 'planned', 'discussed', 'ended', 'denied']

/** Collects the lines of one query. */
class QueryText {
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

const entityColumns = (label: string): AskColumn[] => [
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

const typeLabels: Record<EntityType, string> = {
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

const limitOf = (scope: AskScope): number => (scope.limit ? scope.limit : mostRows + 1)

/** `row`: what tells the row that a statement is behind, e.g. `x.id`; null where there is one row only. */
const evidenceText = (where: string, row: string | null): string =>
  `${where}
WITH DISTINCT ${row ?? "''"} AS row, s${row ? '\nWHERE row IN $shown' : ''}
RETURN row, s.id AS id
ORDER BY s.confidence DESC, s.date DESC, id
LIMIT ${mostEvidence}`

/** Groups the found statements by `x`. */
const listEntities = (query: QueryText, scope: AskScope, label: string): AskQuery => {
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

const listStatements = (query: QueryText, intent: Pick<AskIntent, 'form' | 'scope'>): AskQuery => {
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

const listArticles = (where: string, variable: string, query: QueryText, scope: AskScope): AskQuery => ({
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

const writeRelation = (intent: RelationIntent): AskQuery => {
  const { predicate, ends, pair, ask, askType, within, speakers, scope } = intent
  const rule = predicateRules[predicate]
  const query = new QueryText()
  for (const [slot, names] of Object.entries(ends) as [Slot, Named[]][]) query.end(slot, edgeOf(predicate, slot), names)
  if (pair)
    for (const [index, names] of pair.entries())
      query.end(index === 0 ? 'one' : 'other', 'SUBJECT|OBJECT|COUNTERPART', names)
  if (speakers.length > 0) query.end('speaker', 'SAID_BY', speakers)
  if (query.matches.length === 0) query.matches.push('MATCH (s:Statement)')
  query.conditions.unshift(`s.predicate = ${query.parameter('predicate', predicate)}`)
  query.scope(scope)
  if (pair) query.conditions.push('one.id <> other.id')
  // The two ends of a mutual predicate are one statement's subject and object in either order.
  if (rule.symmetric && ends.subject && ends.object) query.conditions.push('subject.id <> object.id')
  if (ask === 'statement') return listStatements(query, intent)
  if (ask === 'article') {
    query.matches.push('MATCH (s)-[:STATED_IN]->(article:Article)')
    return listArticles(query.where(), 'article', query, scope)
  }
  const edge = ask === 'speaker' ? 'SAID_BY' : edgeOf(predicate, ask)
  const label = askType ?? (ask === 'sector' ? 'Sector' : ask === 'commodity' ? 'Commodity' : null)
  const end = label ? `(x:${label})` : '(x:Entity)'
  const throughHome = askType === 'Country' && !(rule.symmetric && ask === 'sector')
  const anywhere = ask === 'place' && !label
  const hops = anywhere
    ? `(thing:Entity)-[:LOCATED_IN*0..2]->${end}`
    : throughHome
      ? `(thing:Entity)-[:LOCATED_IN|HOLDS_ROLE_IN*0..3]->${end}`
      : null
  query.matches.push(hops ? `MATCH (s)-[:${edge}]->${hops}` : `MATCH (s)-[:${edge}]->${end}`)
  if (anywhere) query.conditions.push('(x:Place OR x:Country OR x:Region)')
  const other: Slot = ask === 'subject' ? 'object' : 'subject'
  if (rule.symmetric && (ask === 'subject' || ask === 'object') && ends[other]) {
    query.conditions.push(`${hops ? 'thing' : 'x'}.id <> ${other}.id`)
    query.conditions.push(`NOT x.id IN $${other}`)
  }
  if (within.length > 0) {
    query.matches.push(`MATCH (x)-[:${homeTypes}*0..3]->(home:Entity)`)
    query.conditions.push(`home.id IN ${query.parameter('within', idsOf(within))}`)
  }
  return listEntities(query, scope, label ? typeLabels[label] : 'Name')
}

const writeCountrySectors = (intent: AskIntent & { kind: 'country-sectors' }): AskQuery => {
  const { ask, countries, all, scope } = intent
  const query = new QueryText()
  query.matches.push('MATCH (c:Country)<-[l:LINKS]-(s:Statement)')
  if (countries.length > 0) query.conditions.push(`c.id IN ${query.parameter('countries', idsOf(countries))}`)
  const given = idsOf(intent.sectors)
  const sectorLists = all
    ? given.map((id) => withSectorsBelow([id]))
    : given.length > 0
      ? [withSectorsBelow(given)]
      : []
  query.scope(scope)
  if (ask === 'sector') {
    const where = query.where()
    const both = all && countries.length > 1
    return {
      cypher: `${where}
UNWIND l.sectors AS sector
WITH DISTINCT sector, s, c
MATCH (x:Sector {id: sector}), (s)-[:STATED_IN]->(a:Article)
WITH x, count(DISTINCT c) AS countries, count(DISTINCT s) AS statements, count(DISTINCT a) AS articles,
  collect(DISTINCT s.modality) AS modalities, min(s.date) AS first, max(s.date) AS last${both ? `\nWHERE countries = ${query.parameter('both', countries.length)}` : ''}
RETURN x.id AS id, x.name AS name, statements, articles, modalities, first, last
ORDER BY ${scope.rank === 'latest' ? 'last DESC, ' : ''}statements DESC, name
LIMIT ${limitOf(scope)}`,
      evidence: evidenceText(
        `${where}
UNWIND l.sectors AS sector`,
        'sector',
      ),
      parameters: query.parameters,
      columns: entityColumns('Sector'),
    }
  }
  const wanted = query.parameter('sectors', [...new Set(sectorLists.flat())])
  query.conditions.push(`any(sector IN l.sectors WHERE sector IN ${wanted})`)
  if (ask === 'statement') return listStatements(query, intent)
  const where = query.where()
  const each = sectorLists.length > 1
  const counts = each
    ? sectorLists.map((list, index) => {
        const name = query.parameter(`sectors${index + 1}`, list)
        return `sum(CASE WHEN any(sector IN l.sectors WHERE sector IN ${name}) THEN 1 ELSE 0 END) AS n${index + 1}`
      })
    : []
  return {
    cypher: `${where}
MATCH (s)-[:STATED_IN]->(a:Article)
WITH c, ${counts.length > 0 ? `${counts.join(', ')}, ` : ''}count(DISTINCT s) AS statements, count(DISTINCT a) AS articles,
  collect(DISTINCT s.modality) AS modalities, min(s.date) AS first, max(s.date) AS last${each ? `\nWHERE ${sectorLists.map((_, index) => `n${index + 1} > 0`).join(' AND ')}` : ''}
RETURN c.id AS id, c.name AS name, c.flag AS flag, statements, articles, modalities, first, last
ORDER BY ${scope.rank === 'latest' ? 'last DESC, ' : ''}statements DESC, name
LIMIT ${limitOf(scope)}`,
    evidence: evidenceText(where, 'c.id'),
    parameters: query.parameters,
    columns: entityColumns('Country'),
  }
}

const writeRoles = (intent: AskIntent & { kind: 'roles' }): AskQuery => {
  const { persons, of, titleWords, scope } = intent
  const query = new QueryText()
  query.matches.push('MATCH (p:Person)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(o:Entity)')
  query.conditions.push(`s.predicate = ${query.parameter('predicate', 'HOLDS_ROLE_IN')}`)
  if (persons.length > 0) query.conditions.push(`p.id IN ${query.parameter('persons', idsOf(persons))}`)
  if (of.length > 0) {
    query.matches.push(`MATCH (o)-[:LOCATED_IN|PART_OF*0..3]->(of:Entity)`)
    query.conditions.push(`of.id IN ${query.parameter('of', idsOf(of))}`)
  }
  if (titleWords.length > 0)
    query.conditions.push(`all(word IN ${query.parameter('title', titleWords)} WHERE toLower(s.title) CONTAINS word)`)
  query.scope(scope)
  const where = query.where()
  return {
    cypher: `${where}
WITH DISTINCT p, s, o
OPTIONAL MATCH (said:Statement)-[:SAID_BY]->(p)
RETURN p.id AS id, p.name AS name, s.title AS title, o.id AS of, count(DISTINCT said) AS said,
  count(DISTINCT s) AS statements, min(s.date) AS first, max(s.date) AS last
ORDER BY said DESC, last DESC, name
LIMIT ${limitOf(scope)}`,
    evidence: evidenceText(where, 'p.id'),
    parameters: query.parameters,
    columns: [
      { key: 'id', label: 'Person', kind: 'entity' },
      { key: 'title', label: 'Role', kind: 'text' },
      { key: 'of', label: 'Of', kind: 'entity' },
      { key: 'said', label: 'Statements said', kind: 'number' },
      { key: 'first', label: 'First', kind: 'date' },
      { key: 'last', label: 'Last', kind: 'date' },
    ],
  }
}

const writeProfile = (intent: AskIntent & { kind: 'profile' }): AskQuery => {
  const query = new QueryText()
  query.end('entity', 'SUBJECT|OBJECT|COUNTERPART', [{ ...intent.entity, type: 'Organization' }])
  query.scope(intent.scope)
  const where = query.where()
  return {
    cypher: `${where}
MATCH (s)-[:SUBJECT|OBJECT|COUNTERPART]->(x:Entity)
WHERE x.id <> entity.id
WITH DISTINCT x, s
RETURN s.predicate AS predicate, x.id AS id, x.name AS name, x.flag AS flag, count(s) AS statements,
  collect(DISTINCT s.modality) AS modalities, min(s.date) AS first, max(s.date) AS last
ORDER BY statements DESC, predicate, name
LIMIT ${limitOf(intent.scope)}`,
    evidence: evidenceText(`${where}\nMATCH (s)-[:SUBJECT|OBJECT|COUNTERPART]->(x:Entity)`, 'x.id'),
    parameters: query.parameters,
    columns: [
      { key: 'predicate', label: 'Predicate', kind: 'predicate' },
      { key: 'id', label: 'With', kind: 'entity' },
      { key: 'statements', label: 'Statements', kind: 'number' },
      { key: 'modalities', label: 'Modality', kind: 'modality' },
      { key: 'first', label: 'First', kind: 'date' },
      { key: 'last', label: 'Last', kind: 'date' },
    ],
  }
}

const writeArticles = (intent: AskIntent & { kind: 'articles' }): AskQuery => {
  const { about, scope } = intent
  const query = new QueryText()
  query.matches.push('MATCH (article:Article)')
  for (const [index, names] of about.entries()) {
    const variable = `about${index + 1}`
    const ids = idsOf(names)
    const wanted = names.every(({ type }) => type === 'Sector') ? withSectorsBelow(ids) : ids
    query.matches.push(`MATCH (article)-[:MENTIONS]->(${variable}:Entity)`)
    query.conditions.push(`${variable}.id IN ${query.parameter(variable, wanted)}`)
  }
  if (scope.from) query.conditions.push(`article.date >= ${query.parameter('from', scope.from)}`)
  if (scope.to) query.conditions.push(`article.date <= ${query.parameter('to', scope.to)}`)
  const where = query.conditions.length > 0 ? query.where() : query.matches.join('\n')
  return listArticles(where, 'article', query, scope)
}

const writeTotals = (of: (AskIntent & { kind: 'totals' })['of']): AskQuery => {
  const label = of === 'article' ? 'Article' : of === 'statement' ? 'Statement' : of
  const condition =
    of === 'statement'
      ? "\nWHERE coalesce(n.review, '') <> 'rejected'"
      : of === 'article'
        ? ''
        : '\nWHERE n.articles > 0 OR n.mentions > 0'
  return {
    cypher: `MATCH (n:${label})${condition}\nRETURN count(n) AS total`,
    evidence: null,
    parameters: {},
    columns: [{ key: 'total', label: 'Total', kind: 'number' }],
  }
}

/** The Cypher of an intent; null for `help`, which asks nothing of the store. */
export const writeAskCypher = (intent: AskIntent): AskQuery | null => {
  switch (intent.kind) {
    case 'help':
      return null
    case 'relation':
      return writeRelation(intent)
    case 'country-sectors':
      return writeCountrySectors(intent)
    case 'roles':
      return writeRoles(intent)
    case 'profile':
      return writeProfile(intent)
    case 'articles':
      return writeArticles(intent)
    case 'totals':
      return writeTotals(intent.of)
    case 'statements': {
      const query = new QueryText()
      for (const [index, names] of intent.about.entries()) query.about(`about${index + 1}`, names)
      if (intent.about.length === 0) query.matches.push('MATCH (s:Statement)')
      query.scope(intent.scope)
      return listStatements(query, intent)
    }
    case 'sayings': {
      const query = new QueryText()
      if (intent.title.length > 0) query.titled(intent.title, intent.speakers)
      else if (intent.speakers.length > 0) query.end('speaker', 'SAID_BY', intent.speakers)
      for (const [index, names] of intent.about.entries()) query.about(`about${index + 1}`, names)
      if (query.matches.length === 0) query.matches.push('MATCH (s:Statement)')
      query.scope(intent.scope)
      if (intent.ask === 'statement') return listStatements(query, intent)
      query.matches.push('MATCH (s)-[:SAID_BY]->(x:Entity)')
      return listEntities(query, intent.scope, 'Speaker')
    }
    case 'entities': {
      const query = new QueryText()
      for (const [index, names] of intent.about.entries()) query.about(`about${index + 1}`, names)
      query.matches.push(
        `MATCH (s:Statement)-[:${roleTypes}]->(x:${intent.askType ?? 'Entity'})`.replace(
          '|LINKS',
          intent.askType === 'Country' ? '|LINKS' : '',
        ),
      )
      if (intent.within.length > 0) {
        query.matches.push(`MATCH (x)-[:${homeTypes}*0..3]->(home:Entity)`)
        query.conditions.push(`home.id IN ${query.parameter('within', idsOf(intent.within))}`)
      }
      query.scope(intent.scope)
      const known = intent.about.flatMap(idsOf)
      if (known.length > 0) query.conditions.push(`NOT x.id IN ${query.parameter('known', known)}`)
      return listEntities(query, intent.scope, intent.askType ? typeLabels[intent.askType] : 'Name')
    }
  }
}

/** What stands between two entities that no statement joins: entities tied to both. Membership in a region is no tie. */
export const writeIndirectCypher = (one: Named, other: Named): AskQuery => ({
  cypher: `MATCH (one:Entity {id: $one})-[first]-(x:Entity)-[second]-(other:Entity {id: $other})
WHERE type(first) <> 'PART_OF' AND type(second) <> 'PART_OF' AND x.id <> $one AND x.id <> $other
RETURN x.id AS id, x.name AS name, collect(DISTINCT type(first)) AS toOne, collect(DISTINCT type(second)) AS toOther,
  max(x.statements) AS statements
ORDER BY statements DESC, name
LIMIT ${mostRows + 1}`,
  evidence: null,
  parameters: { one: one.id, other: other.id },
  columns: [
    { key: 'id', label: 'Through', kind: 'entity' },
    { key: 'toOne', label: `Tie to ${one.name}`, kind: 'text' },
    { key: 'toOther', label: `Tie to ${other.name}`, kind: 'text' },
  ],
})

/** The strongest of several modalities. */
export const strongestOf = (modalities: readonly string[]): string =>
  modalityOrder.find((modality) => modalities.includes(modality)) ?? 'actual'
