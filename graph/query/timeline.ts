/** Statements by month, under a filter. Statements without a date are not in it. */
import type { StatementFilter, TimelineBucket } from '../contract.ts'
import { groupBy } from '../load/group-by.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { modalitiesFrom, text } from './row-values.ts'
import { type Scope, scopeOf } from './statement-filter.ts'

export const timelineCypher = (scope: Scope): string => `${scope.cypher}
WITH s
WHERE s.date IS NOT NULL
WITH s.date AS date, s.modality AS modality, count(s) AS ofDay
RETURN substring(date, 0, 7) AS month, modality, sum(ofDay) AS statements`

/** Months with at least one statement, in order. */
export const timeline = async (store: GraphStore, filter: StatementFilter = {}): Promise<TimelineBucket[]> => {
  const scope = scopeOf(filter)
  const months = groupBy(await store.read(timelineCypher(scope), scope.parameters), (row) => text(row, 'month'))
  return [...months.keys()].sort().map((month) => {
    const modalities = modalitiesFrom(months.get(month) ?? [])
    return { month, statements: Object.values(modalities).reduce((sum, n) => sum + n, 0), modalities }
  })
}
