/** A bulk load that is killed at any moment leaves each article wholly in or wholly out, and completes when run again. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { checkStore } from '../../graph/load/check-store.ts'
import { loadMany } from '../../graph/load/load-many.ts'
import { packageFile } from '../../graph/package-root.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { describeOnBothStores, temporaryFolder } from '../helpers/both-stores.ts'
import { dumpGraph } from '../helpers/dump-graph.ts'
import { generatedArticle, randomFrom } from '../helpers/generated-articles.ts'

const kills = Number(process.env.ENTENTE_TEST_BULK_KILLS ?? 5)
/** A quarter of them is in the graph already in another version, so that a load makes and replaces. */
const items = Array.from({ length: 240 }, (_, i) => generatedArticle(i, 1))
const before = items.slice(0, 60).map((_, i) => generatedArticle(i, 0))
const wholeOf = ({ article, reading }: (typeof items)[number]): [string, number] => [
  article.title,
  reading.statements.length,
]

/** Title and statements of each article that is in the graph. */
const inGraph = async (store: GraphStore): Promise<Map<string, [string, number]>> => {
  const rows = await store.read(
    `MATCH (a:Article) OPTIONAL MATCH (a)<-[:STATED_IN]-(s:Statement)
RETURN a.id AS id, a.title AS title, count(s) AS statements`,
  )
  return new Map(rows.map((row) => [String(row.id), [String(row.title), Number(row.statements)]]))
}

await describeOnBothStores('a bulk load that is killed', (under) => {
  const folder = temporaryFolder()

  it(`leaves every article whole, ${kills} times over, loses none that was told to be in, and completes`, async () => {
    const file = join(folder, `${under.engine}.json`)
    writeFileSync(file, JSON.stringify(items))
    const random = randomFrom(11)
    let store = await under.fresh()
    await loadMany(store, before)
    const old = new Map(before.map((item) => [item.article.id, wholeOf(item)]))
    let mostIn = 0
    let cutShort = 0
    for (let kill = 0; kill < kills; kill++) {
      await under.close()
      const loader = spawn(
        process.execPath,
        [packageFile('test/helpers/bulk-load.mjs'), JSON.stringify(under.settings), file],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      const ended = new Promise((resolve) => loader.once('exit', resolve))
      const wait = random() * 30
      // Told when the transaction that had some articles more in than all loads before was acknowledged.
      const goal = mostIn + Math.floor(random() * 30)
      let told = 0
      let isKilled = false
      for await (const line of createInterface({ input: loader.stdout })) {
        told = Number((JSON.parse(line) as { in?: number }).in ?? 0)
        if (told < goal || isKilled) continue
        isKilled = true
        setTimeout(() => loader.kill('SIGKILL'), wait)
      }
      await ended
      store = await under.store()
      const found = await inGraph(store)
      for (const [i, item] of items.entries()) {
        const [now, then] = [wholeOf(item), old.get(item.article.id)]
        const allowed = i < told ? [now] : [now, then]
        expect(allowed).toContainEqual(found.get(item.article.id))
      }
      expect((await checkStore(store)).differences).toEqual([])
      const titles = new Map(items.map((item) => [item.article.id, item.article.title]))
      const isIn = [...found].filter(([id, [title]]) => titles.get(id) === title).length
      if (isIn < items.length) cutShort++
      mostIn = Math.max(mostIn, isIn)
    }
    expect(cutShort).toBeGreaterThan(0)

    const summary = await loadMany(store, items)
    expect(summary).toMatchObject({ seen: 240, refused: 0 })
    expect(summary.unchanged).toBeGreaterThanOrEqual(mostIn)
    expect(await loadMany(store, items)).toMatchObject({ unchanged: 240 })
    const resumed = await dumpGraph(store)
    store = await under.fresh()
    await loadMany(store, items)
    expect(resumed).toEqual(await dumpGraph(store))
  }, 240_000)
})
