/**
 * Makes an opened store ready: brings in the reference data (sectors, countries, regions) where it is missing or older,
 * and applies what the journal holds and the graph does not. Doing it again changes nothing.
 */
import { createHash } from 'node:crypto'
import type { GraphStore } from '../store/graph-store.ts'
import { applyEntry } from './apply-entry.ts'
import { searchText } from './entity-names.ts'
import { partOf, referenceEntities } from './reference-data.ts'

const digest = createHash('sha256')
  .update(JSON.stringify([referenceEntities, partOf, 1]))
  .digest('hex')
  .slice(0, 16)

const addReferenceData = async (store: GraphStore): Promise<void> => {
  const [meta] = await store.read("MATCH (m:Meta {id: 'entente'}) RETURN m.reference AS reference")
  if (meta?.reference === digest) return
  await store.write(async (transaction) => {
    for (const label of ['Country', 'Region', 'Sector'] as const)
      await transaction.run(
        `UNWIND $rows AS row MERGE (e:Entity {id: row.id})
ON CREATE SET e.aliases = [], e.forms = '{}', e.search = row.search, e.statements = 0, e.articles = 0, e.mentions = 0
SET e:${label} SET e += row.properties`,
        {
          rows: referenceEntities
            .filter((entity) => entity.label === label)
            .map(({ id, properties }) => ({ id, properties, search: searchText(properties.name as string, []) })),
        },
      )
    await transaction.run(
      `UNWIND $rows AS row MATCH (a:Entity {id: row.part}), (b:Entity {id: row.whole}) MERGE (a)-[:PART_OF]->(b)`,
      { rows: partOf.map(([part, whole]) => ({ part, whole })) },
    )
    await transaction.run("MERGE (m:Meta {id: 'entente'}) SET m.reference = $digest", { digest })
  })
}

/** @throws EntenteError `StoreUnavailable` when the journal cannot be read */
export const prepareStore = async (store: GraphStore): Promise<{ recovered: number }> => {
  await addReferenceData(store)
  let recovered = 0
  for await (const entry of store.unapplied()) {
    await applyEntry(store, entry)
    recovered++
  }
  return { recovered }
}
