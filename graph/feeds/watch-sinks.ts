/** Where a watcher's articles go: read and written here and now, or sent to the workers of a queue. */
import type { GraphStore } from '../store/graph-store.ts'
import type { ArticleQueue } from '../work/article-queue.ts'
import type { ReadingPool } from '../work/reading-pool.ts'
import { knownArticles, writeReadings } from '../work/write-readings.ts'
import { packSignature } from './story-signature.ts'
import type { WatchSink } from './visit-feed.ts'
import { addStorySource } from './watch-state.ts'

/** Reads on the pool's threads, writes into the store. */
export const storeSink = (store: GraphStore, pool: Pick<ReadingPool, 'read'>): WatchSink => ({
  deliver: async (article, source, signature) => {
    if (!(await knownArticles(store, [article])).has(article.id)) {
      const [written] = await writeReadings(store, [{ article, reading: await pool.read(article) }])
      if (written?.outcome === 'failed') throw written.error
    }
    await addStorySource(store, article.id, source, signature)
  },
  addSource: async (article, source) => {
    await addStorySource(store, article, source)
  },
})

/** Sends to the queue; the workers read and write. */
export const queueSink = (queue: ArticleQueue): WatchSink => ({
  deliver: (article, source, signature) =>
    queue.enqueue([
      { kind: 'article', name: source.url, article, source, signature: signature ? packSignature(signature) : null },
    ]),
  addSource: (article, source) => queue.enqueue([{ kind: 'source', name: source.url, article, source }]),
})
