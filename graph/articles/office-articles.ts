/**
 * PDF and DOCX to articles: their text and the facts that the document itself states.
 * The libraries are loaded when the first such file comes; nothing in a document is run or fetched.
 */
import type { Article } from '../contract.ts'
import { invalidInput, limitExceeded } from '../errors.ts'
import { makeArticle } from './article-facts.ts'
import { type HtmlNode, htmlText } from './html-text.ts'

const maxPages = 500

/** `D:20160301120000+09'00'` → `2016-03-01`. */
const pdfDate = (value: unknown): string | null => {
  const found = /^D:(\d{4})(\d{2})(\d{2})/.exec(String(value ?? ''))
  return found ? `${found[1]}-${found[2]}-${found[3]}` : null
}

/** Lines of a page become paragraphs again: a line that ends a sentence and is short ends its paragraph. */
const joinLines = (page: string): string => {
  const lines = page.split('\n').map((line) => line.trim())
  const longest = Math.max(...lines.map((line) => line.length), 1)
  let text = ''
  for (const line of lines) {
    if (!line) text = `${text.trimEnd()}\n\n`
    else if (/\p{L}-$/u.test(text) && /^\p{Ll}/u.test(line)) text = text.slice(0, -1) + line
    else text += (text && !/\n$/.test(text) ? ' ' : '') + line
    if (/[.!?”"»:]$/.test(line) && line.length < longest * 0.8) text += '\n\n'
  }
  return text.replace(/\n{3,}/g, '\n\n').trim()
}

/** @throws EntenteError `InvalidInput` for a file that is no PDF or has no text (a scan), `LimitExceeded` past 500 pages */
export const pdfArticle = async (name: string, bytes: Uint8Array): Promise<Article> => {
  const { extractText, getDocumentProxy, getMeta } = await import('unpdf')
  let pages: string[]
  let info: Record<string, unknown>
  try {
    const document = await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0 })
    try {
      if (document.numPages > maxPages)
        throw limitExceeded(`${name}: ${document.numPages} pages; ${maxPages} are allowed`)
      info = (await getMeta(document)).info as Record<string, unknown>
      pages = (await extractText(document)).text
    } finally {
      await document.destroy()
    }
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'EntenteError') throw cause
    throw invalidInput(`${name}: not a PDF that can be read`, cause)
  }
  const text = pages.map(joinLines).join('\n\n').trim()
  if (!text) throw invalidInput(`${name}: empty, this PDF has no text (a scan?)`)
  const title = typeof info.Title === 'string' ? info.Title : null
  return makeArticle({ text, title, date: pdfDate(info.CreationDate) }, name)
}

/** @throws EntenteError `InvalidInput` for a file that is no DOCX */
export const docxArticle = async (name: string, bytes: Uint8Array): Promise<Article> => {
  const [{ default: mammoth }, { parseHTML }] = await Promise.all([import('mammoth'), import('linkedom')])
  let html: string
  try {
    html = (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { externalFileAccess: false })).value
  } catch (cause) {
    throw invalidInput(`${name}: not a Word document (.docx) that can be read`, cause)
  }
  const { document } = parseHTML(`<html><body>${html}</body></html>`)
  return makeArticle(
    { text: htmlText(document.body as unknown as HtmlNode), title: document.querySelector('h1')?.textContent ?? null },
    name,
  )
}
