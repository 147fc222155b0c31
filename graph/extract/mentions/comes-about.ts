/**
 * Whether an undertaking is still to come about or to grow, by the words of building around it: the verb or noun that governs
 * it, a clause on it, a word close before it where the tree fails.
 */
import { cueWords, type ProjectHead } from '../lexicon/lexicons.ts'
import { headOf, type Word } from './words.ts'

const BUILD = cueWords('build')
const BUILD_NOUNS = cueWords('build-nouns')
const KEEP = cueWords('keep')
const CORE_BUILD =
  /^(?:build|construct|erect|open|establish|organise|organize|launch|expand|modernise|modernize|commission|inaugurate|complete|set)$/

/** The verb that an undertaking is the object of. */
const governorOf = (words: readonly Word[], from: number, to: number): string => {
  const { head, deprel } = words[headOf(words, from, to)]!.token
  return /^obj|^nsubj:pass/.test(deprel) ? (words[head]?.token.lemma ?? '') : ''
}

/** Several of a kind are one undertaking where they are being built: "unit" and "line" are too often wares. */
export const maySeveral = (head: string, { use }: ProjectHead): boolean =>
  (use === 'site' && !/^(?:unit|line|assembly|cable)$/.test(head)) || head === 'venture'

/** Whether the very word that governs it says that it is built. */
export const risesAs = (words: readonly Word[], from: number, to: number): boolean => {
  const at = headOf(words, from, to)
  if (isMade(words, from, to)) return true
  const { head, deprel } = words[at]!.token
  if (/^nmod/.test(deprel) && /^(?:construction|building|establishment|creation|opening)$/.test(words[head]?.key ?? ''))
    return true
  return words
    .slice(to, to + 10)
    .some((w) => w.token.head === at && /^acl/.test(w.token.deprel) && CORE_BUILD.test(w.token.lemma))
}

/** Whether somebody builds, plans or enlarges it, as far as its sentence says. */
export const comes = (words: readonly Word[], from: number, to: number): boolean => {
  // What governs it, up to three steps, and what a clause on it says.
  let at = headOf(words, from, to)
  for (let step = 0; step < 3; step++) {
    const { head, deprel } = words[at]!.token
    if (head < 0) break
    const word = words[head]!
    if (KEEP.has(word.token.lemma) && /^(?:obj|nsubj)/.test(deprel)) return false
    if (word.upos === 'VERB' && BUILD.has(word.token.lemma)) return true
    if (word.upos === 'NOUN' && BUILD_NOUNS.has(word.key)) return true
    if (word.upos === 'VERB' && !/^(?:conj|xcomp|ccomp|advcl)/.test(word.token.deprel)) break
    at = head
  }
  const own = headOf(words, from, to)
  for (let i = to; i < Math.min(words.length, to + 10); i++) {
    const { head, deprel } = words[i]!.token
    if (head === own && /^acl/.test(deprel) && BUILD.has(words[i]!.token.lemma)) return true
  }
  // Where the tree fails: "…, to be built by", "talks on a …", a word of building close before it.
  for (let i = to; i < Math.min(words.length, to + 7); i++)
    if (CORE_BUILD.test(words[i]!.token.lemma) && /^(?:be|being|was|is|were)$/.test(words[i - 1]!.key)) return true
  for (let i = Math.max(1, from - 3); i < from; i++)
    if (/^(?:on|of|for)$/.test(words[i]!.key) && BUILD_NOUNS.has(words[i - 1]!.key)) return true
  for (let i = Math.max(0, from - 4); i < from; i++)
    if (CORE_BUILD.test(words[i]!.token.lemma) && words[i]!.upos === 'VERB') return true
  return false
}

/** "is to open a workshop": what a verb of building makes, however bare its name. */
export const isMade = (words: readonly Word[], from: number, to: number): boolean =>
  CORE_BUILD.test(governorOf(words, from, to))
