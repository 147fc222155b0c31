/**
 * Whether a statement is fact, plan, talk, ended or denied: from auxiliaries, negation, conditionals and questions, and
 * from the verbs and nouns above the word that gave it ("plans to …", "talks on …", "rejected claims that …").
 * Looks at words and the tree only; the frame's own modality is joined by the caller. Long, because the way up to the root is one loop.
 */
import type { Modality } from '../../contract.ts'
import { askOnce } from '../clauses/ask-once.ts'
import { childrenIn, isVerb, lemmaAt, prepositionOf, relation, type SentenceTree } from '../clauses/sentence-tree.ts'
import { auxiliaries, conditional, hasTo, negated, noLonger } from './helping-words.ts'
import {
  ADJECTIVES,
  BEGINNING,
  GOVERNORS,
  GROWTH,
  ONGOING,
  REPORT,
  STANDING,
  TIED,
  weakerModality,
} from './modality-cues.ts'

/** The class of a governing word, or null for a neutral one. */
const governorClass = (lemma: string): Modality | null => {
  for (const [modality, words] of GOVERNORS) if (words.has(lemma)) return modality
  return null
}

/** The class of the word at `at`; "broke ground" ends nothing, nor does "at the end of the year". */
const classAt = (tree: SentenceTree, at: number): Modality | null => {
  const lemma = lemmaAt(tree, at)
  const found = governorClass(lemma)
  if (found !== 'ended') return found
  if (lemma === 'break' && childrenIn(tree, at, 'obj', 'obl', 'compound').some((c) => lemmaAt(tree, c) === 'ground'))
    return null
  // "a row broke out": it began.
  if (lemma === 'break' && childrenIn(tree, at, 'compound').some((c) => lemmaAt(tree, c) === 'out')) return null
  // "closed a deal": it was made.
  if (lemma === 'close' && childrenIn(tree, at, 'obj').some((c) => governorClass(lemmaAt(tree, c)) === 'planned'))
    return null
  const noun = tree.tokens[at]?.upos === 'NOUN'
  return noun &&
    ['end', 'close'].includes(lemma) &&
    ['at', 'by', 'until', 'towards', 'before'].includes(prepositionOf(tree, at))
    ? null
    : found
}

/** "was the first country to sign": it did. */
const ranked = (tree: SentenceTree, at: number): boolean =>
  childrenIn(tree, at, 'amod').some((c) =>
    /^(?:first|second|third|fourth|fifth|last|only|latest)$/.test(lemmaAt(tree, c)),
  )

/** "decided to impose duties": a measure that its author has decided on is taken; "will decide" is not. */
export const decidedOn = (tree: SentenceTree, trigger: number): boolean => {
  let at = trigger
  for (let step = 0; step < 5; step++) {
    if (['decide', 'order', 'resolve'].includes(lemmaAt(tree, at)) && isVerb(tree.tokens[at]))
      return auxiliaries(tree, at) === 'actual' && !negated(tree, at) && !hasTo(tree, at)
    if (isVerb(tree.tokens[at]) && auxiliaries(tree, at) !== 'actual') return false
    const head = tree.tokens[at]?.head ?? -1
    if (head < 0) return false
    at = head
  }
  return false
}

/** Prepositions before what somebody does, and those of them before what somebody has in mind. */
const GERUNDS = new Set(['in', 'of', 'for', 'by', 'from', 'at', 'about', 'into'])
const AIMS = new Set(['at', 'about', 'into'])

/** The modality that the sentence gives to what its word at `trigger` says. */
export const findModality: (tree: SentenceTree, trigger: number) => Modality = askOnce(
  (tree: SentenceTree, trigger) => {
    let modality: Modality = 'actual'
    let at = trigger
    const seen = new Set<number>()
    for (let step = 0; step < 9 && !seen.has(at); step++) {
      seen.add(at)
      const token = tree.tokens[at]
      if (!token) break
      const verb = isVerb(token)
      if (noLonger(tree, at)) modality = weakerModality(modality, 'ended')
      if (negated(tree, at)) modality = weakerModality(modality, modality === 'ended' ? 'actual' : 'denied')
      if (verb || childrenIn(tree, at, 'cop').length > 0) modality = weakerModality(modality, auxiliaries(tree, at))
      if (conditional(tree, at)) modality = weakerModality(modality, 'discussed')
      // "will buy it if the price falls"
      if (verb && modality === 'planned' && childrenIn(tree, at, 'advcl').some((c) => conditional(tree, c)))
        modality = 'discussed'
      if (!verb)
        for (const child of childrenIn(tree, at, 'amod', 'compound'))
          for (const [value, words] of ADJECTIVES)
            if (words.has(lemmaAt(tree, child))) modality = weakerModality(modality, value)
      // "X in talks to buy Y"
      if (
        verb &&
        hasTo(tree, at) &&
        childrenIn(tree, at, 'obl').some(
          (c) => c < at && prepositionOf(tree, c) === 'in' && lemmaAt(tree, c) === 'talk',
        )
      )
        modality = weakerModality(modality, 'discussed')
      const head = token.head
      if (head < 0) break
      const above = tree.tokens[head]
      const rel = relation(token)
      const lemma = lemmaAt(tree, head)
      if (rel === 'ccomp' || rel === 'parataxis') {
        if (REPORT.has(lemma) && classAt(tree, head) !== 'denied') break
        const value = classAt(tree, head)
        if (value) modality = weakerModality(modality, value)
        at = head
        continue
      }
      if (
        rel === 'advcl' &&
        token.xpos === 'VBG' &&
        childrenIn(tree, at, 'mark', 'case').some((c) => GERUNDS.has(lemmaAt(tree, c)))
      ) {
        // "is interested in investing", "is looking at building"
        if (above?.upos === 'ADJ' || childrenIn(tree, at, 'mark', 'case').some((c) => AIMS.has(lemmaAt(tree, c))))
          modality = weakerModality(modality, classAt(tree, head) ?? 'actual')
        at = head
        continue
      }
      if (
        rel === 'acl' &&
        (token.xpos === 'VBN' || token.xpos === 'VBG') &&
        childrenIn(tree, at, 'nsubj', 'aux', 'mark').length === 0 &&
        !classAt(tree, head)
      )
        break
      if (rel === 'advcl' && lemma === 'go' && hasTo(tree, at)) {
        // "went on to ask": did.
        at = head
        continue
      }
      if (rel === 'advcl') {
        // A purpose is a plan; other side clauses are judged by themselves.
        if (!hasTo(tree, at)) break
        if (modality === 'actual') modality = 'planned'
        // "in talks to form a consortium to build": what the purpose is of may be less than a plan.
        if (relation(above) !== 'acl' || !hasTo(tree, head)) break
        at = head
        continue
      }
      if (rel === 'acl' && token.deprel === 'acl:relcl') break
      if (rel === 'conj') {
        if (
          isVerb(above) &&
          verb &&
          auxiliaries(tree, head) !== 'actual' &&
          childrenIn(tree, at, 'nsubj', 'aux').length > 0
        )
          break
        at = head
        // The words on the first conjunct itself do not bind the second; what stands above both does.
        const top = tree.tokens[at]
        if (!top || top.head < 0) break
        continue
      }
      const governed =
        rel === 'xcomp' ||
        rel === 'obj' ||
        rel === 'nsubj' ||
        rel === 'csubj' ||
        rel === 'acl' ||
        rel === 'nmod' ||
        rel === 'obl' ||
        rel === 'compound' ||
        rel === 'advmod'
      if (!governed) break
      if (rel === 'nmod' || rel === 'obl') {
        const preposition = prepositionOf(tree, at)
        if (token.deprel === 'nmod:poss') break
        if (
          rel === 'obl' &&
          !['to', 'for', 'on', 'about', 'into', 'in', 'from', 'of', 'at', 'with'].includes(preposition)
        )
          break
        if (preposition === 'under' || preposition === 'with' || preposition === 'by' || preposition === 'from') {
          if (preposition !== 'from') break
        }
        if (
          rel === 'obl' &&
          preposition === 'for' &&
          ['sign', 'conclude', 'win', 'award', 'order', 'pay', 'provide'].includes(lemma)
        )
          modality = weakerModality(modality, 'planned')
        if (
          rel === 'obl' &&
          (preposition === 'in' || preposition === 'at' || preposition === 'to') &&
          classAt(tree, head) !== 'ended' &&
          !['interested', 'interest', 'look'].includes(lemma)
        )
          break
      }
      if (rel === 'nsubj' && token.deprel !== 'nsubj:pass') {
        // "The construction will begin", "talks failed": the verb judges its subject.
        if (!isVerb(above) || verb) break
        // "The agreement will expire in 2030": it is in force.
        if ((lemma === 'expire' || lemma === 'lapse') && auxiliaries(tree, head) === 'planned') break
        // "A consortium of A and B will build": there is one already.
        if (STANDING.has(lemmaAt(tree, at)) && !BEGINNING.has(lemma)) break
        const value = ['ended', 'denied'].find((v) => classAt(tree, head) === v) as Modality | undefined
        if (value) modality = weakerModality(modality, value)
        at = head
        continue
      }
      // "signed an agreement to supply", hung on the verb
      if (
        rel === 'xcomp' &&
        hasTo(tree, at) &&
        childrenIn(tree, head, 'obj').some((c) => c < at && governorClass(lemmaAt(tree, c)) === 'planned')
      )
        modality = weakerModality(modality, 'planned')
      // "is going to open"
      if (
        rel === 'xcomp' &&
        above?.text.toLowerCase() === 'going' &&
        hasTo(tree, at) &&
        childrenIn(tree, head, 'aux').some((c) => lemmaAt(tree, c) === 'be')
      )
        modality = weakerModality(modality, 'planned')
      // "will continue to supply": it does so now.
      if (rel === 'xcomp' && ONGOING.has(lemma) && modality === 'actual') break
      // "plans to expand bilateral trade": there is trade already.
      if (['obj', 'nmod'].includes(rel) && TIED.has(lemmaAt(tree, at)) && GROWTH.has(lemma) && modality === 'actual')
        break
      const value = classAt(tree, head)
      if (value && !(REPORT.has(lemma) && value !== 'denied')) {
        const double = value === 'denied' && modality === 'denied'
        if (!double) modality = weakerModality(modality, value)
      } else if (rel === 'acl' && hasTo(tree, at) && modality === 'actual' && !ranked(tree, head)) modality = 'planned'
      at = head
    }
    const last = tree.tokens.at(-1)?.text
    if (modality === 'actual' && (last === '?' || tree.tokens.at(-2)?.text === '?')) modality = 'discussed'
    return modality
  },
  'words',
)
