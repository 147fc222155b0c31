/**
 * Countries, regions and blocs by name, demonym and people. Lexicon matches only: whether a capital stands for its
 * government, or a bloc acts, is decided later, where the whole sentence is known.
 */
import { type CountryForm, countryForms, cueWords, type RegionForm, regionForms } from '../lexicon/lexicons.ts'
import type { Draft, Span } from './draft.ts'
import type { Word } from './words.ts'

export interface GeoHit extends Span {
  country: CountryForm | null
  region: RegionForm | null
}

/** Words that make a demonym or country name part of another name: "New Mexico", "Indian Ocean". */
const BEFORE = new Set(['new', 'little', 'lake', 'gulf', 'port', 'saint', 'san'])
const AFTER = new Set(['ocean', 'coast'])
/** Names of countries that are also given names, cities or common nouns: only with a capital, and not beside a given name. */
const UNSURE = new Set([
  'chad',
  'jordan',
  'georgia',
  'niger',
  'dominica',
  'grenada',
  'mali',
  'kiwi',
  'lao',
  'us',
  'can',
  'au',
  'eco',
  'alba',
  'car',
  'sino',
  'england',
  'wales',
  'turkey',
  'china',
  'polish',
  'america',
  'gulf',
  'pacific',
  'commonwealth',
  'alliance',
  'iberia',
  'quad',
  'amazon',
  'luxembourg',
  'panama',
  'kuwait',
  'singapore',
  'monaco',
  'djibouti',
  'emirates',
  'emirate',
  'lac',
  'pif',
  'cis',
  'guam',
  'sica',
  'acp',
  'ots',
  'sco',
  'amu',
  'eac',
  'oas',
  'tpp',
  'drc',
  'malay',
  'congo',
  'the states',
])

const CURRENCIES = cueWords('currencies')

/** `area`: "east African" may begin small, as no country does. */
const fits = (words: readonly Word[], from: number, to: number, exact: boolean, area = false): boolean => {
  const first = words[from]!
  if (
    !first.capital &&
    !/^(?:the|sub|post|mainland|trans)/.test(first.key) &&
    !(area && to - from > 1 && /^(?:north|south|east|west|central)/.test(first.key))
  )
    return false
  // "the states of": the article's capital is the sentence's, not the name's.
  if (first.key === 'the' && !words.slice(from + 1, to).some((w) => w.capital)) return false
  if (exact && !/^[\p{Lu}.&+\d-]+$/u.test(first.text)) return false
  // Every word of a name has a capital, but for its small words.
  for (let i = from + 1; i < to; i++) {
    const word = words[i]!
    if (
      !word.capital &&
      !word.joint &&
      word.key.length > 3 &&
      !/^(?:countries|states|region|continent|basin|subcontinent|islands|peninsula|world|group|nations|island|republics|space|former|soviet|area|zone)$/.test(
        word.key,
      )
    )
      return false
  }
  // "Peru won a contract": a verb, no money.
  if (CURRENCIES.has(words[to]?.key ?? '') && words[to]?.upos !== 'VERB') return false
  const before = words[from - 1]
  if (before?.capital && BEFORE.has(before.key)) return false
  if (words[to]?.capital && AFTER.has(words[to]!.key)) return false
  // "the Gulf of Suez": a water of its own.
  if (words[to - 1]!.key === 'gulf' && words[to]?.key === 'of') return false
  return true
}

/** "the Kingdom of Jordan", "the Federal Democratic Republic of Nepal": what kind of state it is belongs to its name. */
const POLITIES = cueWords('polities')
const polityStart = (words: readonly Word[], from: number): number => {
  let i = from - 1
  if (words[i]?.key === 'the') i--
  if (words[i]?.key !== 'of' || !words[i - 1]?.capital || !POLITIES.has(words[i - 1]!.key)) return from
  i--
  while (words[i - 1]?.capital && POLITIES.has(words[i - 1]!.key)) i--
  return i
}

/** "Central African": the region by that adjective, as it is called itself ("Central Africa"). */
const areaName = (words: readonly Word[], hit: { from: number; to: number }): string =>
  hit.to - hit.from === 2 ? `${words[hit.from]!.text} ${words[hit.from + 1]!.text.replace(/n$/, '')}` : ''
const POLITY_NOUNS = new Set([
  'country',
  'countries',
  'nation',
  'nations',
  'state',
  'states',
  'region',
  'neighbour',
  'neighbor',
  'bloc',
])

/** "translated from Spanish", "said in Arabic,": a tongue, no country. */
const isTongue = (words: readonly Word[], from: number, to: number): boolean =>
  /^(?:in|from|into|fluent|speaks?|speaking)$/.test(words[from - 1]?.key ?? '') &&
  (/^[).;:”"]$/.test(words[to]?.text ?? ')') || (words[to]!.text === ',' && !words[to + 1]?.capital))

const skipArticle = (words: readonly Word[], from: number): number => (words[from]!.key === 'the' ? from + 1 : from)

/** Countries and regions of one sentence, longest names first, none overlapping. */
export const findCountries = (
  draft: Draft,
  sentence: number,
  own: ReadonlyMap<string, string> = new Map(),
): GeoHit[] => {
  const words = draft.words[sentence]!
  const hits: GeoHit[] = []
  for (let i = 0; i < words.length; ) {
    const country = countryForms.match(words, i, false)
    const region = regionForms.match(words, i, false)
    // "Bangladesh Steel Industries Corporation (BSEC)": an acronym that the article explains means that.
    const meaning = own.get(words[i]!.text)
    if (
      meaning &&
      ((country?.value.exact && country.to === i + 1 && countryForms.get(meaning) === undefined) ||
        (region?.value.exact && region.to === i + 1 && regionForms.get(meaning) === undefined))
    ) {
      i++
      continue
    }
    // "the Central African country": one of the region's, not the republic of that name.
    const area =
      country?.value.kind === 'adjective' && POLITY_NOUNS.has(words[country.to]?.key ?? '')
        ? regionForms.get(areaName(words, country))
        : undefined
    if (area && country) {
      hits.push({ sentence, from: country.from, to: country.to, country: null, region: { ...area, adjective: true } })
      i = country.to
      continue
    }
    const countryFits =
      country &&
      fits(words, country.from, country.to, country.value.exact) &&
      !(country.value.kind === 'adjective' && isTongue(words, country.from, country.to))
    const regionFits = region && fits(words, region.from, region.to, region.value.exact, true)
    if (
      regionFits &&
      (!countryFits || region.to > country.to || (region.value.adjective === false && region.to >= country.to))
    ) {
      hits.push({ sentence, from: skipArticle(words, region.from), to: region.to, country: null, region: region.value })
      i = region.to
    } else if (countryFits) {
      let value = country.value
      const word = words[country.from]!
      // "US" the country, not the pronoun in capitals; "Georgia" and others stand as they are.
      if (UNSURE.has(word.key) && word.key === 'us' && word.text !== 'US') value = { ...value, exact: true }
      if (!(word.key === 'us' && word.text !== 'US'))
        hits.push({
          sentence,
          from:
            value.kind === 'name'
              ? polityStart(words, skipArticle(words, country.from))
              : skipArticle(words, country.from),
          to: country.to,
          country: value,
          region: null,
        })
      i = country.to
    } else i++
  }
  return hits
}
