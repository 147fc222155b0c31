/**
 * The sectors that a statement is about: those of its goods and of the undertaking that it names, else what its clause
 * speaks of, else the rest of the sentence, the trade of its ends and at last the article's topic. Mentions and knowledge
 * in, ids out; never looks beyond the sentence by itself.
 */
import type { SentenceTree } from '../clauses/sentence-tree.ts'
import type { EntityMention } from '../document.ts'
import type { Draft } from '../draft.ts'
import { narrowSectors } from '../narrow-sectors.ts'
import type { Knowledge } from './sectors-of-entity.ts'

type Predicates = ReadonlySet<Draft['predicate']>

/** Roles and locations are about no trade, and an activity says its own as its end. */
const NONE: Predicates = new Set(['HOLDS_ROLE_IN', 'LOCATED_IN', 'ACTIVE_IN'])
/** Statements that are about a trade even where the clause names none: the ends' own sectors fill in. */
const FROM_ENDS: Predicates = new Set([
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
/** Trade in goods is about those goods, whatever else the clause speaks of. */
const GOODS_ALONE: Predicates = new Set(['EXPORTS', 'IMPORTS', 'PRODUCES', 'SUPPLIES', 'RESTRICTS'])
/** Who builds or pays for a plant does it in the plant's trade. */
const UNDERTAKES: Predicates = new Set(['DEVELOPS', 'OWNS', 'INVESTS_IN', 'FINANCES', 'SUPPORTS'])
/** Of these the clause names guests, goods and bodies that the meeting or the trade balance is not about. */
const GATHERS: Predicates = new Set(['ATTENDS', 'MEETS_WITH', 'TRADES_WITH'])
/** Statements that are seldom about anything but the article's main trade. */
const OF_TOPIC: Predicates = new Set(['SUPPLIES', 'AGREES_WITH', 'FINANCES', 'DEVELOPS', 'RESTRICTS', 'PROPOSES'])
const LENDERS = /bank|development|credit|fund|financ|capital/

const sectorsOf = (mentions: readonly EntityMention[]): string[] => [
  ...new Set(mentions.filter((m) => m.type === 'Sector').map((m) => m.entity)),
]

/** Sectors that a list of fields names in this sentence. */
const listedSectors = (tree: SentenceTree): ReadonlySet<string> =>
  new Set(tree.mentions.filter((m) => m.rule === 'sector.named').map((m) => m.entity))

/**
 * @param inside mentions of the statement's clause.
 * @param commodities goods that qualify the statement.
 * @param projects undertakings and papers of the clause that are no end of it.
 */
export const sectorsOfDraft = (
  draft: Draft,
  tree: SentenceTree,
  inside: readonly EntityMention[],
  commodities: readonly string[],
  projects: readonly string[],
  knowledge: Knowledge,
): string[] => {
  const { predicate, subject, object } = draft
  if (NONE.has(predicate)) return []
  const found = new Set<string>()
  const add = (list: readonly string[]): void => {
    for (const sector of list) found.add(sector)
  }
  const undertakes = UNDERTAKES.has(predicate)
  const isUndertaking = (id: string): boolean => id.startsWith('project:') || id.startsWith('place:')
  for (const good of [...commodities, object, subject])
    if (good.startsWith('commodity:')) add(knowledge.sectorsOf(good))
  if (object.startsWith('sector:')) add([object])
  if (undertakes && isUndertaking(object)) add(knowledge.sectorsOf(object))

  const told = found.size > 0
  if (inside.length > 0 && !(told && (undertakes || GOODS_ALONE.has(predicate)))) {
    // What a company is ("a Greek newspaper") says what the deed is about only in its own clause, and where no good does.
    const gathers = GATHERS.has(predicate)
    add(
      sectorsOf(
        inside.filter((m) => !((m.rule === 'sector.maker' && told) || (gathers && /maker|commodity/.test(m.rule)))),
      ),
    )
    // What is spoken of elsewhere in the sentence, where the clause itself names no trade.
    if (found.size === 0) add(sectorsOf(tree.mentions.filter((m) => m.rule !== 'sector.maker')))
  }
  const orElse = (ids: readonly string[]): void => {
    for (const id of ids) if (found.size === 0) add(knowledge.sectorsOf(id))
  }
  orElse([object, subject].filter(isUndertaking))
  orElse(projects)
  if (FROM_ENDS.has(predicate)) {
    orElse([subject, object].filter((id) => id.startsWith('org:')))
    if (found.size === 0) add(sectorsOf(tree.mentions))
    if (found.size === 0) for (const m of tree.mentions) if (m.type === 'Commodity') add(knowledge.sectorsOf(m.entity))
  }
  if (found.size === 0 && OF_TOPIC.has(predicate)) add(knowledge.topics.slice(0, 1))
  if (predicate === 'FINANCES' && subject.startsWith('org:') && LENDERS.test(subject)) add(['sector:finance'])
  return narrowSectors([...found], listedSectors(tree))
}
