/**
 * The watcher as a service: visits every feed of its list when it is due, several hosts side by side, until it is
 * stopped. The list and everything remembered are in the state, so that it can be killed at any moment.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { EntenteError } from '../errors.ts'
import type { ReadingPool } from '../work/reading-pool.ts'
import type { FetchSettings } from './fetch-page.ts'
import { openPace, type PaceSettings, paceDefaults } from './host-pace.ts'
import { checkAddress } from './public-address.ts'
import { openRobots } from './robots-rules.ts'
import { openStoryIndex, type StoryIndexSettings, storyDefaults } from './story-signature.ts'
import {
  type Visitor,
  type VisitReport,
  type VisitSettings,
  visitDefaults,
  visitFeed,
  type WatchSink,
} from './visit-feed.ts'
import { type FeedState, unvisitedFeed, type WatchState } from './watch-state.ts'

export interface WatchOptions {
  state: WatchState
  sink: WatchSink
  pool: ReadingPool
  fetch?: Partial<FetchSettings>
  visit?: Partial<VisitSettings>
  pace?: Partial<PaceSettings>
  stories?: Partial<StoryIndexSettings>
  /** Feeds visited at the same time. Default 8. */
  concurrency?: number
  onVisit?: (report: VisitReport) => void
  /** Told when the store is away; the watcher goes on when it is back. */
  onOutage?: (message: string) => void
  signal?: AbortSignal
}

export interface Watcher {
  /** Adds feeds; those already watched stay as they are. @throws EntenteError `InvalidInput` for a private or wrong address */
  add(urls: readonly string[]): Promise<void>
  /** @returns whether it was watched */
  remove(url: string): Promise<boolean>
  list(): FeedState[]
  /** Visits every feed that is due, once. `all` visits those that are not due, too. */
  round(all?: boolean): Promise<VisitReport[]>
  /** Rounds until the signal ends it. */
  run(): Promise<void>
}

const outagePauseMs = 10_000

/** Opens a watcher: reads its feeds and stories from the state. */
export const openWatcher = async (options: WatchOptions): Promise<Watcher> => {
  const { state, sink, pool, onVisit, onOutage, signal, concurrency = 8 } = options
  const storySettings = { ...storyDefaults, ...options.stories }
  const visitor: Visitor = {
    fetch: options.fetch ?? {},
    visit: { ...visitDefaults, ...options.visit },
    robots: openRobots(options.fetch ?? {}),
    pace: openPace({ ...paceDefaults, ...options.pace }, signal),
    pool,
    sink,
    stories: openStoryIndex(storySettings),
    attempts: new Map(),
    now: Date.now,
  }
  for (const { id, signature } of await state.stories(storySettings.maxStories)) visitor.stories.add(id, signature)
  const feeds = new Map((await state.feeds()).map((feed) => [feed.url, feed]))
  let wake = (): void => {}

  const add = async (urls: readonly string[], parent: string | null = null): Promise<void> => {
    const checked = urls.map((url) => checkAddress(url, visitor.fetch.allowPrivate ?? false).href)
    for (const url of checked) {
      if (feeds.has(url)) continue
      const feed = unvisitedFeed(url, parent)
      await state.saveFeed(feed)
      feeds.set(url, feed)
    }
    wake()
  }

  const visitOne = async (feed: FeedState): Promise<VisitReport> => {
    const visited = await visitFeed(visitor, feed)
    if (feeds.has(feed.url)) {
      feeds.set(feed.url, visited.feed)
      await state.saveFeed(visited.feed)
    }
    // A sitemap index names sitemaps, these name pages; nothing goes deeper.
    if (visited.children.length && feed.parent === null)
      for (const child of visited.children) await add([child], feed.url).catch(() => {})
    onVisit?.(visited.report)
    return visited.report
  }

  const round = async (all = false): Promise<VisitReport[]> => {
    const reports: VisitReport[] = []
    const done = new Set<string>()
    const next = (): FeedState | undefined =>
      [...feeds.values()].find((feed) => !done.has(feed.url) && (all || feed.due <= Date.now()))
    const lane = async (): Promise<void> => {
      for (let feed = next(); feed && !signal?.aborted; feed = next()) {
        done.add(feed.url)
        reports.push(await visitOne(feed))
      }
    }
    await Promise.all(Array.from({ length: concurrency }, lane))
    // Sitemaps that an index named meanwhile belong to the same round.
    await lane()
    return reports
  }

  return {
    add: (urls) => add(urls),
    remove: (url) => {
      for (const feed of [...feeds.values()]) if (feed.url === url || feed.parent === url) feeds.delete(feed.url)
      return state.removeFeed(url)
    },
    list: () => [...feeds.values()],
    round,
    run: async () => {
      while (!signal?.aborted) {
        try {
          await round()
        } catch (error) {
          if (!(error instanceof EntenteError) || error.kind !== 'StoreUnavailable') throw error
          onOutage?.(error.message)
          await sleep(outagePauseMs, undefined, signal ? { signal } : {}).catch(() => {})
          continue
        }
        const due = Math.min(...[...feeds.values()].map((feed) => feed.due), Date.now() + 60_000)
        const woken = new Promise<void>((resolve) => {
          wake = resolve
        })
        const pause = sleep(Math.max(250, due - Date.now()), undefined, signal ? { signal } : {}).catch(() => {})
        await Promise.race([woken, pause])
      }
    },
  }
}
