// Promise: an address is fetched and read, but never one of this machine or network, by name, number or redirect; long loads tell how far they are.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiUnderTest, apiOver, problemIn } from '../helpers/api-server.ts'
import { openTestStore } from '../helpers/test-store.ts'

const paragraph = '<p>Ghana exports cocoa to Norway, and Norway exports fish to Ghana, the ministry said.</p>'
const page = `<html lang="en"><head><title>Cocoa</title><meta property="article:published_time" content="2020-02-03"></head><body><article>${paragraph.repeat(5)}</article></body></html>`

let pages: Server
let asked = 0
let port = 0
let store: Awaited<ReturnType<typeof openTestStore>>
beforeAll(async () => {
  store = await openTestStore()
  pages = createServer((request, response) => {
    asked++
    if (request.url === '/moved') response.writeHead(302, { location: '/page' }).end()
    else if (request.url === '/to-private') response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
    else if (request.url === '/gone') response.writeHead(404).end('no')
    else if (request.url === '/zip') response.writeHead(200, { 'content-type': 'application/zip' }).end('PK')
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => pages.once('listening', resolve))
  port = (pages.address() as AddressInfo).port
})
afterAll(() => {
  pages.close()
})

describe('as it is for everybody', () => {
  let api: ApiUnderTest
  beforeAll(async () => {
    api = await apiOver(store)
  })
  afterAll(() => api.stop())

  test('private, loopback, link-local and odd addresses are refused before anything is asked', async () => {
    for (const url of [
      `http://127.0.0.1:${port}/page`,
      `http://localhost:${port}/page`,
      `http://[::1]:${port}/page`,
      `http://[::ffff:127.0.0.1]:${port}/page`,
      `http://2130706433:${port}/page`,
      `http://0x7f.1:${port}/page`,
      `http://0.0.0.0:${port}/page`,
      'http://169.254.169.254/latest/meta-data/',
      'http://10.0.0.1/',
      'http://192.168.0.1/',
      'http://172.16.0.1/',
      'http://100.64.0.1/',
      'http://[fd00::1]/',
      'http://[fe80::1]/',
      'file:///etc/passwd',
      'ftp://example.org/x',
      'gopher://example.org/x',
    ]) {
      const problem = await problemIn(await api.post('/api/articles', { url }))
      expect([400, 404], `${url} ${problem.detail}`).toContain(problem.status)
    }
    expect(asked).toBe(0)
  })
})

describe('where private addresses are allowed', () => {
  let api: ApiUnderTest
  beforeAll(async () => {
    api = await apiOver(store, {}, { allowPrivateAddresses: true })
  })
  afterAll(() => api.stop())
  const address = (path: string): string => `http://127.0.0.1:${port}${path}`

  test('a page becomes an article with its facts and its address, redirects followed', async () => {
    const response = await api.post('/api/articles', { url: address('/moved') })
    const { articles } = (await response.json()) as { articles: { id: string; title: string; outcome: string }[] }
    expect(articles).toMatchObject([{ title: 'Cocoa', outcome: 'loaded' }])
    expect(await (await api.get(`/api/articles/${articles[0]?.id}`)).json()).toMatchObject({
      article: { title: 'Cocoa', date: '2020-02-03', url: address('/page'), language: 'en' },
    })
  })
  test('an answer that is no article is told as such', async () => {
    for (const path of ['/gone', '/zip'])
      expect((await problemIn(await api.post('/api/articles', { url: address(path) }))).status).toBe(400)
  })

  test('HTML, a file and many lines are loaded alike, and a job tells its progress to its end', async () => {
    expect(await (await api.post('/api/articles', { html: page, id: 'posted' })).json()).toMatchObject({
      articles: [{ id: 'posted', title: 'Cocoa' }],
    })
    const lines = Array.from({ length: 5 }, (_, i) =>
      JSON.stringify({ id: `line-${i}`, text: `Ghana exports cocoa to Norway ${i}.` }),
    ).join('\n')
    const started = await api.post('/api/articles?job=true&name=many.jsonl', lines, {
      'content-type': 'application/x-ndjson',
    })
    expect(started.status).toBe(202)
    expect(started.headers.get('location')).toMatch(/^\/api\/jobs\//)
    const { job } = (await started.json()) as { job: { id: string } }
    const events = await (await api.get(`/api/jobs/${job.id}/events`)).text()
    const told = [...events.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, event, data]) => ({
      event,
      ...(JSON.parse(data ?? '') as { done: number }),
    }))
    expect(told.at(-1)).toMatchObject({ event: 'done', state: 'done', done: 5, total: 5 })
    for (const [i, { done }] of told.entries()) expect(done).toBeGreaterThanOrEqual(told[i - 1]?.done ?? 0)
    expect(await (await api.get(`/api/jobs/${job.id}`)).json()).toMatchObject({
      state: 'done',
      articles: { length: 5 },
    })
  })
  test('a job that fails ends with its problem', async () => {
    const started = await api.post('/api/articles?job=true&name=a.jsonl', '{oops', {
      'content-type': 'application/x-ndjson',
    })
    const { job } = (await started.json()) as { job: { id: string } }
    const events = await (await api.get(`/api/jobs/${job.id}/events`)).text()
    expect(events).toMatch(/event: failed\ndata: .*"code":"InvalidInput"/)
  })
  test('a file without a kind is 415, one that cannot be read names itself', async () => {
    expect(
      (await problemIn(await api.post('/api/articles', 'x', { 'content-type': 'application/octet-stream' }))).status,
    ).toBe(415)
    const problem = await problemIn(
      await api.post('/api/articles?name=deal.pdf', 'x', { 'content-type': 'application/octet-stream' }),
    )
    expect(problem.detail).toMatch(/deal\.pdf/)
  })
})
