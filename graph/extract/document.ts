/**
 * What the stages of extraction hand to each other: the article with its syntax, and the mentions found in it so far.
 * Data only; every stage takes one and gives a new one.
 */
import type { Article, Entity, EntityType } from '../contract.ts'
import type { Syntax } from '../read/syntax.ts'

/** A place in the text that names or stands for an entity, tied to its tokens. */
export interface EntityMention {
  /** Entity id. */
  entity: string
  type: EntityType
  /** Offsets into the article's text, end exclusive. */
  start: number
  end: number
  /** Index of the sentence, and its tokens `from` to `to`, end exclusive; `head` is the syntactic head among them. */
  sentence: number
  from: number
  to: number
  head: number
  /** `name`; `adjective` for demonyms ("Japanese"); `nominal` for "the company", "our Japanese colleagues"; `pronoun`. */
  kind: 'name' | 'adjective' | 'nominal' | 'pronoun'
  /** How the mention was found, for `explain`: the gazetteer, cue or coreference rule. */
  rule: string
}

/** A stretch of text that a speaker says, directly (quoted) or indirectly ("said that …", "according to …"). */
export interface SpeakerSpan {
  start: number
  end: number
  /** Entity id of the person or body that speaks; null where a quote has no speaker that the text names. */
  speaker: string | null
  direct: boolean
}

export interface ExtractDocument {
  article: Article
  syntax: Syntax
  /** By id, in order of first mention. */
  entities: ReadonlyMap<string, Entity>
  /** Sorted by start, then longest first. */
  mentions: readonly EntityMention[]
  speakers: readonly SpeakerSpan[]
}

const bySentence = new WeakMap<ExtractDocument, ReadonlyMap<number, readonly EntityMention[]>>()
const NONE: readonly EntityMention[] = []

/** Mentions of one sentence, in text order, without going through all of a long text for each. */
export const mentionsIn = (document: ExtractDocument, sentence: number): readonly EntityMention[] => {
  const known = bySentence.get(document)
  if (known) return known.get(sentence) ?? NONE
  const made = new Map<number, EntityMention[]>()
  for (const mention of document.mentions) {
    const line = made.get(mention.sentence)
    if (line) line.push(mention)
    else made.set(mention.sentence, [mention])
  }
  bySentence.set(document, made)
  return made.get(sentence) ?? NONE
}
