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
  const children: number[][] = sentence.tokens.map(() => [])
  for (const [i, token] of sentence.tokens.entries())
    if (token.head >= 0 && token.head !== i) children[token.head]?.push(i)
  return { tokens: [...sentence.tokens], children }
}

/** Changes the token at `at`; a new head takes it among its children. */
export const change = ({ tokens, children }: Mending, at: number, to: Partial<Token>): void => {
  const token = tokens[at] as Token
  tokens[at] = { ...token, ...to }
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
