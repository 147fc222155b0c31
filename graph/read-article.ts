/**
 * The reader: an article in, entities and statements out. A pure function of (article, lexicon, models).
 */
import type { Article, Reading } from './contract.ts'

/**
 * Reads one article. The same text gives the same reading on every machine.
 * Text in a language that the reader does not know gives an empty reading whose `notes` say so.
 */
export const readArticle = (_article: Article): Reading => ({
  entities: [],
  mentions: [],
  statements: [],
  countrySectors: [],
  notes: [],
})
