/**
 * Finds quotations in a text by their marks: “ ”, " ", « », „ “, and quotes that run over several paragraphs, each of which
 * opens anew. Single marks are not read as quotes: they are apostrophes too often. Text only.
 */

export interface Quote {
  /** Offsets of what stands between the marks, end exclusive. */
  start: number
  end: number
  /** True where the text goes on from the quote before it without a closing mark. */
  continued: boolean
}

const CLOSING: Record<string, string> = { '“': '”', '«': '»', '„': '“', '"': '"', '”': '”', '″': '″' }
const MARKS = /[“«„"”″]/g

/** Quotes in text order. A mark that never closes ends with its paragraph. Quotes of one or two words are names. */
export const findQuotes = (text: string, paragraphs: readonly { start: number; end: number }[]): Quote[] => {
  const quotes: Quote[] = []
  let open: string | null = null
  for (const paragraph of paragraphs) {
    let at = paragraph.start
    let continued = false
    if (open !== null) {
      // A continued quote opens again at the start of its paragraph; without that mark it has ended.
      const mark = text[at] ?? ''
      continued = mark === open || mark === '"'
      open = null
    }
    while (at < paragraph.end) {
      MARKS.lastIndex = at
      const mark = MARKS.exec(text)?.[0]
      const place = MARKS.lastIndex - 1
      if (mark === undefined || place >= paragraph.end) break
      at = place
      const close = CLOSING[mark] as string
      if (mark === '”' && at > paragraph.start) {
        at++
        continue
      }
      let end = text.indexOf(close, at + 1)
      // „ closes by “ or ”; “ sometimes by a straight mark.
      if (mark === '„')
        end = Math.min(
          ...[text.indexOf('“', at + 1), text.indexOf('”', at + 1)].filter((i) => i >= 0),
          Number.POSITIVE_INFINITY,
        )
      if (end < 0 || end >= paragraph.end) {
        quotes.push({ start: at + 1, end: paragraph.end, continued })
        open = mark
        break
      }
      quotes.push({ start: at + 1, end, continued })
      continued = false
      at = end + 1
    }
  }
  return quotes.filter((quote) => text.slice(quote.start, quote.end).trim().length > 0)
}

/** Whether a quotation is only a name or term in marks: three words or fewer and no verb to be heard. */
export const isTerm = (text: string, quote: Quote): boolean => {
  const inside = text.slice(quote.start, quote.end).trim()
  return inside.split(/\s+/).length <= 3 && !/[.!?,]$/.test(inside)
}
