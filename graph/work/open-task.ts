/**
 * What can be opened into articles: a file's bytes, a line of JSON, a fetched page. As data, so that the same task goes to
 * a thread of this process or through a queue to another machine. Opening touches no disk and no network.
 */

import type { ReadArticle } from '../articles/hand-made-reading.ts'
import { parseJsonArticle } from '../articles/json-articles.ts'
import { readImportFile } from '../articles/read-article-file.ts'
import { gdeltArticle, isGdeltLine } from '../feeds/gdelt-line.ts'

export type OpenTask =
  | { kind: 'file'; name: string; bytes: Uint8Array }
  /** One line of a .jsonl file; `name` is file and line. */
  | { kind: 'line'; name: string; line: string }
  /** A page as HTML; the page's address names it. `id` null: the text's hash. */
  | { kind: 'page'; name: string; html: string; id: string | null }

/** Bytes that the task holds, roughly: what bounds how many are under way. */
export const weightOf = (task: OpenTask): number =>
  task.kind === 'file' ? task.bytes.length : 2 * (task.kind === 'line' ? task.line.length : task.html.length)

/**
 * The articles in a task, each with the reading that came with it or null.
 * @throws EntenteError `InvalidInput` or `LimitExceeded` that names the task
 */
export const openTask = async (task: OpenTask): Promise<ReadArticle[]> => {
  switch (task.kind) {
    case 'file':
      return readImportFile(task.name, task.bytes)
    case 'line':
      return isGdeltLine(task.line)
        ? [{ article: gdeltArticle(task.name, task.line), reading: null }]
        : [parseJsonArticle(task.name, task.line)]
    case 'page': {
      const { htmlArticle } = await import('../articles/html-article.ts')
      const article = htmlArticle(task.html, { url: task.name, ...(task.id ? { id: task.id } : {}) })
      return [{ article, reading: null }]
    }
  }
}
