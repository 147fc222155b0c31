/** Finds an entity by its id, by the id of one that was merged into it, or a country by its ISO code. */
import type { StoredEntity } from '../contract.ts'
import { notFound } from '../errors.ts'
import { resolveIds } from '../load/review-log.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { entityColumns, entityFrom } from './stored-entities.ts'

export const entityByIdCypher = `MATCH (e:Entity {id: $id})
RETURN ${entityColumns}`

/** The id that is meant: a country's ISO code of three letters stands for the country. */
export const idOfCode = (idOrCode: string): string =>
  /^[A-Za-z]{3}$/.test(idOrCode) ? `country:${idOrCode.toUpperCase()}` : idOrCode

/** @throws EntenteError `NotFound` */
export const resolveEntity = async (store: GraphStore, idOrCode: string): Promise<StoredEntity> => {
  const id = idOfCode(idOrCode)
  const [row] = await store.read(entityByIdCypher, { id })
  if (row) return entityFrom(row)
  const resolve = await resolveIds({ run: (cypher, parameters) => store.read(cypher, parameters) }, [id])
  const [merged] = resolve(id) === id ? [] : await store.read(entityByIdCypher, { id: resolve(id) })
  if (!merged) throw notFound(`There is no entity ${idOrCode}`)
  return entityFrom(merged)
}
