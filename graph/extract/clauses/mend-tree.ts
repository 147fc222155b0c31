/**
 * Mends what the parser gets wrong in sentences of trade, family by family, before anything is asked of the tree. Tags and
 * heads only; never adds or drops a token.
 */
import type { Sentence, Token } from '../../read/syntax.ts'
import { mendPhrases } from './mend-phrases.ts'
import { mendVerbs } from './mend-verbs.ts'
import { startMending } from './mending.ts'

/** The tokens of a sentence as every later stage sees them, with the children of each in text order. */
export const mendTree = (
  sentence: Sentence,
): { tokens: readonly Token[]; children: readonly (readonly number[])[] } => {
  const mending = startMending(sentence)
  mendVerbs(mending)
  mendPhrases(mending)
  return mending
}
