/**
 * What stands at a verb itself: its auxiliaries, its negation, "to" and "if". Looks at words and the tree only; what stands
 * above the verb is asked elsewhere.
 */
import type { Modality } from '../../contract.ts'
import { childrenIn, isVerb, lemmaAt, relation, type SentenceTree } from '../clauses/sentence-tree.ts'
import { REPORT, weakerModality } from './modality-cues.ts'

const NEGATIONS = new Set(['not', "n't", 'n’t', 'never', 'neither', 'nor', 'no', 'none', 'without'])

export const negated = (tree: SentenceTree, at: number): boolean => {
  for (const child of tree.children[at] ?? []) {
    const token = tree.tokens[child]
    const word = token?.text.toLowerCase() ?? ''
    const rel = relation(token)
    if (NEGATIONS.has(word) && ['advmod', 'det', 'cc', 'aux', 'preconj'].includes(rel)) {
      // "not only" and "no longer" deny nothing that was.
      const next = tree.tokens[child + 1]?.text.toLowerCase()
      if (word === 'not' && (next === 'only' || next === 'just')) continue
      if (word === 'no' && (next === 'longer' || next === 'doubt')) continue
      return true
    }
    if (
      (rel === 'obj' || rel === 'nsubj') &&
      isVerb(tree.tokens[at]) &&
      childrenIn(tree, child, 'det').some((d) => ['no', 'neither'].includes(lemmaAt(tree, d)))
    )
      return true
  }
  return false
}

export const noLonger = (tree: SentenceTree, at: number): boolean =>
  (tree.children[at] ?? []).some(
    (c) =>
      (tree.tokens[c]?.text.toLowerCase() === 'longer' && tree.tokens[c - 1]?.text.toLowerCase() === 'no') ||
      tree.tokens[c]?.text.toLowerCase() === 'formerly',
  )

/** "said it would open a plant": the future of a past report, no condition. */
export const toldThen = (tree: SentenceTree, at: number): boolean => {
  const head = tree.tokens[at]?.head ?? -1
  if (head < 0 || conditional(tree, at) || childrenIn(tree, at, 'advcl').some((c) => conditional(tree, c))) return false
  if (relation(tree.tokens[at]) === 'conj') return toldThen(tree, head)
  // "X would hold half of it, he said" may still be a condition.
  return (
    relation(tree.tokens[at]) === 'ccomp' &&
    head < at &&
    REPORT.has(lemmaAt(tree, head)) &&
    tree.tokens[head]?.xpos === 'VBD'
  )
}

/** What a verb's own auxiliaries say: "will deliver", "is to deliver", "could deliver", "would like". */
export const auxiliaries = (tree: SentenceTree, at: number, depth = 0): Modality => {
  let modality: Modality = 'actual'
  const kids = tree.children[at] ?? []
  const helpers = kids.filter((c) => ['aux', 'cop'].includes(relation(tree.tokens[c])))
  for (const helper of helpers) {
    const word = tree.tokens[helper]?.text.toLowerCase() ?? ''
    const perfect = helpers.some((h) => lemmaAt(tree, h) === 'have' && h > helper)
    if (word === 'will' || word === "'ll" || word === '’ll' || word === 'shall' || word === 'wo')
      modality = weakerModality(modality, 'planned')
    else if (word === 'would' || word === "'d" || word === '’d')
      modality = weakerModality(modality, perfect ? 'ended' : toldThen(tree, at) ? 'planned' : 'discussed')
    else if (word === 'may' || word === 'might' || word === 'could' || word === 'should' || word === 'ought')
      modality = weakerModality(modality, 'discussed')
    else if (word === 'can' || word === 'ca') modality = weakerModality(modality, 'discussed')
    else if (word === 'must') modality = weakerModality(modality, 'planned')
  }
  const token = tree.tokens[at]
  const infinitive = kids.some(
    (c) => tree.tokens[c]?.text.toLowerCase() === 'to' && relation(tree.tokens[c]) === 'mark',
  )
  // "is to be delivered", "are to open"
  if (infinitive && helpers.some((h) => lemmaAt(tree, h) === 'be' && (tree.tokens[h]?.xpos ?? '') !== 'VB' && h < at))
    modality = weakerModality(modality, 'planned')
  // "Norvik to build plant in Kenya": a headline's future.
  if (
    infinitive &&
    ['root', 'csubj'].includes(relation(token)) &&
    kids.some((c) => relation(tree.tokens[c]) === 'nsubj')
  )
    modality = weakerModality(modality, 'planned')
  if (
    relation(token) === 'conj' &&
    helpers.length === 0 &&
    token &&
    token.head >= 0 &&
    depth < 4 &&
    isVerb(tree.tokens[token.head])
  ) {
    const first = tree.tokens[token.head]
    const bare = (t: typeof token): boolean => t?.xpos === 'VB' || t?.xpos === 'VBN'
    if (
      bare(token) ||
      (first?.xpos === token.xpos && token.xpos !== 'VBZ' && token.xpos !== 'VBD' && token.xpos !== 'VBP')
    )
      modality = weakerModality(modality, auxiliaries(tree, token.head, depth + 1))
  }
  return modality
}

export const conditional = (tree: SentenceTree, at: number): boolean =>
  childrenIn(tree, at, 'mark').some((c) => ['if', 'whether', 'unless'].includes(lemmaAt(tree, c)))

export const hasTo = (tree: SentenceTree, at: number): boolean =>
  childrenIn(tree, at, 'mark').some((c) => tree.tokens[c]?.text.toLowerCase() === 'to')
