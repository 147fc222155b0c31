/** Names of entities by id, for showing what statements point to. */
import type { EntityLabel } from '../contract.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { labelColumns, labelFrom } from './row-values.ts'

export const entityLabelsCypher = `UNWIND $ids AS wanted
MATCH (e:Entity {id: wanted})
RETURN ${labelColumns('e')}`

/** Labels by id; ids that are not in the graph are absent. */
export const entityLabels = async (store: GraphStore, ids: Iterable<string>): Promise<Record<string, EntityLabel>> => {
  const unique = [...new Set(ids)].sort()
  if (unique.length === 0) return {}
  const rows = await store.read(entityLabelsCypher, { ids: unique })
  return Object.fromEntries(rows.map((row) => [String(row.id), labelFrom(row)]))
}
