/**
 * Two parties that one word ties together, by word order alone: "between A and B", "A and B … jointly", "A together with
 * B". Such pairs are short and fixed, and trees of long sentences break them more often than order does.
 */
import type { Predicate } from '../../contract.ts'
import { predicateRules } from '../../ontology/ontology.ts'
import { lemmaAt, type SentenceTree } from '../clauses/sentence-tree.ts'
import type { EntityMention } from '../document.ts'
import type { Draft } from '../draft.ts'
import { framesByWord } from '../frames/load-frames.ts'
import { findModality } from '../modality/find-modality.ts'
import { weakerModality } from '../modality/modality-cues.ts'

const ACTORS = new Set(['Country', 'Region', 'Organization', 'Person'])
const JOINT = new Set([
  'together',
  'jointly',
  'alongside',
  'hand',
  'along',
  'tandem',
  'cooperation',
  'collaboration',
  'partnership',
  'conjunction',
  'consortium',
])

const PAPERS = new Set([
  'agreement',
  'contract',
  'deal',
  'memorandum',
  'mou',
  'protocol',
  'treaty',
  'accord',
  'pact',
  'licence',
  'license',
  'arrangement',
  'convention',
])

const text = (tree: SentenceTree, at: number): string => tree.lowers[at] ?? ''

const make = (
  tree: SentenceTree,
  predicate: Predicate,
  a: EntityMention,
  b: EntityMention,
  trigger: number,
  rule: string,
  modality: Draft['modality'],
): Draft => ({
  subject: a.entity,
  predicate,
  object: b.entity,
  counterpart: null,
  commodities: [],
  title: null,
  modality,
  sentence: tree.index,
  trigger,
  rule,
  ends: [a, b],
  path: 'order',
  attributed: true,
})

const actorAt = (tree: SentenceTree, at: number): EntityMention | undefined => {
  for (let i = at; i < at + 5; i++) {
    const lead = tree.leads.get(i)
    if (lead && ACTORS.has(lead.type)) return lead
    const mention = tree.mentions.find((m) => m.from === i && ACTORS.has(m.type))
    if (mention) return mention
    if (!['DET', 'ADJ', 'NOUN', 'PROPN', 'PUNCT', 'PRON'].includes(tree.tokens[i]?.upos ?? '')) return undefined
  }
  return undefined
}

/** The word of a symmetric frame that a "between" belongs to: the nearest noun before it, else the first after the pair. */
const tiedWord = (
  tree: SentenceTree,
  between: number,
  after: number,
): { at: number; predicate: Predicate; modality: Draft['modality'] | null } | null => {
  const tie = (at: number) => {
    if (!['NOUN', 'PROPN', 'VERB'].includes(tree.tokens[at]?.upos ?? '')) return null
    for (const { frame, rest } of framesByWord.get(lemmaAt(tree, at)) ?? [])
      if (rest.length === 0 && frame.subject.includes('between') && predicateRules[frame.predicate].symmetric)
        return { at, predicate: frame.predicate, modality: frame.modality }
    return null
  }
  for (let i = between - 1; i >= Math.max(0, between - 10); i--) {
    const found = tie(i)
    if (found?.predicate === 'PARTNERS_WITH') {
      // "an accord on cooperation between": they have the accord.
      const paper = paperBefore(tree, i)
      return paper === null ? found : { at: paper, predicate: 'AGREES_WITH', modality: null }
    }
    if (found) return found
    if (tree.tokens[i]?.feats.VerbForm === 'Fin' && i < between - 3) break
  }
  for (let i = after; i < Math.min(after + 12, tree.tokens.length); i++) {
    const found = tie(i)
    if (found) return found
  }
  return null
}

/** The paper that a topic before it is about: "a memorandum of technical cooperation". */
const paperBefore = (tree: SentenceTree, topic: number): number | null => {
  for (let i = topic - 1; i >= Math.max(0, topic - 7); i--) {
    if (PAPERS.has(lemmaAt(tree, i))) return i
    if (tree.tokens[i]?.upos === 'VERB' || tree.tokens[i]?.upos === 'PUNCT' || tree.tokens[i]?.upos === 'AUX')
      return null
  }
  return null
}

const tiedPair = (tree: SentenceTree, between: number, first: EntityMention, second: EntityMention): Draft[] => {
  const tied = tiedWord(tree, between, second.to)
  if (!tied) return []
  const found = findModality(tree, tied.at)
  const modality = tied.modality ? weakerModality(tied.modality, found) : found
  return [make(tree, tied.predicate, first, second, tied.at, 'pair.between', modality)]
}

/** Pairs of "between A and B". */
const betweenPairs = (tree: SentenceTree): Draft[] => {
  const drafts: Draft[] = []
  for (const [i] of tree.tokens.entries()) {
    if (text(tree, i) !== 'between') continue
    const first = actorAt(tree, i + 1)
    if (!first) continue
    // "signed between the two countries"
    const both = tree.mentions.filter((m) => m.rule === 'pair' && m.from === first.from && m.to === first.to)
    if (both.length === 2) {
      drafts.push(...tiedPair(tree, i, both[0] as EntityMention, both[1] as EntityMention))
      continue
    }
    let and = first.to
    while (and < first.to + 14 && and < tree.tokens.length && text(tree, and) !== 'and') {
      if (tree.tokens[and]?.feats.VerbForm === 'Fin') break
      and++
    }
    if (text(tree, and) !== 'and') continue
    const second = actorAt(tree, and + 1)
    if (!second || second.entity === first.entity || (second.type === 'Person') !== (first.type === 'Person')) continue
    drafts.push(...tiedPair(tree, i, first, second))
  }
  return drafts
}

/** "X will build the line together with Y": the second actor does what the first does, and they are partners. */
const jointPairs = (tree: SentenceTree, found: readonly Draft[]): Draft[] => {
  const drafts: Draft[] = []
  for (const [i] of tree.tokens.entries()) {
    if (text(tree, i) !== 'with' && text(tree, i) !== 'alongside') continue
    const near = [1, 2, 3].map((step) => text(tree, i - step))
    if (text(tree, i) === 'with' && !near.slice(0, 2).some((word) => JOINT.has(word))) continue
    const partner = actorAt(tree, i + 1)
    if (!partner) continue
    for (const draft of found) {
      if (
        !['DEVELOPS', 'PRODUCES', 'SUPPLIES', 'INVESTS_IN', 'FINANCES'].includes(draft.predicate) ||
        Math.abs(draft.trigger - i) > 16
      )
        continue
      const [subject, object] = draft.ends
      if (
        !subject ||
        !object ||
        subject.entity === partner.entity ||
        object.entity === partner.entity ||
        draft.subject !== subject.entity
      )
        continue
      if (draft.predicate === 'DEVELOPS' || draft.predicate === 'PRODUCES')
        drafts.push(make(tree, draft.predicate, partner, object, draft.trigger, 'pair.joint', draft.modality))
      drafts.push(make(tree, 'PARTNERS_WITH', subject, partner, i, 'pair.partners', draft.modality))
    }
  }
  return drafts
}

/** "Under a contract with X, Y will deliver …": the one who acts is the other party. */
const underPairs = (tree: SentenceTree): Draft[] => {
  for (let i = 1; i < Math.min(9, tree.tokens.length); i++) {
    if (!PAPERS.has(lemmaAt(tree, i)) || !['under', 'by', 'per'].includes(text(tree, 0))) continue
    let at = i + 1
    while (at < i + 10 && text(tree, at) !== 'with') at++
    const first = text(tree, at) === 'with' ? actorAt(tree, at + 1) : undefined
    if (!first) return []
    let comma = first.to
    while (comma < first.to + 14 && text(tree, comma) !== ',') comma++
    const second = text(tree, comma) === ',' ? actorAt(tree, comma + 1) : undefined
    if (!second || second.entity === first.entity || second.type === 'Person') return []
    return [make(tree, 'AGREES_WITH', first, second, i, 'pair.under', 'actual')]
  }
  return []
}

/** "signed on behalf of X by A and on behalf of Y by B", "A signed for X and B for Y". */
const signedFor = (tree: SentenceTree): Draft[] => {
  const at = tree.tokens.findIndex((_, i) => lemmaAt(tree, i) === 'sign')
  if (at < 0) return []
  const parties: EntityMention[] = []
  for (const [i] of tree.tokens.entries()) {
    const behalf = text(tree, i) === 'of' && text(tree, i - 1) === 'behalf'
    // "for" close to a signer, not "for the supply of".
    if (!behalf && !(text(tree, i) === 'for' && i > 0)) continue
    const start = text(tree, i + 1) === 'the' ? i + 2 : i + 1
    const party = tree.leads.get(start) ?? tree.mentions.find((m) => m.from === start || m.from === i + 1)
    if (party && (party.type === 'Country' || party.type === 'Organization') && party.kind !== 'adjective')
      parties.push(party)
  }
  const [first, second] = parties
  if (!first || !second || parties.length !== 2 || first.entity === second.entity) return []
  return [make(tree, 'AGREES_WITH', first, second, at, 'pair.signed', findModality(tree, at))]
}

/** Pairs that word order gives; `found` are the statements that frames gave in this sentence. */
export const findPairs = (tree: SentenceTree, found: readonly Draft[]): Draft[] => [
  ...betweenPairs(tree),
  ...jointPairs(tree, found),
  ...underPairs(tree),
  ...signedFor(tree),
]
