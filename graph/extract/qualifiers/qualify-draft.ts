/**
 * Adds to a draft what its clause says around it: sectors, goods, places, project, event, amount and date. Sectors come
 * from the goods first, then from the clause, the undertaking and the organisations, at last from the article's topic.
 */

import { askOnce } from '../clauses/ask-once.ts'
import type { SentenceTree } from '../clauses/sentence-tree.ts'
import type { EntityMention } from '../document.ts'
import type { Draft } from '../draft.ts'
import { type Amount, findAmounts } from './find-amounts.ts'
import { clauseOf } from './find-clause.ts'
import { type FoundDate, findDates } from './find-dates.ts'
import { sectorsOfDraft } from './sectors-of-draft.ts'
import type { Knowledge } from './sectors-of-entity.ts'

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
  if (NONE.has(draft.predicate))
    return { sectors: [], commodities: [], places: [], project: null, event: null, amount: null, date: null }

  const commodities = NO_GOODS.has(draft.predicate)
    ? []
    : draft.commodities.length > 0
      ? draft.commodities
      : typed(inside, 'Commodity').filter((c) => !ends.has(c))
  const projects = [...typed(inside, 'Project'), ...typed(inside, 'Agreement')].filter((p) => !ends.has(p))

  const kinds: Amount['kind'][] =
    draft.predicate === 'OWNS'
      ? ['share']
      : ['PRODUCES', 'EXPORTS', 'IMPORTS'].includes(draft.predicate)
        ? ['quantity', 'money']
        : draft.predicate === 'RESTRICTS'
          ? ['share', 'quantity']
          : ['money', 'quantity']
  return {
    sectors: sectorsOfDraft(draft, tree, inside, commodities, projects, knowledge),
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
