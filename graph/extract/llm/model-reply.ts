/**
 * What the model is to give: entities with words of the text, and statements between them, in the ontology's own terms.
 * One zod shape checks the reply and makes the JSON Schema that goes with the request.
 */
import { z } from 'zod'
import { entityTypes, modalities, predicates, sectors } from '../../ontology/ontology.ts'

const oneOf = (values: readonly string[]): z.ZodEnum => z.enum(values as [string, ...string[]])
const ref = z.string().min(1).max(40)
const some = z.string().max(500).nullable()

export const modelEntity = z.object({
  ref: ref.describe('a short name of your own for this entity, e.g. e1'),
  type: oneOf(entityTypes),
  name: z.string().min(1).max(200).describe('usual English name'),
  code: z.string().max(40).nullable().describe('Country: ISO 3166-1 alpha-3. Sector: id out of the list. Else null'),
  mentions: z.array(z.string().min(1).max(200)).max(30).describe('the words of the text that name it, copied exactly'),
})

export const modelStatement = z.object({
  subject: ref,
  predicate: oneOf(predicates),
  object: ref,
  counterpart: ref.nullable(),
  sectors: z.array(oneOf(sectors.map(({ id }) => id))).max(10),
  commodities: z.array(ref).max(10),
  places: z.array(ref).max(10),
  project: ref.nullable(),
  event: ref.nullable(),
  amount: some,
  title: some,
  modality: oneOf(modalities),
  speaker: ref.nullable(),
  date: z.string().max(10).nullable().describe('YYYY-MM-DD, only where the sentence tells it'),
  evidence: z.string().min(1).max(3000).describe('the sentence of the text, copied exactly'),
})

/** Parts of a reply that are looked at one by one, so that one bad statement does not cost the others. */
export const modelReply = z.object({ entities: z.array(z.unknown()), statements: z.array(z.unknown()) })

export type ModelEntity = z.infer<typeof modelEntity>
export type ModelStatement = z.infer<typeof modelStatement>

const whole = z.object({ entities: z.array(modelEntity), statements: z.array(modelStatement) })

/** The JSON Schema that structured output is asked for by. */
export const replySchema = (): Record<string, unknown> => {
  const { $schema: _, ...schema } = z.toJSONSchema(whole, { target: 'draft-7' }) as Record<string, unknown>
  return schema
}
