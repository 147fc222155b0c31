/** A bulk load works from what it wrote itself, and must not when somebody else wrote in between or it was wrong. */
import { expect, it } from 'vitest'
import { checkStore } from '../../graph/load/check-store.ts'
import { forgetArticle } from '../../graph/load/forget-article.ts'
import { type ArticleReading, loadArticle } from '../../graph/load/load-article.ts'
import { loadMany } from '../../graph/load/load-many.ts'
import { LoadMemory } from '../../graph/load/load-memory.ts'
import { mergeEntities, reviewStatement } from '../../graph/load/review-statement.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { dumpGraph, type GraphDump } from '../helpers/dump-graph.ts'
import { generatedArticle } from '../helpers/generated-articles.ts'

const at = '2024-01-01T00:00:00Z'
const items = Array.from({ length: 30 }, (_, i) => generatedArticle(i, 0))
const small = { batchStatements: 8 }

const oneByOne = async (store: GraphStore, articles: readonly ArticleReading[]): Promise<GraphDump> => {
  for (const { article, reading } of articles) await loadArticle(store, article, reading)
  return dumpGraph(store)
}

/** The items, with something done to the store in the middle, once a transaction of the load is in. */
async function* interrupted(store: GraphStore, work: () => Promise<unknown>): AsyncGenerator<ArticleReading> {
  for (const [i, item] of items.entries()) {
    if (i === 15) {
      for (let held = 0; held === 0; ) {
        const [row] = await store.read('MATCH (a:Article) RETURN count(a) AS held')
        held = Number(row?.held)
      }
      await work()
    }
    yield item
  }
}

await describeOnBothStores('a bulk load', (under) => {
  it('makes the graph that the same articles make one by one', async () => {
    const expected = await oneByOne(await under.fresh(), items)
    const store = await under.fresh()
    expect(await loadMany(store, items, small)).toMatchObject({ loaded: 30, refused: 0 })
    expect(await dumpGraph(store)).toEqual(expected)
    expect((await checkStore(store)).differences).toEqual([])
    expect(await loadMany(store, items, small)).toMatchObject({ unchanged: 30 })
    // Into a graph that holds something already.
    const more = Array.from({ length: 12 }, (_, i) => generatedArticle(100 + i, 0))
    expect(await loadMany(store, more, small)).toMatchObject({ loaded: 12 })
    expect((await checkStore(store)).differences).toEqual([])
  })

  it('takes in what others write meanwhile: an article, a forgetting, a review, a merge', async () => {
    const other = generatedArticle(200, 0)
    for (const work of [
      (store: GraphStore) => loadArticle(store, other.article, other.reading),
      (store: GraphStore) => forgetArticle(store, 'article-0'),
      async (store: GraphStore) => {
        const [row] = await store.read('MATCH (s:Statement) RETURN s.id AS id ORDER BY id LIMIT 1')
        await reviewStatement(store, String(row?.id), { decision: 'rejected', at })
      },
      async (store: GraphStore) => {
        const rows = await store.read("MATCH (e:Entity) WHERE e.id STARTS WITH 'org:' RETURN e.id AS id ORDER BY id")
        await mergeEntities(store, String(rows[0]?.id), String(rows[1]?.id), { at })
      },
    ]) {
      const store = await under.fresh()
      await loadMany(
        store,
        interrupted(store, () => work(store)),
        small,
      )
      expect((await checkStore(store)).differences).toEqual([])
    }
  })

  it('keeps the later one of two articles under one id, near or far apart', async () => {
    const again = [...items.slice(0, 20), generatedArticle(19, 1), generatedArticle(2, 1), ...items.slice(20)]
    const expected = await oneByOne(await under.fresh(), again)
    const store = await under.fresh()
    expect(await loadMany(store, again, small)).toMatchObject({ loaded: 30, replaced: 2 })
    expect(await dumpGraph(store)).toEqual(expected)
    expect((await checkStore(store)).differences).toEqual([])
  })
})

await describeOnBothStores('what a load remembers', (under) => {
  it('holds while nobody else writes, and for one transaction at a time', async () => {
    const store = await under.fresh()
    const memory = await LoadMemory.of(store)
    expect(memory.isWhole).toBe(true)
    expect([memory.entity('org:new'), memory.entity('country:OMN')?.statements]).toEqual([null, 0])
    const turn = (): Promise<[boolean, number]> =>
      store.write(async (transaction) => {
        await transaction.run("MERGE (m:Meta {id: 'test'})")
        return [await memory.holdsIn(transaction), transaction.turn]
      })
    const [first, one] = await turn()
    memory.committed(one)
    const [second, two] = await turn()
    expect([first, second]).toEqual([true, true])
    // This one is not known to be committed, so the next must not rely on it.
    expect((await turn())[0]).toBe(false)
    expect([memory.isWhole, memory.entity('org:new')]).toEqual([false, undefined])
    memory.committed(two + 1)
    expect((await turn())[0]).toBe(true)
    memory.committed(two + 2)
    await store.write(async (transaction) => {
      await transaction.run("MERGE (m:Meta {id: 'test'})")
    })
    expect((await turn())[0]).toBe(false)
    await store.write((transaction) => transaction.run("MATCH (m:Meta {id: 'test'}) DELETE m"))
  })

  it('is bounded: what is dropped is not known any more', async () => {
    const memory = await LoadMemory.of(await under.fresh(), 10)
    for (let i = 0; i < 11; i++)
      memory.entities.set(`org:body-${i}`, { forms: '{}', statements: i, articles: 1, mentions: 1 })
    memory.trim()
    expect([memory.isWhole, memory.entities.size]).toEqual([false, 5])
    expect([memory.entity('org:body-0'), memory.entity('org:body-10')?.statements]).toEqual([undefined, 10])
  })
})
