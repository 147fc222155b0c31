/** Articles with readings made from a seed: for kill, property and volume tests that need many which share entities. */
import type { Modality, Predicate } from '../../graph/contract.ts'
import { type ArticleSpec, type StatementSpec, sampleArticle } from './sample-readings.ts'

/** Small, fast, the same on every machine (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const countries = ['NOR', 'GHA', 'CHL', 'FJI', 'LAO', 'PRY', 'OMN', 'EST'].map((code) => `country:${code}`)
const sectors = ['metallurgy', 'mining', 'fisheries', 'chemicals', 'textiles'].map((slug) => `sector:${slug}`)
const modalities: Modality[] = ['actual', 'planned', 'discussed', 'ended', 'denied']

/** One article; the same arguments give the same one. `version` changes what it says under the same id. */
export const generatedSpec = (number: number, version: number, bodies = 12): ArticleSpec => {
  const random = randomFrom(number * 1000 + version)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const body = (): string => `org:body-${Math.floor(random() * bodies)}`
  const kinds: (() => Pick<StatementSpec, 's' | 'p' | 'o'>)[] = [
    () => {
      const [a, b] = [pick(countries), pick(countries)].sort() as [string, string]
      return { s: a, p: 'PARTNERS_WITH' as Predicate, o: a === b ? body() : b }
    },
    () => ({ s: body(), p: 'LOCATED_IN', o: pick(countries) }),
    () => ({ s: body(), p: 'INVESTS_IN', o: pick(countries) }),
    () => ({ s: pick(countries), p: 'ACTIVE_IN', o: pick(sectors) }),
    () => ({ s: body(), p: 'SUPPLIES', o: body() }),
    () => ({ s: `person:p${Math.floor(random() * bodies)}`, p: 'HOLDS_ROLE_IN', o: body() }),
  ]
  const statements = new Map<string, StatementSpec>()
  for (let i = 0; i < 1 + Math.floor(random() * 5); i++) {
    const ends = pick(kinds)()
    statements.set(`${ends.s} ${ends.p} ${ends.o}`, {
      ...ends,
      modality: pick(modalities),
      sectors: random() < 0.6 ? [pick(sectors)] : [],
      ...(random() < 0.3 ? { counterpart: pick(countries) } : {}),
      ...(random() < 0.2 ? { speaker: body() } : {}),
      ...(random() < 0.5 ? { date: `20${10 + Math.floor(random() * 15)}-0${1 + Math.floor(random() * 9)}-15` } : {}),
    })
  }
  const id = `article-${number}`
  return {
    id,
    title: `Version ${version} of ${id}`,
    date: random() < 0.8 ? `202${number % 6}-05-1${version % 10}` : null,
    statements: [...statements.values()],
  }
}

export const generatedArticle = (number: number, version: number, bodies?: number): ReturnType<typeof sampleArticle> =>
  sampleArticle(generatedSpec(number, version, bodies))
