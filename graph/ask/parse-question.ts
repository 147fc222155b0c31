import type { AskIntent, AskScope } from './ask-intent.ts'
import type { NameEntry } from './ask-vocabulary.ts'
import { fromOtherSide, parseRelation } from './parse-relation.ts'
import { parseRoles, parseSayings, topics } from './parse-speakers.ts'
import {
  type Clause,
  groupsOf,
  has,
  leftOver,
  type NameGroup,
  others,
  type ParseResult,
  type Part,
  pick,
  readClause,
  takeModalities,
  takeScope,
} from './question-clause.ts'
import type { AskType } from './question-lexicon.ts'
import type { Item } from './tag-question.ts'

/** Unread words beside a title belong to it: "Minister of Economy, Trade and Industry". */
const withTitleWords = (items: readonly Item[]): Item[] => {
  const titleAt = items.findIndex((item) => item.kind === 'title')
  if (titleAt < 0) return [...items]
  const belongs = (item: Item): boolean =>
    ['unread', 'predicate', 'type', 'joiner', 'title'].includes(item.kind) ||
    (item.kind === 'preposition' && ['of', 'for'].includes(item.word)) ||
    (item.kind === 'name' && item.entries.some((entry) => entry.type === 'Sector' || entry.type === 'Commodity'))
  let from = titleAt
  while (from > 0 && belongs(items[from - 1]!)) from--
  let to = titleAt
  while (to < items.length - 1 && belongs(items[to + 1]!)) to++
  return items.map((item, at) => (item.kind === 'unread' && at >= from && at <= to ? { ...item, kind: 'word' } : item))
}

/** "Which statements did X make?": to make a statement is to say something. */
const asSaying = (part: Part): Part =>
  part.kind === 'item' && part.item.kind === 'predicate' && /^(?:make|makes|made)$/i.test(part.item.text)
    ? { ...part, item: { ...part.item, kind: 'say' } }
    : part

/** Reads one list of items. */
export const parseItems = (given: readonly Item[]): ParseResult => {
  if (given.some((item) => item.kind === 'help')) {
    const { scope } = takeScope([])
    return { intent: { kind: 'help', form: 'list', scope } }
  }
  const negation = given.find((item) => item.kind === 'negation')
  if (negation) return { unused: [negation.text], reason: 'negation' }
  const items = withTitleWords(given)
  const unread = items.filter((item) => item.kind === 'unread').map((item) => item.text)
  if (unread.length > 0) return { unused: unread, reason: 'unread' }
  const clause = readClause(items)
  if (clause.asked === 'statement') clause.parts = clause.parts.map(asSaying)
  takeModalities(clause)
  if (clause.parts.length === 0 && !clause.asked && clause.scope.modalities.length === 0 && !clause.scope.dates)
    return { unused: [], reason: 'empty' }
  return (
    parseRoles(clause) ??
    parseRelation(clause) ??
    parseSayings(clause) ??
    parseRest(clause) ?? { unused: leftOver(clause.parts), reason: 'unread' }
  )
}

const parseRest = (clause: Clause): ParseResult | null => {
  const { asked, scope, form, question } = clause
  const groups = groupsOf(clause.parts)
  const rest = others(clause.parts, ['link', 'about', 'change', 'preposition'])
  if (rest.length > 0) return { unused: leftOver(rest), reason: 'unread' }
  const within = clause.within.flat()
  // "companies in Egypt" are Egypt's; "companies linked to Egypt" need not be.
  const located: (AskType | null)[] = ['Organization', 'Person', 'Place', 'Project', 'Event']
  const inside = (group: NameGroup): boolean =>
    located.includes(asked) &&
    !has(clause.parts, 'link') &&
    ['in', 'from', 'of', 'within', 'inside'].includes(group.preposition ?? '') &&
    group.names.every((entries) => pick(entries, ['Country', 'Region', 'Place']))
  for (const group of groups.filter(inside))
    within.push(...group.names.flatMap((entries) => pick(entries, ['Country', 'Region', 'Place']) ?? []))
  const about = groups.filter((group) => !inside(group)).flatMap(topics)
  const common = { form, scope }
  const linkText = clause.parts
    .flatMap((part) => (part.kind === 'item' && part.item.kind === 'link' ? [part.item.text] : []))
    .join(' ')
  if (asked === 'article' && about.length === 0 && within.length === 0 && form === 'count' && isOpen(scope))
    return { intent: { kind: 'totals', of: asked, ...common } }
  if (asked === 'article')
    return { intent: { kind: 'articles', about: [...about, ...within.map((n) => [n])], ...common } }
  if (asked === 'statement' && groups.length > 0 && groups[0]!.preposition === 'by') {
    const [first, ...rest] = groups
    const speakers = first!.names.map((entries) => pick(entries, ['Country', 'Region', 'Organization', 'Person']))
    if (speakers.every((speaker) => speaker !== null))
      return {
        intent: { kind: 'sayings', ask: 'statement', speakers, title: [], about: rest.flatMap(topics), ...common },
      }
  }
  if (asked === 'statement') {
    if (about.length === 0 && form === 'count' && within.length === 0 && isOpen(scope))
      return { intent: { kind: 'totals', of: asked, ...common } }
    return { intent: { kind: 'statements', about: [...about, ...within.map((n) => [n])], ...common } }
  }
  const countries = groups.flatMap((g) => g.names.flatMap((entries) => pick(entries, ['Country']) ?? []))
  const sectorNames = groups.flatMap((g) => g.names.flatMap((entries) => pick(entries, ['Sector']) ?? []))
  const total = groups.reduce((sum, group) => sum + group.names.length, 0)
  const all = /\b(?:common|share|shared)\b/i.test(linkText) || groups.some((g) => g.joiner === 'and')
  if (asked === 'Country' && sectorNames.length > 0 && sectorNames.length === total)
    return {
      intent: {
        kind: 'country-sectors',
        ask: 'country',
        countries: within.filter(isCountry),
        sectors: sectorNames,
        all: all && sectorNames.length > 1,
        ...common,
      },
    }
  if (asked === 'Sector' && countries.length > 0 && countries.length === total) {
    const between = groups.some((group) => group.preposition === 'between') || countries.length > 1
    if (between && !/\b(?:common|share|shared)\b/i.test(linkText))
      return { intent: { kind: 'entities', askType: 'Sector', about: countries.map((c) => [c]), within, ...common } }
    return {
      intent: { kind: 'country-sectors', ask: 'sector', countries, sectors: [], all: countries.length > 1, ...common },
    }
  }
  if (asked === 'Sector' && within.length > 0 && total === 0)
    return { intent: { kind: 'country-sectors', ask: 'sector', countries: within, sectors: [], all: false, ...common } }
  if (
    !asked &&
    (form === 'whether' || form === 'when') &&
    countries.length >= 1 &&
    sectorNames.length >= 1 &&
    countries.length + sectorNames.length === total
  )
    return {
      intent: { kind: 'country-sectors', ask: 'statement', countries, sectors: sectorNames, all: false, ...common },
    }
  if (asked) {
    if (about.length === 0 && within.length === 0 && form === 'count' && isOpen(scope))
      return { intent: { kind: 'totals', of: asked, ...common } }
    return { intent: { kind: 'entities', askType: asked, about, within, ...common } }
  }
  if (
    question === 'where' &&
    about.length > 0 &&
    !asked &&
    groups.every((group) =>
      group.names.every(
        (entries) => !pick(entries, ['Organization', 'Place', 'Project', 'Event', 'Person', 'Country', 'Region']),
      ),
    )
  )
    return null
  if (question === 'who' && has(clause.parts, 'about') && about.length > 0 && !has(clause.parts, 'link'))
    return { intent: { kind: 'sayings', ask: 'speaker', speakers: [], title: [], about, ...common } }
  if (question === 'where' && groups.length === 1 && groups[0]!.names.length === 1) {
    const subject = pick(groups[0]!.names[0]!, ['Organization', 'Place', 'Project', 'Event'])
    if (subject)
      return {
        intent: {
          kind: 'relation',
          predicate: 'LOCATED_IN',
          ends: { subject: [subject] },
          pair: null,
          ask: 'object',
          askType: null,
          within: [],
          speakers: [],
          ...common,
          scope: { ...scope, modalities: [] },
        },
      }
  }
  if (question === 'who' && about.length === 1 && has(clause.parts, 'link'))
    return { intent: { kind: 'entities', askType: null, about, within, ...common } }
  const isProfile =
    about.length === 1 &&
    about[0]?.length === 1 &&
    isOpen(scope) &&
    !has(clause.parts, 'change') &&
    !has(clause.parts, 'link') &&
    form === 'list' &&
    ['who', 'what', 'show', 'how', 'which', null].includes(question)
  if (isProfile && about[0]![0]!.type === 'Sector')
    return {
      intent: { kind: 'country-sectors', ask: 'country', countries: [], sectors: about[0]!, all: false, ...common },
    }
  if (isProfile) return { intent: { kind: 'profile', entity: about[0]![0]!, ...common } }
  if (
    about.length > 0 ||
    has(clause.parts, 'change') ||
    scope.modalities.length > 0 ||
    (scope.dates && has(clause.parts, 'change'))
  ) {
    if (has(clause.parts, 'change')) scope.rank ??= 'latest'
    return { intent: { kind: 'statements', about, ...common } }
  }
  return null
}

const isCountry = (entry: NameEntry): boolean => entry.type === 'Country'
const isOpen = (scope: AskScope): boolean => !scope.dates && scope.modalities.length === 0 && !scope.rank

/** How much a reading leaves open: a relation without any end is the last that a question is taken for. */
const vagueness = (intent: AskIntent): number =>
  intent.kind === 'relation' && Object.keys(intent.ends).length === 0 && !intent.pair && intent.speakers.length === 0
    ? 1 + (intent.scope.sectors.length === 0 ? 1 : 0)
    : 0

/** What a question may mean too, where nothing is found for what it says: the same trade told by the buyer, … */
const widerReadings = (intent: AskIntent): AskIntent[] => {
  const { form, scope } = intent
  if (intent.kind === 'entities' && intent.within.length > 0)
    return [{ ...intent, about: [...intent.about, ...intent.within.map((name) => [name])], within: [] }]
  if (intent.kind !== 'relation') return []
  const reverse = fromOtherSide(intent)
  if (reverse) return [reverse]
  const place = intent.ends.object ?? intent.ends.place
  if (intent.predicate === 'OPERATES_IN' && intent.ask === 'subject' && place)
    return [{ kind: 'entities', askType: intent.askType, about: [place], within: intent.within, form, scope }]
  return []
}

/** The best reading of all: the least vague that parses whole, else the one that left least. */
export const parseQuestion = (readings: readonly (readonly Item[])[]): ParseResult => {
  const results = readings.map(parseItems)
  const whole = new Map(
    results.flatMap((result) => ('intent' in result ? [[JSON.stringify(result.intent), result.intent]] : [])),
  )
  const ranked = [...whole.values()].sort((a, b) => vagueness(a) - vagueness(b))
  const [best, ...rest] = ranked
  if (best) {
    return { intent: best, others: [...widerReadings(best), ...rest.filter((other) => vagueness(other) === 0)] }
  }
  const least = (all: readonly number[]): number => all.indexOf(Math.min(...all))
  const failed = results.flatMap((result) => ('intent' in result ? [] : [result]))
  return failed[least(failed.map(({ unused }) => unused.length))] ?? { unused: [], reason: 'empty' }
}
