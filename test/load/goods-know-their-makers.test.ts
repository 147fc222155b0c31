/** A good in the graph has its heading and the sectors that make it for as long as it is there, whatever happens to it. */
import { expect, it } from 'vitest'
import { commodityFacts } from '../../graph/extract/lexicon/commodity-facts.ts'
import { checkStore } from '../../graph/load/check-store.ts'
import { forgetArticle } from '../../graph/load/forget-article.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import { mergeEntities, undoReview } from '../../graph/load/review-statement.ts'
import type { GraphStore, Row } from '../../graph/store/graph-store.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { sampleArticle } from '../helpers/sample-readings.ts'

const exporting = (id: string, ...goods: string[]): ReturnType<typeof sampleArticle> =>
  sampleArticle({ id, statements: goods.map((o) => ({ s: 'country:NOR', p: 'EXPORTS', o, commodities: [o] })) })

const one = exporting('one', 'commodity:copper-wire', 'commodity:marble', 'commodity:grey-moon-dust')
const two = exporting('two', 'commodity:marble', 'commodity:coated-steel-pipe')

const goods = (store: GraphStore): Promise<Row[]> =>
  store.read(`MATCH (c:Commodity) OPTIONAL MATCH (c)-[:MADE_IN]->(x:Sector)
WITH c.id AS id, c.hs AS hs, x.id AS sector ORDER BY id, sector
RETURN id, hs, collect(sector) AS sectors ORDER BY id`)

const marble = { id: 'commodity:marble', hs: '2515', sectors: ['sector:building-materials', 'sector:mineral-mining'] }
const wire = { id: 'commodity:copper-wire', hs: '7408', sectors: ['sector:metallurgy'] }
const pipe = { id: 'commodity:coated-steel-pipe', hs: '7304', sectors: ['sector:metallurgy'] }
const dust = { id: 'commodity:grey-moon-dust', hs: null, sectors: [] }

it('a name that the lexicon lacks is a kind of its last words, and has the heading of two words or more only', () => {
  expect(commodityFacts('commodity:painted-tractor')).toEqual({ hs: null, sectors: ['sector:agricultural-machinery'] })
  expect(commodityFacts('commodity:painted-steel-pipes')).toEqual({ hs: '7304', sectors: ['sector:metallurgy'] })
  expect(commodityFacts('commodity:tractor-story')).toEqual({ hs: null, sectors: [] })
})

await describeOnBothStores('a good', (under) => {
  it('is told by the lexicon when it is loaded, keeps that on a second article, and goes with the last', async () => {
    const store = await under.fresh()
    await loadArticle(store, one.article, one.reading)
    expect(await goods(store)).toEqual([wire, dust, marble])
    await loadArticle(store, two.article, two.reading)
    expect(await goods(store)).toEqual([pipe, wire, dust, marble])
    expect((await checkStore(store)).differences).toEqual([])
    const changed = exporting('one', 'commodity:marble')
    await loadArticle(store, changed.article, changed.reading)
    expect(await goods(store)).toEqual([pipe, marble])
    await forgetArticle(store, 'two')
    await forgetArticle(store, 'one')
    expect(await goods(store)).toEqual([])
    expect((await checkStore(store)).differences).toEqual([])
  })

  it('that was merged away comes back with both when the merge is undone', async () => {
    const store = await under.fresh()
    await loadArticle(store, one.article, one.reading)
    await mergeEntities(store, 'commodity:grey-moon-dust', 'commodity:copper-wire')
    expect(await goods(store)).toEqual([dust, marble])
    expect((await checkStore(store)).differences).toEqual([])
    await undoReview(store)
    expect(await goods(store)).toEqual([wire, dust, marble])
    expect((await checkStore(store)).differences).toEqual([])
  })

  it('that differs from the lexicon is told by check, and brought along when the lexicon is another one', async () => {
    const store = await under.fresh()
    await loadArticle(store, one.article, one.reading)
    await store.write(async ({ run }) => {
      await run("MATCH (c:Entity {id: 'commodity:marble'}) SET c.hs = '2516'")
      await run("MATCH (c:Entity {id: 'commodity:grey-moon-dust'}) SET c.hs = '25'")
      await run("MATCH (:Entity {id: 'commodity:copper-wire'})-[m:MADE_IN]->() DELETE m")
      await run(`MATCH (c:Entity {id: 'commodity:marble'}), (x:Entity {id: 'sector:mining'})
CREATE (c)-[:MADE_IN]->(x)`)
    })
    expect((await checkStore(store)).differences.sort()).toEqual([
      'commodity:grey-moon-dust: hs is "25", and the lexicon has none',
      'commodity:marble: hs is "2516", should be "2515"',
      'the edge commodity:copper-wire MADE_IN sector:metallurgy is missing',
      'the edge commodity:marble MADE_IN sector:mining is not in the lexicon, or stands twice',
    ])
    await store.write(({ run }) => run("MATCH (m:Meta {id: 'entente'}) SET m.reference = 'of an older version'"))
    await prepareStore(store)
    expect(await goods(store)).toEqual([wire, dust, marble])
    expect((await checkStore(store)).differences).toEqual([])
  })
})
