/**
 * Reads the lexicons: CSV with a header, `#` comment lines, `|` between the parts of a list cell.
 * A fault is reported with file, line and column, so that an analyst finds it at once. Never guesses at a bad line.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { EntenteError } from '../../errors.ts'
import { packageFile } from '../../package-root.ts'

/** A list cell: `a|b|c`; an empty cell is an empty list. */
export const listCell = z.string().transform((cell) =>
  cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)

/** A cell that must not be empty. */
export const textCell = z.string().min(1, 'must not be empty')

/** Splits one CSV line; a cell with a comma stands in double quotes, a quote inside is doubled. */
const splitLine = (line: string): string[] | null => {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!
    if (quoted) {
      if (c !== '"') cell += c
      else if (line[i + 1] === '"') {
        cell += c
        i++
      } else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === ',') {
      cells.push(cell.trim())
      cell = ''
    } else cell += c
  }
  if (quoted) return null
  cells.push(cell.trim())
  return cells
}

/**
 * Rows of a lexicon's text, checked against `shape` (one zod type per column).
 * `unique` names the columns that together may stand only once.
 * @throws EntenteError InvalidInput naming the file, the line and the column of the first fault.
 */
export const parseLexicon = <S extends z.ZodRawShape>(
  file: string,
  text: string,
  shape: z.ZodObject<S>,
  unique: readonly (keyof S & string)[],
): z.output<z.ZodObject<S>>[] => {
  const fault = (line: number, message: string): never => {
    throw new EntenteError('InvalidInput', `${file}: line ${line}: ${message}`)
  }
  const columns = Object.keys(shape.shape)
  const seen = new Map<string, number>()
  const rows: z.output<z.ZodObject<S>>[] = []
  let header: string[] | null = null
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const number = index + 1
    if (raw.trim() === '' || raw.startsWith('#')) continue
    const cells = splitLine(raw) ?? fault(number, 'a quoted cell is not closed')
    if (!header) {
      header = cells
      if (cells.join() !== columns.join()) fault(number, `the columns must be ${columns.join(',')}`)
      continue
    }
    if (cells.length !== columns.length)
      fault(number, `has ${cells.length} cells, the header has ${columns.length}`)
    const result = shape.safeParse(Object.fromEntries(columns.map((column, i) => [column, cells[i]])))
    if (!result.success) {
      const [issue] = result.error.issues
      fault(number, `${issue?.path.join('.')}: ${issue?.message}`)
      continue
    }
    const key = unique.map((column) => String((result.data as Record<string, unknown>)[column])).join(' / ')
    const before = seen.get(key)
    if (unique.length > 0 && before !== undefined) fault(number, `"${key}" stands already on line ${before}`)
    seen.set(key, number)
    rows.push(result.data)
  }
  return rows
}

/** Reads and checks one of the files of graph/extract/lexicon. */
export const readLexicon = <S extends z.ZodRawShape>(
  file: string,
  shape: z.ZodObject<S>,
  unique: readonly (keyof S & string)[],
): z.output<z.ZodObject<S>>[] =>
  parseLexicon(file, readFileSync(packageFile(`graph/extract/lexicon/${file}`), 'utf8'), shape, unique)
