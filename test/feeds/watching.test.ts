// Watching feeds end to end: a real site, real threads, a real store; polite, patient, and each story once.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openWatcher, type Watcher, type WatchOptions } from '../../graph/feeds/watch-feeds.ts'
import { storeSink } from '../../graph/feeds/watch-sinks.ts'
import { storeWatchState } from '../../graph/feeds/watch-state.ts'
import { composeArticle } from '../../graph/generate/compose-article.ts'
import { checkStore } from '../../graph/load/check-store.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { openReadingPool, type ReadingPool } from '../../graph/work/reading-pool.ts'
import { type LocalSite, openSite } from './local-site.ts'

vi.setConfig({ testTimeout: 240_000 })

const folder = mkdtempSync(join(tmpdir(), 'entente-watch-'))
let store: GraphStore
let pool: ReadingPool
let sites: LocalSite[] = []

beforeAll(async () => {
  store = await openStore({ dataFolder: folder })
  await prepareStore(store)
  pool = openReadingPool({ threads: 1, timeLimitMs: 20_000 })
  sites = await Promise.all([openSite(), openSite(), openSite()])
})
afterAll(async () => {
  await Promise.all(sites.map((site) => site.close()))
  await pool.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A watcher over the one store, as after a restart: it knows what the store tells it. */
const watcher = (options: Partial<WatchOptions> = {}): Promise<Watcher> =>
  openWatcher({
    state: storeWatchState(store),
    sink: storeSink(store, pool),
    pool,
    fetch: { allowPrivate: true, timeoutMs: 5000 },
    visit: { maxAgeDays: 0, intervalSeconds: 60 },
    pace: { pauseSeconds: 0 },
    ...options,
  })

const site = (number: number): LocalSite => sites[number] as LocalSite
const storyText = (seed: number): string => {
  for (let index = 0; ; index++) {
    const { text } = composeArticle({ seed, index })
    if (text.split(/\s+/).length >= 80) return text
  }
}
const pageOf = (title: string, text: string, publisher: string): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title><meta property="og:site_name" content="${publisher}">
   <meta property="article:published_time" content="2024-03-05T08:00:00Z"></head><body><nav><a href="/">Home</a></nav>
   <article><h1>${title}</h1>${text
     .split('\n\n')
     .map((p) => `<p>${p}</p>`)
     .join('')}</article></body></html>`
const rssOf = (items: { url: string; title: string; date?: string }[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title><link>http://x/</link>${items
    .map(
      ({ url, title, date }) =>
        `<item><title>${title}</title><link>${url}</link>${date ? `<pubDate>${date}</pubDate>` : ''}</item>`,
    )
    .join('')}</channel></rss>`
const articles = async (where = ''): Promise<Record<string, unknown>[]> =>
  store.read(
    `MATCH (a:Article) ${where} RETURN a.url AS url, a.title AS title, a.publisher AS publisher, a.date AS date, a.sources AS sources, a.publishers AS publishers ORDER BY a.url`,
  )

test('new items are loaded once, with title, date and publisher; a second round asks only whether the feed changed', async () => {
  const { origin } = site(0)
  site(0).routes.set('/rss', ({ headers }, response) => {
    if (headers['if-none-match'] === '"1"') response.writeHead(304).end()
    else
      response
        .writeHead(200, { 'content-type': 'application/rss+xml', etag: '"1"' })
        .end(rssOf([1, 2].map((n) => ({ url: `${origin}/a${n}`, title: `Story ${n}` }))))
  })
  site(0).page('/a1', pageOf('Story 1', storyText(101), 'First Paper'))
  site(0).page('/a2', pageOf('Story 2', storyText(102), 'First Paper'))
  const first = await watcher()
  await first.add([`${origin}/rss`])
  const [report] = await first.round()
  expect(report).toMatchObject({ outcome: 'read', items: 2, delivered: 2, joined: 0, problems: [] })
  expect(await articles()).toMatchObject([
    { url: `${origin}/a1`, title: 'Story 1', publisher: 'First Paper', date: '2024-03-05', sources: [`${origin}/a1`] },
    { url: `${origin}/a2`, title: 'Story 2' },
  ])
  // A restart: the state is in the store.
  const second = await watcher()
  expect(second.list().map(({ url }) => url)).toEqual([`${origin}/rss`])
  const [again] = await second.round(true)
  expect(again).toMatchObject({ outcome: 'unchanged' })
  expect(site(0).countOf('/a1')).toBe(1)
})

test('a wire story that three papers print is one story with three sources', async () => {
  const text = storyText(201)
  for (const n of [0, 1, 2]) {
    site(n).page('/wire', pageOf(`Headline of paper ${n}`, `${text}\n\nPrinted by paper ${n}.`, `Paper ${n}`))
    site(n).page('/wire.rss', rssOf([{ url: `${site(n).origin}/wire`, title: `Headline ${n}` }]), 'application/rss+xml')
  }
  const one = await watcher()
  await one.add([`${site(0).origin}/wire.rss`])
  await one.round()
  // The others come after a restart, so the signature came out of the store.
  const two = await watcher()
  await two.add([1, 2].map((n) => `${site(n).origin}/wire.rss`))
  const reports = await two.round()
  expect(reports.map(({ delivered, joined }) => [delivered, joined])).toEqual([
    [0, 1],
    [0, 1],
  ])
  const [story, ...others] = await articles("WHERE a.url ENDS WITH '/wire'")
  expect(others).toEqual([])
  const { sources, publishers } = story as { sources: string[]; publishers: string[] }
  expect(sources[0]).toBe(`${site(0).origin}/wire`)
  expect([...sources].sort()).toEqual([0, 1, 2].map((n) => `${site(n).origin}/wire`).sort())
  expect([...publishers].sort()).toEqual(['Paper 0', 'Paper 1', 'Paper 2'])
})

test('a page that its feed says was changed is read again and replaces its article, sources kept', async () => {
  const { origin } = site(0)
  const rss = (date: string): string => rssOf([{ url: `${origin}/wire`, title: 'Changed', date }])
  site(0).page('/changed.rss', rss('Wed, 06 Mar 2024 08:00:00 GMT'), 'application/rss+xml')
  site(0).page('/wire', pageOf('A new headline', `${storyText(201)}\n\nPrinted by paper 0, corrected.`, 'Paper 0'))
  const own = await watcher()
  await own.add([`${origin}/changed.rss`])
  const reports = await own.round()
  expect(reports.find(({ url }) => url.endsWith('/changed.rss'))).toMatchObject({ delivered: 1 })
  const [story] = await articles("WHERE a.url ENDS WITH '/wire'")
  expect(story?.title).toBe('A new headline')
  expect(story?.sources).toHaveLength(3)
})

test('robots.txt is obeyed, for the feed and for its pages; one that fails closes the host', async () => {
  const closed = await openSite()
  sites.push(closed)
  closed.page('/robots.txt', 'User-agent: EntenteBot\nDisallow: /private\n\nUser-agent: *\nDisallow: /', 'text/plain')
  closed.page(
    '/rss',
    rssOf(['/private/a', '/open'].map((path) => ({ url: closed.origin + path, title: path }))),
    'application/rss+xml',
  )
  closed.page('/private/a', pageOf('Private', storyText(301), 'P'))
  closed.page('/open', pageOf('Open', storyText(302), 'P'))
  const own = await watcher()
  await own.add([`${closed.origin}/rss`, `${closed.origin}/private/rss`])
  const reports = await own.round()
  expect(reports.find(({ url }) => url === `${closed.origin}/rss`)).toMatchObject({ delivered: 1, skipped: 1 })
  expect(reports.find(({ url }) => url.endsWith('/private/rss'))).toMatchObject({ outcome: 'refused' })
  expect(closed.countOf('/private/a') + closed.countOf('/private/rss')).toBe(0)
  const failing = await openSite()
  sites.push(failing)
  failing.routes.set('/robots.txt', (_, response) => response.writeHead(503).end())
  failing.page('/rss', rssOf([]), 'application/rss+xml')
  await own.add([`${failing.origin}/rss`])
  const [report] = (await own.round()).filter(({ url }) => url.startsWith(failing.origin))
  expect(report).toMatchObject({ outcome: 'refused' })
  expect(failing.countOf('/rss')).toBe(0)
})

test('two requests to one host are apart by the pause, two hosts do not wait for each other', async () => {
  const [a, b] = await Promise.all([openSite(), openSite()])
  sites.push(a, b)
  for (const host of [a, b]) {
    host.page(
      '/rss',
      rssOf([1, 2].map((n) => ({ url: `${host.origin}/p${n}`, title: `P${n}` }))),
      'application/rss+xml',
    )
    for (const n of [1, 2]) host.page(`/p${n}`, pageOf(`P${n}`, storyText(400 + n + (host === a ? 0 : 10)), 'P'))
  }
  const own = await watcher({ pace: { pauseSeconds: 0.4 } })
  await own.add([a, b].map((host) => `${host.origin}/rss`))
  await own.round()
  for (const host of [a, b]) {
    const times = host.requests.filter(({ path }) => path !== '/robots.txt').map(({ at }) => at)
    expect(times).toHaveLength(3)
    for (let i = 1; i < times.length; i++) expect((times[i] as number) - (times[i - 1] as number)).toBeGreaterThan(350)
  }
})

test('a broken feed, item or page is told and stops nothing; it is left alone longer each time', async () => {
  const bad = await openSite()
  sites.push(bad)
  bad.page('/html', '<html>no feed</html>')
  bad.page(
    '/laughs',
    '<!DOCTYPE x [<!ENTITY a "b">]><rss version="2.0"><channel><title>&a;</title></channel></rss>',
    'text/xml',
  )
  bad.page(
    '/mixed',
    rssOf(['/gone', '/picture', '/empty', '/good'].map((path) => ({ url: bad.origin + path, title: path }))),
    'text/xml',
  )
  bad.page('/picture', 'xx', 'image/png')
  bad.page('/empty', '<html><body></body></html>')
  bad.page('/good', pageOf('Good', storyText(501), 'P'))
  const own = await watcher({ visit: { maxAgeDays: 0, intervalSeconds: 60, attemptsPerItem: 2 } })
  await own.add(['/html', '/laughs', '/missing', '/mixed'].map((path) => bad.origin + path))
  const reports = new Map((await own.round()).map((report) => [report.url.slice(bad.origin.length), report]))
  for (const path of ['/html', '/laughs', '/missing'])
    expect(reports.get(path), path).toMatchObject({ outcome: 'failed' })
  expect(reports.get('/mixed')).toMatchObject({ outcome: 'read', delivered: 1 })
  expect(reports.get('/mixed')?.problems).toHaveLength(3)
  const dueIn = (path: string): number =>
    ((own.list().find(({ url }) => url === bad.origin + path)?.due ?? 0) - Date.now()) / 1000
  expect(dueIn('/missing')).toBeGreaterThan(100)
  await own.round(true)
  expect(dueIn('/missing')).toBeGreaterThan(220)
  // The failing items had their two tries.
  await own.round(true)
  expect([bad.countOf('/gone'), bad.countOf('/good')]).toEqual([2, 1])
})

test('a sitemap index leads to its sitemaps and these to their pages; only those', async () => {
  const map = await openSite()
  sites.push(map)
  const xml = 'application/xml'
  map.page(
    '/index.xml',
    `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>${map.origin}/one.xml</loc></sitemap></sitemapindex>`,
    xml,
  )
  map.page(
    '/one.xml',
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${map.origin}/page</loc></url></urlset>`,
    xml,
  )
  map.page('/page', pageOf('From the map', storyText(601), 'P'))
  const own = await watcher()
  await own.add([`${map.origin}/index.xml`])
  await own.round()
  expect(await articles("WHERE a.title = 'From the map'")).toHaveLength(1)
  expect(await own.remove(`${map.origin}/index.xml`)).toBe(true)
  expect(own.list().filter(({ url }) => url.startsWith(map.origin))).toEqual([])
  expect((await watcher()).list().filter(({ url }) => url.startsWith(map.origin))).toEqual([])
})

test('old items are left alone, and one visit takes no more than its limit', async () => {
  const much = await openSite()
  sites.push(much)
  const today = new Date().toUTCString()
  much.page(
    '/rss',
    rssOf([
      { url: `${much.origin}/old`, title: 'Old', date: 'Mon, 01 Jan 2018 00:00:00 GMT' },
      ...[1, 2, 3].map((n) => ({ url: `${much.origin}/n${n}`, title: `N${n}`, date: today })),
    ]),
    'text/xml',
    { etag: '"x"' },
  )
  for (const n of [1, 2, 3]) much.page(`/n${n}`, pageOf(`N${n}`, storyText(700 + n), 'P'))
  const own = await watcher({ visit: { maxAgeDays: 30, maxItemsPerVisit: 3, intervalSeconds: 60 } })
  await own.add([`${much.origin}/rss`])
  const first = (await own.round()).find(({ url }) => url.startsWith(much.origin))
  expect(first).toMatchObject({ items: 4, delivered: 2, skipped: 1 })
  const second = (await own.round(true)).find(({ url }) => url.startsWith(much.origin))
  expect(second).toMatchObject({ delivered: 1 })
  expect(much.countOf('/old')).toBe(0)
})

test('after all this the graph is exact: feeds and sources disturb nothing', async () => {
  expect((await checkStore(store)).differences).toEqual([])
})
