// Promise: no layer of the gate leans on another. Each is asked here with the others out of the way.
import { afterAll, describe, expect, test } from 'vitest'
import { checkCypher, checkMeaning, stopCypherCheck } from '../../graph/query/check-cypher.ts'
import { allowedFunctions, allowedProcedures, allowedRules } from '../../graph/query/cypher-rules.ts'
import { checkCypherText, withoutValues } from '../../graph/query/cypher-text.ts'
import { inspectForm, inspectMeaning } from '../../graph/query/inspect-cypher.ts'
import { runPrepared } from '../../graph/query/run-cypher.ts'
import { describeAttack } from './attack-suite.ts'

const writing = [
  'CREATE (n:Attack)',
  'MERGE (n:Attack {id: 1})',
  'MATCH (n) SET n.name = "x"',
  'MATCH (n:Country) REMOVE n.name',
  'MATCH (n) DETACH DELETE n',
  'FOREACH (x IN [1] | CREATE (:Attack))',
  'MATCH (z) CALL { CREATE (n:Attack) } RETURN z',
  'CREATE INDEX attack FOR (n:Country) ON (n.name)',
]
const reaching = [
  "LOAD CSV FROM '/etc/hostname' AS line RETURN line",
  "CALL apoc.load.json('x') YIELD value RETURN value",
  'CALL dbms.components() YIELD name RETURN name',
]

afterAll(stopCypherCheck)

test('the look at the text finds what is hidden, long, deep or open, and lets plain text through', () => {
  for (const query of [
    'M\\u0041TCH (n) RETURN n',
    'MATCH (n)\u2028RETURN n',
    'MATCH (n)\u200b RETURN n',
    '\u202eMATCH (n) RETURN n',
    "RETURN 'x",
    'RETURN 1 /*',
    `RETURN ${'('.repeat(30)}1${')'.repeat(30)}`,
    'x'.repeat(9000),
    ' ',
    'RETURN "\ud800"',
  ])
    expect(() => checkCypherText(query), query.slice(0, 40)).toThrow()
  for (const query of [
    'MATCH (n:Država {ime: "Côte d’Ivoire"}) RETURN n',
    "RETURN '🇯🇵 日本' AS x",
    '// c\nRETURN 1 AS x',
  ])
    expect(() => checkCypherText(query), query).not.toThrow()
})

test('the grammar with its lists refuses what writes or reaches out, whatever the text layer would say', () => {
  for (const query of [
    ...writing,
    ...reaching,
    'EXPLAIN RETURN 1',
    'SHOW USERS',
    'USE a RETURN 1',
    'MATCH (a)-[*]-(b) RETURN a',
    'RETURN randomUUID()',
    'RETURN 1; RETURN 2',
    'MATCH (n RETURN n',
    // The grammar would go on by leaving the rest out, and it would still be sent.
    'MATCH (n) garbage CREATE (n)',
    'MATCH (n) RETURN n } DELETE n',
    'RETURN 1 AS x §',
  ])
    expect(inspectForm(query, []), query).not.toBeNull()
  expect(inspectForm('MATCH (n:Country)-[r*1..3]-(m) WHERE n.name =~ "(?i)a.*" RETURN n, count(r) AS c', [])).toBeNull()
})

test('the check of meaning finds what the embedded engine passes over', () => {
  for (const query of [
    'MATCH (a) RETURN b',
    'WITH 1 AS a, 2 AS a RETURN a',
    'MATCH (a) WHERE count(a) > 1 RETURN a',
    'RETURN range(true, 1) AS x',
  ])
    expect(inspectMeaning(query, []), query).not.toBeNull()
  expect(inspectMeaning('MATCH (a)-[r]->(b) WITH a, count(r) AS n WHERE n > $least RETURN a, n', ['least'])).toBeNull()
})

test('a verdict on meaning is shared by queries that differ in their values, and by no others', async () => {
  expect(
    withoutValues("MATCH (n {a: 'x\\'y'}) /* 'c' */ WHERE n.`b'c` = \"LIMIT 5\" RETURN n SKIP 12 LIMIT 50 // 'd'"),
  ).toBe("MATCH (n {a: ''})   WHERE n.`b'c` = '' RETURN n SKIP 1 LIMIT 1  ")
  await checkMeaning("MATCH (n {a: 'x'}) RETURN n.b AS b LIMIT 5")
  await checkMeaning("MATCH (n {a: 'yy'}) RETURN n.b AS b LIMIT 70")
  // The fault has the place that it has in the query itself, not in the one that stands for its like.
  for (const [text, column] of [
    ['x', 43],
    ['longer', 48],
  ] as const)
    await expect(checkMeaning(`MATCH (n {a: '${text}'}) WITH n LIMIT 10 RETURN m`)).rejects.toThrow(`column ${column}`)
  await checkMeaning('RETURN range(1, 2) AS x')
  await expect(checkMeaning('RETURN range(true, 2) AS x')).rejects.toThrow()
  await expect(checkMeaning("RETURN 'a', 'a'")).rejects.toThrow()
  await checkMeaning("RETURN 'a', 'b'")
})

test('the thread that reads a query is ended at its deadline, and the next query is read', async () => {
  // Past the text layer, and more than any grammar reads in time.
  const deep = `RETURN ${'CASE WHEN true THEN '.repeat(11)}${'[x IN [1] | '.repeat(1)}1${']'.repeat(1)}${' END'.repeat(11)} AS x`
  await checkCypher(deep).catch((error: { kind?: string }) => expect(error.kind).toBe('LimitExceeded'))
  expect(await checkCypher('RETURN 1 AS x;')).toBe('RETURN 1 AS x')
  await checkMeaning('RETURN 1 AS x')
})

describe('the lists', () => {
  test('hold no rule that writes, steers or reaches out', () => {
    for (const rule of allowedRules)
      expect(rule).not.toMatch(
        /create|insert|merge|^set|delete|remove|foreach|load|^use|drop|^alter|grant|show|preparser|transaction|hint|dynamic/i,
      )
    for (const name of [...allowedFunctions, ...allowedProcedures])
      expect(name).not.toMatch(/apoc|dbms|load|file|graph\.|genai|vector|create|set|rand/)
  })
})

await describeAttack('layers at the engine', (attacked) => {
  test('the store refuses writes and reaching out without any gate before it', async () => {
    for (const query of [...writing, ...reaching])
      await expect(
        attacked().store.readUntrusted(query, {}, { timeoutMs: 5000, maxRows: 10 }),
        query,
      ).rejects.toMatchObject({ kind: 'InvalidInput' })
  })
  test('time and rows are limited there', async () => {
    const slow = 'UNWIND range(1, 100000000) AS x WITH x WHERE x % 7 = 3 RETURN count(x) AS n'
    await expect(attacked().store.readUntrusted(slow, {}, { timeoutMs: 300, maxRows: 10 })).rejects.toMatchObject({
      kind: 'LimitExceeded',
    })
    const rows = await attacked().store.readUntrusted(
      'UNWIND range(1, 50) AS x RETURN x',
      {},
      { timeoutMs: 5000, maxRows: 10 },
    )
    expect(rows).toMatchObject({ truncated: true, rows: { length: 10 } })
  })
  test('size is limited after it', async () => {
    const cypher = 'UNWIND range(1, 100) AS x RETURN "0123456789" AS t'
    const limits = { timeoutMs: 5000, maxRows: 1000, maxBytes: 200 }
    const cut = await runPrepared(attacked().store, { cypher, parameters: {} }, limits)
    expect(cut.truncated).toBe(true)
    expect(JSON.stringify(cut.rows).length).toBeLessThan(300)
    await expect(
      runPrepared(attacked().store, { cypher, parameters: {} }, { ...limits, maxBytes: 5 }),
    ).rejects.toMatchObject({ kind: 'LimitExceeded' })
  })
  test('an asker that goes away ends the query', async () => {
    const gone = new AbortController()
    const slow = 'UNWIND range(1, 3000000) AS a UNWIND range(1, 3000000) AS b RETURN sum(a + b) AS n'
    const asked = attacked().store.readUntrusted(slow, {}, { timeoutMs: 30_000, maxRows: 10, signal: gone.signal })
    setTimeout(() => gone.abort(), 300)
    const started = performance.now()
    await expect(asked).rejects.toMatchObject({ kind: 'LimitExceeded' })
    expect(performance.now() - started).toBeLessThan(15_000)
  })
})
