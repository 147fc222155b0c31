// The verb that a noun belongs to, through the nouns between them. Tree only; knows no predicate.
import { askOnce } from './ask-once.ts'
import { childrenIn, isVerb, lemmaAt, prepositionOf, relation, type SentenceTree } from './sentence-tree.ts'
import { quantities } from './standing-nouns.ts'

const LOOSE_NOUNS = new Set([
  'nmod',
  'obl',
  'obj',
  'nsubj',
  'appos',
  'conj',
  'root',
  'ccomp',
  'xcomp',
  'advcl',
  'acl',
  'parataxis',
])

/** Nouns whose topic is done by whoever does them: "signed a contract on the supply of …". */
const TOPICAL = new Set([
  'agreement',
  'contract',
  'deal',
  'memorandum',
  'protocol',
  'talk',
  'negotiation',
  'work',
  'progress',
  'project',
  'discussion',
  'treaty',
  'accord',
  'understanding',
  'document',
  'consultation',
])

const MONEY = /^(?:[$€£¥₹].*|dollars?|euros?|usd|eur|million|billion|mln|bln)$/i
const JOINT_NOUNS = new Set(['consortium', 'partnership', 'alliance', 'cooperation', 'collaboration', 'association'])

/** The verb that a noun is the object, subject or prepositional complement of, through "of", coordination and copula. */
export const governingVerb: (tree: SentenceTree, noun: number) => number | null = askOnce(
  (tree: SentenceTree, noun) => {
    let at = noun
    for (let step = 0; step < 5; step++) {
      const token = tree.tokens[at]
      const head = token?.head ?? -1
      if (head < 0 || !LOOSE_NOUNS.has(relation(token))) return null
      // "A is in talks, B said": a predicate of its own.
      if (relation(token) === 'ccomp' && childrenIn(tree, at, 'cop').length > 0) return null
      if (isVerb(tree.tokens[head]))
        return ['conj', 'acl', 'advcl', 'parataxis'].includes(relation(token)) ? null : head
      const inside =
        prepositionOf(tree, at) === 'in' &&
        ['interest', 'participation', 'involvement', 'cooperation', 'partnership', 'role'].includes(lemmaAt(tree, head))
      // "won the bid in consortium with X"
      const joint = at === noun && prepositionOf(tree, at) === 'in' && JOINT_NOUNS.has(lemmaAt(tree, at))
      // "approved 20 million dollars in aid": the verb of the money is that of the aid.
      const counted =
        at === noun &&
        prepositionOf(tree, at) === 'in' &&
        (quantities.has(lemmaAt(tree, head)) || MONEY.test(tree.tokens[head]?.text ?? ''))
      if (
        relation(token) === 'nmod' &&
        !inside &&
        !joint &&
        !counted &&
        !['of', 'on', 'for'].includes(prepositionOf(tree, at))
      )
        return null
      // "duties on imports": who sets the duty does not import.
      if (relation(token) === 'nmod' && prepositionOf(tree, at) === 'on' && !TOPICAL.has(lemmaAt(tree, head)))
        return null
      at = head
    }
    return null
  },
  'words',
)

/** The verb that does with a noun what the noun says ("signed" of "an agreement"): its governor, else its participle. */
export const lightVerb = (tree: SentenceTree, noun: number): number | null =>
  governingVerb(tree, noun) ?? participleOf(tree, noun)

/** The participle that follows a noun: "an agreement signed in …". */
export const participleOf = (tree: SentenceTree, noun: number): number | null =>
  childrenIn(tree, noun, 'acl').find((c) => isVerb(tree.tokens[c])) ?? null
