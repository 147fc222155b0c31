// Promise: whatever goes wrong on whatever route, the answer is a problem after RFC 9457 with a known code and one sentence.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allRoutes } from '../../api/routes/all-routes.ts'
import { type ApiUnderTest, apiOver, problemIn } from '../helpers/api-server.ts'
import { openTestStore } from '../helpers/test-store.ts'

let api: ApiUnderTest
beforeAll(async () => {
  api = await apiOver(await openTestStore())
})
afterAll(() => api.stop())

const filled = (path: string, value: string): string => path.replace(/\{\w+\}/g, encodeURIComponent(value))

for (const route of allRoutes) {
  const { method, path } = route
  test(`${method} ${path}: an unknown query parameter`, async () => {
    const response = await fetch(`${api.url}${filled(path, 'x')}?nonsense=1`, {
      method: method.toUpperCase(),
      ...(route.body ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}),
    })
    expect(response.status).toBe(400)
    expect((await problemIn(response)).code).toBe('InvalidInput')
  })
  test(`${method} ${path}: another method`, async () => {
    const known = allRoutes.filter((other) => other.path === path).map((other) => other.method)
    for (const other of ['put', 'patch', 'delete', 'post', 'get'].filter((name) => !known.includes(name as 'get'))) {
      const response = await fetch(`${api.url}${filled(path, 'x')}`, { method: other.toUpperCase() })
      expect(response.status, other).toBe(405)
      expect(response.headers.get('allow')).toContain(method.toUpperCase())
      expect((await problemIn(response)).code).toBe('InvalidInput')
    }
  })
  if (path.includes('{'))
    test(`${method} ${path}: nothing of that id`, async () => {
      const response = await fetch(`${api.url}${filled(path, 'nobody:x')}`, {
        method: method.toUpperCase(),
        ...(route.body ? { body: '{"decision":"accepted"}', headers: { 'content-type': 'application/json' } } : {}),
      })
      const problem = await problemIn(response)
      expect([400, 404]).toContain(problem.status)
      expect(problem.type).toMatch(/^urn:entente:problem:/)
      expect(problem.detail).not.toBe('')
    })
}

test('an address that is no route, in the API and beside it', async () => {
  for (const path of ['/api', '/api/nothing', '/health/x', '/nothing.js'])
    expect((await problemIn(await api.get(path))).status, path).toBe(404)
})

test('each wrong value is named with its field', async () => {
  for (const [path, words] of [
    ['/api/graph?limit=0', /"limit"/],
    ['/api/graph?limit=1&limit=2', /"limit"/],
    ['/api/graph?limit=abc', /"limit"/],
    ['/api/graph?limit=999999', /"limit"/],
    ['/api/graph?predicate=LOVES', /"predicate/],
    ['/api/graph?modality=actual,maybe', /"modality/],
    ['/api/graph?from=yesterday', /"from".*2016-03-01/],
    ['/api/graph?from=2020-02-31', /"from"/],
    ['/api/graph?minConfidence=2', /"minConfidence"/],
    ['/api/graph?subject=', /"subject"/],
    ['/api/statements?cursor=nonsense', /cursor/],
    ['/api/paths?from=country:JPN', /"to"/],
    ['/api/dossier/Japan', /"a"/],
    ['/api/search', /"q"/],
    ['/api/entities?type=Ship', /"type"/],
    ['/api/export?format=doc', /"format"/],
    ['/api/changes?from=2020-01-01&to=2019-01-01', /after/],
    ['/api/graph?%E0%A4%A', /./],
  ] as const) {
    const problem = await problemIn(await api.get(path))
    expect(problem.status, path).toBe(400)
    expect(problem.detail, path).toMatch(words)
  }
})

test('a path that is not well formed', async () => {
  expect((await problemIn(await api.get('/api/entities/%E0%A4%A'))).status).toBe(400)
})
