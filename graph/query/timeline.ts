/** Statements by month, under a filter. Statements without a date are not in it. */
import type { StatementFilter, TimelineBucket } from '../contract.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { modalityCounts, number, text } from './row-values.ts'
import { modalityColumns, type Scope, scopeOf } from './statement-filter.ts'

export const timelineCypher = (scope: Scope): string => `${scope.cypher}
WITH s
WHERE s.date IS NOT NULL
RETURN substring(s.date, 0, 7) AS month, count(s) AS statements, ${modalityColumns}
ORDER BY month`

/** Months with at least one statement, in order. */
export const timeline = async (store: GraphStore, filter: StatementFilter = {}): Promise<TimelineBucket[]> => {
  const scope = scopeOf(filter)
  return (await store.read(timelineCypher(scope), scope.parameters)).map((row) => ({
    month: text(row, 'month'),
    statements: number(row, 'statements'),
    modalities: modalityCounts(row),
  }))
}
