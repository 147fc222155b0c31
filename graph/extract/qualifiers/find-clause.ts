/**
 * The stretch of a sentence that a statement is about: the clause of the word that gave it, without neighbouring clauses
 * that have a subject of their own. Qualifiers (sectors, goods, places, amounts) are looked for inside it.
 */
import { askOnce } from '../clauses/ask-once.ts'
import { childrenIn, isVerb, relation, type SentenceTree } from '../clauses/sentence-tree.ts'

/** Tokens of the clause of `at`, in text order. */
export const clauseOf: (tree: SentenceTree, at: number) => readonly number[] = askOnce((tree: SentenceTree, at) => {
  if (at < 0) return tree.tokens.map((_, i) => i)
  let top = at
  for (let step = 0; step < 12; step++) {
    const token = tree.tokens[top]
    if (!token || token.head < 0) break
    const rel = relation(token)
    if (isVerb(token) && ['ccomp', 'advcl', 'parataxis', 'conj', 'acl'].includes(rel) && ownSubject(tree, top)) break
    if (rel === 'parataxis') break
    top = token.head
  }
  const found = new Set<number>()
  const visit = (i: number): void => {
    if (found.has(i)) return
    found.add(i)
    for (const child of tree.children[i] ?? []) {
      const rel = relation(tree.tokens[child])
      const clause =
        isVerb(tree.tokens[child]) &&
        ['conj', 'advcl', 'ccomp', 'parataxis', 'acl'].includes(rel) &&
        ownSubject(tree, child)
      if (clause && !holds(tree, child, at)) continue
      visit(child)
    }
  }
  visit(top)
  return [...found].sort((a, b) => a - b)
}, 'words')

const ownSubject = (tree: SentenceTree, verb: number): boolean => childrenIn(tree, verb, 'nsubj', 'csubj').length > 0

const holds = (tree: SentenceTree, above: number, at: number): boolean => {
  for (let i = at, step = 0; i >= 0 && step < 40; step++) {
    if (i === above) return true
    i = tree.tokens[i]?.head ?? -1
  }
  return false
}
