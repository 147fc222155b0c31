/**
 * What every request passes before a route sees it: whose host it names, where it comes from, whether it may write,
 * how often it asks. Each guard is one function, so that a test can take each away. Keeps no state but counts.
 */
import { timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'
import { rateLimit } from 'express-rate-limit'
import helmet from 'helmet'
import type { ApiSettings } from './api-settings.ts'
import { isLoopback } from './api-settings.ts'
import { HttpProblem } from './http-problem.ts'

/** Headers against sniffing, framing and foreign scripts. The viewer needs blob workers and data images, no more. */
export const securityHeaders = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Sigma and CodeMirror set style attributes through the DOM, which CSP counts as allowed; markup may not.
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // TLS ends in front of this server, if anywhere; that is where HSTS belongs.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  })

/** `[::1]:4000` → `[::1]`; lower case, no final dot. */
const hostName = (header: string): string => header.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')

/**
 * Refuses names that are not this server's: a page elsewhere whose name was bound to the loopback address (DNS
 * rebinding) sends its own name.
 */
export const checkHost = (settings: ApiSettings): RequestHandler => {
  const loopback = isLoopback(settings.host)
  return (request, _response, next) => {
    const name = hostName(request.headers.host ?? '')
    const known =
      settings.hosts.includes(name) ||
      (loopback ? isLoopback(name) || name.endsWith('.localhost') : !settings.hosts.length)
    if (!known)
      throw new HttpProblem(
        421,
        'InvalidInput',
        'This server does not answer for that host; ENTENTE_HOSTS lists the names it answers for',
      )
    next()
  }
}

/** Refuses requests with a body that a page of another origin makes a browser send. */
export const checkOrigin = (): RequestHandler => (request, _response, next) => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const { origin } = request.headers
    const site = request.headers['sec-fetch-site']
    const same = origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.headers.host)
    if (!same || site === 'cross-site')
      throw new HttpProblem(403, 'InvalidInput', 'Pages of another origin may not send this request')
  }
  next()
}

const sameSecret = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

/** @throws HttpProblem 401 where a token is set and the request does not show it */
export const checkToken = (settings: ApiSettings, authorization: string | undefined): void => {
  if (!settings.token) return
  const shown = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  if (!shown || !sameSecret(shown, settings.token))
    throw new HttpProblem(401, 'InvalidInput', 'Writing needs the token: send "Authorization: Bearer …"', {
      'WWW-Authenticate': 'Bearer realm="entente"',
    })
}

/** At most `perMinute` requests a minute from one address; 0: any number. */
export const limitRate = (perMinute: number, what: string): RequestHandler =>
  perMinute === 0
    ? (_request, _response, next) => next()
    : rateLimit({
        windowMs: 60_000,
        limit: perMinute,
        standardHeaders: 'draft-8',
        legacyHeaders: false,
        // Behind a proxy all come from its address; the proxy should limit then.
        validate: { xForwardedForHeader: false },
        handler: (_request, _response, next) =>
          next(
            new HttpProblem(429, 'LimitExceeded', `More than ${perMinute} ${what} a minute from one address`, {
              'Retry-After': '60',
            }),
          ),
      })

/** Refuses addresses so long that they are no question. */
export const checkAddress = (): RequestHandler => (request, _response, next) => {
  if (request.url.length > 8000)
    throw new HttpProblem(414, 'LimitExceeded', 'The address is longer than 8000 characters')
  next()
}
