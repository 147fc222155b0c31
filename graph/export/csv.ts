/**
 * CSV after RFC 4180 (CRLF, UTF-8 with a mark, so that spreadsheets read it right): statements, nodes or edges.
 * A text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
import type { ExportFormat } from './export-format.ts'
import type { ExportSource } from './export-source.ts'

type Value = string | number | null

/** One cell; `=`, `+`, `-`, `@`, tab and return at the start would run as formulas. */
export const csvCell = (value: Value): string => {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const line = (values: readonly Value[]): string => `${values.map(csvCell).join(',')}\r\n`

/** A table of one row an item: the columns' names with how to get each. */
const table = <T>(
  name: string,
  summary: string,
  items: (source: ExportSource) => AsyncIterable<T>,
  columns: [string, (item: T) => Value][],
): ExportFormat => ({
  name,
  mediaType: 'text/csv; charset=utf-8',
  summary,
  async *write(source) {
    yield `\ufeff${line(columns.map(([column]) => column))}`
    for await (const item of items(source)) yield line(columns.map(([, get]) => get(item)))
  },
})

export const statementsCsv = table(
  'csv',
  'CSV, one row a statement with its sentence and article',
  (source) => source.statements(),
  [
    ['id', (s) => s.id],
    ['subject', (s) => s.subject],
    ['predicate', (s) => s.predicate],
    ['object', (s) => s.object],
    ['modality', (s) => s.modality],
    ['date', (s) => s.date],
    ['speaker', (s) => s.speaker],
    ['counterpart', (s) => s.counterpart],
    ['sectors', (s) => s.sectors.join(' ')],
    ['commodities', (s) => s.commodities.join(' ')],
    ['places', (s) => s.places.join(' ')],
    ['project', (s) => s.project],
    ['event', (s) => s.event],
    ['amount', (s) => s.amount],
    ['title', (s) => s.title],
    ['confidence', (s) => s.confidence],
    ['review', (s) => s.review],
    ['evidence', (s) => s.evidence],
    ['article', (s) => s.article.id],
    ['articleTitle', (s) => s.article.title],
    ['articleDate', (s) => s.article.date],
    ['url', (s) => s.article.url],
    ['publisher', (s) => s.article.publisher],
  ],
)

export const nodesCsv = table('nodes.csv', 'CSV, one row an entity', (source) => source.entities(), [
  ['id', (e) => e.id],
  ['label', (e) => e.name],
  ['type', (e) => e.type],
  ['aliases', (e) => e.aliases.join('|')],
  ['iso2', (e) => e.iso2],
  ['iso3', (e) => e.iso3],
  ['isic', (e) => e.isic],
  ['hs', (e) => e.hs],
  ['statements', (e) => e.statements],
  ['articles', (e) => e.articles],
])

export const edgesCsv = table('edges.csv', 'CSV, one row a derived edge', (source) => source.edges(), [
  ['source', (e) => e.source],
  ['target', (e) => e.target],
  ['type', () => 'Directed'],
  ['predicate', (e) => e.predicate],
  ['modality', (e) => e.modality],
  ['weight', (e) => e.statements],
  ['articles', (e) => e.articles],
  ['actual', (e) => e.modalities.actual],
  ['planned', (e) => e.modalities.planned],
  ['discussed', (e) => e.modalities.discussed],
  ['ended', (e) => e.modalities.ended],
  ['denied', (e) => e.modalities.denied],
  ['first', (e) => e.first],
  ['last', (e) => e.last],
  ['sectors', (e) => e.sectors.join(' ')],
])
