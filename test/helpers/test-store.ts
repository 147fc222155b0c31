/** An embedded store with the sample articles in it, closed at the end of the test file. */
import { afterAll } from 'vitest'
import { loadArticle } from '../../graph/load/load-article.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { temporaryFolder } from './both-stores.ts'
import { samples } from './sample-readings.ts'

const opened: GraphStore[] = []
const folder = temporaryFolder()
afterAll(async () => {
  for (const store of opened) await store.close()
})

/** Called once or more from a test file's hooks; each store has a folder of its own. */
export const openTestStore = async (): Promise<GraphStore> => {
  const store = await openStore({ dataFolder: `${folder}/${opened.length}` })
  opened.push(store)
  await prepareStore(store)
  for (const { article, reading } of samples) await loadArticle(store, article, reading)
  return store
}
