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
  const steps: Step[] = []
  const byEnd = (role: string, name: string, value: string | undefined, fansOut = false): void => {
    if (value === undefined) return
    parameters[name] = value
    steps.push({ node: `(:Entity {id: $${name}})`, role, fansOut })
  }
  if (filter.article !== undefined) {
    parameters.article = filter.article
    steps.push({ node: '(:Article {id: $article})', role: 'STATED_IN' })
  }
  byEnd('SUBJECT', 'subject', filter.subject)
  byEnd('OBJECT', 'object', filter.object)
  byEnd('SAID_BY', 'speaker', filter.speaker)
  byEnd(roleTypes.join('|'), 'entity', filter.entity, true)
  for (const [i, country] of allOf.entries()) byEnd('LINKS', `country${i}`, country)
  const sectorIds = filter.sectors ? withSubsectors(filter.sectors) : undefined
  if (sectorIds) parameters.sectors = sectorIds
  if (filter.countries) {
    parameters.countries = filter.countries
    const where = `c.id IN $countries${sectorIds ? ' AND any(x IN l.sectors WHERE x IN $sectors)' : ''}`
    steps.push({ node: '(c:Country)', role: 'LINKS', variable: 'l', where, fansOut: true })
  } else if (sectorIds)
    steps.push({ node: '(x:Sector)', role: 'IN_SECTOR|OBJECT', where: 'x.id IN $sectors', fansOut: true })
  if (filter.publisher !== undefined) {
    parameters.publisher = filter.publisher
    steps.push({ node: '(p:Article)', role: 'STATED_IN', where: 'p.publisher = $publisher' })
  }
  const conditions = conditionsOf(filter, parameters)
  if (steps.length === 0) return { cypher: `MATCH (s:Statement)\nWHERE ${conditions.join(' AND ')}`, parameters }
  return { cypher: steps.map((step, i) => stepCypher(step, i === 0 ? conditions : null)).join('\n'), parameters }
}

/** One edge that the statement must have. */
interface Step {
  /** The node at its end. */
  node: string
  role: string
  /** Name of the edge, where a condition needs it. */
  variable?: string
  where?: string
  /** Whether a statement may match more than once. */
  fansOut?: boolean
}

/**
 * The first step (the one with `conditions`) starts at its node, every later one at the statement: the embedded engine
 * takes patterns in the order written, and would build the product of both sides otherwise.
 */
const stepCypher = ({ node, role, variable = '', where, fansOut }: Step, conditions: string[] | null): string => {
  const edge = `[${variable}:${role}]`
  const pattern = conditions ? `${node}<-${edge}-(s:Statement)` : `(s)-${edge}->${node}`
  const whole = [...(where ? [where] : []), ...(conditions ?? [])]
  return `MATCH ${pattern}${whole.length > 0 ? `\nWHERE ${whole.join(' AND ')}` : ''}${fansOut ? '\nWITH DISTINCT s' : ''}`
}

/** Whether the filter lets through all that is not rejected. */
export const isUnfiltered = (filter: StatementFilter): boolean =>
  Object.values(filter).every((value) => value === undefined)

/** Columns with the number of statements in `s` for each modality. */
export const modalityColumns = ['actual', 'planned', 'discussed', 'ended', 'denied']
  .map((modality) => `sum(CASE WHEN s.modality = '${modality}' THEN 1 ELSE 0 END) AS ${modality}`)
  .join(', ')
