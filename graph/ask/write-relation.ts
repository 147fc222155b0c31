/** The Cypher of a question with a predicate: its ends as matches, and what is asked for as the table. */
import type { Predicate } from '../contract.ts'
import { predicateRules } from '../ontology/ontology.ts'
import type { RelationIntent } from './ask-intent.ts'
import type { Named } from './fixed-names.ts'
import {
  type AskQuery,
  homeTypes,
  idsOf,
  listArticles,
  listEntities,
  listStatements,
  QueryText,
  typeLabels,
} from './query-text.ts'
import type { Slot } from './question-lexicon.ts'

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

export const writeRelation = (intent: RelationIntent): AskQuery => {
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
