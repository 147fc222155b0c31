/**
 * How long the store takes, on both engines side by side: loading against the same rows by hand, and each question
 * against the Cypher that it sends. Prints a table and one line of JSON. Usage: npm run bench:store [-- STATEMENTS BODIES]
 * Neo4j is taken from NEO4J_URI; without it only the embedded engine is measured. By hand: the final nodes and edges, each
 * once, in batches of 2,000 rows on the same indexes and constraints, the articles and rows of both made beforehand. A Neo4j
 * has compiled the same statements for a small graph before, so that the first load does not pay for that alone.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import engine from '@grafeo-db/js'
import neo4j from 'neo4j-driver'
import { checkStore } from '../graph/load/check-store.ts'
import { groupBy } from '../graph/load/group-by.ts'
import { loadMany } from '../graph/load/load-many.ts'
import { prepareStore } from '../graph/load/prepare-store.ts'
import { changesBetween } from '../graph/query/changes.ts'
import { dossier } from '../graph/query/dossier.ts'
import { entityProfile } from '../graph/query/entity-profile.ts'
import { findEntities } from '../graph/query/find-entities.ts'
import { getArticle } from '../graph/query/get-article.ts'
import { graphView } from '../graph/query/graph-view.ts'
import { listCountrySectors } from '../graph/query/list-country-sectors.ts'
import { listStatements } from '../graph/query/list-statements.ts'
import { neighbours } from '../graph/query/neighbours.ts'
import { searchStore } from '../graph/query/search.ts'
import { shortestPaths } from '../graph/query/shortest-paths.ts'
import { storeStats } from '../graph/query/store-stats.ts'
import { timeline } from '../graph/query/timeline.ts'
import type { GraphStore, Row } from '../graph/store/graph-store.ts'
import { openStore } from '../graph/store/open-store.ts'
import { schemaStatements } from '../graph/store/schema-statements.ts'
import { generatedGraph } from './generated-graph.ts'
import { ownCypherOf } from './own-cypher.ts'

const [statements, bodies] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 20_000)]
const runs = 20
const batch = 2000

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

const percentile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] as number

/** Several asked in turn, so that what else the machine does falls on all of them. */
const measureInTurn = async (asks: readonly (() => Promise<unknown>)[]): Promise<{ p50: number; p95: number }[]> => {
  const times = asks.map((): number[] => [])
  for (const ask of asks) await ask()
  for (let i = 0; i < runs; i++) for (const [k, ask] of asks.entries()) times[k]?.push((await seconds(ask)) * 1000)
  return times.map((own) => {
    own.sort((a, b) => a - b)
    return { p50: percentile(own, 0.5), p95: percentile(own, 0.95) }
  })
}

const questions: Record<string, (store: GraphStore) => Promise<unknown>> = {
  'countries x sectors': (store) => listCountrySectors(store),
  'countries x sectors, actual': (store) => listCountrySectors(store, { modalities: ['actual'] }),
  'countries x sectors, one country': (store) => listCountrySectors(store, { countries: ['country:AFG'] }),
  'graph of 300': (store) => graphView(store),
  'graph of 300, one country': (store) => graphView(store, { countries: ['country:ALB'] }),
  'statements, first page': (store) => listStatements(store),
  'statements of an entity': (store) => listStatements(store, { entity: 'country:ALB' }),
  'statements of an edge': (store) => listStatements(store, { subject: 'org:body-1', object: 'country:ALB' }),
  'entity profile': (store) => entityProfile(store, 'org:body-7'),
  'country profile': (store) => entityProfile(store, 'country:AFG'),
  neighbours: (store) => neighbours(store, 'org:body-7'),
  'shortest paths': (store) => shortestPaths(store, 'org:body-7', 'org:body-77'),
  'dossier of two countries': (store) => dossier(store, 'AFG', 'ALB'),
  timeline: (store) => timeline(store),
  'search a name': (store) => searchStore(store, 'body 77'),
  'search a misspelt name': (store) => searchStore(store, 'afganistan'),
  'changes of half a year': (store) => changesBetween(store, { from: '2019-01-01', to: '2019-06-30' }),
  'find entities': (store) => findEntities(store),
  article: (store) => getArticle(store, 'article-7'),
  stats: (store) => storeStats(store),
}

interface Rows {
  nodes: Map<string, Row[]>
  edges: Map<string, Row[]>
}

/** Every node by its labels and every edge by its type and the labels of its ends, as rows for UNWIND. */
const rowsOf = async (store: GraphStore): Promise<Rows> => {
  const nodes = new Map<string, Row[]>()
  for (const label of ['Entity', 'Article', 'Statement'])
    for (const [key, rows] of groupBy(
      await store.read(`MATCH (n:${label}) RETURN labels(n) AS labels, properties(n) AS p`),
      ({ labels }) => [...(labels as string[])].sort().join(':'),
    ))
      nodes.set(key, rows)
  const edges = new Map<string, Row[]>()
  for (const [a, b] of [
    ['Statement', 'Entity'],
    ['Statement', 'Article'],
    ['Article', 'Entity'],
    ['Entity', 'Entity'],
  ]) {
    const types = await store.read(`MATCH (:${a})-[r]->(:${b}) RETURN DISTINCT type(r) AS type`)
    for (const { type } of types)
      edges.set(
        `${a} ${String(type)} ${b}`,
        await store.read(
          `MATCH (a:${a})-[r:${String(type)}]->(b:${b}) RETURN a.id AS a, b.id AS b, properties(r) AS p`,
        ),
      )
  }
  return { nodes, edges }
}

/** The same rows by hand: one UNWIND for each kind of node and edge, nothing looked up or summed. */
const loadByHand = async (
  { nodes, edges }: Rows,
  run: (cypher: string, rows: Row[]) => Promise<void>,
): Promise<void> => {
  for (const [labels, rows] of nodes)
    for (let i = 0; i < rows.length; i += batch)
      await run(`UNWIND $rows AS row CREATE (n:${labels}) SET n = row.p`, rows.slice(i, i + batch))
  for (const [key, rows] of edges) {
    const [a, type, b] = key.split(' ')
    const cypher = `UNWIND $rows AS row MATCH (a:${a} {id: row.a}), (b:${b} {id: row.b}) CREATE (a)-[r:${type}]->(b) SET r = row.p`
    for (let i = 0; i < rows.length; i += batch) await run(cypher, rows.slice(i, i + batch))
  }
}

const embeddedByHand = async (rows: Rows, folder: string): Promise<number> => {
  const database = engine.GrafeoDB.create(join(folder, 'by-hand.grafeo'))
  for (const statement of schemaStatements('embedded')) await database.executeCypher(statement)
  const took = await seconds(() =>
    loadByHand(rows, async (cypher, own) => {
      await database.executeCypher(cypher, { rows: own })
    }),
  )
  database.close()
  return took
}

const neo4jSettings = process.env.NEO4J_URI
  ? { uri: process.env.NEO4J_URI, user: process.env.NEO4J_USER ?? 'neo4j', password: process.env.NEO4J_PASSWORD ?? '' }
  : null

const emptyNeo4j = async (): Promise<void> => {
  if (!neo4jSettings) return
  const driver = neo4j.driver(neo4jSettings.uri, neo4j.auth.basic(neo4jSettings.user, neo4jSettings.password))
  const session = driver.session()
  await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS')
  await session.close()
  await driver.close()
}

const neo4jByHand = async (rows: Rows): Promise<number> => {
  if (!neo4jSettings) return 0
  await emptyNeo4j()
  const driver = neo4j.driver(neo4jSettings.uri, neo4j.auth.basic(neo4jSettings.user, neo4jSettings.password))
  const session = driver.session()
  const took = await seconds(() =>
    loadByHand(rows, (cypher, own) =>
      session.executeWrite(async (transaction) => {
        await transaction.run(cypher, { rows: own })
      }),
    ),
  )
  await session.close()
  await driver.close()
  return took
}

interface Measured {
  load: number
  byHand: number
  check: number
  rss: number
  /** `ratio`: p50 against that of the question's own Cypher. */
  questions: Record<string, { p50: number; p95: number; ratio: number }>
}

/** Nothing of what was loaded is kept in memory behind it. */
const timeLoad = (store: GraphStore): Promise<number> => {
  const readings = [...generatedGraph(statements, bodies)]
  return seconds(() => loadMany(store, readings))
}

/** Questions are asked of the graph as it is opened again: right behind a load the engine still folds its log. */
const measureStore = async (
  open: () => Promise<GraphStore>,
  byHand: (rows: Rows) => Promise<number>,
): Promise<Measured> => {
  const loading = await open()
  await prepareStore(loading)
  const load = await timeLoad(loading)
  const rss = process.memoryUsage.rss()
  await loading.close()
  const store = await open()
  const answered: Measured['questions'] = {}
  for (const [name, ask] of Object.entries(questions)) {
    const ownCypher = await ownCypherOf(store, ask)
    const [own, raw] = await measureInTurn([() => ask(store), ownCypher])
    if (own && raw) answered[name] = { ...own, ratio: own.p50 / raw.p50 }
  }
  let differences = 0
  const check = await seconds(async () => {
    differences = (await checkStore(store)).differences.length
  })
  if (differences > 0) throw new Error(`check finds ${differences} differences`)
  const rows = await rowsOf(store)
  await store.close()
  return { load, byHand: await byHand(rows), check, rss, questions: answered }
}

const folder = mkdtempSync(join(tmpdir(), 'entente-bench-'))
try {
  const embedded = await measureStore(
    () => openStore({ dataFolder: join(folder, 'data') }),
    (rows) => embeddedByHand(rows, folder),
  )
  if (neo4jSettings) {
    await emptyNeo4j()
    const warmed = await openStore({ dataFolder: '', neo4j: neo4jSettings })
    await prepareStore(warmed)
    for (const reading of generatedGraph(2000, 400)) await loadMany(warmed, [reading])
    const rows = await rowsOf(warmed)
    await warmed.close()
    await neo4jByHand(rows)
    await emptyNeo4j()
  }
  const server = neo4jSettings
    ? await measureStore(() => openStore({ dataFolder: '', neo4j: neo4jSettings }), neo4jByHand)
    : null
  const line = (name: string, ofEmbedded: string, ofServer: string): void =>
    console.log(`${name.padEnd(36)}${ofEmbedded.padStart(18)}${ofServer.padStart(18)}`)
  const show = (value: (measured: Measured) => string): [string, string] => [
    value(embedded),
    server ? value(server) : '-',
  ]
  console.log(`${statements} statements, ${bodies} bodies; load average ${loadavg()[0]?.toFixed(1)}`)
  line('', 'embedded', 'Neo4j')
  line('load, s', ...show(({ load }) => load.toFixed(1)))
  line('the same rows by hand, s', ...show(({ byHand }) => byHand.toFixed(1)))
  line('load against by hand', ...show(({ load, byHand }) => (load / byHand).toFixed(2)))
  line('check, s', ...show(({ check }) => check.toFixed(1)))
  line('memory of the loader, MB', ...show(({ rss }) => (rss / 1e6).toFixed(0)))
  const shownOf = (own: Measured['questions'][string] | undefined): string =>
    own ? `${own.p50.toFixed(1)} / ${own.p95.toFixed(1)} / ${own.ratio.toFixed(2)}` : '-'
  line('p50 / p95 ms / against own Cypher', '', '')
  for (const name of Object.keys(questions)) line(name, ...show(({ questions: own }) => shownOf(own[name])))
  console.log(JSON.stringify({ bench: 'store', statements, bodies, embedded, neo4j: server }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
