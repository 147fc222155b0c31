/**
 * Every setting of the HTTP server with its default: where it listens, who may write, and how much anyone may ask.
 * Read from an environment record in one place; docs/api.md lists them and a test holds the two together.
 */
import { isIP } from 'node:net'
import { invalidInput } from '../graph/errors.ts'

export interface ApiSettings {
  /** Address to listen on. Anything but loopback needs a token. */
  host: string
  /** Port; `portGiven` false: 4000, or the next free one. */
  port: number
  portGiven: boolean
  /** Secret that writes must show; null: none is needed (loopback only). */
  token: string | null
  /** Names that the Host header may carry, besides the loopback's own; empty on other addresses: any. */
  hosts: string[]
  /** Milliseconds a query that anyone typed may take, and the most that a request may ask for. */
  queryTimeMs: number
  queryTimeMaxMs: number
  /** Rows after which an answer is cut and says so. */
  queryRows: number
  /** Bytes of one Cypher answer. */
  answerBytes: number
  /** Typed queries at once, and those that wait; past both: 503. */
  queriesAtOnce: number
  queriesWaiting: number
  /** Bytes of a JSON body, and of an article. */
  bodyBytes: number
  articleBytes: number
  /** Requests per minute and address, for typed queries and for everything else. 0: no limit. */
  queriesPerMinute: number
  requestsPerMinute: number
  /** Milliseconds that a load waits for the workers of a queue before it is answered with a job to watch. */
  queuePatienceMs: number
  /** Bytes of answers kept for the next asker. 0: none. */
  cacheBytes: number
  /** Milliseconds that a shutdown waits for requests under way. */
  shutdownMs: number
  /** Levels below `log`: silent, error, warn, info, debug. */
  logLevel: string
}

export const defaultPort = 4000

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'))

const wholeNumber = (env: NodeJS.ProcessEnv, name: string, fallback: number, least = 0): number => {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < least)
    throw invalidInput(`${name} must be a whole number from ${least} up, not "${text.slice(0, 40)}"`)
  return value
}

/**
 * @throws EntenteError `InvalidInput` that names the variable, or says how to set a token where one is needed
 */
export const apiSettingsFrom = (env: NodeJS.ProcessEnv): ApiSettings => {
  const host = env.ENTENTE_HOST || '127.0.0.1'
  const token = env.ENTENTE_TOKEN || null
  const loopback = isLoopback(host)
  if (!loopback && !token)
    throw invalidInput(
      `ENTENTE_HOST=${host} lets other machines in, so writing needs a token: set ENTENTE_TOKEN to a secret of 16 characters or more`,
    )
  if (token && token.length < 16)
    throw invalidInput('ENTENTE_TOKEN is too short: 16 characters or more, e.g. from: openssl rand -hex 24')
  const port = wholeNumber(env, 'PORT', defaultPort)
  if (port > 65_535) throw invalidInput(`PORT must be at most 65535, not ${port}`)
  const level = env.ENTENTE_LOG || (process.stderr.isTTY ? 'warn' : 'info')
  if (!['silent', 'error', 'warn', 'info', 'debug'].includes(level))
    throw invalidInput(`ENTENTE_LOG must be silent, error, warn, info or debug, not "${level.slice(0, 40)}"`)
  return {
    host,
    port,
    portGiven: Boolean(env.PORT),
    token,
    hosts: (env.ENTENTE_HOSTS ?? '')
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter(Boolean),
    queryTimeMs: wholeNumber(env, 'ENTENTE_QUERY_MS', 1000, 1),
    queryTimeMaxMs: wholeNumber(env, 'ENTENTE_QUERY_MAX_MS', 5000, 1),
    queryRows: wholeNumber(env, 'ENTENTE_QUERY_ROWS', 1000, 1),
    answerBytes: wholeNumber(env, 'ENTENTE_ANSWER_BYTES', 5_000_000, 1000),
    queriesAtOnce: wholeNumber(env, 'ENTENTE_QUERIES_AT_ONCE', 3, 1),
    queriesWaiting: wholeNumber(env, 'ENTENTE_QUERIES_WAITING', 64),
    bodyBytes: wholeNumber(env, 'ENTENTE_BODY_BYTES', 128 * 1024, 1024),
    articleBytes: wholeNumber(env, 'ENTENTE_ARTICLE_BYTES', 20_000_000, 1024),
    // On loopback there is one user, whose own viewer may ask often.
    queriesPerMinute: wholeNumber(env, 'ENTENTE_QUERIES_PER_MINUTE', loopback ? 0 : 60),
    requestsPerMinute: wholeNumber(env, 'ENTENTE_REQUESTS_PER_MINUTE', loopback ? 0 : 1200),
    queuePatienceMs: wholeNumber(env, 'ENTENTE_QUEUE_PATIENCE_MS', 20_000),
    cacheBytes: wholeNumber(env, 'ENTENTE_CACHE_BYTES', 50_000_000),
    shutdownMs: wholeNumber(env, 'ENTENTE_SHUTDOWN_MS', 10_000, 1),
    logLevel: level,
  }
}
