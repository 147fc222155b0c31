/**
 * Rows on their way between the engine's process and its owner: one JSON text, column by column. The channel takes one
 * text many times faster than as many values, and equal values stand together. Only values of contract.ts go through.
 */
import type { CypherValue } from '../../contract.ts'
import type { CypherParameters, Row } from '../graph-store.ts'

export interface PackedRows {
  columns: string[]
  /** JSON of one list for each column. */
  values: string
  truncated: boolean
}

/** Raw bytes are the one kind of parameter that JSON has no form for; those go as they are. */
export type PackedParameters = string | CypherParameters

export const packParameters = (parameters: CypherParameters): PackedParameters =>
  Object.values(parameters).some(ArrayBuffer.isView) ? parameters : JSON.stringify(parameters)

export const unpackParameters = (packed: PackedParameters): CypherParameters =>
  typeof packed === 'string' ? (JSON.parse(packed) as CypherParameters) : packed

export const packRows = (
  columns: string[],
  rows: readonly (readonly CypherValue[])[],
  truncated: boolean,
): PackedRows => ({
  columns,
  values: JSON.stringify(columns.map((_, i) => rows.map((row) => row[i] ?? null))),
  truncated,
})

export const rowsOf = ({ columns, values }: PackedRows): Row[] => {
  const lists = JSON.parse(values) as CypherValue[][]
  const count = lists[0]?.length ?? 0
  const rows: Row[] = []
  for (let i = 0; i < count; i++) {
    const row: Row = {}
    for (let k = 0; k < columns.length; k++) row[columns[k] as string] = lists[k]?.[i] ?? null
    rows.push(row)
  }
  return rows
}

/** As lists, in the order of the columns. */
export const listsOf = ({ columns, values }: PackedRows): CypherValue[][] => {
  const lists = JSON.parse(values) as CypherValue[][]
  return Array.from({ length: lists[0]?.length ?? 0 }, (_, i) => columns.map((_column, k) => lists[k]?.[i] ?? null))
}
