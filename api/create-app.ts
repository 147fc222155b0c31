/**
 * The HTTP server without its socket: guards, routes out of their declarations, the viewer's files, problems.
 * Each route is a few lines of its own file; here they are mounted, checked and answered alike.
 */
import { createHash, randomBytes } from 'node:crypto'
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import { z } from 'zod'
import type { AnswerCache } from './answer-cache.ts'
import { docsPage } from './docs-page.ts'
import { answerErrors, HttpProblem } from './http-problem.ts'
import { countRequests } from './metrics.ts'
import { openApiDocument } from './openapi.ts'
import { ownerRoutes } from './owner-commands.ts'
import { checkAddress, checkHost, checkOrigin, checkToken, limitRate, securityHeaders } from './request-guards.ts'
import { type ApiContext, checkPart, type Route } from './route.ts'
import { allRoutes } from './routes/all-routes.ts'
import { serveViewer } from './serve-viewer.ts'

export interface AppOptions {
  context: ApiContext
  cache: AnswerCache
  /** Folder of the built viewer; absent: no pages are served. */
  viewerFolder?: string
  /** What the owner's own commands show; absent: they are not answered. */
  ownerSecret?: string
  /** Holds every answer to its schema before it is sent; for tests. */
  checkAnswers?: boolean
}

/** `/api/entities/{id}` as Express writes it. */
const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')

const bodyParser = (route: Route, context: ApiContext): RequestHandler[] => {
  if (!route.body) return []
  if (route.bodyKind === 'file') return [express.raw({ type: () => true, limit: context.settings.articleBytes })]
  return [
    (request, _response, next) => {
      if (!request.is('application/json'))
        throw new HttpProblem(415, 'InvalidInput', 'Send the body as application/json')
      next()
    },
    express.json({ limit: context.settings.bodyBytes }),
  ]
}

const requestPrefix = randomBytes(4).toString('hex')
let requests = 0

/** An id for the log and the answer, and how long the answer took. */
const identify: RequestHandler = (_request, response, next) => {
  response.locals.requestId = `${requestPrefix}-${(++requests).toString(36)}`
  response.locals.started = performance.now()
  response.setHeader('X-Request-Id', response.locals.requestId)
  next()
}

const serverTiming = (response: Response): string =>
  `total;dur=${(performance.now() - Number(response.locals.started)).toFixed(1)}`

const etagOf = (body: Buffer): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`

const sendJson = (request: Request, response: Response, body: Buffer, etag: string): void => {
  response.setHeader('ETag', etag)
  response.setHeader('Cache-Control', 'no-cache')
  response.setHeader('Server-Timing', serverTiming(response))
  if (request.headers['if-none-match'] === etag) {
    response.status(304).end()
    return
  }
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.setHeader('Content-Length', body.length)
  response.end(request.method === 'HEAD' ? undefined : body)
}

const handler = (route: Route, options: AppOptions): RequestHandler => {
  const { context, cache } = options
  const schema = route.answer instanceof z.ZodType ? route.answer : null
  return async (request, response) => {
    response.locals.limitStatus = route.limitStatus
    if (route.writes) checkToken(context.settings, request.headers.authorization)
    if (route.cached) {
      const kept = cache.get(request.url)
      if (kept) {
        sendJson(request, response, kept.body, kept.etag)
        return
      }
    }
    const version = cache.version
    const gone = new AbortController()
    response.once('close', () => {
      if (!response.writableFinished) gone.abort()
    })
    const input = {
      params: checkPart(route.params, request.params, 'path'),
      query: checkPart(route.query, request.query, 'query'),
      // A file's kind decides how it is read; its route does that.
      body: route.body && route.bodyKind === 'json' ? checkPart(route.body, request.body, 'body') : undefined,
      signal: gone.signal,
      request,
      response,
    }
    const answer = await route.handle(context, input as never)
    if (!schema || response.headersSent || response.destroyed) return
    if (options.checkAnswers) {
      const checked = (schema instanceof z.ZodObject ? schema.strict() : schema).safeParse(answer)
      if (!checked.success) throw new Error(`${route.operationId} answers against its schema: ${checked.error.message}`)
    }
    const body = Buffer.from(JSON.stringify(answer))
    // A route may have set another of its statuses, such as 202.
    if (response.statusCode === 200) response.status(route.status)
    if (!route.cached) {
      response.setHeader('Cache-Control', 'no-store')
      response.setHeader('Server-Timing', serverTiming(response))
      response.setHeader('Content-Type', 'application/json; charset=utf-8')
      response.setHeader('Content-Length', body.length)
      response.end(request.method === 'HEAD' ? undefined : body)
      return
    }
    const kept = { body, etag: etagOf(body), at: Date.now() }
    cache.keep(request.url, kept, version)
    sendJson(request, response, body, kept.etag)
  }
}

/** One line a request at level info; errors are logged where they are answered. */
const logRequests =
  ({ log }: ApiContext): RequestHandler =>
  (request, response, next) => {
    if (log.isLevelEnabled('info'))
      response.once('close', () => {
        log.info(
          {
            id: response.locals.requestId,
            method: request.method,
            // The path alone: queries may hold what nobody wants in a log.
            path: request.originalUrl.split('?')[0]?.slice(0, 300),
            status: response.statusCode,
            ms: Math.round(performance.now() - Number(response.locals.started)),
          },
          response.writableFinished ? 'answered' : 'broken off',
        )
      })
    next()
  }

/** Methods that an address knows, for 405 and OPTIONS. */
const refuseOtherMethods = (app: Express, routes: readonly Route[]): void => {
  const methods = new Map<string, string[]>()
  for (const { path, method } of routes)
    methods.set(path, [...(methods.get(path) ?? []), ...(method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])])
  for (const [path, known] of methods)
    app.all(expressPath(path), (request, response) => {
      const allow = [...known, 'OPTIONS'].join(', ')
      if (request.method === 'OPTIONS') {
        response.status(204).setHeader('Allow', allow).end()
        return
      }
      throw new HttpProblem(405, 'InvalidInput', `${request.method} is not possible here; possible are ${allow}`, {
        Allow: allow,
      })
    })
}

export const createApp = (options: AppOptions): Express => {
  const { context } = options
  const { settings } = context
  const routes = allRoutes
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  app.set('case sensitive routing', true)
  app.use(
    identify,
    logRequests(context),
    countRequests,
    securityHeaders(),
    checkAddress(),
    checkHost(settings),
    checkOrigin(),
  )
  const limitQueries = limitRate(settings.queriesPerMinute, 'queries')
  const limitRequests = limitRate(settings.requestsPerMinute, 'requests')
  for (const route of routes)
    app[route.method](
      expressPath(route.path),
      route.isQuery ? limitQueries : limitRequests,
      ...bodyParser(route, context),
      handler(route, options),
    )
  if (options.ownerSecret) app.use('/owner', ownerRoutes(context, options.ownerSecret))
  const document = Buffer.from(JSON.stringify(openApiDocument(routes)))
  const documentTag = etagOf(document)
  app.get('/api/openapi.json', (request, response) => sendJson(request, response, document, documentTag))
  app.use('/api/docs', docsPage(routes))
  refuseOtherMethods(app, routes)
  app.use(['/api', '/health', '/metrics', '/owner'], (request) => {
    throw new HttpProblem(404, 'NotFound', `There is nothing at ${request.baseUrl}${request.path}`.slice(0, 300))
  })
  if (options.viewerFolder) app.use(serveViewer(options.viewerFolder))
  app.use((request) => {
    throw new HttpProblem(404, 'NotFound', `There is nothing at ${request.path}`.slice(0, 300))
  })
  app.use(answerErrors(context.log))
  return app
}
