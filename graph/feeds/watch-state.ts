/**
 * What a watcher must remember, kept in the store next to the articles: the feeds with their validators and what was
 * taken from them, and of each story its signature and the places that printed it. Lost state costs work, never truth.
 */
import { addFeedWithin, addStoryWithin, removeFeedWithin } from '../load/story-sources.ts'
import type { GraphStore, Row } from '../store/graph-store.ts'
import { packSignature, unpackSignature } from './story-signature.ts'

export interface FeedState {
  url: string
  etag: string | null
  lastModified: string | null
  /** Milliseconds since 1970 at which it is due. */
  due: number
  /** Failures in a row. */
  failures: number
  /** Why the last visit failed. */
  problem: string | null
  /** Short hashes of the items (address and version) that are done with. */
  seen: string[]
  /** The sitemap index that named it, if one did. */
  parent: string | null
}

/** One place that printed a story. */
export interface StorySource {
  url: string
  publisher: string | null
}

export interface WatchState {
  feeds(): Promise<FeedState[]>
  saveFeed(feed: FeedState): Promise<void>
  /** @returns whether it was there */
  removeFeed(url: string): Promise<boolean>
  /** Signatures of the stories kept, the latest last, at most `limit`. */
  stories(limit: number): Promise<{ id: string; signature: Uint32Array }[]>
}

const textOr = (row: Row, key: string): string | null => (typeof row[key] === 'string' ? (row[key] as string) : null)
const numberOr = (row: Row, key: string): number => (typeof row[key] === 'number' ? (row[key] as number) : 0)
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((v) => typeof v === 'string') : [])

const newFeed: Omit<FeedState, 'url'> = {
  etag: null,
  lastModified: null,
  due: 0,
  failures: 0,
  problem: null,
  seen: [],
  parent: null,
}
/** A feed that was never visited: due at once. */
export const unvisitedFeed = (url: string, parent: string | null = null): FeedState => ({ ...newFeed, url, parent })

/** Feeds are nodes of their own label; nothing of them joins the knowledge. */
export const storeWatchState = (store: GraphStore): WatchState => ({
  feeds: async () => {
    const rows = await store.read(
      `MATCH (f:Feed) RETURN f.id AS url, f.etag AS etag, f.lastModified AS lastModified, f.due AS due,
         f.failures AS failures, f.problem AS problem, f.seen AS seen, f.parent AS parent ORDER BY f.id`,
    )
    return rows.map((row) => ({
      url: textOr(row, 'url') ?? '',
      etag: textOr(row, 'etag'),
      lastModified: textOr(row, 'lastModified'),
      due: numberOr(row, 'due'),
      failures: numberOr(row, 'failures'),
      problem: textOr(row, 'problem'),
      seen: textsOf(row.seen),
      parent: textOr(row, 'parent'),
    }))
  },
  saveFeed: ({ url, ...facts }) =>
    store.write(async (transaction) => {
      await addFeedWithin(transaction, { url, parent: facts.parent })
      await transaction.run(
        `MATCH (f:Feed {id: $url}) SET f.etag = $etag, f.lastModified = $lastModified, f.due = $due,
           f.failures = $failures, f.problem = $problem, f.seen = $seen, f.parent = $parent`,
        { url, ...facts },
      )
    }),
  removeFeed: (url) => store.write((transaction) => removeFeedWithin(transaction, url)),
  stories: async (limit) => {
    const rows = await store.read(
      `MATCH (a:Article) WHERE a.signature IS NOT NULL
       RETURN a.id AS id, a.signature AS signature, a.date AS date ORDER BY date DESC, id LIMIT ${Math.trunc(limit)}`,
    )
    return rows.reverse().flatMap((row) => {
      const signature = unpackSignature(textOr(row, 'signature') ?? '')
      return signature ? [{ id: textOr(row, 'id') ?? '', signature }] : []
    })
  },
})

/**
 * Adds a place that printed an article's story, and the story's signature where one is given. Twice changes nothing.
 * @returns false where the store has no such article (yet)
 */
export const addStorySource = (
  store: GraphStore,
  article: string,
  source: StorySource,
  signature: Uint32Array | null = null,
): Promise<boolean> =>
  store.write((transaction) =>
    addStoryWithin(transaction, {
      article,
      sources: [source.url],
      publishers: source.publisher ? [source.publisher] : [],
      signature: signature && packSignature(signature),
    }),
  )
