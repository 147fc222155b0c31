/** One article with its text and everything that was read out of it, with offsets. Rejected statements are included. */
import type { ArticleView } from '../contract.ts'
import { notFound } from '../errors.ts'
import { readMentions } from '../load/stored-statements.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { entityLabels } from './entity-labels.ts'
import { dateOrNull, text, textOrNull } from './row-values.ts'
import { entitiesOf, statementsById } from './stored-statements.ts'

export const getArticleCypher = `MATCH (a:Article {id: $id})
RETURN a.id AS id, a.title AS title, a.date AS date, a.language AS language, a.url AS url, a.publisher AS publisher,
  a.sha256 AS sha256, a.text AS text`

export const statementsOfArticleCypher = `MATCH (:Article {id: $id})<-[:STATED_IN]-(s:Statement)
RETURN s.id AS id, s.start AS start
ORDER BY start, id`

/** @throws EntenteError `NotFound` */
export const getArticle = async (store: GraphStore, id: string): Promise<ArticleView> => {
  const [row] = await store.read(getArticleCypher, { id })
  if (!row) throw notFound(`There is no article ${id}`)
  const ids = (await store.read(statementsOfArticleCypher, { id })).map((statement) => text(statement, 'id'))
  const [statements, edges] = await Promise.all([
    statementsById(store, ids),
    readMentions({ run: (cypher, parameters) => store.read(cypher, parameters) }, [id]),
  ])
  const mentions = edges
    .flatMap(({ entity, mentions: places }) => places.map((place) => ({ entity, ...place })))
    .sort((a, b) => a.start - b.start || b.end - a.end || (a.entity < b.entity ? -1 : 1))
  return {
    article: {
      id,
      title: text(row, 'title'),
      date: dateOrNull(row, 'date'),
      language: text(row, 'language'),
      url: textOrNull(row, 'url'),
      publisher: textOrNull(row, 'publisher'),
      text: text(row, 'text'),
      sha256: text(row, 'sha256'),
    },
    statements,
    mentions,
    entities: await entityLabels(store, [...entitiesOf(statements), ...edges.map(({ entity }) => entity)]),
  }
}
