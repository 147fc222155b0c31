/**
 * A watcher on a store, with all that it takes: threads that read, or a queue that it sends to, and the manners asked
 * for. The command and the server open the same one; whoever opens it closes it. The store is not closed here.
 */
import type { GraphStore } from '../store/graph-store.ts'
import { openArticleQueue } from '../work/article-queue.ts'
import { openReadingPool, type ReadingPool } from '../work/reading-pool.ts'
import { fetchDefaults, productToken } from './fetch-page.ts'
import { openWatcher, type Watcher, type WatchOptions } from './watch-feeds.ts'
import { queueSink, storeSink } from './watch-sinks.ts'
import { storeWatchState } from './watch-state.ts'

export interface WatchSettings {
  /** Seconds between two visits to a feed. */
  every: number
  /** Seconds between two requests to one host. */
  pause: number
  /** Days; older items are left alone, 0 takes all. */
  maxAge: number
  maxItems: number
  /** From which share two texts are one story. */
  likeness: number
  allowPrivate?: boolean
  /** Page or mail address that the user agent tells. */
  contact?: string
  /** Address of a queue whose workers read and write instead. */
  redis?: string
  threads?: number
}

export const watchSettingDefaults: WatchSettings = { every: 900, pause: 2, maxAge: 30, maxItems: 200, likeness: 0.6 }

export interface StoreWatcher extends Watcher {
  /** Ends the threads and leaves the queue; `run` must have ended, or its signal fired. */
  close(): Promise<void>
}

/** `pool`: threads that are there already, such as the server's; they stay open. */
export const openStoreWatcher = async (
  store: GraphStore,
  settings: WatchSettings,
  hooks: Pick<WatchOptions, 'onVisit' | 'onOutage' | 'signal'> & { pool?: ReadingPool } = {},
): Promise<StoreWatcher> => {
  const { pool: shared, ...told } = hooks
  const pool = shared ?? openReadingPool(settings.threads ? { threads: settings.threads } : {})
  const queue = settings.redis ? openArticleQueue({ url: settings.redis }) : null
  const close = async (): Promise<void> => {
    if (!shared) await pool.close()
    await queue?.close()
  }
  try {
    const watcher = await openWatcher({
      state: storeWatchState(store),
      sink: queue ? queueSink(queue) : storeSink(store, pool),
      pool,
      fetch: {
        userAgent: settings.contact
          ? `${productToken}/0.1 (reads news feeds, obeys robots.txt; ${settings.contact})`
          : fetchDefaults.userAgent,
        allowPrivate: settings.allowPrivate ?? false,
      },
      visit: { intervalSeconds: settings.every, maxAgeDays: settings.maxAge, maxItemsPerVisit: settings.maxItems },
      pace: { pauseSeconds: settings.pause },
      stories: { threshold: settings.likeness },
      ...told,
    })
    return { ...watcher, close }
  } catch (error) {
    await close()
    throw error
  }
}
