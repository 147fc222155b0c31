/**
 * Errors to RFC 9457 problem details, in this one place: kind to status, title and code.
 * No stack, path or query plan ever leaves; what is unforeseen is logged whole and answered in one sentence.
 */
import type { ErrorRequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import type { ErrorKind, Problem } from '../graph/contract.ts'
import { EntenteError } from '../graph/errors.ts'

/** An error of HTTP itself, with a status that the kind alone does not tell: 401, 405, 415, 429, 503 … */
export class HttpProblem extends EntenteError {
  readonly status: number
  readonly headers: Record<string, string>
  constructor(status: number, kind: ErrorKind, message: string, headers: Record<string, string> = {}) {
    super(kind, message)
    this.status = status
    this.headers = headers
  }
}

const statusOf: Record<ErrorKind, number> = {
  InvalidInput: 400,
  NotFound: 404,
  Conflict: 409,
  LimitExceeded: 413,
  StoreUnavailable: 503,
}

const titles: Record<number, string> = {
  400: 'The request cannot be understood',
  401: 'A token is needed',
  403: 'Not allowed from there',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'No such form of answer',
  408: 'The request took too long to arrive',
  409: 'In conflict with what is there',
  413: 'Too large',
  414: 'Address too long',
  415: 'Kind of content not supported',
  421: 'Not this host',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Unexpected error',
  503: 'Not available now',
  504: 'Took too long',
}

export const problemOf = (status: number, code: Problem['code'], detail: string): Problem => ({
  type: `urn:entente:problem:${code.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase()}`,
  title: titles[status] ?? 'Error',
  status,
  detail,
  code,
})

/** Errors that Express's own parsers throw carry a `type`; these are the ones that a client can cause. */
const parserProblem = (error: unknown): HttpProblem | null => {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null
  const type = 'type' in error ? String(error.type) : ''
  if (type === 'entity.too.large') {
    const limit = 'limit' in error ? ` of ${error.limit} bytes` : ''
    return new HttpProblem(413, 'LimitExceeded', `The body is larger than the limit${limit}`)
  }
  if (type === 'entity.parse.failed') return new HttpProblem(400, 'InvalidInput', 'The body is not valid JSON')
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return new HttpProblem(
      415,
      'InvalidInput',
      'The body’s encoding is not supported; use UTF-8, plain, gzip, br or deflate',
    )
  if (error.status === 415) return new HttpProblem(415, 'InvalidInput', 'The kind of content is not supported')
  if (error instanceof URIError || error.name === 'URIError')
    return new HttpProblem(400, 'InvalidInput', 'The address is not well formed')
  if (error.status >= 400 && error.status < 500)
    return new HttpProblem(error.status, 'InvalidInput', 'The request is not well formed')
  return null
}

/** What an error is answered with. `limitStatus`: the status of `LimitExceeded` where it is about time, not size. */
export const problemFor = (
  error: unknown,
  limitStatus?: number,
): { problem: Problem; headers: Record<string, string>; foreseen: boolean } => {
  const known = error instanceof EntenteError ? error : parserProblem(error)
  if (!known)
    return {
      problem: problemOf(500, 'Internal', 'Something went wrong here; the log has more'),
      headers: {},
      foreseen: false,
    }
  const status =
    known instanceof HttpProblem
      ? known.status
      : known.kind === 'LimitExceeded' && limitStatus
        ? limitStatus
        : statusOf[known.kind]
  const headers = known instanceof HttpProblem ? known.headers : status === 503 ? { 'Retry-After': '5' } : {}
  return { problem: problemOf(status, known.kind, known.message), headers, foreseen: true }
}

export const sendProblem = (response: Response, problem: Problem, headers: Record<string, string> = {}): void => {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.setHeader('Cache-Control', 'no-store')
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

/** The last of all handlers. */
export const answerErrors =
  (log: Logger): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const limitStatus: unknown = response.locals.limitStatus
    const { problem, headers, foreseen } = problemFor(error, typeof limitStatus === 'number' ? limitStatus : undefined)
    if (!foreseen) log.error({ err: error, id: response.locals.requestId, path: request.path }, 'unexpected error')
    else if (problem.status >= 500) log.warn({ id: response.locals.requestId, detail: problem.detail }, 'not answered')
    // An answer that has begun cannot become a problem; it is broken off, so that nobody takes it for whole.
    if (response.headersSent) response.destroy()
    else sendProblem(response, problem, headers)
  }
