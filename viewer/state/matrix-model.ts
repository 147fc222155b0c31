/**
 * Countries × sectors as rows and columns: the sector tree with folding, sums and order. Pure.
 * A sector's cell counts what is linked to it or to any sector below it, as the filter by that sector would find it.
 */
import type { CountrySector, Modality, Sector } from '../../graph/contract.ts'
import { modalityNames } from './view-state.ts'

export interface MatrixCell {
  statements: number
  articles: number
  strongest: Modality
}
export interface MatrixRow {
  sector: string
  label: string
  isic: string
  depth: number
  hasChildren: boolean
  isFolded: boolean
  cells: ReadonlyMap<string, MatrixCell>
  sum: number
}
export interface MatrixColumn {
  country: string
  name: string
  flag: string | null
  sum: number
}
export interface Matrix {
  rows: MatrixRow[]
  columns: MatrixColumn[]
  total: number
  most: number
}
export interface MatrixOrder {
  /** Columns by name, by sum, or by the count in one sector's row. */
  columns: 'name' | 'sum' | { sector: string }
  /** Rows by ISIC code, by sum, or by the count in one country's column. */
  rows: 'isic' | 'sum' | { country: string }
}

const stronger = (a: Modality, b: Modality): Modality => (modalityNames.indexOf(a) <= modalityNames.indexOf(b) ? a : b)

const strongestOf = (item: CountrySector): Modality =>
  modalityNames.find((modality) => item.modalities[modality] > 0) ?? 'discussed'

/** Sums over a sector and all below it, by country. */
const rolledUp = (
  items: readonly CountrySector[],
  parents: ReadonlyMap<string, string | null>,
): Map<string, Map<string, MatrixCell>> => {
  const cells = new Map<string, Map<string, MatrixCell>>()
  for (const item of items) {
    const seen = new Set<string>()
    for (
      let sector: string | null = item.sector;
      sector !== null && !seen.has(sector);
      sector = parents.get(sector) ?? null
    ) {
      seen.add(sector)
      const row = cells.get(sector) ?? new Map<string, MatrixCell>()
      cells.set(sector, row)
      const before = row.get(item.country)
      row.set(item.country, {
        statements: (before?.statements ?? 0) + item.statements,
        articles: Math.max(before?.articles ?? 0, item.articles),
        strongest: before ? stronger(before.strongest, strongestOf(item)) : strongestOf(item),
      })
    }
  }
  return cells
}

const sumOf = (cells: ReadonlyMap<string, MatrixCell>): number =>
  [...cells.values()].reduce((sum, cell) => sum + cell.statements, 0)

export const buildMatrix = (
  items: readonly CountrySector[],
  sectors: readonly Sector[],
  folded: ReadonlySet<string>,
  order: MatrixOrder,
): Matrix => {
  const known = new Map(sectors.map((sector) => [sector.id, sector]))
  // A sector that the ontology does not hold (yet) still gets its row.
  for (const item of items) {
    if (!known.has(item.sector))
      known.set(item.sector, { id: item.sector, isic: item.isic, label: item.sectorName, parent: null })
  }
  const parents = new Map([...known.values()].map((sector) => [sector.id, sector.parent ?? null]))
  const cells = rolledUp(items, parents)

  const children = new Map<string | null, Sector[]>()
  for (const sector of known.values()) {
    if (!cells.has(sector.id)) continue
    const parent = sector.parent ?? null
    children.set(parent, [...(children.get(parent) ?? []), sector])
  }
  const value = (sector: Sector): number => {
    const row = cells.get(sector.id) ?? new Map<string, MatrixCell>()
    return typeof order.rows === 'object' ? (row.get(order.rows.country)?.statements ?? 0) : sumOf(row)
  }
  const inOrder = (list: Sector[]): Sector[] =>
    [...list].sort((a, b) =>
      order.rows === 'isic' ? a.isic.localeCompare(b.isic) : value(b) - value(a) || a.isic.localeCompare(b.isic),
    )
  const rows: MatrixRow[] = []
  const walk = (parent: string | null, depth: number): void => {
    for (const sector of inOrder(children.get(parent) ?? [])) {
      const hasChildren = (children.get(sector.id)?.length ?? 0) > 0
      const isFolded = hasChildren && folded.has(sector.id)
      const row = cells.get(sector.id) ?? new Map<string, MatrixCell>()
      rows.push({
        sector: sector.id,
        label: sector.label,
        isic: sector.isic,
        depth,
        hasChildren,
        isFolded,
        cells: row,
        sum: sumOf(row),
      })
      if (hasChildren && !isFolded) walk(sector.id, depth + 1)
    }
  }
  walk(null, 0)

  const byCountry = new Map<string, MatrixColumn>()
  for (const item of items) {
    const column = byCountry.get(item.country) ?? {
      country: item.country,
      name: item.countryName,
      flag: item.flag,
      sum: 0,
    }
    column.sum += item.statements
    byCountry.set(item.country, column)
  }
  const inRow = (country: string): number =>
    typeof order.columns === 'object' ? (cells.get(order.columns.sector)?.get(country)?.statements ?? 0) : 0
  const columns = [...byCountry.values()].sort((a, b) => {
    if (order.columns === 'name') return a.name.localeCompare(b.name)
    if (order.columns === 'sum') return b.sum - a.sum || a.name.localeCompare(b.name)
    return inRow(b.country) - inRow(a.country) || b.sum - a.sum || a.name.localeCompare(b.name)
  })
  const most = Math.max(0, ...rows.flatMap((row) => [...row.cells.values()].map((cell) => cell.statements)))
  return { rows, columns, total: columns.reduce((sum, column) => sum + column.sum, 0), most }
}

/** Shade of a cell, 0 to 1: by the logarithm, so that one large cell does not wash out the rest. */
export const shadeOf = (statements: number, most: number): number =>
  statements <= 0 ? 0 : most <= 1 ? 0.35 : 0.14 + 0.86 * (Math.log(statements) / Math.log(most))

/** Header, a row per sector, sums last. */
export const matrixRows = (matrix: Matrix, sumWord: string): (string | number)[][] => [
  ['ISIC', '', ...matrix.columns.map((column) => column.name), sumWord],
  ...matrix.rows.map((row) => [
    row.isic,
    row.label,
    ...matrix.columns.map((column) => row.cells.get(column.country)?.statements ?? 0),
    row.sum,
  ]),
  ['', sumWord, ...matrix.columns.map((column) => column.sum), matrix.total],
]
