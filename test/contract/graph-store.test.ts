/** What every GraphStore promises: transactions, reading, limits, one shape of values, clear errors. */
import { expect, it } from 'vitest'
import { EntenteError } from '../../graph/errors.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'

const limits = { timeoutMs: 10_000, maxRows: 1000 }
const runaway =
  'UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y WITH x, y WHERE x + y = 7 RETURN count(*) AS n'

const kindOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'no error'
  } catch (error) {
    return error instanceof EntenteError ? error.kind : `not an EntenteError: ${error}`
  }
}

const add = (store: GraphStore, id: string, properties: Record<string, unknown> = {}): Promise<unknown> =>
  store.write((t) => t.run('CREATE (e:Entity:Place {id: $id}) SET e += $properties', { id, properties }))

await describeOnBothStores('a graph store', (under) => {
  it('gives back what a transaction wrote, to the very next reader', async () => {
    const store = await under.fresh()
    for (let i = 0; i < 20; i++) {
      await add(store, `place:a${i}`, { n: i })
      const rows = await store.read('MATCH (e:Entity {id: $id}) RETURN e.n AS n', { id: `place:a${i}` })
      expect(rows).toEqual([{ n: i }])
    }
  })

  it('keeps nothing of a transaction that failed', async () => {
    const store = await under.fresh()
    const failing = store.write(async (t) => {
      await t.run("CREATE (:Entity {id: 'place:x'})")
      throw new Error('stop')
    })
    await expect(failing).rejects.toThrow('stop')
    expect(await store.read("MATCH (e:Entity {id: 'place:x'}) RETURN e")).toEqual([])
  })

  it('refuses a second node with the same id as a conflict, and the first stays', async () => {
    const store = await under.fresh()
    await add(store, 'place:x', { n: 1 })
    expect(await kindOf(add(store, 'place:x', { n: 2 }))).toBe('Conflict')
    expect(await store.read("MATCH (e:Entity {id: 'place:x'}) RETURN e.n AS n")).toEqual([{ n: 1 }])
  })

  it('runs writers one after the other, so that a counter counts', async () => {
    const store = await under.fresh()
    await add(store, 'place:counter', { n: 0 })
    await Promise.all(
      Array.from({ length: 20 }, () =>
        store.write(async (t) => {
          const [row] = await t.run("MATCH (e:Entity {id: 'place:counter'}) RETURN e.n AS n")
          await t.run("MATCH (e:Entity {id: 'place:counter'}) SET e.n = $n", { n: Number(row?.n) + 1 })
        }),
      ),
    )
    expect(await store.read("MATCH (e:Entity {id: 'place:counter'}) RETURN e.n AS n")).toEqual([{ n: 20 }])
  })

  it('gives nodes, relationships and paths in the shape of the contract, with our own ids', async () => {
    const store = await under.fresh()
    await add(store, 'place:a', { name: 'A', list: [1, 2], none: null })
    await add(store, 'place:b')
    await store.write((t) =>
      t.run(
        "MATCH (a:Entity {id: 'place:a'}), (b:Entity {id: 'place:b'}) CREATE (a)-[:LOCATED_IN {first: '2020-01-01'}]->(b)",
      ),
    )
    const answer = await store.readUntrusted('MATCH p = (a)-[r:LOCATED_IN]->(b) RETURN a, r, p', {}, limits)
    const a = {
      $type: 'node',
      id: 'place:a',
      labels: ['Entity', 'Place'],
      properties: { id: 'place:a', list: [1, 2], name: 'A' },
    }
    const b = { $type: 'node', id: 'place:b', labels: ['Entity', 'Place'], properties: { id: 'place:b' } }
    const r = {
      $type: 'relationship',
      id: 'place:a LOCATED_IN place:b',
      type: 'LOCATED_IN',
      source: 'place:a',
      target: 'place:b',
      properties: { first: '2020-01-01' },
    }
    expect(answer.columns).toEqual(['a', 'r', 'p'])
    expect(answer.rows).toEqual([[a, r, { $type: 'path', nodes: [a, b], relationships: [r] }]])
    const bare = await store.readUntrusted('MATCH ()-[r:LOCATED_IN]->() RETURN r', {}, limits)
    expect(bare.rows).toEqual([[r]])
  })

  it('cuts an answer at the row limit and says so', async () => {
    const store = await under.store()
    const query = 'UNWIND range(1, 50) AS x RETURN x'
    const cut = await store.readUntrusted(query, {}, { ...limits, maxRows: 3 })
    expect(cut).toMatchObject({ columns: ['x'], rows: [[1], [2], [3]], truncated: true })
    const whole = await store.readUntrusted(query, {}, { ...limits, maxRows: 50 })
    expect(whole.truncated).toBe(false)
    expect(whole.rows).toHaveLength(50)
  })

  it('names the columns of an empty answer', async () => {
    const store = await under.store()
    const answer = await store.readUntrusted("MATCH (e:Entity {id: 'place:none'}) RETURN e.id AS id, 1", {}, limits)
    expect(answer.columns).toEqual(['id', '1'])
    expect(answer.rows).toEqual([])
  })

  for (const query of [
    "CREATE (:Entity {id: 'x'})",
    'MATCH (e:Entity) SET e.name = 1',
    'MATCH (e:Entity) REMOVE e.name',
    'MATCH (e:Entity) DETACH DELETE e',
    "MERGE (e:Entity {id: 'x'})",
    "UNWIND [1] AS x CREATE (:Entity {id: 'x'})",
    "MATCH (e:Entity) CALL (e) { SET e.name = 'x' } RETURN e",
    "FOREACH (x IN [1] | CREATE (:Entity {id: 'x'}))",
    'MATCH (e:Entity) SET e:Country',
    'CREATE INDEX sly FOR (n:Entity) ON (n.name)',
    'DROP CONSTRAINT entity_id_unique',
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "WITH 1 AS x load /* x */ csv FROM '/etc/passwd' AS line RETURN line",
    "WITH 1 AS x LO\\u0041D CSV FROM '/etc/passwd' AS line RETURN line",
    'CALL dbms.listConfig() YIELD name RETURN name',
    'CALL `dbms`.`listConfig`()',
    'CALL apoc.load.json("http://127.0.0.1/")',
    'CALL dbms /* x */ .listConfig()',
    'SHOW USERS',
    'TERMINATE TRANSACTIONS "x"',
    'RETURN 1; CREATE (:Entity)',
    'MATCH (e:Entity) CALL (e) { DELETE e } IN TRANSACTIONS',
    'USE system RETURN 1',
    '',
    '// only a comment',
  ])
    it(`refuses from anyone: ${query || 'nothing'}`, async () => {
      const store = await under.store()
      const [found] = await store.read("MATCH (e:Entity {id: 'place:a'}) RETURN e.id AS id")
      // Written once only: each commit costs the next reader a new copy.
      if (!found) await add(store, 'place:a', { name: 'A' })
      const before = await store.read('MATCH (n) WHERE NOT n:Meta RETURN n ORDER BY n.id')
      expect(await kindOf(store.readUntrusted(query, {}, limits))).toBe('InvalidInput')
      expect(await store.read('MATCH (n) WHERE NOT n:Meta RETURN n ORDER BY n.id')).toEqual(before)
    })

  it('lets words of refused commands stand in texts and comments', async () => {
    const store = await under.store()
    const answer = await store.readUntrusted("RETURN 'LOAD CSV; CALL x.y()' AS t // LOAD CSV", {}, limits)
    expect(answer.rows).toEqual([['LOAD CSV; CALL x.y()']])
  })

  it('ends a runaway query at its time limit and answers the next one', async () => {
    const store = await under.store()
    const start = performance.now()
    expect(await kindOf(store.readUntrusted(runaway, {}, { ...limits, timeoutMs: 700 }))).toBe('LimitExceeded')
    const answer = await store.readUntrusted('RETURN 1 AS one', {}, limits)
    expect(answer.rows).toEqual([[1]])
    expect(performance.now() - start).toBeLessThan(30_000)
  })

  it('ends a query whose asker goes away', async () => {
    const store = await under.store()
    const asker = new AbortController()
    const asked = store.readUntrusted(runaway, {}, { ...limits, timeoutMs: 60_000, signal: asker.signal })
    setTimeout(() => asker.abort(), 300)
    expect(await kindOf(asked)).toBe('LimitExceeded')
  })

  it('ends a query that takes too much memory', async () => {
    const store = await under.store()
    const hungry = 'UNWIND range(1, 200000000) AS x RETURN collect(x) AS all'
    expect(await kindOf(store.readUntrusted(hungry, {}, { ...limits, timeoutMs: 60_000 }))).toBe('LimitExceeded')
  })

  it('shows anyone what was committed a moment before', async () => {
    const store = await under.fresh()
    for (let i = 0; i < 3; i++) {
      await add(store, `place:n${i}`)
      const answer = await store.readUntrusted('MATCH (e:Place) RETURN count(e) AS n', {}, limits)
      expect(answer.rows).toEqual([[i + 1]])
    }
  })

  it('says of a query that cannot be parsed that the input is wrong', async () => {
    const store = await under.store()
    expect(await kindOf(store.readUntrusted('MATCH (n RETURN n', {}, limits))).toBe('InvalidInput')
    expect(await kindOf(store.readUntrusted('RETURN $missing AS x', {}, limits))).toBe('InvalidInput')
  })

  it('takes parameters of every kind and never as query text', async () => {
    const store = await under.store()
    const parameters = { t: "' RETURN 1 //", n: 5, f: 0.5, l: ['a', 'b'], m: { a: 1, b: null }, b: true, z: null }
    const answer = await store.readUntrusted('RETURN $t, $n, $f, $l, $m, $b, $z, $n / 2 AS half', parameters, limits)
    expect(answer.rows).toEqual([["' RETURN 1 //", 5, 0.5, ['a', 'b'], { a: 1, b: null }, true, null, 2]])
  })

  it('says which engine it is, without credentials', async () => {
    const facts = await (await under.store()).facts()
    expect(facts.engine).toBe(under.engine)
    expect(facts.version).toMatch(/\d/)
    expect(facts.location).not.toContain('@')
  })

  it('can be closed twice, and refuses to work afterwards', async () => {
    await under.fresh()
    const store = await under.store()
    await store.close()
    await store.close()
    await expect(store.read('RETURN 1')).rejects.toThrow()
    await under.fresh()
  })
})
