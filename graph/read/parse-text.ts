/**
 * Text to syntax: paragraphs, sentences, tokens with tags and trees, quotations, names, acronyms. A pure function; the
 * models are loaded once. Knows nothing about countries or trade, throws on no input, and stays linear in its length.
 */
import { detectLanguage } from './detect-language.ts'
import { findAcronyms } from './find-acronyms.ts'
import { datelineLength } from './find-dateline.ts'
import { findQuotes } from './find-quotes.ts'
import { models } from './models.ts'
import { flatSentence, readSentences } from './read-sentences.ts'
import { settleNames } from './settle-names.ts'
import { type Paragraph, splitParagraphs } from './split-paragraphs.ts'
import { splitSentences } from './split-sentences.ts'
import { type RawToken, splitTokens } from './split-tokens.ts'
import type { NameSpan, Sentence, SentenceKind, Syntax } from './syntax.ts'

export interface ParseOptions {
  /** The article's title, not part of the text: its words help to tell the language. */
  title?: string
  /** ISO 639-1 code, where the caller knows the language better than the detector. */
  language?: string
}

/** Paragraphs from the first that a dateline is looked for in. */
const DATELINE_WITHIN = 4

interface Part {
  words: RawToken[]
  paragraph: number
  kind: SentenceKind
}

const partsOf = (text: string, paragraphs: readonly Paragraph[]): { parts: Part[]; dateline: Syntax['dateline'] } => {
  const parts: Part[] = []
  let dateline: Syntax['dateline'] = null
  paragraphs.forEach((paragraph, index) => {
    let from = paragraph.start
    if (dateline === null && index < DATELINE_WITHIN && paragraph.kind === 'body') {
      const length = datelineLength(text.slice(from, Math.min(paragraph.end, from + 200)))
      if (length > 0) {
        dateline = { start: from, end: from + length }
        parts.push({ words: splitTokens(text, from, from + length), paragraph: index, kind: 'source' })
        from += length
      }
    }
    const words = splitTokens(text, from, paragraph.end)
    for (const [first, last] of splitSentences(words, 0, words.length)) {
      parts.push({ words: words.slice(first, last), paragraph: index, kind: paragraph.kind })
    }
  })
  return { parts, dateline }
}

const build = (text: string, paragraphs: readonly Paragraph[], language: string): Syntax => {
  const { parts, dateline } = partsOf(text, paragraphs)
  const parsed = language === 'en'
  const words = parts.map((part) => part.words)
  const read = parsed ? readSentences(models(), words) : words.map(flatSentence)
  const names: NameSpan[] = []
  const sentences = parts.map(({ words, paragraph, kind }, index): Sentence => {
    const { tokens, names: found } = read[index]!
    for (const name of found) names.push({ sentence: index, ...name })
    return { start: words[0]!.start, end: words.at(-1)!.end, paragraph, kind, tokens }
  })
  return {
    language,
    parsed,
    paragraphs: paragraphs.map(({ start, end }) => ({ start, end })),
    dateline,
    sentences,
    quotes: findQuotes(text, paragraphs),
    names: settleNames(
      sentences.map((s) => s.tokens),
      names,
    ),
    acronyms: findAcronyms(text),
  }
}

/**
 * Reads `text`. Offsets count UTF-16 units of `text` as given. Text in a language other than English is cut into tokens
 * and sentences, but not tagged or parsed: `parsed` is false and `language` says what it is.
 */
export const parseText = (text: string, options: ParseOptions = {}): Syntax =>
  build(text, splitParagraphs(text), options.language ?? detectLanguage(`${options.title ?? ''}\n${text}`))

/** Reads a title, or any other line, as one headline; its language is taken to be English unless the script tells otherwise. */
export const parseTitle = (title: string): Syntax => {
  const latin = !/\p{L}/u.test(title) || /\p{Script=Latin}/u.test(title)
  const paragraphs = splitParagraphs(title).map((paragraph) => ({ ...paragraph, kind: 'headline' as const }))
  return build(title, paragraphs, latin ? 'en' : detectLanguage(title))
}
