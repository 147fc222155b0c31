/**
 * Asks a route by its name without HTTP: the same checks, the same function, the same answer. For programs that hold the
 * store themselves, such as the command line and tests.
 */
import { pino } from 'pino'
import { invalidInput } from '../graph/errors.ts'
import type { GraphStore } from '../graph/store/graph-store.ts'
import { apiSettingsFrom } from './api-settings.ts'
import { LoadJobs } from './load-jobs.ts'
import { QueryGate } from './query-gate.ts'
import { type ApiContext, checkPart, type Route } from './route.ts'
import { allRoutes } from './routes/all-routes.ts'

export interface RouteQuestion {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
}

/** @throws Error for a name that is no route's: a fault of the program */
export const routeNamed = (operationId: string): Route => {
  const route = allRoutes.find((known) => known.operationId === operationId)
  if (!route) throw new Error(`no route is called ${operationId}`)
  return route
}

/** A context without a server: nothing is cached, nothing can be loaded through it. */
const bareContext = (store: GraphStore): ApiContext => {
  const log = pino({ level: 'silent' })
  const refuse = (): never => {
    throw invalidInput('Loading goes through the command `load`')
  }
  return {
    store,
    settings: apiSettingsFrom({}),
    log,
    queries: new QueryGate(1, 0),
    load: { file: refuse, text: refuse, page: refuse, address: refuse },
    jobs: new LoadJobs(log),
    feeds: null,
    queue: null,
    instance: '',
    changed: () => {},
  }
}

/** @throws EntenteError as the route does */
export const askRoute = async (
  store: GraphStore,
  operationId: string,
  question: RouteQuestion = {},
): Promise<unknown> => {
  const route = routeNamed(operationId)
  const input = {
    params: checkPart(route.params, question.params ?? {}, 'path'),
    query: checkPart(route.query, question.query ?? {}, 'query'),
    body: route.body ? checkPart(route.body, question.body, 'body') : undefined,
    signal: new AbortController().signal,
    response: { locals: {} },
  }
  return route.handle(bareContext(store), input as never)
}
