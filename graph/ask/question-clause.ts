/**
 * The first half of the grammar: what the question asks for, its time and other limits, and its names in groups with
 * their prepositions. What the clause means is decided by the parsers of the intents.
 */
import type { EntityType } from '../contract.ts'
import type { AskForm, AskIntent, AskScope } from './ask-intent.ts'
import type { NameEntry } from './ask-vocabulary.ts'
import type { AskType, QuestionWord } from './question-lexicon.ts'
import type { Item } from './tag-question.ts'

/** Names joined by "and", "or" or commas, with the preposition before them. */
export interface NameGroup {
  names: readonly (readonly NameEntry[])[]
  joiner: 'and' | 'or' | null
  preposition: string | null
  adjective: boolean
  possessive: boolean
  /** As typed. */
  text: string
  /** Index of its first item, for what stands before what. */
  at: number
}

export type Part =
  | { kind: 'group'; group: NameGroup; at: number }
  | { kind: 'item'; item: Item; at: number; preposition: string | null }

export type ParseResult =
  /** `others`: further readings of the same words, for where the first finds nothing. */
  { intent: AskIntent; others?: AskIntent[] } | { unused: string[]; reason: 'unread' | 'negation' | 'empty' }

/** What the parsers of one clause share: the items left to place, and what is known of the question so far. */
export interface Clause {
  parts: Part[]
  question: QuestionWord | null
  /** Index of the question word and the preposition before it ("to which countries"). */
  questionAt: number
  questionPreposition: string | null
  asked: AskType | null
  askedAt: number
  within: NameEntry[][]
  form: AskForm
  scope: AskScope
}

const isItem = <K extends Item['kind']>(item: Item | undefined, kind: K): item is Item & { kind: K } =>
  item?.kind === kind

/** The likeliest reading of a name among those of the wanted types; null where none fits. */
export const pick = (entries: readonly NameEntry[], types: readonly EntityType[]): NameEntry | null =>
  entries.find((entry) => types.includes(entry.type)) ?? null

/** The likeliest reading of a name. */
export const first = (entries: readonly NameEntry[]): NameEntry => entries[0]!

const strength: QuestionWord[] = ['how-many', 'how-much', 'when', 'where', 'who', 'which', 'what', 'how', 'show']

export const takeScope = (items: readonly Item[]): { rest: Item[]; scope: AskScope } => {
  const scope: AskScope = { sectors: [], from: null, to: null, dates: null, modalities: [], rank: null, limit: null }
  const rest: Item[] = []
  for (const [index, item] of items.entries()) {
    if (isItem(item, 'date')) {
      if (scope.dates) rest.push({ ...item, kind: 'unread' })
      scope.from ??= item.span.from
      scope.to ??= item.span.to
      scope.dates ??= item.span.text
    } else if (isItem(item, 'rank')) scope.rank ??= item.rank
    else if (isItem(item, 'number') && (isItem(items[index - 1], 'rank') || isItem(items[index + 1], 'rank')))
      scope.limit = Math.max(1, Math.min(item.value, 100))
    else rest.push(item)
  }
  return { rest, scope }
}

/** "5 companies": a number before the asked type is a limit too. */
const takeLimit = (items: Item[], scope: AskScope): Item[] =>
  items.filter((item, index) => {
    if (!isItem(item, 'number') || !isItem(items[index + 1], 'type')) return true
    scope.limit ??= Math.max(1, Math.min(item.value, 100))
    return false
  })

/** Joins names with "and", "or" or commas between them, takes the preposition before, drops appositions. */
const groupParts = (items: readonly Item[]): Part[] => {
  const parts: Part[] = []
  let preposition: string | null = null
  for (let at = 0; at < items.length; at++) {
    const item = items[at]!
    if (item.kind === 'preposition') {
      // A preposition with nothing behind it is stranded: "export to?"
      if (preposition) parts.push(stranded(preposition, at - 1))
      preposition = item.word
      continue
    }
    if (item.kind !== 'name') {
      parts.push({ kind: 'item', item, at, preposition })
      preposition = null
      continue
    }
    const names = [item.entries]
    let joiner: NameGroup['joiner'] = null
    let end = at
    let last = item
    for (;;) {
      const next = items[end + 1]
      const word = next?.kind === 'joiner' ? next.word : null
      const follower = items[end + (word ? 2 : 1)]
      if (follower?.kind !== 'name' || follower.adjective !== item.adjective || item.possessive) break
      if (!word && !follower.afterComma) break
      joiner = word ?? joiner ?? 'and'
      names.push(follower.entries)
      last = follower
      end += word ? 2 : 1
    }
    const text = items
      .slice(at, end + 1)
      .map((one) => one.text)
      .join(' ')
    const group = { names, joiner, preposition, adjective: item.adjective, possessive: last.possessive, text, at }
    parts.push({ kind: 'group', group, at })
    preposition = null
    at = end
  }
  if (preposition) parts.push(stranded(preposition, items.length - 1))
  return parts
}

const stranded = (word: string, at: number): Part => ({
  kind: 'item',
  item: { kind: 'preposition', word, text: word, from: at, to: at, afterComma: false },
  at,
  preposition: null,
})

/** A type noun beside a name of that type says nothing new: "the mining sector", "the company Kitami". */
const dropAppositions = (parts: Part[], askedAt: number): Part[] =>
  parts.filter((part, index) => {
    if (part.kind !== 'item' || part.item.kind !== 'type' || part.at === askedAt) return true
    const { type } = part.item
    const before = parts[index - 1]
    const after = parts[index + 1]
    const names = (other: Part | undefined): boolean =>
      other?.kind === 'group' && other.group.names.every((entries) => entries.some((entry) => entry.type === type))
    if (names(before)) return false
    if (names(after)) {
      if (after?.kind === 'group') after.group.preposition ??= part.preposition
      return false
    }
    // "Japanese companies": the country stands for what is in it. "goods", "equipment" name nothing in particular.
    if (before?.kind === 'group' && (before.group.adjective || before.group.possessive)) return false
    return type !== 'Commodity' && type !== 'statement'
  })

const findQuestion = (items: readonly Item[]): { word: QuestionWord | null; at: number; others: Set<number> } => {
  const found = items.flatMap((item, at) => (item.kind === 'question' ? [{ word: item.word, at }] : []))
  if (found.length === 0) return { word: null, at: -1, others: new Set() }
  // "Show me how many", "Which companies, which": the first of the strongest near the front counts.
  const front = found.filter(({ at }) => at <= (found[0]?.at ?? 0) + 3)
  front.sort((a, b) => strength.indexOf(a.word) - strength.indexOf(b.word))
  const best = front.some(({ word }) => word === 'show') ? front[0]! : found[0]!
  // "companies which export": a relative pronoun says nothing more; "and where" is a second question.
  const pronouns: QuestionWord[] = ['which', 'who', 'what', 'show']
  const relative = found.filter(({ word, at }) => at !== best.at && (pronouns.includes(word) || at < best.at + 1))
  return { ...best, others: new Set(relative.map(({ at }) => at)) }
}

/** The clause of a question. */
export const readClause = (all: readonly Item[]): Clause => {
  const { rest, scope } = takeScope(all)
  const limited = takeLimit(rest, scope)
  const question = findQuestion(limited)
  const items = limited.filter((_, at) => !question.others.has(at))
  const questionAt = question.word ? items.indexOf(limited[question.at]!) : -1
  // "Which of the countries": the same as "which countries".
  if (
    items[questionAt + 1]?.kind === 'preposition' &&
    items[questionAt + 2]?.kind === 'type' &&
    /^of$/i.test(items[questionAt + 1]!.text)
  )
    items.splice(questionAt + 1, 1)
  // The asked type stands behind the question word; "are", adjectives and plans may stand between.
  let askedAt = -1
  for (let at = questionAt + 1; at < items.length && (question.word || at < 2); at++) {
    const item = items[at]!
    if (item.kind === 'type') {
      askedAt = at
      break
    }
    const passes =
      (item.kind === 'name' && (item.adjective || item.possessive)) ||
      item.kind === 'modality' ||
      (item.kind === 'auxiliary' && !question.word && at === 0) ||
      (item.kind === 'auxiliary' &&
        item.word === 'be' &&
        ['what', 'which', 'who', 'show', null].includes(question.word))
    if (!passes) break
  }
  const askedItem = items[askedAt]
  let asked = askedItem?.kind === 'type' ? askedItem.type : null
  // "Does any company invest in Egypt?" asks which; "Is Rasteel a company?" asks nothing by type.
  const yesNo = !question.word && items[0]?.kind === 'auxiliary'
  if (yesNo && askedAt !== 1) asked = null
  const within: NameEntry[][] = []
  const kept: Item[] = []
  const before = items[questionAt - 1]
  const questionPreposition = question.word && before?.kind === 'preposition' ? before.word : null
  // "Which companies from Japan invest in Egypt?": the country belongs to the companies.
  const of = items[askedAt + 1]
  const home = items[askedAt + 2]
  const isHome =
    asked !== null &&
    of?.kind === 'preposition' &&
    ['from', 'of', 'in'].includes(of.word) &&
    home?.kind === 'name' &&
    items.slice(askedAt + 3).some((item) => item.kind === 'predicate' || item.kind === 'link')
  const homeName = isHome && home?.kind === 'name' ? pick(home.entries, ['Country', 'Region', 'Place']) : null
  if (homeName) within.push([homeName])
  for (const [at, item] of items.entries()) {
    if (homeName && (at === askedAt + 1 || at === askedAt + 2)) continue
    if (at === questionAt || (questionPreposition && at === questionAt - 1)) continue
    if (asked && at === askedAt) continue
    if (asked && item.kind === 'name' && item.adjective && at > questionAt && at < askedAt) {
      const country = item.entries.find((entry) => entry.type === 'Country' || entry.type === 'Region')
      if (country) {
        within.push([country])
        continue
      }
    }
    kept.push(item)
  }
  const form: AskForm =
    question.word === 'how-many'
      ? 'count'
      : question.word === 'how-much'
        ? 'amount'
        : question.word === 'when'
          ? 'when'
          : yesNo && !asked
            ? 'whether'
            : 'list'
  const parts = dropAppositions(groupParts(kept), -1)
  return {
    parts,
    question: question.word,
    questionAt,
    questionPreposition,
    asked,
    askedAt,
    within,
    form,
    scope,
  }
}

/** Takes words of modality out of the parts, unless one is the only verb that is left. */
export const takeModalities = (clause: Clause): void => {
  clause.parts = clause.parts.filter((part) => {
    if (part.kind !== 'item' || part.item.kind !== 'modality') return true
    const { modality } = part.item
    if (!clause.scope.modalities.includes(modality)) clause.scope.modalities.push(modality)
    return false
  })
}

/** The words of parts that found no place. */
export const leftOver = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) =>
    part.kind === 'group'
      ? [part.group.names.map((entries) => first(entries).name).join(', ')]
      : part.item.kind === 'auxiliary'
        ? []
        : [part.item.text],
  )

export const groupsOf = (parts: readonly Part[]): NameGroup[] =>
  parts.flatMap((part) => (part.kind === 'group' ? [part.group] : []))

export const has = (parts: readonly Part[], kind: Item['kind']): boolean =>
  parts.some((part) => part.kind === 'item' && part.item.kind === kind)

/** Parts that are neither names nor words whose work is done. */
export const others = (parts: readonly Part[], done: readonly Item['kind'][]): Part[] =>
  parts.filter((part) => part.kind === 'item' && part.item.kind !== 'auxiliary' && !done.includes(part.item.kind))
