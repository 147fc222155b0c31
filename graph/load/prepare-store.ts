/**
 * Makes an opened store ready: brings in the reference data (sectors, countries, regions, what the lexicon says of
 * goods) where it is missing or older, and applies what the journal holds and the graph does not. Doing it again changes
 * nothing.
 */
import { createHash } from 'node:crypto'
import { storeUnavailable } from '../errors.ts'
import { commodityLexiconText } from '../extract/lexicon/commodity-facts.ts'
import { predicates } from '../ontology/ontology.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { applyEntry } from './apply-entry.ts'
import { refreshCommodities } from './commodity-edges.ts'
import { searchText } from './entity-names.ts'
import { addMissingTotals } from './linked-totals.ts'
import { partOf, referenceEntities } from './reference-data.ts'

const digest = createHash('sha256')
  .update(JSON.stringify([referenceEntities, partOf, commodityLexiconText(), 3]))
  .digest('hex')
  .slice(0, 16)

/** Raised when statements, names or derived edges are stored otherwise than before. */
const graphFormat = 1

const checkFormat = async (store: GraphStore): Promise<void> => {
  const [meta] = await store.read("MATCH (m:Meta {id: 'entente'}) RETURN m.format AS format")
  const format = meta?.format ?? graphFormat
  if (format === graphFormat) return
  const { engine } = await store.facts()
  const help = engine === 'embedded' ? 'entente rebuild makes it anew' : 'restore a backup into an empty database'
  throw storeUnavailable(`The graph was written in format ${format}, and this version uses ${graphFormat}: ${help}`)
}

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
    await refreshCommodities(transaction)
    await addMissingTotals(transaction)
    await transaction.run("MERGE (m:Meta {id: 'entente'}) SET m.reference = $digest, m.format = $format", {
      digest,
      format: graphFormat,
    })
  })
}

/** `neo4j-admin database import` has no empty lists: what should be one is absent after it. */
const finishImport = async (store: GraphStore): Promise<void> => {
  const [meta] = await store.read("MATCH (m:Meta {id: 'entente'}) RETURN m.imported AS imported")
  if (meta?.imported !== true) return
  await store.write(async (transaction) => {
    await transaction.run('MATCH (e:Entity) WHERE e.aliases IS NULL SET e.aliases = []')
    await transaction.run('MATCH (a:Article) WHERE a.notes IS NULL SET a.notes = []')
    for (const list of ['aliases', 'spans', 'kinds'])
      await transaction.run(`MATCH (:Article)-[m:MENTIONS]->() WHERE m.${list} IS NULL SET m.${list} = []`)
    await transaction.run('MATCH (:Statement)-[l:LINKS]->() WHERE l.sectors IS NULL SET l.sectors = []')
    await transaction.run(`MATCH (:Entity)-[e:${predicates.join('|')}]->() WHERE e.sectors IS NULL SET e.sectors = []`)
    await transaction.run("MATCH (m:Meta {id: 'entente'}) REMOVE m.imported")
  })
}

/** @throws EntenteError `StoreUnavailable` when the graph has another format, or the journal cannot be read */
export const prepareStore = async (store: GraphStore): Promise<{ recovered: number }> => {
  await checkFormat(store)
  await finishImport(store)
  await addReferenceData(store)
  let recovered = 0
  for await (const entry of store.unapplied()) {
    await applyEntry(store, entry)
    recovered++
  }
  return { recovered }
}
