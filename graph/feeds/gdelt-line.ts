/**
 * Articles in the JSON Lines of news collections such as GDELT's: the same facts under other names, dates as
 * 20160301T120000Z, languages by their English name. Lines that carry addresses without text are refused with a hint.
 */
import { makeArticle } from '../articles/article-facts.ts'
import type { Article } from '../contract.ts'
import { invalidInput } from '../errors.ts'

const textNames = ['content', 'maintext', 'body', 'article', 'articletext', 'fulltext'] as const
const dateNames = ['seendate', 'date_publish', 'published', 'published_at', 'publishedAt', 'date', 'timestamp'] as const
const publisherNames = ['publisher', 'domain', 'source_domain', 'sourcename', 'outlet'] as const

/** English names of languages to their codes, as far as collections name them so. */
const languageCodes: Record<string, string> = Object.fromEntries(
  'en fr de es pt ru it nl pl tr ar zh ja ko uk cs sv da fi no hu ro bg el he hi id vi th fa'
    .split(' ')
    .map((code) => [new Intl.DisplayNames('en', { type: 'language' }).of(code)?.toLowerCase() ?? code, code]),
)

/** Whether a line of JSON is of this kind: an object with an address or a time of sight, but no field `text`. */
export const isGdeltLine = (line: string): boolean =>
  !/"text"\s*:/.test(line) && /"(?:seendate|url|maintext|content|body|articletext|fulltext)"\s*:/.test(line)

const isoDay = (value: string): string | null => {
  const compact = /^(\d{4})(\d{2})(\d{2})(?:T?\d|$)/.exec(value)
  if (compact) return `${compact[1]}-${compact[2]}-${compact[3]}`
  return /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? null
}

/** @throws EntenteError `InvalidInput` that names the line */
export const gdeltArticle = (place: string, line: string): Article => {
  let data: Record<string, unknown>
  try {
    const parsed: unknown = JSON.parse(line)
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new Error('not an object')
    data = parsed as Record<string, unknown>
  } catch (cause) {
    throw invalidInput(`${place}: not JSON`, cause)
  }
  const fact = (names: readonly string[]): string | null => {
    for (const name of names) {
      const value = data[name]
      if (typeof value === 'string' && value.trim()) return value.trim()
      if (typeof value === 'number') return String(value)
    }
    return null
  }
  const text = fact(textNames)
  if (!text) throw invalidInput(`${place}: an address without its text; \`entente watch\` fetches pages`)
  const language = fact(['language', 'lang'])
  const date = fact(dateNames)
  return makeArticle({
    id: fact(['id']),
    title: fact(['title', 'headline']),
    date: date ? isoDay(date) : null,
    language: language ? (languageCodes[language.toLowerCase()] ?? language) : null,
    url: fact(['url', 'link']),
    publisher: fact(publisherNames),
    text: text.replace(/\r\n?/g, '\n'),
  })
}
