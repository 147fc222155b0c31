/**
 * Whether a capital stands for its government: "Ankara protested", "talks with Canberra", "Helsinki's proposal" name the
 * country; "talks in Ankara", "flights between Minsk and Baku" the city. Decided mention by mention, by the sentence.
 */
import { countryName, cueWords, seats } from '../lexicon/lexicons.ts'
import type { Draft, Span } from './draft.ts'
import type { Word } from './words.ts'

/** Prepositions after which a capital is a city. */
const CITY_BEFORE = cueWords('city-before')
const CITY_VERBS = cueWords('city-verbs')
/** Verbs that a government does. A city hosts, lies or grows. */
const CITY_ACTS = cueWords('city-acts')
const TALK = cueWords('talk')
const TRAVEL = cueWords('travel')

/** The country that a capital stands for at this place, or null where the city is meant. */
export const governmentAt = (words: readonly Word[], span: Pick<Span, 'from' | 'to'>): string | null => {
  const hit = seats.match(words, span.from, false)
  if (!hit || hit.to !== span.to) return null
  const country = hit.value
  const before = words[span.from - 1]
  const after = words[span.to]
  const head = words[span.to - 1]!.token
  if (
    span.from === 0 &&
    words[span.from]!.text === words[span.from]!.text.toUpperCase() &&
    words[span.to]?.text === ','
  )
    return null
  if (
    /^(?:White House|Kremlin|Whitehall|Downing Street|Élysée|Elysée)$/.test(
      words
        .slice(span.from, span.to)
        .map((w) => w.text)
        .join(' '),
    )
  )
    return country
  if (after?.joint && /^(?:based|born|headquartered|bound)$/.test(words[span.to + 1]?.key ?? '')) return null
  if (before && /^(?:with|between|against|by|and|or|,)$/.test(before.key)) {
    // "between Minsk and Baku", "Minsk and Baku": what is between them tells.
    let i = span.from - 1
    if (before.key !== 'with' && before.key !== 'against' && before.key !== 'by')
      while (i > 0 && words[i]!.key !== 'between' && span.from - i < 6) i--
    const between = words[i]?.key === 'between' ? i : -1
    if (between >= 0) {
      for (let k = between - 1; k >= Math.max(0, between - 5); k--) {
        if (TRAVEL.has(words[k]!.key)) return null
        if (TALK.has(words[k]!.key)) return country
      }
      return null
    }
    if (before.key === 'with' || before.key === 'against' || before.key === 'by') return country
  }
  // "according to Tallinn".
  if (before?.key === 'to' && words[span.from - 2]?.key === 'according') return country
  if (
    before &&
    (CITY_BEFORE.has(before.key) || /^(?:city|capital|port|town|airport|delegation|office|branch)$/.test(before.key))
  )
    return null
  if (after && /^['’]s?$/u.test(after.text) && after.token.xpos === 'POS') {
    const owned = words[after.token.head === span.to - 1 ? head.head : span.to + 1]
    const noun = owned && owned.upos === 'NOUN' ? owned.key : (words[span.to + 1]?.key ?? '')
    return /^(?:proposal|position|decision|request|offer|interest|plan|demand|policy|support|stance|response|reaction|move|ambition|role|tariff|ban|view|intention|readiness|approval|objection|sanction|intervention|partner|minister|government|relation|relations|ties|claim|efforts|bid|backing|side|insistence|refusal)s?$/.test(
      noun,
    )
      ? country
      : null
  }
  const governor = words[head.head]?.token
  if (governor && head.deprel === 'nsubj' && governor.upos === 'VERB')
    return CITY_ACTS.has(governor.lemma) ? null : country
  if (
    governor &&
    head.deprel === 'nsubj' &&
    /^(?:ready|willing|interested|keen|prepared|happy|open|eager|determined)$/.test(governor.lemma)
  )
    return country
  if (governor && head.deprel === 'nsubj:pass')
    return /^(?:ask|accuse|criticise|criticize|tell|invite|urge|sanction|represent|interest|commit)/.test(
      governor.lemma,
    )
      ? country
      : null
  if (governor && (head.deprel === 'obj' || head.deprel === 'iobj') && governor.upos === 'VERB')
    return CITY_VERBS.has(governor.lemma) ? null : country
  // Without a tree that helps: a finite verb right after it, and nothing before it.
  if (
    after &&
    after.upos === 'VERB' &&
    /^VB[DZP]$/.test(after.token.xpos) &&
    (!before || !/^(?:ADP|NOUN|PROPN|ADJ)$/.test(before.upos))
  )
    return CITY_ACTS.has(after.token.lemma) ? null : country
  if (after && /^(?:has|had|will|would|is|was)$/.test(after.key) && !before) {
    for (let k = span.to + 1; k < Math.min(words.length, span.to + 6); k++)
      if (words[k]!.upos === 'VERB') return CITY_ACTS.has(words[k]!.token.lemma) ? null : country
  }
  return null
}

/** Writes the mention of a government; the name of the city stays an alias of the country. */
export const markGovernment = (draft: Draft, span: Span, country: string): void => {
  const id = `country:${country}`
  draft.entity(id, 'Country', countryName(country), [draft.text(span)])
  draft.mention({
    sentence: span.sentence,
    from: span.from,
    to: span.to,
    entity: id,
    type: 'Country',
    kind: 'name',
    rule: 'country.capital',
  })
}
