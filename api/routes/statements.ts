/** Statements with their evidence, and what people decide about them. */
import { z } from 'zod'
import { reviewStatement } from '../../graph/load/review-statement.ts'
import { getStatement } from '../../graph/query/get-statement.ts'
import { listStatements } from '../../graph/query/list-statements.ts'
import { route } from '../route.ts'
import { modality, predicate, statementPage, storedStatement } from '../schemas.ts'
import { cursorField, entityId, filterFields, filterOf, given, limitField } from '../statement-filter.ts'

const statementId = z.string().min(1).max(400)

const decision = z
  .strictObject({
    decision: z.enum(['accepted', 'rejected', 'corrected', 'clear']),
    predicate: predicate.optional(),
    subject: entityId.optional(),
    object: entityId.optional(),
    modality: modality.optional(),
    sectors: z.array(entityId).max(50).optional(),
    by: z.string().min(1).max(200).optional().meta({ description: 'Who decided.' }),
  })
  .meta({ id: 'ReviewDecision' })

export const statementRoutes = [
  route({
    method: 'get',
    path: '/api/statements',
    operationId: 'listStatements',
    tag: 'statements',
    summary: 'Statements under a filter, the latest first',
    query: z.object({ ...filterFields, limit: limitField(50, 1000), cursor: cursorField }),
    answer: statementPage,
    examples: [
      { name: 'the latest', query: { limit: '3' } },
      { name: 'between two entities', query: { subject: 'country:JPN', object: 'country:RUS' } },
      { name: 'planned since 2016', query: { modality: 'planned', from: '2016-01-01' } },
    ],
    handle: ({ store }, { query: { limit, cursor, ...filter } }) =>
      listStatements(store, filterOf(filter), { limit, cursor: cursor ?? null }),
  }),
  route({
    method: 'get',
    path: '/api/statements/{id}',
    operationId: 'getStatement',
    tag: 'statements',
    summary: 'One statement with its sentence',
    params: z.object({ id: statementId }),
    answer: storedStatement,
    handle: ({ store }, { params }) => getStatement(store, params.id),
  }),
  route({
    method: 'post',
    path: '/api/statements/{id}/review',
    operationId: 'reviewStatement',
    tag: 'statements',
    summary: 'Accept, reject or correct a statement',
    description: 'A rejected statement stays, but stands behind no edge. `clear` takes the decision back.',
    params: z.object({ id: statementId }),
    body: decision,
    answer: storedStatement,
    writes: true,
    handle: async ({ store, changed }, { params, body }) => {
      try {
        return await reviewStatement(store, params.id, given(body))
      } finally {
        changed()
      }
    },
  }),
]
