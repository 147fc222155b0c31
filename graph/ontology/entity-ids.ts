/** What an entity's id says of its type: `org:siemens` is an Organization. The only place that knows the prefixes. */
import type { EntityType } from '../contract.ts'
import { invalidInput } from '../errors.ts'

export const typeByPrefix: Readonly<Record<string, EntityType>> = {
  country: 'Country',
  region: 'Region',
  place: 'Place',
  org: 'Organization',
  person: 'Person',
  sector: 'Sector',
  commodity: 'Commodity',
  event: 'Event',
  project: 'Project',
  agreement: 'Agreement',
}

/** @throws EntenteError `InvalidInput` when the prefix names no type or nothing follows it */
export const typeOfId = (id: string): EntityType => {
  const colon = id.indexOf(':')
  const type = typeByPrefix[id.slice(0, colon)]
  if (colon < 0 || !type || colon === id.length - 1) throw invalidInput(`"${id}" is not the id of an entity`)
  return type
}

/** A name for an entity that no article names: `org:north-mine` gives `north mine`. */
export const nameFromId = (id: string): string => id.slice(id.indexOf(':') + 1).replaceAll('-', ' ')
