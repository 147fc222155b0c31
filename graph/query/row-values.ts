/** Readers of single columns, and the small rows that several questions share. Nothing here asks the store by itself. */
import type { EntityLabel, EntityType, GraphEdge, IsoDate, ModalityCounts } from '../contract.ts'
import { modalities, predicates } from '../ontology/ontology.ts'
import type { Row } from '../store/graph-store.ts'

export const text = (row: Row, column: string): string => String(row[column] ?? '')
export const textOrNull = (row: Row, column: string): string | null => {
  const value = row[column]
  return typeof value === 'string' ? value : null
}
export const number = (row: Row, column: string): number => Number(row[column] ?? 0)

export const modalityCounts = (row: Row): ModalityCounts => ({
  actual: number(row, 'actual'),
  planned: number(row, 'planned'),
  discussed: number(row, 'discussed'),
  ended: number(row, 'ended'),
  denied: number(row, 'denied'),
})

/**
 * Counts out of rows `modality`, `statements`. Grouping by modality is several times faster on the embedded engine than
 * one sum for each, wherever nothing distinct is counted beside it.
 */
export const modalitiesFrom = (rows: readonly Row[]): ModalityCounts => {
  const counts = modalityCounts({})
  for (const row of rows) counts[text(row, 'modality') as keyof ModalityCounts] += number(row, 'statements')
  return counts
}

/** The first and the last of rows with dates `first` and `last`. */
export const spanFrom = (rows: readonly Row[]): { first: IsoDate | null; last: IsoDate | null } => {
  const dates = rows.flatMap((row) => [dateOrNull(row, 'first') ?? [], dateOrNull(row, 'last') ?? []].flat()).sort()
  return { first: dates[0] ?? null, last: dates.at(-1) ?? null }
}

/** The strongest modality that occurs. */
export const strongestOf = (counts: ModalityCounts): GraphEdge['modality'] =>
  modalities.find((modality) => counts[modality] > 0) ?? 'denied'

/** Columns `id`, `type`, `name` and `flag` of the entity in `variable`. */
export const labelColumns = (variable: string): string =>
  `${variable}.id AS id, [l IN labels(${variable}) WHERE l <> 'Entity'][0] AS type, ${variable}.name AS name, ${variable}.flag AS flag`

export const labelFrom = (row: Row): EntityLabel => ({
  id: text(row, 'id'),
  type: text(row, 'type') as EntityType,
  name: text(row, 'name'),
  flag: textOrNull(row, 'flag'),
})

/** All predicates, as the alternatives of a relationship pattern. */
export const anyPredicate = predicates.join('|')

export const dateOrNull = (row: Row, column: string): IsoDate | null => textOrNull(row, column)

/** A cursor is opaque to its holder: the sort key of the last item. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

/** Words looked for at most; the rest of a longer question is left out. */
const mostWords = 12

/**
 * The condition that a text holds every word, with a parameter for each: spelt out, because the embedded engine takes
 * three times as long over `all(word IN $words …)`. `whole`: words must begin at the start of a word.
 */
export const containsWords = (
  property: string,
  words: readonly string[],
  whole: boolean,
): { condition: string; parameters: Record<string, string> } => {
  const used = words.slice(0, mostWords)
  return {
    condition: used.map((_, i) => `${property} CONTAINS $word${i}`).join(' AND ') || 'true',
    parameters: Object.fromEntries(used.map((word, i) => [`word${i}`, whole ? ` ${word}` : word])),
  }
}
