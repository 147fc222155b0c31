/**
 * What the syntactic reader gives: paragraphs, sentences, tokens with tags and heads, and name spans.
 * Text to syntax only; nothing about countries or trade. Every offset counts UTF-16 units of the original text.
 */

/** A word or mark after UD English tokenisation: `text.slice(start, end) === token.text`. */
export interface Token {
  text: string
  start: number
  end: number
  /** Universal part of speech, e.g. `VERB`, `PROPN`. */
  upos: string
  /** Penn tag, e.g. `VBD`, `NNP`. */
  xpos: string
  /** UD features that later stages need, e.g. `{Tense: 'Past', VerbForm: 'Fin'}`. */
  feats: Readonly<Record<string, string>>
  lemma: string
  /** Index of the head within the sentence; -1 for the root. */
  head: number
  /** UD relation to the head, with subtype: `nsubj`, `nsubj:pass`, `obl`, `root`. */
  deprel: string
}

/** `headline`: the title or a heading line; `source`: a credit line, a line with a date only, or the dateline. */
export type SentenceKind = 'headline' | 'body' | 'bullet' | 'source'

export interface Sentence {
  start: number
  end: number
  /** Index of its paragraph. */
  paragraph: number
  kind: SentenceKind
  tokens: Token[]
}

export type NameType = 'PER' | 'ORG' | 'LOC' | 'EVENT'

/** A proper name within one sentence, tokens `from` to `to`, end exclusive. */
export interface NameSpan {
  sentence: number
  from: number
  to: number
  type: NameType
  /** 0 to 1. */
  score: number
}

/** A quotation with its marks: offsets of the original text. */
export interface Quote {
  start: number
  end: number
  /** 0 for an outer quotation, 1 for one inside it. One that runs over paragraphs has one span in each. */
  depth: number
}

export interface Syntax {
  /** ISO 639-1 code the detector is sure of, or `und`. */
  language: string
  /** False where the models do not know the language: tokens are then tagged `X`, trees are flat, names are empty. */
  parsed: boolean
  paragraphs: { start: number; end: number }[]
  /** Offsets of "TOKYO, 1 March (Agency) -", if there is one; its tokens are a sentence of kind `source`. */
  dateline: { start: number; end: number } | null
  sentences: Sentence[]
  /** Quotations in order of their start, inner ones after the outer. */
  quotes: Quote[]
  names: NameSpan[]
  /** Acronyms with the long form they stand for: offsets of both in the text. */
  acronyms: { short: string; long: string; start: number; end: number }[]
}
