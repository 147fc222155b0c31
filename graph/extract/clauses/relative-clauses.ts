// Relative clauses: the words that open them, and the noun that they stand for. Tree only; knows no predicate.
import { coordinated, prepositionOf, relation, type SentenceTree } from './sentence-tree.ts'

/** Words that stand for a noun before them. */
export const RELATIVE = new Set(['which', 'who', 'that', 'whom', 'whose', 'where'])
/** Nouns that a relative pronoun, or a gap without one, stands for. */
export const antecedents = (tree: SentenceTree, verb: number): number[] => {
  const head = tree.tokens[verb]?.head ?? -1
  return head < 0 ? [] : [head]
}

/** The noun that a relative pronoun stands for, by word order: the head of the phrase right before it. */
export const nounBefore = (tree: SentenceTree, pronoun: number): number[] => {
  let at = pronoun - 1
  while (at >= 0 && ['PUNCT', 'ADP'].includes(tree.tokens[at]?.upos ?? '') && at > pronoun - 4) at--
  for (let step = 0; step < 6; step++) {
    const token = tree.tokens[at]
    if (!token || token.head < 0 || token.head > pronoun || token.head > at + 3) break
    const rel = relation(token)
    const placed = rel === 'nmod' && ['of', 'in', 'at', 'near', 'for'].includes(prepositionOf(tree, at))
    if (rel === 'flat' || rel === 'compound' || rel === 'appos' || placed) at = token.head
    else break
  }
  const token = tree.tokens[at]
  return token && ['NOUN', 'PROPN', 'PRON', 'NUM', 'SYM'].includes(token.upos)
    ? coordinated(tree, at).filter((c) => c < pronoun)
    : []
}

/** Whether the verb is that of a relative clause. */
export const relcl = (tree: SentenceTree, at: number): boolean => tree.tokens[at]?.deprel === 'acl:relcl'
