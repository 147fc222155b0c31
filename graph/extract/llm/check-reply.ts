/**
 * Holds a model's reply against the text and the ontology, statement by statement: what does not stand there, or does
 * not fit, is dropped, counted and said. What comes out has the same form as what the rules give.
 */
import type { Article, Entity, EntityType, IsoDate, Mention, Modality, Predicate, Statement } from '../../contract.ts'
import { fitsOntology, sectorById } from '../../ontology/ontology.ts'
import { slugOf } from '../lexicon/fold-word.ts'
import { countryForms, countryName } from '../lexicon/lexicons.ts'
import { orderEnds, statementId } from '../merge-statements.ts'
import type { VerbatimText } from './find-verbatim.ts'
import { type ModelEntity, type ModelStatement, modelEntity, modelReply, modelStatement } from './model-reply.ts'

/** Why a part of a reply was dropped. */
export type DropReason = 'shape' | 'evidence' | 'end' | 'ontology'
export type Dropped = Record<DropReason, number>

export interface CheckedReply {
  entities: Entity[]
  mentions: Mention[]
  statements: Statement[]
  /** Statements that were dropped, by reason. */
  dropped: Dropped
  /** What is wrong, in words that the model can use. */
  faults: string[]
  /** Statements in the reply, kept or not. */
  offered: number
}

export const noneDropped = (): Dropped => ({ shape: 0, evidence: 0, end: 0, ontology: 0 })

/** A statement of a model has no calibrated confidence of its own; this says "checked, but by a model". */
export const modelConfidence = 0.6

const prefixes: Record<EntityType, string> = {
  Country: 'country',
  Region: 'region',
  Place: 'place',
  Organization: 'org',
  Person: 'person',
  Sector: 'sector',
  Commodity: 'commodity',
  Event: 'event',
  Project: 'project',
  Agreement: 'agreement',
}

const isIso3 = (code: string): boolean => countryName(code) !== code

const countryCode = (entity: ModelEntity): string | null => {
  const byName = [entity.name, ...entity.mentions].map((form) => countryForms.get(form)?.country).find((code) => code)
  const code = entity.code?.toUpperCase().replace(/^COUNTRY:/, '') ?? ''
  // The words of the text decide where the model's code says something else.
  return byName ?? (isIso3(code) ? code : null)
}

const idOf = (entity: ModelEntity): string | null => {
  const type = entity.type as EntityType
  if (type === 'Country') {
    const code = countryCode(entity)
    return code && `country:${code}`
  }
  if (type === 'Sector') {
    const id = entity.code ?? ''
    return sectorById.has(id) ? id : sectorById.has(`sector:${id}`) ? `sector:${id}` : null
  }
  const slug = slugOf(entity.name)
  return slug === '' ? null : `${prefixes[type]}:${slug.slice(0, 120)}`
}

const nameOf = (id: string, entity: ModelEntity): string => {
  if (entity.type === 'Country') return countryName(id.slice(8))
  return sectorById.get(id)?.label ?? entity.name
}

const isDate = (text: string | null): text is IsoDate =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true

/** Words that stand for many things in one text: which places of them are meant cannot be told from the word. */
const pronouns = new Set(
  'we us our ours i me my he him his she her hers it its they them their theirs you your who which that this these those'.split(
    ' ',
  ),
)
const isName = (form: string): boolean => !pronouns.has(form.toLowerCase().trim())

interface KnownEntity {
  id: string
  type: EntityType
  named: Entity
  places: { start: number; end: number }[]
}

/** Entities by the model's refs; those that no words of the text name are left out. */
const readEntities = (list: readonly unknown[], text: VerbatimText, faults: string[]): Map<string, KnownEntity> => {
  const known = new Map<string, KnownEntity>()
  for (const [index, item] of list.entries()) {
    const parsed = modelEntity.safeParse(item)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      faults.push(`entities[${index}]: ${issue?.path.join('.')} ${issue?.message}`)
      continue
    }
    const entity = parsed.data
    const id = idOf(entity)
    const places = [...entity.mentions, entity.name].filter(isName).flatMap((form) => text.findAll(form))
    if (!id) faults.push(`entities[${index}]: ${entity.type} "${entity.name}" has no valid code`)
    else if (places.length === 0)
      faults.push(`entities[${index}]: none of the mentions of "${entity.name}" stands in the text`)
    else {
      const forms = entity.mentions.filter((form) => isName(form) && text.findAll(form).length > 0)
      const name = nameOf(id, entity)
      const aliases = [...new Set(forms)].filter((form) => form !== name)
      known.set(entity.ref, {
        id,
        type: entity.type as EntityType,
        named: { id, type: entity.type as EntityType, name, aliases },
        places,
      })
    }
  }
  return known
}

const uniquePlaces = (places: readonly { start: number; end: number }[]): { start: number; end: number }[] =>
  [...new Map(places.map((place) => [`${place.start} ${place.end}`, place])).values()].sort((a, b) => a.start - b.start)

const statementFrom = (
  article: Article,
  said: ModelStatement,
  ends: { subject: KnownEntity; object: KnownEntity },
  known: ReadonlyMap<string, KnownEntity>,
  place: { start: number; end: number },
  model: string,
): Statement => {
  const idIn = (ref: string | null, types: readonly EntityType[]): string | null => {
    const entity = ref === null ? undefined : known.get(ref)
    return entity && types.includes(entity.type) ? entity.id : null
  }
  const all = (refs: readonly string[], types: readonly EntityType[]): string[] => [
    ...new Set(refs.flatMap((ref) => idIn(ref, types) ?? [])),
  ]
  const predicate = said.predicate as Predicate
  const statement = orderEnds({ subject: ends.subject.id, predicate, object: ends.object.id })
  return {
    id: statementId(article.id, statement.subject, predicate, statement.object),
    ...statement,
    counterpart: idIn(said.counterpart, ['Country', 'Region', 'Organization', 'Person']),
    sectors: [...new Set(said.sectors as string[])],
    commodities: all(said.commodities, ['Commodity']),
    places: all(said.places, ['Country', 'Region', 'Place']),
    project: idIn(said.project, ['Project', 'Agreement']),
    event: idIn(said.event, ['Event']),
    amount: said.amount || null,
    title: predicate === 'HOLDS_ROLE_IN' ? said.title || null : null,
    modality: said.modality as Modality,
    speaker: idIn(said.speaker, ['Country', 'Region', 'Organization', 'Person']),
    evidence: article.text.slice(place.start, place.end),
    start: place.start,
    end: place.end,
    date: isDate(said.date) ? said.date : article.date,
    confidence: modelConfidence,
    trigger: null,
    rule: `llm:${model}`,
  }
}

/**
 * Checks one reply. Text that is no JSON object of the form gives null: there is nothing to check in it.
 * @param model the model's name, kept in each statement's `rule`
 */
export const checkReply = (reply: string, article: Article, text: VerbatimText, model: string): CheckedReply | null => {
  const parsed = modelReply.safeParse(jsonIn(reply))
  if (!parsed.success) return null
  const faults: string[] = []
  const known = readEntities(parsed.data.entities, text, faults)
  const dropped = noneDropped()
  const statements = new Map<string, Statement>()
  const drop = (reason: DropReason, fault: string): void => {
    dropped[reason]++
    faults.push(fault)
  }
  for (const [index, item] of parsed.data.statements.entries()) {
    const shaped = modelStatement.safeParse(item)
    const where = `statements[${index}]`
    if (!shaped.success) {
      const [issue] = shaped.error.issues
      drop('shape', `${where}: ${issue?.path.join('.')} ${issue?.message}`)
      continue
    }
    const said = shaped.data
    const subject = known.get(said.subject)
    const object = known.get(said.object)
    const place = text.find(said.evidence)
    if (!subject || !object)
      drop('end', `${where}: ${subject ? said.object : said.subject} is no entity that the text names`)
    else if (!place || place.end - place.start < 8)
      drop('evidence', `${where}: the evidence does not stand in the text: "${said.evidence.slice(0, 120)}"`)
    else if (!fitsOntology(subject.type, said.predicate as Predicate, object.type) || subject.id === object.id)
      drop('ontology', `${where}: ${said.predicate} cannot hold between a ${subject.type} and a ${object.type}`)
    else {
      const statement = statementFrom(article, said, { subject, object }, known, place, model)
      if (!statements.has(statement.id)) statements.set(statement.id, statement)
    }
  }
  return {
    ...withEntities([...known.values()], [...statements.values()]),
    dropped,
    faults,
    offered: parsed.data.statements.length,
  }
}

/** Entities of several refs with one id become one; sectors that only qualify are entities too. */
const withEntities = (
  known: readonly KnownEntity[],
  statements: Statement[],
): Pick<CheckedReply, 'entities' | 'mentions' | 'statements'> => {
  const entities = new Map<string, Entity>()
  const places = new Map<string, { start: number; end: number }[]>()
  for (const { id, named, places: own } of known) {
    const before = entities.get(id)
    const aliases = before
      ? [...new Set([...before.aliases, ...named.aliases, named.name])].filter((a) => a !== before.name)
      : named.aliases
    entities.set(id, { ...(before ?? named), aliases })
    places.set(id, [...(places.get(id) ?? []), ...own])
  }
  for (const id of statements.flatMap((statement) => statement.sectors))
    if (!entities.has(id)) entities.set(id, { id, type: 'Sector', name: sectorById.get(id)?.label ?? id, aliases: [] })
  const mentions = [...places].flatMap(([entity, all]) =>
    uniquePlaces(all).map(({ start, end }): Mention => ({ entity, start, end, kind: 'name' })),
  )
  return {
    entities: [...entities.values()],
    mentions: mentions.sort((a, b) => a.start - b.start || b.end - a.end),
    statements,
  }
}

/** The JSON value in a reply, without the fences that models like to put around it. */
export const jsonIn = (reply: string): unknown => {
  const bare = reply
    .replace(/<think>[\s\S]*?<\/think>/g, '')
    .replace(/^[\s\S]*?```(?:json)?\s*\n([\s\S]*?)\n\s*```[\s\S]*$/, '$1')
  const from = bare.indexOf('{')
  const to = bare.lastIndexOf('}')
  if (from < 0 || to < from) return null
  try {
    return JSON.parse(bare.slice(from, to + 1))
  } catch {
    return null
  }
}
