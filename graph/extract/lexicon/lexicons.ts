/**
 * The lexicons, read and checked once and laid out for matching. Everything that the reader knows of countries, bodies,
 * titles, goods and sectors comes through here; the files beside this one hold it. Never changed at run time.
 * Long, because it is one table after another.
 */
import { createRequire } from 'node:module'
import { z } from 'zod'
import { EntenteError } from '../../errors.ts'
import { sectorById } from '../../ontology/ontology.ts'
import { commodityShape } from './commodity-facts.ts'
import { foldWord, singularOf } from './fold-word.ts'
import { listCell, readLexicon, textCell } from './parse-lexicon.ts'
import { PhraseTrie } from './phrase-trie.ts'

interface WorldCountry {
  cca3: string
  name: { common: string; official: string }
  altSpellings: string[]
  demonyms: { eng?: { m: string; f: string } }
  capital?: string[]
  region: string
  subregion?: string
  landlocked: boolean
}
const world = createRequire(import.meta.url)('world-countries') as WorldCountry[]
const countryNames = new Map(world.map((c) => [c.cca3, c.name.common]))

export const iso3Cell = z.string().refine((code) => countryNames.has(code), 'is no ISO 3166-1 alpha-3 code')
export const sectorCell = z.string().refine((id) => sectorById.has(id), 'is no sector of sectors.json')
const optionalSector = z.string().refine((id) => id === '' || sectorById.has(id), 'is no sector of sectors.json')

/** Shapes of the files, for the loader and for tests of their faults. */
export const lexiconShapes = {
  'countries.csv': z.object({
    country: iso3Cell,
    kind: z.enum(['name', 'adjective', 'people', 'drop', 'seat']),
    forms: listCell,
  }),
  'regions.csv': z.object({
    slug: z.string().regex(/^[a-z0-9-]+$/),
    name: textCell,
    kind: z.enum(['area', 'water', 'bloc', 'both']),
    names: listCell,
    adjectives: listCell,
  }),
  'cities.csv': z.object({ name: textCell, country: iso3Cell, thousands: z.coerce.number().int().positive() }),
  'places.csv': z.object({
    name: textCell,
    kind: z.enum(['province', 'state', 'division', 'water', 'strait', 'canal', 'island', 'area']),
    country: z.union([iso3Cell, z.literal('')]),
    forms: listCell,
  }),
  'organisation-words.csv': z.object({
    word: textCell,
    kind: z.enum([
      'ministry', 'agency', 'government', 'embassy', 'bank', 'fund', 'insurer', 'association', 'university', 'company', 'media', 'party',
    ]),
    place: z.enum(['head', 'tail', 'form', 'lead']),
    sector: optionalSector,
  }),
  'known-bodies.csv': z.object({
    slug: z.string().regex(/^[a-z0-9-]+$/),
    name: textCell,
    forms: listCell,
    kind: z.enum(['agency', 'bank', 'fund', 'insurer', 'association', 'company', 'media']),
    sector: optionalSector,
  }),
  'person-titles.csv': z.object({
    title: textCell,
    kind: z.enum(['honorific', 'state', 'diplomat', 'ministry', 'body', 'rank', 'plain']),
    portfolio: z.enum(['before', 'after', 'both', 'none']),
  }),
  'title-modifiers.csv': z.object({ modifier: textCell }),
  'portfolios.csv': z.object({ word: textCell, sector: optionalSector }),
  'commodities.csv': commodityShape,
  'sector-words.csv': z.object({
    sector: sectorCell,
    kind: z.enum(['field', 'modifier', 'maker', 'act']),
    words: listCell,
  }),
  'events.csv': z.object({ head: textCell, use: z.enum(['named', 'session']) }),
  'agreements.csv': z.object({ head: textCell, use: z.enum(['strong', 'weak', 'none']) }),
  'projects.csv': z.object({
    head: textCell,
    use: z.enum(['site', 'undertaking', 'place', 'none']),
    sector: optionalSector,
  }),
  'reference-nouns.csv': z.object({
    noun: textCell,
    points: z.enum(['body', 'person', 'place', 'project', 'event', 'country']),
    like: listCell,
  }),
  'actor-nouns.csv': z.object({ nouns: listCell }),
  'cue-words.csv': z.object({ kind: z.string().regex(/^[a-z-]+$/, 'must be lower case with hyphens'), words: listCell }),
  'given-names.csv': z.object({ kind: z.enum(['usual', 'rare']), names: listCell }),
  'common-words.csv': z.object({ words: listCell }),
} as const

const read = {
  countries: readLexicon('countries.csv', lexiconShapes['countries.csv'], ['country', 'kind']),
  regions: readLexicon('regions.csv', lexiconShapes['regions.csv'], ['slug']),
  cities: readLexicon('cities.csv', lexiconShapes['cities.csv'], ['name']),
  places: readLexicon('places.csv', lexiconShapes['places.csv'], ['name']),
  organisationWords: readLexicon('organisation-words.csv', lexiconShapes['organisation-words.csv'], ['word']),
  knownBodies: readLexicon('known-bodies.csv', lexiconShapes['known-bodies.csv'], ['slug']),
  titles: readLexicon('person-titles.csv', lexiconShapes['person-titles.csv'], ['title']),
  titleModifiers: readLexicon('title-modifiers.csv', lexiconShapes['title-modifiers.csv'], ['modifier']),
  portfolios: readLexicon('portfolios.csv', lexiconShapes['portfolios.csv'], ['word']),
  commodities: readLexicon('commodities.csv', lexiconShapes['commodities.csv'], ['name']),
  sectorWords: readLexicon('sector-words.csv', lexiconShapes['sector-words.csv'], ['sector', 'kind']),
  events: readLexicon('events.csv', lexiconShapes['events.csv'], ['head']),
  agreements: readLexicon('agreements.csv', lexiconShapes['agreements.csv'], ['head']),
  projects: readLexicon('projects.csv', lexiconShapes['projects.csv'], ['head']),
  referenceNouns: readLexicon('reference-nouns.csv', lexiconShapes['reference-nouns.csv'], ['noun']),
  actorNouns: readLexicon('actor-nouns.csv', lexiconShapes['actor-nouns.csv'], []),
  cueWords: readLexicon('cue-words.csv', lexiconShapes['cue-words.csv'], ['kind']),
  givenNames: readLexicon('given-names.csv', lexiconShapes['given-names.csv'], []),
  commonWords: readLexicon('common-words.csv', lexiconShapes['common-words.csv'], []),
}

/** A form of a country: what it is called by, and how the form is used. */
export interface CountryForm {
  country: string
  kind: 'name' | 'adjective' | 'people'
  /** True for forms of capitals only, such as US, that must stand in the text as here. */
  exact: boolean
}

const isAcronym = (form: string): boolean => /^[\p{Lu}.&+\d-]{2,}$/u.test(form)

const buildCountries = (): PhraseTrie<CountryForm> => {
  const trie = new PhraseTrie<CountryForm>()
  const dropped = new Map<string, Set<string>>()
  for (const row of read.countries) {
    if (row.kind === 'drop') dropped.set(row.country, new Set(row.forms))
    else if (row.kind === 'name') for (const form of row.forms) trie.add(form, { country: row.country, kind: 'name', exact: isAcronym(form) })
  }
  for (const country of world) {
    const skip = dropped.get(country.cca3)
    for (const form of [country.name.common, country.name.official])
      if (!skip?.has(form)) trie.add(form, { country: country.cca3, kind: 'name', exact: false })
  }
  // A form that is a name too ("Bangladesh", "US") stays one.
  for (const row of read.countries)
    if (row.kind === 'adjective' || row.kind === 'people')
      for (const form of row.forms) trie.add(form, { country: row.country, kind: row.kind, exact: isAcronym(form) })
  for (const country of world) {
    const skip = dropped.get(country.cca3)
    for (const form of (country.demonyms.eng?.m ?? '').split(/, | or /))
      if (form && !skip?.has(form)) trie.add(form, { country: country.cca3, kind: 'adjective', exact: false })
  }
  return trie
}

/** Names, demonyms and peoples of countries. */
export const countryForms: PhraseTrie<CountryForm> = buildCountries()

/** Common English name of a country by ISO 3166-1 alpha-3 code. */
export const countryName = (iso3: string): string => countryNames.get(iso3) ?? iso3

const adjectives = new Map<string, string>()
for (const country of world) {
  const own = read.countries.find((r) => r.country === country.cca3 && r.kind === 'adjective')
  adjectives.set(country.cca3, own?.forms[0] ?? country.demonyms.eng?.m.split(', ')[0] ?? country.name.common)
}
/** The demonym of a country, e.g. `Russian`. */
export const demonymOf = (iso3: string): string => adjectives.get(iso3) ?? iso3

/** Country by seat of government: capitals and other names of governments, folded. */
export const seats: PhraseTrie<string> = new PhraseTrie()
for (const row of read.countries) if (row.kind === 'seat') for (const form of row.forms) seats.add(form, row.country)
for (const country of world) for (const capital of country.capital ?? []) seats.add(capital, country.cca3)

export interface RegionForm {
  slug: string
  name: string
  kind: 'area' | 'water' | 'bloc' | 'both'
  adjective: boolean
  exact: boolean
}
export const regionForms: PhraseTrie<RegionForm> = new PhraseTrie()
for (const row of read.regions) {
  const { slug, name, kind } = row
  // "Asean" beside "ASEAN": one that is written both ways needs no capitals.
  const written = (form: string): boolean => row.names.some((n) => n !== form && foldWord(n) === foldWord(form))
  for (const form of row.names)
    regionForms.add(form, { slug, name, kind, adjective: false, exact: isAcronym(form) && !written(form) })
  for (const form of row.adjectives) regionForms.add(form, { slug, name, kind, adjective: true, exact: false })
}

export interface PlaceForm {
  name: string
  country: string
  /** Inhabitants in thousands; 0 where it is no city. */
  thousands: number
  kind: string
}
export const placeForms: PhraseTrie<PlaceForm> = new PhraseTrie()
for (const { name, kind, country, forms } of read.places)
  for (const form of [name, ...forms]) placeForms.add(form, { name: form, country, thousands: 0, kind })
for (const { name, country, thousands } of read.cities) placeForms.add(name, { name, country, thousands, kind: 'city' })

export type OrganisationWord = (typeof read.organisationWords)[number]
export const organisationWords: PhraseTrie<OrganisationWord> = new PhraseTrie()
for (const row of read.organisationWords) organisationWords.add(row.word, row)

export interface BodyForm {
  slug: string
  name: string
  kind: string
  sector: string
  exact: boolean
}
export const bodyForms: PhraseTrie<BodyForm> = new PhraseTrie()
for (const { slug, name, forms, kind, sector } of read.knownBodies)
  for (const form of [name, ...forms]) bodyForms.add(form, { slug, name, kind, sector, exact: isAcronym(form) || form.length < 5 })

export type TitleRow = (typeof read.titles)[number]
export const titleForms: PhraseTrie<TitleRow> = new PhraseTrie()
for (const row of read.titles) titleForms.add(row.title, row)
export const titleModifiers: ReadonlySet<string> = new Set(
  read.titleModifiers.flatMap((r) => r.modifier.split(' ').map(foldWord)),
)

export const portfolioWords: ReadonlySet<string> = new Set(
  read.portfolios.flatMap((r) => r.word.split(/[ -]/).map(foldWord)),
)

export interface CommodityForm {
  name: string
  hs: string
  sectors: string[]
  kind: 'good' | 'loose' | 'service'
  exact: boolean
}
export const commodityForms: PhraseTrie<CommodityForm> = new PhraseTrie()
for (const { name, hs, sectors, kind, forms } of read.commodities) {
  commodityForms.add(name, { name, hs, sectors, kind, exact: isAcronym(name) })
  for (const form of forms) {
    // A form of one word of an unsure good is unsure too; a longer one says enough.
    const own = kind === 'loose' && form.includes(' ') ? 'good' : kind
    commodityForms.add(form, { name: form, hs, sectors, kind: own, exact: isAcronym(form) })
  }
}

export interface SectorWord {
  sectors: string[]
  kind: 'field' | 'modifier' | 'maker' | 'act'
}
const buildSectorWords = (): Record<SectorWord['kind'], PhraseTrie<SectorWord>> => {
  const tries = { field: new PhraseTrie<SectorWord>(), modifier: new PhraseTrie<SectorWord>(), maker: new PhraseTrie<SectorWord>(), act: new PhraseTrie<SectorWord>() }
  for (const { sector, kind, words } of read.sectorWords)
    for (const word of words) {
      const known = tries[kind].get(word)
      if (known) known.sectors.push(sector)
      else tries[kind].add(word, { sectors: [sector], kind })
    }
  return tries
}
export const sectorWords: Record<SectorWord['kind'], PhraseTrie<SectorWord>> = buildSectorWords()

export const eventHeads: PhraseTrie<'named' | 'session'> = new PhraseTrie()
for (const { head, use } of read.events) eventHeads.add(head, use)

export const agreementHeads: PhraseTrie<'strong' | 'weak' | 'none'> = new PhraseTrie()
for (const { head, use } of read.agreements) agreementHeads.add(head, use)

export interface ProjectHead {
  use: 'site' | 'undertaking' | 'place' | 'none'
  sector: string
}
/** Heads of the names of undertakings: "National Water Plan", "Trans-Anatolian Pipeline". */
export const undertakingNames: ReadonlySet<string> = new Set(
  'plan programme program project initiative scheme strategy pipeline corridor interconnector bridge tunnel highway expressway refinery dam railway metro gigafactory'.split(' '),
)
export const projectHeads: PhraseTrie<ProjectHead> = new PhraseTrie()
for (const { head, use, sector } of read.projects) projectHeads.add(head, { use, sector })

export interface ReferenceNoun {
  noun: string
  points: 'body' | 'person' | 'place' | 'project' | 'event' | 'country'
  like: string[]
}
/** Nouns that point back, with what they point to. */
export const referenceNouns: PhraseTrie<ReferenceNoun> = new PhraseTrie()
for (const row of read.referenceNouns) referenceNouns.add(row.noun, row)

/** Nouns that stand for a country after its demonym. */
export const actorNouns: ReadonlySet<string> = new Set(read.actorNouns.flatMap((r) => r.nouns.map(foldWord)))

/** Region, subregion and official name of a country in English, folded: "south america", "eastern europe". */
export const countryFacts: ReadonlyMap<string, string> = new Map(world.map((c) => [c.cca3, foldWord(`${c.region} ${c.subregion ?? ''} ${c.name.official}${c.landlocked ? ' landlocked' : ''}`)]))

/** Given names, folded: how usual. */
export const givenNames: ReadonlyMap<string, 'usual' | 'rare'> = new Map(read.givenNames.flatMap((r) => r.names.map((name): [string, 'usual' | 'rare'] => [foldWord(name), r.kind])))

const common = new Set(read.commonWords.flatMap((r) => r.words))
/** Whether English texts write this word in lower case. */
export const isCommonWord = (word: string): boolean => {
  const folded = foldWord(word)
  return common.has(folded) || common.has(singularOf(folded))
}

const cues = new Map(read.cueWords.map((r) => [r.kind, new Set(r.words)]))
/** A list of cue-words.csv by its name. @throws EntenteError InvalidInput where the file has no such list. */
export const cueWords = (kind: string): ReadonlySet<string> => {
  const words = cues.get(kind)
  if (!words) throw new EntenteError('InvalidInput', `cue-words.csv: the list "${kind}" is missing`)
  return words
}
