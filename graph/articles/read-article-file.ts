/**
 * A file's name and bytes to the articles in it, by the name's ending.
 * Touches neither disk nor network, so that it may run in any thread; a wrong file gives one sentence that names it.
 */
import type { Article } from '../contract.ts'
import { invalidInput, limitExceeded } from '../errors.ts'
import { makeArticle } from './article-facts.ts'
import { articleLimits } from './article-limits.ts'
import { declaredCharset, decodeText } from './decode-text.ts'
import { splitFrontMatter } from './front-matter.ts'
import type { ReadArticle } from './hand-made-reading.ts'
import { jsonLinesArticles, parseJsonArticle } from './json-articles.ts'
import { markdownText } from './markdown-text.ts'
import { docxArticle, pdfArticle } from './office-articles.ts'

type FileReader = (name: string, bytes: Uint8Array) => ReadArticle[] | Promise<ReadArticle[]>

/** An article that is still to be read. */
const unread = (article: Article): ReadArticle[] => [{ article, reading: null }]

const readMarkdown: FileReader = (name, bytes) => {
  const facts = splitFrontMatter(name, decodeText(name, bytes))
  const { text, heading } = markdownText(facts.text)
  return unread(makeArticle({ ...facts, title: facts.title ?? heading, text }, name))
}
const readText: FileReader = (name, bytes) => {
  const facts = splitFrontMatter(name, decodeText(name, bytes))
  return unread(makeArticle({ ...facts, text: facts.text.trimEnd() }, name))
}
const readHtml: FileReader = async (name, bytes) => {
  // Loaded when the first page comes: what takes pages apart is a twelfth of what a command costs to start up.
  const { htmlArticle } = await import('./html-article.ts')
  return unread(htmlArticle(decodeText(name, bytes, declaredCharset(bytes)), { name }))
}

const fileReaders: Record<string, FileReader> = {
  md: readMarkdown,
  markdown: readMarkdown,
  txt: readText,
  html: readHtml,
  htm: readHtml,
  jsonl: (name, bytes) => jsonLinesArticles(name, decodeText(name, bytes)),
  json: (name, bytes) => [parseJsonArticle(name, decodeText(name, bytes), name)],
  pdf: async (name, bytes) => unread(await pdfArticle(name, bytes)),
  docx: async (name, bytes) => unread(await docxArticle(name, bytes)),
}

/** Endings, without the dot, of the files that can be read. */
export const articleFileEndings: readonly string[] = Object.keys(fileReaders)

const endingOf = (name: string): string => /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''

/** Whether the name's ending is one that can be read. */
export const isArticleFile = (name: string): boolean => Object.hasOwn(fileReaders, endingOf(name))

/**
 * @param name the file's name, with its ending; a path is shown in errors, its stem becomes the id
 * @returns the articles, each with the reading that came with it, or null where it is still to be read
 * @throws EntenteError `InvalidInput` for a kind, an encoding or a content that cannot be read, `LimitExceeded` for size
 */
export const readImportFile = async (name: string, bytes: Uint8Array): Promise<ReadArticle[]> => {
  const ending = endingOf(name)
  const reader = Object.hasOwn(fileReaders, ending) ? fileReaders[ending] : undefined
  if (!reader) throw invalidInput(`${name}: unknown kind of file; known are .${articleFileEndings.join(' .')}`)
  if (bytes.length > articleLimits.maxFileBytes)
    throw limitExceeded(
      `${name}: ${bytes.length} bytes; one file may have ${articleLimits.maxFileBytes} (maxFileBytes)`,
    )
  if (bytes.length === 0) throw invalidInput(`${name}: empty, there is no text to read`)
  return reader(name, bytes)
}

/** The articles alone, for what reads them itself. @throws EntenteError as `readImportFile` */
export const readArticleFile = async (name: string, bytes: Uint8Array): Promise<Article[]> =>
  (await readImportFile(name, bytes)).map((item) => item.article)
