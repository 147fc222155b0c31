/**
 * A tree while it is being mended: tokens and the children of each, which every change keeps in step, so that a later mend
 * sees what an earlier one did. Holds no mend of its own.
 */
import type { Sentence, Token } from '../../read/syntax.ts'

/** Relation without its subtype: `nsubj:pass` gives `nsubj`. */
export const relation = (token: Token | undefined): string => {
  const deprel = token?.deprel ?? ''
  const colon = deprel.indexOf(':')
  return colon < 0 ? deprel : deprel.slice(0, colon)
}

export interface Mending {
  tokens: Token[]
  /** Indexes of the children of each token, in text order. */
  children: number[][]
}

export const startMending = (sentence: Sentence): Mending => {
  const tokens = sentence.tokens.slice()
  const children: number[][] = []
  for (let i = 0; i < tokens.length; i++) children.push([])
  for (let i = 0; i < tokens.length; i++) {
    const { head } = tokens[i]!
    if (head >= 0 && head !== i) children[head]?.push(i)
  }
  return { tokens, children }
}

/** Changes the token at `at`; a new head takes it among its children. */
export const change = (
  { tokens, children }: Mending,
  at: number,
  to: Partial<Omit<Token, 'text' | 'start' | 'end'>>,
): void => {
  const token = tokens[at] as Token
  // Written out, for each object that a spread makes may get a hidden class of its own, and whatever reads tokens is then
  // compiled again and again.
  tokens[at] = {
    text: token.text,
    start: token.start,
    end: token.end,
    upos: to.upos ?? token.upos,
    xpos: to.xpos ?? token.xpos,
    feats: to.feats ?? token.feats,
    lemma: to.lemma ?? token.lemma,
    head: to.head ?? token.head,
    deprel: to.deprel ?? token.deprel,
  }
  if (to.head === undefined || to.head === token.head) return
  const left = children[token.head]
  if (left) left.splice(left.indexOf(at), 1)
  const joined = children[to.head]
  if (!joined) return
  const place = joined.findIndex((c) => c > at)
  joined.splice(place < 0 ? joined.length : place, 0, at)
}

/** Children of `at` in one of the relations, compared without subtype. */
export const below = ({ tokens, children }: Mending, at: number, ...names: string[]): number[] =>
  (children[at] ?? []).filter((c) => names.includes(relation(tokens[c])))

/** The prepositions of a noun phrase, in lower case. */
export const caseOf = (mending: Mending, at: number): string =>
  below(mending, at, 'case')
    .map((c) => mending.tokens[c]?.text.toLowerCase() ?? '')
    .join('')

export const isName = (token: Token | undefined): boolean => /^(?:NOUN|PROPN|PRON)$/.test(token?.upos ?? '')
