/** A loader that is killed at any moment leaves each article wholly in or wholly out and loses no acknowledged one. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { checkStore } from '../../graph/load/check-store.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import { packageFile } from '../../graph/package-root.ts'
import { describeOnBothStores, temporaryFolder } from '../helpers/both-stores.ts'
import { generatedArticle, randomFrom } from '../helpers/generated-articles.ts'

const kills = Number(process.env.ENTENTE_TEST_KILLS ?? 25)
/** Twenty articles in five versions each, so that every load replaces something. */
const items = Array.from({ length: 100 }, (_, i) => generatedArticle(i % 20, Math.floor(i / 20)))

interface Found {
  differences: string[]
  found: Record<string, string>
}

await describeOnBothStores('a loader that is killed', (under) => {
  const folder = temporaryFolder()

  it(`leaves every article whole, ${kills} times over, and loses none that it acknowledged`, async () => {
    await under.fresh()
    await (await under.store()).close()
    const file = join(folder, `${under.engine}.json`)
    writeFileSync(file, JSON.stringify(items))
    const random = randomFrom(7)
    /** Title of the last acknowledged version of each article, and of the one that was under way. */
    const acknowledged = new Map<string, string>()
    let next = 0
    for (let kill = 0; kill <= kills; kill++) {
      const loader = spawn(
        process.execPath,
        [packageFile('test/helpers/load-loop.mjs'), JSON.stringify(under.settings), file, String(next)],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      const ended = new Promise((resolve) => loader.once('exit', resolve))
      let first: Found | undefined
      for await (const line of createInterface({ input: loader.stdout })) {
        const told = JSON.parse(line) as Found | { loaded: string; title: string }
        if ('found' in told) {
          first = told
          if (kill === kills) loader.kill('SIGKILL')
          else setTimeout(() => loader.kill('SIGKILL'), random() * 150)
        } else {
          acknowledged.set(told.loaded, told.title)
          next++
        }
      }
      await ended
      expect(first?.differences).toEqual([])
      for (const [id, title] of kill === 0 ? [] : acknowledgedBefore) {
        const underWay = items[nextBefore % items.length]?.article
        expect([title, ...(underWay?.id === id ? [underWay.title] : [])]).toContain(first?.found[id])
      }
      acknowledgedBefore = new Map(acknowledged)
      nextBefore = next
    }
  }, 400_000)

  let acknowledgedBefore = new Map<string, string>()
  let nextBefore = 0

  it('completes when it is run again', async () => {
    const store = await under.open()
    try {
      await prepareStore(store)
      for (const { article, reading } of items.slice(80)) await loadArticle(store, article, reading)
      const outcomes = await Promise.all(items.slice(80).map((item) => loadArticle(store, item.article, item.reading)))
      expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']))
      expect(await checkStore(store)).toMatchObject({ articles: 20, differences: [] })
    } finally {
      await store.close()
    }
  }, 120_000)
})
