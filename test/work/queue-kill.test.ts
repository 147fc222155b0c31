// Workers and Redis are killed at random while an archive is read: every article is in the store exactly once, and all
// that is derived from it is exact. ENTENTE_KILL_ARTICLES=2000 makes it long.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { generateArticles } from '../../graph/generate/write-articles.ts'
import { checkStore } from '../../graph/load/check-store.ts'
import { builtModule, packageRoot } from '../../graph/package-root.ts'
import { openArticleQueue } from '../../graph/work/article-queue.ts'
import { articleSource } from '../../graph/work/article-source.ts'
import { enqueueSource } from '../../graph/work/enqueue-source.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { hasRedisServer, startRedis } from './redis-server.ts'

const articleCount = Number(process.env.ENTENTE_KILL_ARTICLES ?? 60)
const folder = mkdtempSync(join(tmpdir(), 'entente-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let diedAlone = ''

/** Runs the command's own body in a process of its own. */
const startWorker = (url: string, environment: NodeJS.ProcessEnv): ChildProcess => {
  const program = `
    const { runWorker } = await import(${JSON.stringify(builtModule('graph/cli/run-worker.ts'))})
    const options = { redis: ${JSON.stringify(url)}, threads: 1, timeLimit: 30, memoryLimit: 1024, lock: 2 }
    // The store of a worker that was killed a moment ago may be held for some milliseconds more.
    for (let tries = 0; ; tries++)
      try {
        await runWorker(options)
        break
      } catch (error) {
        if (error.kind !== 'Conflict' || tries > 100) throw error
        await new Promise((resolve) => setTimeout(resolve, 100))
      }`
  const worker = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: packageRoot,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  worker.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000)
  })
  worker.on('exit', (code, signal) => {
    if (signal !== 'SIGKILL') diedAlone = `a worker ended by itself with ${code ?? signal}: ${said}`
  })
  return worker
}

if (!hasRedisServer) describe.skip('killed workers', () => test('need redis-server', () => {}))
else
  await describeOnBothStores('killed workers and a killed Redis', (under) => {
    test(
      'lose no article, write none twice, and leave everything derived exact',
      async () => {
        const store = await under.fresh()
        // The embedded store belongs to one process at a time: the worker's, until all is done.
        if (under.engine === 'embedded') await store.close()
        const redis = await startRedis()
        const queue = openArticleQueue({ url: redis.url })
        const path = join(folder, `${under.engine}.jsonl`)
        const articles = [...generateArticles({ articles: articleCount, seed: 8 })]
        writeFileSync(path, articles.map(({ expected, ...a }) => JSON.stringify({ ...a, ...expected })).join('\n'))
        const { neo4j, dataFolder } = under.settings
        const environment: NodeJS.ProcessEnv = neo4j
          ? { NEO4J_URI: neo4j.uri, NEO4J_USER: neo4j.user, NEO4J_PASSWORD: neo4j.password }
          : { ENTENTE_DATA: dataFolder, NEO4J_URI: '' }
        const workers = Array.from({ length: neo4j ? 2 : 1 }, () => startWorker(redis.url, environment))
        let kills = 0
        let over = false
        const left = async (): Promise<number | null> => {
          const depth = await queue.depth().catch(() => null)
          return depth && depth.waiting + depth.active + depth.delayed
        }
        // Kills go by the work that was done since the last one, not by the clock: a slow machine gets on, too.
        const killer = (async () => {
          let last = 0
          for (let goal = Number.POSITIVE_INFINITY; !over; ) {
            await sleep(20 + Math.random() * 200)
            const now = await left()
            if (now === null || now === 0) continue
            if (goal === Number.POSITIVE_INFINITY) goal = now - 1
            // What is sent meanwhile is no work done.
            else if (now > last) goal += now - last
            last = now
            if (now > goal) continue
            goal = now - Math.ceil((articleCount / 10) * (0.5 + Math.random()))
            kills++
            if (kills % 3 === 0) {
              await redis.kill()
              await sleep(200)
              await redis.start()
              continue
            }
            const victim = Math.floor(Math.random() * workers.length)
            const ended = once(workers[victim] as ChildProcess, 'exit')
            workers[victim]?.kill('SIGKILL')
            await ended
            workers[victim] = startWorker(redis.url, environment)
          }
        })()
        try {
          await enqueueSource({ source: articleSource([path]), queue })
          for (;;) {
            await sleep(300)
            expect(diedAlone).toBe('')
            if ((await left()) === 0) break
          }
          over = true
          await killer
          expect(kills).toBeGreaterThan(3)
          expect((await queue.deadLetters(5)).map(({ reason }) => reason)).toEqual([])
        } finally {
          over = true
          await killer.catch(() => {})
          for (const worker of workers) {
            const ended = once(worker, 'exit')
            if (worker.exitCode === null && worker.kill('SIGKILL')) await ended
          }
          await queue.close()
          await redis.stop()
        }
        const after = under.engine === 'embedded' ? await under.open() : store
        try {
          const rows = await after.read('MATCH (a:Article) RETURN a.id AS id ORDER BY id')
          expect(rows.map(({ id }) => id)).toEqual(articles.map(({ id }) => id).sort())
          const expected = articles.flatMap(({ expected: { statements } }) => statements).length
          expect((await after.read('MATCH (s:Statement) RETURN count(s) AS n'))[0]?.n).toBe(expected)
          expect((await checkStore(after)).differences).toEqual([])
        } finally {
          if (under.engine === 'embedded') await after.close()
        }
        if (process.env.ENTENTE_DEBUG) console.log(`${under.engine}: ${kills} kills`)
      },
      Math.max(400_000, articleCount * 2000),
    )
  })
