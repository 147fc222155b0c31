/**
 * One GET of a page or feed that may be hostile: conditional, with limits on time, size (as sent and unpacked),
 * redirects and addresses. Sends no cookies, runs nothing, keeps nothing.
 */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { EntenteError, invalidInput, limitExceeded, messageOf, notFound } from '../errors.ts'
import { checkAddress, publicLookup } from './public-address.ts'

export interface FetchSettings {
  /** Says who asks; the product's token is what robots.txt is matched against. */
  userAgent: string
  /** Milliseconds for everything, redirects included. Default 20 s. */
  timeoutMs: number
  /** Bytes, counted both as sent and unpacked. Default 5 MB. */
  maxBytes: number
  /** Default 5. */
  maxRedirects: number
  /** Default false: loopback, private and reserved addresses are refused. */
  allowPrivate: boolean
}

export const productToken = 'EntenteBot'
export const fetchDefaults: Readonly<FetchSettings> = {
  userAgent: `${productToken}/0.1 (reads news feeds into a knowledge graph; obeys robots.txt)`,
  timeoutMs: 20_000,
  maxBytes: 5_000_000,
  maxRedirects: 5,
  allowPrivate: false,
}

/** What an earlier answer said, for asking whether anything changed. */
export interface Validators {
  etag?: string | null
  lastModified?: string | null
}

export interface Page {
  /** Where the answer came from after redirects. */
  url: string
  status: number
  /** Empty with 304 and other statuses without content. */
  body: Uint8Array
  contentType: string
  etag: string | null
  lastModified: string | null
  /** Seconds that the server asks to wait (429, 503), where it does. */
  retryAfter: number | null
}

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

const retryAfterOf = (value: string | undefined): number | null => {
  if (!value) return null
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null
}

const readBody = async (response: IncomingMessage, where: string, maxBytes: number): Promise<Uint8Array> => {
  const tooLarge = (): EntenteError => limitExceeded(`${where}: more than ${maxBytes} bytes (maxBytes)`)
  if (Number(response.headers['content-length']) > maxBytes) throw tooLarge()
  const encoding = (response.headers['content-encoding'] ?? '').trim().toLowerCase()
  let stream: Readable = response
  if (encoding && encoding !== 'identity') {
    const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined
    // Layers of encoding ("gzip, gzip") are how bombs are packed; no feed needs them.
    if (!decoder) throw invalidInput(`${where}: unknown content encoding "${encoding.slice(0, 40)}"`)
    stream = pipeline(response, decoder(), () => {})
  }
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length
    if (size > maxBytes) throw tooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const send = (
  url: URL,
  headers: Record<string, string>,
  settings: FetchSettings,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest
    request(url, {
      headers,
      signal,
      agent: false,
      maxHeaderSize: 16_384,
      ...(settings.allowPrivate ? {} : { lookup: publicLookup }),
    })
      .on('response', resolve)
      .on('error', reject)
      .end()
  })

/**
 * Fetches `address`. Any answer of the server is an answer, errors too: read `status`.
 * @throws EntenteError `InvalidInput` for an address that must not be fetched, `LimitExceeded` past time, size or
 *   redirects, `NotFound` where nobody answers
 */
export const fetchPage = async (
  address: string,
  options: Partial<FetchSettings> = {},
  validators: Validators = {},
): Promise<Page> => {
  const settings: FetchSettings = { ...fetchDefaults, ...options }
  const signal = AbortSignal.timeout(settings.timeoutMs)
  const headers: Record<string, string> = {
    'user-agent': settings.userAgent,
    accept:
      'application/rss+xml, application/atom+xml, application/feed+json, application/xml, text/html;q=0.9, */*;q=0.5',
    'accept-encoding': 'gzip, br',
    ...(validators.etag ? { 'if-none-match': validators.etag } : {}),
    ...(validators.lastModified ? { 'if-modified-since': validators.lastModified } : {}),
  }
  let url = checkAddress(address, settings.allowPrivate)
  let response: IncomingMessage | undefined
  try {
    for (let redirects = 0; ; redirects++) {
      response = await send(url, headers, settings, signal)
      const { statusCode: status = 0, headers: got } = response
      if (![301, 302, 303, 307, 308].includes(status) || !got.location) break
      response.destroy()
      if (redirects >= settings.maxRedirects)
        throw limitExceeded(`${address}: more than ${settings.maxRedirects} redirects (maxRedirects)`)
      if (!URL.canParse(got.location, url)) throw invalidInput(`${address} redirects to no address`)
      url = checkAddress(new URL(got.location, url).href, settings.allowPrivate)
    }
    const status = response.statusCode ?? 0
    const hasBody = status >= 200 && status < 300 && status !== 204
    return {
      url: url.href,
      status,
      body: hasBody ? await readBody(response, address, settings.maxBytes) : new Uint8Array(),
      contentType: response.headers['content-type'] ?? '',
      etag: response.headers.etag ?? null,
      lastModified: response.headers['last-modified'] ?? null,
      retryAfter: retryAfterOf(response.headers['retry-after']),
    }
  } catch (error) {
    if (error instanceof EntenteError) throw error
    if (signal.aborted) throw limitExceeded(`${address}: no whole answer within ${settings.timeoutMs} ms (timeoutMs)`)
    throw notFound(`${address} cannot be read: ${messageOf(error)}`)
  } finally {
    response?.destroy()
  }
}
