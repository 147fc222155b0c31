// Promise and threat in one: pages of other origins, rebound names, strangers without the token and crowds are kept out.
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiSettingsFrom } from '../../api/api-settings.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { type ApiUnderTest, apiOver, problemIn } from '../helpers/api-server.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { samples } from '../helpers/sample-readings.ts'

/** A request with headers that fetch does not let anyone set. */
const raw = (url: string, path: string, headers: Record<string, string>, method = 'GET'): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request(`${url}${path}`, { method, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    asked.on('error', reject)
    asked.end()
  })

await describeOnBothStores('who may ask', (under) => {
  let store: GraphStore
  beforeAll(async () => {
    store = await under.fresh()
    for (const { article, reading } of samples) await loadArticle(store, article, reading)
  })

  describe('on loopback', () => {
    let api: ApiUnderTest
    beforeAll(async () => {
      api = await apiOver(store)
    })
    afterAll(() => api.stop())

    test('the names of this machine are answered, all others refused', async () => {
      for (const host of [
        'localhost',
        'localhost:4000',
        '127.0.0.1',
        '127.0.0.1:1',
        '[::1]:4000',
        'LOCALHOST.',
        'a.localhost',
      ])
        expect(await raw(api.url, '/api/stats', { host }), host).toBe(200)
      for (const host of [
        'evil.example',
        'localhost.evil.example',
        '127.0.0.1.evil.example',
        '192.168.1.1',
        '169.254.169.254',
        'localhost@evil',
      ])
        expect([400, 421], host).toContain(await raw(api.url, '/api/stats', { host }))
    })

    test('a page of another origin may not send anything', async () => {
      const body = { query: 'RETURN 1 AS x' }
      for (const origin of ['https://evil.example', 'null', 'http://localhost', 'http://127.0.0.1:1', 'file://'])
        expect((await problemIn(await api.post('/api/cypher', body, { origin }))).status, origin).toBe(403)
      expect((await api.post('/api/cypher', body, { origin: api.url })).status).toBe(200)
      expect(await raw(api.url, '/api/articles/x', { 'sec-fetch-site': 'cross-site' }, 'DELETE')).toBe(403)
    })

    test('no answer invites other origins, and none may be framed, sniffed or scripted', async () => {
      for (const path of ['/api/stats', '/api/nothing', '/api/docs', '/health', '/api/export?format=json']) {
        const { headers } = await api.get(path, { origin: 'https://evil.example' })
        expect(headers.get('access-control-allow-origin'), path).toBeNull()
        expect(headers.get('x-content-type-options')).toBe('nosniff')
        expect(headers.get('content-security-policy')).toMatch(/script-src 'self'/)
        expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/)
        expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/)
        expect(headers.get('x-powered-by')).toBeNull()
        expect(headers.get('x-request-id')).toBeTruthy()
      }
    })

    test('reading never writes: GET and HEAD on a writing address are 405', async () => {
      for (const method of ['GET', 'HEAD']) expect(await raw(api.url, '/api/cypher', {}, method)).toBe(405)
      expect(await raw(api.url, '/api/cypher', { 'x-http-method-override': 'POST' }, 'GET')).toBe(405)
      expect(await raw(api.url, '/api/statements/x/review', {}, 'GET')).toBe(405)
    })
  })

  describe('with a token', () => {
    const token = 'a-secret-of-enough-length'
    let api: ApiUnderTest
    beforeAll(async () => {
      api = await apiOver(store, { token })
    })
    afterAll(() => api.stop())

    test('writing needs it, reading does not', async () => {
      const text = { id: 'token-test', text: 'Ghana sells cocoa to Norway.' }
      for (const authorization of [
        '',
        'Bearer',
        'Bearer wrong-secret-of-length',
        `Basic ${token}`,
        `Bearer ${token}x`,
        token,
      ]) {
        const response = await api.post('/api/articles', text, authorization ? { authorization } : {})
        const problem = await problemIn(response)
        expect(problem.status, authorization).toBe(401)
        expect(problem.detail).not.toContain(token)
        expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/)
      }
      expect((await api.post('/api/statements/x/review', { decision: 'accepted' })).status).toBe(401)
      expect((await fetch(`${api.url}/api/articles/x`, { method: 'DELETE' })).status).toBe(401)
      expect((await api.post('/api/articles', text, { authorization: `Bearer ${token}` })).status).toBe(200)
      expect((await api.get('/api/stats')).status).toBe(200)
      expect((await api.cypher('RETURN 1 AS x')).status).toBe(200)
    })
  })

  test('past its rate an address is told when to come again', async () => {
    const api = await apiOver(store, { queriesPerMinute: 3, requestsPerMinute: 5 })
    try {
      for (let i = 0; i < 3; i++) expect((await api.cypher('RETURN 1 AS x')).status).toBe(200)
      const refused = await api.cypher('RETURN 1 AS x')
      expect((await problemIn(refused)).status).toBe(429)
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      for (let i = 0; i < 5; i++) expect((await api.get('/api/stats')).status).toBe(200)
      expect((await api.get('/api/stats')).status).toBe(429)
    } finally {
      await api.stop()
    }
  })
})

test('on another address it does not start without a token, and says how to set one', () => {
  for (const host of ['0.0.0.0', '::', '192.168.1.5', 'example.org'])
    expect(() => apiSettingsFrom({ ENTENTE_HOST: host })).toThrow(/ENTENTE_TOKEN/)
  expect(() => apiSettingsFrom({ ENTENTE_HOST: '0.0.0.0', ENTENTE_TOKEN: 'short' })).toThrow(/16 characters/)
  expect(apiSettingsFrom({ ENTENTE_HOST: '0.0.0.0', ENTENTE_TOKEN: 'x'.repeat(16) })).toMatchObject({
    queriesPerMinute: 60,
  })
  for (const host of ['127.0.0.1', '127.1.2.3', '::1', 'localhost'])
    expect(apiSettingsFrom({ ENTENTE_HOST: host }).token).toBeNull()
})

test('settings that are no numbers are named', () => {
  for (const name of ['PORT', 'ENTENTE_QUERY_MS', 'ENTENTE_QUERY_ROWS', 'ENTENTE_BODY_BYTES'])
    for (const value of ['x', '-1', '1.5', '99999999999999999999'])
      expect(() => apiSettingsFrom({ [name]: value })).toThrow(name)
  expect(() => apiSettingsFrom({ PORT: '70000' })).toThrow(/PORT/)
  expect(() => apiSettingsFrom({ ENTENTE_LOG: 'loud' })).toThrow(/ENTENTE_LOG/)
})
