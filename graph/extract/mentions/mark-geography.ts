/**
 * Writes countries, regions and blocs into the draft. A bloc that acts is an organisation, one that things go to or lie
 * in is a region; waters are places. Capitals wait for `mark-capitals`.
 */
import { foldWord } from '../lexicon/fold-word.ts'
import { countryName, type RegionForm } from '../lexicon/lexicons.ts'
import type { Draft } from './draft.ts'
import type { GeoHit } from './find-countries.ts'
import type { Word } from './words.ts'

const AREA_BEFORE = new Set([
  'in',
  'into',
  'to',
  'from',
  'across',
  'within',
  'outside',
  'throughout',
  'around',
  'inside',
  'beyond',
])
const AREA_AFTER = new Set([
  'market',
  'markets',
  'region',
  'countries',
  'states',
  'area',
  'space',
  'territory',
  'border',
  'borders',
  'buyers',
  'customers',
  'consumers',
  'imports',
  'soil',
  'level',
  'levels',
])
/** Verbs after which "to the EU" names a party rather than a market. */
const PARTY_VERBS = new Set([
  'apply',
  'belong',
  'appeal',
  'propose',
  'submit',
  'turn',
  'complain',
  'offer',
  'accession',
  'accede',
  'membership',
  'adhere',
])

const actsAsArea = (words: readonly Word[], hit: GeoHit, form: RegionForm): boolean => {
  if (form.kind === 'area') return true
  if (form.kind === 'bloc') return false
  // "neighbours in the EAEU": its members, so the body.
  if (
    form.slug !== 'european-union' &&
    words
      .slice(Math.max(0, hit.from - 4), hit.from)
      .some((w) => /^(?:neighbours|neighbors|partners|members|member|colleagues|states|countries|friends)$/.test(w.key))
  )
    return false
  let left = hit.from - 1
  while (words[left]?.key === 'the') left--
  // "in South Asia and ASEAN": the preposition before the first holds for all.
  if (/^(?:and|,)$/.test(words[left]?.key ?? '') && words[left - 1]?.capital)
    while (left > 0 && (words[left]!.capital || /^(?:and|,|the)$/.test(words[left]!.key))) left--
  const before = words[left]
  if (AREA_AFTER.has(words[hit.to]?.key ?? '')) return true
  if (!before || !AREA_BEFORE.has(before.key)) return false
  for (let i = left - 1; i >= Math.max(0, left - 3); i--) if (PARTY_VERBS.has(words[i]!.token.lemma)) return false
  return true
}

export const markGeo = (draft: Draft, hit: GeoHit, inside: boolean): void => {
  const words = draft.words[hit.sentence]!
  const text = draft.text(hit)
  if (hit.country) {
    const id = `country:${hit.country.country}`
    const name = countryName(hit.country.country)
    const title = text === text.toUpperCase() && text.length > 4 ? name : text
    draft.entity(id, 'Country', name, [title])
    draft.mention(
      {
        ...span(hit),
        entity: id,
        type: 'Country',
        kind: hit.country.kind === 'adjective' ? 'adjective' : 'name',
        rule: `country.${hit.country.kind}`,
      },
      inside,
    )
    return
  }
  const form = hit.region!
  // "European" alone says whence a thing is, seldom where it goes.
  if (
    form.adjective &&
    form.slug === 'europe' &&
    !AREA_AFTER.has(words[hit.to]?.key ?? '') &&
    !/^(?:country|nation|economy|economies|state)$/.test(words[hit.to]?.key ?? '')
  )
    return
  // "the Arab country", "the African nation": the country spoken of, by where it lies.
  if (form.slug === 'arab-world' && form.adjective && /^(?:country|nation|state)$/.test(words[hit.to]?.key ?? ''))
    return
  const kind = form.adjective ? 'adjective' : 'name'
  if (form.kind === 'water') {
    draft.entity(`place:${form.slug}`, 'Place', form.name, [text])
    draft.mention({ ...span(hit), entity: `place:${form.slug}`, type: 'Place', kind, rule: 'place.water' }, inside)
  } else if (actsAsArea(words, hit, form)) {
    draft.entity(`region:${form.slug}`, 'Region', form.name, [text])
    draft.mention({ ...span(hit), entity: `region:${form.slug}`, type: 'Region', kind, rule: 'region' }, inside)
  } else {
    draft.entity(`org:${form.slug}`, 'Organization', form.name, [text])
    draft.mention({ ...span(hit), entity: `org:${form.slug}`, type: 'Organization', kind, rule: 'bloc' }, inside)
  }
}

const span = ({ sentence, from, to }: GeoHit) => ({ sentence, from, to })

/** Whether an alias says more than case and accents. */
export const sameName = (a: string, b: string): boolean => foldWord(a) === foldWord(b)
