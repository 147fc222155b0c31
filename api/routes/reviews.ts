/** The log of decisions, merging of entities that are the same, and taking back. */
import { z } from 'zod'
import { mergeEntities, splitEntity, undoReview } from '../../graph/load/review-statement.ts'
import { listReviews } from '../../graph/query/list-reviews.ts'
import { mergeCandidates } from '../../graph/query/merge-candidates.ts'
import { type ApiContext, route } from '../route.ts'
import { countedLabel, entityType, modality, predicate } from '../schemas.ts'
import { cursorField, entityId, given, limitField } from '../statement-filter.ts'

const by = z.string().min(1).max(200).optional().meta({ description: 'Who decides.' })

const reviewFields = {
  id: z.string(),
  seq: z.number().int(),
  kind: z.enum(['accepted', 'rejected', 'corrected', 'clear', 'merge', 'split', 'undo']),
  target: z.string().meta({ description: 'A statement, or the entity that was merged or split.' }),
  into: z.string().nullable(),
  correction: z
    .object({
      predicate: predicate.optional(),
      subject: z.string().optional(),
      object: z.string().optional(),
      modality: modality.optional(),
      sectors: z.array(z.string()).optional(),
    })
    .nullable(),
  undoes: z.string().nullable(),
  evidence: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string(),
}

/** Runs a change and lets every kept answer go, whether it came to its end or not. */
const change = async <T>({ changed }: ApiContext, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } finally {
    changed()
  }
}

export const reviewRoutes = [
  route({
    method: 'get',
    path: '/api/reviews',
    operationId: 'listReviews',
    tag: 'reviews',
    summary: 'What people decided, the latest first',
    query: z.object({ limit: limitField(50, 1000), cursor: cursorField }),
    answer: z
      .object({
        items: z.array(z.object({ ...reviewFields, undone: z.boolean() }).meta({ id: 'LoggedReview' })),
        next: z.string().nullable(),
        total: z.number().int(),
      })
      .meta({ id: 'ReviewPage' }),
    examples: [{ name: 'the latest', query: { limit: '5' } }],
    handle: ({ store }, { query: { limit, cursor } }) => listReviews(store, { limit, cursor: cursor ?? null }),
  }),
  route({
    method: 'post',
    path: '/api/reviews/undo',
    operationId: 'undoReview',
    tag: 'reviews',
    summary: 'Take a decision back: the one of that id, or the last that stands',
    body: z.strictObject({ id: z.string().min(1).max(100).optional(), by }).meta({ id: 'Undo' }),
    answer: z.object(reviewFields).meta({ id: 'ReviewEvent' }),
    writes: true,
    handle: (context, { body: { id, ...who } }) =>
      change(context, () => undoReview(context.store, id ?? null, given(who))),
  }),
  route({
    method: 'get',
    path: '/api/merge-candidates',
    operationId: 'listMergeCandidates',
    tag: 'reviews',
    summary: 'Pairs of entities that may be one and the same, for a person to decide',
    query: z.object({ type: entityType.optional(), limit: limitField(100, 1000) }),
    answer: z
      .object({
        items: z.array(
          z
            .object({ keep: countedLabel, drop: countedLabel, reasons: z.array(z.string()), score: z.number() })
            .meta({ id: 'MergeCandidate' }),
        ),
      })
      .meta({ id: 'MergeCandidates' }),
    examples: [{ name: 'organisations', query: { type: 'Organization' } }],
    handle: async ({ store }, { query }) => ({ items: await mergeCandidates(store, given(query)) }),
  }),
  route({
    method: 'post',
    path: '/api/entities/{id}/merge',
    operationId: 'mergeEntity',
    tag: 'reviews',
    summary: 'Say that this entity is the same as another; can be taken back',
    params: z.object({ id: entityId }),
    body: z.strictObject({ into: entityId, by }).meta({ id: 'Merge' }),
    answer: z.object({ merged: z.string(), into: z.string() }).meta({ id: 'Merged' }),
    writes: true,
    handle: async (context, { params, body: { into, ...who } }) => {
      await change(context, () => mergeEntities(context.store, into, params.id, given(who)))
      return { merged: params.id, into }
    },
  }),
  route({
    method: 'post',
    path: '/api/entities/{id}/split',
    operationId: 'splitEntity',
    tag: 'reviews',
    summary: 'Take a merge of this entity back',
    params: z.object({ id: entityId }),
    body: z.strictObject({ by }).meta({ id: 'Split' }),
    answer: z.object({ split: z.string() }).meta({ id: 'SplitEntity' }),
    writes: true,
    handle: async (context, { params, body }) => {
      await change(context, () => splitEntity(context.store, params.id, given(body)))
      return { split: params.id }
    },
  }),
]
