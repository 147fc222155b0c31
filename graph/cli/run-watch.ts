/** The body of `entente watch`: follows feeds here, or through the server that holds the store; one line for each visit. */
import { conflict, invalidInput, notFound } from '../errors.ts'
import { openStoreWatcher, type WatchSettings } from '../feeds/store-watcher.ts'
import type { VisitReport } from '../feeds/visit-feed.ts'
import type { FeedState } from '../feeds/watch-state.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { storeSettingsFrom } from '../store/store-settings.ts'
import { stopSignal } from './stop-signal.ts'
import { inWorkplace, type Workplace } from './workplace.ts'

export interface WatchOptions extends WatchSettings {
  once?: boolean
  list?: boolean
  remove?: boolean
}

/** Feeds are strangers: what could drive the terminal does not reach it. */
const tell = (lines: string): void => {
  process.stdout.write(`${lines.replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, ' ')}\n`)
}

const visitLine = ({ url, outcome, items, delivered, joined, skipped, problems }: VisitReport): string => {
  const counts =
    outcome === 'read' ? `: ${items} items, ${delivered} new, ${joined} of known stories, ${skipped} passed over` : ''
  return [`${url} ${outcome}${counts}`, ...problems.map((problem) => `  ${problem}`)].join('\n')
}
/** As kept (`due` in ms) or as the API shows it (ISO 8601). */
type ListedFeed = Pick<FeedState, 'url' | 'failures' | 'problem'> & { due: number | string | null }

const feedLine = ({ url, due, failures, problem }: ListedFeed): string =>
  `${url}  next ${due ? new Date(due).toISOString() : 'now'}${failures ? `  failed ${failures} times: ${problem}` : ''}`

/** Through the server that holds the store, whose watcher goes on with what it is told. */
const watchThroughServer = async (
  workplace: Workplace,
  feeds: readonly string[],
  options: WatchOptions,
): Promise<void> => {
  if (options.once) throw conflict(`\`entente watch --once\` needs the store for itself; the server holds it`)
  if (options.remove) for (const url of feeds) await workplace.ask('removeFeed', { query: { url } })
  else if (!options.list && feeds.length > 0) await workplace.ask('addFeeds', { body: { urls: feeds } })
  const { items } = await workplace.ask<{ items: ListedFeed[] }>('listFeeds')
  for (const feed of items) tell(feedLine(feed))
  if (!options.list && !options.remove) tell(`The server at ${workplace.url} follows ${items.length} feeds`)
}

const watchHere = async (store: GraphStore, feeds: readonly string[], options: WatchOptions): Promise<void> => {
  const watcher = await openStoreWatcher(store, options, {
    onVisit: (report) => tell(visitLine(report)),
    onOutage: (message) => tell(`waiting: ${message}`),
    signal: stopSignal(),
  })
  try {
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
    await watcher.close()
  }
}

/** @throws EntenteError */
export const runWatch = async (feeds: readonly string[], options: WatchOptions): Promise<void> => {
  if (options.redis && !storeSettingsFrom(process.env).neo4j)
    throw invalidInput('--redis needs Neo4j as the store (NEO4J_URI): the embedded store belongs to one process')
  await inWorkplace((workplace) =>
    workplace.store ? watchHere(workplace.store, feeds, options) : watchThroughServer(workplace, feeds, options),
  )
}
