/**
 * A running server: store, threads, routes and socket put together, and taken apart again in the right order.
 * The one place that listens; tests start it as the program does.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type Server, STATUS_CODES } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { conflict, EntenteError, messageOf } from '../graph/errors.ts'
import { stopCypherCheck, warmCypherCheck } from '../graph/query/check-cypher.ts'
import type { GraphStore } from '../graph/store/graph-store.ts'
import { openArticleQueue, type QueueSettings } from '../graph/work/article-queue.ts'
import { openReadingPool } from '../graph/work/reading-pool.ts'
import { openQueuedRuns } from '../graph/work/run-queued.ts'
import { AnswerCache } from './answer-cache.ts'
import type { ApiSettings } from './api-settings.ts'
import { createApp } from './create-app.ts'
import { openFeedWatching } from './feed-watching.ts'
import { problemOf } from './http-problem.ts'
import { articleLoader } from './load-articles.ts'
import { LoadJobs } from './load-jobs.ts'
import { watchQueries, watchQueue } from './metrics.ts'
import { QueryGate } from './query-gate.ts'
import type { ApiContext } from './route.ts'

export interface RunningServer {
  /** `http://127.0.0.1:4000` */
  url: string
  /** Tells this run from others; /health/live says it too. */
  instance: string
  /** Lets requests under way finish, ends what takes longer, leaves the store open. Once is enough; twice does no harm. */
  stop(): Promise<void>
}

export interface ServerOptions {
  viewerFolder?: string
  /** Opens the owner's commands (owner-commands.ts) to whoever shows it. */
  ownerSecret?: string
  /** Holds every answer to its schema; for tests. */
  checkAnswers?: boolean
  /** True: feeds may be followed once someone adds one. A list: follows these from the start, and those known before. */
  feeds?: true | readonly string[]
  /** Loads go to this queue and its workers instead of being read here. */
  queue?: QueueSettings
  /** Lets addresses to load lead to this machine; for tests and intranets. */
  allowPrivateAddresses?: boolean
  /** Loads the Cypher grammar right away instead of with the first query. */
  warm?: boolean
}

/** Loads whose end the server waits for, where workers do them. */
const mostQueuedLoads = 1000

/** How many ports after the first are tried where none was asked for. */
const portsToTry = 20

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      server.off('listening', done)
      reject(error)
    }
    const done = (): void => {
      server.off('error', fail)
      resolve()
    }
    server.once('error', fail)
    server.once('listening', done)
    server.listen(port, host)
  })

/** @throws EntenteError `Conflict` where the port that was asked for is taken, or all that were tried */
const listenOnFreePort = async (server: Server, settings: ApiSettings): Promise<void> => {
  const last = settings.portGiven ? settings.port : Math.min(settings.port + portsToTry - 1, 65_535)
  for (let port = settings.port; port <= last; port++) {
    try {
      return await listen(server, settings.host, port)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EACCES') throw conflict(`Port ${port} may not be used by this user; set PORT to one above 1023`)
      if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
        throw new EntenteError('InvalidInput', `ENTENTE_HOST=${settings.host} is no address of this machine`)
      if (code !== 'EADDRINUSE') throw error
    }
  }
  throw conflict(
    settings.portGiven
      ? `Port ${settings.port} is taken; set PORT to another, or leave it out to take the next free one`
      : `Ports ${settings.port} to ${last} are all taken; set PORT to a free one`,
  )
}

const maxHeaderBytes = 65_536

/** What no route sees, since it is no whole request, is told in the same form as all else. */
const refusalOf = (error: NodeJS.ErrnoException): string => {
  const problem =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? problemOf(431, 'LimitExceeded', `The address and headers are longer than ${maxHeaderBytes} bytes`)
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? problemOf(408, 'LimitExceeded', 'The request did not come to its end in time')
        : problemOf(400, 'InvalidInput', 'The request is no well-formed HTTP')
  const body = JSON.stringify(problem)
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

/** Answers that keep other programs' writes out for so long, where there may be other programs. */
const sharedStoreCacheMs = 5000

export const startServer = async (
  store: GraphStore,
  settings: ApiSettings,
  options: ServerOptions = {},
): Promise<RunningServer> => {
  const log = pino({ level: settings.logLevel, base: null }, pino.destination({ fd: 2, sync: true }))
  const { engine } = await store.facts()
  const cache = new AnswerCache(
    settings.cacheBytes,
    engine === 'embedded' ? Number.POSITIVE_INFINITY : sharedStoreCacheMs,
  )
  const pool = openReadingPool()
  const queries = new QueryGate(settings.queriesAtOnce, settings.queriesWaiting)
  watchQueries(
    () => queries.running,
    () => queries.waiting,
  )
  const instance = randomUUID()
  const changed = (): void => cache.clear()
  const allowPrivate = options.allowPrivateAddresses ?? false
  const queue = options.queue ? openArticleQueue(options.queue) : null
  // Says at once where Redis is not there, and has the figures ready.
  if (queue) await queue.depth()
  watchQueue(queue)
  const runs = queue && options.queue ? openQueuedRuns(queue, options.queue) : null
  const feeds = options.feeds
    ? await openFeedWatching(store, { pool, log, changed, allowPrivate, redis: options.queue?.url ?? null })
    : null
  const context: ApiContext = {
    store,
    settings,
    log,
    queries,
    instance,
    changed,
    load: articleLoader(store, pool, { allowPrivateAddresses: allowPrivate, changed, runs }),
    jobs: new LoadJobs(log, queue ? mostQueuedLoads : undefined),
    queue,
    feeds,
  }
  const app = createApp({
    context,
    cache,
    ...(options.viewerFolder ? { viewerFolder: options.viewerFolder } : {}),
    ...(options.ownerSecret ? { ownerSecret: options.ownerSecret } : {}),
    checkAnswers: options.checkAnswers ?? false,
  })
  const server = createServer(
    { requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 20_000, maxHeaderSize: maxHeaderBytes },
    app,
  )
  server.maxHeadersCount = 100
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) socket.destroy()
    else socket.end(refusalOf(error))
  })
  const leaveQueue = async (): Promise<void> => {
    watchQueue(null)
    await runs?.close()
    await queue?.close()
  }
  try {
    await listenOnFreePort(server, settings)
    if (options.feeds && options.feeds !== true) await feeds?.add(options.feeds)
  } catch (error) {
    await feeds?.stop()
    await leaveQueue()
    server.close()
    await pool.close()
    throw error
  }
  const warming = options.warm ? warmCypherCheck() : Promise.resolve()
  const { port, address, family } = server.address() as AddressInfo
  let stopping: Promise<void> | null = null
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
    const timer = setTimeout(() => server.closeAllConnections(), settings.shutdownMs)
    // Connections that are kept alive have no request, but may get one; they are closed as they fall idle.
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    await closed
    await leaveQueue()
    clearTimeout(timer)
    clearInterval(idle)
    await feeds?.stop()
    await pool.close().catch((error) => log.warn({ detail: messageOf(error) }, 'threads did not end'))
    await warming
    await stopCypherCheck()
  }
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    instance,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}
