/** All formats of export, by name; a file's ending is a format's name. */
import { invalidInput } from '../errors.ts'
import { edgesCsv, nodesCsv, statementsCsv } from './csv.ts'
import type { ExportFormat } from './export-format.ts'
import { followTheMoney } from './follow-the-money.ts'
import { gexf } from './gexf.ts'
import { graphml } from './graphml.ts'
import { json, jsonLines } from './json.ts'
import { jsonLd } from './json-ld.ts'
import { turtle } from './turtle.ts'

export const exportFormats: readonly ExportFormat[] = [
  gexf,
  graphml,
  statementsCsv,
  nodesCsv,
  edgesCsv,
  json,
  jsonLines,
  turtle,
  jsonLd,
  followTheMoney,
]

/** @throws EntenteError `InvalidInput` that lists the known ones */
export const formatNamed = (name: string): ExportFormat => {
  const format = exportFormats.find((known) => known.name === name)
  if (!format)
    throw invalidInput(
      `unknown format "${name.slice(0, 40)}"; known are ${exportFormats.map((known) => known.name).join(', ')}`,
    )
  return format
}

/** The format of a file, by the longest ending that fits: `x.nodes.csv`, `nodes.csv`, `x.csv`. @throws EntenteError */
export const formatOfFile = (path: string): ExportFormat => {
  const file = path.split(/[\\/]/).pop() ?? path
  const fitting = exportFormats
    .filter(({ name }) => file === name || file.toLowerCase().endsWith(`.${name}`))
    .sort((a, b) => b.name.length - a.name.length)
  if (fitting[0]) return fitting[0]
  throw invalidInput(
    `${path}: the ending tells the format; known are ${exportFormats.map(({ name }) => `.${name}`).join(' ')}`,
  )
}
