/** What `entente explain` does: reads files into articles and explains each, one text or page at a time. */
import { readFileSync } from 'node:fs'
import { readArticleFile } from '../articles/read-article-file.ts'
import { messageOf, notFound } from '../errors.ts'
import { explainReading } from '../evaluate/explain-reading.ts'
import { explanationHtml, explanationText } from '../evaluate/print-explanation.ts'
import { readInDetail } from '../read-article.ts'

export interface ExplainOptions {
  html?: boolean
}

/** One explanation per article. @throws EntenteError where a file cannot be read. */
export async function* runExplain(files: readonly string[], options: ExplainOptions): AsyncGenerator<string> {
  for (const file of files) {
    let bytes: Uint8Array
    try {
      bytes = readFileSync(file)
    } catch (error) {
      throw notFound(`${file} cannot be read (${messageOf(error)}).`)
    }
    for (const article of await readArticleFile(file, bytes)) {
      const reading = readInDetail(article)
      const sentences = explainReading(article.text, reading)
      const entities = new Map(reading.entities.map((e) => [e.id, e]))
      const notes = reading.notes.map((note) => `${note}\n`).join('')
      yield options.html
        ? explanationHtml(article.title, sentences, entities)
        : `${notes}${explanationText(article.title, sentences, entities)}`
    }
  }
}
