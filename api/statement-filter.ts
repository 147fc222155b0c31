/** The filter that statements, edges, cells and the timeline share, as query parameters, and as the store takes it. */
import { z } from 'zod'
import type { StatementFilter } from '../graph/contract.ts'
import { idOfCode } from '../graph/query/resolve-entity.ts'
import { modality, predicate } from './schemas.ts'

export const entityId = z
  .string()
  .min(1)
  .max(300)
  .meta({ description: 'An entity’s id.', examples: ['country:RUS'] })

const idOrCode = entityId.meta({ description: 'An entity’s id, or a country’s ISO code.', examples: ['country:RUS'] })

/** One of a list: a comma alone names nothing. */
const listedId = entityId.regex(/[^,]/, 'must name an entity')

/** A parameter that may be repeated or hold a comma list: `predicate=A&predicate=B` or `predicate=A,B`. */
const listOf = <S extends z.ZodType>(item: S, description: string) =>
  z
    .preprocess(
      (value) =>
        (Array.isArray(value) ? value : [value]).flatMap((part) =>
          typeof part === 'string' && /[^,]/.test(part) ? part.split(',').filter(Boolean) : [part],
        ),
      z.array(item).min(1).max(100),
    )
    .optional()
    .meta({ description: `${description} Repeatable, or a comma list; any of them.` })

const day = z.iso.date({ error: 'must be a date such as 2016-03-01' })

export const filterFields = {
  subject: idOrCode.optional(),
  object: idOrCode.optional(),
  entity: idOrCode.optional().meta({ description: 'An entity in any role, by id or ISO code.' }),
  predicate: listOf(predicate, 'The relation.'),
  modality: listOf(modality, 'How sure it is.'),
  sector: listOf(listedId, 'Sector ids; a sector stands for all below it.'),
  country: listOf(listedId, 'Countries linked to the statement, by id or ISO code.'),
  speaker: idOrCode.optional().meta({ description: 'Who is said to have said it.' }),
  article: z.string().min(1).max(200).optional(),
  publisher: z.string().min(1).max(200).optional(),
  from: day.optional().meta({ description: 'First day, inclusive.' }),
  to: day.optional().meta({ description: 'Last day, inclusive.' }),
  minConfidence: z.coerce.number().min(0).max(1).optional(),
  review: listOf(z.enum(['accepted', 'rejected', 'corrected']), 'What a person decided. Default: all but rejected.'),
}

export const filterQuery = z.object(filterFields)

/** The store's filter out of checked query parameters; absent fields stay absent. */
export const filterOf = (query: z.output<typeof filterQuery>): StatementFilter => {
  const filter: StatementFilter = {}
  if (query.subject) filter.subject = idOfCode(query.subject)
  if (query.object) filter.object = idOfCode(query.object)
  if (query.entity) filter.entity = idOfCode(query.entity)
  if (query.predicate) filter.predicates = query.predicate
  if (query.modality) filter.modalities = query.modality
  if (query.sector) filter.sectors = query.sector
  if (query.country) filter.countries = query.country.map(idOfCode)
  if (query.speaker) filter.speaker = idOfCode(query.speaker)
  if (query.article) filter.article = query.article
  if (query.publisher) filter.publisher = query.publisher
  if (query.from) filter.from = query.from
  if (query.to) filter.to = query.to
  if (query.minConfidence !== undefined) filter.minConfidence = query.minConfidence
  if (query.review) filter.reviews = query.review
  return filter
}

/** A page's size with its default and most. */
export const limitField = (fallback: number, most: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(most)
    .default(fallback)
    .meta({ description: `How many, up to ${most}.` })

export const cursorField = z.string().max(500).optional().meta({ description: 'The `next` of the page before.' })

/** Fields that are given, without those that are undefined. */
export const given = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
