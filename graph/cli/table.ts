/** Text tables for a terminal: columns as wide as their widest cell, numbers to the right, long cells cut. */

export type Cell = string | number | null

const maxCellWidth = 80

/** Shown width: wide East Asian characters and emoji take two columns, marks none. */
const widthOf = (text: string): number => {
  let width = 0
  for (const character of text)
    width += /\p{M}|\u200d|\ufe0f/u.test(character)
      ? 0
      : /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
            character,
          )
        ? 2
        : 1
  return width
}

/** One line, no control characters (they could drive the terminal), cut at `maxCellWidth`. */
const cellText = (cell: Cell): string => {
  const text = cell === null ? '' : String(cell).replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
  return text.length > maxCellWidth ? `${text.slice(0, maxCellWidth - 1)}…` : text
}

/** @returns lines with a head, a rule and one line a row */
export const formatTable = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  const texts = rows.map((row) => columns.map((_, i) => cellText(row[i] ?? null)))
  const widths = columns.map((column, i) => Math.max(widthOf(column), ...texts.map((row) => widthOf(row[i] ?? ''))))
  const numeric = columns.map((_, i) => rows.length > 0 && rows.every((row) => typeof (row[i] ?? 0) === 'number'))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => {
        const space = ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(cell)))
        return numeric[i] ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd()
  return [line(columns), widths.map((width) => '─'.repeat(width)).join('  '), ...texts.map(line)].join('\n')
}
