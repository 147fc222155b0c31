/** Cuts a text at the borders of statements, so that overlapping sentences can all be shown in place. Pure. */

export interface Span {
  id: string
  start: number
  end: number
}
export interface Piece {
  text: string
  /** Ids of the spans that cover the piece. */
  ids: string[]
  start: number
}

/** The text as pieces in order; joined they are the text again, character for character. */
export const cutText = (text: string, spans: readonly Span[]): Piece[] => {
  const inside = spans.filter((span) => span.start >= 0 && span.end <= text.length && span.start < span.end)
  const borders = [...new Set([0, text.length, ...inside.flatMap((span) => [span.start, span.end])])].sort(
    (a, b) => a - b,
  )
  const pieces: Piece[] = []
  for (let i = 0; i + 1 < borders.length; i += 1) {
    const start = borders[i] as number
    const end = borders[i + 1] as number
    pieces.push({
      text: text.slice(start, end),
      ids: inside.filter((span) => span.start <= start && span.end >= end).map((span) => span.id),
      start,
    })
  }
  return pieces
}
