// Feeds followed by a running server: added, listed and left over HTTP, read on its threads, seen by the next answer.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { apiSettingsFrom } from '../../api/api-settings.ts'
import { type RunningServer, startServer } from '../../api/start-server.ts'
import { composeArticle } from '../../graph/generate/compose-article.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { type LocalSite, openSite } from './local-site.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'entente-served-feeds-'))
const settings = apiSettingsFrom({ PORT: '0', ENTENTE_LOG: 'silent' })
let store: GraphStore
let site: LocalSite

beforeAll(async () => {
  store = await openStore({ dataFolder: folder })
  await prepareStore(store)
  site = await openSite()
})
afterAll(async () => {
  await site.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = async (server: RunningServer, path: string, init: RequestInit = {}) => {
  const response = await fetch(`${server.url}${path}`, {
    ...init,
    headers: { 'content-type': 'application/json' },
  })
  return { status: response.status, body: (await response.json()) as Record<string, never> }
}
const add = (server: RunningServer, urls: string[]) =>
  ask(server, '/api/feeds', { method: 'POST', body: JSON.stringify({ urls }) })
const articlesOf = async (server: RunningServer): Promise<number> =>
  (await ask(server, '/api/stats')).body.articles ?? 0
const urlsOf = (body: Record<string, never>): string[] =>
  (body.items as unknown as { url: string }[]).map(({ url }) => url)

test('a feed that is added brings its articles into the next answer, and is left when told', async () => {
  const text = composeArticle({ seed: 5, index: 1 }).text
  site.page('/story', `<html><head><title>Story</title></head><body><article><p>${text}</p></article></body></html>`)
  const item = `<item><title>Story</title><link>${site.origin}/story</link></item>`
  site.page('/rss', `<rss version="2.0"><channel><title>P</title>${item}</channel></rss>`, 'application/rss+xml')
  const server = await startServer(store, settings, { feeds: true, allowPrivateAddresses: true })
  try {
    expect((await ask(server, '/api/feeds')).body).toEqual({ items: [] })
    expect(await articlesOf(server)).toBe(0)
    const added = await add(server, [`${site.origin}/rss`])
    expect(added).toMatchObject({ status: 200, body: { items: [{ url: `${site.origin}/rss`, problem: null }] } })
    await vi.waitFor(async () => expect(await articlesOf(server)).toBe(1), { timeout: 120_000, interval: 200 })
    await vi.waitFor(async () =>
      expect((await ask(server, '/api/feeds')).body.items).toMatchObject([{ due: expect.any(String), failures: 0 }]),
    )
  } finally {
    await server.stop()
  }
  // A server that nobody told to follow feeds knows them, and visits none.
  const visits = site.countOf('/rss')
  const later = await startServer(store, settings, { feeds: true })
  try {
    expect(urlsOf((await ask(later, '/api/feeds')).body)).toEqual([`${site.origin}/rss`])
    expect(await add(later, ['http://127.0.0.1:9/rss'])).toMatchObject({ status: 400, body: { code: 'InvalidInput' } })
    const left = await ask(later, `/api/feeds?${new URLSearchParams({ url: `${site.origin}/rss` })}`, {
      method: 'DELETE',
    })
    expect(left).toEqual({ status: 200, body: { items: [] } })
    const again = await ask(later, `/api/feeds?${new URLSearchParams({ url: `${site.origin}/rss` })}`, {
      method: 'DELETE',
    })
    expect(again.status).toBe(404)
    expect(site.countOf('/rss')).toBe(visits)
  } finally {
    await later.stop()
  }
})
