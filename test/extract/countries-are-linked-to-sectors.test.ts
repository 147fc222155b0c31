// The rule behind the table of countries and sectors, on statements alone.

import { expect, test } from 'vitest'
import type { Statement } from '../../graph/contract.ts'
import { countryInName, linkCountriesToSectors, linkStatements } from '../../graph/extract/link-countries-to-sectors.ts'
import { noQualifiers } from '../helpers/no-qualifiers.ts'

let next = 0
const say = (
  subject: string,
  predicate: Statement['predicate'],
  object: string,
  more: Partial<Statement> = {},
): Statement => ({
  id: `s${next++}`,
  subject,
  predicate,
  object,
  ...noQualifiers,
  evidence: 'x',
  start: 0,
  end: 1,
  date: null,
  confidence: 1,
  trigger: null,
  rule: 'test',
  ...more,
})
const steel = ['sector:metallurgy']

test('both ends and the counterpart are linked to the sectors of the statement', () => {
  const pairs = linkCountriesToSectors([
    say('country:BRA', 'EXPORTS', 'commodity:steel', { counterpart: 'country:JPN', sectors: steel }),
  ])
  expect(pairs).toEqual([
    ['country:BRA', 'sector:metallurgy'],
    ['country:JPN', 'sector:metallurgy'],
  ])
})
test('a company brings in the country where it lies, also through a city', () => {
  const pairs = linkCountriesToSectors([
    say('org:acme', 'LOCATED_IN', 'place:kobe'),
    say('place:kobe', 'LOCATED_IN', 'country:JPN'),
    say('org:acme', 'SUPPLIES', 'country:PER', { sectors: steel }),
  ])
  expect(pairs).toEqual([
    ['country:JPN', 'sector:metallurgy'],
    ['country:PER', 'sector:metallurgy'],
  ])
})
test('an official brings in the country of the ministry', () => {
  const pairs = linkCountriesToSectors([
    say('person:ana', 'HOLDS_ROLE_IN', 'org:ministry'),
    say('org:ministry', 'LOCATED_IN', 'country:PER'),
    say('person:ana', 'PROPOSES', 'country:JPN', { sectors: steel }),
  ])
  expect(pairs).toContainEqual(['country:PER', 'sector:metallurgy'])
})
test('a body whose name carries the country needs no location', () => {
  expect(countryInName('org:czech-export-bank')).toBe('country:CZE')
  expect(countryInName('org:export-import-bank-of-korea')).toBe('country:KOR')
  expect(countryInName('org:indian-ocean-tuna-commission')).toBe(null)
  expect(countryInName('org:siemens')).toBe(null)
})
test('a role links nothing, a denied deal links nothing, a denied restriction does', () => {
  expect(linkCountriesToSectors([say('person:ana', 'HOLDS_ROLE_IN', 'country:PER', { sectors: steel })])).toEqual([])
  expect(
    linkCountriesToSectors([say('country:PER', 'SUPPLIES', 'country:JPN', { sectors: steel, modality: 'denied' })]),
  ).toEqual([])
  expect(
    linkCountriesToSectors([say('country:PER', 'RESTRICTS', 'country:JPN', { sectors: steel, modality: 'denied' })]),
  ).toHaveLength(2)
})
test('a country where it happens is linked as its host', () => {
  expect(
    linkCountriesToSectors([say('org:acme', 'PARTNERS_WITH', 'org:bolt', { places: ['country:KEN'], sectors: steel })]),
  ).toEqual([['country:KEN', 'sector:metallurgy']])
})
test('locations that run in a circle end', () => {
  const links = linkStatements([
    say('place:a', 'LOCATED_IN', 'place:b'),
    say('place:b', 'LOCATED_IN', 'place:a'),
    say('org:x', 'SUPPLIES', 'place:a', { sectors: steel }),
  ])
  expect([...links.values()].flat()).toEqual([])
})

test('a city brings in its country only where the article speaks of that country', () => {
  const plant = say('org:acme', 'OPERATES_IN', 'place:lahore', { sectors: steel })
  expect(linkCountriesToSectors([plant])).toEqual([])
  expect(linkCountriesToSectors([plant, say('country:PAK', 'TRADES_WITH', 'country:PER')])).toEqual([
    ['country:PAK', 'sector:metallurgy'],
  ])
})
