/** Every route of the API, in the order in which the documentation shows them. */
import type { Route } from '../route.ts'
import { articleRoutes } from './articles.ts'
import { askRoutes } from './ask.ts'
import { cypherRoutes } from './cypher.ts'
import { entityRoutes } from './entities.ts'
import { exportRoutes } from './exports.ts'
import { feedRoutes } from './feeds.ts'
import { graphRoutes } from './graph.ts'
import { healthRoutes } from './health.ts'
import { metaRoutes } from './meta.ts'
import { overviewRoutes } from './overviews.ts'
import { queueRoutes } from './queue.ts'
import { reviewRoutes } from './reviews.ts'
import { statementRoutes } from './statements.ts'

export const allRoutes: readonly Route[] = [
  ...graphRoutes,
  ...entityRoutes,
  ...statementRoutes,
  ...overviewRoutes,
  ...askRoutes,
  ...reviewRoutes,
  ...articleRoutes,
  ...feedRoutes,
  ...queueRoutes,
  ...cypherRoutes,
  ...exportRoutes,
  ...metaRoutes,
  ...healthRoutes,
]
