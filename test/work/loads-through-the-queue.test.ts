// A server with a queue: what is sent to it is read and written by workers, and its jobs, events and figures tell of that.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { apiSettingsFrom } from '../../api/api-settings.ts'
import { type RunningServer, startServer } from '../../api/start-server.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { type QueueWorker, startQueueWorker } from '../../graph/work/queue-worker.ts'
import { openReadingPool, type ReadingPool } from '../../graph/work/reading-pool.ts'
import { entente } from '../cli/run-entente.ts'
import { hasRedisServer, type RedisServer, startRedis } from './redis-server.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'entente-queued-loads-'))

describe.skipIf(!hasRedisServer)('a server with a queue', () => {
  let redis: RedisServer
  let store: GraphStore
  let pool: ReadingPool
  let server: RunningServer
  let worker: QueueWorker | undefined

  const serve = (env: Record<string, string> = {}): Promise<RunningServer> =>
    startServer(store, apiSettingsFrom({ PORT: '0', ENTENTE_LOG: 'silent', ...env }), {
      queue: { url: redis.url, attempts: 2, backoffMs: 20 },
      checkAnswers: true,
    })
  const ask = async (
    path: string,
    init: RequestInit = {},
  ): Promise<{ status: number; body: Record<string, never> }> => {
    const response = await fetch(`${server.url}${path}`, init)
    return { status: response.status, body: (await response.json()) as Record<string, never> }
  }
  const send = (body: object, query = ''): ReturnType<typeof ask> =>
    ask(`/api/articles${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const work = (): void => {
    worker = startQueueWorker({ url: redis.url, store, pool, lockMs: 2000 })
  }

  beforeAll(async () => {
    redis = await startRedis()
    store = await openStore({ dataFolder: join(folder, 'data') })
    await prepareStore(store)
    pool = openReadingPool({ threads: 1 })
    server = await serve()
  })
  afterAll(async () => {
    await server?.stop()
    await worker?.close()
    await pool?.close()
    await store?.close()
    await redis?.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  test('takes loads while no worker is there, and tells of them once one is', async () => {
    const begun = await send({ id: 'queued-one', text: 'Oman exports copper to Belgium.' }, '?job=true')
    expect(begun).toMatchObject({ status: 202, body: { job: { state: 'running', articles: null } } })
    const { id } = (begun.body as unknown as { job: { id: string } }).job
    await vi.waitFor(async () => expect((await ask('/api/queue')).body).toMatchObject({ queue: { waiting: 1 } }))
    expect(await store.read('MATCH (a:Article) RETURN a.id AS id')).toEqual([])
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    expect(metrics).toContain('entente_queue_jobs{state="waiting"} 1')
    const events = fetch(`${server.url}/api/jobs/${id}/events`)
    work()
    const told = await (await events).text()
    expect(told).toMatch(/event: done\ndata: .*"outcome":"loaded"/)
    expect((await ask(`/api/jobs/${id}`)).body).toMatchObject({
      state: 'done',
      articles: [{ id: 'queued-one', outcome: 'loaded', statements: expect.any(Number) }],
    })
    expect(await store.read('MATCH (a:Article) RETURN a.id AS id')).toEqual([{ id: 'queued-one' }])
  })

  test('answers as one without a queue where workers are quick, for a text, a page and a file of several articles', async () => {
    const text = await send({ id: 'queued-two', text: 'Peru imports pumps from Norway.' })
    expect(text).toMatchObject({ status: 200, body: { articles: [{ id: 'queued-two', outcome: 'loaded' }] } })
    const again = await send({ id: 'queued-two', text: 'Peru imports pumps from Norway.' })
    expect(again).toMatchObject({ status: 200, body: { articles: [{ id: 'queued-two', outcome: 'unchanged' }] } })
    const paragraph = 'Ghana signed an agreement on railways with Portugal in Accra on Monday, its ministry said. '
    const html = `<html><head><title>Rails</title></head><body><article><p>${paragraph.repeat(6)}</p></article></body></html>`
    const page = await send({ id: 'queued-page', html, date: '2021-02-03' })
    expect(page).toMatchObject({ status: 200, body: { articles: [{ id: 'queued-page', outcome: 'loaded' }] } })
    const [row] = await store.read("MATCH (a:Article {id: 'queued-page'}) RETURN a.date AS date")
    expect(row).toEqual({ date: '2021-02-03' })
    const lines = ['a', 'b', 'c'].map((id) =>
      JSON.stringify({ id: `lines-${id}`, text: `Chile exports copper ${id}.` }),
    )
    const file = await ask('/api/articles?name=lines.jsonl', {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: lines.join('\n'),
    })
    const ids = (file.body as unknown as { articles: { id: string }[] }).articles.map(({ id }) => id)
    expect(ids).toEqual(['lines-a', 'lines-b', 'lines-c'])
  })

  test('answers what cannot be read as one without a queue does, and keeps it as a dead letter that can be tried again', async () => {
    const broken = (): ReturnType<typeof ask> =>
      ask('/api/articles?name=broken.jsonl', {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson' },
        body: '{"id": "no-text"}',
      })
    const first = await broken()
    expect(first).toMatchObject({ status: 400, body: { code: 'InvalidInput' } })
    const letters = (await ask('/api/queue')).body as unknown as { queue: { failed: number; deadLetters: object[] } }
    expect(letters.queue).toMatchObject({ failed: 1, deadLetters: [{ name: 'broken.jsonl' }] })
    expect(await broken()).toEqual(first)
    const listed = await entente(['queue', 'failed', '--redis', redis.url], { data: join(folder, 'none') })
    expect(listed.out).toContain('broken.jsonl')
  })

  test('answers with a job where its patience ends before the work does', async () => {
    await worker?.close()
    await server.stop()
    server = await serve({ ENTENTE_QUEUE_PATIENCE_MS: '1' })
    const slow = await send({ id: 'queued-late', text: 'Kenya exports tea to Poland.' })
    expect(slow).toMatchObject({ status: 202, body: { job: { state: 'running' } } })
    work()
    const { id } = (slow.body as unknown as { job: { id: string } }).job
    await vi.waitFor(async () => expect((await ask(`/api/jobs/${id}`)).body.state).toBe('done'), { timeout: 60_000 })
  })
})

test('the program refuses a queue without a store that workers can share', async () => {
  const said = await entente(['start', '--redis', 'redis://127.0.0.1:1'], { data: join(folder, 'own') })
  expect(said.code).toBe(1)
  expect(said.err).toMatch(/^entente: --redis needs Neo4j/)
})
