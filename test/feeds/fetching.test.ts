// Fetching what anyone may have put on the net: limits on time, size and ways hold, private addresses are not reached.
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EntenteError } from '../../graph/errors.ts'
import { type FetchSettings, fetchPage, type Validators } from '../../graph/feeds/fetch-page.ts'
import { isPublicAddress } from '../../graph/feeds/public-address.ts'
import { type LocalSite, openSite } from './local-site.ts'

let site: LocalSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const get = (path: string, settings: Partial<FetchSettings> = {}, validators: Validators = {}) =>
  fetchPage(
    path.startsWith('http') ? path : site.origin + path,
    { allowPrivate: true, timeoutMs: 2000, ...settings },
    validators,
  )
const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof EntenteError ? error.kind : `not an EntenteError: ${error}`),
  )

test('only addresses of the public internet count as public', () => {
  const closed =
    '127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 ::1 :: fe80::1 fd00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 240.0.0.1 192.0.2.1 198.18.0.1'
  for (const address of closed.split(' ')) expect(isPublicAddress(address), address).toBe(false)
  for (const address of '1.1.1.1 93.184.216.34 2606:4700::1111 64:ff9b::101:101'.split(' '))
    expect(isPublicAddress(address), address).toBe(true)
  expect(isPublicAddress('no address')).toBe(false)
})

test('private addresses are refused in every spelling, before anything is sent', async () => {
  const { port } = new URL(site.origin)
  const before = site.requests.length
  const spellings = [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '2130706433',
    '0x7f.1',
    '127.1',
    '0177.0.0.1',
    '[::ffff:127.0.0.1]',
  ]
  for (const host of spellings)
    expect(await kindOf(get(`http://${host}:${port}/`, { allowPrivate: false })), host).toBe('InvalidInput')
  expect(site.requests.length).toBe(before)
})

test('a public page that redirects to a private address is not followed', async () => {
  // Both ends are local here, so the way there is checked with the literal address that the redirect names.
  site.routes.set('/away', (_, response) => response.writeHead(302, { location: 'http://u:p@127.0.0.1/' }).end())
  expect(await kindOf(get('/away'))).toBe('InvalidInput')
  site.routes.set('/file', (_, response) => response.writeHead(302, { location: 'file:///etc/hostname' }).end())
  expect(await kindOf(get('/file'))).toBe('InvalidInput')
})

test('other schemes and addresses with passwords are refused', async () => {
  for (const address of [
    'ftp://a.example/',
    'file:///etc/passwd',
    'javascript:1',
    'nonsense',
    'http://me:secret@a.example/',
  ])
    expect(await kindOf(fetchPage(address)), address).toBe('InvalidInput')
})

test('redirects are followed to their end, but not for ever', async () => {
  site.page('/end', 'here')
  site.routes.set('/one', (_, response) => response.writeHead(301, { location: '/end' }).end())
  const page = await get('/one')
  expect([page.url, Buffer.from(page.body).toString()]).toEqual([`${site.origin}/end`, 'here'])
  site.routes.set('/loop', (_, response) => response.writeHead(302, { location: '/loop' }).end())
  expect(await kindOf(get('/loop'))).toBe('LimitExceeded')
  expect(site.countOf('/loop')).toBe(6)
})

test('a body is unpacked, and a bomb in gzip ends at the limit', async () => {
  site.page('/packed', gzipSync('words'), 'text/plain', { 'content-encoding': 'gzip' })
  expect(Buffer.from((await get('/packed')).body).toString()).toBe('words')
  const bomb = gzipSync(Buffer.alloc(200_000_000), { level: 9 })
  expect(bomb.length).toBeLessThan(1_000_000)
  site.page('/bomb', bomb, 'text/plain', { 'content-encoding': 'gzip' })
  const before = process.memoryUsage().rss
  expect(await kindOf(get('/bomb', { maxBytes: 1_000_000 }))).toBe('LimitExceeded')
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
  site.page('/layers', gzipSync(bomb), 'text/plain', { 'content-encoding': 'gzip, gzip' })
  expect(await kindOf(get('/layers'))).toBe('InvalidInput')
  site.page('/torn', gzipSync('words').subarray(0, 12), 'text/plain', { 'content-encoding': 'gzip' })
  expect(await kindOf(get('/torn'))).toBe('NotFound')
})

test('a body without end is cut at the limit of size, one that says its size is not begun', async () => {
  site.routes.set('/endless', (request, response) => {
    response.writeHead(200)
    const chunk = Buffer.alloc(65_536, 'x')
    const more = (): void => {
      while (!request.destroyed && response.write(chunk));
    }
    response.on('drain', more)
    more()
  })
  expect(await kindOf(get('/endless', { maxBytes: 500_000 }))).toBe('LimitExceeded')
  site.routes.set('/large', (_, response) => response.writeHead(200, { 'content-length': '50000000' }).write('x'))
  expect(await kindOf(get('/large'))).toBe('LimitExceeded')
})

test('an answer that trickles in, or never comes, ends with the time limit', async () => {
  site.routes.set('/trickle', (request, response) => {
    response.writeHead(200)
    const timer = setInterval(() => response.write('x'), 50)
    request.on('close', () => clearInterval(timer))
  })
  site.routes.set('/silent', () => {})
  expect(await kindOf(get('/trickle', { timeoutMs: 400 }))).toBe('LimitExceeded')
  expect(await kindOf(get('/silent', { timeoutMs: 400 }))).toBe('LimitExceeded')
})

test('validators are sent and a page that did not change comes without a body', async () => {
  site.routes.set('/feed', ({ headers }, response) => {
    const same = headers['if-none-match'] === '"v1"' && headers['if-modified-since'] === 'Mon, 01 Jan 2024 00:00:00 GMT'
    response
      .writeHead(same ? 304 : 200, { etag: '"v1"', 'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT' })
      .end(same ? undefined : 'body')
  })
  const first = await get('/feed')
  expect([first.status, first.etag]).toEqual([200, '"v1"'])
  const second = await get('/feed', {}, first)
  expect([second.status, second.body.length]).toEqual([304, 0])
})

test('the request says who asks, and a server that asks to wait is heard', async () => {
  site.routes.set('/busy', (_, response) => response.writeHead(429, { 'retry-after': '120' }).end())
  expect(await get('/busy')).toMatchObject({ status: 429, retryAfter: 120 })
  expect(site.requests.at(-1)?.headers['user-agent']).toMatch(/^EntenteBot\/\d/)
})

test('nobody there is told as such', async () => {
  expect(await kindOf(get('http://127.0.0.1:9/'))).toBe('NotFound')
  expect(await kindOf(fetchPage('http://no-such-host.invalid/'))).toBe('NotFound')
})
