/** Real Neo4j servers with settings of their own: encrypted, read-only, gone; and one that neo4j-admin filled. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EntenteError } from '../../graph/errors.ts'
import { addStorySource, storeWatchState, unvisitedFeed } from '../../graph/feeds/watch-state.ts'
import { backupStore } from '../../graph/load/backup-store.ts'
import { checkStore } from '../../graph/load/check-store.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import { reviewStatement } from '../../graph/load/review-statement.ts'
import { writeImportFiles } from '../../graph/load/write-import-files.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openStore } from '../../graph/store/open-store.ts'
import type { Neo4jSettings } from '../../graph/store/store-settings.ts'
import { temporaryFolder } from '../helpers/both-stores.ts'
import { configure, freePort, hasJars, runAdmin, serverParameters } from '../helpers/neo4j-jars.mjs'
import { neo4jForTests } from '../helpers/neo4j-server.ts'
import { samples } from '../helpers/sample-readings.ts'

// Where Neo4j comes from jars, the keeper of the shared server fetches them.
const shared = await neo4jForTests()
const canStart = shared !== null && hasJars()

const failure = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: EntenteError) => `${error.kind}: ${error.message}`,
  )

describe.skipIf(!canStart)('a Neo4j server', { timeout: 300_000 }, () => {
  const folder = temporaryFolder()
  const running = new Set<ChildProcess>()
  afterAll(() => {
    for (const java of running) java.kill('SIGKILL')
  })

  /** Starts a server on this home and waits until it can be opened. */
  const start = async (
    home: string,
    lines: string[],
    settings: (port: number) => Neo4jSettings,
  ): Promise<{ neo4j: Neo4jSettings; java: ChildProcess }> => {
    const port = await freePort()
    configure(home, port, lines)
    const java = spawn('java', serverParameters(home), { stdio: 'ignore' })
    running.add(java)
    const neo4j = settings(port)
    for (const end = Date.now() + 120_000; ; ) {
      const store = await openStore({ dataFolder: '', neo4j, readOnly: true }).catch((error: unknown) => error)
      if (!(store instanceof Error)) {
        await (store as GraphStore).close()
        return { neo4j, java }
      }
      if (Date.now() > end || java.exitCode !== null) throw store
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
  const plain = (port: number): Neo4jSettings => ({ uri: `bolt://127.0.0.1:${port}`, user: 'neo4j', password: '' })
  /** By the routing table that the server gives, as a cluster's. */
  const routed = (port: number): Neo4jSettings => ({ ...plain(port), uri: `neo4j://127.0.0.1:${port}` })

  describe('that encrypts, with a certificate that nobody knows', () => {
    const home = join(folder, 'tls')
    const certificates = join(home, 'certificates', 'bolt')
    let neo4j: Neo4jSettings
    beforeAll(async () => {
      mkdirSync(certificates, { recursive: true })
      const made = spawnSync('openssl', [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
        ...['-addext', 'subjectAltName=IP:127.0.0.1'],
        ...['-keyout', join(certificates, 'private.key'), '-out', join(certificates, 'public.crt')],
      ])
      if (made.status !== 0) throw new Error(`openssl: ${made.stderr}`)
      const lines = ['enabled=true', `base_directory=${certificates}`].map((line) => `dbms.ssl.policy.bolt.${line}`)
      const certificateFile = join(certificates, 'public.crt')
      const started = await start(home, [...lines, 'server.bolt.tls_level=REQUIRED'], (port) => ({
        ...plain(port),
        ...{ uri: `bolt+s://127.0.0.1:${port}`, certificateFile },
      }))
      neo4j = started.neo4j
    }, 240_000)

    it('is trusted by the file of its certificate, with bolt+s:// and neo4j+s://', async () => {
      for (const scheme of ['bolt+s:', 'neo4j+s:']) {
        const store = await openStore({
          dataFolder: '',
          neo4j: { ...neo4j, uri: neo4j.uri.replace('bolt+s:', scheme) },
        })
        await prepareStore(store)
        const { article, reading } = samples[0] as (typeof samples)[number]
        await loadArticle(store, article, reading)
        expect(await store.read('MATCH (a:Article) RETURN a.id AS id')).toEqual([{ id: article.id }])
        await store.close()
      }
    })

    it('is refused in one sentence without that file, and without encryption', async () => {
      const { certificateFile: _, ...unknown } = neo4j
      expect(await failure(openStore({ dataFolder: '', neo4j: unknown }))).toMatch(
        /^StoreUnavailable: .*certificate.*NEO4J_CA_FILE/,
      )
      const bare = { ...unknown, uri: neo4j.uri.replace('+s', '') }
      expect(await failure(openStore({ dataFolder: '', neo4j: bare }))).toMatch(/^StoreUnavailable: /)
    })
  })

  const ending = async (java: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
    const ended = new Promise((resolve) => java.once('exit', resolve))
    java.kill(signal)
    await ended
    running.delete(java)
  }
  /** One home for the next two: a database must have been there before it can be read-only. */
  const home = join(folder, 'imported')

  it('that is filled by neo4j-admin from the files of another store holds that graph, and takes more by neo4j://', async () => {
    const source = await openStore({ dataFolder: join(folder, 'source') })
    await prepareStore(source)
    for (const { article, reading } of samples) await loadArticle(source, article, reading)
    const [first] = samples[0]?.reading.statements ?? []
    await reviewStatement(source, first?.id as string, { decision: 'rejected', by: 'ann', at: '2024-01-01T00:00:00Z' })
    const [story, printed] = [samples[1]?.article.id as string, { url: 'https://a.example.org/1', publisher: 'A' }]
    await addStorySource(source, story, printed, new Uint32Array(128).fill(7))
    await storeWatchState(source).saveFeed(unvisitedFeed('https://a.example.org/feed'))
    const csv = join(folder, 'csv')
    const { command } = await writeImportFiles(source, csv)
    const [counted] = await source.read('MATCH (n) RETURN count(n) AS nodes')
    await backupStore(source, join(folder, 'source.jsonl'))
    await source.close()

    configure(home, 1)
    const imported = runAdmin(home, csv, command.replace(/^neo4j-admin /, ''))
    expect(imported.stdout).toContain(`${counted?.nodes} nodes`)
    const { neo4j, java } = await start(home, [], routed)
    const store = await openStore({ dataFolder: '', neo4j })
    expect((await store.facts()).location).toMatch(/^neo4j:/)
    await prepareStore(store)
    expect((await checkStore(store)).differences).toEqual([])
    expect((await storeWatchState(store).feeds()).map(({ url }) => url)).toEqual(['https://a.example.org/feed'])
    expect(await storeWatchState(store).stories(9)).toEqual([{ id: story, signature: new Uint32Array(128).fill(7) }])
    for (const { article, reading } of samples)
      expect((await loadArticle(store, article, reading)).outcome).toBe('unchanged')
    const { article, reading } = samples[2] as (typeof samples)[number]
    expect((await loadArticle(store, { ...article, title: 'Another' }, reading)).outcome).toBe('replaced')
    expect((await checkStore(store)).differences).toEqual([])
    await store.close()
    await ending(java, 'SIGTERM')
  })

  it('that is read-only answers readers and refuses to be opened for writing, and one that is gone is named', async () => {
    const { neo4j, java } = await start(home, ['server.databases.default_to_read_only=true'], plain)
    const reader = await openStore({ dataFolder: '', neo4j, readOnly: true })
    expect(await reader.read('RETURN 1 AS one')).toEqual([{ one: 1 }])
    const byRoute = { ...neo4j, uri: neo4j.uri.replace('bolt:', 'neo4j:') }
    for (const address of [neo4j, byRoute])
      expect(await failure(openStore({ dataFolder: '', neo4j: address }))).toMatch(/^StoreUnavailable: .*read-only/)
    expect(await failure(reader.write((transaction) => transaction.run('CREATE (:Nothing)')))).toMatch(
      /^StoreUnavailable: .*read-only/,
    )
    await ending(java, 'SIGKILL')
    expect(await failure(reader.read('RETURN 1 AS one'))).toMatch(/^StoreUnavailable: Neo4j at bolt:.*reached/)
    await reader.close()
    for (const address of [neo4j, byRoute])
      expect(await failure(openStore({ dataFolder: '', neo4j: address }))).toMatch(
        /^StoreUnavailable: Neo4j at .*reached/,
      )
  })
})
