/**
 * Holds a reading against its article and the ontology before anything of it is written. What the reader gives always
 * passes; a hand-written or model-made reading may not, and then nothing is loaded and the fault is named.
 */
import type { Article, Reading, Statement } from '../contract.ts'
import { invalidInput } from '../errors.ts'
import { typeOfId } from '../ontology/entity-ids.ts'
import { fitsOntology, modalities, predicateRules } from '../ontology/ontology.ts'
import { isReference } from './reference-data.ts'
import { rolesOf } from './statement-roles.ts'

const isoDate = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const longestId = 300

const checkDate = (where: string, date: string | null): void => {
  if (date !== null && !isoDate.test(date))
    throw invalidInput(`${where}: "${date}" is not a date of the form YYYY-MM-DD`)
}

const checkStatement = (article: Article, statement: Statement, known: ReadonlySet<string>): void => {
  const where = `statement ${statement.id}`
  if (!(statement.predicate in predicateRules)) throw invalidInput(`${where}: unknown predicate ${statement.predicate}`)
  if (!modalities.includes(statement.modality)) throw invalidInput(`${where}: unknown modality ${statement.modality}`)
  for (const [, id] of rolesOf(statement))
    if (!known.has(id) && !isReference(id)) throw invalidInput(`${where}: ${id} is not among the entities`)
  const [subject, object] = [typeOfId(statement.subject), typeOfId(statement.object)]
  if (!fitsOntology(subject, statement.predicate, object))
    throw invalidInput(`${where}: a ${subject} cannot stand in ${statement.predicate} to a ${object}`)
  for (const sector of statement.sectors)
    if (typeOfId(sector) !== 'Sector' || !isReference(sector)) throw invalidInput(`${where}: unknown sector ${sector}`)
  if (article.text.slice(statement.start, statement.end) !== statement.evidence || statement.evidence === '')
    throw invalidInput(`${where}: its evidence does not stand at ${statement.start} to ${statement.end} of the text`)
  if (!(statement.confidence >= 0 && statement.confidence <= 1))
    throw invalidInput(`${where}: confidence ${statement.confidence} is not between 0 and 1`)
  checkDate(where, statement.date)
}

/**
 * Throws at the first thing that does not fit: ids, types, domain and range, evidence that is not verbatim, dates.
 * @throws EntenteError `InvalidInput` that names the article's part
 */
export const checkReading = (article: Article, reading: Reading): void => {
  if (article.id === '' || article.id.length > longestId)
    throw invalidInput(`"${article.id}" cannot be an article's id`)
  checkDate(`article ${article.id}`, article.date)
  const known = new Set<string>()
  for (const entity of reading.entities) {
    if (typeOfId(entity.id) !== entity.type)
      throw invalidInput(`entity ${entity.id}: its id does not say ${entity.type}`)
    if (entity.id.length > longestId) throw invalidInput(`entity ${entity.id.slice(0, 50)}…: its id is too long`)
    if (entity.type === 'Sector' && !isReference(entity.id)) throw invalidInput(`entity ${entity.id}: unknown sector`)
    if (entity.type === 'Country' && !isReference(entity.id)) throw invalidInput(`entity ${entity.id}: unknown country`)
    if (entity.name === '') throw invalidInput(`entity ${entity.id}: has no name`)
    if (known.has(entity.id)) throw invalidInput(`entity ${entity.id}: stands twice`)
    known.add(entity.id)
  }
  for (const mention of reading.mentions)
    if (!known.has(mention.entity)) throw invalidInput(`mention of ${mention.entity}, which is not among the entities`)
  const ids = new Set<string>()
  for (const statement of reading.statements) {
    if (ids.has(statement.id)) throw invalidInput(`statement ${statement.id}: stands twice`)
    ids.add(statement.id)
    checkStatement(article, statement, known)
  }
}
