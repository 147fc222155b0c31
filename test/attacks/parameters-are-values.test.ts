// Threat: parameters that are missing, of a wrong kind, enormous, or named like what every object has.
import { expect, test } from 'vitest'
import { describeAttack, expectRefused } from './attack-suite.ts'

await describeAttack('parameters are values', (attacked) => {
  test('one that is missing is named, one too many does no harm', async () => {
    expect(await expectRefused(attacked().api, 'RETURN $x AS x')).toMatch(/\$x/)
    expect((await attacked().api.cypher('RETURN 1 AS x', { y: 2 })).status).toBe(200)
  })

  test('what stands in a parameter is never read as Cypher', async () => {
    for (const text of ["' OR 1=1 //", '}) DETACH DELETE n //', '`', '\\u0027', 'CREATE (n)', '\u2028\u202e'])
      expect(await (await attacked().api.cypher('RETURN $text AS text', { text })).json()).toMatchObject({
        rows: [[text]],
      })
  })

  test('every JSON value goes in and comes out as it was', async () => {
    for (const value of [
      null,
      true,
      0,
      1.5,
      -3,
      1e300,
      9007199254740991,
      '',
      'é😀',
      '2016-03-01',
      [],
      [1, 2],
      ['a', null],
      [[1], [2]],
    ]) {
      const response = await attacked().api.cypher('RETURN $value AS value', { value })
      expect(response.status, JSON.stringify(value)).toBe(200)
      expect(((await response.json()) as { rows: unknown[][] }).rows[0]?.[0]).toEqual(value)
    }
  })

  test('kinds that do not fit are the asker’s fault or no match, never ours', async () => {
    for (const [query, x] of [
      ['MATCH (n:Country {id: $x}) RETURN n', 5],
      ['MATCH (n:Country {id: $x}) RETURN n', [1]],
      ['UNWIND $x AS y RETURN y', 'text'],
      ['UNWIND $x AS y RETURN y', null],
      ['UNWIND range(1, 3) AS y RETURN y LIMIT $x', 'text'],
      ['UNWIND range(1, 3) AS y RETURN y LIMIT $x', null],
      ['UNWIND range(1, 3) AS y RETURN y LIMIT $x', -1],
      ['RETURN $x + 1 AS y', { a: 1 }],
      ['RETURN $x.a AS y', 'text'],
      ['RETURN toUpper($x) AS y', 5],
    ] as [string, unknown][])
      expect([200, 400], `${query} ${JSON.stringify(x)}`).toContain((await attacked().api.cypher(query, { x })).status)
  })

  test('names that every object has are refused and reach no prototype', async () => {
    for (const name of [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '',
      'a b',
      'a`b',
      '1',
      '$x',
      'x'.repeat(200),
    ]) {
      const body = `{"query": "RETURN 1 AS x", "parameters": {${JSON.stringify(name)}: {"polluted": true}}}`
      const response = await attacked().api.post('/api/cypher', body)
      expect([200, 400], name).toContain(response.status)
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    }
    const columns = await attacked().api.cypher('RETURN 1 AS `__proto__`, 2 AS constructor, 3 AS toString')
    expect(await columns.json()).toMatchObject({ columns: ['__proto__', 'constructor', 'toString'], rows: [[1, 2, 3]] })
    await expectRefused(attacked().api, 'RETURN 1 AS x, 2 AS x')
  })

  test('parameters that are deep or large are refused with the limit named', async () => {
    let deep: unknown = 1
    for (let i = 0; i < 50; i++) deep = [deep]
    expect(await expectRefused(attacked().api, 'RETURN $x AS x', { x: deep })).toMatch(/maxParameterDepth/)
    expect(await expectRefused(attacked().api, 'RETURN $x AS x', { x: 'x'.repeat(70_000) })).toMatch(
      /maxParameterBytes/,
    )
    const huge = await attacked().api.cypher('RETURN $x AS x', { x: 'x'.repeat(10_000_000) })
    expect(huge.status).toBe(413)
  })
})
