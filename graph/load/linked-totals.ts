/**
 * How many statements link countries to sectors, each counted once: `linked` on a country, on a sector with all that is
 * below it, and on the store's own node for all of them. Kept with every change, so that sums need no look at statements.
 */
import { wholesOf } from '../ontology/ontology.ts'
import {
  countryTotalsCypher,
  parentSectorsCypher,
  sectorPaths,
  sectorTotalsCypher,
} from '../query/list-country-sectors.ts'
import { modalityCounts, strongestOf } from '../query/row-values.ts'
import { scopeOf } from '../query/statement-filter.ts'
import type { Row, WriteTransaction } from '../store/graph-store.ts'
import { allLinked } from './derive.ts'
import type { WriteQueue } from './write-queue.ts'

/** Moves the sums by the difference. Countries and sectors are in the graph from the beginning. */
export const changeLinked = (
  queue: WriteQueue,
  was: ReadonlyMap<string, number>,
  is: ReadonlyMap<string, number>,
): void => {
  const rows = [...new Set([...was.keys(), ...is.keys()])]
    .map((id) => ({ id, by: (is.get(id) ?? 0) - (was.get(id) ?? 0) }))
    .filter(({ by }) => by !== 0)
  for (const label of ['Entity', 'Meta'] as const) {
    const own = rows.filter(({ id }) => (id === allLinked) === (label === 'Meta'))
    if (own.length > 0)
      queue.put(`UNWIND $rows AS row MATCH (e:${label} {id: row.id}) SET e.linked = coalesce(e.linked, 0) + row.by`, {
        rows: own,
      })
  }
}

/** Counts the sums and the LINKED_WITHIN edges of a graph that was written before there were any. */
export const addMissingTotals = async (transaction: WriteTransaction): Promise<void> => {
  const [meta] = await transaction.run('MATCH (m:Meta {id: $id}) RETURN m.linked AS linked', { id: allLinked })
  if (meta && meta.linked !== null) return
  const scope = scopeOf({})
  for (const label of ['Country', 'Sector']) await transaction.run(`MATCH (e:${label}) SET e.linked = 0`)
  const bySector = await transaction.run(sectorTotalsCypher(scope, {}), { ...scope.parameters, path: sectorPaths })
  const byCountry = await transaction.run(countryTotalsCypher(scope, {}), scope.parameters)
  const rows = [...bySector, ...byCountry.filter((row) => row.id !== '')]
  await transaction.run('UNWIND $rows AS row MATCH (e:Entity {id: row.id}) SET e.linked = row.statements', { rows })
  const all = byCountry.find((row) => row.id === '')
  await transaction.run('MERGE (m:Meta {id: $id}) SET m.linked = $linked', {
    id: allLinked,
    linked: Number(all?.statements ?? 0),
  })
  const cells = await transaction.run(parentSectorsCypher(scope, {}), { ...scope.parameters, above: wholesOf })
  await transaction.run(
    `UNWIND $rows AS row MATCH (c:Entity {id: row.country}), (x:Entity {id: row.sector})
CREATE (c)-[l:LINKED_WITHIN]->(x) SET l = row.facts`,
    { rows: cells.map((row) => ({ country: row.country, sector: row.sector, facts: factsOfRow(row) })) },
  )
}

const factsOfRow = (row: Row): Record<string, unknown> => {
  const counts = modalityCounts(row)
  const { statements, articles, first, last } = row
  return { ...counts, statements, articles, modality: strongestOf(counts), first, last }
}

/** One sentence for each sum that is not what the statements make. */
export const compareLinked = async (
  reader: Pick<WriteTransaction, 'run'>,
  expected: ReadonlyMap<string, number>,
  tell: (sentence: string) => void,
): Promise<void> => {
  for (const label of ['Country', 'Sector', 'Meta'])
    for (const row of await reader.run(`MATCH (e:${label}) RETURN e.id AS id, e.linked AS linked`)) {
      const wants = expected.get(String(row.id)) ?? 0
      if ((row.linked ?? 0) !== wants) tell(`${row.id}: linked is ${row.linked}, should be ${wants}`)
    }
}
