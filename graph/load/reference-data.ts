/**
 * What the graph knows before it reads anything: sectors with their tree, countries with codes, flag and part of the
 * world. Pure data made out of the ontology and world-countries; nothing here depends on an article.
 */
import { createRequire } from 'node:module'
import { sectors } from '../ontology/ontology.ts'

export interface ReferenceEntity {
  id: string
  label: 'Country' | 'Region' | 'Sector'
  properties: Record<string, string>
}

interface WorldCountry {
  cca2: string
  cca3: string
  flag: string
  name: { common: string }
  region: string
  subregion: string
}

const worldCountries = createRequire(import.meta.url)('world-countries') as WorldCountry[]

/** Names by which English-language news calls a country where the list has another one. */
const usualNames: Readonly<Record<string, string>> = { TUR: 'Turkey', CZE: 'Czech Republic' }

/** UN subregions and regions, as regions of the graph. Only those that geography alone defines. */
const regionNames: Readonly<Record<string, [id: string, name: string]>> = {
  Africa: ['region:africa', 'Africa'],
  Americas: ['region:americas', 'Americas'],
  Asia: ['region:asia', 'Asia'],
  Europe: ['region:europe', 'Europe'],
  Oceania: ['region:oceania', 'Oceania'],
  Caribbean: ['region:caribbean', 'Caribbean'],
  'Central America': ['region:central-america', 'Central America'],
  'Central Asia': ['region:central-asia', 'Central Asia'],
  'Central Europe': ['region:central-europe', 'Central Europe'],
  'Eastern Africa': ['region:east-africa', 'East Africa'],
  'Eastern Asia': ['region:east-asia', 'East Asia'],
  'Eastern Europe': ['region:eastern-europe', 'Eastern Europe'],
  'Middle Africa': ['region:central-africa', 'Central Africa'],
  'North America': ['region:north-america', 'North America'],
  'Northern Africa': ['region:north-africa', 'North Africa'],
  'Northern Europe': ['region:northern-europe', 'Northern Europe'],
  'South America': ['region:south-america', 'South America'],
  'South-Eastern Asia': ['region:southeast-asia', 'Southeast Asia'],
  'Southeast Europe': ['region:southeast-europe', 'Southeast Europe'],
  'Southern Africa': ['region:southern-africa', 'Southern Africa'],
  'Southern Asia': ['region:south-asia', 'South Asia'],
  'Southern Europe': ['region:southern-europe', 'Southern Europe'],
  'Western Africa': ['region:west-africa', 'West Africa'],
  'Western Asia': ['region:west-asia', 'West Asia'],
  'Western Europe': ['region:western-europe', 'Western Europe'],
}

/** `Metallurgy: basic metals (iron, …)` is called Metallurgy in the graph; the whole label stays in the ontology. */
const shortLabel = (label: string): string => (label.split(/[:(]/)[0] as string).trim()

const countryId = (country: WorldCountry): string => `country:${country.cca3}`
const regionsOf = (country: WorldCountry): string[] =>
  [country.subregion, country.region].flatMap((name) => regionNames[name]?.[0] ?? [])

/** Countries by id, with what the contract shows of them. */
export const referenceEntities: readonly ReferenceEntity[] = [
  ...sectors.map(
    (sector): ReferenceEntity => ({
      id: sector.id,
      label: 'Sector',
      properties: { name: shortLabel(sector.label), isic: sector.isic },
    }),
  ),
  ...Object.values(regionNames).map(([id, name]): ReferenceEntity => ({ id, label: 'Region', properties: { name } })),
  ...worldCountries.map(
    (country): ReferenceEntity => ({
      id: countryId(country),
      label: 'Country',
      properties: {
        name: usualNames[country.cca3] ?? country.name.common,
        iso2: country.cca2,
        iso3: country.cca3,
        flag: country.flag,
      },
    }),
  ),
]

/** `[part, whole]` of `(part)-[:PART_OF]->(whole)`. */
export const partOf: readonly (readonly [string, string])[] = [
  ...sectors.flatMap((sector) => (sector.parent ? [[sector.id, sector.parent] as const] : [])),
  ...worldCountries.flatMap((country) => regionsOf(country).map((region) => [countryId(country), region] as const)),
]

const ids: ReadonlySet<string> = new Set(referenceEntities.map((entity) => entity.id))

/** Whether the graph holds this entity whatever the articles say. */
export const isReference = (id: string): boolean => ids.has(id)

/** Names that no article changes. */
export const referenceNames: ReadonlyMap<string, string> = new Map(
  referenceEntities.map((entity) => [entity.id, entity.properties.name as string]),
)
