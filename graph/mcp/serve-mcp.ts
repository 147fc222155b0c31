/**
 * The two ways to the MCP server: standard input and output for a program that starts it, streamable HTTP for others.
 * HTTP stays on the loopback address and answers only to its own names, unless there is a token. Keeps no sessions.
 */
import { timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostHeaderValidation } from '@modelcontextprotocol/sdk/server/middleware/hostHeaderValidation.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import { invalidInput } from '../errors.ts'
import { makeMcpServer } from './mcp-server.ts'
import type { AskRoute } from './mcp-tools.ts'

/** Serves one client on standard input and output; resolves when it goes. Standard output belongs to the protocol. */
export const serveMcpOnStdio = async (ask: AskRoute, report: (error: unknown) => void): Promise<void> => {
  const transport = new StdioServerTransport()
  const server = makeMcpServer(ask, report)
  const gone = new Promise<void>((resolve) => {
    transport.onclose = resolve
    process.stdin.once('end', resolve)
    process.stdin.once('close', resolve)
  })
  await server.connect(transport)
  await gone
  await server.close()
}

export interface McpHttpSettings {
  host: string
  port: number
  /** Asked for as `Authorization: Bearer …` where it is set; needed on any address but loopback. */
  token: string | null
  /** Names that it answers for besides localhost. */
  hosts: readonly string[]
}

const loopback = ['127.0.0.1', 'localhost', '::1']
const longestBody = '1mb'

const refused =
  (status: number, message: string): RequestHandler =>
  (_request, response) => {
    response.status(status).json({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null })
  }

const checkToken = (token: string): RequestHandler => {
  const wanted = Buffer.from(`Bearer ${token}`)
  return (request, response, next) => {
    const given = Buffer.from(request.headers.authorization ?? '')
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) next()
    else {
      response.setHeader('www-authenticate', 'Bearer')
      refused(401, 'The token is missing or wrong')(request, response, next)
    }
  }
}

/** Body errors as JSON-RPC, without a stack. */
const badRequest: ErrorRequestHandler = (error: { status?: number }, request, response, next) => {
  const status = error.status && error.status < 500 ? error.status : 500
  refused(status, status === 413 ? `A request may have ${longestBody} at most` : 'The request could not be read')(
    request,
    response,
    next,
  )
}

/**
 * Serves MCP at `http://host:port/mcp`.
 * @returns its address and a function that ends it
 * @throws EntenteError `InvalidInput` on an open address without a token
 */
export const serveMcpOverHttp = async (
  ask: AskRoute,
  settings: McpHttpSettings,
  report: (error: unknown) => void,
): Promise<{ url: string; close: () => Promise<void> }> => {
  const isLocal = loopback.includes(settings.host)
  if (!isLocal && !settings.token)
    throw invalidInput(
      `On ${settings.host} others can reach the MCP server: set ENTENTE_TOKEN to a secret of your own, or stay on 127.0.0.1`,
    )
  const app = express()
  app.disable('x-powered-by')
  if (isLocal || settings.hosts.length > 0)
    app.use(hostHeaderValidation(['127.0.0.1', 'localhost', '[::1]', ...settings.hosts]))
  if (settings.token) app.use(checkToken(settings.token))
  app.post('/mcp', express.json({ limit: longestBody }), async (request, response) => {
    // Each request is whole in itself: no session is kept that a client could leave behind.
    const server = makeMcpServer(ask, report)
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true })
    response.on('close', () => {
      void server.close()
    })
    await server.connect(transport as Transport)
    await transport.handleRequest(request, response, request.body)
  })
  app.all('/mcp', refused(405, 'Only POST is served here'))
  app.use(refused(404, 'MCP is served at /mcp'))
  app.use(badRequest)
  const server = createServer(app)
  await listen(server, settings)
  const { port } = server.address() as AddressInfo
  const name = settings.host.includes(':') ? `[${settings.host}]` : settings.host
  return {
    url: `http://${name}:${port}/mcp`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 2000).unref()
      }),
  }
}

const listen = (server: Server, { host, port }: McpHttpSettings): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? invalidInput(`Port ${port} on ${host} is in use already`) : error),
    )
    server.listen(port, host, resolve)
  })
