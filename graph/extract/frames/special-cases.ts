/**
 * What single frames ask beyond their data: shares that change hands, papers without parties, persons who meet. Each is
 * a small question on the tree and the roles; what follows from the answer is decided in apply-frames.
 */

import { governingVerb } from '../clauses/governing-verb.ts'
import { isPassive } from '../clauses/passive.ts'
import type { Argument } from '../clauses/resolve-arguments.ts'
import type { KnownRoles } from '../clauses/roles.ts'
import { childrenIn, lemmaAt, type SentenceTree, subtree } from '../clauses/sentence-tree.ts'
import type { EntityMention } from '../document.ts'
import { cueWords } from '../lexicon/lexicons.ts'
import { takesReceiver } from './conditions.ts'
import type { Frame } from './load-frames.ts'

/** "sold its shares in …": what was owned is no more. */
export const givesAway = (tree: SentenceTree, noun: number): boolean => {
  const verb = governingVerb(tree, noun)
  return (
    verb !== null &&
    ['sell', 'divest', 'offload', 'dispose', 'shed', 'transfer', 'cede', 'relinquish'].includes(lemmaAt(tree, verb)) &&
    !isBuyer(tree, noun)
  )
}
/** Whether the share is in somebody else's hands by the sentence ("bought … from"). */
const isBuyer = (tree: SentenceTree, noun: number): boolean =>
  childrenIn(tree, noun, 'acl').some((child) => lemmaAt(tree, child) === 'buy')

/** "rejected the offer": it was made, and the answer was no. */
export const turnedDown = (tree: SentenceTree, noun: number): boolean => {
  const verb = governingVerb(tree, noun)
  return (
    verb !== null &&
    ['reject', 'refuse', 'decline', 'dismiss', 'deny', 'refute', 'turn', 'spurn'].includes(lemmaAt(tree, verb)) &&
    !childrenIn(tree, verb, 'advmod').some((c) => ['not', "n't", 'never'].includes(lemmaAt(tree, c)))
  )
}

/** "cut off deliveries to X": they have ended. */
export const cutsOff = (tree: SentenceTree, noun: number): boolean => {
  const verb = governingVerb(tree, noun)
  return verb !== null && ['cut', 'halt', 'stop', 'suspend', 'freeze'].includes(lemmaAt(tree, verb))
}

const AGREEMENTS = /^(agreement|treaty|accord|pact|memorandum|protocol|contract|deal|convention|mou)$/

/** Whether what is talked of or worked on is a paper. */
export const onAgreement = (tree: SentenceTree, roles: KnownRoles): boolean =>
  ['obj', 'on', 'about', 'over', 'of', 'for'].some((name) =>
    (roles.get(name) ?? []).some((head) => AGREEMENTS.test(lemmaAt(tree, head))),
  )

/** Who met are the persons, where a side names any; their bodies and countries only lead up to them. */
export const personsFirst = (side: Argument[]): Argument[] => {
  const persons = side.filter((a) => a.mention.type === 'Person')
  return persons.length > 0 ? persons : side
}

/** What is sold where a share changes hands. */
export const SHARES = new Set(['stake', 'share', 'percent', '%', 'shareholding', 'interest', 'holding'])
/** Verbs by which a paper is got. */
export const WINNING = new Set(['win', 'secure', 'clinch', 'land', 'get', 'receive', 'obtain', 'award', 'announce'])

/** The verb by which a paper is won or awarded. */
export const wonBy = (tree: SentenceTree, paper: number): number | null => {
  const verb = governingVerb(tree, paper)
  return verb !== null && ['win', 'award', 'assign', 'order'].includes(lemmaAt(tree, verb)) ? verb : null
}

/** A paper that is signed, "bilateral trade", "the sides discussed": both ends are those whom the article is about. */
export const partyless = (tree: SentenceTree, at: number, frame: Frame, roles: KnownRoles): boolean => {
  if (frame.id === 'trade.noun')
    return childrenIn(tree, at, 'amod').some((c) => MUTUAL.has(lemmaAt(tree, c).replace(/^two$/, 'two-way')))
  if (frame.id === 'agree.signing') return true
  if (frame.id === 'agree.noun') return settledOn(tree, at)
  if (TALKING.has(frame.id)) return bothAct(tree, roles) || talkedOver(tree, at, roles)
  if (frame.id !== 'agree.verb' || !SIGNING.has(lemmaAt(tree, at))) return false
  if (!isPassive(tree, at)) return bothAct(tree, roles)
  return childrenIn(tree, at, 'nsubj').some((c) =>
    childrenIn(tree, c, 'det').some((d) => ['the', 'this', 'both'].includes(lemmaAt(tree, d))),
  )
}
const MUTUAL = new Set(['bilateral', 'mutual', 'two-way', 'reciprocal'])
const SIGNING = new Set(['sign', 'conclude', 'initial', 'ink', 'seal'])
const TALKING = new Set(['discuss.verb', 'agree.jointly', 'partner.verb'])
const TALKERS = cueWords('talkers')
const TIES = cueWords('ties')
const GOADS = cueWords('goads')

/** "Agreements were reached": papers come about without a party. */
const settledOn = (tree: SentenceTree, at: number): boolean => {
  const verb = governingVerb(tree, at)
  return (
    verb !== null &&
    isPassive(tree, verb) &&
    ['sign', 'conclude', 'reach', 'initial', 'ink', 'adopt'].includes(lemmaAt(tree, verb)) &&
    childrenIn(tree, verb, 'nsubj', 'obj').includes(at)
  )
}

/** "They discussed", "both leaders agreed": more than one acts, and the sentence does not say who. */
const bothAct = (tree: SentenceTree, roles: KnownRoles): boolean =>
  (roles.get('subj') ?? []).some(
    (head) =>
      tree.lowers[head] === 'they' ||
      tree.lowers[head] === 'both' ||
      (tree.tokens[head]?.xpos === 'NNS' &&
        TALKERS.has(lemmaAt(tree, head)) &&
        childrenIn(tree, head, 'det', 'nummod', 'amod').some((c) =>
          ['the', 'both', 'two', 'these'].includes(lemmaAt(tree, c)),
        )),
  )

/** "Prospects for cooperation were discussed": a topic of two, and nobody who talks of it. */
const talkedOver = (tree: SentenceTree, at: number, roles: KnownRoles): boolean =>
  isPassive(tree, at) &&
  !roles.has('subj') &&
  (roles.get('obj') ?? []).some((head) => [head, ...subtree(tree, head)].some((i) => TIES.has(lemmaAt(tree, i))))

/** Roles of the object that fit this word of a frame; `things` says that an object stands there that is nobody. */
export const objectRolesAt = (frame: Frame, lemma: string, things: boolean): string[] => {
  if (frame.id === 'supply.verb')
    // Only "equips", "supplies" … take the receiver as object; only "markets" names it by "in".
    return frame.object.filter(
      (name) =>
        (name !== 'obj' || takesReceiver(lemma)) &&
        (name !== 'in' || ['market', 'distribute', 'install'].includes(lemma)),
    )
  if (frame.id === 'propose.verb')
    // Only "calls", "presses" name whom they ask by "on"; "encourages investment in X" asks nobody.
    return frame.object.filter(
      (name) =>
        (!['on', 'upon'].includes(name) || ['call', 'press'].includes(lemma)) &&
        !(things && GOADS.has(lemma) && ['to', 'that', 'task'].includes(name)),
    )
  return frame.object
}

/** "Norvik Steel, Austria", "the Ministry's Trade Department": the two mentions lead to one body; they are no pair. */
export const oneBody = (tree: SentenceTree, a: EntityMention, b: EntityMention): boolean => {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a]
  if (first.from === second.from) return false
  // "OSLO (Agency) - The Chamber of …": the city of a dateline is no government.
  if (first.rule === 'country.seat' && second.type === 'Organization') return true
  const between = tree.lowers.slice(first.to, second.from)
  if (between.some((word) => ['and', 'with', 'or', '&', '-', '–'].includes(word))) return false
  const owner = between.some((_, i) => tree.tokens[first.to + i]?.xpos === 'POS')
  const place = second.type === 'Country' && first.type === 'Organization' && between.length <= 3
  return owner || place
}
