/**
 * The deployment with workers as its operator runs it, program by program: Redis, Neo4j, `entente start --redis` and
 * `entente worker`. What is sent to the server is read and written by the worker, and the server's answers hold it.
 */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { entente, launch, type Running, startEntente } from '../cli/run-entente.ts'
import { clearNeo4j, neo4jForTests, takeNeo4jTurn } from '../helpers/neo4j-server.ts'
import { hasRedisServer, type RedisServer, startRedis } from './redis-server.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 900_000 })

const neo4j = await neo4jForTests()

describe.skipIf(neo4j === null || !hasRedisServer)('a server with Neo4j, a queue and a worker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'entente-deployed-'))
  const data = join(folder, 'unused')
  const env = { NEO4J_URI: neo4j?.uri ?? '', NEO4J_USER: neo4j?.user ?? '', NEO4J_PASSWORD: neo4j?.password ?? '' }
  let endTurn = (): void => {}
  let redis: RedisServer
  let server: Running | undefined
  let worker: ChildProcess | undefined

  beforeAll(async () => {
    endTurn = await takeNeo4jTurn()
    if (neo4j) await clearNeo4j(neo4j)
    redis = await startRedis()
  })
  afterAll(async () => {
    worker?.kill('SIGKILL')
    await server?.stop()
    await redis?.stop()
    endTurn()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  const ask = async (path: string, body?: object): Promise<{ status: number; body: unknown }> => {
    const init = body && {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    }
    const response = await fetch(`${server?.url}${path}`, init)
    return { status: response.status, body: await response.json() }
  }

  test('takes an article before there is a worker, has it written by one, and answers from the graph', async () => {
    server = await startEntente({ data, env }, ['--redis', redis.url, '--no-seeds', '--port', '0'])
    expect(server.line).toContain(neo4j?.uri)
    const sent = await ask('/api/articles?job=true', { id: 'sent-early', text: 'Oman exports copper to Belgium.' })
    expect(sent).toMatchObject({ status: 202, body: { job: { state: 'running' } } })
    const { id } = (sent.body as { job: { id: string } }).job
    expect((await ask('/api/articles')).body).toMatchObject({ items: [] })

    worker = launch(['worker', '--redis', redis.url, '--threads', '1'], { data, env })
    await vi.waitFor(async () => expect((await ask(`/api/jobs/${id}`)).body).toMatchObject({ state: 'done' }), {
      timeout: 120_000,
      interval: 200,
    })
    const later = await ask('/api/articles', { id: 'sent-late', text: 'Peru imports pumps from Norway.' })
    expect(later).toMatchObject({ status: 200, body: { articles: [{ id: 'sent-late', outcome: 'loaded' }] } })
    expect((await ask('/api/statements?country=OMN')).body).toMatchObject({
      items: [{ subject: 'country:OMN', predicate: 'EXPORTS', evidence: 'Oman exports copper to Belgium.' }],
    })

    const checked = await entente(['check'], { data, env })
    expect([checked.code, checked.err]).toEqual([0, ''])
    const ended = once(worker, 'exit')
    worker.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(await server.stop()).toBe(0)
    server = undefined
  })
})
