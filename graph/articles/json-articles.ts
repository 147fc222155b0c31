/**
 * Articles as JSON: one object a line (.jsonl) or one object (.json), `{id, title, date, lang, url, publisher, text}`.
 * A wrong line is named by its number; nothing of a file with a wrong line is taken.
 */
import { z } from 'zod'
import { EntenteError, invalidInput, limitExceeded } from '../errors.ts'
import { makeArticle } from './article-facts.ts'
import { articleLimits } from './article-limits.ts'
import { handMadeReading, type ReadArticle } from './hand-made-reading.ts'

const fact = z.string().nullish()
const articleLine = z.object({
  id: z.union([z.string(), z.number().int().transform(String)]).nullish(),
  title: fact,
  date: fact,
  language: fact,
  lang: fact,
  url: fact,
  publisher: fact,
  text: z.string({ error: 'must be text' }),
})

/**
 * The article of one line or object, with the reading that came with it where a person or another program made one.
 * @param place file and line, for errors
 * @param fallbackName gives the id where the object has none; empty: the text's hash
 * @throws EntenteError
 */
export const parseJsonArticle = (place: string, json: string, fallbackName = ''): ReadArticle => {
  let data: unknown
  try {
    data = JSON.parse(json)
  } catch (cause) {
    throw invalidInput(`${place}: not JSON`, cause)
  }
  const parsed = articleLine.safeParse(data)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = issue?.path.join('.')
    throw invalidInput(`${place}: ${field ? `"${field}" ${issue?.message}` : 'an object with "text" is expected'}`)
  }
  const { lang, language, ...facts } = parsed.data
  try {
    const article = makeArticle({ ...facts, language: language ?? lang }, fallbackName)
    return { article, reading: handMadeReading(article, data) }
  } catch (error) {
    // The article's own complaint, at the line's place.
    if (error instanceof EntenteError)
      throw new EntenteError(error.kind, `${place}: ${error.message.replace(/^[^:]*: /, '')}`)
    throw error
  }
}

/** @throws EntenteError that names the line */
export const jsonLinesArticles = (name: string, text: string): ReadArticle[] => {
  const articles: ReadArticle[] = []
  const lineOf = new Map<string, number>()
  let number = 0
  for (const line of text.split('\n')) {
    number++
    if (!line.trim()) continue
    const item = parseJsonArticle(`${name}:${number}`, line)
    const before = lineOf.get(item.article.id)
    if (before) throw invalidInput(`${name}:${number}: id "${item.article.id}" stands on line ${before} already`)
    lineOf.set(item.article.id, number)
    articles.push(item)
    if (articles.length > articleLimits.maxArticlesPerFile)
      throw limitExceeded(`${name}: more than ${articleLimits.maxArticlesPerFile} articles (maxArticlesPerFile)`)
  }
  if (!articles.length) throw invalidInput(`${name}: empty, there is no article in it`)
  return articles
}
