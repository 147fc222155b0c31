/**
 * A question beside its own Cypher: the statements that it sends to the store are kept, and sent again without the
 * question around them. What the question costs more than that is its own work.
 */
import type { CypherParameters, GraphStore } from '../graph/store/graph-store.ts'

type Read = [cypher: string, parameters: CypherParameters | undefined]
type Ask = (store: GraphStore) => Promise<unknown>

/** Statements in the order sent; those that were sent while others were under way stand together. */
const readsOf = async (store: GraphStore, ask: Ask): Promise<Read[][]> => {
  let groups: Read[][] = []
  let underWay = 0
  const recording: GraphStore = {
    facts: () => store.facts(),
    readUntrusted: (cypher, parameters, limits) => store.readUntrusted(cypher, parameters, limits),
    write: (work) => store.write(work),
    unapplied: () => store.unapplied(),
    compact: (keep) => store.compact(keep),
    close: () => store.close(),
    read: async (cypher, parameters) => {
      if (underWay++ === 0) groups.push([])
      groups.at(-1)?.push([cypher, parameters])
      try {
        return await store.read(cypher, parameters)
      } finally {
        underWay--
      }
    },
  }
  await ask(recording)
  // What a question remembers of a store, such as its names, is read the first time only.
  groups = []
  await ask(recording)
  return groups
}

/** Sends what the question sends, as it does: together what goes together. */
export const ownCypherOf = async (store: GraphStore, ask: Ask): Promise<() => Promise<void>> => {
  const groups = await readsOf(store, ask)
  return async () => {
    for (const group of groups) await Promise.all(group.map(([cypher, parameters]) => store.read(cypher, parameters)))
  }
}
