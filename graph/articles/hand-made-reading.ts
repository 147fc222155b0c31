/**
 * Statements that a person or another program made, brought in with their article: `{…, entities, statements}`.
 * Names what is wrong by its number in the file; ids, types, domain and range are held by the loader, as for any reading.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Article, Entity, Modality, Predicate, Reading, Statement } from '../contract.ts'
import { invalidInput } from '../errors.ts'
import { linkCountriesToSectors } from '../extract/link-countries-to-sectors.ts'
import { entityTypes, modalities, predicates, sectorById } from '../ontology/ontology.ts'

/** An article, and what was read out of it by hand; null where it is still to be read. */
export interface ReadArticle {
  article: Article
  reading: Reading | null
}

const id = z.string().min(3).max(300)
const ids = z.array(id).max(200).default([])
const optionalId = id.nullish().transform((value) => value ?? null)
const optionalText = z
  .string()
  .max(500)
  .nullish()
  .transform((value) => value ?? null)

const importedEntity = z.object({
  id,
  type: z.string(),
  name: z.string().min(1).max(300),
  aliases: z.array(z.string()).default([]),
})
const importedStatement = z.object({
  subject: id,
  predicate: z.string(),
  object: id,
  counterpart: optionalId,
  sectors: ids,
  commodities: ids,
  places: ids,
  project: optionalId,
  event: optionalId,
  amount: optionalText,
  title: optionalText,
  modality: z.string().default('actual'),
  speaker: optionalId,
  evidence: z.string().min(1),
  date: z.iso.date().nullish(),
  confidence: z.number().min(0).max(1).default(1),
})
const imported = z.object({
  entities: z.array(importedEntity).max(50_000),
  statements: z.array(importedStatement).max(50_000),
})

const checkStatement = (article: Article, line: z.infer<typeof importedStatement>, place: string): Statement => {
  const predicate = predicates.find((known): known is Predicate => known === line.predicate)
  if (!predicate)
    throw invalidInput(`${place}: unknown predicate "${line.predicate}"; known are ${predicates.join(', ')}`)
  const modality = modalities.find((known): known is Modality => known === line.modality)
  if (!modality) throw invalidInput(`${place}: unknown modality "${line.modality}"; known are ${modalities.join(', ')}`)
  const start = article.text.indexOf(line.evidence)
  if (start < 0)
    throw invalidInput(`${place}: evidence "${line.evidence.slice(0, 60)}" does not stand in the text word for word`)
  const key = [line.subject, predicate, line.object, modality, start].join(' ')
  return {
    ...line,
    id: `statement:${article.id}:${createHash('sha256').update(key).digest('hex').slice(0, 12)}`,
    predicate,
    modality,
    start,
    end: start + line.evidence.length,
    date: line.date ?? article.date,
    trigger: null,
    rule: 'imported',
  }
}

/**
 * The reading that came with an article, or null where none did.
 * @throws EntenteError `InvalidInput` that names the entity or statement, counted from 1
 */
export const handMadeReading = (article: Article, data: unknown): Reading | null => {
  if (typeof data !== 'object' || data === null || !('statements' in data)) return null
  const parsed = imported.safeParse(data)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw invalidInput(`${article.id}: "${issue?.path.join('.')}" ${issue?.message}`)
  }
  const entities = new Map<string, Entity>()
  parsed.data.entities.forEach((entity, i) => {
    const type = entityTypes.find((known) => known === entity.type)
    if (!type)
      throw invalidInput(
        `${article.id}: entity ${i + 1}: unknown type "${entity.type}"; known are ${entityTypes.join(', ')}`,
      )
    entities.set(entity.id, { ...entity, type })
  })
  // Sectors come out of the ontology, so a hand-written file need not list them.
  for (const sector of parsed.data.statements.flatMap((line) => [line.object, ...line.sectors])) {
    const known = sectorById.get(sector)
    if (known && !entities.has(sector))
      entities.set(sector, { id: sector, type: 'Sector', name: known.label, aliases: [] })
  }
  const statements = new Map<string, Statement>()
  parsed.data.statements.forEach((line, i) => {
    const statement = checkStatement(article, line, `${article.id}: statement ${i + 1}`)
    statements.set(statement.id, statement)
  })
  const all = [...statements.values()]
  return {
    entities: [...entities.values()],
    mentions: [],
    statements: all,
    countrySectors: linkCountriesToSectors(all),
    notes: [],
  }
}
