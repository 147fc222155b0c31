/**
 * Turns a StatementFilter into the opening of a Cypher query that leaves the matching statements in `s`, each once.
 * Shared by every question that can be narrowed. Values go as parameters; no text of the asker enters the query.
 */
import type { StatementFilter } from '../contract.ts'
import { roleTypes } from '../load/statement-roles.ts'
import { sectorPath, sectors } from '../ontology/ontology.ts'

export interface Scope {
  /** Ends with `s` bound and filtered, nothing else. */
  cypher: string
  parameters: Record<string, unknown>
}

/** These sectors and every sector below them. */
export const withSubsectors = (ids: readonly string[]): string[] =>
  sectors.map(({ id }) => id).filter((id) => sectorPath(id).some((above) => ids.includes(above)))

/** Conditions on the statement's own properties. */
const conditionsOf = (filter: StatementFilter, parameters: Record<string, unknown>): string[] => {
  const conditions: string[] = []
  const add = (condition: string, name: string, value: unknown): void => {
    if (value === undefined) return
    conditions.push(condition)
    parameters[name] = value
  }
  add('s.predicate IN $predicates', 'predicates', filter.predicates)
  add('s.modality IN $modalities', 'modalities', filter.modalities)
  add('s.date >= $from', 'from', filter.from)
  add('s.date <= $to', 'to', filter.to)
  add('s.confidence >= $minConfidence', 'minConfidence', filter.minConfidence)
  if (filter.reviews) add('s.review IN $reviews', 'reviews', filter.reviews)
  else conditions.push("(s.review IS NULL OR s.review <> 'rejected')")
  return conditions
}

/**
 * The scope of a filter. `allOf`: countries that must every one be linked to the statement, for a dossier.
 * A sector stands for itself and those below; together with countries, it is the sector that the country is linked to.
 */
export const scopeOf = (filter: StatementFilter, allOf: readonly string[] = []): Scope => {
  const parameters: Record<string, unknown> = {}
  const patterns: { pattern: string; where?: string; fansOut?: boolean }[] = []
  const byEnd = (role: string, name: string, value: string | undefined): void => {
    if (value === undefined) return
    parameters[name] = value
    patterns.push({ pattern: `(:Entity {id: $${name}})<-[:${role}]-(s:Statement)` })
  }
  if (filter.article !== undefined) {
    parameters.article = filter.article
    patterns.push({ pattern: '(:Article {id: $article})<-[:STATED_IN]-(s:Statement)' })
  }
  byEnd('SUBJECT', 'subject', filter.subject)
  byEnd('OBJECT', 'object', filter.object)
  byEnd('SAID_BY', 'speaker', filter.speaker)
  if (filter.entity !== undefined) {
    parameters.entity = filter.entity
    patterns.push({
      pattern: `(:Entity {id: $entity})<-[:${roleTypes.join('|')}]-(s:Statement)`,
      fansOut: true,
    })
  }
  for (const [i, country] of allOf.entries()) {
    parameters[`country${i}`] = country
    patterns.push({ pattern: `(:Entity {id: $country${i}})<-[:LINKS]-(s:Statement)` })
  }
  const sectorIds = filter.sectors ? withSubsectors(filter.sectors) : undefined
  if (sectorIds) parameters.sectors = sectorIds
  if (filter.countries) {
    parameters.countries = filter.countries
    patterns.push({
      pattern: '(c:Country)<-[l:LINKS]-(s:Statement)',
      where: `c.id IN $countries${sectorIds ? ' AND any(x IN l.sectors WHERE x IN $sectors)' : ''}`,
      fansOut: true,
    })
  } else if (sectorIds)
    patterns.push({
      pattern: '(x:Sector)<-[:IN_SECTOR|OBJECT]-(s:Statement)',
      where: 'x.id IN $sectors',
      fansOut: true,
    })
  if (filter.publisher !== undefined) {
    parameters.publisher = filter.publisher
    patterns.push({ pattern: '(p:Article)<-[:STATED_IN]-(s:Statement)', where: 'p.publisher = $publisher' })
  }
  if (patterns.length === 0) patterns.push({ pattern: '(s:Statement)' })
  const conditions = conditionsOf(filter, parameters)
  const cypher = patterns
    .map(({ pattern, where, fansOut }, i) => {
      const whole = [...(where ? [where] : []), ...(i === 0 ? conditions : [])]
      return `MATCH ${pattern}\nWHERE ${whole.length > 0 ? whole.join(' AND ') : 'true'}${fansOut ? '\nWITH DISTINCT s' : ''}`
    })
    .join('\n')
    .replaceAll('\nWHERE true', '')
  return { cypher, parameters }
}

/** Whether the filter lets through all that is not rejected. */
export const isUnfiltered = (filter: StatementFilter): boolean =>
  Object.values(filter).every((value) => value === undefined)

/** Columns with the number of statements in `s` for each modality. */
export const modalityColumns = ['actual', 'planned', 'discussed', 'ended', 'denied']
  .map((modality) => `sum(CASE WHEN s.modality = '${modality}' THEN 1 ELSE 0 END) AS ${modality}`)
  .join(', ')
