/** Opens the store that the settings name: Neo4j where its address is given, else the embedded one. */
import { EmbeddedStore } from './embedded-store.ts'
import type { GraphStore } from './graph-store.ts'
import { Neo4jStore } from './neo4j-store.ts'
import type { StoreSettings } from './store-settings.ts'

/**
 * Opens the store; follow with `prepareStore` of graph/load to bring in reference data and what a crash left undone.
 * @throws EntenteError `Conflict` when another process holds the folder, `StoreUnavailable` in one clear sentence
 */
export const openStore = (settings: StoreSettings): Promise<GraphStore> =>
  settings.neo4j ? Neo4jStore.open(settings.neo4j, settings) : EmbeddedStore.open(settings)
