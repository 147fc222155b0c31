/** The graph for drawing: nodes and edges under a filter, around an entity, and along paths. */
import { z } from 'zod'
import { graphView } from '../../graph/query/graph-view.ts'
import { shortestPaths } from '../../graph/query/shortest-paths.ts'
import { route } from '../route.ts'
import { graphView as graphViewShape, pathsAnswer } from '../schemas.ts'
import { entityId, filterFields, filterOf, limitField } from '../statement-filter.ts'

/** `true`, `1` or nothing at all after the name; anything else that is not false is refused. */
const flag = z
  .enum(['true', 'false', '1', '0', ''])
  .optional()
  .transform((value) => value === 'true' || value === '1' || value === '')

export const graphRoutes = [
  route({
    method: 'get',
    path: '/api/graph',
    operationId: 'getGraph',
    tag: 'graph',
    summary: 'Nodes by importance and the edges between them',
    description:
      'Each edge is the aggregate of the statements with its subject, predicate and object. `truncated` says where the budget left nodes out.',
    query: z.object({
      ...filterFields,
      limit: limitField(300, 5000),
      linked: flag.meta({ description: 'Also LINKED_TO edges from countries to sectors.' }),
    }),
    answer: graphViewShape,
    examples: [
      { name: 'everything, up to 300 nodes' },
      { name: 'what is planned in a sector', query: { modality: 'planned,discussed', sector: 'sector:metallurgy' } },
      { name: 'countries and their sectors', query: { linked: 'true', limit: '50' } },
    ],
    handle: ({ store }, { query }) => graphView(store, filterOf(query), { limit: query.limit, linked: query.linked }),
  }),
  route({
    method: 'get',
    path: '/api/paths',
    operationId: 'getPaths',
    tag: 'graph',
    summary: 'Shortest paths between two entities',
    query: z.object({
      from: entityId,
      to: entityId,
      max: z.coerce.number().int().min(1).max(6).default(4).meta({ description: 'Steps at most.' }),
    }),
    answer: pathsAnswer,
    examples: [{ name: 'between two countries', query: { from: 'country:RUS', to: 'country:JPN' } }],
    handle: ({ store }, { query }) => shortestPaths(store, query.from, query.to, { max: query.max }),
  }),
]
