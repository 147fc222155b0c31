/** Whether a verb form is passive, by its subject, its auxiliaries or what it is coordinated with. Tree only. */
import { askOnce } from './ask-once.ts'
import { childrenIn, lemmaAt, relation, type SentenceTree } from './sentence-tree.ts'

/** A verb's Penn tag and the lemmas of its auxiliaries and copulas. */
export const features = (tree: SentenceTree, at: number): { xpos: string; aux: string[] } => ({
  xpos: tree.tokens[at]?.xpos ?? '',
  aux: childrenIn(tree, at, 'aux', 'cop').map((c) => lemmaAt(tree, c)),
})

/** Whether a verb form is passive: by its subject or auxiliary, a bare participle, or coordination with a passive. */
export const isPassive: (tree: SentenceTree, at: number) => boolean = askOnce((tree: SentenceTree, at) => {
  const token = tree.tokens[at]
  if (!token) return false
  const kids = tree.children[at] ?? []
  const { aux } = features(tree, at)
  // "has delivered" is active, whatever the parser calls its subject.
  if (aux.includes('have') && !aux.includes('be')) return false
  if (kids.some((c) => /^(nsubj|aux|csubj):pass$/.test(tree.tokens[c]?.deprel ?? ''))) return true
  if (token.xpos !== 'VBN') return false
  if (aux.includes('have')) return aux.includes('be') && kids.some((c) => tree.tokens[c]?.text.toLowerCase() === 'been')
  if (aux.includes('be') || aux.includes('get')) return true
  const rel = relation(token)
  if (rel === 'acl' || rel === 'advcl' || rel === 'amod') return childrenIn(tree, at, 'obj').length === 0
  if (rel === 'conj' && token.head >= 0 && token.head !== at) {
    if (childrenIn(tree, at, 'nsubj').length > 0) return false
    return isPassive(tree, token.head)
  }
  if (rel === 'xcomp' || rel === 'ccomp') return childrenIn(tree, at, 'obj', 'nsubj').length === 0
  return false
}, 'words')
