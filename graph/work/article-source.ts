/**
 * Streams what files and folders hold as tasks to open: article files whole, .jsonl and .warc of any size piece by piece.
 * Reads bytes only, one piece at a time; what is too large becomes a refusal in its place and the stream goes on.
 */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { articleLimits } from '../articles/article-limits.ts'
import { isArticleFile } from '../articles/read-article-file.ts'
import { type EntenteError, invalidInput, limitExceeded, messageOf } from '../errors.ts'
import type { OpenTask } from './open-task.ts'
import { readFileWithin } from './read-file-within.ts'
import { warcPages } from './warc-pages.ts'

export interface SourceItem {
  /** File, file and line, or address. */
  name: string
  /** Share of all bytes that had been read when it came, 0 to 1; null where the whole is unknown. */
  fraction: number | null
  /** What to open, or why there is nothing. */
  task: OpenTask | EntenteError
}

const isLines = (name: string): boolean => /\.jsonl$/i.test(name)
const isWarc = (name: string): boolean => /\.warc(\.gz)?$/i.test(name)

/** Whether a file of this name can be loaded. */
export const isSourceFile = (name: string): boolean => isArticleFile(name) || isWarc(name)

const hidden = /(^|[\\/])(\.[^\\/.][^\\/]*|node_modules)[\\/]/

/** Files of the paths, folders with all below them, sorted within each folder. @throws EntenteError `InvalidInput` */
export const findSourceFiles = async (paths: readonly string[]): Promise<{ path: string; size: number }[]> => {
  const found: { path: string; size: number }[] = []
  for (const path of paths) {
    const info = await stat(path).catch(() => null)
    if (!info) throw invalidInput(`${path}: no such file or folder`)
    if (!info.isDirectory()) {
      found.push({ path, size: info.size })
      continue
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true })
    const files = entries
      .filter((entry) => entry.isFile() && isSourceFile(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !hidden.test(file.slice(path.length)))
      .sort()
    if (!files.length) throw invalidInput(`${path}: no article in this folder`)
    for (const file of files) found.push({ path: file, size: (await stat(file)).size })
  }
  return found
}

/** Lines of a file of any size with their numbers and the bytes read so far; a line past the limit comes as null. */
export async function* linesOf(
  path: string,
  maxBytes: number,
): AsyncGenerator<{ line: string | null; number: number; bytes: number }> {
  let parts: Buffer[] = []
  let size = 0
  let number = 0
  let bytes = 0
  const flush = (): { line: string | null; number: number; bytes: number } => {
    const line = size > maxBytes ? null : Buffer.concat(parts).toString('utf8').replace(/\r$/, '')
    parts = []
    size = 0
    return { line: number === 1 ? (line?.replace(/^\ufeff/, '') ?? null) : line, number, bytes }
  }
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      number++
      size += end - from
      if (size <= maxBytes) parts.push(chunk.subarray(from, end))
      bytes += end + 1 - from
      from = end + 1
      yield flush()
    }
    size += chunk.length - from
    bytes += chunk.length - from
    // What is past the limit is counted, not kept.
    if (size <= maxBytes) parts.push(chunk.subarray(from))
    else parts = []
  }
  number++
  if (size > 0) yield flush()
}

/**
 * All tasks of the paths, in order.
 * @throws EntenteError `InvalidInput` for a path that is not there, at once; for anything later the item says it
 */
export async function* articleSource(paths: readonly string[]): AsyncGenerator<SourceItem> {
  const files = await findSourceFiles(paths)
  const total = files.reduce((sum, { size }) => sum + size, 0)
  let before = 0
  for (const { path, size } of files) {
    const fraction = (bytes: number): number => (total > 0 ? Math.min(1, (before + bytes) / total) : 1)
    const refused = (error: EntenteError): SourceItem => ({ name: path, fraction: fraction(size), task: error })
    try {
      if (isLines(path)) {
        for await (const { line, number, bytes } of linesOf(path, articleLimits.maxFileBytes)) {
          const name = `${path}:${number}`
          if (line === null)
            yield {
              name,
              fraction: fraction(bytes),
              task: limitExceeded(`${name}: a line of more than ${articleLimits.maxFileBytes} bytes (maxFileBytes)`),
            }
          else if (line.trim()) yield { name, fraction: fraction(bytes), task: { kind: 'line', name, line } }
        }
      } else if (isWarc(path)) {
        for await (const { bytes, ...item } of warcPages(path)) yield { ...item, fraction: fraction(bytes) }
      } else if (!isSourceFile(path)) yield refused(invalidInput(`${path}: unknown kind of file`))
      else {
        const bytes = await readFileWithin(path, articleLimits.maxFileBytes)
        yield { name: path, fraction: fraction(size), task: { kind: 'file', name: path, bytes } }
      }
    } catch (error) {
      yield refused(
        error instanceof Error && error.name === 'EntenteError'
          ? (error as EntenteError)
          : invalidInput(`${path}: cannot be read: ${messageOf(error)}`),
      )
    }
    before += size
  }
}
