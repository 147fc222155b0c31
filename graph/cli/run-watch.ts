/** The body of `entente watch`: opens store, threads and queue and tells each visit in one line. */
import { invalidInput, notFound } from '../errors.ts'
import { fetchDefaults, productToken } from '../feeds/fetch-page.ts'
import type { VisitReport } from '../feeds/visit-feed.ts'
import { openWatcher } from '../feeds/watch-feeds.ts'
import { queueSink, storeSink } from '../feeds/watch-sinks.ts'
import { type FeedState, storeWatchState } from '../feeds/watch-state.ts'
import { prepareStore } from '../load/prepare-store.ts'
import { openStore } from '../store/open-store.ts'
import { storeSettingsFrom } from '../store/store-settings.ts'
import { openArticleQueue } from '../work/article-queue.ts'
import { openReadingPool } from '../work/reading-pool.ts'
import { stopSignal } from './stop-signal.ts'
import type { WatchOptions } from './watch.ts'

/** Feeds are strangers: what could drive the terminal does not reach it. */
const tell = (lines: string): void => {
  process.stdout.write(`${lines.replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, ' ')}\n`)
}

const visitLine = ({ url, outcome, items, delivered, joined, skipped, problems }: VisitReport): string => {
  const counts =
    outcome === 'read' ? `: ${items} items, ${delivered} new, ${joined} of known stories, ${skipped} passed over` : ''
  return [`${url} ${outcome}${counts}`, ...problems.map((problem) => `  ${problem}`)].join('\n')
}
const feedLine = ({ url, due, failures, problem }: FeedState): string =>
  `${url}  next ${due ? new Date(due).toISOString() : 'now'}${failures ? `  failed ${failures} times: ${problem}` : ''}`

/** @throws EntenteError */
export const runWatch = async (feeds: readonly string[], options: WatchOptions): Promise<void> => {
  const settings = storeSettingsFrom(process.env)
  if (options.redis && !settings.neo4j)
    throw invalidInput('--redis needs Neo4j as the store (NEO4J_URI): the embedded store belongs to one process')
  const signal = stopSignal()
  const store = await openStore(settings)
  const pool = openReadingPool(options.threads ? { threads: options.threads } : {})
  const queue = options.redis ? openArticleQueue({ url: options.redis }) : null
  try {
    await prepareStore(store)
    const contact = options.contact ? `; ${options.contact}` : ''
    const watcher = await openWatcher({
      state: storeWatchState(store),
      sink: queue ? queueSink(queue) : storeSink(store, pool),
      pool,
      fetch: {
        userAgent: options.contact
          ? `${productToken}/0.1 (reads news feeds, obeys robots.txt${contact})`
          : fetchDefaults.userAgent,
        allowPrivate: options.allowPrivate ?? false,
      },
      visit: { intervalSeconds: options.every, maxAgeDays: options.maxAge, maxItemsPerVisit: options.maxItems },
      pace: { pauseSeconds: options.pause },
      stories: { threshold: options.likeness },
      onVisit: (report) => tell(visitLine(report)),
      onOutage: (message) => tell(`waiting: ${message}`),
      signal,
    })
    if (options.remove) {
      for (const feed of feeds) if (!(await watcher.remove(feed))) throw notFound(`${feed} is not watched`)
      return
    }
    if (options.list) {
      for (const feed of watcher.list()) tell(feedLine(feed))
      return
    }
    await watcher.add(feeds)
    if (watcher.list().length === 0) throw invalidInput('no feed is watched yet: give at least one address')
    if (options.once) {
      const reports = await watcher.round(true)
      if (reports.every(({ outcome }) => outcome === 'failed' || outcome === 'refused'))
        throw notFound(reports[0]?.problems[0] ?? 'no feed could be read')
      return
    }
    await watcher.run()
  } finally {
    await pool.close()
    await queue?.close()
    await store.close()
  }
}
