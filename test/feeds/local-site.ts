/** A web server of this machine for tests: pages by path, and a record of what was asked for and when. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Route = (request: IncomingMessage, response: ServerResponse) => void

export interface LocalSite {
  origin: string
  /** Routes by path; change them at will. */
  routes: Map<string, Route>
  requests: { path: string; headers: IncomingMessage['headers']; at: number }[]
  /** Adds a page that is sent with this type. */
  page(path: string, body: string | Uint8Array, type?: string, headers?: Record<string, string>): void
  countOf(path: string): number
  close(): Promise<void>
}

export const openSite = async (): Promise<LocalSite> => {
  const routes = new Map<string, Route>()
  const requests: LocalSite['requests'] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    requests.push({ path, headers: request.headers, at: performance.now() })
    const route = routes.get(path)
    if (route) route(request, response)
    else response.writeHead(404).end('no such page')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    routes,
    requests,
    page: (path, body, type = 'text/html; charset=utf-8', headers = {}) => {
      routes.set(path, (_, response) => response.writeHead(200, { 'content-type': type, ...headers }).end(body))
    },
    countOf: (path) => requests.filter((request) => request.path === path).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
