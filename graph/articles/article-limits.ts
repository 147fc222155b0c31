/**
 * How large an article may be: named settings with defaults, checked before anything is read out of it.
 * Facts only; who reads bytes from a disk or a socket applies `maxFileBytes` there too.
 */

export interface ArticleLimits {
  /** Bytes of one file, as it comes. */
  maxFileBytes: number
  /** UTF-16 units of one article's text. */
  maxTextLength: number
  /** UTF-16 units of one line; longer lines are data, not prose, and would make every later stage slow. */
  maxLineLength: number
  /** Articles in one .jsonl file. */
  maxArticlesPerFile: number
}

export const articleLimits: Readonly<ArticleLimits> = {
  maxFileBytes: 20_000_000,
  maxTextLength: 1_000_000,
  maxLineLength: 200_000,
  maxArticlesPerFile: 100_000,
}
