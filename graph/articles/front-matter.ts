/**
 * Splits a Markdown or text file into its YAML front matter and its body.
 * Only plain facts are taken over (title, date, language, url, publisher, id); YAML can build nothing else here.
 */
import { parseDocument } from 'yaml'
import { invalidInput } from '../errors.ts'
import type { ArticleFacts } from './article-facts.ts'

/** Names that files use for the same fact. */
const factNames: Record<string, Exclude<keyof ArticleFacts, 'text'>> = {
  id: 'id',
  title: 'title',
  date: 'date',
  published: 'date',
  language: 'language',
  lang: 'language',
  url: 'url',
  link: 'url',
  source: 'publisher',
  publisher: 'publisher',
}

const maxFrontMatter = 16_000

/**
 * Text without front matter comes back whole. The body starts at its first line that is not blank.
 * @throws EntenteError `InvalidInput` that names the line, for front matter that does not end or is not YAML
 */
export const splitFrontMatter = (name: string, text: string): ArticleFacts => {
  if (!/^---[ \t]*\n/.test(text)) return { text }
  const end = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  if (!end) throw invalidInput(`${name}: the front matter that starts on line 1 is never closed by ---`)
  if (end.index > maxFrontMatter)
    throw invalidInput(`${name}: front matter of ${end.index} characters; it may have ${maxFrontMatter}`)
  const body = text.slice(end.index + end[0].length).replace(/^(?:[ \t]*\n)+/, '')
  // Its opening line becomes a blank one, so that the lines counted in errors are those of the file.
  const head = parseDocument(text.slice(0, end.index + 1).replace(/^---[ \t]*/, ''), { schema: 'failsafe' })
  const [problem] = head.errors
  if (problem) {
    const line = problem.linePos?.[0].line ?? 1
    throw invalidInput(`${name}: broken front matter on line ${line}: ${problem.message.split(/ at line|\n/)[0]}`)
  }
  let data: unknown
  try {
    data = head.contents === null ? {} : head.toJS({ maxAliasCount: 10 })
  } catch (cause) {
    throw invalidInput(`${name}: broken front matter: too many aliases`, cause)
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw invalidInput(`${name}: broken front matter: lines such as "title: …" are expected`)
  const facts: ArticleFacts = { text: body }
  for (const [key, value] of Object.entries(data)) {
    const fact = Object.hasOwn(factNames, key.toLowerCase()) ? factNames[key.toLowerCase()] : undefined
    if (!fact || value === null || value === '') continue
    if (typeof value !== 'string') throw invalidInput(`${name}: front matter: ${key} must be one line of text`)
    facts[fact] ??= value
  }
  return facts
}
