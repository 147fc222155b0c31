/**
 * Countries × sectors as rows and columns: the sector tree with folding, totals and order. Pure; adds nothing up.
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
  /** Distinct statements over all countries: less than the sum of its cells where one links two countries. */
  sum: number
}
export interface MatrixColumn {
  country: string
  name: string
  flag: string | null
  /** Distinct statements over all sectors. */
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

const strongestOf = (item: CountrySector): Modality =>
  modalityNames.find((modality) => item.modalities[modality] > 0) ?? 'discussed'

/** What the server counted. Only it can tell that a statement on two sectors, or of two countries, is one. */
export interface SectorCounts {
  /** A country's statements on a sector by itself. */
  items: readonly CountrySector[]
  /** The same for sectors with sectors below: of the whole subtree, each statement once. */
  parents: readonly CountrySector[]
  /** Distinct statements of each sector over all countries, of each country over all sectors, of all. */
  totals: {
    sectors: Readonly<Record<string, number>>
    countries: Readonly<Record<string, number>>
    statements: number
  }
}

/** Cells by sector and country; a sector's whole subtree where it has one. */
const cellsOf = ({ items, parents }: SectorCounts): Map<string, Map<string, MatrixCell>> => {
  const cells = new Map<string, Map<string, MatrixCell>>()
  for (const item of [...items, ...parents]) {
    const row = cells.get(item.sector) ?? new Map<string, MatrixCell>()
    cells.set(item.sector, row)
    row.set(item.country, { statements: item.statements, articles: item.articles, strongest: strongestOf(item) })
  }
  return cells
}

export const buildMatrix = (
  counts: SectorCounts,
  sectors: readonly Sector[],
  folded: ReadonlySet<string>,
  order: MatrixOrder,
): Matrix => {
  const { items, totals } = counts
  const known = new Map(sectors.map((sector) => [sector.id, sector]))
  // A sector that the ontology does not hold (yet) still gets its row.
  for (const item of items) {
    if (!known.has(item.sector))
      known.set(item.sector, { id: item.sector, isic: item.isic, label: item.sectorName, parent: null })
  }
  const cells = cellsOf(counts)

  const children = new Map<string | null, Sector[]>()
  for (const sector of known.values()) {
    if (!cells.has(sector.id)) continue
    const parent = sector.parent ?? null
    children.set(parent, [...(children.get(parent) ?? []), sector])
  }
  const value = (sector: Sector): number => {
    const row = cells.get(sector.id) ?? new Map<string, MatrixCell>()
    return typeof order.rows === 'object'
      ? (row.get(order.rows.country)?.statements ?? 0)
      : (totals.sectors[sector.id] ?? 0)
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
        sum: totals.sectors[sector.id] ?? 0,
      })
      if (hasChildren && !isFolded) walk(sector.id, depth + 1)
    }
  }
  walk(null, 0)

  const byCountry = new Map(
    items.map(({ country, countryName, flag }): [string, MatrixColumn] => [
      country,
      { country, name: countryName, flag, sum: totals.countries[country] ?? 0 },
    ]),
  )
  const inRow = (country: string): number =>
    typeof order.columns === 'object' ? (cells.get(order.columns.sector)?.get(country)?.statements ?? 0) : 0
  const columns = [...byCountry.values()].sort((a, b) => {
    if (order.columns === 'name') return a.name.localeCompare(b.name)
    if (order.columns === 'sum') return b.sum - a.sum || a.name.localeCompare(b.name)
    return inRow(b.country) - inRow(a.country) || b.sum - a.sum || a.name.localeCompare(b.name)
  })
  const most = Math.max(0, ...rows.flatMap((row) => [...row.cells.values()].map((cell) => cell.statements)))
  return { rows, columns, total: totals.statements, most }
}

/** Shade of a cell, 0 to 1: by the logarithm, so that one large cell does not wash out the rest. */
export const shadeOf = (statements: number, most: number): number =>
  statements <= 0 ? 0 : most <= 1 ? 0.35 : 0.14 + 0.86 * (Math.log(statements) / Math.log(most))

/** Header, a row per sector, the countries' totals last. */
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
