/**
 * Groups the tokens of one paragraph into sentences: ends marked by full stops, questions and exclamations,
 * closing quotes and brackets drawn in. Never splits at an abbreviation that goes on; caps the length of a sentence.
 */
import type { RawToken } from './split-tokens.ts'

/** A sentence holds at most this many tokens; longer ones are cut, after a mark where there is one near. */
export const MAX_SENTENCE_TOKENS = 240

const ENDERS = /^(?:[.!?]+|…|\.{2,})$/
const CLOSERS = new Set(['"', '”', '’', "'", "''", ')', ']', '»', '’’'])
const OPENERS = /^["“‘«([{'`„]/
const STARTER = /^[\p{Lu}\p{N}\p{Lo}\p{Extended_Pictographic}$€£¥•*–—-]/u
/** Words that open a sentence after an abbreviation: "… in the U.S. The minister …". */
const OPENING_WORDS = new Set(
  (
    'the this that these those it its he she they we you i his her their our a an in on at for from as after before ' +
    'but and however although while when if there since according under with by during both last such some many most'
  ).split(' '),
)
const NEVER_FINAL =
  /^(?:mr|mrs|ms|dr|prof|messrs|gen|col|lt|sgt|capt|gov|sen|rep|st|mt|ft|no|nos|vs|e\.g|i\.e|cf|approx|fig|h\.e)\.$/i

const endsAt = (tokens: readonly RawToken[], i: number): boolean => {
  const token = tokens[i]!
  const next = tokens[i + 1]
  if (!next) return true
  const gap = next.start > token.end
  if (ENDERS.test(token.text)) {
    if (STARTER.test(next.text) || OPENERS.test(next.text)) return gap || token.text !== '.'
    return token.text === '.' && gap && /^\p{L}/u.test(next.text) && (tokens[i - 1]?.text.length ?? 0) > 1
  }
  if (token.text.length > 1 && token.text.endsWith('.') && gap && !NEVER_FINAL.test(token.text)) {
    if (/^\p{Lu}\.$/u.test(token.text)) return false
    return /^\p{Lu}/u.test(next.text) && OPENING_WORDS.has(next.text.toLowerCase())
  }
  return false
}

/** Index ranges `[from, to)` of the sentences within `tokens` from `first` on. */
export const splitSentences = (tokens: readonly RawToken[], first: number, last: number): [number, number][] => {
  const sentences: [number, number][] = []
  let from = first
  const part = tokens.slice(first, last)
  for (let i = 0; i < part.length; i++) {
    const long = i + first - from + 1 >= MAX_SENTENCE_TOKENS
    let end = i
    if (ENDERS.test(part[i]!.text)) {
      // A closing mark belongs to the sentence if it is written against it; an odd straight quote may open the next.
      while (end + 1 < part.length && CLOSERS.has(part[end + 1]!.text) && part[end + 1]!.start === part[end]!.end) end++
      if (end > i) {
        const next = part[end + 1]
        const goesOn = next !== undefined && !STARTER.test(next.text) && !OPENERS.test(next.text)
        if (goesOn && !long) {
          i = end
          continue
        }
        sentences.push([from, end + first + 1])
        from = end + first + 1
        i = end
        continue
      }
    }
    if (endsAt(part, i)) {
      sentences.push([from, i + first + 1])
      from = i + first + 1
    } else if (long) {
      let cut = i
      while (cut > i - 60 && !/^[,;:.–—)]/.test(part[cut]!.text)) cut--
      if (cut <= i - 60) cut = i
      sentences.push([from, cut + first + 1])
      from = cut + first + 1
    }
  }
  if (from < last) sentences.push([from, last])
  return sentences
}
