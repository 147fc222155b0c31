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

  test('dates and times come as text, with the digits of a second that say something', async () => {
    expect(
      await rows(
        "RETURN date('2016-03-01') AS d, localdatetime('2016-03-01T12:00:00') AS l, datetime('2016-03-01T12:00:00.500Z') AS t, datetime('2016-03-01T12:00:00+02:00') AS z, time('12:00:00.10+01:00') AS s, localtime('12:00') AS u",
      ),
    ).toEqual([
      [
        '2016-03-01',
        '2016-03-01T12:00:00',
        '2016-03-01T12:00:00.5Z',
        '2016-03-01T12:00:00+02:00',
        '12:00:00.1+01:00',
        '12:00:00',
      ],
    ])
  })

  test('durations come as one text each', async () => {
    for (const [written, text] of Object.entries({
      P14M: 'P1Y2M',
      'P1Y2M3DT4H5M6.5S': 'P1Y2M3DT4H5M6.5S',
      PT90M: 'PT1H30M',
      P1W: 'P7D',
      PT0S: 'PT0S',
      '-P1DT2H': '-P1DT2H',
      'P1M-1D': 'P1M-1D',
      '-PT1.25S': '-PT1.25S',
      'PT59.999999999S': 'PT59.999999999S',
    }))
      expect(await rows(`RETURN duration('${written}') AS d`), written).toEqual([[text]])
  })

  test('raw bytes are a list of numbers from 0 to 255', async () => {
    const { store, engine } = attacked()
    // No article brings any; they are put there past everything else, and taken away again.
    const bytes = engine === 'neo4j' ? new Int8Array([0, 1, -1]) : new Uint8Array([0, 1, 255])
    await store.write((transaction) => transaction.run("CREATE (:Bytes {id: 'bytes', raw: $bytes})", { bytes }))
    try {
      const [[node, raw]] = (await rows('MATCH (n:Bytes) RETURN n, n.raw AS raw')) as [
        [Record<string, unknown>, unknown],
      ]
      expect(raw).toEqual([0, 1, 255])
      expect(node.properties).toEqual({ id: 'bytes', raw: [0, 1, 255] })
    } finally {
      await store.write((transaction) => transaction.run('MATCH (n:Bytes) DELETE n'))
    }
  })

  test('points are maps of their numbers; the embedded engine, which has none, says so', async () => {
    if (attacked().engine === 'embedded') {
      const response = await attacked().api.cypher('RETURN point({x: 1, y: 2.5}) AS p')
      expect(response.status).toBe(400)
      expect(await response.text()).toMatch(/point/)
      return
    }
    expect(
      await rows(
        'RETURN point({x: 1, y: 2.5}) AS flat, point({longitude: 1, latitude: 2}) AS earth, point({x: 1, y: 2, z: 3}) AS space',
      ),
    ).toEqual([
      [
        { srid: 7203, x: 1, y: 2.5 },
        { srid: 4326, x: 1, y: 2 },
        { srid: 9157, x: 1, y: 2, z: 3 },
      ],
    ])
  })

  test('parts of a graph within lists and maps have the same shape as alone', async () => {
    const [[alone, within]] = (await rows(
      'MATCH p = (c:Country)-[r:LINKED_TO]->(s:Sector) RETURN [c, r, p] AS alone, {list: [{c: c, r: r}], p: p} AS within ORDER BY c.id, s.id LIMIT 1',
    )) as [[unknown[], { list: [{ c: unknown; r: unknown }]; p: unknown }]]
    expect([within.list[0].c, within.list[0].r, within.p]).toEqual(alone)
  })

  test('markup and formulas go through untouched: it is for those who show them to escape', async () => {
    const text = '<script>alert(1)</script> =cmd|x javascript:alert(1) \u202e'
    expect(await rows('RETURN $text AS text', { text })).toEqual([[text]])
  })
})
