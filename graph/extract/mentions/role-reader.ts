/** What the routines for roles share: the document with its words, titles and mentions by token. Data only. */
import type { EntityMention, ExtractDocument } from '../document.ts'
import type { TitleHit } from './find-titles.ts'
import type { Word } from './words.ts'

export interface RoleReader {
  document: ExtractDocument
  words: Word[][]
  at: (EntityMention | undefined)[][]
  titles: TitleHit[][]
  /** Country of the dateline or of the address that opens the article. */
  home: string | null
  /** Where the last titled name ended, and its country. */
  listed: { sentence: number; to: number; country: string } | null
}
