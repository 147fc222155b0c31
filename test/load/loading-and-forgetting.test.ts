/** An article is wholly in or wholly out, the same one twice is one, and one that is forgotten leaves nothing behind. */
import { expect, it } from 'vitest'
import type { Article, Reading, Statement } from '../../graph/contract.ts'
import type { EntenteError } from '../../graph/errors.ts'
import { linkCountriesToSectors } from '../../graph/extract/link-countries-to-sectors.ts'
import { checkStore } from '../../graph/load/check-store.ts'
import { forgetArticle } from '../../graph/load/forget-article.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { loadMany } from '../../graph/load/load-many.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { dumpGraph } from '../helpers/dump-graph.ts'
import { generatedArticle } from '../helpers/generated-articles.ts'
import { sampleArticle, sampleSpecs, samples } from '../helpers/sample-readings.ts'

const load = (store: GraphStore, { article, reading }: { article: Article; reading: Reading }) =>
  loadArticle(store, article, reading)

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: EntenteError) => `${error.kind}: ${error.message}`,
  )

const [first, second, third] = samples as [(typeof samples)[0], (typeof samples)[0], (typeof samples)[0]]
const withStatement = (change: Partial<Statement>): { article: Article; reading: Reading } => ({
  article: first.article,
  reading: {
    ...first.reading,
    statements: first.reading.statements.map((s, i) => (i === 0 ? { ...s, ...change } : s)),
  },
})

await describeOnBothStores('loading', (under) => {
  it('says what was loaded, and writes nothing the second time, whatever the order within the reading', async () => {
    const store = await under.fresh()
    expect(await load(store, first)).toEqual({ outcome: 'loaded', entities: 10, statements: 5 })
    const before = await dumpGraph(store)
    const { reading } = first
    const turned: Reading = {
      ...reading,
      entities: [...reading.entities].reverse(),
      mentions: [...reading.mentions].reverse(),
      statements: [...reading.statements].reverse().map((s) => ({ ...s, sectors: [...s.sectors].reverse() })),
    }
    expect((await load(store, { article: first.article, reading: turned })).outcome).toBe('unchanged')
    expect(await dumpGraph(store)).toEqual(before)
  })

  it('gives the same graph in whatever order articles come', async () => {
    const one = await under.fresh()
    for (const sample of [first, second, third]) await load(one, sample)
    const before = await dumpGraph(one)
    const other = await under.fresh()
    for (const sample of [third, second, first]) await load(other, sample)
    expect(await dumpGraph(other)).toEqual(before)
  })

  it('replaces what a changed article said before', async () => {
    const store = await under.fresh()
    await load(store, second)
    const fresh = await dumpGraph(store)
    await forgetArticle(store, second.article.id)
    const changed = sampleArticle({ ...sampleSpecs[1]!, title: 'New', statements: sampleSpecs[1]!.statements.slice(1) })
    await load(store, changed)
    expect(await store.read('MATCH (:Country)-[e:PARTNERS_WITH]->() RETURN count(e) AS n')).toEqual([{ n: 0 }])
    expect((await load(store, second)).outcome).toBe('replaced')
    expect(await dumpGraph(store)).toEqual(fresh)
  })

  it('lets another title, date or publisher of the same text through', async () => {
    const store = await under.fresh()
    await load(store, first)
    const renamed = { ...first, article: { ...first.article, publisher: 'Another' } }
    expect((await load(store, renamed)).outcome).toBe('replaced')
    expect(await store.read('MATCH (a:Article) RETURN a.publisher AS publisher')).toEqual([{ publisher: 'Another' }])
  })

  it('keeps the text to the byte', async () => {
    const store = await under.fresh()
    const text = 'Norway partners_with Ghana (1).\r\n\u2028\t“ø” \u0000 \ud83c\uddf3\ud83c\uddf4 end'
    await load(store, {
      article: { ...second.article, text },
      reading: { ...second.reading, statements: [], mentions: [] },
    })
    expect(await store.read('MATCH (a:Article) RETURN a.text AS text')).toEqual([{ text }])
  })

  it('derives edges that sum up their statements', async () => {
    const store = await under.fresh()
    for (const sample of samples) await load(store, sample)
    const [edge] = await store.read(
      "MATCH (:Country {id: 'country:GHA'})-[e:PARTNERS_WITH]->(:Country {id: 'country:NOR'}) RETURN properties(e) AS e",
    )
    expect(edge?.e).toEqual({
      ...{ actual: 1, planned: 1, discussed: 0, ended: 0, denied: 0 },
      ...{ statements: 2, articles: 2, modality: 'actual', first: '2021-03-04', last: '2021-05-20' },
      sectors: ['sector:fisheries', 'sector:metallurgy'],
    })
    const [name] = await store.read("MATCH (e {id: 'org:nordstal'}) RETURN e.name AS name, e.aliases AS aliases")
    expect(name).toEqual({ name: 'Nordstal', aliases: ['Nordstål', 'Nordstål AS'] })
    expect((await checkStore(store)).differences).toEqual([])
  })

  it('writes a symmetric relation one way, whichever way it was read', async () => {
    const store = await under.fresh()
    await load(
      store,
      sampleArticle({ id: 'x', statements: [{ s: 'country:NOR', p: 'PARTNERS_WITH', o: 'country:GHA' }] }),
    )
    await load(
      store,
      sampleArticle({ id: 'y', statements: [{ s: 'country:GHA', p: 'PARTNERS_WITH', o: 'country:NOR' }] }),
    )
    const edges = await store.read('MATCH (a)-[e:PARTNERS_WITH]->(b) RETURN a.id AS a, b.id AS b, e.statements AS n')
    expect(edges).toEqual([{ a: 'country:GHA', b: 'country:NOR', n: 2 }])
  })

  it('links countries to sectors as the reader does for the article', async () => {
    const store = await under.fresh()
    await load(store, third)
    const linked = await store.read(
      'MATCH (c:Country)-[:LINKED_TO]->(s:Sector) RETURN c.id AS c, s.id AS s ORDER BY c, s',
    )
    // The denied partnership links nothing; the company of Norway that invests in Chile links both.
    expect(linked).toEqual([
      { c: 'country:CHL', s: 'sector:metal-ore-mining' },
      { c: 'country:CHL', s: 'sector:mining' },
      { c: 'country:NOR', s: 'sector:metal-ore-mining' },
    ])
  })

  it('links countries to sectors exactly as the rule says for each article, whatever the article', async () => {
    const store = await under.fresh()
    for (let i = 0; i < 15; i++) {
      const { article, reading } = generatedArticle(i, 7)
      await loadArticle(store, article, reading)
      const linked = await store.read(
        'MATCH (c:Country)-[:LINKED_TO]->(s:Sector) RETURN c.id AS c, s.id AS s ORDER BY c, s',
      )
      expect(linked.map(({ c, s }) => [c, s])).toEqual(linkCountriesToSectors(reading.statements))
      await forgetArticle(store, article.id)
    }
  })

  it('is refused by a graph of another format, with what to do', async () => {
    const store = await under.fresh()
    await store.write((t) => t.run("MATCH (m:Meta {id: 'entente'}) SET m.format = 999"))
    expect(await refusal(prepareStore(store))).toMatch(/^StoreUnavailable: .*format 999.*(rebuild|restore)/)
  })

  const bad: [string, { article: Article; reading: Reading }, RegExp][] = [
    ['an unknown predicate', withStatement({ predicate: 'LIKES' as never }), /unknown predicate LIKES/],
    ['an unknown modality', withStatement({ modality: 'maybe' as never }), /unknown modality maybe/],
    ['ends that the ontology forbids', withStatement({ object: 'sector:metallurgy' }), /cannot stand in PARTNERS_WITH/],
    ['an entity that is not there', withStatement({ speaker: 'person:nobody' }), /person:nobody is not among/],
    ['an unknown sector', withStatement({ sectors: ['sector:magic'] }), /sector:magic/],
    ['evidence that is not verbatim', withStatement({ evidence: 'Norway and Ghana built' }), /evidence does not stand/],
    ['a date that is none', withStatement({ date: '2021-13-01' }), /not a date/],
    ['confidence out of range', withStatement({ confidence: 2 }), /confidence 2/],
    [
      'an id that names no type',
      {
        article: first.article,
        reading: { ...first.reading, entities: [{ id: 'x', type: 'Place', name: 'x', aliases: [] }] },
      },
      /"x" is not the id of an entity/,
    ],
    [
      'an entity twice',
      {
        article: first.article,
        reading: { ...first.reading, entities: [...first.reading.entities, first.reading.entities[0]!] },
      },
      /stands twice/,
    ],
  ]
  for (const [name, item, message] of bad)
    it(`refuses ${name} and leaves the store as it was`, async () => {
      const store = await under.store()
      const before = await dumpGraph(store)
      const said = await refusal(load(store, item))
      expect(said).toMatch(/^InvalidInput: /)
      expect(said).toMatch(message)
      expect(await dumpGraph(store)).toEqual(before)
    })

  it('of many goes on after those that are refused, and says which and why', async () => {
    const store = await under.fresh()
    const items = [
      ...Array.from({ length: 30 }, (_, i) => generatedArticle(i, 0)),
      withStatement({ date: 'soon' }),
      { id: 'torn.html', reason: 'not a text' },
      generatedArticle(3, 1),
    ]
    const steps: number[] = []
    const summary = await loadMany(store, items, { batchStatements: 40, onProgress: ({ seen }) => steps.push(seen) })
    expect(summary).toMatchObject({ seen: 33, loaded: 30, replaced: 1, unchanged: 0, refused: 2, stopped: false })
    expect(summary.refusals.map(({ id }) => id)).toEqual(['harbour-steel', 'torn.html'])
    expect(steps.length).toBeGreaterThan(2)
    expect((await checkStore(store)).differences).toEqual([])
    const again = await loadMany(store, items.slice(4))
    expect(again).toMatchObject({ loaded: 0, unchanged: 27, statements: 0 })
  })

  it('of many stops between two transactions when told to, and goes on when run again', async () => {
    const store = await under.fresh()
    const stop = new AbortController()
    const items = Array.from({ length: 40 }, (_, i) => generatedArticle(i, 0))
    const options = { batchStatements: 20, onProgress: () => stop.abort(), signal: stop.signal }
    const stopped = await loadMany(store, items, options)
    expect(stopped.stopped).toBe(true)
    expect(stopped.loaded).toBeLessThan(40)
    const rest = await loadMany(store, items)
    expect(rest.loaded + rest.unchanged).toBe(40)
    expect(rest.unchanged).toBe(stopped.loaded)
  })
})

await describeOnBothStores('forgetting', (under) => {
  it('leaves exactly what would be there had the article never come', async () => {
    const store = await under.fresh()
    await load(store, first)
    await load(store, third)
    const before = await dumpGraph(store)
    await load(store, second)
    await forgetArticle(store, second.article.id)
    expect(await dumpGraph(store)).toEqual(before)
    await forgetArticle(store, first.article.id)
    await forgetArticle(store, third.article.id)
    expect(await dumpGraph(store)).toEqual({ nodes: [], edges: [] })
    expect((await checkStore(store)).differences).toEqual([])
  })

  it('says that there is no such article', async () => {
    const store = await under.store()
    expect(await refusal(forgetArticle(store, 'nothing'))).toBe('NotFound: There is no article nothing')
  })

  it('finds the reference data in place afterwards, and preparing again changes nothing', async () => {
    const store = await under.store()
    const count =
      'MATCH (e:Entity) OPTIONAL MATCH (e)-[p:PART_OF]->() RETURN count(DISTINCT e) AS entities, count(p) AS parts'
    const before = await store.read(count)
    expect(Number(before[0]?.entities)).toBeGreaterThan(300)
    await prepareStore(store)
    expect(await store.read(count)).toEqual(before)
  })
})
