/**
 * Finds quotations: double, single, angled and low-high marks, nested, and running over paragraphs (each paragraph
 * opened again, only the last one closed). Works on tokens' marks; never on apostrophes inside words.
 */
import type { Quote } from './syntax.ts'

const PAIRS: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '“”',
  '«': '»',
  '‹': '›',
  '‘': '’',
  '「': '」',
  '『': '』',
}
const CLOSING = new Set(['”', '»', '›', '’', '」', '』'])
/** A quotation longer than this many characters is taken for a forgotten mark. */
const LONGEST = 6000

interface Open {
  mark: string
  start: number
  paragraph: number
}

interface Span {
  start: number
  end: number
}

const isSpace = (c: string | undefined): boolean => c === undefined || /[\s([{—–-]/u.test(c)

/** Quotations of `text`, inner ones included, by their start. `paragraphs` are in order. */
export const findQuotes = (text: string, paragraphs: readonly Span[]): Quote[] => {
  const quotes: Quote[] = []
  let stack: Open[] = []
  const close = (depth: number, end: number): void => {
    const open = stack[depth]!
    quotes.push({ start: open.start, end, depth })
    stack = stack.slice(0, depth)
  }
  paragraphs.forEach((paragraph, index) => {
    // What the paragraph before left open goes on only if this one opens with the same mark.
    const carried = stack[0]
    if (carried) {
      const opensAgain = text[paragraph.start] === carried.mark && paragraph.start - carried.start < LONGEST
      const before = paragraphs[index - 1]!
      if (opensAgain) quotes.push({ start: carried.start, end: before.end, depth: 0 })
      else if (carried.paragraph === index - 1 && carried.mark !== '‘' && carried.mark !== "'") {
        quotes.push({ start: carried.start, end: before.end, depth: 0 })
      }
      stack = []
    }
    for (let i = paragraph.start; i < paragraph.end; i++) {
      const c = text[i]!
      const code = text.charCodeAt(i)
      if (code !== 34 && code !== 39 && code < 0xab) continue
      const before = i > paragraph.start ? text[i - 1] : undefined
      const after = i + 1 < paragraph.end ? text[i + 1] : undefined
      if (c === '"') {
        const depth = stack.findIndex((q) => q.mark === '"')
        if (depth >= 0) close(depth, i + 1)
        else if (!isSpace(after)) stack.push({ mark: c, start: i, paragraph: index })
      } else if (c === "'") {
        const depth = stack.findIndex((q) => q.mark === "'")
        if (isSpace(before) || before === '"' || before === '“') {
          if (depth < 0 && after !== undefined && /\p{L}/u.test(after))
            stack.push({ mark: c, start: i, paragraph: index })
        } else if (depth >= 0 && !(after !== undefined && /[\p{L}\p{N}]/u.test(after))) close(depth, i + 1)
      } else if (CLOSING.has(c) || (c === '“' && stack.some((q) => q.mark === '„'))) {
        if (c === '’' && after !== undefined && /[\p{L}\p{N}]/u.test(after)) continue
        const depth = stack.findLastIndex((q) => PAIRS[q.mark]?.includes(c) ?? false)
        if (depth >= 0) close(depth, i + 1)
        // Some houses open with the closing mark: ”so”.
        else if (c === '”' && isSpace(before) && !isSpace(after)) stack.push({ mark: '“', start: i, paragraph: index })
      } else if (PAIRS[c] !== undefined) {
        if (c === '‘' && before !== undefined && /\p{L}/u.test(before)) continue
        if (stack.length < 4) stack.push({ mark: c, start: i, paragraph: index })
      }
    }
  })
  const last = paragraphs.at(-1)
  if (stack[0] && last && stack[0].mark !== "'" && stack[0].mark !== '‘') {
    quotes.push({ start: stack[0].start, end: last.end, depth: 0 })
  }
  return quotes.sort((a, b) => a.start - b.start || b.end - a.end)
}
