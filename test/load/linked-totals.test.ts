/** Sums of countries x sectors are kept and not counted: they must be what counting gives, whatever happened before. */
import { expect, it } from 'vitest'
import { checkStore } from '../../graph/load/check-store.ts'
import { forgetArticle } from '../../graph/load/forget-article.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import { mergeEntities, reviewStatement } from '../../graph/load/review-statement.ts'
import { countrySectorTotals, listParentSectors } from '../../graph/query/list-country-sectors.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { generatedArticle } from '../helpers/generated-articles.ts'
import { sampleArticle, samples } from '../helpers/sample-readings.ts'

/** One statement on two sectors of one whole, and on two countries. */
const shared = sampleArticle({
  id: 'shared-mines',
  statements: [
    {
      ...{ s: 'country:PER', p: 'PARTNERS_WITH', o: 'country:NOR' },
      sectors: ['sector:coal-mining', 'sector:metal-ore-mining'],
    },
  ],
})

/** All statements have a confidence, so this filter lets everything through and makes the engine count. */
const everything = { minConfidence: 0 }

const agree = async (store: GraphStore): Promise<void> => {
  expect(await listParentSectors(store)).toEqual(await listParentSectors(store, everything))
  expect(await countrySectorTotals(store)).toEqual(await countrySectorTotals(store, everything))
  expect((await checkStore(store)).differences).toEqual([])
}

await describeOnBothStores('sums over countries and sectors', (under) => {
  it('are what the statements give after loads, a reload, reviews, a merge and forgetting', async () => {
    const store = await under.fresh()
    const items = [...samples, shared, ...Array.from({ length: 12 }, (_, i) => generatedArticle(i, 0))]
    for (const { article, reading } of items) await loadArticle(store, article, reading)
    const mines = (await listParentSectors(store, { article: 'shared-mines' })).filter(
      ({ sector }) => sector === 'sector:mining',
    )
    expect(mines.map(({ country, statements }) => [country, statements])).toEqual([
      ['country:NOR', 1],
      ['country:PER', 1],
    ])
    await agree(store)
    const changed = generatedArticle(3, 1)
    await loadArticle(store, changed.article, changed.reading)
    await agree(store)
    const [first] = shared.reading.statements
    await reviewStatement(store, first?.id as string, { decision: 'rejected' })
    await agree(store)
    await reviewStatement(store, first?.id as string, { decision: 'corrected', sectors: ['sector:coal-mining'] })
    await mergeEntities(store, 'org:nordstal', 'org:nord-stal')
    await agree(store)
    for (const { article } of items.slice(0, 9)) await forgetArticle(store, article.id)
    await agree(store)
    for (const { article } of items.slice(9)) await forgetArticle(store, article.id)
    expect(await countrySectorTotals(store)).toEqual({ sectors: {}, countries: {}, statements: 0 })
    await agree(store)
  })

  it('are counted once in a graph that was written before there were any, and told by check where they differ', async () => {
    const store = await under.fresh()
    for (const { article, reading } of [...samples, shared]) await loadArticle(store, article, reading)
    const totals = await countrySectorTotals(store)
    await store.write(({ run }) => run("MATCH (e:Entity {id: 'country:NOR'}) SET e.linked = 70"))
    expect((await checkStore(store)).differences).toEqual([
      expect.stringMatching(/^country:NOR: linked is 70, should be \d+$/),
    ])
    await store.write(async ({ run }) => {
      await run('MATCH (:Country)-[l:LINKED_WITHIN]->(:Sector) DELETE l')
      await run('MATCH (e:Entity) WHERE e.linked IS NOT NULL REMOVE e.linked')
      await run("MATCH (m:Meta {id: 'entente'}) SET m.reference = 'older' REMOVE m.linked")
    })
    await prepareStore(store)
    expect(await countrySectorTotals(store)).toEqual(totals)
    await agree(store)
  })
})
