// Threat: a query that reads a file, asks an address or calls a procedure that does.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeAttack, expectRefused } from './attack-suite.ts'

let target: Server
let asked = 0
let port = 0
beforeAll(async () => {
  target = createServer((_request, response) => {
    asked++
    response.end('a,b\n1,2\n')
  })
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
  port = (target.address() as AddressInfo).port
})
afterAll(() => {
  target.close()
})

const addresses = (): string[] => [
  `http://127.0.0.1:${port}/a.csv`,
  `http://localhost:${port}/a.csv`,
  `http://[::1]:${port}/a.csv`,
  `http://2130706433:${port}/a.csv`,
  `http://0x7f000001:${port}/a.csv`,
  'http://169.254.169.254/latest/meta-data/',
  'http://10.0.0.1/a.csv',
  'https://example.org/a.csv',
  'ftp://127.0.0.1/a.csv',
  'file:///etc/hostname',
  '/etc/hostname',
  '../../../etc/hostname',
]

const procedures = [
  "CALL apoc.load.json('http://127.0.0.1') YIELD value RETURN value",
  "CALL apoc.load.csv('file:///etc/hostname')",
  'CALL apoc.import.csv([], [], {})',
  "CALL apoc.export.csv.all('/tmp/attack.csv', {})",
  "CALL apoc.cypher.run('CREATE (n)', {})",
  "CALL apoc.cypher.doIt('CREATE (n)', {}) YIELD value RETURN value",
  'CALL dbms.listConfig()',
  'CALL dbms.components() YIELD name RETURN name',
  "CALL dbms.killQuery('1')",
  "CALL db.createLabel('Attack')",
  "CALL db.index.fulltext.queryNodes('attack', 'x')",
  'CALL db.awaitIndexes(1000)',
  "CALL genai.vector.encodeBatch(['a'], 'OpenAI', {})",
  'CALL tx.setMetaData({a: 1})',
  "CALL `apoc`.`load`.`json`('x')",
  "CALL `apoc.load.json`('x')",
  "CALL apoc . load . json ('x')",
  "CALL apoc/**/./**/load/**/.json('x')",
  "CALL\napoc\n.load\n.json('x')",
  'CALL APOC.LOAD.JSON("x")',
  'CALL dbms.components',
  "WITH 1 AS x CALL apoc.load.json('x') YIELD value RETURN value",
  "CALL { CALL apoc.load.json('x') YIELD value RETURN value } RETURN value",
  "OPTIONAL CALL apoc.load.json('x') YIELD value RETURN value",
]

const functions = [
  "RETURN apoc.load.json('x') AS x",
  "RETURN apoc.cypher.runFirstColumnSingle('CREATE (n)', {}) AS x",
  "RETURN `apoc`.`text`.`join`(['a'], '') AS x",
  "RETURN genai.vector.encode('a', 'OpenAI', {}) AS x",
  'RETURN file() AS x',
  'RETURN linenumber() AS x',
  'RETURN db.nameFromElementId("1") AS x',
  'RETURN graph.names() AS x',
  'RETURN graph.propertiesByName("system") AS x',
  'RETURN randomUUID() AS x',
  'RETURN vector.similarity.cosine([1.0], [1.0]) AS x',
]

const embedded = [
  "LOAD FROM '/etc/hostname' RETURN *",
  "COPY Country FROM '/etc/hostname'",
  "COPY (MATCH (n) RETURN n) TO '/tmp/attack.csv'",
  "IMPORT DATABASE '/tmp/attack'",
  "EXPORT DATABASE '/tmp/attack'",
  'INSTALL httpfs',
  'LOAD EXTENSION httpfs',
  "ATTACH '/tmp/attack' AS a (dbtype duckdb)",
  'DETACH a',
  'CALL show_tables() RETURN *',
  'CALL db_version()',
  'PRAGMA database_list',
]

await describeAttack('nothing reaches out', (attacked) => {
  test('LOAD CSV, from any address or file', async () => {
    for (const address of addresses())
      for (const query of [
        `LOAD CSV FROM '${address}' AS line RETURN line`,
        `load csv with headers from "${address}" as line return line`,
        `LOAD/**/CSV FROM '${address}' AS line RETURN line`,
        `WITH '${address}' AS url LOAD CSV FROM url AS line RETURN line`,
        `CALL { LOAD CSV FROM '${address}' AS line RETURN line } RETURN line`,
      ])
        await expectRefused(attacked().api, query)
    await expectRefused(attacked().api, 'LOAD CSV FROM $url AS line RETURN line', {
      url: `http://127.0.0.1:${port}/a.csv`,
    })
    expect(asked).toBe(0)
  })

  test('a store that is asked past the gate reads no file and no address', async () => {
    for (const address of addresses())
      await expect(
        attacked().store.readUntrusted(
          `LOAD CSV FROM '${address}' AS line RETURN line`,
          {},
          { timeoutMs: 5000, maxRows: 10 },
        ),
      ).rejects.toMatchObject({ kind: 'InvalidInput' })
    expect(asked).toBe(0)
  })

  test('procedures that are not listed, however they are written', async () => {
    for (const query of procedures) await expectRefused(attacked().api, query)
  })
  test('functions that are not listed', async () => {
    for (const query of functions) await expectRefused(attacked().api, query)
  })
  test('what other embedded engines would take for input and output', async () => {
    for (const query of embedded) await expectRefused(attacked().api, query)
  })
})
