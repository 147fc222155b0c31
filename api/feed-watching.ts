/**
 * Feeds that a running server follows. What they bring is read on the server's own threads and its kept answers are
 * thrown away; visits go to the log. Nothing is visited before someone asks for it: by `start --watch` or a feed added.
 */
import type { Logger } from 'pino'
import { messageOf } from '../graph/errors.ts'
import { openStoreWatcher, watchSettingDefaults } from '../graph/feeds/store-watcher.ts'
import type { FeedState } from '../graph/feeds/watch-state.ts'
import type { GraphStore } from '../graph/store/graph-store.ts'
import type { ReadingPool } from '../graph/work/reading-pool.ts'

export interface FeedWatching {
  list(): FeedState[]
  /** Follows these, and those that were followed before. @throws EntenteError `InvalidInput` for a wrong or private address */
  add(urls: readonly string[]): Promise<void>
  /** @returns whether it was followed */
  remove(url: string): Promise<boolean>
  /** Ends the visits under way; once is enough. */
  stop(): Promise<void>
}

interface Surroundings {
  pool: ReadingPool
  log: Logger
  changed: () => void
  allowPrivate: boolean
  /** Address of Redis, where workers read what feeds bring. */
  redis: string | null
}

export const openFeedWatching = async (
  store: GraphStore,
  { pool, log, changed, allowPrivate, redis }: Surroundings,
): Promise<FeedWatching> => {
  const ending = new AbortController()
  const watcher = await openStoreWatcher(
    store,
    { ...watchSettingDefaults, allowPrivate, ...(redis ? { redis } : {}) },
    {
      pool,
      signal: ending.signal,
      onVisit: ({ url, outcome, items, delivered, joined, problems }) => {
        if (delivered > 0 || joined > 0) changed()
        log.info({ url, outcome, items, delivered, joined, problems }, 'feed visited')
      },
      onOutage: (detail) => log.warn({ detail }, 'feeds wait for the store'),
    },
  )
  let running: Promise<void> | null = null
  return {
    list: () => watcher.list(),
    add: async (urls) => {
      await watcher.add(urls)
      running ??= watcher.run().catch((error) => log.error({ detail: messageOf(error) }, 'feeds are followed no more'))
    },
    remove: (url) => watcher.remove(url),
    stop: async () => {
      ending.abort()
      await running
      await watcher.close()
    },
  }
}
