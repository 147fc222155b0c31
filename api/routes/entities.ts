/** Entities: find, profile, and what is next to one. */
import { z } from 'zod'
import { entityProfile } from '../../graph/query/entity-profile.ts'
import { findEntities } from '../../graph/query/find-entities.ts'
import { neighbours } from '../../graph/query/neighbours.ts'
import { route } from '../route.ts'
import { entityPage, entityProfile as entityProfileShape, entityType, graphView } from '../schemas.ts'
import { cursorField, entityId, filterFields, given, limitField } from '../statement-filter.ts'

export const entityRoutes = [
  route({
    method: 'get',
    path: '/api/entities',
    operationId: 'findEntities',
    tag: 'entities',
    summary: 'Entities by name or alias, the most named first',
    query: z.object({
      q: z.string().max(200).optional().meta({ description: 'Part of a name or alias, in any case and accent.' }),
      type: entityType.optional(),
      limit: limitField(50, 500),
      cursor: cursorField,
    }),
    answer: entityPage,
    examples: [
      { name: 'countries', query: { type: 'Country', limit: '5' } },
      { name: 'by part of a name', query: { q: 'japan' } },
    ],
    handle: ({ store }, { query }) => findEntities(store, given(query)),
  }),
  route({
    method: 'get',
    path: '/api/entities/{id}',
    operationId: 'getEntity',
    tag: 'entities',
    summary: 'One entity with its numbers and its nearest',
    params: z.object({ id: entityId }),
    answer: entityProfileShape,
    examples: [{ name: 'a country', params: { id: 'country:JPN' } }],
    handle: ({ store }, { params }) => entityProfile(store, params.id),
  }),
  route({
    method: 'get',
    path: '/api/entities/{id}/neighbours',
    operationId: 'getNeighbours',
    tag: 'entities',
    summary: 'The graph around one entity',
    params: z.object({ id: entityId }),
    query: z.object({ predicate: filterFields.predicate, limit: limitField(50, 500) }),
    answer: graphView,
    examples: [{ name: 'around a country', params: { id: 'country:JPN' } }],
    handle: ({ store }, { params, query }) =>
      neighbours(store, params.id, {
        limit: query.limit,
        ...(query.predicate ? { predicates: query.predicate } : {}),
      }),
  }),
]
