/**
 * The store as one portable JSON Lines file, and back: the log of reviews, every article with its text and what was read
 * out of it, the feeds followed and who printed which story, then a last line that says how many there were. Either engine loads what the other wrote.
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import type { Article, Entity, Mention, Reading } from '../contract.ts'
import { conflict, invalidInput } from '../errors.ts'
import { fileLines } from '../file-lines.ts'
import { typeOfId } from '../ontology/entity-ids.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { statementAsRead } from './effective-statement.ts'
import type { ArticleReading } from './load-article.ts'
import { type LoadManyOptions, type LoadSummary, loadMany } from './load-many.ts'
import { eventColumns, eventFromRow, type ReviewEvent } from './review-log.ts'
import { decideWithin } from './review-statement.ts'
import { readMentions, readStatements } from './stored-statements.ts'
import {
  addFeedWithin,
  addStoryWithin,
  type Story,
  storedStories,
  type WatchedFeed,
  watchedFeeds,
} from './story-sources.ts'

const formatVersion = 1
const articlesAtOnce = 200
const reviewsAtOnce = 500
const storiesAtOnce = 500

type Line =
  | { kind: 'entente-backup'; version: number }
  | { kind: 'review'; event: ReviewEvent }
  | ({ kind: 'article' } & ArticleReading)
  | { kind: 'story'; story: Story }
  | { kind: 'feed'; feed: WatchedFeed }
  | { kind: 'end'; articles: number; reviews: number }

/** Every article with its reading as it was read, whatever was decided since, in the order of ids. */
async function* storedReadings(store: GraphStore): AsyncGenerator<ArticleReading> {
  const reader = { run: (cypher: string, parameters?: Record<string, unknown>) => store.read(cypher, parameters) }
  for (let after = ''; ; ) {
    const rows = await store.read(
      `MATCH (a:Article) WHERE a.id > $after
RETURN a.id AS id, a.title AS title, a.date AS date, a.language AS language, a.url AS url, a.publisher AS publisher,
  a.text AS text, a.notes AS notes ORDER BY id LIMIT $limit`,
      { after, limit: articlesAtOnce },
    )
    if (rows.length === 0) return
    const ids = rows.map((row) => String(row.id))
    const statements = await readStatements(reader, ids)
    const mentionEdges = await readMentions(reader, ids)
    for (const { notes, ...columns } of rows) {
      const article = columns as unknown as Article
      const own = mentionEdges.filter((edge) => edge.article === article.id)
      const entities = own.map(
        ({ named, name, aliases }): Entity => ({ id: named, type: typeOfId(named), name, aliases }),
      )
      const mentions = own.flatMap(({ named, mentions: places }) =>
        places.map((place): Mention => ({ entity: named, ...place })),
      )
      const reading: Reading = {
        entities,
        mentions,
        statements: statements.filter((s) => s.article === article.id).map(statementAsRead),
        countrySectors: [],
        notes: (notes ?? []) as string[],
      }
      yield { article, reading }
    }
    after = ids.at(-1) as string
  }
}

/** Writes the backup; a file of that name is replaced only once the new one is whole and on the disk. */
export const backupStore = async (store: GraphStore, path: string): Promise<{ articles: number; reviews: number }> => {
  const next = `${path}.partial`
  let file: number
  try {
    file = openSync(next, 'w', 0o600)
  } catch (error) {
    throw invalidInput(`${path} cannot be written: ${(error as Error).message}`, error)
  }
  const put = (line: Line): void => {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
  }
  try {
    put({ kind: 'entente-backup', version: formatVersion })
    const log = (await store.read(`MATCH (r:Review) RETURN ${eventColumns} ORDER BY seq`)).map(eventFromRow)
    for (const event of log) put({ kind: 'review', event })
    let articles = 0
    for await (const item of storedReadings(store)) {
      put({ kind: 'article', ...item })
      articles++
    }
    for await (const story of storedStories(store)) put({ kind: 'story', story })
    for (const feed of await watchedFeeds(store)) put({ kind: 'feed', feed })
    put({ kind: 'end', articles, reviews: log.length })
    fsyncSync(file)
    closeSync(file)
    renameSync(next, path)
    return { articles, reviews: log.length }
  } catch (error) {
    rmSync(next, { force: true })
    throw error
  }
}

async function* backupLines(path: string): AsyncGenerator<Line> {
  let number = 0
  for await (const text of fileLines(path)) {
    number++
    try {
      yield JSON.parse(text) as Line
    } catch {
      throw invalidInput(`${path}: line ${number} is not JSON`)
    }
  }
}

/** Reads the file through before anything of it is loaded. */
const checkBackup = async (path: string): Promise<void> => {
  let [lines, articles, reviews] = [0, 0, 0]
  let end: Line | undefined
  try {
    for await (const line of backupLines(path)) {
      lines++
      if (lines === 1 && (line.kind !== 'entente-backup' || line.version !== formatVersion))
        throw invalidInput(`${path} is not a backup of this format`)
      if (line.kind === 'article') articles++
      if (line.kind === 'review') reviews++
      end = line
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code)
      throw invalidInput(`${path} cannot be read: ${(error as Error).message}`, error)
    throw error
  }
  if (end?.kind !== 'end' || end.articles !== articles || end.reviews !== reviews)
    throw invalidInput(`${path} is not whole: its last lines are missing`)
}

/**
 * Loads a backup into an empty store. The file is checked as a whole first.
 * @throws EntenteError `InvalidInput`: not a backup, or not whole; `Conflict`: the store is not empty
 */
export const restoreStore = async (
  store: GraphStore,
  path: string,
  options: LoadManyOptions = {},
): Promise<LoadSummary & { reviews: number }> => {
  await checkBackup(path)
  const held = await store.read('MATCH (n) WHERE n:Article OR n:Review RETURN count(n) AS held')
  if (Number(held[0]?.held) > 0) throw conflict('A backup can be restored into an empty store only')
  let reviews = 0
  let open: ReviewEvent[] = []
  const flush = async (): Promise<void> => {
    const own = open
    open = []
    await store.write(async (transaction) => {
      for (const event of own) await decideWithin(transaction, event)
    })
    reviews += own.length
  }
  async function* articles(): AsyncGenerator<ArticleReading> {
    for await (const line of backupLines(path)) {
      if (line.kind === 'review') open.push(line.event)
      // The log comes first in the file, so that articles are loaded under the decisions that stand.
      if (open.length >= reviewsAtOnce || (line.kind !== 'review' && open.length > 0)) await flush()
      if (line.kind === 'article') yield { article: line.article, reading: line.reading }
    }
  }
  const summary = await loadMany(store, articles(), options)
  await restoreFeeds(store, path)
  return { ...summary, reviews }
}

/** Feeds and stories, once the articles that they name are there. */
const restoreFeeds = async (store: GraphStore, path: string): Promise<void> => {
  let open: Line[] = []
  const flush = async (): Promise<void> => {
    const own = open
    open = []
    if (own.length === 0) return
    await store.write(async (transaction) => {
      for (const line of own)
        if (line.kind === 'story') await addStoryWithin(transaction, line.story)
        else if (line.kind === 'feed') await addFeedWithin(transaction, line.feed)
    })
  }
  for await (const line of backupLines(path)) {
    if (line.kind === 'story' || line.kind === 'feed') open.push(line)
    if (open.length >= storiesAtOnce) await flush()
  }
  await flush()
}
