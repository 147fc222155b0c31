/**
 * Dates that a sentence names, as calendar dates: "12 March 2018", "March 2018", "in 2018", "on Monday", "last year".
 * Relative dates are counted from the article's date. A month stands for its first day, a year for 1 January. Text only.
 */
import type { IsoDate } from '../../contract.ts'

export interface FoundDate {
  start: number
  end: number
  date: IsoDate
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const MONTH = `(${MONTHS.join('|')})`

const iso = (year: number, month: number, day: number): IsoDate | null => {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1900 || year > 2100) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : null
}
const shift = (date: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const monthOf = (name: string | undefined): number => MONTHS.indexOf((name ?? '').toLowerCase()) + 1

type Reader = (match: RegExpMatchArray, published: IsoDate | null) => IsoDate | null

const readers: [RegExp, Reader][] = [
  [/\b(\d{4})-(\d{2})-(\d{2})\b/g, (m) => iso(Number(m[1]), Number(m[2]), Number(m[3]))],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+${MONTH},?\\s+(\\d{4})\\b`, 'gi'),
    (m) => iso(Number(m[3]), monthOf(m[2]), Number(m[1])),
  ],
  [
    new RegExp(`\\b${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, 'gi'),
    (m) => iso(Number(m[3]), monthOf(m[1]), Number(m[2])),
  ],
  [new RegExp(`\\b${MONTH},?\\s+(\\d{4})\\b`, 'gi'), (m) => iso(Number(m[2]), monthOf(m[1]), 1)],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+${MONTH}\\b`, 'gi'),
    (m, at) => (at ? iso(Number(at.slice(0, 4)), monthOf(m[2]), Number(m[1])) : null),
  ],
  [
    new RegExp(`\\b${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b`, 'gi'),
    (m, at) => (at ? iso(Number(at.slice(0, 4)), monthOf(m[1]), Number(m[2])) : null),
  ],
  [
    /\b(?:in|since|from|by|until|during|of|for)\s+(?:early\s+|late\s+|mid-)?((?:19|20)\d{2})\b/gi,
    (m) => iso(Number(m[1]), 1, 1),
  ],
  [
    new RegExp(`\\b(?:on|last|next)\\s+(${DAYS.join('|')})\\b`, 'gi'),
    (m, at) => {
      if (!at) return null
      const wanted = DAYS.indexOf((m[1] ?? '').toLowerCase())
      const today = new Date(`${at}T00:00:00Z`).getUTCDay()
      return m[0].toLowerCase().startsWith('next')
        ? shift(at, ((wanted - today + 6) % 7) + 1)
        : shift(at, -((today - wanted + 7) % 7))
    },
  ],
  [/\byesterday\b/gi, (_, at) => (at ? shift(at, -1) : null)],
  [/\btomorrow\b/gi, (_, at) => (at ? shift(at, 1) : null)],
  [
    /\b(last|next)\s+year\b/gi,
    (m, at) => (at ? iso(Number(at.slice(0, 4)) + (m[1]?.toLowerCase() === 'last' ? -1 : 1), 1, 1) : null),
  ],
]

/** What every date has: a figure or one of the words that tell a day from the article's. */
const DATED = /\d|\b(?:yesterday|tomorrow|on|last|next)\b/i

/** Dates in `text`, in order, none inside another. */
export const findDates = (text: string, published: IsoDate | null): FoundDate[] => {
  const found: FoundDate[] = []
  if (!DATED.test(text)) return found
  for (const [pattern, read] of readers)
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (found.some((d) => start < d.end && end > d.start)) continue
      const date = read(match, published)
      if (date) found.push({ start, end, date })
    }
  return found.sort((a, b) => a.start - b.start)
}
