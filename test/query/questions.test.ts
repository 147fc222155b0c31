/** Every question answers what the statements say, the same on both engines. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CountrySector, StatementFilter } from '../../graph/contract.ts'
import type { EntenteError } from '../../graph/errors.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { reviewStatement } from '../../graph/load/review-statement.ts'
import { changesBetween } from '../../graph/query/changes.ts'
import { chooseLinked } from '../../graph/query/choose-linked.ts'
import { dossier } from '../../graph/query/dossier.ts'
import { entityProfile } from '../../graph/query/entity-profile.ts'
import { findEntities } from '../../graph/query/find-entities.ts'
import { getArticle } from '../../graph/query/get-article.ts'
import { graphSchema } from '../../graph/query/graph-schema.ts'
import { graphView } from '../../graph/query/graph-view.ts'
import { listArticles } from '../../graph/query/list-articles.ts'
import { countrySectorTotals, listCountrySectors, listParentSectors } from '../../graph/query/list-country-sectors.ts'
import { listStatements } from '../../graph/query/list-statements.ts'
import { neighbours } from '../../graph/query/neighbours.ts'
import { searchStore } from '../../graph/query/search.ts'
import { shortestPaths } from '../../graph/query/shortest-paths.ts'
import { storeStats } from '../../graph/query/store-stats.ts'
import { timeline } from '../../graph/query/timeline.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { generatedArticle } from '../helpers/generated-articles.ts'
import { sampleArticle, samples } from '../helpers/sample-readings.ts'

const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: EntenteError) => error.kind,
  )

/** Filters over the generated graph; each is asked of several questions. */
const filters: StatementFilter[] = [
  {},
  { subject: 'country:NOR' },
  { object: 'country:NOR' },
  { entity: 'org:body-3' },
  { predicates: ['PARTNERS_WITH', 'SUPPLIES'] },
  { modalities: ['actual'] },
  { sectors: ['sector:manufacturing'] },
  { countries: ['country:NOR', 'country:GHA'] },
  { countries: ['country:GHA'], sectors: ['sector:mining'] },
  { speaker: 'org:body-1' },
  { article: 'article-4' },
  { publisher: 'Harbour Gazette' },
  { from: '2015-01-01', to: '2020-12-31' },
  { minConfidence: 0.85 },
  { reviews: ['rejected'] },
  { reviews: ['accepted', 'corrected'] },
  { entity: 'country:CHL', modalities: ['denied', 'ended'], from: '2012-01-01', sectors: ['sector:metallurgy'] },
  { subject: 'org:nobody' },
]

/** All that is asked of both engines, to be compared. */
const questions: Record<string, (store: GraphStore) => Promise<unknown>> = {
  stats: async (store) => ({ ...(await storeStats(store)), engine: '', version: '' }),
  articles: (store) => listArticles(store, { limit: 7 }),
  'articles by title': (store) => listArticles(store, { q: 'versión ARTICLE' }),
  article: (store) => getArticle(store, 'article-3'),
  entities: (store) => findEntities(store, { limit: 9 }),
  'entities of a type': (store) => findEntities(store, { type: 'Organization', q: 'body' }),
  'profile of a country': (store) => entityProfile(store, 'GHA'),
  'profile of a body': (store) => entityProfile(store, 'org:body-2'),
  'profile of a sector': (store) => entityProfile(store, 'sector:mining'),
  neighbours: (store) => neighbours(store, 'country:NOR', { limit: 6 }),
  'neighbours by predicate': (store) => neighbours(store, 'org:body-2', { predicates: ['SUPPLIES'] }),
  paths: (store) => shortestPaths(store, 'person:p1', 'person:p2', { max: 6 }),
  'no path': (store) => shortestPaths(store, 'commodity:cod', 'person:p2'),
  'dossier of two': (store) => dossier(store, 'GHA', 'NOR', { limit: 5 }),
  'dossier of one': (store) => dossier(store, 'country:CHL', null, { limit: 5, filter: { modalities: ['actual'] } }),
  changes: (store) => changesBetween(store, { from: '2015-01-01', to: '2018-12-31' }),
  'search for a body': (store) => searchStore(store, 'body'),
  'search for a country': (store) => searchStore(store, 'NORWÄY'),
  'search for a misspelt name': (store) => searchStore(store, 'nordstool'),
  'search for a sentence': (store) => searchStore(store, 'located norway', { limit: 4 }),
  'search for a sector': (store) => searchStore(store, 'metalurgy'),
  ...Object.fromEntries(
    filters.flatMap((filter) => {
      const name = JSON.stringify(filter)
      return [
        [`statements ${name}`, (store: GraphStore) => listStatements(store, filter, { limit: 10 })],
        [`graph ${name}`, (store: GraphStore) => graphView(store, filter, { limit: 12, linked: true })],
        [`cells ${name}`, (store: GraphStore) => listCountrySectors(store, filter)],
        [`parent sectors ${name}`, (store: GraphStore) => listParentSectors(store, filter)],
        [`totals ${name}`, (store: GraphStore) => countrySectorTotals(store, filter)],
        [`timeline ${name}`, (store: GraphStore) => timeline(store, filter)],
      ]
    }),
  ),
}
/** One statement on a sector and on two below another, and one on the one above those alone. */
const onTwoSectors = sampleArticle({
  id: 'two-sectors',
  date: '2022-05-06',
  statements: [
    {
      ...{ s: 'org:shaft-works', p: 'INVESTS_IN', o: 'country:PER' },
      sectors: ['sector:coal-mining', 'sector:metal-ore-mining', 'sector:agriculture'],
    },
    { s: 'org:shaft-works', p: 'OPERATES_IN', o: 'country:PER', sectors: ['sector:mining'], modality: 'planned' },
  ],
})
const answers = new Map<string, Record<string, string>>()

await describeOnBothStores('a question', (under) => {
  let store: GraphStore
  beforeAll(async () => {
    store = await under.fresh()
    const items = [...samples, onTwoSectors, ...Array.from({ length: 40 }, (_, i) => generatedArticle(i, 0))]
    for (const { article, reading } of items) await loadArticle(store, article, reading)
    const ids = items.flatMap(({ reading }) => reading.statements.map(({ id }) => id)).filter((_, i) => i % 11 === 0)
    for (const [i, id] of ids.entries())
      await reviewStatement(store, id, { decision: i % 2 === 0 ? 'rejected' : 'accepted', at: '2024-01-01T00:00:00Z' })
  }, 300_000)

  it('about the whole and its parts agrees with itself', async () => {
    const stats = await storeStats(store)
    const all = await listStatements(store, {}, { limit: 1000 })
    expect(all.total).toBe(stats.statements)
    expect(all.items).toHaveLength(all.total)
    const view = await graphView(store, {}, { limit: 5000 })
    const filtered = await graphView(store, { from: '0000-01-01' }, { limit: 5000 })
    const dated = view.edges.filter(({ first }) => first !== null).map(({ id }) => id)
    expect(filtered.edges.map(({ id }) => id)).toEqual(dated)
    const cells = await listCountrySectors(store)
    expect(await listCountrySectors(store, { minConfidence: 0 })).toEqual(cells)
    for (const { source, predicate, target, statements } of view.edges.slice(0, 30)) {
      const behind = await listStatements(store, { subject: source, object: target, predicates: [predicate as 'OWNS'] })
      expect(behind.total).toBe(statements)
    }
    const parents = await listParentSectors(store)
    const whole = new Set(parents.map(({ sector }) => sector))
    for (const { country, sector, statements } of [...parents, ...cells.filter((cell) => !whole.has(cell.sector))]) {
      const behind = await listStatements(store, { countries: [country], sectors: [sector] })
      expect(behind.total).toBe(statements)
    }
  })

  it('on a parent sector counts a statement on two of its sectors once', async () => {
    const mining = (cells: CountrySector[]): CountrySector | undefined =>
      cells.find(({ country, sector }) => country === 'country:PER' && sector === 'sector:mining')
    const filter = { entity: 'org:shaft-works' }
    const apart = (await listCountrySectors(store, filter)).map(({ sector, statements }) => [sector, statements])
    expect(apart.sort()).toEqual([
      ['sector:agriculture', 1],
      ['sector:coal-mining', 1],
      ['sector:metal-ore-mining', 1],
      ['sector:mining', 1],
    ])
    expect(mining(await listParentSectors(store, filter))).toMatchObject({
      ...{ countryName: 'Peru', statements: 2, articles: 1, first: '2022-05-06', last: '2022-05-06' },
      modalities: { actual: 1, planned: 1, discussed: 0, ended: 0, denied: 0 },
    })
    expect(mining(await listParentSectors(store, { ...filter, sectors: ['sector:coal-mining'] }))?.statements).toBe(1)
    expect((await listParentSectors(store, filter)).map(({ sector }) => sector)).not.toContain('sector:agriculture')
    const totals = await countrySectorTotals(store, filter)
    expect(totals).toMatchObject({ statements: 2, countries: { 'country:PER': 2 } })
    expect(totals.sectors).toEqual({
      ...{ 'sector:agriculture': 1, 'sector:coal-mining': 1, 'sector:metal-ore-mining': 1, 'sector:mining': 2 },
    })
  })

  it('sums a sector over countries and a country over sectors without counting a statement twice', async () => {
    const totals = await countrySectorTotals(store)
    const links = await store.read(
      'MATCH (s:Statement)-[l:LINKS]->(c:Country) WHERE size(l.sectors) > 0 RETURN s.id AS id, c.id AS country',
    )
    const of = (country: string) => links.filter((row) => row.country === country).length
    expect(totals.statements).toBe(new Set(links.map((row) => row.id)).size)
    for (const [country, statements] of Object.entries(totals.countries)) expect(statements, country).toBe(of(country))
    expect(totals.statements).toBeLessThan(Object.values(totals.countries).reduce((sum, count) => sum + count, 0))
    expect(await countrySectorTotals(store, { minConfidence: 0 })).toEqual(totals)
  })

  it('in pages gives every item once and in order', async () => {
    const whole = await listStatements(store, {}, { limit: 1000 })
    const ids: string[] = []
    for (let cursor: string | null = null; ; ) {
      const page = await listStatements(store, {}, { limit: 9, cursor })
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.next
      if (cursor === null) break
    }
    expect(ids).toEqual(whole.items.map(({ id }) => id))
    const dates = whole.items.map(({ date }) => date ?? '')
    expect(dates).toEqual([...dates].sort().reverse())
    const entities: string[] = []
    for (let cursor: string | null = null; ; ) {
      const page = await findEntities(store, { limit: 7, cursor })
      entities.push(...page.items.map(({ id }) => id))
      cursor = page.next
      if (cursor === null) break
    }
    expect(new Set(entities).size).toBe(entities.length)
    expect(entities.length).toBe((await findEntities(store)).total)
  })

  it('says how much was left out of a view', async () => {
    const view = await graphView(store, {}, { limit: 3 })
    expect(view.nodes).toHaveLength(3)
    expect(view.truncated).toBe(true)
    expect(view.totalNodes).toBeGreaterThan(3)
    expect(view.nodes.map(({ statements }) => statements)).toEqual(
      [...view.nodes.map(({ statements }) => statements)].sort((a, b) => b - a),
    )
    const kept = new Set(view.nodes.map(({ id }) => id))
    for (const { source, target } of view.edges) expect(kept.has(source) && kept.has(target)).toBe(true)
    const ends = new Set(view.edges.flatMap(({ source, target }) => [source, target]))
    for (const { id } of view.nodes) expect(ends, 'a disc without a line').toContain(id)
  })

  it('draws for every limit what the whole graph gives to the rule of choice, with all edges between those shown', async () => {
    const store = await under.store()
    for (const linked of [false, true]) {
      const whole = await graphView(store, {}, { limit: 5000, linked })
      for (let limit = 1; limit <= whole.nodes.length + 1; limit++) {
        const candidates = whole.nodes.slice(0, 2 * limit).map(({ id }) => id)
        const kept = chooseLinked(candidates, whole.edges, limit)
        const isShown = ({ source, target }: { source: string; target: string }): boolean =>
          kept.has(source) && kept.has(target)
        const view = await graphView(store, {}, { limit, linked })
        expect(view.nodes.map(({ id }) => id)).toEqual(candidates.filter((id) => kept.has(id)))
        expect(view.edges).toEqual(whole.edges.filter(isShown))
      }
    }
  })

  it('finds names with accents, cut short, out of order, misspelt, and by their aliases', async () => {
    const first = async (q: string): Promise<string | undefined> => (await searchStore(store, q)).entities[0]?.id
    expect(await first('nordstål')).toBe('org:nordstal')
    expect(await first('NORDSTAL AS')).toBe('org:nordstal')
    expect(await first('kari')).toBe('person:kari-lund')
    expect(await first('lund kari')).toBe('person:kari-lund')
    expect(await first('Kári Lünd')).toBe('person:kari-lund')
    expect(await first('kari lnud')).toBe('person:kari-lund')
    expect(await first('lund karri')).toBe('person:kari-lund')
    expect(await first('shft work')).toBe('org:shaft-works')
    expect(await first('ferosilicon')).toBe('commodity:ferrosilicon')
    expect(await first('norwegian')).toBe('country:NOR')
    expect(await first('zzzzzz')).toBeUndefined()
    expect(await searchStore(store, '  ')).toEqual({ entities: [], sectors: [], statements: [], articles: [] })
    expect((await searchStore(store, 'C24')).sectors[0]?.id).toBe('sector:metallurgy')
    expect((await searchStore(store, 'steel works')).statements.length).toBeGreaterThan(0)
    expect((await searchStore(store, 'accra')).articles).toEqual([
      { id: 'fjord-fish', title: 'Fish for Accra', date: '2021-05-20' },
    ])
  })

  it('that cannot be asked is refused clearly', async () => {
    expect(await kindOf(entityProfile(store, 'org:nobody'))).toBe('NotFound')
    expect(await kindOf(getArticle(store, 'none'))).toBe('NotFound')
    expect(
      await kindOf(neighbours(store, 'country:NOR', { predicates: ['X]->() DETACH DELETE n //' as 'OWNS'] })),
    ).toBe('InvalidInput')
    expect(await kindOf(findEntities(store, { type: 'Entity) RETURN 1 //' as 'Place' }))).toBe('InvalidInput')
    expect(await kindOf(listStatements(store, {}, { limit: 0 }))).toBe('InvalidInput')
    expect(await kindOf(listStatements(store, {}, { limit: 1e9 }))).toBe('InvalidInput')
    expect(await kindOf(listStatements(store, {}, { cursor: 'nonsense' }))).toBe('InvalidInput')
    expect(await kindOf(shortestPaths(store, 'GHA', 'GHA'))).toBe('InvalidInput')
    expect(await kindOf(shortestPaths(store, 'GHA', 'NOR', { max: 99 }))).toBe('InvalidInput')
    expect(await kindOf(dossier(store, 'org:nordstal', null))).toBe('InvalidInput')
    expect(await kindOf(changesBetween(store, { from: '2021-01-01', to: '2020-01-01' }))).toBe('InvalidInput')
  })

  it('meets only labels, types and properties that the schema lists', async () => {
    const schema = graphSchema()
    const nodes = await store.read(
      'MATCH (n) WHERE NOT n:Meta UNWIND labels(n) AS label UNWIND keys(n) AS key RETURN DISTINCT label, key',
    )
    for (const { label, key } of nodes) expect(schema.properties[String(label)], String(label)).toContain(key)
    const edges = await store.read('MATCH ()-[r]->() RETURN DISTINCT type(r) AS type, keys(r) AS keys')
    for (const { type, keys } of edges)
      for (const key of keys as string[]) expect(schema.properties[String(type)], String(type)).toContain(key)
    expect(schema.relationshipTypes).toEqual(expect.arrayContaining([...new Set(edges.map(({ type }) => type))]))
  })

  it('is answered', async () => {
    const own: Record<string, string> = {}
    for (const [name, ask] of Object.entries(questions)) own[name] = JSON.stringify(await ask(store))
    answers.set(under.engine, own)
  }, 300_000)
})

afterAll(() => {
  const [embedded, neo4j] = [answers.get('embedded'), answers.get('neo4j')]
  if (!embedded || !neo4j) return
  expect(Object.keys(neo4j)).toEqual(Object.keys(embedded))
  for (const [name, answer] of Object.entries(embedded)) expect(neo4j[name], name).toBe(answer)
})
