/** The countries of the graph, asked for by whoever offers them for choice. */
import type { Page, StoredEntity } from '../../graph/contract.ts'
import { useLoadable } from './loadable.ts'

/** By name; null until they are here. */
export const useCountries = (): StoredEntity[] | null => {
  const { data } = useLoadable<Page<StoredEntity>>('/api/entities?type=Country&limit=300')
  return data && [...data.items].sort((a, b) => a.name.localeCompare(b.name))
}
