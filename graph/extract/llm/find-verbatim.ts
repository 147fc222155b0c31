/**
 * Finds words of a model in a text, whatever it did to white space, quotation marks and dashes, and gives the place in
 * the text itself. What is not there after that is not there: nothing is matched by likeness.
 */

interface Folded {
  text: string
  /** For every character of `text`, its offset in the original; one more for the end. */
  offsets: number[]
}

const foldCharacter = (character: string): string => {
  if (/[\s\u00a0\u200b\u2060\ufeff]/u.test(character)) return ' '
  if (/[“”„‟«»″]/u.test(character)) return '"'
  if (/[‘’‚‛ʼ′`´]/u.test(character)) return "'"
  if (/[‐‑‒–—―−]/u.test(character)) return '-'
  return character === '…' ? '...' : character
}

const fold = (text: string): Folded => {
  let folded = ''
  const offsets: number[] = []
  for (let at = 0; at < text.length; at++) {
    const character = foldCharacter(text[at]!)
    if (character === ' ' && folded.endsWith(' ')) continue
    for (const one of character) {
      folded += one
      offsets.push(at)
    }
  }
  offsets.push(text.length)
  return { text: folded, offsets }
}

export interface VerbatimText {
  /** Offsets of the first place of `words` from `after` on, end exclusive; null where they do not stand there. */
  find(words: string, after?: number): { start: number; end: number } | null
  /** All places of a name, as whole words. */
  findAll(name: string): { start: number; end: number }[]
}

/** A text made ready for finding. */
export const verbatimText = (original: string): VerbatimText => {
  const { text, offsets } = fold(original)
  const spanAt = (at: number, length: number): { start: number; end: number } => {
    const start = offsets[at]!
    // The end is where the last folded character's original ends, before any run of blanks behind it.
    return { start, end: offsets[at + length - 1]! + 1 }
  }
  const needleOf = (words: string): string => fold(words).text.trim()
  return {
    find: (words, after = 0) => {
      const needle = needleOf(words)
      if (needle === '') return null
      const from = offsets.findIndex((offset) => offset >= after)
      const at = text.indexOf(needle, Math.max(from, 0))
      return at < 0 ? null : spanAt(at, needle.length)
    },
    findAll: (name) => {
      const needle = needleOf(name)
      const found: { start: number; end: number }[] = []
      if (needle === '') return found
      for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
        const before = text[at - 1] ?? ' '
        const behind = text[at + needle.length] ?? ' '
        if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(behind)) found.push(spanAt(at, needle.length))
      }
      return found
    },
  }
}
