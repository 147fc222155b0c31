/**
 * The names that every vocabulary has, whatever the store holds: all countries with their adjectives, all sectors with their
 * keywords. Read out of the lexicons once. Knows no store.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'
import type { EntityType } from '../contract.ts'
import { listCell, readLexicon, textCell } from '../extract/lexicon/parse-lexicon.ts'
import { sectors } from '../ontology/ontology.ts'
import { packageFile } from '../package-root.ts'
import { nameKey } from './question-tokens.ts'

/** Something that a question names. */
export interface Named {
  id: string
  type: EntityType
  name: string
  /** Others that the same word stands for: "turbines" for gas turbines and wind turbines. */
  also?: string[]
}

export type Form = Named & { form: string; adjective: boolean }

const readCountries = (): Form[] => {
  const lexicon = readLexicon('countries.csv', z.object({ country: textCell, kind: textCell, forms: listCell }), [])
  const countries = createRequire(import.meta.url)('world-countries') as {
    cca3: string
    name: { common: string; official: string }
    altSpellings: string[]
    demonyms?: Record<string, { m: string; f: string }>
  }[]
  return countries.flatMap((country): Form[] => {
    const named = { id: `country:${country.cca3}`, type: 'Country' as const, name: country.name.common }
    const rows = lexicon.filter((row) => row.country === country.cca3)
    const of = (kind: string): string[] => rows.filter((row) => row.kind === kind).flatMap((row) => row.forms)
    const dropped = new Set(of('drop').map(nameKey))
    // Two-letter spellings of world-countries are ISO codes ("IT", "NO"), which are English words too.
    const spellings = country.altSpellings.filter((text) => text.length > 2 && /^[\p{Script=Latin}\s.'-]+$/u.test(text))
    // "The States" would make a country of "which states" and "state-owned".
    const names = [country.name.common, country.name.official, ...spellings, ...of('name'), ...of('people')]
    const adjectives = [...Object.values(country.demonyms ?? {}).flatMap((d) => [d.m, d.f]), ...of('adjective')]
    return [
      ...names.map((form) => ({ ...named, form, adjective: false })),
      ...adjectives.map((form) => ({ ...named, form, adjective: true })),
    ].filter(({ form }) => form && !dropped.has(nameKey(form)) && nameKey(form) !== 'state')
  })
}

const readSectorForms = (): Form[] => {
  const own = z
    .record(z.string(), z.array(z.string()))
    .parse(JSON.parse(readFileSync(packageFile('graph/ask/sector-words.json'), 'utf8')))
  const lexicon = readLexicon('sector-words.csv', z.object({ sector: textCell, kind: textCell, words: listCell }), [])
  return sectors.flatMap((sector): Form[] => {
    const named = { id: sector.id, type: 'Sector' as const, name: sector.label, adjective: false }
    const of = (kind: string): string[] =>
      lexicon.filter((row) => row.sector === sector.id && row.kind === kind).flatMap(({ words }) => words)
    const forms = [
      sector.label,
      sector.id.slice(7).replace(/-/g, ' '),
      ...(own[sector.id] ?? []),
      ...of('field'),
      // "agricultural" alone names nothing; with "industry" it does.
      ...of('modifier').flatMap((word) => [`${word} industry`, `${word} sector`]),
    ]
    return forms.map((form) => ({ ...named, form }))
  })
}

let fixedForms: Form[] | null = null
/** All of them, with the form that names each. */
export const fixedNames = (): Form[] => {
  fixedForms ??= [...readCountries(), ...readSectorForms()]
  return fixedForms
}
