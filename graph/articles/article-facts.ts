/**
 * Makes an article out of its text and whatever is known about it: checks each fact and fills what is missing.
 * Pure: the same input gives the same article, id included; nothing is guessed that the name or the text does not tell.
 */
import { createHash } from 'node:crypto'
import type { Article, IsoDate } from '../contract.ts'
import { invalidInput, limitExceeded } from '../errors.ts'
import { detectLanguage } from '../read/detect-language.ts'
import { articleLimits } from './article-limits.ts'

/** What a file, a page or a request says about an article; anything but the text may be missing. */
export interface ArticleFacts {
  id?: string | null | undefined
  title?: string | null | undefined
  /** ISO date, date with time, or anything that starts with `YYYY-MM-DD`. */
  date?: string | null | undefined
  language?: string | null | undefined
  url?: string | null | undefined
  publisher?: string | null | undefined
  text: string
}

/** `2016-03-01-russia-japan.md` → `2016-03-01-russia-japan`. */
export const stemOf = (name: string): string =>
  (name.split(/[\\/]/).pop() ?? name).replace(/\.(md|markdown|txt|html?|jsonl?|pdf|docx)$/i, '')

const realDate = (year: string, month: string, day: string): IsoDate | null => {
  const text = `${year}-${month}-${day}`
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : text
}

/** @throws EntenteError `InvalidInput` for a date that is none */
const checkDate = (name: string, date: string): IsoDate => {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/.exec(date.trim())
  const checked = found ? realDate(found[1] ?? '', found[2] ?? '', found[3] ?? '') : null
  if (!checked) throw invalidInput(`${name}: date "${date.slice(0, 40)}" is not a date such as 2016-03-01`)
  return checked
}

const checkUrl = (name: string, url: string): string => {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw invalidInput(`${name}: url "${url.slice(0, 80)}" is not an address`)
  }
  // Only addresses that a browser can open safely: the viewer makes links out of them.
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')
    throw invalidInput(`${name}: url must start with http:// or https://`)
  parsed.username = ''
  parsed.password = ''
  return url.includes('@') ? parsed.href : url
}

/** `en`, `en-GB` and `EN_us` are all `en`. */
const checkLanguage = (name: string, language: string): string => {
  const code = /^([a-z]{2,3})(?:[-_]|$)/i.exec(language.trim())?.[1]?.toLowerCase()
  if (!code) throw invalidInput(`${name}: language "${language.slice(0, 20)}" is not a code such as en`)
  return code
}

const checkId = (name: string, id: string): string => {
  const trimmed = id.trim()
  if (!trimmed || trimmed.length > 200 || /[\p{Cc}\s/\\?#%]/u.test(trimmed))
    throw invalidInput(
      `${name}: id "${trimmed.slice(0, 60)}" must be 1 to 200 characters without spaces, / \\ ? # or %`,
    )
  return trimmed
}

const checkText = (name: string, text: string): string => {
  if (!/[\p{L}\p{N}]/u.test(text)) throw invalidInput(`${name}: empty, there is no text to read`)
  if (text.length > articleLimits.maxTextLength)
    throw limitExceeded(
      `${name}: ${text.length} characters of text; one article may have ${articleLimits.maxTextLength} (maxTextLength)`,
    )
  let from = 0
  while (from <= text.length) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end
    if (to - from > articleLimits.maxLineLength)
      throw limitExceeded(
        `${name}: a line of ${to - from} characters; one line may have ${articleLimits.maxLineLength} (maxLineLength)`,
      )
    from = to + 1
  }
  // Lone surrogates cannot be stored or sent; they would shift no offset when replaced one for one.
  return text.isWellFormed() ? text : text.toWellFormed()
}

const firstLine = (text: string): string => text.trimStart().split('\n', 1)[0]?.trim() ?? ''

/** `some-file_name` as words, without a leading date. */
const stemAsTitle = (stem: string): string =>
  stem
    .replace(/^\d{4}-\d{2}-\d{2}[-_ ]*/, '')
    .replace(/[-_]+/g, ' ')
    .trim() || stem

const slug = (stem: string): string =>
  stem
    .normalize('NFC')
    .replace(/[\s/\\?#%]+/g, '-')
    .slice(0, 200)

/**
 * @param name the file's name or what else names the source; gives the id and date where the facts have none, and the
 *   words of errors. Empty for text that comes from nowhere: then the id is `sha256-` and 16 hex digits of the text.
 * @throws EntenteError `InvalidInput` for a fact that is wrong or an empty text, `LimitExceeded` for one too long
 */
export const makeArticle = (facts: ArticleFacts, name = ''): Article => {
  const label = name || 'text'
  // Standard input is named `-`, which names nothing.
  const stem = name && stemOf(name) !== '-' ? stemOf(name) : ''
  const text = checkText(label, facts.text)
  const given = facts.title?.trim()
  const opening = firstLine(text)
  const stemDate = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(stem)
  const hash = (): string => `sha256-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
  return {
    id: checkId(label, facts.id ?? (stem ? slug(stem) : hash())),
    title: (given || (opening.length <= 200 ? opening : '') || stemAsTitle(stem) || opening)
      .slice(0, 300)
      .toWellFormed(),
    date: facts.date?.trim()
      ? checkDate(label, facts.date)
      : stemDate
        ? realDate(stemDate[1] ?? '', stemDate[2] ?? '', stemDate[3] ?? '')
        : null,
    language: facts.language?.trim() ? checkLanguage(label, facts.language) : detectLanguage(text),
    url: facts.url?.trim() ? checkUrl(label, facts.url.trim()) : null,
    publisher: facts.publisher?.trim().slice(0, 200) || null,
    text,
  }
}
