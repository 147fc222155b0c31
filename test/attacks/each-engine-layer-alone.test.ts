// Promise: no layer before an engine or in it leans on another. Each is asked all queries that must never run, with the
// others off: EXPLAIN's type on a handle that may write, the read-only handle or READ session without any look before it.
import { join } from 'node:path'
import neo4j, { type Driver } from 'neo4j-driver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectForm } from '../../graph/query/inspect-cypher.ts'
import { EngineProcess } from '../../graph/store/embedded/engine-process.ts'
import { listsOf, type PackedRows, packParameters } from '../../graph/store/embedded/engine-rows.ts'
import { refuseUnlessReading } from '../../graph/store/neo4j-query-type.ts'
import { refuseUnsafe } from '../../graph/store/untrusted-cypher.ts'
import { temporaryFolder } from '../helpers/both-stores.ts'
import { neo4jForTests, takeNeo4jTurn } from '../helpers/neo4j-server.ts'
import { threats } from './attack-queries.ts'

const all = Object.keys(threats)
const but = (...names: string[]): string[] => all.filter((name) => !names.includes(name))

/** Those of the threat's queries that the layer lets through. */
const through = async (threat: string, layer: (query: string) => unknown): Promise<string[]> => {
  const passed: string[] = []
  for (const query of threats[threat] ?? [])
    await (async () => layer(query))().then(
      () => passed.push(query),
      () => {},
    )
  return passed
}

const holds = (layer: string, stopped: readonly string[], refuse: () => (query: string) => unknown): void => {
  describe(layer, () => {
    for (const threat of stopped)
      test(`stops by itself: ${threat}`, async () => {
        expect(await through(threat, refuse())).toEqual([])
      })
  })
}

holds('the grammar with its lists', all, () => (query) => {
  if (inspectForm(query, [])) throw new Error('refused')
})
holds(
  'the look for words at the store',
  but('writes', 'another graph', 'plans and options', 'functions'),
  () => refuseUnsafe,
)

const readable = [
  'MATCH (n:Country) RETURN n.id AS id',
  'MATCH p = (a:Country)-[r*1..2]-(b) WITH p, count(r) AS c ORDER BY c SKIP 0 LIMIT 3 RETURN p, c',
  'OPTIONAL MATCH (a)-->(b) WHERE EXISTS { (b)-->(c) } RETURN DISTINCT a, collect(b) AS l',
  'UNWIND [1, 2] AS x RETURN x UNION RETURN 3 AS x',
  'MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN count(m) AS c } RETURN n, c',
  'MATCH p = shortestPath((a:Country)-[*..4]-(b:Country)) WHERE a <> b RETURN p',
  'CALL db.labels() YIELD label RETURN label',
  "// CREATE (n)\nMATCH (n {name: 'DELETE'}) RETURN n.`SET`",
]
const countAll = 'MATCH (n) RETURN count(n) AS n, count(n.attacked) AS attacked'
const seed = "CREATE (:Country {id: 'a', name: 'x'})-[:R]->(:Country {id: 'b'})"

describe('at the embedded engine', () => {
  const folder = temporaryFolder()
  let writable: EngineProcess
  let readOnly: EngineProcess
  const run = async (engine: EngineProcess, cypher: string, onlyReading = false): Promise<unknown[][]> =>
    listsOf(await engine.ask<PackedRows>({ op: 'run', cypher, parameters: packParameters({}), onlyReading }, 10_000))
  beforeAll(async () => {
    const open = async (name: string, isReadOnly: boolean): Promise<EngineProcess> => {
      const engine = new EngineProcess()
      await engine.ask({ op: 'open', path: join(folder, name), readOnly: isReadOnly, memory: 0, schema: [] }, 30_000)
      return engine
    }
    writable = await open('a.grafeo', false)
    await run(writable, seed)
    await writable.ask({ op: 'copy', path: join(folder, 'b.grafeo') }, 30_000)
    readOnly = await open('b.grafeo', true)
  })
  afterAll(async () => {
    await writable.close()
    await readOnly.close()
  })
  holds(
    "EXPLAIN's steps, on a handle that may write",
    but('plans and options'),
    () => (query) => run(writable, query, true),
  )
  holds(
    'the read-only handle, without a look at the plan',
    but('plans and options', 'what the server tells of itself'),
    () => (query) => run(readOnly, query),
  )
  test('neither refuses what reads, and the graph is as it was', async () => {
    for (const query of readable) {
      await run(writable, query, true)
      await run(readOnly, query)
    }
    for (const engine of [writable, readOnly]) expect(await run(engine, countAll)).toEqual([[2, 0]])
  })
  test('what the engine says against a query names the lines of the query', async () => {
    await expect(run(writable, 'MATCH (n)\n  RETRN n', true)).rejects.toThrow(/query:2:/)
  })
})

const server = await neo4jForTests()
describe.skipIf(server === null)('at Neo4j', { timeout: 300_000 }, () => {
  let driver: Driver
  let endTurn = (): void => {}
  const within = async <T>(mode: 'READ' | 'WRITE', work: (session: ReturnType<Driver['session']>) => Promise<T>) => {
    const session = driver.session({ defaultAccessMode: mode })
    try {
      return await work(session)
    } finally {
      await session.close()
    }
  }
  beforeAll(async () => {
    endTurn = await takeNeo4jTurn()
    if (server) driver = neo4j.driver(server.uri, neo4j.auth.basic(server.user, server.password))
    await within('WRITE', async (session) => {
      await session.run('MATCH (n) DETACH DELETE n')
      await session.run(seed)
    })
  }, 900_000)
  afterAll(async () => {
    await driver.close()
    endTurn()
  })
  const written = ['writes', 'indexes and constraints', 'databases, users, roles', 'another graph', 'other engines']
  holds(
    "EXPLAIN's type, in a session that may write",
    written,
    () => (query) => within('WRITE', (session) => refuseUnlessReading(session, query, {})),
  )
  holds('the READ session, without EXPLAIN', written, () => (query) => within('READ', (session) => session.run(query)))
  test('neither refuses what reads, and the graph is as it was', async () => {
    for (const query of readable) {
      await within('WRITE', (session) => refuseUnlessReading(session, query, {}))
      await within('READ', (session) => session.run(query))
    }
    const { records } = await within('READ', (session) => session.run(countAll))
    expect(records[0]?.map(Number)).toEqual([2, 0])
  })
  test('what the server says against a query names the lines of the query', async () => {
    await expect(within('READ', (session) => refuseUnlessReading(session, 'MATCH (n)\n  RETRN n', {}))).rejects.toThrow(
      /line 2, column 3/,
    )
  })
})
