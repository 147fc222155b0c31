/**
 * What the commodity lexicon adds to the goods in the graph: `hs` on their nodes, `MADE_IN` edges to the sectors that
 * make them. Both follow from a good's id alone; they come and go with its node, in the same transaction.
 */
import { type CommodityFacts, commodityFacts } from '../extract/lexicon/commodity-facts.ts'
import { typeOfId } from '../ontology/entity-ids.ts'
import type { WriteTransaction } from '../store/graph-store.ts'
import type { WriteQueue } from './write-queue.ts'

const isCommodity = (id: string): boolean => typeOfId(id) === 'Commodity'

/** Facts of a commodity; null for every other entity. */
export const factsOfGood = (id: string): CommodityFacts | null => (isCommodity(id) ? commodityFacts(id) : null)

const createCypher = `UNWIND $rows AS row
MATCH (c:Entity {id: row.commodity}), (x:Entity {id: row.sector})
CREATE (c)-[:MADE_IN]->(x)`

const edgeRows = (ids: readonly string[]): { commodity: string; sector: string }[] =>
  ids.flatMap((commodity) => (factsOfGood(commodity)?.sectors ?? []).map((sector) => ({ commodity, sector })))

/** Edges of entities that have just been made; those that are no goods have none. */
export const createMadeIn = (queue: WriteQueue, fresh: readonly string[]): void => {
  const rows = edgeRows(fresh)
  if (rows.length > 0) queue.put(createCypher, { rows })
}

/** Brings all goods in the graph to what the lexicon says now. */
export const refreshCommodities = async (transaction: WriteTransaction): Promise<void> => {
  const ids = (await transaction.run('MATCH (c:Commodity) RETURN c.id AS id')).map((row) => String(row.id))
  if (ids.length === 0) return
  await transaction.run('MATCH (:Commodity)-[m:MADE_IN]->(:Sector) DELETE m')
  await transaction.run('MATCH (c:Commodity) WHERE c.hs IS NOT NULL REMOVE c.hs')
  const headings = ids.flatMap((id) => {
    const hs = factsOfGood(id)?.hs
    return hs ? [{ id, hs }] : []
  })
  await transaction.run('UNWIND $rows AS row MATCH (c:Entity {id: row.id}) SET c.hs = row.hs', { rows: headings })
  await transaction.run(createCypher, { rows: edgeRows(ids) })
}

/** One sentence for each edge that is missing, too much or double. `ids`: every entity in the graph. */
export const compareMadeIn = async (
  reader: Pick<WriteTransaction, 'run'>,
  ids: readonly string[],
  tell: (sentence: string) => void,
): Promise<void> => {
  const open = new Set(edgeRows(ids).map(({ commodity, sector }) => `${commodity} MADE_IN ${sector}`))
  for (const row of await reader.run('MATCH (c:Entity)-[:MADE_IN]->(x:Entity) RETURN c.id AS good, x.id AS sector')) {
    const edge = `${row.good} MADE_IN ${row.sector}`
    if (!open.delete(edge)) tell(`the edge ${edge} is not in the lexicon, or stands twice`)
  }
  for (const edge of open) tell(`the edge ${edge} is missing`)
}
