/** Whole statements by their ids, with their article's facts: the second step of every question that lists statements. */
import type { StoredStatement } from '../contract.ts'
import { rolesOf, roleTypes } from '../load/statement-roles.ts'
import { rolesByStatement, statementFrom } from '../load/stored-statements.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { text, textOrNull } from './row-values.ts'

export const statementsByIdCypher = `UNWIND $ids AS wanted
MATCH (s:Statement {id: wanted})-[:STATED_IN]->(a:Article)
RETURN properties(s) AS properties, a.id AS article, a.title AS title, a.date AS date, a.url AS url, a.publisher AS publisher`

export const rolesByIdCypher = `UNWIND $ids AS wanted
MATCH (s:Statement {id: wanted})-[r:${roleTypes.join('|')}]->(e:Entity)
RETURN s.id AS statement, type(r) AS role, e.id AS entity`

/** The statements in the order of `ids`; those that are not there are left out. */
export const statementsById = async (store: GraphStore, ids: readonly string[]): Promise<StoredStatement[]> => {
  if (ids.length === 0) return []
  const [rows, roleRows] = await Promise.all([
    store.read(statementsByIdCypher, { ids }),
    store.read(rolesByIdCypher, { ids }),
  ])
  const roles = rolesByStatement(roleRows)
  const found = new Map(
    rows.map((row): [string, StoredStatement] => {
      const properties = row.properties as Record<string, unknown>
      const id = String(properties.id)
      const {
        article: _article,
        original: _original,
        ...statement
      } = statementFrom(properties, roles.get(id) ?? [], '')
      const article = {
        id: text(row, 'article'),
        title: text(row, 'title'),
        date: textOrNull(row, 'date'),
        url: textOrNull(row, 'url'),
        publisher: textOrNull(row, 'publisher'),
      }
      return [id, { ...statement, article }]
    }),
  )
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** Every entity that these statements name. */
export const entitiesOf = (statements: readonly StoredStatement[]): string[] => [
  ...new Set(statements.flatMap((s) => rolesOf(s).map(([, id]) => id))),
]
