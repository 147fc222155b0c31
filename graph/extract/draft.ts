/**
 * A statement on its way: what a frame or phrase rule found in one sentence, before qualifiers, speaker and merging.
 * Data only.
 */
import type { Modality, Predicate } from '../contract.ts'
import type { EntityMention } from './document.ts'

export interface Draft {
  subject: string
  predicate: Predicate
  object: string
  counterpart: string | null
  commodities: string[]
  title: string | null
  modality: Modality
  /** Index of the sentence, and of the token that gave it; -1 where no single word did. */
  sentence: number
  trigger: number
  rule: string
  /** The mentions behind subject and object, in this order. */
  ends: readonly EntityMention[]
  /** How the ends were found: over the tree, by a modifier, by word order where the tree gave nothing,
   * or out of what the article was about just before. */
  path: 'tree' | 'loose' | 'order' | 'implied'
  /** False where the fact is an apposition's, which belongs to no speaker. */
  attributed: boolean
}

/** Why a word that could have given a statement gave none, for `explain`. */
export interface Miss {
  sentence: number
  trigger: number
  rule: string
  lacks: 'subject' | 'object' | 'condition' | 'type'
  /** What the frame would say, and the end that it did find, where it found one. */
  half: Half | null
}

/** A statement with one end: the other may be what the article was about just before. */
export interface Half {
  predicate: Predicate
  /** Empty where both ends are missing ("The agreement was signed in May"). */
  known: readonly EntityMention[]
  commodities: string[]
  modality: Modality
}
