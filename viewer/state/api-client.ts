/** Asks the server. Every failure becomes a `Problem`, also where the server does not answer at all. */
import type { Problem } from '../../graph/contract.ts'

export class ApiError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

const offline: Problem = { type: 'about:blank', title: 'offline', status: 0, detail: '', code: 'StoreUnavailable' }

/** @throws ApiError with status 0 where nothing answers; an aborted request throws the browser's AbortError. */
export const ask = async <T>(path: string, options: RequestInit = {}): Promise<T> => {
  let response: Response
  try {
    response = await fetch(path, { ...options, headers: { accept: 'application/json', ...options.headers } })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(offline)
  }
  const text = await response.text()
  let body: unknown = null
  try {
    body = text === '' ? null : JSON.parse(text)
  } catch {
    // Not JSON: a proxy's page, say. The status tells enough.
  }
  if (response.ok) return body as T
  const problem = body as Partial<Problem> | null
  throw new ApiError({
    type: problem?.type ?? 'about:blank',
    title: problem?.title ?? response.statusText,
    status: response.status,
    detail: problem?.detail ?? `${response.status} ${response.statusText}`,
    code: problem?.code ?? 'Internal',
  })
}

/** Sends JSON. */
export const post = <T>(path: string, body: unknown): Promise<T> =>
  ask<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

export const problemOf = (error: unknown): Problem =>
  error instanceof ApiError
    ? error.problem
    : { type: 'about:blank', title: 'error', status: 0, detail: String(error), code: 'Internal' }
