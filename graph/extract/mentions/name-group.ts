/** A name of the article with all its mentions, while it is decided what it names. Data only. */
import type { NameKind, Votes } from './name-evidence.ts'
import type { NameCandidate } from './split-names.ts'

/** One name of the article with all its mentions. */
export interface NameGroup {
  key: string
  /** The fullest form. */
  text: string
  kind: NameKind
  /** Points for `kind`, and how far it leads the next. */
  score: number
  votes: Votes
  /** The part of the votes that the words around its mentions gave. */
  around: Votes
  mentions: NameCandidate[]
  aliases: Set<string>
}
