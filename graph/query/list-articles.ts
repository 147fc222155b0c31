/** Articles, the latest first, page by page, by words of their title if wanted. */
import type { ArticleSummary, Page } from '../contract.ts'
import { foldText } from '../load/entity-names.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { readCursor, readLimit } from './read-cursor.ts'
import { containsWords, dateOrNull, encodeCursor, number, text, textOrNull } from './row-values.ts'

export interface ArticleQuery {
  /** Words that the title must hold, in any case, with or without accents. */
  q?: string
  /** Default 50, at most 1,000. */
  limit?: number
  cursor?: string | null
}

const titleCondition = (words: readonly string[]): string =>
  words.length > 0 ? `\nWHERE ${containsWords('a.search', words, true).condition}` : ''

export const listArticlesCypher = (
  words: readonly string[],
  afterCursor: boolean,
): string => `MATCH (a:Article)${titleCondition(words)}
WITH a, coalesce(a.date, '') AS day${afterCursor ? '\nWHERE day < $cursorDate OR (day = $cursorDate AND a.id > $cursorId)' : ''}
RETURN a.id AS id, a.title AS title, a.date AS date, a.language AS language, a.url AS url, a.publisher AS publisher, day
ORDER BY day DESC, id
LIMIT $limit`

export const countArticlesCypher = (words: readonly string[]): string => `MATCH (a:Article)${titleCondition(words)}
RETURN count(a) AS total`

export const articleStatementsCypher = `UNWIND $ids AS wanted
MATCH (:Article {id: wanted})<-[:STATED_IN]-(s:Statement)
WHERE s.review IS NULL OR s.review <> 'rejected'
RETURN wanted AS id, count(s) AS statements`

/** @throws EntenteError `InvalidInput` for a cursor or limit that cannot be */
export const listArticles = async (store: GraphStore, query: ArticleQuery = {}): Promise<Page<ArticleSummary>> => {
  const limit = readLimit(query.limit, 50, 1000)
  const cursor = readCursor(query.cursor, 2)
  const words = foldText(query.q ?? '')
    .split(' ')
    .filter(Boolean)
  const { parameters } = containsWords('a.search', words, true)
  const [rows, counted] = await Promise.all([
    store.read(listArticlesCypher(words, cursor !== null), {
      ...parameters,
      limit: limit + 1,
      ...(cursor ? { cursorDate: cursor[0], cursorId: cursor[1] } : {}),
    }),
    store.read(countArticlesCypher(words), parameters),
  ])
  const shown = rows.slice(0, limit)
  const ids = shown.map((row) => text(row, 'id'))
  const counts = ids.length > 0 ? await store.read(articleStatementsCypher, { ids }) : []
  const statements = new Map(counts.map((row) => [text(row, 'id'), number(row, 'statements')]))
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      id: text(row, 'id'),
      title: text(row, 'title'),
      date: dateOrNull(row, 'date'),
      language: text(row, 'language'),
      url: textOrNull(row, 'url'),
      publisher: textOrNull(row, 'publisher'),
      statements: statements.get(text(row, 'id')) ?? 0,
    })),
    next: rows.length > limit && last ? encodeCursor([text(last, 'day'), text(last, 'id')]) : null,
    total: number(counted[0] ?? {}, 'total'),
  }
}
