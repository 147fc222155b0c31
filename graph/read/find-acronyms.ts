/**
 * Ties acronyms to the long forms a text gives them: "World Trade Organization (WTO)", "WTO (World Trade Organization)".
 * Letters must match the initials in order; nothing is looked up.
 */
export interface Acronym {
  short: string
  long: string
  /** From the first to the last character of both, brackets included. */
  start: number
  end: number
}

const BRACKET = /\(([^()\n]{2,80})\)/gu
const SHORT = /^\s*(?:the\s+)?["“‘']?([\p{Lu}][\p{L}\p{N}.&-]{1,11})["”’']?\s*(?:[,;].{0,40})?$/u
const SMALL = new Set(
  'of the and for in on to a an de la du des del di e y et und der für da do dos das y & with by at'.split(' '),
)

const capitalsOf = (short: string): string => short.replace(/[^\p{Lu}\p{N}]/gu, '')

/** Start of the long form that ends at the end of `before`, or -1. Small words may be skipped; hyphens split words. */
const longFormStart = (before: string, short: string): number => {
  const letters = [...capitalsOf(short).toUpperCase()]
  if (letters.length < 2) return -1
  const words = [...before.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.]*|&/gu)]
  let w = words.length - 1
  let l = letters.length - 1
  let start = -1
  let used = 0
  while (w >= 0 && l >= 0) {
    const word = words[w]![0]
    const initial = word[0]!.toUpperCase()
    const gap = w + 1 < words.length ? before.slice(words[w]!.index + word.length, words[w + 1]!.index) : ''
    if (/[.;:!?()]/.test(gap)) return -1
    if (initial === letters[l]) {
      start = words[w]!.index
      l--
      used++
    } else if (!SMALL.has(word.toLowerCase())) {
      // One word may give two letters (METI: Ministry of Economy, Trade and Industry needs none; Eurasian > EA).
      const two = l > 0 && initial === letters[l - 1] && word.toUpperCase().includes(letters[l]!, 1)
      if (!two) return -1
      start = words[w]!.index
      l -= 2
      used += 2
    }
    w--
  }
  if (l >= 0 || used < 2) return -1
  return /^\p{Lu}/u.test(before.slice(start)) ? start : -1
}

/** Acronyms with their long forms, in order. */
export const findAcronyms = (text: string): Acronym[] => {
  const found: Acronym[] = []
  for (const match of text.matchAll(BRACKET)) {
    const open = match.index
    const inside = match[1]!
    const end = open + match[0].length
    const short = SHORT.exec(inside)?.[1]
    if (short && capitalsOf(short).length >= 2) {
      const from = Math.max(0, open - 160)
      const before = text.slice(from, open).trimEnd()
      const lineStart = before.lastIndexOf('\n') + 1
      const start = longFormStart(before.slice(lineStart), short)
      if (start >= 0) {
        found.push({ short, long: before.slice(lineStart + start), start: from + lineStart + start, end })
        continue
      }
    }
    const shortBefore = /([\p{Lu}][\p{L}\p{N}&.-]{1,11})\s*$/u.exec(text.slice(Math.max(0, open - 14), open))?.[1]
    if (shortBefore && capitalsOf(shortBefore).length >= 2 && inside.includes(' ')) {
      const skipped = /^the\s+/i.exec(inside)?.[0].length ?? 0
      if (longFormStart(inside.slice(skipped), shortBefore) === 0) {
        const start = text.lastIndexOf(shortBefore, open)
        found.push({ short: shortBefore, long: inside.slice(skipped), start, end })
      }
    }
  }
  return found
}
