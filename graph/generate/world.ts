/**
 * The made-up world of the generator: companies, people and places as functions of a number, out of the lists of
 * world.json. Real countries, nobody real in them; nothing is kept in memory however many articles are written.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { packageFile } from '../package-root.ts'
import { drawsOf, mix } from './random.ts'

const words = z.array(z.string()).min(1)
const worldShape = z.object({
  countries: z.array(
    z.object({
      iso3: z.string(),
      name: z.string(),
      the: z.boolean(),
      adjective: z.string(),
      capital: z.string(),
      people: z.string(),
    }),
  ),
  people: z.record(z.string(), z.object({ given: words, family: words })),
  commodities: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      sector: z.string(),
      plant: z.string(),
      unit: z.string(),
      companyWords: words,
    }),
  ),
  sectors: z.array(z.object({ id: z.string(), phrase: z.string() })),
  portfolios: words,
  companyStems: z.object({ first: words, middle: words, last: words }),
  placeStems: z.object({ first: words, last: words }),
  placeKinds: words,
  eventKinds: words,
  publishers: words,
  banks: words,
  regions: z.array(z.object({ id: z.string(), name: z.string(), the: z.boolean().optional() })),
})

export const world = worldShape.parse(JSON.parse(readFileSync(packageFile('graph/generate/world.json'), 'utf8')))
export type WorldCountry = (typeof world)['countries'][number]
export type WorldCommodity = (typeof world)['commodities'][number]

export interface Company {
  name: string
  country: WorldCountry
  makes: WorldCommodity
}

/** Lower case, letters and digits, hyphens: the tail of an id. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const at = <T>(items: readonly T[], index: number): T => items[index % items.length] as T
/** Walks 0…size-1 in an order that looks random and visits each once (a step that shares no factor with the size). */
const scatterOver = (size: number): ((index: number) => number) => {
  const gcd = (a: number, b: number): number => (b ? gcd(b, a % b) : a)
  let step = Math.floor(size * 0.6180339887) | 1
  while (gcd(step, size) !== 1) step += 2
  // Sizes stay below 2^26, so the product is exact.
  return (index) => ((index % size) * step) % size
}

const { first, middle, last } = world.companyStems
const companyStemCount = first.length * middle.length * last.length
const companyWords = world.commodities.flatMap((makes) => makes.companyWords.map((word) => ({ makes, word })))
/** How many companies there are; no two share a name. */
export const companyCount = companyStemCount * companyWords.length

const scatterCompany = scatterOver(companyCount)

/** Company number `index`: stem and trade make its name, e.g. "Valmatex Tyres". */
export const companyAt = (index: number): Company => {
  const place = scatterCompany(index)
  const { makes, word } = at(companyWords, Math.floor(place / companyStemCount))
  const stem = place % companyStemCount
  const name =
    at(first, stem) +
    at(middle, Math.floor(stem / first.length)) +
    at(last, Math.floor(stem / first.length / middle.length))
  return { name: `${name} ${word}`, country: at(world.countries, mix(index, 7)), makes }
}

/** A person of a country; the same number gives the same person. */
export const personAt = (country: WorldCountry, index: number): { given: string; family: string } => {
  const names = world.people[country.people]
  if (!names) throw new Error(`world.json: no people named ${country.people}`)
  const draws = drawsOf(mix(index, country.iso3.charCodeAt(0), country.iso3.charCodeAt(1), country.iso3.charCodeAt(2)))
  return { given: draws.pick(names.given), family: draws.pick(names.family) }
}

export const placeCount = world.placeStems.first.length * world.placeStems.last.length
const scatterPlace = scatterOver(placeCount)

/** Name of place number `index`. */
export const placeAt = (index: number): string => {
  const { first: heads, last: tails } = world.placeStems
  const place = scatterPlace(index)
  return at(heads, place) + at(tails, Math.floor(place / heads.length))
}
