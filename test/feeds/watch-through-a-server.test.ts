// `entente watch` while a server holds the store: it hands feeds to the server, lists them and takes them back.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { apiSettingsFrom } from '../../api/api-settings.ts'
import { type RunningServer, startServer } from '../../api/start-server.ts'
import { removeServerFile, writeServerFile } from '../../graph/cli/server-file.ts'
import { composeArticle } from '../../graph/generate/compose-article.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { entente, type Said } from '../cli/run-entente.ts'
import { type LocalSite, openSite } from './local-site.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'entente-watch-served-'))
const secret = 'a secret of this test alone'
let store: GraphStore
let site: LocalSite
let server: RunningServer

beforeAll(async () => {
  store = await openStore({ dataFolder: folder })
  await prepareStore(store)
  site = await openSite()
  // As `entente start` does, but for the addresses of this machine, which it would refuse to visit.
  server = await startServer(store, apiSettingsFrom({ PORT: '0', ENTENTE_LOG: 'silent' }), {
    ...{ feeds: true, allowPrivateAddresses: true, ownerSecret: secret },
  })
  writeServerFile(folder, { url: server.url, pid: process.pid, instance: server.instance, secret })
})
afterAll(async () => {
  removeServerFile(folder)
  await server.stop()
  await site.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

const watch = (...args: string[]): Promise<Said> => entente(['watch', ...args], { data: folder })

test('a feed is handed to the server, read by it, listed and left', async () => {
  const { text } = composeArticle({ seed: 5, index: 2 })
  site.page('/story', `<html><head><title>Story</title></head><body><article><p>${text}</p></article></body></html>`)
  const item = `<item><title>Story</title><link>${site.origin}/story</link></item>`
  site.page('/rss', `<rss version="2.0"><channel><title>P</title>${item}</channel></rss>`, 'application/rss+xml')
  const feed = `${site.origin}/rss`

  const added = await watch(feed)
  expect(added).toMatchObject({ code: 0, err: '' })
  expect(added.out).toContain(feed)
  expect(added.out).toContain(`The server at ${server.url} follows 1 feeds`)
  await vi.waitFor(
    async () => expect(await store.read('MATCH (a:Article) RETURN a.title AS title')).toEqual([{ title: 'Story' }]),
    { timeout: 120_000, interval: 200 },
  )
  await vi.waitFor(async () => expect((await watch('--list')).out).toMatch(/\/rss {2}next \d{4}-/), {
    timeout: 60_000,
  })

  const once = await watch('--once', feed)
  expect(once.code).toBe(1)
  expect(once.err).toMatch(/^entente: [^\n]*--once[^\n]*the server holds it\n$/)
  expect(await watch('--remove', feed)).toMatchObject({ code: 0, out: '' })
  expect(await watch('--list')).toEqual({ code: 0, out: '', err: '' })
  const unknown = await watch('--remove', feed)
  expect(unknown.code).toBe(1)
  expect(unknown.err).toMatch(/^entente: [^\n]+\n$/)
  const wrong = await watch('no address')
  expect(wrong.code).toBe(1)
  expect(wrong.err).toMatch(/^entente: [^\n]+\n$/)
})
