/** Months as numbers and back, and the bars of the timeline. Pure. */
import type { TimelineBucket } from '../../graph/contract.ts'

/** Months since the year 0: `2016-03` is 24194. */
export const monthNumber = (month: string): number => {
  const [year = 0, at = 1] = month.split('-').map(Number)
  return year * 12 + at - 1
}
export const monthName = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`

export const firstDay = (number: number): string => `${monthName(number)}-01`
export const lastDay = (number: number): string => {
  const day = new Date(Date.UTC(Math.floor(number / 12), (number % 12) + 1, 0)).getUTCDate()
  return `${monthName(number)}-${day}`
}

/** Fewer months than this look like one block: the time is shown with room around it. */
const fewestMonths = 12

/** Every month from the first to the last, those without statements too, and at least a year of them. */
export const monthBars = (buckets: readonly TimelineBucket[]): { month: number; bucket: TimelineBucket | null }[] => {
  if (buckets.length === 0) return []
  const byMonth = new Map(buckets.map((bucket) => [monthNumber(bucket.month), bucket]))
  const room = Math.max(0, fewestMonths - 1 - (Math.max(...byMonth.keys()) - Math.min(...byMonth.keys())))
  const first = Math.min(...byMonth.keys()) - Math.floor(room / 2)
  const last = Math.max(...byMonth.keys()) + Math.ceil(room / 2)
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    month: first + at,
    bucket: byMonth.get(first + at) ?? null,
  }))
}

/** The span after a step of playing: the same length, one month on, from the start again after the end. */
export const nextSpan = (from: number, to: number, first: number, last: number): [number, number] => {
  const length = to - from
  return to >= last ? [first, Math.min(last, first + length)] : [from + 1, to + 1]
}
