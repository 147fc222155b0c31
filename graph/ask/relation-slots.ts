/**
 * Which slot of a statement a name may fill: by its type and the ontology's domain and range, and by the preposition before
 * it. Decides for one group of names at a time.
 */
import type { EntityType, Predicate } from '../contract.ts'
import { predicateRules } from '../ontology/ontology.ts'
import type { NameEntry } from './ask-vocabulary.ts'
import { type NameGroup, pick } from './question-clause.ts'
import type { Slot } from './question-lexicon.ts'

/** Types whose things a country stands for: "Russia exports" includes what its companies export. */
const inCountry: EntityType[] = ['Organization', 'Place', 'Project', 'Event', 'Person']

/** Types that may fill a slot of a predicate. */
export const slotTypes = (predicate: Predicate, slot: Slot): EntityType[] => {
  const rule = predicateRules[predicate]
  const withCountry = (types: readonly EntityType[]): EntityType[] =>
    types.some((type) => inCountry.includes(type)) ? [...types, 'Country'] : [...types]
  switch (slot) {
    case 'subject':
      return withCountry(rule.domain)
    case 'object':
      return withCountry(rule.range)
    case 'counterpart':
      return ['Country', 'Region', 'Organization', 'Person']
    case 'commodity':
      return ['Commodity']
    case 'sector':
      return ['Sector']
    case 'place':
      return ['Country', 'Region', 'Place']
    case 'project':
      return ['Project', 'Agreement']
    case 'event':
      return ['Event']
  }
}

/** For prepositions that a predicate says nothing of. */
export const generalSlots: Record<string, Slot[]> = {
  by: ['subject'],
  in: ['sector', 'event', 'place', 'commodity', 'project'],
  inside: ['place'],
  within: ['place', 'project'],
  near: ['place'],
  at: ['event', 'place'],
  with: ['object', 'counterpart'],
  to: ['object', 'counterpart'],
  from: ['counterpart', 'subject'],
  of: ['object', 'subject', 'sector', 'commodity'],
  for: ['sector', 'commodity', 'counterpart', 'project'],
  through: ['project'],
  under: ['project'],
  against: ['object'],
  towards: ['object', 'counterpart'],
  toward: ['object', 'counterpart'],
  into: ['object', 'place'],
  about: ['sector', 'commodity', 'project', 'object'],
  on: ['sector', 'commodity', 'project', 'object'],
}

export interface Filling {
  predicate: Predicate
  ends: Partial<Record<Slot, NameEntry[]>>
  pair: [NameEntry[], NameEntry[]] | null
}

/** Puts a group into the first of `slots` that its names fit and that is free. Sectors and goods find their own place. */
export const placeGroup = (filling: Filling, group: NameGroup, slots: readonly Slot[]): boolean => {
  // "exports of metals": a sector in the place of a good is the statement's sector.
  const wide = slots.flatMap((slot): Slot[] =>
    slot === 'object' || slot === 'commodity'
      ? [slot, ...(slot === 'object' ? (['commodity'] as const) : []), 'sector']
      : [slot],
  )
  for (const slot of wide) {
    if (filling.ends[slot]) continue
    const types = slotTypes(filling.predicate, slot).filter((type) => slot !== 'object' || type !== 'Sector')
    const found = group.names.map((entries) => pick(entries, types))
    if (!found.every((entry) => entry !== null)) continue
    filling.ends[slot] = found
    return true
  }
  return false
}
