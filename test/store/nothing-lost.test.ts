/** What the embedded store promises beyond its engine: the journal, recovery after power loss, killed engines, the lock. */
import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { EntenteError } from '../../graph/errors.ts'
import { addStorySource, storeWatchState, unvisitedFeed } from '../../graph/feeds/watch-state.ts'
import { checkStore } from '../../graph/load/check-store.ts'
import { forgetArticle } from '../../graph/load/forget-article.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import { mergeEntities, reviewStatement } from '../../graph/load/review-statement.ts'
import { builtModule } from '../../graph/package-root.ts'
import { rebuildStore } from '../../graph/rebuild-store.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { Journal } from '../../graph/store/journal.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { temporaryFolder } from '../helpers/both-stores.ts'
import { dumpGraph } from '../helpers/dump-graph.ts'
import { generatedArticle, randomFrom } from '../helpers/generated-articles.ts'
import { samples } from '../helpers/sample-readings.ts'

const prepared = async (dataFolder: string): Promise<GraphStore> => {
  const store = await openStore({ dataFolder })
  await prepareStore(store)
  return store
}

const fill = async (store: GraphStore): Promise<void> => {
  for (const { article, reading } of samples) await loadArticle(store, article, reading)
  const [first] = samples[0]?.reading.statements ?? []
  await reviewStatement(store, first?.id as string, { decision: 'rejected', by: 'ann', at: '2024-01-01T00:00:00Z' })
  await mergeEntities(store, 'org:nordstal', 'org:nord-stal', { by: 'ann', at: '2024-01-02T00:00:00Z' })
  const printed = { url: 'https://paper.example.org/printed-it', publisher: 'Paper' }
  await addStorySource(store, 'harbour-steel', printed, new Uint32Array(128).fill(5))
  await storeWatchState(store).saveFeed(unvisitedFeed('https://paper.example.org/feed'))
}

const messageOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: EntenteError) => `${error.kind}: ${error.message}`,
  )

/** Child processes of this one that hold an engine. Linux only. */
const engines = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const [parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) . /s, '')
          .split(' ')
        return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('engine-child')
      } catch {
        return false
      }
    })
    .map(Number)

describe('the journal', () => {
  const folder = temporaryFolder()

  it('makes the whole graph again when the graph is gone', async () => {
    const dataFolder = join(folder, 'gone')
    const store = await prepared(dataFolder)
    await fill(store)
    const before = await dumpGraph(store)
    await store.close()
    expect(await rebuildStore({ dataFolder })).toEqual({ applied: samples.length + 4 })
    const again = await prepared(dataFolder)
    expect(await dumpGraph(again)).toEqual(before)
    expect((await checkStore(again)).differences).toEqual([])
    await again.close()
  })

  it('brings back what the engine lost with the power, without being asked', async () => {
    const dataFolder = join(folder, 'power')
    const store = await prepared(dataFolder)
    await loadArticle(store, samples[0]!.article, samples[0]!.reading)
    await store.close()
    cpSync(dataFolder, join(folder, 'older'), { recursive: true })
    const later = await prepared(dataFolder)
    await fill(later)
    await forgetArticle(later, 'north-mine')
    const before = await dumpGraph(later)
    await later.close()
    for (const name of readdirSync(dataFolder).filter((entry) => entry.startsWith('graph.')))
      rmSync(join(dataFolder, name), { recursive: true })
    for (const name of readdirSync(join(folder, 'older')).filter((entry) => entry.startsWith('graph.')))
      cpSync(join(folder, 'older', name), join(dataFolder, name), { recursive: true })
    const recovered = await openStore({ dataFolder })
    expect((await prepareStore(recovered)).recovered).toBeGreaterThan(0)
    expect(await dumpGraph(recovered)).toEqual(before)
    await recovered.close()
  })

  it('holds nothing any more of an article that was forgotten', async () => {
    const dataFolder = join(folder, 'forgotten')
    const store = await prepared(dataFolder)
    await fill(store)
    await forgetArticle(store, 'harbour-steel')
    const text = readFileSync(join(dataFolder, 'journal.jsonl'), 'utf8')
    expect(text).not.toContain('Tema')
    expect(text).not.toContain('printed-it')
    expect(text).toContain('Fish for Accra')
    const before = await dumpGraph(store)
    await store.close()
    await rebuildStore({ dataFolder })
    const again = await prepared(dataFolder)
    expect(await dumpGraph(again)).toEqual(before)
    await again.close()
  })

  for (const torn of ['{"kind":"load","arti', '\0\0\0\0\0\0', '{"kind":"load","seq":', 'x'.repeat(200_000)])
    it(`cuts a torn last line: ${JSON.stringify(torn.slice(0, 24))} (${torn.length} bytes)`, () => {
      const path = join(folder, `torn-${torn.length}.jsonl`)
      const journal = new Journal(path)
      journal.append([{ kind: 'a' }, { kind: 'b', text: 'long '.repeat(50_000) }])
      journal.close()
      const whole = statSync(path).size
      appendFileSync(path, torn)
      const repaired = new Journal(path)
      expect(repaired.seq).toBe(2)
      expect(statSync(path).size).toBe(whole)
      expect(repaired.append([{ kind: 'c' }])).toBe(3)
      repaired.close()
    })

  it('is refused, not cut, when it holds no line that can be read', () => {
    const path = join(folder, 'strange.jsonl')
    writeFileSync(path, 'not a journal\n'.repeat(100_000))
    expect(() => new Journal(path)).toThrow(/holds no line/)
    expect(statSync(path).size).toBeGreaterThan(1_000_000)
  })

  it('keeps every character of a text, line separators included', async () => {
    const path = join(folder, 'characters.jsonl')
    const text = 'a\u2028b\u2029c\r\nd\u0000e\ud83c\uddf3\ud83c\uddf4'
    const journal = new Journal(path)
    journal.append([{ kind: 'load', text }])
    const entries = []
    for await (const entry of journal.after(0)) entries.push(entry)
    expect(entries).toEqual([{ kind: 'load', text, seq: 1 }])
    journal.close()
  })

  it('does not bring back what was voided', async () => {
    const path = join(folder, 'void.jsonl')
    const journal = new Journal(path)
    journal.append([{ kind: 'a' }, { kind: 'b' }])
    journal.append([{ kind: 'void', voids: [2] }])
    const kinds = []
    for await (const { kind } of journal.after(0)) kinds.push(kind)
    expect(kinds).toEqual(['a'])
    journal.close()
  })
})

describe.skipIf(!existsSync('/proc/self/stat'))('an engine that is killed', () => {
  const folder = temporaryFolder()

  it('is started again, and no acknowledged load is lost', async () => {
    const store = await prepared(join(folder, 'killed'))
    for (const [i, { article, reading }] of samples.entries()) {
      const loading = loadArticle(store, article, reading)
      if (i === 1) for (const pid of engines()) process.kill(pid, 'SIGKILL')
      await loading
      for (const pid of engines()) process.kill(pid, 'SIGKILL')
      const start = performance.now()
      expect(await store.read('MATCH (a:Article) RETURN count(a) AS n')).toEqual([{ n: i + 1 }])
      expect(performance.now() - start).toBeLessThan(10_000)
    }
    expect((await checkStore(store)).differences).toEqual([])
    await store.close()
    expect(engines()).toEqual([])
  })

  it('at any moment of a load leaves a graph and a journal that agree', async () => {
    const dataFolder = join(folder, 'any-moment')
    const store = await prepared(dataFolder)
    const random = randomFrom(3)
    for (let i = 0; i < 15; i++) {
      const { article, reading } = generatedArticle(i % 6, i)
      const loading = loadArticle(store, article, reading)
      setTimeout(() => {
        for (const pid of engines()) process.kill(pid, 'SIGKILL')
      }, random() * 40)
      expect((await loading).outcome).toMatch(/loaded|replaced|unchanged/)
    }
    expect((await checkStore(store)).differences).toEqual([])
    const before = await dumpGraph(store)
    await store.close()
    await rebuildStore({ dataFolder })
    const again = await prepared(dataFolder)
    expect(await dumpGraph(again)).toEqual(before)
    await again.close()
  })

  it('ends with its owner, however the owner ends', async () => {
    const dataFolder = join(folder, 'orphan')
    const script = `const { openStore } = await import(${JSON.stringify(builtModule('graph/store/open-store.ts'))})
const store = await openStore({ dataFolder: ${JSON.stringify(dataFolder)} })
store.read('UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y WITH x, y WHERE x + y = 7 RETURN count(*)')
setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300)`
    spawnSync(process.execPath, ['--input-type=module', '-e', script])
    const store = await prepared(dataFolder)
    expect(await store.read('RETURN 1 AS one')).toEqual([{ one: 1 }])
    await store.close()
  })
})

describe('the data folder', () => {
  const folder = temporaryFolder()

  it('can be opened, closed and opened again by a process that then ends by itself', () => {
    const dataFolder = join(folder, 'again')
    const script = `const { openStore } = await import(${JSON.stringify(builtModule('graph/store/open-store.ts'))})
for (let i = 0; i < 2; i++) {
  const store = await openStore({ dataFolder: ${JSON.stringify(dataFolder)} })
  await store.readUntrusted('RETURN 1 AS x', {}, { timeoutMs: 5000, maxRows: 1 })
  await store.close()
}
console.log('done')`
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      timeout: 30_000,
    })
    expect(ended).toMatchObject({ status: 0, stdout: 'done\n' })
  })

  it('is held by one process at a time; the second is told by whom', async () => {
    const dataFolder = join(folder, 'held')
    const script = `const { openStore } = await import(${JSON.stringify(builtModule('graph/store/open-store.ts'))})
await openStore({ dataFolder: ${JSON.stringify(dataFolder)} })
console.log('open')
setInterval(() => {}, 1000)`
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script, 'serve'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    const said = await messageOf(openStore({ dataFolder }))
    expect(said).toContain('Conflict: ')
    expect(said).toContain(`process ${holder.pid} (entente`)
    expect(said).toMatch(/since \d{4}-\d\d-\d\dT/)
    expect(await messageOf(openStore({ dataFolder, readOnly: true }))).toBe(said)
    const ended = new Promise((resolve) => holder.once('exit', resolve))
    holder.kill('SIGKILL')
    await ended
    const store = await openStore({ dataFolder })
    await store.close()
  })

  it('is free again after its holder was killed, even if its number was given to another process', async () => {
    const dataFolder = join(folder, 'stale')
    await (await openStore({ dataFolder })).close()
    const holder = {
      pid: process.pid,
      started: '1',
      host: (await import('node:os')).hostname(),
      command: 'x',
      since: 'x',
    }
    for (const lock of [JSON.stringify(holder), '{"pid":', '']) {
      writeFileSync(join(dataFolder, 'lock'), lock)
      await (await openStore({ dataFolder })).close()
    }
    expect(existsSync(join(dataFolder, 'lock'))).toBe(false)
  })

  it('can be read by several at once, and then not written', async () => {
    const dataFolder = join(folder, 'readers')
    const writer = await prepared(dataFolder)
    await loadArticle(writer, samples[0]!.article, samples[0]!.reading)
    await writer.close()
    const [a, b] = [await openStore({ dataFolder, readOnly: true }), await openStore({ dataFolder, readOnly: true })]
    const count = 'MATCH (s:Statement) RETURN count(s) AS n'
    expect(await a.read(count)).toEqual(await b.read(count))
    const limits = { timeoutMs: 5000, maxRows: 5 }
    expect((await a.readUntrusted(count, {}, limits)).rows).toEqual([[5]])
    expect(await messageOf(a.write((t) => t.run('CREATE (:Entity)')))).toContain('Conflict')
    await a.close()
    await b.close()
  })

  it('that cannot be made or used is one clear sentence', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(await messageOf(openStore({ dataFolder: join(file, 'data') }))).toMatch(
      /^StoreUnavailable: .*cannot be made/,
    )
    const broken = join(folder, 'broken')
    await (await openStore({ dataFolder: broken })).close()
    for (const name of readdirSync(broken).filter((entry) => entry.startsWith('graph.')))
      rmSync(join(broken, name), { recursive: true })
    writeFileSync(join(broken, 'graph.grafeo'), 'this is not a graph')
    expect(await messageOf(openStore({ dataFolder: broken }))).toMatch(
      /^StoreUnavailable: The graph in .* cannot be opened/,
    )
  })
})

describe('Neo4j that cannot be had', () => {
  it('is one clear sentence', async () => {
    const neo4j = { uri: 'bolt://127.0.0.1:1', user: 'neo4j', password: 'secret', connectTimeoutMs: 2000 }
    const said = await messageOf(openStore({ dataFolder: '', neo4j }))
    expect(said).toBe('StoreUnavailable: Neo4j at bolt://127.0.0.1:1 cannot be reached')
  })
})
