/**
 * Generated articles with the readings that the generator itself expects, mentions by search for the names: what the
 * store is loaded with where the store is measured and not the reader.
 */
import { handMadeReading } from '../graph/articles/hand-made-reading.ts'
import type { Article, Mention, Reading } from '../graph/contract.ts'
import type { GeneratedArticle } from '../graph/generate/compose-article.ts'
import { type GenerateOptions, generateArticles } from '../graph/generate/write-articles.ts'

const mentionsOf = ({ text, expected }: GeneratedArticle): Mention[] =>
  expected.entities.flatMap(({ id, name, aliases = [] }) => {
    const found: Mention[] = []
    for (const form of new Set([name, ...aliases]))
      for (let start = text.indexOf(form); start >= 0 && form; start = text.indexOf(form, start + form.length))
        found.push({ entity: id, start, end: start + form.length, kind: 'name' })
    return found
  })

/** The article as the reader is handed it. */
export const articleOf = ({ id, title, date, lang, url, publisher, text }: GeneratedArticle): Article => ({
  id,
  title,
  date,
  language: lang,
  url,
  publisher,
  text,
})

export function* generatedReadings(options: GenerateOptions): Generator<{ article: Article; reading: Reading }> {
  for (const generated of generateArticles(options)) {
    const article = articleOf(generated)
    const reading = handMadeReading(article, generated.expected)
    if (!reading) throw new Error('a generated article without statements')
    yield { article, reading: { ...reading, mentions: mentionsOf(generated) } }
  }
}
