/** The grammar of people: who holds which role, who said what, and what a role's holder said. */
import type { EntityType } from '../contract.ts'
import type { NameEntry } from './ask-vocabulary.ts'
import {
  type Clause,
  first,
  has,
  leftOver,
  type NameGroup,
  others,
  type ParseResult,
  type Part,
  pick,
} from './question-clause.ts'
import type { Item } from './tag-question.ts'

const actors: EntityType[] = ['Country', 'Region', 'Organization', 'Person']

/** "What is Japan's role in metallurgy?" asks for what is said of the two, not for anybody's title. */
const roleInField = (clause: Clause): ParseResult | null => {
  const about: NameEntry[][] = []
  let fields = 0
  for (const part of clause.parts) {
    if (part.kind === 'item' && !['predicate', 'auxiliary', 'preposition', 'joiner'].includes(part.item.kind))
      return null
    if (part.kind !== 'group') continue
    for (const entries of part.group.names) {
      const field = pick(entries, ['Sector', 'Commodity'])
      const actor = field ? null : pick(entries, ['Country', 'Region', 'Organization'])
      const entry = field ?? actor
      if (!entry) return null
      if (field) fields++
      about.push([entry])
    }
  }
  about.push(...clause.within)
  if (fields === 0 || about.length < 2) return null
  return { intent: { kind: 'statements', about, form: 'list', scope: clause.scope } }
}

/** "Who is the Minister of Trade of Egypt?", "Who speaks for Kitami?", "What is the role of …?" */
export const parseRoles = (clause: Clause): ParseResult | null => {
  const { parts } = clause
  const titleAt = parts.findIndex((part) => part.kind === 'item' && part.item.kind === 'title')
  const roleAt = parts.findIndex(
    (part) => part.kind === 'item' && part.item.kind === 'predicate' && part.item.predicate === 'HOLDS_ROLE_IN',
  )
  if (titleAt < 0 && roleAt < 0) return null
  if (has(parts, 'say')) return null
  const inField = titleAt < 0 ? roleInField(clause) : null
  if (inField) return inField
  const persons: NameEntry[] = []
  const of: NameEntry[] = []
  const titleWords: string[] = []
  let places = 0
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
      // "officials of Japan at the forum" are of the one and at the other, which no role says.
      if (!isTitle && found.some((entry) => entry && entry.type !== 'Person') && ++places > 1)
        return { unused: leftOver([part]), reason: 'unread' }
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
export const parseSayings = (clause: Clause): ParseResult | null => {
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
  const isQuoted =
    clause.parts[sayAt]?.kind === 'item' &&
    /^(?:quot|remark)/i.test(String((clause.parts[sayAt] as { item: Item }).item.text))
  for (const [index, part] of clause.parts.entries()) {
    if (part.kind !== 'group' || isTitle(part, index)) continue
    const isSpeaker = accordingTo
      ? index === sayAt + 1
      : index < sayAt || part.group.preposition === 'by' || (isQuoted && part.group.preposition === 'from')
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
export const topics = (group: NameGroup): NameEntry[][] => {
  const names = group.names.map((entries) => first(entries))
  return group.joiner === 'or' ? [names] : names.map((name) => [name])
}
