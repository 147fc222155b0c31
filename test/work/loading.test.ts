// Loading an archive on threads: in order, once, resumable; a poisoned article ends within its limit and harms no other.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { EntenteError } from '../../graph/errors.ts'
import { generateArticles } from '../../graph/generate/write-articles.ts'
import { checkStore } from '../../graph/load/check-store.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { articleSource } from '../../graph/work/article-source.ts'
import { type ItemOutcome, type LoadOptions, type LoadProgress, loadSource } from '../../graph/work/load-source.ts'
import { openReadingPool, type ReadingPool } from '../../graph/work/reading-pool.ts'

vi.setConfig({ testTimeout: 240_000 })

const folder = mkdtempSync(join(tmpdir(), 'entente-work-'))
let store: GraphStore
let pool: ReadingPool
let number = 0

beforeAll(async () => {
  pool = openReadingPool({ threads: 2, timeLimitMs: 12_000, memoryLimitMb: 200 })
})
beforeEach(async () => {
  await store?.close()
  store = await openStore({ dataFolder: join(folder, `store-${++number}`) })
  await prepareStore(store)
})
afterAll(async () => {
  await pool.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Articles with the statements that they are known to make, as one .jsonl file: what is measured is the loading. */
const writeArchive = (name: string, articles: number, seed = 1): string => {
  const path = join(folder, name)
  const lines = [...generateArticles({ articles, seed })].map(({ expected, ...article }) =>
    JSON.stringify({ ...article, ...expected }),
  )
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}
const load = async (
  paths: string[],
  options: Partial<LoadOptions> = {},
): Promise<{ outcomes: ItemOutcome[]; summary: Awaited<ReturnType<typeof loadSource>> }> => {
  const outcomes: ItemOutcome[] = []
  const summary = await loadSource({
    source: articleSource(paths),
    store,
    pool,
    onOutcome: (o) => outcomes.push(o),
    ...options,
  })
  return { outcomes, summary }
}
const countOf = async (label: string): Promise<unknown> =>
  (await store.read(`MATCH (n:${label}) RETURN count(n) AS n`))[0]?.n

test('articles are written in the order of the file, whatever the threads do, and progress counts to the end', async () => {
  const progress: LoadProgress[] = []
  const { outcomes, summary } = await load([writeArchive('order.jsonl', 120)], {
    batch: 16,
    onProgress: (p) => progress.push(p),
  })
  expect(outcomes.map(({ article }) => article)).toEqual(Array.from({ length: 120 }, (_, i) => `gen-1-${i}`))
  expect(summary).toMatchObject({ loaded: 120, failed: 0, unchanged: 0 })
  expect(progress.at(-1)).toMatchObject({ done: 120, failed: 0, fraction: 1, secondsLeft: 0 })
  expect(progress.map(({ done }) => done)).toEqual([...progress.map(({ done }) => done)].sort((a, b) => a - b))
  expect(await countOf('Article')).toBe(120)
  expect((await checkStore(store)).differences).toEqual([])
})

test('a second load changes nothing, one that was ended in the middle is taken up, a changed article is replaced', async () => {
  const path = writeArchive('resume.jsonl', 90, 2)
  const stop = new AbortController()
  const first = await load([path], {
    batch: 8,
    signal: stop.signal,
    onOutcome: (o) => o.article === 'gen-2-30' && stop.abort(),
  })
  expect(first.summary.loaded).toBeGreaterThan(30)
  expect(first.summary.loaded).toBeLessThan(90)
  const second = await load([path])
  expect(second.summary.loaded + first.summary.loaded).toBe(90)
  expect(second.summary.unchanged).toBe(first.summary.loaded)
  const statements = await countOf('Statement')
  expect((await load([path], { reread: true })).summary).toMatchObject({ unchanged: 90, loaded: 0, replaced: 0 })
  expect(await countOf('Statement')).toBe(statements)
  const [article] = generateArticles({ articles: 1, seed: 2 })
  writeFileSync(
    join(folder, 'changed.jsonl'),
    JSON.stringify({ ...article, text: `${article?.text} More.`, expected: undefined }),
  )
  expect((await load([join(folder, 'changed.jsonl')])).summary).toMatchObject({ replaced: 1 })
})

test('what this reader has read already is not read again', async () => {
  const path = join(folder, 'plain.jsonl')
  writeFileSync(
    path,
    [...generateArticles({ articles: 20, seed: 3 })]
      .map((a) => JSON.stringify({ ...a, expected: undefined }))
      .join('\n'),
  )
  await load([path])
  let read = 0
  const counting: ReadingPool = {
    ...pool,
    read: (article) => {
      read++
      return pool.read(article)
    },
  }
  expect((await load([path], { pool: counting })).summary).toMatchObject({ unchanged: 20 })
  expect(read).toBe(0)
  await load([path], { pool: counting, reread: true })
  expect(read).toBe(20)
})

test('the same article twice in one file: the later line stands', async () => {
  const line = (text: string): string => JSON.stringify({ id: 'twin', lang: 'en', text })
  const path = join(folder, 'twins.jsonl')
  writeFileSync(path, [line('Turkey exports wheat to Japan.'), line('Japan exports cars to Turkey.')].join('\n'))
  expect((await load([path])).outcomes.map(({ outcome }) => outcome)).toEqual(['loaded', 'replaced'])
  expect((await store.read('MATCH (a:Article) RETURN a.text AS text'))[0]?.text).toBe('Japan exports cars to Turkey.')
})

test('poisoned files and lines fail with a reason, each alone, while all others are loaded', async () => {
  const poison = join(folder, 'poison')
  mkdirSync(poison, { recursive: true })
  const put = (name: string, content: string | Buffer): void => writeFileSync(join(poison, name), content)
  put('a-good.txt', 'Turkey exports wheat to Japan.')
  put('b-binary.txt', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)))
  put('c-large.txt', Buffer.alloc(50_000_000, 'word '))
  put('d-broken.pdf', `%PDF-1.7\n${'1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n'.repeat(2000)}`)
  put('e-laughs.html', `<!DOCTYPE html [<!ENTITY a "${'ha'.repeat(1000)}">]>${'<p>&a;'.repeat(10)}`)
  put('f-deep.html', `<html><body>${'<div>'.repeat(300_000)}deep`)
  put('g-bomb.docx', gzipSync(Buffer.alloc(10_000_000)))
  put('h-empty.txt', '')
  put('i-line.txt', 'word '.repeat(60_000))
  put(
    'j-lines.jsonl',
    `${JSON.stringify({ id: 'j1', lang: 'en', text: 'Japan exports cars to Turkey.' })}\nnot json\n{"id":"j3"}\n${JSON.stringify({ id: 'j4', lang: 'en', text: 'Oman imports pumps.' })}\n`,
  )
  appendFileSync(
    join(poison, 'j-lines.jsonl'),
    `{"id":"j5","text":"${'x'.repeat(21_000_000)}"}\n${JSON.stringify({ id: 'j6', lang: 'en', text: 'Peru imports pumps.' })}`,
  )
  put('z-good.txt', 'Oman exports copper to India.')
  const { outcomes, summary } = await load([poison])
  const results = new Map(outcomes.map((o) => [o.name.slice(poison.length + 1), o]))
  for (const name of ['a-good.txt', 'j-lines.jsonl:1', 'j-lines.jsonl:4', 'j-lines.jsonl:6', 'z-good.txt'])
    expect(results.get(name)?.outcome, name).toBe('loaded')
  for (const name of [
    'b-binary.txt',
    'c-large.txt',
    'd-broken.pdf',
    'f-deep.html',
    'g-bomb.docx',
    'h-empty.txt',
    'i-line.txt',
    'j-lines.jsonl:2',
    'j-lines.jsonl:3',
    'j-lines.jsonl:5',
  ]) {
    expect(results.get(name)?.outcome, name).toBe('failed')
    expect(results.get(name)?.reason, name).toMatch(/\w+/)
  }
  expect(summary.loaded).toBeGreaterThanOrEqual(5)
  expect((await checkStore(store)).differences).toEqual([])
})

test('a text that takes more memory than a thread may have ends alone, and the pool goes on', async () => {
  const small = openReadingPool({ threads: 1, memoryLimitMb: 100 })
  const page = (html: string) => small.open({ kind: 'page', name: 'https://a.example/', html, id: 'a' })
  try {
    const error = await page('<p>word</p>'.repeat(90_000)).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(EntenteError)
    expect((error as EntenteError).kind).toBe('LimitExceeded')
    expect((error as EntenteError).message).toContain('memoryLimitMb')
    expect(await page('<p>Turkey exports wheat to Japan.</p>')).toHaveLength(1)
  } finally {
    await small.close()
  }
})

test('web archives are read page by page, plain or packed', async () => {
  const page = (url: string, html: string, status = '200 OK', type = 'text/html; charset=utf-8'): string => {
    const http = `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(html)}\r\n\r\n${html}`
    return `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nWARC-Date: 2024-03-05T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:${url.length}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${Buffer.byteLength(http)}\r\n\r\n${http}\r\n\r\n`
  }
  const body = (text: string): string =>
    `<html lang="en"><head><title>T</title></head><body><article><p>${text}</p></article></body></html>`
  const long = 'Turkey exports wheat to Japan. '.repeat(20)
  const records = [
    page('https://a.example/1', body(long)),
    page('https://a.example/404', body('gone'), '404 Not Found'),
    page('https://a.example/pic', 'xxx', '200 OK', 'image/png'),
    page('https://a.example/2', body(`${long} Oman imports pumps.`)),
  ]
  writeFileSync(join(folder, 'plain.warc'), records.join(''))
  writeFileSync(join(folder, 'packed.warc.gz'), Buffer.concat(records.map((record) => gzipSync(record))))
  const { outcomes } = await load([join(folder, 'plain.warc')])
  expect(outcomes.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['https://a.example/1', 'loaded'],
    ['https://a.example/2', 'loaded'],
  ])
  expect((await load([join(folder, 'packed.warc.gz')])).summary).toMatchObject({ unchanged: 2, failed: 0 })
  writeFileSync(join(folder, 'torn.warc.gz'), gzipSync(records.join('')).subarray(0, 200))
  writeFileSync(join(folder, 'none.warc'), 'not a web archive at all\n')
  for (const name of ['torn.warc.gz', 'none.warc']) {
    const torn = await load([join(folder, name)])
    expect(torn.summary.loaded, name).toBe(0)
  }
})

test('lines of news collections are understood; addresses without text are refused with a hint', async () => {
  const path = join(folder, 'gdelt.jsonl')
  writeFileSync(
    path,
    [
      {
        url: 'https://b.example/1',
        title: 'Wheat',
        seendate: '20240305T081500Z',
        domain: 'b.example',
        language: 'English',
        sourcecountry: 'Turkey',
        content: 'Turkey exports wheat to Japan.',
      },
      {
        url: 'https://b.example/2',
        title: 'No text',
        seendate: '20240305T081500Z',
        domain: 'b.example',
        language: 'English',
      },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  )
  const { outcomes } = await load([path])
  expect(outcomes[0]).toMatchObject({ outcome: 'loaded' })
  expect(outcomes[1]).toMatchObject({ outcome: 'failed' })
  expect(outcomes[1]?.reason).toContain('entente watch')
  const [row] = await store.read(
    'MATCH (a:Article) RETURN a.url AS url, a.date AS date, a.language AS language, a.publisher AS publisher',
  )
  expect(row).toEqual({ url: 'https://b.example/1', date: '2024-03-05', language: 'en', publisher: 'b.example' })
})

test('memory does not grow with the length of the file', async () => {
  const path = join(folder, 'long.jsonl')
  // Forty megabytes that the store takes in one by one: an article that is replaced over and over.
  const text = 'Turkey exports wheat to Japan. '.repeat(300)
  writeFileSync(
    path,
    Array.from({ length: 4000 }, (_, i) =>
      JSON.stringify({ id: i % 2 ? 'odd' : 'even', lang: 'en', text: `${text}${i}` }),
    ).join('\n'),
  )
  let taken = 0
  const source = (async function* () {
    for await (const item of articleSource([path])) {
      taken++
      yield item
    }
  })()
  let done = 0
  const ahead: number[] = []
  const instant: Pick<ReadingPool, 'threads' | 'open' | 'read'> = {
    threads: 2,
    open: pool.open,
    read: async () => ({ entities: [], mentions: [], statements: [], countrySectors: [], notes: [] }),
  }
  const stop = new AbortController()
  await loadSource({
    source,
    store,
    pool: instant,
    batch: 4,
    signal: stop.signal,
    onOutcome: () => {
      ahead.push(taken - ++done)
      if (done === 60) stop.abort()
    },
  })
  expect(Math.max(...ahead)).toBeLessThan(150)
})
