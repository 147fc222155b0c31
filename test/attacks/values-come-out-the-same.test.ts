// Threat: values that one engine or JSON itself would bend: large integers, nodes, paths, dates, markup.
import { expect, test } from 'vitest'
import { describeAttack } from './attack-suite.ts'

await describeAttack('values come out the same', (attacked) => {
  const rows = async (query: string, parameters = {}): Promise<unknown[][]> => {
    const response = await attacked().api.cypher(query, parameters)
    const text = await response.text()
    expect(response.status, `${query}\n${text}`).toBe(200)
    return (JSON.parse(text) as { rows: unknown[][] }).rows
  }

  test('integers, to the last that a number holds, and as text past it', async () => {
    expect(await rows('RETURN 9007199254740991 AS a, -9007199254740991 AS b')).toEqual([
      [9007199254740991, -9007199254740991],
    ])
    const [past] = await rows('RETURN 9223372036854775807 AS a')
    // Either way no digit is lost in silence.
    expect(String(past?.[0])).toBe('9223372036854775807')
  })

  test('a node has its type, id, labels and properties', async () => {
    const [[node]] = (await rows("MATCH (n:Country {id: 'country:JPN'}) RETURN n")) as [[Record<string, unknown>]]
    expect(node).toMatchObject({ $type: 'node', id: 'country:JPN', properties: { id: 'country:JPN', name: 'Japan' } })
    expect([...(node.labels as string[])].sort()).toEqual(['Country', 'Entity'])
  })

  test('a relationship has its type and the ids of its ends; a path its parts in order', async () => {
    const [[edge, path]] = (await rows(
      'MATCH p = (c:Country)-[r:LINKED_TO]->(s:Sector) RETURN r, p ORDER BY c.id, s.id LIMIT 1',
    )) as [[Record<string, unknown>, Record<string, unknown>]]
    expect(edge).toMatchObject({ $type: 'relationship', type: 'LINKED_TO' })
    expect(path).toMatchObject({
      $type: 'path',
      nodes: [{ id: edge.source }, { id: edge.target }],
      relationships: [edge],
    })
  })

  test('dates and durations come as text', async () => {
    expect(await rows("RETURN date('2016-03-01') AS d")).toEqual([['2016-03-01']])
    const [[moment]] = (await rows("RETURN datetime('2016-03-01T12:00:00Z') AS t")) as [[string]]
    expect(moment).toMatch(/^2016-03-01T12:00(:00)?(\.0+)?(Z|\+00:00)$/)
  })

  test('markup and formulas go through untouched: it is for those who show them to escape', async () => {
    const text = '<script>alert(1)</script> =cmd|x javascript:alert(1) \u202e'
    expect(await rows('RETURN $text AS text', { text })).toEqual([[text]])
  })
})
