/** One statement by its id. */
import type { StoredStatement } from '../contract.ts'
import { notFound } from '../errors.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { statementsById } from './stored-statements.ts'

/** @throws EntenteError `NotFound` */
export const getStatement = async (store: GraphStore, id: string): Promise<StoredStatement> => {
  const [statement] = await statementsById(store, [id])
  if (!statement) throw notFound(`There is no statement ${id}`)
  return statement
}
