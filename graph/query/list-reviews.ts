/** The log of what people decided, the latest first, page by page; undone decisions say so. */
import type { Page } from '../contract.ts'
import { eventColumns, eventFromRow, type ReviewEvent } from '../load/review-log.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { readCursor, readLimit } from './read-cursor.ts'
import { encodeCursor, number } from './row-values.ts'

export interface LoggedReview extends ReviewEvent {
  undone: boolean
}

export const listReviewsCypher = `MATCH (r:Review)
WHERE r.seq < $before
RETURN ${eventColumns}
ORDER BY seq DESC
LIMIT $limit`
export const undoingsCypher = 'MATCH (r:Review) WHERE r.undoes IN $ids RETURN r.undoes AS id'
export const countReviewsCypher = 'MATCH (r:Review) RETURN count(r) AS total'

/** @throws EntenteError `InvalidInput` for a cursor or limit that cannot be */
export const listReviews = async (
  store: GraphStore,
  options: { limit?: number; cursor?: string | null } = {},
): Promise<Page<LoggedReview>> => {
  const limit = readLimit(options.limit, 50, 1000)
  const before = readCursor(options.cursor, 1)?.[0] ?? Number.MAX_SAFE_INTEGER
  const [rows, counted] = await Promise.all([
    store.read(listReviewsCypher, { before, limit: limit + 1 }),
    store.read(countReviewsCypher),
  ])
  const events = rows.slice(0, limit).map(eventFromRow)
  const undone = new Set(
    (await store.read(undoingsCypher, { ids: events.map(({ id }) => id) })).map(({ id }) => String(id)),
  )
  const last = events.at(-1)
  return {
    items: events.map((event) => ({ ...event, undone: undone.has(event.id) })),
    next: rows.length > limit && last ? encodeCursor([last.seq]) : null,
    total: number(counted[0] ?? {}, 'total'),
  }
}
