// Promise: the viewer's page answers at every address of its own, its files are kept as long as their names say, and nothing
// beside its folder is served.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiUnderTest, apiOver, problemIn } from '../helpers/api-server.ts'
import { temporaryFolder } from '../helpers/both-stores.ts'
import { openTestStore } from '../helpers/test-store.ts'

const folder = temporaryFolder()
const viewer = join(folder, 'viewer')
let api: ApiUnderTest
beforeAll(async () => {
  mkdirSync(join(viewer, 'assets'), { recursive: true })
  writeFileSync(join(viewer, 'index.html'), '<!doctype html><title>Entente</title>')
  writeFileSync(join(viewer, 'assets', 'index-Ab3dE9_x.js'), 'export {}')
  writeFileSync(join(viewer, '.secret'), 'secret')
  writeFileSync(join(folder, 'outside.txt'), 'secret')
  api = await apiOver(await openTestStore(), {}, { viewerFolder: viewer })
})
afterAll(() => api.stop())

const html = { accept: 'text/html,*/*' }

test('the page at every address of its own, asked for anew each time', async () => {
  for (const path of ['/', '/dossier/RUS/JPN', '/articles/2016-03-01-a', '/anything?view=x']) {
    const response = await api.get(path, html)
    expect(response.status, path).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self'/)
    expect(await response.text()).toContain('<title>Entente</title>')
  }
})

test('a file with a hash in its name may be kept for ever', async () => {
  const response = await api.get('/assets/index-Ab3dE9_x.js')
  expect(response.headers.get('content-type')).toMatch(/javascript/)
  expect(response.headers.get('cache-control')).toMatch(/immutable/)
})

test('what is not there is a problem, not the page', async () => {
  for (const path of [
    '/assets/nothing.js',
    '/favicon.ico',
    '/.secret',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '/assets/..%2f..%2foutside.txt',
  ])
    expect((await problemIn(await api.get(path, html))).status, path).toBe(404)
  expect((await problemIn(await api.get('/dossier/RUS/JPN', { accept: 'application/json' }))).status).toBe(404)
  expect((await problemIn(await api.get('/api/nothing', html))).status).toBe(404)
})
