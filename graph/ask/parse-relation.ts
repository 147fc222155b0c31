/**
 * The second half of the grammar, for questions with a predicate: who is subject, object, buyer, place or sector, and
 * which of them is asked. Voice, order and prepositions propose; the ontology's domain and range decide.
 */
import type { EntityType } from '../contract.ts'
import { predicateRules } from '../ontology/ontology.ts'
import type { RelationIntent } from './ask-intent.ts'
import type { NameEntry } from './ask-vocabulary.ts'
import { type Clause, first, leftOver, type ParseResult, type Part, pick } from './question-clause.ts'
import { predicateWords, type Slot } from './question-lexicon.ts'
import { type Filling, generalSlots, placeGroup, slotTypes } from './relation-slots.ts'
import type { Item } from './tag-question.ts'

type PredicateItem = Item & { kind: 'predicate' }

/** The predicate that the question turns on: a verb before a noun; "trade agreement" is the agreement. */
const findPredicate = (
  parts: readonly Part[],
): { item: PredicateItem; at: number; used: Set<number>; takes: boolean } | null => {
  const found = parts.flatMap((part, at) =>
    part.kind === 'item' && part.item.kind === 'predicate' ? [{ item: part.item as PredicateItem, at }] : [],
  )
  if (found.length === 0) return null
  const isVerb = (item: PredicateItem): boolean => item.form === 'verb' || item.form === 'participle'
  const verbs = found.filter(({ item }) => isVerb(item))
  const main = verbs.find(({ item }) => item.predicate !== 'TRADES_WITH') ?? verbs[0] ?? found.at(-1)!
  const used = new Set<number>([main.at])
  let takes = false
  for (const { item, at } of found) {
    if (at === main.at) continue
    // "imposed sanctions", "signed agreements": the same predicate twice. "trade agreement": trade is its kind.
    const isKind = item.predicate === 'TRADES_WITH' && item.form === 'noun' && at === main.at - 1
    const isHelper = item.predicate === main.item.predicate
    // "restrict imports from Turkey": the noun is what is restricted.
    const isTaken = predicateWords[main.item.predicate].takes.includes(item.predicate) && !isVerb(item) && at > main.at
    if (isKind || isHelper || isTaken) used.add(at)
    takes ||= isTaken
  }
  return { ...main, used, takes }
}

/** The same trade from the other side: what A exports to B, B imports from A. Null for other predicates. */
export const fromOtherSide = (intent: RelationIntent): RelationIntent | null => {
  const predicate = intent.predicate === 'EXPORTS' ? 'IMPORTS' : intent.predicate === 'IMPORTS' ? 'EXPORTS' : null
  if (!predicate || intent.pair) return null
  const { subject, counterpart, ...rest } = intent.ends
  const ends = {
    ...rest,
    ...(counterpart ? { subject: counterpart } : {}),
    ...(subject ? { counterpart: subject } : {}),
  }
  const ask = intent.ask === 'subject' ? 'counterpart' : intent.ask === 'counterpart' ? 'subject' : intent.ask
  return { ...intent, predicate, ends, ask }
}

export const parseRelation = (clause: Clause): ParseResult | null => {
  const main = findPredicate(clause.parts)
  if (!main) return null
  const { predicate, form } = main.item
  const rule = predicateRules[predicate]
  const words = predicateWords[predicate]
  const filling: Filling = { predicate, ends: {}, pair: null }
  const unused: Part[] = []
  const speakers: NameEntry[] = []
  const sayAt = clause.parts.findIndex((part) => part.kind === 'item' && part.item.kind === 'say')
  const sayPart = clause.parts[sayAt]
  const accordingTo = sayPart?.kind === 'item' && /^according/i.test(sayPart.item.text)
  const isBe = (part: Part | undefined): boolean =>
    part?.kind === 'item' && part.item.kind === 'auxiliary' && part.item.word === 'be'
  const passive = form === 'participle' && !words.stative && clause.parts.slice(0, main.at).some(isBe)
  const isNoun = form === 'noun' || form === 'agent'
  const strandedPreposition = clause.parts.flatMap((part) =>
    part.kind === 'item' && part.item.kind === 'preposition' ? [part.item.word] : [],
  )
  const bareBefore = clause.parts.filter(
    (part, at) =>
      at < main.at && at > (accordingTo ? sayAt + 1 : sayAt) && part.kind === 'group' && !part.group.preposition,
  )
  for (const [at, part] of clause.parts.entries()) {
    if (main.used.has(at)) continue
    if (part.kind === 'item') {
      const { kind } = part.item
      const light = kind === 'auxiliary' || kind === 'preposition' || kind === 'about' || kind === 'joiner'
      const typeBehind = kind === 'type' && at > main.at
      const saying = kind === 'say' && at === sayAt
      if (!light && !typeBehind && !saying && !(kind === 'link' && isNoun)) unused.push(part)
      continue
    }
    const { group } = part
    if (at < sayAt || (accordingTo && at === sayAt + 1)) {
      const found = group.names.map((entries) => pick(entries, ['Country', 'Region', 'Organization', 'Person']))
      if (found.every((entry) => entry !== null)) speakers.push(...found)
      else unused.push(part)
      continue
    }
    const aboutBefore = clause.parts[at - 1]
    const preposition =
      group.preposition ??
      (aboutBefore?.kind === 'item' && aboutBefore.item.kind === 'about' ? aboutBefore.item.text.toLowerCase() : null)
    if (preposition === 'between' || preposition === 'among') {
      if (group.names.length !== 2) unused.push(part)
      else filling.pair = [[first(group.names[0]!)], [first(group.names[1]!)]]
      continue
    }
    if (preposition) {
      const taken: Slot[] = main.takes && preposition !== 'by' ? ['object'] : []
      const slots = [
        ...taken,
        ...(preposition === 'by' ? [] : (words.slots[preposition] ?? [])),
        ...(generalSlots[preposition] ?? []),
      ]
      if (!placeGroup(filling, group, slots)) unused.push(part)
      continue
    }
    const bare = words.slots.bare ?? ['object']
    const owner = group.possessive || group.adjective
    if (owner && at < main.at && isNoun) {
      // "Japan's suppliers" supply Japan; "Russian exporters" are of Russia; "Russia's exports" are by Russia.
      const fitsObject = form === 'agent' && rule.range.includes('Country') && (group.possessive || rule.symmetric)
      if (fitsObject && !filling.ends.object && placeGroup(filling, group, rule.symmetric ? ['subject'] : ['object']))
        continue
      // "Russian suppliers of Japan" are asked for and are of Russia.
      const homes = form === 'agent' ? group.names.map((entries) => pick(entries, ['Country', 'Region'])) : []
      if (homes.length > 0 && homes.every((entry) => entry !== null)) {
        clause.within.push(homes)
        continue
      }
      if (placeGroup(filling, group, ['subject', ...bare])) continue
    }
    // "Russian aluminium" comes from Russia.
    const behind = clause.parts[at + 1]
    const isOrigin =
      group.adjective &&
      behind?.kind === 'group' &&
      !behind.group.preposition &&
      behind.group.names.every((entries) => pick(entries, ['Commodity', 'Sector']))
    if (isOrigin && placeGroup(filling, group, ['counterpart', 'subject'])) continue
    const isLastBefore = bareBefore.at(-1) === part
    const order: Slot[] =
      at > main.at
        ? [...bare, 'subject', 'counterpart']
        : passive
          ? [...bare]
          : isLastBefore || isNoun
            ? ['subject', ...bare]
            : [...bare, 'subject']
    const after = at > main.at && isNoun ? [...bare, 'subject' as const, 'sector' as const] : order
    if (!placeGroup(filling, group, after)) unused.push(part)
  }
  const { ends } = filling
  // "Russia and Japan cooperate": two subjects of a mutual predicate are its two ends.
  const stranded = strandedPreposition.at(-1) ?? clause.questionPreposition
  const asksOther = stranded === 'with' || stranded === 'to'
  if (rule.symmetric && ends.subject && ends.subject.length > 1 && !ends.object && !asksOther && !filling.pair) {
    filling.pair = [[ends.subject[0]!], ends.subject.slice(1)]
    delete ends.subject
  }
  if (unused.length > 0) return { unused: leftOver(unused), reason: 'unread' }
  const ask = askedSlot(clause, filling, {
    passive,
    isNoun,
    isAgent: form === 'agent',
    stranded,
    sayAt,
    accordingTo,
    mainAt: main.at,
  })
  if (!ask) return { unused: [main.item.text], reason: 'unread' }
  const entityAsked = clause.asked && clause.asked !== 'article' && clause.asked !== 'statement' ? clause.asked : null
  const sectors = ends.sector ?? []
  delete ends.sector
  const intent: RelationIntent = {
    kind: 'relation',
    predicate,
    ends,
    pair: filling.pair,
    ask,
    askType: entityAsked,
    within: clause.within.flat(),
    speakers,
    form: clause.form,
    scope: { ...clause.scope, sectors: [...clause.scope.sectors, ...sectors] },
  }
  if (ask === 'statement' && intent.within.length > 0)
    return { unused: intent.within.map(({ name }) => name), reason: 'unread' }
  return { intent }
}

interface Shape {
  passive: boolean
  isNoun: boolean
  isAgent: boolean
  stranded: string | null
  sayAt: number
  accordingTo: boolean
  mainAt: number
}

/** What is asked for: by the asked type, the question word, a preposition left over, and what is still free. */
const askedSlot = (clause: Clause, filling: Filling, shape: Shape): RelationIntent['ask'] | null => {
  const { predicate, ends, pair } = filling
  const { asked, question, form } = clause
  const rule = predicateRules[predicate]
  const words = predicateWords[predicate]
  if (shape.sayAt >= 0 && question === 'who' && !shape.accordingTo) return 'speaker'
  if (asked === 'article') return 'article'
  if (asked === 'statement' || form === 'whether' || form === 'when') return 'statement'
  if (form === 'amount') return 'statement'
  if (form === 'count' && !asked) return 'statement'
  const free = (slot: Slot): boolean => !ends[slot] && !(pair && (slot === 'subject' || slot === 'object'))
  const fits = (slot: Slot): boolean => !asked || slotTypes(predicate, slot).includes(asked as EntityType)
  const firstOf = (slots: readonly Slot[]): Slot | null => slots.find((slot) => free(slot) && fits(slot)) ?? null
  if (question === 'where') return predicate === 'LOCATED_IN' ? 'object' : 'place'
  if (shape.stranded) {
    const { stranded } = shape
    const byPreposition =
      stranded === 'by'
        ? (['subject'] as Slot[])
        : [...(words.slots[stranded] ?? []), ...(generalSlots[stranded] ?? [])]
    const found = firstOf(byPreposition)
    if (found) return found
  }
  if (asked === 'Sector' && free('sector')) return firstOf(['sector'])
  if (asked === 'Agreement' && predicate === 'AGREES_WITH') return 'statement'
  const bare = words.slots.bare ?? ['object']
  const goods: Slot[] =
    predicate === 'SUPPLIES' || predicate === 'TRADES_WITH' ? ['commodity', 'object'] : ['object', 'commodity']
  if (shape.isAgent) return firstOf(rule.symmetric && ends.subject ? ['object', 'subject'] : ['subject', 'object'])
  if (question === 'who') {
    // A place of the subject is taken when the subject stands there: "Who does Kitami supply?"
    const order: Slot[] = ends.subject
      ? ['object', 'counterpart']
      : shape.passive
        ? [...bare, 'subject']
        : ['subject', 'object']
    const actors: EntityType[] = ['Country', 'Region', 'Organization', 'Person']
    return order.find((slot) => free(slot) && slotTypes(predicate, slot).some((type) => actors.includes(type))) ?? null
  }
  if (question === 'how') return 'statement'
  if (asked) {
    const actorFirst: Slot[] =
      shape.passive && !ends.subject && !ends.object ? [...goods, 'subject'] : ['subject', ...goods]
    return firstOf([...actorFirst, 'counterpart', 'place', 'project', 'event', 'sector', 'commodity'])
  }
  if (pair)
    return rule.range.includes('Commodity') || (predicate === 'TRADES_WITH' && question === 'what' && !shape.isNoun)
      ? 'commodity'
      : 'statement'
  if (question === 'what' || question === 'which' || question === 'show' || question === null) {
    if (ends.subject) {
      const order: Slot[] = bare[0] === 'commodity' && question !== null ? goods : ['object']
      const found = firstOf(order)
      return found ?? 'statement'
    }
    if (ends.object || ends.counterpart || ends.commodity) {
      if (shape.passive && !ends.object && free('object')) return 'object'
      if (predicate === 'IMPORTS' && ends.counterpart && !ends.object) return 'object'
      if (predicate === 'EXPORTS' && ends.counterpart && !ends.object) return 'object'
      if (shape.isNoun) return 'statement'
      return firstOf(['subject']) ?? 'statement'
    }
    if (shape.passive) return firstOf(bare) ?? 'statement'
    return 'statement'
  }
  return 'statement'
}
