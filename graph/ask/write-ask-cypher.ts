/**
 * Writes the Cypher of an intent: one text with parameters for the table, and the same match once more for the
 * evidence. Only the conditions that the question makes stand in it, so that it reads as an example. Runs on both
 * engines; docs/ask.md lists the patterns. Never puts a name or a value into the text.
 */

import type { AskIntent } from './ask-intent.ts'
import type { Named } from './fixed-names.ts'
import {
  type AskQuery,
  entityColumns,
  evidenceText,
  homeTypes,
  idsOf,
  limitOf,
  listArticles,
  listEntities,
  listStatements,
  mostRows,
  QueryText,
  roleTypes,
  typeLabels,
  withSectorsBelow,
} from './query-text.ts'
import { writeRelation } from './write-relation.ts'

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
WHERE NOT type(first) IN ['PART_OF', 'LINKED_WITHIN'] AND NOT type(second) IN ['PART_OF', 'LINKED_WITHIN'] AND x.id <> $one AND x.id <> $other
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
