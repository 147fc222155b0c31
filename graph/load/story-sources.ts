/**
 * What watching feeds adds to the graph: which feeds are followed, and of each article the places that printed its story.
 * Written through here so that the journal and a backup hold it too. When a feed was last visited is not worth keeping.
 */
import type { GraphStore, JournalEntry, Row, WriteTransaction } from '../store/graph-store.ts'

/** An address that is followed; `parent` is the index that named it, or null. */
export interface WatchedFeed {
  url: string
  parent: string | null
}

/** The places that printed an article's story. `signature`: the text's, packed, for finding the same story again. */
export interface Story {
  article: string
  sources: string[]
  publishers: string[]
  signature: string | null
}

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((v) => typeof v === 'string') : [])
const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])]

/** Within the caller's transaction; twice changes nothing. False when there is no such article (yet). */
export const addStoryWithin = async (
  transaction: WriteTransaction,
  story: Story,
  entry: JournalEntry = { kind: 'story', story },
): Promise<boolean> => {
  const [row] = await transaction.run(
    'MATCH (a:Article {id: $article}) RETURN a.sources AS sources, a.publishers AS publishers, a.signature AS signature',
    { article: story.article },
  )
  if (!row) return false
  const held = { sources: textsOf(row.sources), publishers: textsOf(row.publishers), signature: row.signature ?? null }
  const next = {
    sources: union(held.sources, story.sources),
    publishers: union(held.publishers, story.publishers),
    signature: story.signature ?? held.signature,
  }
  if (JSON.stringify(next) === JSON.stringify(held)) return true
  transaction.record(entry)
  await transaction.run(
    'MATCH (a:Article {id: $article}) SET a.sources = $sources, a.publishers = $publishers, a.signature = $signature',
    { article: story.article, ...next },
  )
  return true
}

/** Within the caller's transaction: follows the feed; one that is followed stays as it is. */
export const addFeedWithin = async (
  transaction: WriteTransaction,
  { url, parent }: WatchedFeed,
  entry: JournalEntry = { kind: 'feed', feed: { url, parent } },
): Promise<void> => {
  const held = await transaction.run('MATCH (f:Feed {id: $url}) RETURN f.id AS id', { url })
  if (held.length > 0) return
  transaction.record(entry)
  await transaction.run('CREATE (f:Feed {id: $url}) SET f.parent = $parent, f.due = 0, f.failures = 0, f.seen = []', {
    url,
    parent,
  })
}

/** Within the caller's transaction: follows the feed no more, nor those that it named. False when it was not followed. */
export const removeFeedWithin = async (
  transaction: WriteTransaction,
  url: string,
  entry: JournalEntry = { kind: 'unfollow', url },
): Promise<boolean> => {
  const held = await transaction.run('MATCH (f:Feed) WHERE f.id = $url OR f.parent = $url RETURN f.id AS id', { url })
  if (held.length === 0) return false
  transaction.record(entry)
  await transaction.run('MATCH (f:Feed) WHERE f.id = $url OR f.parent = $url DETACH DELETE f', { url })
  return true
}

/** Every feed that is followed, by address. */
export const watchedFeeds = async (store: GraphStore): Promise<WatchedFeed[]> =>
  (await store.read('MATCH (f:Feed) RETURN f.id AS url, f.parent AS parent ORDER BY url')).map((row) => ({
    url: String(row.url),
    parent: typeof row.parent === 'string' ? row.parent : null,
  }))

const storyFrom = (row: Row): Story => ({
  article: String(row.article),
  sources: textsOf(row.sources),
  publishers: textsOf(row.publishers),
  signature: typeof row.signature === 'string' ? row.signature : null,
})

/** The stories of articles that came by a feed, in the order of ids. */
export async function* storedStories(store: GraphStore): AsyncGenerator<Story> {
  for (let after = ''; ; ) {
    const rows = await store.read(
      `MATCH (a:Article) WHERE a.id > $after AND a.sources IS NOT NULL
RETURN a.id AS article, a.sources AS sources, a.publishers AS publishers, a.signature AS signature
ORDER BY article LIMIT 500`,
      { after },
    )
    if (rows.length === 0) return
    for (const row of rows) yield storyFrom(row)
    after = String(rows.at(-1)?.article)
  }
}
