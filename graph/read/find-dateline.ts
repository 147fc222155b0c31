/** Finds "TOKYO, 1 March (Agency) -", "TOKYO (Japan), 1 March -" at the head of a paragraph: place, date, agency, dash. Bounded look-ahead. */
import { DATE } from './split-paragraphs.ts'

const PLACE = `\\p{Lu}[\\p{L}'’.-]*(?:[ -]\\p{Lu}[\\p{L}'’.-]*){0,3}`
const DATELINE = new RegExp(
  `^(${PLACE}(?:\\s*[,/]\\s*${PLACE}){0,2}(?:\\s*\\(${PLACE}\\)(?=,))?)((?:[,.]|\\s)\\s*(?:${DATE}))?\\.?(\\s*(?:\\([^()]{2,40}\\)|/[^/]{2,40}/|[,.]?\\s*\\p{Lu}[\\p{Lu} ]{2,20}))?\\s*(?:[-–—]{1,2}|:)\\s+(?=\\S)`,
  'iu',
)
// What every dateline ends with, for most paragraphs have none.
const CLOSED = /[-–—:]\s/
const DATED = new RegExp(DATE, 'iu')

/** Length of the dateline at the head of `paragraph`, without trailing space; 0 if there is none. */
export const datelineLength = (paragraph: string): number => {
  const head = paragraph.slice(0, 140)
  const match = CLOSED.test(head) ? DATELINE.exec(head) : null
  if (!match) return 0
  const [whole, place, date, agency] = match
  // The i flag serves month names; places need their capitals.
  if (!/^\p{Lu}/u.test(place!) || /(?:^|[\s,])\p{Ll}{4,}/u.test(place!)) return 0
  const capitals = place!.length > 2 && place === place!.toUpperCase()
  const dated = date !== undefined && DATED.test(date)
  const bracketed = agency !== undefined && /[(/]/.test(agency)
  if (!capitals && !dated && !bracketed) return 0
  if (whole.trimEnd().endsWith(':') && !dated && !bracketed) return 0
  return whole.trimEnd().length
}
