/** Makes the embedded graph again out of its journal: for files that are damaged, or made by an older version. */
import { invalidInput } from './errors.ts'
import { prepareStore } from './load/prepare-store.ts'
import { dropGraph } from './store/drop-graph.ts'
import { openStore } from './store/open-store.ts'
import type { StoreSettings } from './store/store-settings.ts'

/**
 * Removes the graph's files and applies the journal from its first entry. Ended half-way, the next open goes on.
 * @throws EntenteError `Conflict` when another process holds the folder, `InvalidInput` on Neo4j, which has no journal
 */
export const rebuildStore = async (settings: StoreSettings): Promise<{ applied: number }> => {
  if (settings.neo4j) throw invalidInput('Neo4j keeps its own log: only the embedded store can be rebuilt')
  dropGraph(settings.dataFolder)
  const store = await openStore(settings)
  try {
    const { recovered } = await prepareStore(store)
    return { applied: recovered }
  } finally {
    await store.close()
  }
}
