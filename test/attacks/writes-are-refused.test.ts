// Threat: a query that changes the graph, in any clause, case, place or disguise of it.
import { expect, test } from 'vitest'
import { describeAttack, expectRefused } from './attack-suite.ts'

const clauses = [
  'CREATE (n:Attack)',
  'create (n:Attack)',
  'CrEaTe (n:Attack)-[:R]->(m:Attack)',
  'INSERT (n:Attack)',
  'MERGE (n:Attack {id: 1})',
  'MERGE (n:Country {id: "country:JPN"}) ON MATCH SET n.name = "x"',
  'MATCH (n) SET n.name = "x"',
  'MATCH (n:Country) SET n += {name: "x"}',
  'MATCH (n:Country) SET n:Attack',
  'MATCH (n:Country) REMOVE n.name',
  'MATCH (n:Country) REMOVE n:Country',
  'MATCH (n) DELETE n',
  'MATCH (n) DETACH DELETE n',
  'MATCH (n) NODETACH DELETE n',
  'MATCH ()-[r]->() DELETE r',
  'FOREACH (x IN [1] | CREATE (:Attack))',
  'MATCH (n:Country) FOREACH (x IN [n] | SET x.name = "x")',
]

const places: [string, (clause: string) => string][] = [
  ['alone', (clause) => clause],
  ['before RETURN', (clause) => `${clause} RETURN 1 AS x`],
  ['after a comment', (clause) => `/* MATCH (n) RETURN n */ ${clause}`],
  ['after a line comment', (clause) => `// MATCH (n) RETURN n\n${clause}`],
  ['after newlines and tabs', (clause) => `\n\t\r\n ${clause}`],
  ['with a comment for each space', (clause) => clause.replaceAll(' ', ' /**/ ')],
  ['after WITH', (clause) => `WITH 1 AS x ${clause}`],
  ['in CALL {}', (clause) => `CALL { ${clause} RETURN 1 AS x } RETURN x`],
  ['in CALL () {}', (clause) => `MATCH (z) CALL (z) { ${clause} } RETURN z`],
  ['in the second branch of a UNION', (clause) => `RETURN 1 AS x UNION ${clause} RETURN 1 AS x`],
  ['in EXISTS {}', (clause) => `MATCH (z) WHERE EXISTS { ${clause} } RETURN z`],
  ['in COUNT {}', (clause) => `RETURN COUNT { ${clause} RETURN 1 AS x } AS c`],
  ['in COLLECT {}', (clause) => `RETURN COLLECT { ${clause} RETURN 1 AS x } AS c`],
  ['as a second statement', (clause) => `RETURN 1 AS x; ${clause}`],
  ['in transactions', (clause) => `MATCH (z) CALL { WITH z ${clause} } IN TRANSACTIONS OF 1 ROWS`],
]

await describeAttack('writes are refused', (attacked) => {
  for (const [place, within] of places)
    test(`every writing clause ${place}`, async () => {
      for (const clause of clauses) await expectRefused(attacked().api, within(clause))
    })

  test('the refusal names the clause, its line and its column', async () => {
    expect(await expectRefused(attacked().api, 'MATCH (n)\n  SET n.name = 1')).toMatch(/SET.*line 2, column 3/)
  })

  test('a store that is asked past the gate refuses writes too', async () => {
    for (const clause of clauses)
      await expect(
        attacked().store.readUntrusted(clause, {}, { timeoutMs: 5000, maxRows: 10 }),
        clause,
      ).rejects.toMatchObject({ kind: 'InvalidInput' })
  })
})
