/**
 * The append-only record of what a person or an article gave: one JSON line each, fsynced before anyone is answered.
 * The embedded engine does not sync its commits, so this is what survives a power cut. Never rewrites a line; `compact`
 * replaces the file as a whole.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { storeUnavailable } from '../errors.ts'
import { fileLines } from '../file-lines.ts'
import type { JournalEntry } from './graph-store.ts'

/** Entries count up from 1; an entry of kind `void` says that those of `voids` did not come to pass. */
export interface JournalLine extends JournalEntry {
  seq: number
}

const syncFolder = (path: string): void => {
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

const writeAll = (file: number, text: string): void => {
  const bytes = Buffer.from(text, 'utf8')
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
}

const parseLine = (line: string): JournalLine | null => {
  try {
    const entry = JSON.parse(line) as JournalLine
    return typeof entry.seq === 'number' && typeof entry.kind === 'string' ? entry : null
  } catch {
    return null
  }
}

/** Reads the end of the file for its last whole line, and cuts what a crash left behind it. Returns the last seq. */
const repair = (file: number, path: string): number => {
  const chunk = 64 * 1024
  let end = fstatSync(file).size
  let tail = Buffer.alloc(0)
  let start = end
  for (;;) {
    // A line counts only with its newline: the write that a crash cut has none, or holds no JSON.
    const last = tail.lastIndexOf(10)
    const before = last > 0 ? tail.lastIndexOf(10, last - 1) : -1
    if (last >= 0 && (before >= 0 || start === 0)) {
      const entry = parseLine(tail.subarray(before + 1, last).toString('utf8'))
      end = start + last + 1
      if (entry) {
        ftruncateSync(file, end)
        return entry.seq
      }
      tail = tail.subarray(0, before + 1)
      end = start + before + 1
      if (end === 0) break
      continue
    }
    if (start === 0) break
    const size = Math.min(chunk, start)
    const more = Buffer.alloc(size)
    start -= size
    readSync(file, more, 0, size, start)
    tail = Buffer.concat([more, tail])
  }
  if (fstatSync(file).size > 1024 * 1024) throw storeUnavailable(`${path} holds no line that can be read`)
  ftruncateSync(file, 0)
  return 0
}

export class Journal {
  readonly #path: string
  #file: number
  #seq: number

  /** Opens or makes the file and repairs its end. */
  constructor(path: string) {
    this.#path = path
    const isNew = !existsSync(path)
    this.#file = openSync(path, 'a+', 0o600)
    this.#seq = repair(this.#file, path)
    if (isNew) syncFolder(path)
  }

  /** Number of the last entry; 0 when empty. */
  get seq(): number {
    return this.#seq
  }

  /** Writes the entries and waits until the disk has them. Returns the number of the last. */
  append(entries: readonly JournalEntry[]): number {
    const before = fstatSync(this.#file).size
    let seq = this.#seq
    const text = entries.map((entry) => `${JSON.stringify({ ...entry, seq: ++seq })}\n`).join('')
    try {
      writeAll(this.#file, text)
      fsyncSync(this.#file)
    } catch (error) {
      ftruncateSync(this.#file, before)
      throw storeUnavailable(`${this.#path} cannot be written: ${(error as Error).message}`, error)
    }
    this.#seq = seq
    return seq
  }

  /** The entries after `seq`, in order, without voided ones. @throws when a line in the middle cannot be read */
  async *after(seq: number): AsyncGenerator<JournalLine> {
    const until = this.#seq
    const voided = new Set<number>()
    for await (const entry of this.#lines())
      if (entry.kind === 'void') for (const number of entry.voids as number[]) voided.add(number)
    for await (const entry of this.#lines()) {
      if (entry.seq > until) return
      if (entry.seq > seq && entry.kind !== 'void' && !voided.has(entry.seq)) yield entry
    }
  }

  /** Replaces the file by the entries that `keep` lets through, numbers unchanged. The last entry always stays. */
  async compact(keep: (entry: JournalLine) => boolean): Promise<void> {
    const next = `${this.#path}.next`
    const file = openSync(next, 'w', 0o600)
    for await (const entry of this.#lines())
      if (entry.seq === this.#seq || keep(entry))
        writeAll(file, `${JSON.stringify(keep(entry) ? entry : { seq: entry.seq, kind: 'void', voids: [] })}\n`)
    fsyncSync(file)
    closeSync(file)
    renameSync(next, this.#path)
    syncFolder(this.#path)
    closeSync(this.#file)
    this.#file = openSync(this.#path, 'a+', 0o600)
  }

  close(): void {
    closeSync(this.#file)
  }

  async *#lines(): AsyncGenerator<JournalLine> {
    let number = 0
    for await (const line of fileLines(this.#path)) {
      number++
      const entry = parseLine(line)
      if (!entry) throw storeUnavailable(`${this.#path}: line ${number} cannot be read`)
      yield entry
    }
  }
}
