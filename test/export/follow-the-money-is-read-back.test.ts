// Promise: the FollowTheMoney export fits the model's own schemata, and every statement is in it as a link.
import { defaultModel, type Entity, Model } from '@alephdata/followthemoney'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StatementFilter } from '../../graph/contract.ts'
import { formatNamed, formatOfFile } from '../../graph/export/export-formats.ts'
import { exportSource } from '../../graph/export/export-source.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { listStatements } from '../../graph/query/list-statements.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openSmallGraph } from '../ask/small-graph.ts'
import { sampleArticle } from '../helpers/sample-readings.ts'

const model = new Model(defaultModel as unknown as ConstructorParameters<typeof Model>[0])
let store: GraphStore
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await openSmallGraph()
  store = opened.store
  close = opened.close
  const { article, reading } = sampleArticle({
    id: 'odd id/ü',
    title: 'Odd\n"title"',
    date: '2020-01-01',
    statements: [
      { s: 'org:ödd-würks', p: 'PARTNERS_WITH', o: 'org:odd-w-rks', text: 'The two "odd" ones\nwork together.' },
    ],
  })
  await loadArticle(store, article, reading)
})
afterAll(() => close?.())

/** Reading fails here for a schema or a property that the model does not have. */
const exported = async (filter: StatementFilter = {}): Promise<Entity[]> => {
  let text = ''
  for await (const piece of formatNamed('ftm.json').write(exportSource(store, filter))) text += piece
  return text
    .trimEnd()
    .split('\n')
    .map((line) => model.getEntity(JSON.parse(line)))
}
const links = (entities: readonly Entity[]): Entity[] => entities.filter(({ schema }) => schema.isEdge)

for (const filter of [{}, { countries: ['country:JPN'] }] as StatementFilter[])
  test(`every statement is one link between two entities that are there ${JSON.stringify(filter)}`, async () => {
    const { items } = await listStatements(store, filter, { limit: 1000 })
    const entities = await exported(filter)
    expect(links(entities)).toHaveLength(items.length)
    const ids = new Map(entities.map((entity) => [entity.id, entity]))
    expect(ids.size).toBe(entities.length)
    for (const link of links(entities)) {
      const { source, target } = link.schema.edge as { source: string; target: string }
      for (const end of [source, target]) {
        const [id] = link.getProperty(end)
        const other = ids.get(String(id))
        expect(other, `${link.id} ${end}`).toBeDefined()
        const range = link.schema.getProperty(end).getRange()
        expect(other?.schema.isA(range), `${other?.schema.name} is no ${range.name}`).toBe(true)
      }
    }
    expect(entities.filter(({ schema }) => schema.name === 'Article')).toHaveLength(
      new Set(items.map((s) => s.article.id)).size,
    )
  })

test('a link keeps its sentence, its modality, its date and its source', async () => {
  const entities = await exported()
  const finance = links(entities).find(
    (link) => link.getFirst('description') === 'China will lend Egypt $200 million for the smelter.',
  )
  expect(finance?.schema.name).toBe('UnknownLink')
  expect(finance?.getFirst('role')).toBe('FINANCES')
  expect(finance?.getFirst('status')).toBe('planned')
  expect(finance?.getFirst('date')).toBe('2019-04-15')
  expect(finance?.getFirst('sourceUrl')).toBe('https://example.org/smelter')
})

test('owners, officers and countries stand in the schemata that tools look for them in', async () => {
  const entities = await exported()
  const byId = (id: string): Entity => entities.find((entity) => entity.id === id)!
  expect(byId('org-nile-copper').schema.name).toBe('Company')
  expect(byId('org-rasteel').schema.name).toBe('Organization')
  expect(byId('country-JPN').schema.name).toBe('PublicBody')
  expect(byId('country-JPN').getFirst('country')).toBe('jp')
  expect(byId('country-JPN').getFirst('wikidataId')).toBe('Q17')
  const ownership = links(entities).find(({ schema }) => schema.name === 'Ownership')
  expect(ownership?.getFirst('owner')).toBe('org-kitami-metals')
  expect(ownership?.getFirst('percentage')).toBe('a third')
  const employment = links(entities).filter(({ schema }) => schema.name === 'Employment')
  expect(employment.map((link) => link.getFirst('role'))).toContain('chief executive')
})

test('ids hold plain characters only and two ids never become one', async () => {
  const entities = await exported()
  for (const { id } of entities) expect(id).toMatch(/^\w[\w.-]*$/)
  const odd = entities.filter(({ id }) => id.startsWith('org-') && /dd-w/.test(id))
  expect(odd).toHaveLength(2)
})

test('a file name tells the format', () => {
  expect(formatOfFile('graph.ftm.json').name).toBe('ftm.json')
  expect(formatOfFile('graph.json').name).toBe('json')
  expect(formatOfFile('graph.ttl').name).toBe('ttl')
  expect(formatOfFile('graph.jsonld').name).toBe('jsonld')
})
