/** A real server on a free port over a given store, with every answer held to its schema; and requests to it. */

import { type ApiSettings, apiSettingsFrom } from '../../api/api-settings.ts'
import { type RunningServer, type ServerOptions, startServer } from '../../api/start-server.ts'
import type { Problem } from '../../graph/contract.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'

export interface ApiUnderTest extends RunningServer {
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  cypher(query: string, parameters?: Record<string, unknown>, timeoutMs?: number): Promise<Response>
}

export const apiOver = async (
  store: GraphStore,
  settings: Partial<ApiSettings> = {},
  options: ServerOptions = {},
): Promise<ApiUnderTest> => {
  const server = await startServer(
    store,
    { ...apiSettingsFrom({ PORT: '0', ENTENTE_LOG: 'silent' }), ...settings },
    { checkAnswers: true, ...options },
  )
  const post: ApiUnderTest['post'] = (path, body, headers = {}) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return {
    ...server,
    get: (path, headers = {}) => fetch(`${server.url}${path}`, { headers }),
    post,
    cypher: (query, parameters = {}, timeoutMs = 5000) => post('/api/cypher', { query, parameters, timeoutMs }),
  }
}

/** The problem that an answer carries, after its frame is looked at. @throws Error where it is no problem */
export const problemIn = async (response: Response): Promise<Problem> => {
  const type = response.headers.get('content-type') ?? ''
  if (!type.startsWith('application/problem+json')) throw new Error(`${response.status} ${type} is no problem`)
  const problem = (await response.json()) as Problem
  if (problem.status !== response.status) throw new Error(`status ${response.status} tells ${problem.status}`)
  return problem
}
