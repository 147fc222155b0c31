/** Statements under a filter, the latest first, page by page. */
import type { StatementFilter, StatementPage } from '../contract.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { entityLabels } from './entity-labels.ts'
import { readCursor, readLimit } from './read-cursor.ts'
import { encodeCursor, number, text } from './row-values.ts'
import { type Scope, scopeOf } from './statement-filter.ts'
import { entitiesOf, statementsById } from './stored-statements.ts'

export interface PageOptions {
  /** Default 50, at most 1,000. */
  limit?: number
  cursor?: string | null
}

/** The page's ids with their sort keys: date descending, then id. Undated statements come last. */
export const listStatementsCypher = (scope: Scope, afterCursor: boolean): string => `${scope.cypher}
WITH s.id AS id, coalesce(s.date, '') AS date
${afterCursor ? 'WHERE date < $cursorDate OR (date = $cursorDate AND id > $cursorId)\n' : ''}RETURN id, date
ORDER BY date DESC, id
LIMIT $limit`

export const countStatementsCypher = (scope: Scope): string => `${scope.cypher}
RETURN count(s) AS total`

/** @throws EntenteError `InvalidInput` for a cursor or limit that cannot be */
export const listStatements = (
  store: GraphStore,
  filter: StatementFilter = {},
  options: PageOptions = {},
): Promise<StatementPage> => listScope(store, scopeOf(filter), options)

export const listScope = async (store: GraphStore, scope: Scope, options: PageOptions): Promise<StatementPage> => {
  const limit = readLimit(options.limit, 50, 1000)
  const cursor = readCursor(options.cursor, 2)
  const [page, counted] = await Promise.all([
    store.read(listStatementsCypher(scope, cursor !== null), {
      ...scope.parameters,
      limit: limit + 1,
      ...(cursor ? { cursorDate: cursor[0], cursorId: cursor[1] } : {}),
    }),
    store.read(countStatementsCypher(scope), scope.parameters),
  ])
  const shown = page.slice(0, limit)
  const last = shown.at(-1)
  const items = await statementsById(
    store,
    shown.map((row) => text(row, 'id')),
  )
  return {
    items,
    next: page.length > limit && last ? encodeCursor([text(last, 'date'), text(last, 'id')]) : null,
    total: number(counted[0] ?? {}, 'total'),
    entities: await entityLabels(store, entitiesOf(items)),
  }
}
