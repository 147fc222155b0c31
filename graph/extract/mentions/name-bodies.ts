/**
 * How a body is called in the graph: legal forms go to the aliases, and a ministry carries its country in its id, so that
 * two ministries of health of two articles do not become one.
 */

import type { EntityMention } from '../document.ts'
import { slugOf } from '../lexicon/fold-word.ts'
import { demonymOf, organisationWords, placeForms, seats } from '../lexicon/lexicons.ts'
import type { Draft } from './draft.ts'
import type { NameGroup } from './name-group.ts'
import type { NameCandidate } from './split-names.ts'

const NATIONAL =
  /^(?:Ministry|Ministries|Department|Government|Parliament|Senate|Cabinet|Treasury|Central Bank|National Bank|National Statistical|Chamber of Commerce|Federation of|Customs|Foreign Ministry|Supreme Court|State |National |Federal )|\b(?:Ministry|Department)$/

const withoutForm = (draft: Draft, m: NameCandidate): string => {
  const words = draft.words[m.sentence]!
  if (!words[m.from]!.capital && m.text !== draft.text(m)) return m.text
  let { from, to } = m
  while (
    to - from > 1 &&
    (organisationWords.get(words[to - 1]!.key)?.place === 'form' || /^[,.]$/.test(words[to - 1]!.text))
  ) {
    const size = to - 1
    if (size <= from) break
    to--
  }
  return draft.text({ sentence: m.sentence, from, to })
}

/** The country that a national body belongs to: in its name, before it, or the one that the article last named. */
const countryOf = (draft: Draft, m: NameCandidate): string | null => {
  const inner = m.inner.find((g) => g.country)
  if (inner) return inner.country!.country
  if (m.geo?.country) return m.geo.country.country
  const words = draft.words[m.sentence]!
  if (words[m.to]?.key === 'of') {
    const after = draft.at(m.sentence, words[m.to + 1]?.key === 'the' ? m.to + 2 : m.to + 1)
    if (after?.type === 'Country') return after.entity.slice(8)
  }
  const countries = draft.mentions.filter((x) => x.type === 'Country').sort((a, b) => a.start - b.start)
  // In its own sentence before it, one country only; else the country that the article opens with.
  const here = new Set(countries.filter((x) => x.sentence === m.sentence && x.to <= m.from).map((x) => x.entity))
  const [only] = here
  if (here.size === 1) return only!.slice(8)
  // "the Ministry of Energy in Lima": the city tells, where its country is one of the article's.
  for (let i = m.to; i < Math.min(words.length - 1, m.to + 5); i++) {
    if (words[i]!.key !== 'in') continue
    const city = seats.match(words, i + 1, false)?.value ?? placeForms.match(words, i + 1, false)?.value.country
    if (city && countries.some((x) => x.entity === `country:${city}`)) return city
  }
  // Else the first that the article names as doing something: not "duties on steel from X", "a mission to Y".
  const sides = countries.filter((x) => !isOtherSide(draft, x))
  const side = sides.find((x) => x.kind === 'name') ?? sides[0]
  if (side) return side.entity.slice(8)
  // All of them are: then the country of the city that opens the article, if one does.
  const line = draft.syntax.dateline
  const opening = line ? draft.words.find((w) => w[0] && w[0].start >= line.start && w[0].start < line.end) : undefined
  return (
    (opening && (seats.match(opening, 0, false)?.value ?? placeForms.match(opening, 0, false)?.value.country)) || null
  )
}

/** A country that things come from or go to, alone or as one of a list: seldom the one whose ministry the text speaks of. */
const isOtherSide = (draft: Draft, m: EntityMention): boolean => {
  const words = draft.words[m.sentence]!
  let i = m.from - 1
  while (
    i >= 0 &&
    (words[i]!.key === 'the' || /^(?:,|and|or)$/.test(words[i]!.key) || draft.at(m.sentence, i)?.type === 'Country')
  )
    i--
  return (
    /^(?:from|to|against|with|like)$/.test(words[i]?.key ?? '') ||
    (words[i]?.key === 'as' && words[i - 1]?.key === 'such')
  )
}

/** Id, name and further names of a body that no lexicon knows. */
export const nameBody = (draft: Draft, group: NameGroup): { id: string; name: string; aliases: string[] } => {
  const longest = group.mentions.reduce((a, b) => (b.text === group.text ? b : a), group.mentions[0]!)
  const full = longest.text
  const name = withoutForm(draft, longest) || full
  const aliases = full === name ? [] : [full]
  if (NATIONAL.test(name)) {
    const country = countryOf(draft, longest)
    if (country) {
      const demonym = demonymOf(country)
      const inner = longest.inner.find((g) => g.country)
      // "Ministry of X of the Republic of Y" and "Y-ish Ministry of X" are one.
      const words = draft.words[longest.sentence]!
      if (inner && inner.to === longest.to && inner.from > longest.from + 1) {
        let cut = inner.from
        while (cut > longest.from && /^(?:of|the|in|for)$/.test(words[cut - 1]!.key)) cut--
        const short = draft.text({ sentence: longest.sentence, from: longest.from, to: cut })
        if (/^(?:Ministry|Department|Parliament|Government|Customs)/.test(short))
          return {
            id: `org:${slugOf(`${demonym} ${short}`)}`,
            name: `${demonym} ${short}`,
            aliases: [name, short, ...aliases],
          }
      }
      if (inner && inner.from === longest.from && /Ministry|Department|Government|Parliament/.test(name)) {
        const short = draft.text({ sentence: longest.sentence, from: inner.to, to: longest.to })
        return { id: `org:${slugOf(`${demonym} ${short}`)}`, name: `${demonym} ${short}`, aliases: [name, ...aliases] }
      }
      if (!inner)
        return { id: `org:${slugOf(`${demonym} ${name}`)}`, name: `${demonym} ${name}`, aliases: [name, ...aliases] }
    }
  }
  return { id: `org:${slugOf(name)}`, name, aliases }
}
