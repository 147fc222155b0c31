/** Entities by a part of their name and by type, those with most statements first, page by page. */
import type { EntityType, Page, StoredEntity } from '../contract.ts'
import { invalidInput } from '../errors.ts'
import { foldText } from '../load/entity-names.ts'
import { entityTypes } from '../ontology/ontology.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { readCursor, readLimit } from './read-cursor.ts'
import { containsWords, encodeCursor, number, text } from './row-values.ts'
import { entityColumns, entityFrom } from './stored-entities.ts'

export interface EntityQuery {
  /** Part of a name, in any case, with or without accents. Every word must occur. */
  q?: string
  type?: EntityType
  /** Default 50, at most 1,000. */
  limit?: number
  cursor?: string | null
}

const matchCypher = (query: EntityQuery): string => {
  const conditions = [
    'e.mentions + e.statements > 0',
    ...(query.type ? [`e:${query.type}`] : []),
    ...(query.q ? [containsWords('e.search', query.q.split(' '), false).condition] : []),
  ]
  return `MATCH (e:Entity)\nWHERE ${conditions.join(' AND ')}`
}

export const findEntitiesCypher = (query: EntityQuery): string => `${matchCypher(query)}
${query.cursor ? 'WITH e WHERE e.statements < $cursorStatements OR (e.statements = $cursorStatements AND e.id > $cursorId)\n' : ''}RETURN ${entityColumns}
ORDER BY statements DESC, id
LIMIT $limit`

export const countFoundEntitiesCypher = (query: EntityQuery): string => `${matchCypher(query)}
RETURN count(e) AS total`

/** @throws EntenteError `InvalidInput` for a type, cursor or limit that cannot be */
export const findEntities = async (store: GraphStore, query: EntityQuery = {}): Promise<Page<StoredEntity>> => {
  if (query.type && !entityTypes.includes(query.type)) throw invalidInput(`There is no entity type ${query.type}`)
  const limit = readLimit(query.limit, 50, 1000)
  const cursor = readCursor(query.cursor, 2)
  const words = foldText(query.q ?? '')
    .split(' ')
    .filter(Boolean)
  const asked: EntityQuery = { ...query, q: words.join(' ') }
  const { parameters } = containsWords('e.search', words, false)
  const [rows, counted] = await Promise.all([
    store.read(findEntitiesCypher(asked), {
      ...parameters,
      limit: limit + 1,
      ...(cursor ? { cursorStatements: cursor[0], cursorId: cursor[1] } : {}),
    }),
    store.read(countFoundEntitiesCypher(asked), parameters),
  ])
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(entityFrom),
    next: rows.length > limit && last ? encodeCursor([number(last, 'statements'), text(last, 'id')]) : null,
    total: number(counted[0] ?? {}, 'total'),
  }
}
