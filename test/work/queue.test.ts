// The queue on a real Redis: every article once, failures with their reasons, nothing lost with a worker or with Redis.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { EntenteError } from '../../graph/errors.ts'
import { generateArticles } from '../../graph/generate/write-articles.ts'
import { checkStore } from '../../graph/load/check-store.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { type ArticleQueue, openArticleQueue } from '../../graph/work/article-queue.ts'
import { articleSource } from '../../graph/work/article-source.ts'
import { enqueueSource } from '../../graph/work/enqueue-source.ts'
import type { QueueJob } from '../../graph/work/queue-job.ts'
import {
  type QueueWorker,
  startQueueWorker,
  type WorkerEvent,
  type WorkerSettings,
} from '../../graph/work/queue-worker.ts'
import { openReadingPool, type ReadingPool } from '../../graph/work/reading-pool.ts'
import { hasRedisServer, type RedisServer, startRedis } from './redis-server.ts'

vi.setConfig({ testTimeout: 240_000 })

const folder = mkdtempSync(join(tmpdir(), 'entente-queue-'))
const external = process.env.REDIS_URL
let redis: RedisServer | undefined
let url = ''
let pool: ReadingPool
let store: GraphStore
let queue: ArticleQueue
let workers: QueueWorker[] = []
let events: WorkerEvent[] = []
let prefix = ''
let number = 0

const work = (settings: Partial<WorkerSettings> = {}): QueueWorker => {
  const worker = startQueueWorker({
    url,
    store,
    pool,
    lockMs: 2000,
    prefix,
    onEvent: (event) => events.push(event),
    ...settings,
  })
  workers.push(worker)
  return worker
}
const until = async (isReached: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isReached())) await sleep(25)
}
const idle = (): Promise<void> =>
  until(async () => {
    const { waiting, active, delayed } = await queue.depth()
    return waiting + active + delayed === 0
  })
const lineOf = (text: string, id: string): QueueJob => ({
  kind: 'line',
  name: id,
  line: JSON.stringify({ id, lang: 'en', text }),
})
const countOf = async (label: string): Promise<unknown> =>
  (await store.read(`MATCH (n:${label}) RETURN count(n) AS n`))[0]?.n

describe.skipIf(!hasRedisServer && !external)('the queue of articles', () => {
  beforeAll(async () => {
    if (!external) redis = await startRedis()
    url = external ?? redis?.url ?? ''
    pool = openReadingPool({ threads: 1, timeLimitMs: 12_000, memoryLimitMb: 200 })
    store = await openStore({ dataFolder: join(folder, 'store') })
    await prepareStore(store)
  })
  beforeEach(() => {
    prefix = `test-${process.pid}-${++number}`
    events = []
    queue = openArticleQueue({ url, prefix, backoffMs: 50, attempts: 4 })
  })
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close()))
    workers = []
    await queue.drop('all')
    await queue.close()
  })
  afterAll(async () => {
    await pool?.close()
    await store?.close()
    await redis?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('an archive goes through the queue into the store, each article once', async () => {
    const path = join(folder, 'archive.jsonl')
    writeFileSync(
      path,
      [...generateArticles({ articles: 60, seed: 4 })]
        .map(({ expected, ...a }) => JSON.stringify({ ...a, ...expected }))
        .join('\n'),
    )
    work()
    expect(await enqueueSource({ source: articleSource([path]), queue })).toEqual({ sent: 60, refused: 0 })
    await idle()
    expect(await countOf('Article')).toBe(60)
    expect((await checkStore(store)).differences).toEqual([])
    // The same again: the store is as it was.
    await enqueueSource({ source: articleSource([path]), queue })
    await idle()
    await until(() => events.filter(({ event }) => event === 'done').length === 120)
    expect(await countOf('Article')).toBe(60)
    expect((await checkStore(store)).differences).toEqual([])
  })

  test('what waits already is not added again, but a text that comes back later is', async () => {
    const [a, b] = [lineOf('Turkey exports wheat to Japan.', 'back'), lineOf('Japan exports cars to Turkey.', 'back')]
    await queue.enqueue([a, a])
    await queue.enqueue([{ ...a, name: 'elsewhere' } as QueueJob])
    expect((await queue.depth()).waiting).toBe(1)
    work()
    const textNow = async (): Promise<unknown> =>
      (await store.read("MATCH (a:Article {id: 'back'}) RETURN a.text AS text"))[0]?.text
    await idle()
    for (const job of [b, a]) {
      await queue.enqueue([job])
      await idle()
    }
    await until(async () => (await textNow()) === 'Turkey exports wheat to Japan.')
  })

  test('poison ends among the dead letters with its reason, the others are done; replay and drop do what they say', async () => {
    const poison = join(folder, 'poison')
    mkdirSync(poison)
    writeFileSync(join(poison, 'a.pdf'), '%PDF-1.7 broken')
    writeFileSync(join(poison, 'b.txt'), Buffer.from([0, 255, 1, 254]))
    writeFileSync(join(poison, 'c.txt'), Buffer.alloc(50_000_000, 'word '))
    writeFileSync(join(poison, 'd.html'), `<body>${'<div>'.repeat(300_000)}`)
    writeFileSync(join(poison, 'e.html'), `<!DOCTYPE html [<!ENTITY a "ha">]><p>${'&a;'.repeat(100)} no.</p>`)
    writeFileSync(join(poison, 'good.txt'), 'Oman exports copper to India.')
    work()
    expect(await enqueueSource({ source: articleSource([poison]), queue })).toEqual({ sent: 6, refused: 1 })
    await idle()
    const letters = await queue.deadLetters(10)
    const reasons = new Map(letters.map(({ name, reason }) => [name.split('/').pop(), reason]))
    expect(reasons.get('a.pdf')).toMatch(/InvalidInput/)
    expect(reasons.get('b.txt')).toMatch(/InvalidInput/)
    expect(reasons.get('c.txt')).toMatch(/LimitExceeded.*maxFileBytes/)
    expect(reasons.get('d.html')).toMatch(/LimitExceeded/)
    expect(reasons.has('good.txt')).toBe(false)
    expect((await store.read("MATCH (a:Article {id: 'good'}) RETURN a.id AS id")).length).toBe(1)
    // Tried once only: trying again would not help.
    expect(letters.every(({ attempts }) => attempts <= 1)).toBe(true)
    const [first] = letters
    expect(await queue.replay([first?.id ?? ''])).toBe(1)
    await idle()
    expect((await queue.deadLetters(10)).length).toBe(letters.length)
    expect(await queue.replay(['no-such-id'])).toBe(0)
    expect(await queue.drop([first?.id ?? ''])).toBe(1)
    expect((await queue.depth()).failed).toBe(letters.length - 1)
  })

  test('what fails for a passing reason is tried again, later each time, until it works', async () => {
    await queue.close()
    queue = openArticleQueue({ url, prefix, backoffMs: 50, attempts: 12 })
    work()
    await queue.enqueue([
      { kind: 'source', name: 'x', article: 'late', source: { url: 'https://c.example/1', publisher: 'C' } },
    ])
    await until(() => events.some((e) => e.event === 'failed' && !e.final))
    await queue.enqueue([lineOf('Peru imports pumps from Belgium.', 'late')])
    await idle()
    const [row] = await store.read("MATCH (a:Article {id: 'late'}) RETURN a.sources AS sources")
    expect(row?.sources).toEqual(['https://c.example/1'])
  })

  test('what never works is a dead letter after its tries, and a replay gives it new ones', async () => {
    work()
    await queue.enqueue([
      { kind: 'source', name: 'x', article: 'missing', source: { url: 'https://c.example/1', publisher: 'C' } },
    ])
    await idle()
    expect(await queue.deadLetters(5)).toMatchObject([
      { name: 'x', attempts: 4, reason: expect.stringContaining('missing') },
    ])
    await queue.enqueue([lineOf('Peru imports pumps from Belgium.', 'missing')])
    await idle()
    expect(await queue.replay('all')).toBe(1)
    await idle()
    expect(await queue.deadLetters(5)).toEqual([])
  })

  test('a sender waits while too much is waiting', async () => {
    const path = join(folder, 'many.jsonl')
    writeFileSync(
      path,
      Array.from({ length: 500 }, (_, i) =>
        JSON.stringify({ id: `w${i}`, lang: 'en', text: `Oman imports pumps ${i}.` }),
      ).join('\n'),
    )
    const stop = new AbortController()
    const sent: number[] = []
    const sending = enqueueSource({
      source: articleSource([path]),
      queue,
      maxWaiting: 150,
      signal: stop.signal,
      onProgress: (p) => sent.push(p.sent),
    })
    await until(async () => (await queue.depth()).waiting >= 150)
    await sleep(700)
    expect((await queue.depth()).waiting).toBe(200)
    stop.abort()
    expect(await sending).toMatchObject({ sent: 200 })
    work({ concurrency: 50 })
    await idle()
  })

  test('the rate holds over all workers', async () => {
    work({ rate: 5 })
    work({ rate: 5 })
    const started = performance.now()
    await queue.enqueue(Array.from({ length: 16 }, (_, i) => lineOf(`Oman imports pumps ${i}.`, `rate-${i}`)))
    await idle()
    // Sixteen at five a second: the last of them in the fourth second.
    expect(performance.now() - started).toBeGreaterThan(2800)
  })

  test('figures for Prometheus count outcomes, failures and depth', async () => {
    const worker = work()
    await queue.enqueue([
      lineOf('Oman imports pumps.', 'fig'),
      { kind: 'refused', name: 'r', reason: 'LimitExceeded: large' },
    ])
    await idle()
    await until(() => events.length >= 2)
    expect(worker.prometheus()).toMatch(/^entente_worker_articles_total\{outcome="loaded"\} 1$/m)
    expect(worker.prometheus()).toMatch(/^entente_worker_failures_total\{final="true"\} 1$/m)
    expect(await queue.prometheus()).toMatch(/^entente_queue_jobs\{state="failed"\} 1$/m)
  })

  test('a Redis that is away is told soon and clearly, without its password', async () => {
    const away = openArticleQueue({ url: 'redis://:secret@127.0.0.1:9' })
    const error = await away.enqueue([lineOf('x', 'y')]).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(EntenteError)
    expect((error as EntenteError).kind).toBe('StoreUnavailable')
    expect((error as EntenteError).message).not.toContain('secret')
    await away.close()
    expect(() => openArticleQueue({ url: 'http://127.0.0.1' })).toThrow(EntenteError)
  })
})
