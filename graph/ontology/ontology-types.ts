/** Types derived from the ontology's data files, so that a new predicate or type is one line of data. */
import type ontologyData from './ontology.json'

export type EntityType = keyof (typeof ontologyData)['entityTypes']
export type Predicate = keyof (typeof ontologyData)['predicates']
export type Modality = keyof (typeof ontologyData)['modalities']

/** An economic activity: ISIC Rev. 4 code, English label, the sector that it is part of. */
export interface Sector {
  id: string
  isic: string
  label: string
  parent: string | null
}

export interface PredicateRule {
  symmetric: boolean
  /** Types that may be the subject. */
  domain: EntityType[]
  /** Types that may be the object. */
  range: EntityType[]
  /** The PLOVER event type nearest to it, if any. */
  plover: string | null
  gloss: string
}
