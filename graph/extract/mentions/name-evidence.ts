/**
 * What speaks for a name being a person, a body, a place or an event: cues inside it and words around one mention.
 * Each cue gives points; type-names adds them up over the article. Nothing is decided here. Long, because it is a flat list
 * of cues whose points are weighed against one another and must be read side by side.
 */
import { singularOf } from '../lexicon/fold-word.ts'
import {
  agreementHeads,
  bodyForms,
  commodityForms,
  cueWords,
  eventHeads,
  givenNames,
  isCommonWord,
  organisationWords,
  placeForms,
  projectHeads,
  sectorWords,
  titleForms,
  undertakingNames,
} from '../lexicon/lexicons.ts'
import type { Draft } from './draft.ts'
import type { TitleHit } from './find-titles.ts'
import type { NameCandidate } from './split-names.ts'
import type { Word } from './words.ts'

export type NameKind = 'Person' | 'Organization' | 'Place' | 'Event' | 'Project' | 'Agreement'
export type Votes = Record<NameKind, number>
export const noVotes = (): Votes => ({ Person: 0, Organization: 0, Place: 0, Event: 0, Project: 0, Agreement: 0 })

const ORGANISATION_NOUNS = cueWords('organisation-nouns')
const PLACE_NOUNS = cueWords('place-nouns')
const NUMBERED = cueWords('numbered')
const FIELD_NOUNS = cueWords('field-nouns')
const PLACE_LEADS = cueWords('place-leads')
const VENUES = cueWords('venues')
const PLACE_TAILS = cueWords('place-tails')
const IN_PLACE = new Set(['in', 'near', 'at', 'outside', 'around', 'throughout', 'across'])
const FROM_PLACE = new Set(['from', 'to', 'via', 'through', 'into', 'towards', 'toward', 'between'])
const SAY = cueWords('say')
const UNITES = cueWords('unites')
const BUILD_WORDS =
  /^(?:build|construct|construction|erect|establish|establishment|set|setting|inaugurate|inauguration|commission|expand|expansion|complete|completion)$/
const EVENT_NOUNS = cueWords('event-nouns')
const DO = cueWords('do')
const OF_COMPANY = cueWords('of-company')
const QUOTE = /^["“”„«»‘’'`]+$/u

/** Index of the nearest word before `i` that is no quotation mark, and one after. */
const skipBack = (words: readonly Word[], i: number): number => {
  while (i >= 0 && QUOTE.test(words[i]!.text) && words[i]!.text !== '’') i--
  return i
}

const isMaker = (words: readonly Word[], from: number, to: number): boolean => {
  for (let i = from; i < to; i++) {
    const hit = sectorWords.maker.match(words, i)
    if (hit && !words[i]!.capital && hit.to === to) return true
  }
  return false
}

const hasMaker = (words: readonly Word[], from: number, to: number): boolean => {
  for (let i = from; i < to; i++) {
    if (/^[,.;:]$/.test(words[i]!.text)) return false
    if (!words[i]!.capital && sectorWords.maker.match(words, i)) return true
  }
  return false
}

/** "companies including A, B and C", "banks such as A": every name of the list is what the plural says. */
const isListed = (words: readonly Word[], from: number): boolean => {
  for (let i = from - 1; i > Math.max(0, from - 24); i--) {
    const word = words[i]!
    // "companies operating in Peru are A, B and C".
    if (/^(?:are|were|include|included)$/.test(word.key) && i < from - 1)
      return words
        .slice(Math.max(0, i - 8), i)
        .some((w) => !w.capital && w.key.endsWith('s') && ORGANISATION_NOUNS.has(singularOf(w.key)))
    if (/^(?:including|like)$/.test(word.key) || (word.key === 'as' && words[i - 1]?.key === 'such')) {
      let k = word.key === 'as' ? i - 2 : i - 1
      if (words[k]?.text === ',') k--
      const noun = words[k]
      return (
        noun !== undefined && !noun.capital && noun.key.endsWith('s') && ORGANISATION_NOUNS.has(singularOf(noun.key))
      )
    }
    if (!word.capital && word.text !== ',' && !word.joint && !/^(?:and|of|the|&|de|as|well)$/.test(word.key))
      return false
  }
  return false
}

/** Whether the names joined by the "and" at `at` follow one title in the plural. */
const isNamedTogether = (words: readonly Word[], at: number, titles: readonly TitleHit[]): boolean => {
  let i = at - 1
  while (
    i >= 0 &&
    (words[i]!.capital || words[i]!.joint || words[i]!.text === ',') &&
    !titles.some((t) => t.to === i + 1)
  )
    i--
  const title = titles.find((t) => t.to === i + 1)
  return title?.capital === true && title.to < at && words[title.to - 1]!.key.endsWith('s')
}

/** "trucks “Zubr”": a quoted name right after a good is its brand, no body. */
const productBefore = (words: readonly Word[], from: number): boolean => {
  const i = skipBack(words, from - 1)
  return (
    i >= 0 &&
    !words[i]!.capital &&
    commodityForms.match(words, i)?.to === i + 1 &&
    !ORGANISATION_NOUNS.has(singularOf(words[i]!.key))
  )
}

/** "the “Volna K” vaccine": so is one right before it. */
const productAfter = (words: readonly Word[], to: number): boolean => {
  let i = to
  while (words[i] && QUOTE.test(words[i]!.text)) i++
  const word = words[i]
  return (
    word !== undefined &&
    !word.capital &&
    commodityForms.match(words, i) !== null &&
    !ORGANISATION_NOUNS.has(singularOf(word.key)) &&
    sectorWords.maker.match(words, i) === null
  )
}

const COUNTED = cueWords('counted')
/** A counted or recurring meeting whose head is followed by its topic. */
const countedEvent = (words: readonly Word[], from: number, to: number): boolean => {
  const counted = COUNTED.has(words[from]!.key) || /^\d+(?:st|nd|rd|th)$/.test(words[from]!.key)
  // "the third Oman-Peru Forum on Fisheries", "the Forum on Fisheries".
  const before = words[from - 1]?.key ?? ''
  if (!counted && !COUNTED.has(before) && !/^(?:the|\d+(?:st|nd|rd|th))$/.test(before)) return false
  for (let i = counted ? from + 1 : from; i < to - 1; i++)
    if (
      words[i]!.capital &&
      eventHeads.get(singularOf(words[i]!.key)) === 'named' &&
      (counted ? /^(?:on|for|of)$/ : /^on$/).test(words[i + 1]!.key)
    )
      return true
  return false
}

/** Votes from the name alone. */
export const innerVotes = (words: readonly Word[], name: NameCandidate): Votes => {
  const votes = noVotes()
  const { from, to } = name
  const length = words.slice(from, to).filter((w) => w.capital).length
  const last = words[to - 1]!
  const first = words[from]!
  let tail = organisationWords.get(last.key)
  if (to - from > 1) tail = organisationWords.match(words, to - 2, false)?.value ?? tail
  if (tail && (length > 1 || tail.place === 'form'))
    votes.Organization += tail.place === 'form' ? 5 : tail.place === 'head' ? 4 : isCommonWord(last.text) ? 3 : 4
  for (let i = from; i < to - 1; i++) {
    const row = organisationWords.get(words[i]!.key)
    if (row?.place === 'head' && words[i]!.capital) {
      votes.Organization +=
        words[i + 1]!.key === 'of' || words[i + 1]!.key === 'for' || words[i + 1]!.key === 'on' ? 5 : 2
      break
    }
    if (row?.place === 'form' && /[.\p{Lu}]{2}/u.test(words[i]!.text)) votes.Organization += 3
  }
  if (organisationWords.get(first.key)?.place === 'lead' && length > 1) votes.Organization += 4
  const body = bodyForms.match(words, from, false)
  if (
    body &&
    body.to >= to &&
    (!body.value.exact || body.value.name === name.text || /^[\p{Lu}\p{N}&.+-]+$/u.test(first.text) || to - from > 1)
  )
    votes.Organization += 8
  // "Mercedes-Benz Türk", "Siemens Gamesa": a name that opens with a company's.
  const opensWithBody = body !== null && body.to < to && !body.value.exact && length > 1
  if (opensWithBody) votes.Organization += 4
  let end = to
  while (end > from + 1 && /^\d{4}$/.test(words[end - 1]!.text)) end--
  const eventTail = words[end - 1]!
  if (eventTail.capital && (length > 1 || end < to) && eventHeads.get(singularOf(eventTail.key)) === 'named')
    votes.Event += eventTail.key === 'mission' || eventTail.key === 'assembly' || eventTail.key === 'congress' ? 3 : 9
  if (length > 1 && name.text.match(/\b(?:Session|Round|Edition)\b/)) votes.Event += 6
  // "the Sixth Lima Conference on Ore Trade": what it is on comes after the head.
  if (countedEvent(words, from, to)) votes.Event += 9
  // "Georgian Railway" is a company, "Lobito Atlantic Railway" a line.
  const national =
    /^railways$|^railway$/.test(last.key) &&
    to - from === 2 &&
    name.inner.some((g) => g.from === from && g.to === from + 1 && g.country)
  if (national) votes.Organization += 6
  else if (length > 1 && undertakingNames.has(last.key) && last.capital) votes.Project += 8
  if (length > 1 && last.capital && last.text.length > 4 && agreementHeads.get(last.key) === 'strong')
    votes.Agreement += 7
  if (/^COP ?\d+$/.test(name.text)) votes.Event += 8
  const given = givenNames.get(first.key)
  if (length > 1 && length < 5 && given && !tail && !opensWithBody) votes.Person += given === 'usual' ? 3.5 : 1
  const place = placeForms.match(words, from, false)
  if (place && place.to === to) {
    const { thousands, kind } = place.value
    const own = !isCommonWord(name.text) && givenNames.get(first.key) !== 'usual'
    votes.Place +=
      kind === 'division'
        ? own
          ? 2.5
          : 1
        : kind !== 'city'
          ? 5
          : thousands >= 300
            ? own
              ? length > 1
                ? 6
                : 4
              : 2
            : thousands >= 60
              ? own
                ? 2.5
                : 1
              : own
                ? 1.5
                : 0.5
  }
  // "Lima Convention Centre": where people meet.
  if (/^(?:center|centre|hall|palace|complex)$/.test(last.key) && VENUES.has(words[to - 2]?.key ?? '')) votes.Place += 9
  if (length > 1 && PLACE_LEADS.has(first.key)) votes.Place += 3
  // "Block 114", "Rovar Area 1".
  if (to - from > 1 && /^\d/.test(last.text) && NUMBERED.has(words[to - 2]!.key)) votes.Place += 6
  if (length > 1 && PLACE_TAILS.has(last.key) && last.capital)
    votes.Place += /^(?:park|zone|airport|estate)$/.test(last.key) ? 6 : /^(?:port|basin)$/.test(last.key) ? 2.5 : 4
  if (/^[\p{Lu}\d&-]{2,7}$/u.test(name.text)) votes.Organization += name.text.length > 2 ? 2 : 0.8
  else if (/\p{Ll}\p{Lu}/u.test(name.text) && !/\bMc\p{Lu}|Mac\p{Lu}/u.test(name.text)) votes.Organization += 2
  if (/[&\d+]/.test(name.text)) votes.Organization += 1
  // "Norvik TKS": people's names end in no short word of capitals.
  if (length > 1 && /^\p{Lu}{2,4}$/u.test(last.text) && !/^\p{Lu}{2,}$/u.test(first.text) && !given)
    votes.Organization += 2.5
  // "the KT12B4 turbine", "the 7KA": a model of a machine, no body.
  if (length === 1 && /^(?=.*\d.*\p{Lu}|\p{Lu}{1,3}\d{2,})[\p{Lu}\d-]{4,}$/u.test(name.text) && !body) {
    votes.Organization -= 4
    votes.Place -= 4
  }
  if (length > 0 && last.key === 'government' && !last.capital) votes.Organization += 8
  // "the Ministry": nobody is called so.
  if (to - from === 1 && organisationWords.get(first.key)?.place === 'head') votes.Person -= 6
  // "the commerce ministry": a body, though nothing of it has a capital.
  if (length === 0) votes.Organization += 8
  if (name.quoted) votes.Organization += productBefore(words, from) || productAfter(words, to) ? -6 : 2
  return votes
}

const hasForm = (words: readonly Word[], from: number, to: number): boolean =>
  words.slice(from, to).some((w) => organisationWords.get(w.key)?.place === 'form')

/** Votes from the words around one mention. */
export const outerVotes = (draft: Draft, name: NameCandidate, titles: readonly TitleHit[]): Votes => {
  const votes = noVotes()
  const words = draft.words[name.sentence]!
  const { from, to } = name
  // "WASHINGTON, Sept 12": a dateline that stands alone.
  if (from === 0 && words[to]?.text === ',' && name.text === name.text.toUpperCase() && name.text.length > 4)
    votes.Place += 3
  if (draft.syntax.dateline && words[from]!.start === draft.syntax.dateline.start) votes.Place += 5
  // "at Aero Peru 2019": what goes by a year and is gone to.
  const numbered = /^(?:19|20)\d\d$/.test(words[to - 1]!.text) || /^(?:19|20)\d\d$/.test(words[to]?.text ?? '')
  if (numbered && /^(?:at|during|attend|visit)$/.test(words[from - 1]?.token.lemma ?? '') && !name.quoted)
    votes.Event += hasForm(words, from, to) ? 0 : 5
  if (name.title) votes.Person += name.title.kind === 'honorific' || name.title.to === from ? 6 : 3
  if (!name.quoted && productBefore(words, from)) votes.Organization -= 4
  const left = skipBack(words, from - 1)
  const before = words[left]
  let right = to
  while (words[right] && QUOTE.test(words[right]!.text) && !(words[right]!.token.xpos === 'POS')) right++
  const after = words[right]
  const next = words[right + 1]
  // The word before.
  if (before && !before.capital) {
    const single = singularOf(before.key)
    // "the agro-industrial week Talmora", "the forum Nordland and Africa".
    if (EVENT_NOUNS.has(single) && single === before.key && !(name.geo && name.geo.to > from)) votes.Event += 5
    if (ORGANISATION_NOUNS.has(single) || isMaker(words, Math.max(0, left - 2), left + 1)) votes.Organization += 4
    else if (PLACE_NOUNS.has(single)) votes.Place += 4
    else if (before.key === 'of' && words[left - 1]) {
      const head = singularOf(words[left - 1]!.key)
      if (PLACE_NOUNS.has(head) && !words[left - 1]!.capital) votes.Place += 5
      else if (OF_COMPANY.has(head)) votes.Organization += 3
      else if (titleForms.get(head)) votes.Organization += 3
    }
    if (IN_PLACE.has(before.key)) {
      const verb = words[left - 1]
      // "a stake in X", "shares in X".
      if (before.key === 'in' && verb && /^(?:stakes?|shares?|shareholding|interest|shareholders?)$/.test(verb.key))
        votes.Organization += 5
      else if (before.key === 'at') {
        votes.Place += 0.7
        votes.Organization += titles.some((t) => t.to === left) ? 4 : 0.3
      } else
        votes.Place +=
          verb &&
          /^(?:based|located|headquartered|situated|held|place|arrived|met|born|opened|plant|factory|office|branch)$/.test(
            verb.key,
          )
            ? 4
            : 2.5
    } else if (FROM_PLACE.has(before.key)) {
      if (before.key === 'to' || before.key === 'from' || before.key === 'between') {
        votes.Place += before.key === 'from' ? 1 : 0.5
      } else votes.Place += 2
    }
    // "the state-run X", "the Russian-owned X"
    if (/^(?:run|owned|controlled|backed|listed|held)$/.test(before.key) && words[left - 1]?.joint)
      votes.Organization += 3
    if (before.key === 'by') votes.Organization += 1.5
    // "according to X"; "wheat from X", "bought from X".
    if (before.key === 'to' && words[left - 1]?.key === 'according') votes.Organization += 3
    if (
      before.key === 'from' &&
      placeForms.match(words, from, false)?.to !== to &&
      (commodityForms.match(words, left - 1)?.to === left ||
        words
          .slice(Math.max(0, left - 6), left)
          .some((w) => /^(?:buy|purchase|order|acquire|lease|import|licence|license|obtain)$/.test(w.token.lemma)))
    )
      votes.Organization += 2
    if (before.key === 'with') {
      votes.Organization += 1
      // "teamed up with X", "a contract with X".
      if (words.slice(Math.max(0, left - 4), left).some((w) => UNITES.has(w.token.lemma))) votes.Organization += 0.7
    }
  }
  // "the state-owned utility, X,"
  if (
    before?.text === ',' &&
    words[left - 1] &&
    !words[left - 1]!.capital &&
    ORGANISATION_NOUNS.has(words[left - 1]!.key)
  )
    votes.Organization += 2.5
  // "the ambassador of Japan to Bangladesh Ito Naoki", "Minister of X of the Republic of Y Z": the name after the country of a title.
  const land = draft.at(name.sentence, from - 1)
  if (
    land &&
    (land.type === 'Country' || land.type === 'Organization') &&
    land.kind !== 'adjective' &&
    titles.some(
      (t) =>
        t.to < land.to &&
        t.to >= land.from - 6 &&
        words.slice(t.to, land.from).every((w) => /^(?:of|to|in|at|for|the|,|and)$/.test(w.key) || w.capital),
    )
  )
    votes.Person += 5
  // "his Omani colleague X"; "the president of the Y Council, X, said".
  if (before && /^(?:colleague|counterpart|compatriot|namesake|homologue)$/.test(before.key)) votes.Person += 4
  if (before?.text === ',') {
    for (let i = left - 1; i >= Math.max(0, left - 10) && words[i]!.text !== ',' && words[i]!.upos !== 'VERB'; i--) {
      const title = titles.find((t) => t.to === i)
      if (title && /^(?:of|at|for|in|to)$/.test(words[i]!.key)) {
        votes.Person += 4
        break
      }
    }
  }
  // "Shipbuilder X", "Carmaker X" at the start of a sentence.
  if (
    before?.capital &&
    left === 0 &&
    (ORGANISATION_NOUNS.has(before.key) || sectorWords.maker.match(words, 0)?.to === 1)
  )
    votes.Organization += 4
  // "setting up Delta Fertilizer Factory", "the construction of the Delta Oil Refinery".
  const built = words[to - 1]!
  if (
    to - from > 1 &&
    built.capital &&
    /^(?:factory|plant|mill|refinery|smelter|complex|terminal|station|brewery|shipyard)$/.test(built.key)
  )
    for (let i = Math.max(0, left - 3); i <= left; i++)
      if (BUILD_WORDS.test(words[i]!.token.lemma)) {
        votes.Project += 8
        break
      }
  // Titles beside it.
  const titleBefore =
    titles.find((t) => t.to === from && !t.capital) ??
    titles.find((t) => t.to === from - 1 && words[from - 1]!.text === ',')
  if (titleBefore && titleBefore.kind !== 'plain') votes.Person += titleBefore.to === from ? 4 : 3
  else if (titleBefore) votes.Person += 2
  if (after?.text === ',') {
    // "X, a producer of …" and "X, as the main producer of …" say the same of X.
    const opening = words[right + 1]?.key === 'as' ? right + 2 : right + 1
    let k = opening
    while (
      k < words.length &&
      k < opening + 5 &&
      (/^(?:the|a|an|its|their|his|her|our|then|former|newly|deputy|also)$/.test(words[k]!.key) ||
        words[k]!.upos === 'ADJ' ||
        words[k]!.token.xpos === 'POS' ||
        (words[k]!.upos === 'NOUN' && words[k + 1]?.token.xpos === 'POS') ||
        (words[k]!.upos === 'PROPN' && !titles.some((t) => t.from <= k && t.to > k)))
    )
      k++
    const title = titles.find((t) => t.from <= k && t.to > k)
    if (title && title.kind !== 'honorific') votes.Person += 5
    else if (/^(?:who|whose)$/.test(words[opening]?.key ?? '')) votes.Person += 3
    else {
      const single = new Set<string>()
      let clause = false
      for (let j = opening; j < Math.min(words.length, opening + 8) && !/^[,.;:]$/.test(words[j]!.text); j++) {
        if (words[j]!.upos === 'VERB' || words[j]!.upos === 'AUX') {
          // "X, the bank said": a clause of its own, no apposition.
          clause = /^VB[DZP]$/.test(words[j]!.token.xpos)
          break
        }
        if (!words[j]!.capital) single.add(singularOf(words[j]!.key))
        if (/^(?:of|in|from|for|with|that|which)$/.test(words[j]!.key)) break
      }
      const article = !clause && /^(?:a|an|the|one|another|its|their)$/.test(words[opening]?.key ?? '')
      if (
        article &&
        [...single].some((w) =>
          /^(?:exhibition|fair|expo|forum|conference|congress|summit|festival|symposium)$/.test(w),
        )
      )
        votes.Event += 5
      else if (article && [...single].some((w) => ORGANISATION_NOUNS.has(w))) votes.Organization += 4
      else if (article && hasMaker(words, opening, Math.min(words.length, opening + 7))) votes.Organization += 4
      else if (article && [...single].some((w) => PLACE_NOUNS.has(w))) votes.Place += 3
      const which = words[right + 1]?.key
      if (which === 'which') votes.Organization += 0.7
      if (which === 'where') votes.Place += 3
    }
    // "Freeport, Texas": the state tells that it is a town.
    const state = words[right + 1]?.capital ? placeForms.match(words, right + 1, false) : null
    if (
      state &&
      /^(?:state|province|division)$/.test(state.value.kind) &&
      /^[,.)]$/.test(words[state.to]?.text ?? ',')
    ) {
      votes.Place += 7
      votes.Organization -= 6
    }
    if (
      words[right + 1]?.capital &&
      draft.at(name.sentence, right + 1)?.type === 'Country' &&
      !/^['’]/u.test(words[right + 2]?.text ?? '')
    )
      votes.Place += 2.5
  }
  if (after && /^['’]s?$/u.test(after.text) && after.token.xpos === 'POS') {
    votes.Organization += 0.5
    if (titles.some((t) => t.from > right && t.from <= right + 3)) votes.Organization += 3.5
  }
  // "the Sea Mora trade fair": what it is stands after it.
  if (after && !after.capital && !after.joint) {
    const kind = words[right]!.upos === 'NOUN' && EVENT_NOUNS.has(words[right + 1]?.key ?? '') ? right + 1 : right
    if (EVENT_NOUNS.has(words[kind]!.key) && words[kind]!.key !== 'week' && before?.key === 'the') votes.Event += 5
  }
  if (after?.joint && next && /^(?:based|headquartered)$/.test(next.key)) votes.Place += 6
  if (after?.joint && next && /^(?:led|backed|owned)$/.test(next.key)) votes.Organization += 3
  // "The Leeds software company Bright Logic": a place tells whence the company is.
  if (
    after &&
    !after.capital &&
    before &&
    /^(?:the|a|an|another|and|in|by|,)$/.test(before.key) &&
    /^(?:NOUN|ADJ)$/.test(after.upos)
  ) {
    let k = right
    while (k < right + 3 && words[k] && !words[k]!.capital && /^(?:NOUN|ADJ)$/.test(words[k]!.upos)) k++
    if (k > right && ORGANISATION_NOUNS.has(singularOf(words[k - 1]!.key))) votes.Place += words[k]?.capital ? 3.5 : 1.5
  }
  // "the Black Ridge mine": named by what stands there.
  if (after && !after.capital && before?.key === 'the' && votes.Place < 3) {
    for (let k = right; k < right + 3 && words[k] && !words[k]!.capital; k++) {
      const facility = projectHeads.match(words, k, false)
      if (facility && facility.value.use !== 'none') {
        votes.Place += 1.5
        break
      }
    }
  }
  if (
    after &&
    !after.capital &&
    /^(?:district|province|county|oblast|prefecture|municipality|governorate)$/.test(after.key)
  )
    votes.Place += 1.8
  // "the Ritan Movari basin": people stand without an article, and no waters are named after them here.
  if (
    after &&
    !after.capital &&
    before?.key === 'the' &&
    !name.title &&
    (PLACE_NOUNS.has(after.key) ||
      FIELD_NOUNS.has(after.key) ||
      (FIELD_NOUNS.has(next?.key ?? '') && after.upos === 'NOUN'))
  ) {
    votes.Person -= 4
    // "the KM-204/3 block".
    if (/\d/.test(name.text) && /^blocks?$/.test(after.key)) votes.Place += 5
    if (FIELD_NOUNS.has(after.key) || FIELD_NOUNS.has(next?.key ?? '')) votes.Place += 3
  }
  if (after && !after.capital && PLACE_NOUNS.has(after.key))
    votes.Place += /^(?:port|airport|zone|area|site|capital|region|state)$/.test(after.key) ? 2 : 4
  if (after?.key === 'of' && draft.at(name.sentence, right + 1)?.type === 'Country') votes.Organization += 2
  if (after?.text === '(' && next && /^[\p{Lu}\d&-]{2,8}$/u.test(next.text)) votes.Organization += 3
  // "CZK (an e-commerce company selling …)": what it is stands in the bracket.
  else if (after?.text === '(' && next && /^(?:a|an|the|one|part)$/.test(next.key)) {
    for (let k = right + 2; k < Math.min(words.length, right + 9) && words[k]!.text !== ')'; k++)
      if (ORGANISATION_NOUNS.has(words[k]!.key)) {
        votes.Organization += 4
        break
      }
  }
  // "the Tolva-Mira project", "its Tolva copper project": what it is called by, unless a body that does things.
  const thing = commodityForms.match(words, right)?.to ?? right
  if (
    words[thing]?.key === 'project' &&
    !words[thing]!.capital &&
    /^(?:the|its|their|a)$/.test(before?.key ?? '') &&
    /^(?:PUNCT|AUX|VERB|ADP|CCONJ|SCONJ|PRON|ADV)$/.test(words[thing + 1]?.upos ?? 'PUNCT')
  )
    votes.Project += 4
  if (isListed(words, from)) votes.Organization += 4.5
  // "Prime Ministers X and Y": the second name after a plural.
  if (before?.key === 'and' && isNamedTogether(words, left, titles)) votes.Person += 5
  // Verbs of which it is the subject; verbs of saying after or before it.
  const head = words[Math.min(to - 1, from)]!.token
  const verbOf = (i: number): string | null => {
    const token = words[i]!.token
    const governor = words[token.head]
    return token.deprel.startsWith('nsubj') && governor && /^(?:VERB|AUX)$/.test(governor.upos)
      ? governor.token.lemma
      : null
  }
  let verb: string | null = null
  for (let i = from; i < to && !verb; i++) verb = verbOf(i)
  if (!verb && after && (after.upos === 'VERB' || after.upos === 'AUX')) verb = after.token.lemma
  const passive = words.slice(from, to).some((w) => w.token.deprel === 'nsubj:pass')
  if (verb && SAY.has(verb) && !passive) votes.Person += 1.5
  // "…, Trend reports.": who brings the news, at the end of its sentence.
  if (
    after &&
    /^(?:report|cite|quote|inform|learn|write)$/.test(
      after.token.lemma === 'have' ? (next?.token.lemma ?? '') : after.token.lemma,
    ) &&
    /^[,”"’']+$/.test(before?.text ?? '') &&
    to - from < 3 &&
    (words.length - right < 5 || /^(?:citing|with|referring)$/.test(next?.key ?? ''))
  ) {
    votes.Organization += 5
    votes.Person -= 2
  }
  if (verb && DO.has(verb)) votes.Organization += 1.5
  else if (
    verb &&
    !SAY.has(verb) &&
    !passive &&
    to - from === 1 &&
    !isCommonWord(name.text) &&
    /^(?:have|lead|work|use|employ|serve|raise|need|seek|secure|rank|specialise|specialize|focus|bring|hand|transfer|equip|modernise|modernize|carry|team|partner)$/.test(
      verb,
    )
  )
    votes.Organization += 1.2
  if (before && SAY.has(before.token.lemma) && before.upos === 'VERB' && /^VB[DZ]$/.test(before.token.xpos))
    votes.Person += 1.5
  if (head.deprel === 'obl:agent') votes.Organization += 0.5
  if (name.geo) {
    votes.Organization += 2.5
    if (/^['’]s?$/u.test(words[from - 1]?.text ?? '')) {
      votes.Organization += 0.5
      votes.Place += 0.5
    }
  }
  return votes
}
