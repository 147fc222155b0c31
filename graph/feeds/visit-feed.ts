/**
 * One visit to one feed: fetch it if it changed, take its new items, turn each into an article or, where its story is
 * known, into one more source of it. One bad item is told and left; it never stops the others.
 */
import type { Article } from '../contract.ts'
import { EntenteError, invalidInput, messageOf } from '../errors.ts'
import type { OpenTask } from '../work/open-task.ts'
import type { ReadingPool } from '../work/reading-pool.ts'
import { decodePage } from './decode-page.ts'
import { type FetchSettings, fetchDefaults, fetchPage, type Page, type Validators } from './fetch-page.ts'
import type { HostPace } from './host-pace.ts'
import { pageArticleId, shortHash } from './page-article-id.ts'
import type { Feed, FeedItem } from './parse-feed.ts'
import type { RobotsRules } from './robots-rules.ts'
import { type StoryIndex, signatureOf } from './story-signature.ts'
import type { FeedState, StorySource } from './watch-state.ts'

/** Where articles go: the store itself or a queue. */
export interface WatchSink {
  deliver(article: Article, source: StorySource, signature: Uint32Array | null): Promise<void>
  /** One more place that printed the story of `article`. */
  addSource(article: string, source: StorySource): Promise<void>
}

export interface VisitSettings {
  /** Seconds between two visits to a feed that works. */
  intervalSeconds: number
  /** Longest pause of a feed that keeps failing. */
  maxIntervalSeconds: number
  /** Items taken in one visit; the rest has its turn next time. */
  maxItemsPerVisit: number
  /** Items older than this are left alone; 0 takes all. */
  maxAgeDays: number
  /** Times that a failing item is tried. */
  attemptsPerItem: number
}
export const visitDefaults: Readonly<VisitSettings> = {
  intervalSeconds: 900,
  maxIntervalSeconds: 86_400,
  maxItemsPerVisit: 200,
  maxAgeDays: 30,
  attemptsPerItem: 3,
}

export interface Visitor {
  fetch: Partial<FetchSettings>
  visit: VisitSettings
  robots: RobotsRules
  pace: HostPace
  pool: Pick<ReadingPool, 'openFeed' | 'open'>
  stories: StoryIndex
  sink: WatchSink
  /** Failed tries by item, kept between visits. */
  attempts: Map<string, number>
  now: () => number
}

export interface VisitReport {
  url: string
  outcome: 'read' | 'unchanged' | 'refused' | 'failed'
  items: number
  /** New articles. */
  delivered: number
  /** Items whose story was there: one more source of it. */
  joined: number
  /** Too old, or not allowed by robots.txt. */
  skipped: number
  problems: string[]
}

const itemKey = (item: FeedItem): string => shortHash(`${item.url} ${item.version ?? ''}`)
const maxSeen = 20_000
/** Characters of HTML from which a feed's own content counts as the whole article. */
const wholeArticle = 1200
const maxChildSitemaps = 100

/** A page by way of robots.txt and the host's pace. @throws EntenteError; `Conflict` where robots.txt forbids it */
const politeFetch = async (visitor: Visitor, url: string, validators: Validators = {}): Promise<Page> => {
  const { robots, pace } = visitor
  if (!(await robots.allows(url))) throw new EntenteError('Conflict', `${url}: robots.txt does not allow it`)
  const page = await pace.run(url, robots.crawlDelay(url), () => fetchPage(url, visitor.fetch, validators))
  if (page.retryAfter !== null && (page.status === 429 || page.status === 503))
    pace.hold(url, Math.min(page.retryAfter, 3600))
  return page
}

const articleOf = async (visitor: Visitor, item: FeedItem, feed: Feed): Promise<Article> => {
  const id = pageArticleId(item.url)
  const open = async (task: OpenTask, ownTitle: boolean): Promise<Article> => {
    const [opened] = await visitor.pool.open(task)
    if (!opened) throw invalidInput(`${item.url}: no text`)
    const { article } = opened
    return {
      ...article,
      id,
      url: item.url,
      title: ownTitle && item.title ? item.title.slice(0, 300) : article.title,
      date: article.date ?? item.published?.slice(0, 10) ?? null,
      publisher: article.publisher ?? feed.title?.slice(0, 200) ?? new URL(item.url).hostname,
    }
  }
  if (item.html && item.html.length >= wholeArticle)
    return open({ kind: 'page', name: item.url, html: item.html, id }, true)
  const page = await politeFetch(visitor, item.url)
  if (page.status !== 200) throw invalidInput(`${item.url} answered ${page.status}`)
  const type = page.contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/pdf') return open({ kind: 'file', name: `${id}.pdf`, bytes: page.body }, true)
  if (type && !/^(?:text\/(?:html|plain)|application\/xhtml\+xml)$/.test(type))
    throw invalidInput(`${item.url} is ${type.slice(0, 60)}, not an article`)
  const html = decodePage(page.body, page.contentType, visitor.fetch.maxBytes ?? fetchDefaults.maxBytes)
  return open({ kind: 'page', name: item.url, html, id }, false)
}

const takeItem = async (visitor: Visitor, item: FeedItem, feed: Feed): Promise<'delivered' | 'joined'> => {
  const article = await articleOf(visitor, item, feed)
  const source: StorySource = { url: item.url, publisher: article.publisher }
  const signature = signatureOf(article.text)
  const known = signature ? visitor.stories.nearest(signature) : null
  if (known && known.id !== article.id) {
    await visitor.sink.addSource(known.id, source)
    return 'joined'
  }
  await visitor.sink.deliver(article, source, signature)
  if (signature) visitor.stories.add(article.id, signature)
  return 'delivered'
}

/** How long a feed that failed so many times in a row is left alone: twice as long each time. */
export const pauseAfter = (failures: number, settings: VisitSettings): number =>
  Math.min(
    settings.intervalSeconds * 2 ** Math.min(failures, 20),
    Math.max(settings.maxIntervalSeconds, settings.intervalSeconds),
  )

const failed = (visitor: Visitor, feed: FeedState, problem: string, seconds = 0): FeedState => {
  const failures = feed.failures + 1
  const pause = Math.max(pauseAfter(failures, visitor.visit), seconds)
  return { ...feed, failures, problem, due: visitor.now() + pause * 1000 }
}

/**
 * Visits a feed. Never throws for what the feed or its pages do: the report and the feed's state say it.
 * @returns the feed's new state, the report, and the sitemaps that a sitemap index names
 */
export const visitFeed = async (
  visitor: Visitor,
  feed: FeedState,
): Promise<{ feed: FeedState; report: VisitReport; children: string[] }> => {
  const report: VisitReport = {
    url: feed.url,
    outcome: 'read',
    items: 0,
    delivered: 0,
    joined: 0,
    skipped: 0,
    problems: [],
  }
  const end = (state: FeedState, outcome: VisitReport['outcome'], children: string[] = []) => {
    if (state.problem && state.problem !== report.problems.at(-1)) report.problems.push(state.problem)
    return { feed: state, report: { ...report, outcome }, children }
  }
  const { visit, now } = visitor
  let page: Page
  let parsed: Feed
  try {
    page = await politeFetch(visitor, feed.url, feed)
    if (page.status === 304)
      return end({ ...feed, failures: 0, problem: null, due: now() + visit.intervalSeconds * 1000 }, 'unchanged')
    if (page.status !== 200)
      return end(failed(visitor, feed, `${feed.url} answered ${page.status}`, page.retryAfter ?? 0), 'failed')
    const text = decodePage(page.body, page.contentType, visitor.fetch.maxBytes ?? fetchDefaults.maxBytes)
    parsed = await visitor.pool.openFeed({ text, url: page.url })
  } catch (error) {
    const refused = error instanceof EntenteError && error.kind === 'Conflict'
    return end(failed(visitor, feed, messageOf(error)), refused ? 'refused' : 'failed')
  }

  const seen = new Set(feed.seen)
  const fresh = parsed.items.filter((item) => !seen.has(itemKey(item)))
  const oldest = visit.maxAgeDays > 0 ? now() - visit.maxAgeDays * 86_400_000 : Number.NEGATIVE_INFINITY
  const taken = fresh.slice(0, visit.maxItemsPerVisit)
  report.items = parsed.items.length
  for (const item of taken) {
    const key = itemKey(item)
    const day = item.version ?? item.published
    if (day && Date.parse(day) < oldest) {
      report.skipped++
      seen.add(key)
      continue
    }
    try {
      report[await takeItem(visitor, item, parsed)]++
      seen.add(key)
      visitor.attempts.delete(key)
    } catch (error) {
      const forbidden = error instanceof EntenteError && error.kind === 'Conflict'
      if (forbidden) report.skipped++
      else report.problems.push(messageOf(error))
      // The store or queue being away is no fault of the item: nothing more is taken, everything is tried again.
      if (error instanceof EntenteError && error.kind === 'StoreUnavailable')
        return end(failed(visitor, { ...feed, seen: [...seen] }, messageOf(error)), 'failed')
      const tries = (visitor.attempts.get(key) ?? 0) + 1
      visitor.attempts.set(key, tries)
      if (forbidden || tries >= visit.attemptsPerItem) {
        seen.add(key)
        visitor.attempts.delete(key)
      }
    }
  }
  // With items left over or failed, the same feed must be read again, so its validators are not kept.
  const complete = taken.length === fresh.length && parsed.items.every((item) => seen.has(itemKey(item)))
  const current = new Set(parsed.items.map(itemKey))
  const kept = [...seen].filter((key) => !current.has(key)).slice(-maxSeen)
  return end(
    {
      ...feed,
      etag: complete ? page.etag : null,
      lastModified: complete ? page.lastModified : null,
      failures: 0,
      problem: null,
      due: now() + visit.intervalSeconds * 1000,
      seen: [...kept, ...[...current].filter((key) => seen.has(key))],
    },
    'read',
    parsed.sitemaps.slice(0, maxChildSitemaps),
  )
}
