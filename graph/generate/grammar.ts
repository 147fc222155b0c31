/**
 * The generator's grammar as data: sentences with roles in braces and, for each, the statements that it makes.
 * Read and checked once: a sentence whose statement breaks the ontology is refused with its text.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { EntityType, Modality, Predicate } from '../contract.ts'
import { fitsOntology, modalities, predicates, sectorById } from '../ontology/ontology.ts'
import { packageFile } from '../package-root.ts'

/** What a role's letter stands for; its digit tells several apart: `{c1}` and `{c2}` are two countries. */
export const roleTypes = {
  c: 'Country',
  o: 'Organization',
  m: 'Person',
  b: 'Organization',
  k: 'Commodity',
  s: 'Sector',
  p: 'Place',
  j: 'Project',
  e: 'Event',
  agreement: 'Agreement',
} as const satisfies Record<string, EntityType>

export interface Saying {
  subject: string
  predicate: Predicate
  object: string
  modality: Modality
  counterpart: string | null
  /** Roles whose sector it is about, or sector ids. */
  sectors: string[]
  commodities: string[]
  places: string[]
  /** A role, or `agreement:<kind>`. */
  project: string | null
  /** The role of the figure. */
  amount: string | null
}

export interface SentenceRule {
  text: string
  /** The same said by the subject's minister or chief executive. */
  we: string | null
  says: Saying[]
}

const grammarShape = z.object({
  sentences: z.array(z.object({ text: z.string(), we: z.string().optional(), says: z.array(z.string()) })).min(1),
  asides: z.array(z.string()).min(1),
  headlines: z.array(z.string()).min(1),
})

const typeOfRole = (role: string): EntityType | undefined =>
  role.startsWith('agreement:') ? 'Agreement' : roleTypes[role.charAt(0) as keyof typeof roleTypes]

/** Reads `c1 EXPORTS k1 planned counterpart=c2 sectors=k1`. @throws Error that quotes the line */
export const parseSaying = (line: string): Saying => {
  const [subject = '', predicate = '', object = '', ...rest] = line.split(' ')
  const fault = (what: string): Error => new Error(`grammar.json: ${what} in "${line}"`)
  if (!predicates.includes(predicate as Predicate)) throw fault('unknown predicate')
  const [from, to] = [typeOfRole(subject), typeOfRole(object)]
  if (!from || !to) throw fault('unknown role')
  if (!fitsOntology(from, predicate as Predicate, to)) throw fault('ends that the ontology forbids')
  const saying: Saying = {
    subject,
    predicate: predicate as Predicate,
    object,
    modality: 'actual',
    counterpart: null,
    sectors: [],
    commodities: [],
    places: [],
    project: null,
    amount: null,
  }
  for (const word of rest) {
    const [key = '', value = ''] = word.split('=')
    const list = value.split(',')
    if (modalities.includes(word as Modality)) saying.modality = word as Modality
    else if (key === 'counterpart' || key === 'project' || key === 'amount') saying[key] = value
    else if (key === 'sectors' || key === 'commodities' || key === 'places') saying[key] = list
    else throw fault(`unknown word ${word}`)
  }
  for (const sector of saying.sectors)
    if (sector.startsWith('sector:') ? !sectorById.has(sector) : !['k', 's'].includes(sector.charAt(0)))
      throw fault(`unknown sector ${sector}`)
  return saying
}

/** Checks a whole grammar. @throws Error that quotes the entry */
export const parseGrammar = (data: unknown): { sentences: SentenceRule[]; asides: string[]; headlines: string[] } => {
  const { sentences, asides, headlines } = grammarShape.parse(data)
  return {
    asides,
    headlines,
    sentences: sentences.map(({ text, we, says }) => ({ text, we: we ?? null, says: says.map(parseSaying) })),
  }
}

export const grammar = parseGrammar(JSON.parse(readFileSync(packageFile('graph/generate/grammar.json'), 'utf8')))
