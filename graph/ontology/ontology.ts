/**
 * The ontology as data: entity types, predicates with domain and range, modalities, sectors (ISIC Rev. 4).
 * Read and checked once at start; a fault names the file and the entry. Never changed at run time.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { packageFile } from '../package-root.ts'
import type { EntityType, Modality, Predicate, PredicateRule, Sector } from './ontology-types.ts'

const ontologyShape = z.object({
  version: z.number(),
  entityTypes: z.record(z.string(), z.string()),
  actorTypes: z.array(z.string()),
  predicates: z.record(
    z.string(),
    z.object({
      symmetric: z.boolean(),
      domain: z.array(z.string()).min(1),
      range: z.array(z.string()).min(1),
      plover: z.string().nullable(),
      gloss: z.string(),
    }),
  ),
  qualifiers: z.record(z.string(), z.string()),
  modalities: z.record(z.string(), z.string()),
})
const sectorsShape = z.array(
  z.object({
    id: z.string().regex(/^sector:[a-z-]+$/),
    isic: z.string(),
    label: z.string(),
    parent: z.string().optional(),
  }),
)

/** Checks the two data files against each other. @throws Error that names the file and the entry. */
export const checkOntology = (
  ontologyData: unknown,
  sectorData: unknown,
): { ontology: z.infer<typeof ontologyShape>; sectors: Sector[] } => {
  const parse = <T>(file: string, shape: z.ZodType<T>, data: unknown): T => {
    const result = shape.safeParse(data)
    if (result.success) return result.data
    const [issue] = result.error.issues
    throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const ontology = parse('ontology.json', ontologyShape, ontologyData)
  for (const [name, rule] of Object.entries(ontology.predicates))
    for (const type of [...rule.domain, ...rule.range])
      if (!(type in ontology.entityTypes)) throw new Error(`ontology.json: ${name}: unknown entity type ${type}`)
  const sectors = parse('sectors.json', sectorsShape, sectorData).map((s) => ({ ...s, parent: s.parent ?? null }))
  const ids = new Set(sectors.map((s) => s.id))
  if (ids.size < sectors.length) throw new Error('sectors.json: an id stands twice')
  for (const s of sectors)
    if (s.parent && !ids.has(s.parent)) throw new Error(`sectors.json: ${s.id}: unknown parent ${s.parent}`)
  return { ontology, sectors }
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(packageFile(path), 'utf8'))
const checked = checkOntology(readJson('graph/ontology/ontology.json'), readJson('graph/ontology/sectors.json'))

export const entityTypes = Object.keys(checked.ontology.entityTypes) as EntityType[]
export const actorTypes = checked.ontology.actorTypes as EntityType[]
export const predicates = Object.keys(checked.ontology.predicates) as Predicate[]
export const predicateRules = checked.ontology.predicates as Record<Predicate, PredicateRule>
/** Glosses by name, for docs, prompts and the viewer. */
export const glosses = {
  entityTypes: checked.ontology.entityTypes as Record<EntityType, string>,
  modalities: checked.ontology.modalities as Record<Modality, string>,
  qualifiers: checked.ontology.qualifiers,
}
/** Strongest first. */
export const modalities: Modality[] = ['actual', 'planned', 'discussed', 'ended', 'denied']
export const sectors: Sector[] = checked.sectors
export const sectorById: ReadonlyMap<string, Sector> = new Map(sectors.map((s) => [s.id, s]))

/** Whether the ontology lets `predicate` hold between these two types. */
export const fitsOntology = (subject: EntityType, predicate: Predicate, object: EntityType): boolean =>
  predicateRules[predicate].domain.includes(subject) && predicateRules[predicate].range.includes(object)

/** The stronger of two modalities. */
export const strongerModality = (a: Modality, b: Modality): Modality =>
  modalities.indexOf(a) <= modalities.indexOf(b) ? a : b

/** A sector with all sectors above it, itself first. */
export const sectorPath = (id: string): string[] => {
  const sector = sectorById.get(id)
  return sector ? [id, ...(sector.parent ? sectorPath(sector.parent) : [])] : []
}

const withSectorsBelow = new Set(sectors.flatMap(({ parent }) => (parent === null ? [] : [parent])))

/** Of a sector and those above it the ones that have sectors below: the wholes that it is a part of. */
export const wholesOf: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  sectors.map(({ id }) => [id, sectorPath(id).filter((over) => withSectorsBelow.has(over))]),
)
