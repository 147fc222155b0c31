/** The ontology and the labels of sectors, asked for once. */
import { computed } from '@preact/signals'
import type { EntityType, Predicate, Sector } from '../../graph/contract.ts'
import { loadable } from './loadable.ts'

export interface OntologyAnswer {
  entityTypes: { name: EntityType; gloss: string }[]
  predicates: { name: Predicate; gloss: string; symmetric: boolean }[]
  sectors: Sector[]
}

export const ontology = loadable<OntologyAnswer>(() => '/api/ontology')

export const sectorsById = computed<ReadonlyMap<string, Sector>>(
  () => new Map((ontology.value.data?.sectors ?? []).map((sector) => [sector.id, sector])),
)

export const entityTypes = computed<EntityType[]>(() => ontology.value.data?.entityTypes.map(({ name }) => name) ?? [])
export const predicates = computed<Predicate[]>(() => ontology.value.data?.predicates.map(({ name }) => name) ?? [])
const glosses = computed<ReadonlyMap<string, string>>(
  () => new Map((ontology.value.data?.predicates ?? []).map(({ name, gloss }) => [name, gloss])),
)
export const predicateGloss = (predicate: Predicate): string => glosses.value.get(predicate) ?? ''

/** Label of a sector: the id's own words until the ontology is here. */
export const sectorLabel = (id: string): string =>
  sectorsById.value.get(id)?.label ?? id.replace(/^sector:/, '').replaceAll('-', ' ')

/** The short form: what stands before a colon or bracket. */
export const shortSector = (label: string): string => label.split(/[:(]/)[0]?.trim() ?? label
