/**
 * Reads spans of time in questions: "since 2020", "between March 2018 and 2019", "last year".
 * Spans relative to now need `today` from the caller; without it they stay unread. Never reads the clock.
 */
import type { IsoDate } from '../contract.ts'
import type { QuestionToken } from './question-tokens.ts'

export interface DateSpan {
  from: IsoDate | null
  to: IsoDate | null
  /** As the answer says it back: "since 2020". */
  text: string
}

interface Point {
  first: IsoDate
  last: IsoDate
  words: number
  text: string
}

const months = 'january february march april may june july august september october november december'.split(' ')
const monthNumber = (word: string): number =>
  months.findIndex((month) => month === word || (word.length >= 3 && word !== 'mar' && month.slice(0, 3) === word))
const numbers = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const numberOf = (word: string): number => (/^\d{1,3}$/.test(word) ? Number(word) : numbers.indexOf(word))

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')
const isoDay = (year: number, month: number, day: number): IsoDate => `${pad(year, 4)}-${pad(month)}-${pad(day)}`
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
const shift = (date: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)

/** A year, month or day at `at`: "2019", "March 2019", "1 March 2019", "March 1, 2019", "2019-03", "2019-03-01". */
const readPoint = (tokens: readonly QuestionToken[], at: number): Point | null => {
  const word = (offset: number): string => tokens[at + offset]?.folded ?? ''
  const isYear = (text: string): boolean => /^(?:19|20)\d\d$/.test(text)
  const day = (text: string): number => Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(text)?.[1] ?? 0)
  const ofMonth = (year: number, month: number, words: number): Point => ({
    first: isoDay(year, month + 1, 1),
    last: isoDay(year, month + 1, lastDay(year, month + 1)),
    words,
    text: `${months[month]?.replace(/^./, (c) => c.toUpperCase())} ${year}`,
  })
  const ofDay = (year: number, month: number, number: number, words: number): Point | null => {
    if (number < 1 || number > lastDay(year, month + 1)) return null
    const date = isoDay(year, month + 1, number)
    return { first: date, last: date, words, text: date }
  }
  const full = /^((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?$/.exec(word(0))
  if (full) {
    const month = Number(full[2]) - 1
    if (month < 0 || month > 11) return null
    return full[3] ? ofDay(Number(full[1]), month, Number(full[3]), 1) : ofMonth(Number(full[1]), month, 1)
  }
  if (isYear(word(0))) return { first: `${word(0)}-01-01`, last: `${word(0)}-12-31`, words: 1, text: word(0) }
  if (monthNumber(word(0)) >= 0) {
    if (isYear(word(1))) return ofMonth(Number(word(1)), monthNumber(word(0)), 2)
    if (day(word(1)) && isYear(word(2))) return ofDay(Number(word(2)), monthNumber(word(0)), day(word(1)), 3)
  }
  if (day(word(0)) && monthNumber(word(1)) >= 0 && isYear(word(2)))
    return ofDay(Number(word(2)), monthNumber(word(1)), day(word(0)), 3)
  return null
}

const readRelative = (
  tokens: readonly QuestionToken[],
  at: number,
  today: IsoDate,
): { span: DateSpan; words: number } | null => {
  const words = tokens.slice(at, at + 5).map((token) => token.folded)
  const year = Number(today.slice(0, 4))
  const text = words.join(' ')
  const ofYear = (value: number, length: number): { span: DateSpan; words: number } => ({
    span: { from: isoDay(value, 1, 1), to: isoDay(value, 12, 31), text: `in ${value}` },
    words: length,
  })
  if (/^this year\b/.test(text)) return ofYear(year, 2)
  if (/^last year\b/.test(text)) return ofYear(year - 1, 2)
  const match = /^(?:in |over |during |within )?(?:the )?(?:last|past) (\w+) (year|month|week|day)s?\b/.exec(text)
  const count = match ? numberOf(match[1] ?? '') : -1
  if (!match || count < 1) return null
  const days = { year: 365.25, month: 30.44, week: 7, day: 1 }[match[2] as 'year' | 'month' | 'week' | 'day']
  const from = shift(today, -Math.round(count * days))
  return { span: { from, to: today, text: `since ${from}` }, words: match[0].split(' ').length }
}

/** The span that starts at token `at` and how many tokens it takes, or null where none starts there. */
export const readDateSpan = (
  tokens: readonly QuestionToken[],
  at: number,
  today: IsoDate | null,
): { span: DateSpan; words: number } | null => {
  const relative = today ? readRelative(tokens, at, today) : null
  if (relative) return relative
  const lead = tokens[at]?.folded ?? ''
  const skip = (offset: number): number =>
    ['the', 'year', 'early', 'late', 'of'].includes(tokens[at + offset]?.folded ?? '') ? skip(offset + 1) : offset
  const pair = (joiners: string[]): { span: DateSpan; words: number } | null => {
    const first = readPoint(tokens, at + 1)
    if (!first || !joiners.includes(tokens[at + 1 + first.words]?.folded ?? '')) return null
    const second = readPoint(tokens, at + 2 + first.words)
    if (!second) return null
    const span = { from: first.first, to: second.last, text: `from ${first.text} to ${second.text}` }
    return { span, words: 2 + first.words + second.words }
  }
  if (lead === 'between') return pair(['and'])
  if (lead === 'from') {
    const both = pair(['to', 'until', 'till', 'through'])
    if (both) return both
  }
  const make = (from: (p: Point) => IsoDate | null, to: (p: Point) => IsoDate | null, prefix: string) => {
    const start = skip(1)
    const point = readPoint(tokens, at + start)
    if (!point) return null
    return {
      span: { from: from(point), to: to(point), text: `${prefix} ${point.text}`.trim() },
      words: start + point.words,
    }
  }
  if (['since', 'from'].includes(lead))
    return make(
      (p) => p.first,
      () => null,
      'since',
    )
  if (lead === 'after')
    return make(
      (p) => shift(p.last, 1),
      () => null,
      'after',
    )
  if (lead === 'before')
    return make(
      () => null,
      (p) => shift(p.first, -1),
      'before',
    )
  if (['until', 'till', 'by', 'to'].includes(lead))
    return make(
      () => null,
      (p) => p.last,
      'until',
    )
  if (['in', 'during', 'on', 'of', 'for', 'throughout'].includes(lead))
    return make(
      (p) => p.first,
      (p) => p.last,
      /\d{4}-\d\d-\d\d/.test(tokens[at + 1]?.folded ?? '') ? 'on' : 'in',
    )
  const point = readPoint(tokens, at)
  return point && { span: { from: point.first, to: point.last, text: `in ${point.text}` }, words: point.words }
}
