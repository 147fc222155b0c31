/**
 * What every routine of coreference is: a function that looks at one word and says what it stands for, or nothing.
 * Types alone.
 */
import type { Discourse } from './discourse.ts'

/** What a routine found at a word: the span it covers, its head, and the entities that it stands for. */
export interface Reference {
  from: number
  /** End exclusive. */
  to: number
  head: number
  entities: readonly string[]
  kind: 'nominal' | 'pronoun'
  rule: string
}
export type Routine = (discourse: Discourse, sentence: number, token: number) => Reference | null
