/**
 * Adds to a draft what its clause says around it: sectors, goods, places, project, event, amount and date. Sectors come
 * from the goods first, then from the clause, the undertaking and the organisations, at last from the article's topic.
 */

import { askOnce } from '../clauses/ask-once.ts'
import type { SentenceTree } from '../clauses/sentence-tree.ts'
import type { EntityMention } from '../document.ts'
import type { Draft } from '../draft.ts'
import { narrowSectors } from '../narrow-sectors.ts'
import { type Amount, findAmounts } from './find-amounts.ts'
import { clauseOf } from './find-clause.ts'
import { type FoundDate, findDates } from './find-dates.ts'

/** What is known of entities beyond the sentence. */
export interface Knowledge {
  /** Sectors that an entity stands for by itself: a commodity's maker, an undertaking's or company's trade. */
  sectorsOf: (entity: string) => readonly string[]
  /** The article's main sectors, most frequent first. */
  topics: readonly string[]
  published: string | null
}

export interface Qualifiers {
  sectors: string[]
  commodities: string[]
  places: string[]
  project: string | null
  event: string | null
  amount: string | null
  date: string | null
}

const NONE: ReadonlySet<Draft['predicate']> = new Set(['HOLDS_ROLE_IN', 'LOCATED_IN'])
const NO_GOODS: ReadonlySet<Draft['predicate']> = new Set([
  'EXPORTS',
  'IMPORTS',
  'PRODUCES',
  'ACTIVE_IN',
  'MEETS_WITH',
  'ATTENDS',
])
/** Statements that are about a trade even where the clause names none: the ends' own sectors fill in. */
const FROM_ENDS: ReadonlySet<Draft['predicate']> = new Set([
  'SUPPLIES',
  'PARTNERS_WITH',
  'AGREES_WITH',
  'INVESTS_IN',
  'FINANCES',
  'DEVELOPS',
  'OWNS',
  'OPERATES_IN',
  'RESTRICTS',
  'PROPOSES',
  'DISPUTES_WITH',
  'SUPPORTS',
])
/** Trade in goods is about those goods. */
const GOODS_ALONE: ReadonlySet<Draft['predicate']> = new Set(['EXPORTS', 'IMPORTS', 'PRODUCES'])
/** Statements that are seldom about anything but the article's main trade. */
const OF_TOPIC: ReadonlySet<Draft['predicate']> = new Set([
  'SUPPLIES',
  'AGREES_WITH',
  'FINANCES',
  'DEVELOPS',
  'RESTRICTS',
  'PROPOSES',
])
const LENDERS = /bank|development|credit|fund|financ|capital/

const typed = (mentions: readonly EntityMention[], type: EntityMention['type']): string[] => [
  ...new Set(mentions.filter((m) => m.type === type).map((m) => m.entity)),
]

/** Whether a country is named as a place ("in Kenya", "across Chile"), not as an actor. */
const isPlaced = (tree: SentenceTree, mention: EntityMention): boolean => {
  let at = mention.from - 1
  if (tree.tokens[at]?.upos === 'DET') at--
  return ['in', 'across', 'within', 'throughout', 'inside', 'into'].includes(tree.tokens[at]?.text.toLowerCase() ?? '')
}

/** Mentions in the clause of a word. */
const mentionsInClause = askOnce((tree: SentenceTree, at) => {
  const clause = new Set(clauseOf(tree, at))
  return tree.mentions.filter((m) => clause.has(m.head))
})

const nearest = (amounts: readonly Amount[], offset: number, kinds: readonly Amount['kind'][]): string | null => {
  const fit = amounts.filter((a) => kinds.includes(a.kind))
  return closest(fit, offset)?.text ?? null
}

/** The one that starts closest to an offset; the first of two as close. */
const closest = <T extends { start: number }>(found: readonly T[], offset: number): T | null => {
  let best: T | null = null
  for (const one of found) if (!best || Math.abs(one.start - offset) < Math.abs(best.start - offset)) best = one
  return best
}

/** Sectors that a list of fields names in this sentence, and the one that the statement has as its end. */
const listedSectors = (tree: SentenceTree): ReadonlySet<string> =>
  new Set(tree.mentions.filter((m) => m.rule === 'sector.named').map((m) => m.entity))

/** Dates and amounts of the sentence read last: its drafts come one after another. */
let last: { text: string; published: string | null; dates: FoundDate[]; amounts: Amount[] } | null = null
const readSentence = (text: string, published: string | null) => {
  if (last?.text !== text || last.published !== published)
    last = { text, published, dates: findDates(text, published), amounts: findAmounts(text) }
  return last
}

export const qualifyDraft = (
  draft: Draft,
  tree: SentenceTree,
  sentenceText: string,
  knowledge: Knowledge,
): Qualifiers => {
  const inside = mentionsInClause(tree, draft.trigger)
  const ends = new Set([draft.subject, draft.object, draft.counterpart])
  const offset = (tree.tokens[draft.trigger]?.start ?? tree.sentence.start) - tree.sentence.start
  const { dates, amounts } = readSentence(sentenceText, knowledge.published)
  const date = closest(dates, offset)?.date ?? null
  if (draft.predicate === 'LOCATED_IN' && /^(org|project):/.test(draft.subject)) {
    // The trade of what lies there, as far as its name or the article tells it.
    const trade = knowledge.sectorsOf(draft.subject)
    return { sectors: [...trade], commodities: [], places: [], project: null, event: null, amount: null, date: null }
  }
  if (NONE.has(draft.predicate))
    return { sectors: [], commodities: [], places: [], project: null, event: null, amount: null, date: null }

  const commodities = NO_GOODS.has(draft.predicate)
    ? []
    : draft.commodities.length > 0
      ? draft.commodities
      : typed(inside, 'Commodity').filter((c) => !ends.has(c))
  const sectors = new Set<string>()
  const add = (list: readonly string[]): void => {
    for (const sector of list) sectors.add(sector)
  }
  for (const goods of [...commodities, draft.object, draft.subject].filter((id) => id.startsWith('commodity:')))
    add(knowledge.sectorsOf(goods))
  if (draft.object.startsWith('sector:')) add([draft.object])
  if (inside.length > 0 && (sectors.size === 0 || !GOODS_ALONE.has(draft.predicate))) {
    // What a company is ("a Greek newspaper") says what the deed is about only in its own clause, and where no good does.
    const goods = sectors.size > 0
    add(
      typed(
        inside.filter((m) => m.rule !== 'sector.maker' || !goods),
        'Sector',
      ),
    )
    // What is spoken of elsewhere in the sentence, where the clause itself names no trade.
    const elsewhere = tree.mentions.filter(
      (m) => m.rule !== 'sector.maker' && (m.rule !== 'sector.commodity' || sectors.size === 0),
    )
    add(typed(elsewhere, 'Sector'))
  }
  const projects = [...typed(inside, 'Project'), ...typed(inside, 'Agreement')].filter((p) => !ends.has(p))
  if (sectors.size === 0)
    for (const id of [draft.object, draft.subject])
      if (id.startsWith('project:') || id.startsWith('place:')) add(knowledge.sectorsOf(id))
  if (sectors.size === 0) for (const id of projects) add(knowledge.sectorsOf(id))
  if (sectors.size === 0 && FROM_ENDS.has(draft.predicate))
    for (const id of [draft.subject, draft.object])
      if (id.startsWith('org:') && sectors.size === 0) add(knowledge.sectorsOf(id))
  if (sectors.size === 0 && FROM_ENDS.has(draft.predicate)) add(typed(tree.mentions, 'Sector'))
  if (sectors.size === 0 && FROM_ENDS.has(draft.predicate))
    add(typed(tree.mentions, 'Commodity').flatMap(knowledge.sectorsOf))
  if (sectors.size === 0 && OF_TOPIC.has(draft.predicate)) add(knowledge.topics.slice(0, 1))
  if (draft.predicate === 'FINANCES' && draft.subject.startsWith('org:') && LENDERS.test(draft.subject))
    add(['sector:finance'])

  const kinds: Amount['kind'][] =
    draft.predicate === 'OWNS'
      ? ['share']
      : ['PRODUCES', 'EXPORTS', 'IMPORTS'].includes(draft.predicate)
        ? ['quantity', 'money']
        : draft.predicate === 'RESTRICTS'
          ? ['share', 'quantity']
          : ['money', 'quantity']
  return {
    sectors: narrowSectors([...sectors], listedSectors(tree)),
    commodities,
    places: [
      ...typed(
        inside.filter((m) => m.kind === 'name' && isPlaced(tree, m)),
        'Country',
      ),
      ...typed(inside, 'Place'),
      ...typed(inside, 'Region'),
    ].filter((p) => !ends.has(p)),
    project: projects[0] ?? null,
    event: typed(inside, 'Event').find((e) => !ends.has(e)) ?? null,
    amount: ['MEETS_WITH', 'ATTENDS', 'ACTIVE_IN', 'PROPOSES'].includes(draft.predicate)
      ? null
      : nearest(amounts, offset, kinds),
    date,
  }
}
