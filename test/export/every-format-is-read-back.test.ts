// Promise: each export is whole, and an independent reader of its format finds in it what the graph holds.
import { parse as parseCsv } from 'csv-parse/sync'
import { XMLParser } from 'fast-xml-parser'
import { MultiDirectedGraph as Graph } from 'graphology'
import gexf from 'graphology-gexf'
import graphml from 'graphology-graphml'
import { beforeAll, expect, test } from 'vitest'
import type { StatementFilter } from '../../graph/contract.ts'
import { csvCell } from '../../graph/export/csv.ts'
import { exportFormats, formatNamed, formatOfFile } from '../../graph/export/export-formats.ts'
import { exportSource } from '../../graph/export/export-source.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { graphView } from '../../graph/query/graph-view.ts'
import { listStatements } from '../../graph/query/list-statements.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { sampleArticle, samples } from '../helpers/sample-readings.ts'

/** Names and sentences that every format has to escape. */
const hostile = sampleArticle({
  id: 'hostile',
  title: '=HYPERLINK("http://x") & <b>"quoted"</b>',
  date: '2020-01-01',
  names: { 'org:hostile': { name: '=cmd|\' /C calc\'!A0 <&> "x"\n,;\u0007' } },
  statements: [
    { s: 'org:hostile', p: 'PARTNERS_WITH', o: 'country:JPN', text: '-1+1 is @what <org> & "Japan" agree,\non paper.' },
  ],
})

await describeOnBothStores('exports', (under) => {
  let store: GraphStore
  const exported = async (format: string, filter: StatementFilter = {}): Promise<string> => {
    let text = ''
    for await (const piece of formatNamed(format).write(exportSource(store, filter))) text += piece
    return text
  }
  const counts = async (
    filter: StatementFilter = {},
  ): Promise<{ nodes: string[]; edges: string[]; statements: string[] }> => {
    const { items } = await listStatements(store, filter, { limit: 1000 })
    const view = await graphView(store, filter, { limit: 5000, linked: true })
    const named = items.flatMap((s) => [
      s.subject,
      s.object,
      s.counterpart,
      s.speaker,
      s.project,
      s.event,
      ...s.sectors,
      ...s.commodities,
      ...s.places,
    ])
    return {
      nodes: [...new Set([...named.filter((id) => id !== null), ...view.nodes.map(({ id }) => id)])].sort(),
      edges: view.edges.map(({ id }) => id).sort(),
      statements: items.map(({ id }) => id).sort(),
    }
  }

  beforeAll(async () => {
    store = await under.fresh()
    for (const { article, reading } of [...samples, hostile]) await loadArticle(store, article, reading)
  })

  for (const filter of [{}, { countries: ['country:JPN'] }, { modalities: ['planned'] }] as StatementFilter[]) {
    const name = JSON.stringify(filter)
    test(`GEXF and GraphML hold all nodes and edges ${name}`, async () => {
      const { nodes, edges } = await counts(filter)
      for (const graph of [
        gexf.parse(Graph, await exported('gexf', filter), { addMissingNodes: false }),
        graphml.parse(Graph, await exported('graphml', filter), { addMissingNodes: false }),
      ]) {
        expect(graph.nodes().sort()).toEqual(nodes)
        expect(graph.size).toBe(edges.length)
        const found = graph.mapEdges((_edge, facts, source, target) => `${source} ${facts.predicate} ${target}`)
        expect(found.sort()).toEqual(edges)
      }
    })
    test(`CSV holds all rows, JSON and JSON Lines all items ${name}`, async () => {
      const { nodes, edges, statements } = await counts(filter)
      const rows = async (format: string): Promise<Record<string, string>[]> =>
        parseCsv(await exported(format, filter), { columns: true, bom: true }) as Record<string, string>[]
      expect((await rows('csv')).map(({ id }) => id).sort()).toEqual(statements)
      expect((await rows('nodes.csv')).map(({ id }) => id).sort()).toEqual(nodes)
      expect((await rows('edges.csv')).map((row) => `${row.source} ${row.predicate} ${row.target}`).sort()).toEqual(
        edges,
      )
      const json = JSON.parse(await exported('json', filter)) as Record<string, { id: string }[]>
      expect(json.nodes?.map(({ id }) => id).sort()).toEqual(nodes)
      expect(json.edges?.map(({ id }) => id).sort()).toEqual(edges)
      expect(json.statements?.map(({ id }) => id).sort()).toEqual(statements)
      const lines = (await exported('jsonl', filter))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { kind: string; id: string })
      expect(
        lines
          .filter(({ kind }) => kind === 'statement')
          .map(({ id }) => id)
          .sort(),
      ).toEqual(statements)
      expect(lines.filter(({ kind }) => kind === 'article').length).toBe(json.articles?.length)
    })
  }

  test('names and sentences come back as they were, in XML and in CSV', async () => {
    const parsed = new XMLParser({ ignoreAttributes: false, processEntities: true }).parse(await exported('gexf'))
    const labels = parsed.gexf.graph.nodes.node.map((node: Record<string, string>) => node['@_label'])
    expect(labels.some((label: string) => label.includes('<&> "x"'))).toBe(true)
    const [row] = parseCsv(await exported('csv', { article: 'hostile' }), { columns: true, bom: true }) as Record<
      string,
      string
    >[]
    expect(row?.evidence).toBe(`'-1+1 is @what <org> & "Japan" agree,\non paper.`)
    expect(row?.articleTitle).toBe(`'=HYPERLINK("http://x") & <b>"quoted"</b>`)
  })

  test('numbers of a node and an edge are those of the view', async () => {
    const view = await graphView(store, {}, { limit: 5000, linked: true })
    const graph = gexf.parse(Graph, await exported('gexf'))
    for (const node of view.nodes) expect(graph.getNodeAttribute(node.id, 'statements')).toBe(node.statements)
  })
})

test('no cell can run as a formula, numbers stay numbers', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])
    expect(csvCell(text)).toMatch(/^"?'/)
  expect(csvCell(-1)).toBe('-1')
  expect(csvCell('a-b = c')).toBe('a-b = c')
})

test('a file’s ending tells its format, the longest first', () => {
  expect(formatOfFile('a/b.nodes.csv').name).toBe('nodes.csv')
  expect(formatOfFile('edges.csv').name).toBe('edges.csv')
  expect(formatOfFile('x.CSV').name).toBe('csv')
  expect(() => formatOfFile('x.doc')).toThrow(/\.gexf/)
  expect(new Set(exportFormats.map(({ name }) => name)).size).toBe(exportFormats.length)
})
