/**
 * One box for everything: entities, sectors, sentences and articles. Case and accents do not matter, a word may be cut
 * short, and where that finds few entities a word may be misspelt.
 */
import type { SearchHits } from '../contract.ts'
import { foldText } from '../load/entity-names.ts'
import { sectors } from '../ontology/ontology.ts'
import type { GraphStore, Row } from '../store/graph-store.ts'
import { allowedEdits, editDistance, formsOf, similarEntities } from './name-index.ts'
import { readLimit } from './read-cursor.ts'
import { containsWords, dateOrNull, labelColumns, labelFrom, number, text } from './row-values.ts'

/** Entities that hold the words, looked at for the ranking. */
const candidates = 500

export const searchEntitiesCypher = (condition: string): string => `MATCH (e:Entity)
WHERE ${condition} AND e.mentions + e.statements > 0
RETURN ${labelColumns('e')}, e.search AS search, e.statements AS statements
ORDER BY statements DESC, id
LIMIT ${candidates}`

export const searchStatementsCypher = (condition: string): string => `MATCH (s:Statement)
WHERE ${condition} AND (s.review IS NULL OR s.review <> 'rejected')
WITH s
ORDER BY coalesce(s.date, '') DESC, s.id
LIMIT $limit
MATCH (s)-[:STATED_IN]->(a:Article)
RETURN s.id AS id, s.evidence AS evidence, a.id AS article, a.title AS title, coalesce(s.date, '') AS day
ORDER BY day DESC, id`

export const searchArticlesCypher = (condition: string): string => `MATCH (a:Article)
WHERE ${condition}
RETURN a.id AS id, a.title AS title, a.date AS date, coalesce(a.date, '') AS day
ORDER BY day DESC, id
LIMIT $limit`

/** 1 for the very name down to 0.5 for letters within a word; many statements lift an entity among its equals. */
const scoreOf = (query: string, words: readonly string[], forms: readonly string[], statements: number): number => {
  const rank = (form: string): number => {
    if (form === query) return 1
    if (form.startsWith(`${query} `)) return 0.9
    if (form.startsWith(query)) return 0.8
    if (words.every((word) => ` ${form} `.includes(` ${word} `))) return 0.75
    if (words.every((word) => ` ${form}`.includes(` ${word}`))) return 0.65
    return words.every((word) => form.includes(word)) ? 0.5 : 0.45
  }
  const weight = Math.min(Math.log10(1 + statements) / 100, 0.049)
  return Math.max(0, ...forms.map(rank)) + weight
}

type EntityHit = SearchHits['entities'][number]

const exactHits = (rows: readonly Row[], query: string, words: readonly string[]): EntityHit[] =>
  rows.map((row) => ({
    ...labelFrom(row),
    statements: number(row, 'statements'),
    score: scoreOf(query, words, formsOf(text(row, 'search')), number(row, 'statements')),
  }))

const similarHits = async (store: GraphStore, query: string, limit: number): Promise<EntityHit[]> =>
  (await similarEntities(store, query, limit)).map(({ label, statements, distance }) => ({
    ...label,
    statements,
    score: Math.max(0.05, 0.4 - distance / 10) + Math.min(Math.log10(1 + statements) / 100, 0.049),
  }))

const sectorHits = (query: string, words: readonly string[], limit: number): SearchHits['sectors'] => {
  const near = (word: string, other: string): boolean =>
    other.startsWith(word) || editDistance(word, other, allowedEdits(word)) <= allowedEdits(word)
  return sectors
    .map((sector) => {
      const label = foldText(`${sector.label} ${sector.id.slice('sector:'.length)}`)
      const labelWords = label.split(' ')
      const score =
        foldText(sector.isic) === query
          ? 3
          : label.startsWith(query)
            ? 2
            : words.every((word) => labelWords.some((other) => other.startsWith(word)))
              ? 1
              : words.every((word) => labelWords.some((other) => near(word, other)))
                ? 0.5
                : 0
      return { sector, score }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.sector.isic < b.sector.isic ? -1 : 1))
    .slice(0, limit)
    .map(({ sector: { id, label, isic } }) => ({ id, label, isic }))
}

/**
 * At most `limit` of each kind: default 10, at most 100. Nothing typed finds nothing.
 * @throws EntenteError `InvalidInput` for a limit that cannot be
 */
export const searchStore = async (
  store: GraphStore,
  q: string,
  options: { limit?: number } = {},
): Promise<SearchHits> => {
  const limit = readLimit(options.limit, 10, 100)
  const query = foldText(q.slice(0, 200))
  const words = query.split(' ').filter(Boolean)
  if (words.length === 0) return { entities: [], sectors: [], statements: [], articles: [] }
  const [inNames, inSentences, inTitles] = [
    containsWords('e.search', words, false),
    containsWords('s.search', words, true),
    containsWords('a.search', words, true),
  ]
  const [entityRows, statementRows, articleRows] = await Promise.all([
    store.read(searchEntitiesCypher(inNames.condition), inNames.parameters),
    store.read(searchStatementsCypher(inSentences.condition), { ...inSentences.parameters, limit }),
    store.read(searchArticlesCypher(inTitles.condition), { ...inTitles.parameters, limit }),
  ])
  const exact = exactHits(entityRows, query, words)
  const similar = exact.length < limit ? await similarHits(store, query, limit) : []
  const known = new Set(exact.map(({ id }) => id))
  const entities = [...exact, ...similar.filter(({ id }) => !known.has(id))]
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
  return {
    entities,
    sectors: sectorHits(query, words, limit),
    statements: statementRows.map((row) => ({
      id: text(row, 'id'),
      evidence: text(row, 'evidence'),
      article: text(row, 'article'),
      title: text(row, 'title'),
    })),
    articles: articleRows.map((row) => ({
      id: text(row, 'id'),
      title: text(row, 'title'),
      date: dateOrNull(row, 'date'),
    })),
  }
}
