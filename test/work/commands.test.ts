// The commands as a person uses them: generate, send to the queue, work it off, look at it, watch a feed.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { builtModule } from '../../graph/package-root.ts'
import { openArticleQueue } from '../../graph/work/article-queue.ts'
import { openSite } from '../feeds/local-site.ts'
import { hasRedisServer, type RedisServer, startRedis } from './redis-server.ts'

// Each command is a process of its own: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 240_000 })

const folder = mkdtempSync(join(tmpdir(), 'entente-commands-'))
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

const environment = (data: string): NodeJS.ProcessEnv => {
  const { NEO4J_URI: _, REDIS_URL: __, ...rest } = process.env
  return { ...rest, ENTENTE_DATA: join(folder, data) }
}
const entente = (parameters: string[], data = 'data'): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [builtModule('graph/cli/entente.ts'), ...parameters],
      { env: environment(data), maxBuffer: 1e8 },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })

test('generate writes the same lines again, as many as asked for', async () => {
  const file = join(folder, 'generated.jsonl')
  const first = await entente(['generate', '--articles', '25', '--seed', '3', '--out', file])
  expect(first).toMatchObject({ code: 0, err: '' })
  const { out } = await entente(['generate', '--articles', '25', '--seed', '3'])
  expect(out).toBe(readFileSync(file, 'utf8'))
  expect(out.trimEnd().split('\n')).toHaveLength(25)
  expect((await entente(['generate', '--articles', 'many'])).code).not.toBe(0)
})

describe.skipIf(!hasRedisServer)('the queue by its commands', () => {
  let redis: RedisServer
  let worker: ChildProcess
  let said = ''
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(async () => {
    worker?.kill('SIGKILL')
    await redis?.stop()
  })

  test('load sends, queue shows, worker works and ends when asked, dead letters are shown and put back', async () => {
    const lines = [
      { id: 'c1', lang: 'en', text: 'Turkey exports wheat to Japan.' },
      { id: 'c2', lang: 'en', text: 'Oman imports pumps from Belgium.' },
    ]
    const file = join(folder, 'send.jsonl')
    writeFileSync(file, `${lines.map((line) => JSON.stringify(line)).join('\n')}\nbroken\n`)
    expect(await entente(['load', '--redis', redis.url, file])).toMatchObject({ code: 0 })
    expect(JSON.parse((await entente(['queue', '--redis', redis.url, '--json'])).out)).toMatchObject({
      waiting: 3,
      failed: 0,
    })
    worker = spawn(
      process.execPath,
      [builtModule('graph/cli/entente.ts'), 'worker', '--redis', redis.url, '--threads', '1', '--metrics-port', '0'],
      { env: environment('queue') },
    )
    worker.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    worker.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const queue = openArticleQueue({ url: redis.url })
    for (;;) {
      const { waiting, active, failed } = await queue.depth()
      if (waiting + active === 0 && failed === 1) break
      expect(worker.exitCode, said).toBeNull()
      await sleep(100)
    }
    await queue.close()
    const letters = (await entente(['queue', 'failed', '--redis', redis.url])).out
    expect(letters).toMatch(/send\.jsonl:3\n.*not JSON/)
    expect((await entente(['queue', 'replay', '--redis', redis.url, '--all'])).out).toBe('1 put back\n')
    expect((await entente(['queue', 'replay', '--redis', redis.url])).err).toMatch(/--all/)
    const ended = once(worker, 'exit')
    worker.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(said).toMatch(/worker ready[\s\S]*worker ended/)
    const { out } = await entente(['query', 'MATCH (a:Article) RETURN a.id AS id ORDER BY id'], 'queue')
    expect(out).toMatch(/c1[\s\S]*c2/)
  })
})

test('a worker or queue without Redis says so in one sentence', async () => {
  for (const parameters of [
    ['worker'],
    ['queue'],
    ['worker', '--redis', 'redis://127.0.0.1:9'],
    ['queue', '--redis', 'nonsense'],
  ]) {
    const { code, err } = await entente(parameters)
    expect(code, parameters.join(' ')).toBe(1)
    expect(err, parameters.join(' ')).toMatch(/^entente: .*\n$/)
  }
})

test('watch follows a feed once, remembers it, lists it and lets it go', async () => {
  const site = await openSite()
  try {
    const body =
      'Turkey exports wheat to Japan. Oman imports pumps from Belgium, the Ministry of Trade said on Monday. '.repeat(5)
    site.page(
      '/rss',
      `<rss version="2.0"><channel><title>Paper</title><item><title>Wheat</title><link>${site.origin}/wheat</link></item></channel></rss>`,
      'text/xml',
    )
    site.page(
      '/wheat',
      `<html lang="en"><head><title>Wheat</title></head><body><article><p>${body}</p></article></body></html>`,
    )
    const address = `${site.origin}/rss`
    expect((await entente(['watch', '--once', address], 'watch')).err).toMatch(/private/)
    const first = await entente(['watch', '--once', '--allow-private', '--pause', '0', address], 'watch')
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toBe(`${address} read: 1 items, 1 new, 0 of known stories, 0 passed over\n`)
    // The feed is remembered: no address is needed.
    expect((await entente(['watch', '--once', '--allow-private'], 'watch')).out).toContain('0 new')
    expect((await entente(['watch', '--list'], 'watch')).out).toContain(address)
    expect((await entente(['watch', '--remove', '--allow-private', address], 'watch')).code).toBe(0)
    expect((await entente(['watch', '--once'], 'watch')).err).toMatch(/no feed is watched/)
  } finally {
    await site.close()
  }
})
