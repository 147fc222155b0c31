/**
 * The rule behind "which countries are linked to which sectors", in one place, for the reader and the loader alike.
 *
 * A country is linked to the sectors of every statement of one article in which it takes part as subject, object or
 * counterpart, or is the place where it happens: itself, or through an organisation, person, place, project or event that the article's statements place
 * in it (LOCATED_IN, HOLDS_ROLE_IN, owned or run by it), or whose own name carries it ("Czech Export Bank"). Roles and locations
 * link nothing by themselves. What is denied links nothing, unless it is a restriction: that names a trade
 * that goes on. Works on statements and ids only: it needs neither the text nor the store.
 */
import type { Predicate, Statement } from '../contract.ts'
import { countryForms, placeForms, seats } from './lexicon/lexicons.ts'

/** A country that takes part in a statement, and the sectors that it is thereby linked to; `sectors` may be empty. */
export interface CountryLink {
  country: string
  sectors: string[]
}

type Linkable = Pick<Statement, 'id' | 'subject' | 'predicate' | 'object' | 'counterpart' | 'sectors' | 'modality'> & {
  places?: readonly string[]
}

const typeOf = (id: string): string => id.slice(0, id.indexOf(':'))
/** The country that an organisation's id names: "org:czech-export-bank", "org:export-import-bank-of-korea". */
export const countryInName = (id: string): string | null => {
  if (typeOf(id) !== 'org') return null
  const known = named.get(id)
  if (known !== undefined) return known
  const words = id
    .slice(id.indexOf(':') + 1)
    .split('-')
    .map((key) => ({ key, joint: false }))
  let found: string | null = null
  for (let i = 0; i < words.length && found === null; i++) {
    // At the start, or after "of", "in", "the": elsewhere a country's name is too often part of another word's sense.
    if (i > 0 && !['of', 'in', 'the'].includes(words[i - 1]?.key ?? '')) continue
    const hit = countryForms.match(words, i)
    // "Indian Ocean", "British Columbia" are no countries' own.
    if (hit && !hit.value.exact && !['ocean', 'columbia', 'virgin', 'sea'].includes(words[hit.to]?.key ?? ''))
      found = `country:${hit.value.country}`
  }
  if (named.size > NAMED_LIMIT) named.clear()
  named.set(id, found)
  return found
}
const named = new Map<string, string | null>()
const NAMED_LIMIT = 50_000

/** The country that a city or province lies in by the gazetteer: "place:lahore". */
const countryOfPlace = (id: string): string | null => {
  if (typeOf(id) !== 'place') return null
  const name = id.slice(id.indexOf(':') + 1).replaceAll('-', ' ')
  const country = seats.get(name) ?? placeForms.get(name)?.country
  return country ? `country:${country}` : null
}

const HOME: ReadonlySet<Predicate> = new Set(['LOCATED_IN', 'HOLDS_ROLE_IN'])
/** Predicates whose subject's country stands in for an object that has no home of its own. */
const homesOf = (statements: readonly Linkable[]): ((id: string) => string[]) => {
  const above = new Map<string, Set<string>>()
  const put = (child: string, parent: string): void => {
    const known = above.get(child)
    if (known) known.add(parent)
    else above.set(child, new Set([parent]))
  }
  for (const s of statements) {
    if (HOME.has(s.predicate)) put(s.subject, s.object)
    else if (s.predicate === 'OWNS' && typeOf(s.subject) === 'country' && typeOf(s.object) === 'org')
      put(s.object, s.subject)
  }
  // Of cities with one name the gazetteer knows the largest: it is believed only where the article speaks of its country.
  const present = new Set(
    statements
      .flatMap((s) => [s.subject, s.object, s.counterpart ?? '', ...(s.places ?? [])])
      .filter((id) => typeOf(id) === 'country'),
  )
  const cache = new Map<string, string[]>()
  const find = (id: string, seen: ReadonlySet<string>): string[] => {
    if (typeOf(id) === 'country') return [id]
    const known = cache.get(id)
    if (known) return known
    const found = new Set<string>()
    const named = countryInName(id)
    if (named) found.add(named)
    for (const parent of above.get(id) ?? [])
      if (!seen.has(parent)) for (const country of find(parent, new Set([...seen, id]))) found.add(country)
    const land = found.size === 0 ? countryOfPlace(id) : null
    if (land && present.has(land)) found.add(land)
    const list = [...found].sort()
    if (seen.size === 0) cache.set(id, list)
    return list
  }
  return (id) => find(id, new Set())
}

/** For every statement of one article: the countries that take part, with the sectors each is thereby linked to. */
export const linkStatements = (statements: readonly Linkable[]): Map<string, CountryLink[]> => {
  const homes = homesOf(statements)
  return new Map(
    statements.map((s) => {
      // A country where it happens is its host: it takes part as well.
      const ends = [
        s.subject,
        s.object,
        ...(s.counterpart ? [s.counterpart] : []),
        ...(s.places ?? []).filter((id) => typeOf(id) === 'country'),
      ]
      const found = new Set(ends.flatMap((id) => homes(id)))
      const silent = s.predicate === 'HOLDS_ROLE_IN' || (s.modality === 'denied' && s.predicate !== 'RESTRICTS')
      const sectors = silent ? [] : [...new Set([...s.sectors, ...ends.filter((id) => typeOf(id) === 'sector')])].sort()
      return [s.id, [...found].sort().map((country) => ({ country, sectors }))]
    }),
  )
}

/** Sorted, unique [country id, sector id] pairs of one article's statements. */
export const linkCountriesToSectors = (statements: readonly Linkable[]): [string, string][] => {
  const pairs = new Map<string, [string, string]>()
  for (const links of linkStatements(statements).values())
    for (const { country, sectors } of links)
      for (const sector of sectors) pairs.set(`${country} ${sector}`, [country, sector])
  return [...pairs.keys()].sort().map((key) => pairs.get(key) as [string, string])
}
