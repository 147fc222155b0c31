/**
 * The grammar: the items of a question in, an intent out. Word order, voice and prepositions decide who is subject,
 * object, buyer, place or sector; the ontology's domains and ranges decide where those leave a choice. Every word must
 * find its place: a question of which a part would be ignored is not answered.
 */
import type { EntityType } from '../contract.ts'
import type { AskIntent, AskScope } from './ask-intent.ts'
import type { NameEntry } from './ask-vocabulary.ts'
import { fromOtherSide, parseRelation } from './parse-relation.ts'
import {
  type Clause,
  first,
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

const actors: EntityType[] = ['Country', 'Region', 'Organization', 'Person']

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

/** "Who is the Minister of Trade of Egypt?", "Who speaks for Kitami?", "What is the role of …?" */
const parseRoles = (clause: Clause): ParseResult | null => {
  const { parts } = clause
  const titleAt = parts.findIndex((part) => part.kind === 'item' && part.item.kind === 'title')
  const roleAt = parts.findIndex(
    (part) => part.kind === 'item' && part.item.kind === 'predicate' && part.item.predicate === 'HOLDS_ROLE_IN',
  )
  if (titleAt < 0 && roleAt < 0) return null
  if (has(parts, 'say')) return null
  const persons: NameEntry[] = []
  const of: NameEntry[] = []
  const titleWords: string[] = []
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'group') {
      const found = part.group.names.map((entries) =>
        pick(entries, ['Country', 'Region', 'Organization', 'Person', 'Project', 'Event']),
      )
      const isTitle = titleAt >= 0 && part.group.names.every((entries) => !pick(entries, actors))
      if (isTitle)
        titleWords.push(
          ...part.group.text
            .toLowerCase()
            .split(/ and |[ ,]+/)
            .filter(Boolean),
        )
      else
        for (const entry of found) {
          if (!entry) return { unused: leftOver([part]), reason: 'unread' }
          if (entry.type === 'Person') persons.push(entry)
          else of.push(entry)
        }
      continue
    }
    const { item } = part
    if (item.kind === 'title') titleWords.push(item.title)
    else if (item.kind === 'word') titleWords.push(item.text.toLowerCase())
    // "trade minister", "Minister of Energy and Trade": nouns of the grammar that belong to the title.
    else if (titleAt >= 0 && item.kind === 'predicate' && item.form === 'noun' && Math.abs(index - titleAt) <= 2)
      titleWords.push(item.text.toLowerCase())
    else if (titleAt >= 0 && item.kind === 'type' && Math.abs(index - titleAt) <= 3)
      titleWords.push(item.text.toLowerCase())
    else if (item.kind === 'auxiliary' || item.kind === 'joiner' || index === roleAt || item.kind === 'preposition')
      continue
    else return { unused: leftOver([part]), reason: 'unread' }
  }
  for (const entries of clause.within) of.push(...entries)
  if (of.length === 0 && persons.length === 0 && titleWords.length === 0) return null
  if (clause.asked && clause.asked !== 'Person' && !(persons.length > 0 && clause.asked === 'Organization')) return null
  const ask = persons.length > 0 && clause.form !== 'whether' ? 'title' : 'person'
  return { intent: { kind: 'roles', ask, persons, of, titleWords, form: clause.form, scope: clause.scope } }
}

/** The words of a part of a title, in small letters. */
const titleWordsOf = (part: Part): string[] =>
  part.kind === 'group'
    ? part.group.text
        .toLowerCase()
        .split(/ and |[ ,]+/)
        .filter(Boolean)
    : part.item.kind === 'title'
      ? [part.item.title]
      : [part.item.text.toLowerCase()]

/** "What did Mori say about Japan?", "Who commented on sanctions?" */
const parseSayings = (clause: Clause): ParseResult | null => {
  const sayAt = clause.parts.findIndex((part) => part.kind === 'item' && part.item.kind === 'say')
  if (sayAt < 0) return null
  const titleAt = clause.parts.findIndex((part) => part.kind === 'item' && part.item.kind === 'title')
  const title: string[] = []
  const isTitle = (part: Part, at: number): boolean => {
    if (titleAt < 0 || titleAt > sayAt || at > sayAt) return false
    if (part.kind === 'group') return part.group.names.every((entries) => !pick(entries, actors))
    return (
      part.item.kind === 'title' ||
      part.item.kind === 'word' ||
      (part.item.kind === 'predicate' && part.item.form === 'noun')
    )
  }
  for (const [at, part] of clause.parts.entries()) if (isTitle(part, at)) title.push(...titleWordsOf(part))
  const rest = others(
    clause.parts.filter((part, at) => !isTitle(part, at)),
    ['say', 'about', 'preposition', 'joiner'],
  )
  if (rest.length > 0) return { unused: leftOver(rest), reason: 'unread' }
  const speakers: NameEntry[] = []
  const about: NameEntry[][] = []
  const accordingTo =
    clause.parts[sayAt]?.kind === 'item' && /according/i.test(String((clause.parts[sayAt] as { item: Item }).item.text))
  for (const [index, part] of clause.parts.entries()) {
    if (part.kind !== 'group' || isTitle(part, index)) continue
    const isSpeaker = accordingTo ? index === sayAt + 1 : index < sayAt || part.group.preposition === 'by'
    if (isSpeaker)
      for (const entries of part.group.names) {
        const speaker = pick(entries, actors)
        if (!speaker) return { unused: leftOver([part]), reason: 'unread' }
        speakers.push(speaker)
      }
    else about.push(...topics(part.group))
  }
  if (speakers.length === 0 && about.length === 0 && title.length === 0 && clause.scope.dates === null) return null
  const asksSpeaker = clause.question === 'who' || clause.asked === 'Person' || clause.asked === 'Organization'
  if (asksSpeaker && speakers.length > 0) return null
  const ask = asksSpeaker ? 'speaker' : 'statement'
  return { intent: { kind: 'sayings', ask, speakers, title, about, form: clause.form, scope: clause.scope } }
}

/** The lists of a topic: with "and" each name must take part, with "or" any. */
const topics = (group: NameGroup): NameEntry[][] => {
  const names = group.names.map((entries) => first(entries))
  return group.joiner === 'or' ? [names] : names.map((name) => [name])
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
