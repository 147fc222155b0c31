// Threat: forbidden words hidden by escapes, comments, odd characters; and the reverse, harmless words that look forbidden.
import { expect, test } from 'vitest'
import { describeAttack, expectRefused } from './attack-suite.ts'

/** The word with each of its letters in its place as an escape of another kind. */
const escapes = (word: string): string[] => [
  [...word].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  [...word].map((letter) => `\\U0000${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  `\\u${word.charCodeAt(0).toString(16).padStart(4, '0')}${word.slice(1)}`,
]

await describeAttack('disguises do not help', (attacked) => {
  test('escapes for letters, quotes and backticks', async () => {
    for (const word of ['CREATE', 'MATCH', 'LOAD'])
      for (const escaped of escapes(word)) await expectRefused(attacked().api, `${escaped} (n:Attack) RETURN n`)
    for (const query of [
      "MATCH (n {name: '\\u0027}) DETACH DELETE n //'}) RETURN n",
      'MATCH (n:`a\\u0060) DETACH DELETE n //`) RETURN n',
      "RETURN '\\u005c' AS x",
      'MATCH (n) RETURN n.\\u0060name\\u0060',
    ])
      await expectRefused(attacked().api, query)
  })

  test('white space that is none, letters that look alike, marks that turn the line', async () => {
    for (const space of [
      '\u00a0',
      '\u2028',
      '\u2029',
      '\u001c',
      '\u001f',
      '\u2003',
      '\u3000',
      '\u200b',
      '\ufeff',
      '\u000b',
    ])
      await expectRefused(attacked().api, `MATCH${space}(n:Country) RETURN n`)
    for (const query of [
      'ＣＲＥＡＴＥ (n)',
      'СREATE (n)',
      'MATCH (n) \u202eETELED\u202c n',
      'MATCH (n) RETURN n \u2066// x\u2069',
      'MATCH (n)\u0000 RETURN n',
      'RETURN "\ud800" AS x',
      "RETURN 'a\u200bb' AS x",
    ])
      await expectRefused(attacked().api, query)
  })

  test('comments within words, around limits, unclosed comments and quotes', async () => {
    for (const query of [
      'CRE/**/ATE (n:Attack)',
      'DET/* */ACH DELETE n',
      'MATCH (n) /* RETURN n',
      "MATCH (n {name: 'x}) RETURN n",
      'MATCH (n {name: "x}) RETURN n',
      'MATCH (n:`x) RETURN n',
      'MATCH (n) RETURN n /* /* */ DELETE n */',
      '/* */ */ MATCH (n) RETURN n',
      "RETURN 'a' /*' */ CREATE (n) //'",
    ])
      await expectRefused(attacked().api, query)
  })

  test('a comment at the end swallows no limit', async () => {
    const response = await attacked().api.cypher('UNWIND range(1, 5000) AS x RETURN x //')
    expect(await response.json()).toMatchObject({ truncated: true })
  })

  test('one statement may end in a semicolon, two are refused', async () => {
    for (const query of ['RETURN 1 AS x;', 'RETURN 1 AS x ;\n', 'RETURN 1 AS x;;'])
      expect((await attacked().api.cypher(query)).status, query).toBe(200)
    for (const query of [
      'RETURN 1 AS x; RETURN 2 AS x',
      'RETURN 1 AS x;/**/CREATE (n)',
      ';CREATE (n)',
      "RETURN ';' AS x; MATCH (n) DELETE n",
    ])
      await expectRefused(attacked().api, query)
  })

  test('forbidden words in texts, names and comments are no reason to refuse', async () => {
    for (const query of [
      "MATCH (n {name: 'CREATE'}) RETURN n",
      "MATCH (n) WHERE n.name = 'DELETE; DROP DATABASE neo4j' RETURN n",
      'MATCH (n) WHERE n.title CONTAINS "LOAD CSV FROM" RETURN n.title AS t',
      'MATCH (n) RETURN n.`SET` AS `CALL apoc.load.json()`',
      'MATCH (n:`MERGE`) RETURN n',
      'MATCH (a)-[:`REMOVE`]->(b) RETURN a',
      '/* CREATE (n) */ MATCH (n:Country) RETURN n.name AS name // DELETE n',
      "RETURN 'its' AS a, \"a 'quoted' \\\" text\" AS b, 'x\\'y' AS c",
      'MATCH (created) WHERE created.deleted IS NULL RETURN created.`set` AS x LIMIT 1',
    ]) {
      const response = await attacked().api.cypher(query)
      expect(response.status, `${query}\n${await response.text()}`).toBe(200)
    }
  })
})
