/** Which countries are linked to which sectors: a heat table with the sector tree; every cell opens its sentences. */
import { signal } from '@preact/signals'
import { useMemo, useRef } from 'preact/hooks'
import { accents, contrast, grounds, mixed } from '../graph-view/palette.ts'
import { modalityName, t } from '../messages.ts'
import { rememberCountry } from '../panels/evidence-panel.tsx'
import { copyText } from '../panels/export-items.ts'
import { Icon } from '../panels/icon.tsx'
import { TypeDisc } from '../panels/marks.tsx'
import { Note, ProblemNote, Skeleton } from '../panels/notes.tsx'
import { ScrollRegion } from '../panels/scroll-region.tsx'
import { csvLines } from '../state/csv.ts'
import { loadable } from '../state/loadable.ts'
import {
  buildMatrix,
  type MatrixOrder,
  type MatrixRow,
  matrixRows,
  type SectorCounts,
  shadeOf,
} from '../state/matrix-model.ts'
import { ontology, shortSector } from '../state/ontology.ts'
import { theme } from '../state/page-state.ts'
import { resetView, select, state } from '../state/store.ts'
import { filterParameters, isUnfiltered, toggled } from '../state/view-state.ts'

const cellsAnswer = loadable<SectorCounts>(() =>
  state.value.view === 'matrix' ? `/api/country-sectors?parents=true&${filterParameters(state.value.filter)}` : null,
)
/** Rows up to which the whole sector tree is open at first. */
const openUpTo = 24
/** Sections that are open; null until the reader touches one: then the number of rows decides. */
const unfolded = signal<string[] | null>(null)
const order = signal<MatrixOrder>({ columns: 'sum', rows: 'isic' })

const isSorted = (value: MatrixOrder['columns'] | MatrixOrder['rows'], id: string): boolean =>
  typeof value === 'object' && Object.values(value)[0] === id

/** Arrow keys walk the cells, so that Tab need not pass through every one. */
const walkCells = (event: KeyboardEvent, table: HTMLTableElement | null): void => {
  const steps: Record<string, readonly [number, number]> = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
  }
  const step = steps[event.key]
  const here = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')
  if (!step || !here || !table) return
  event.preventDefault()
  let [column = 0, row = 0] = (here.dataset.cell ?? '').split(' ').map(Number)
  for (let guard = 0; guard < 400; guard += 1) {
    column += step[0]
    row += step[1]
    const next = table.querySelector<HTMLElement>(`[data-cell="${column} ${row}"]`)
    if (next) {
      next.focus()
      return
    }
    if (column < 0 || row < 0 || column > 400 || row > 400) return
  }
}

const RowHead = ({ row, open }: { row: MatrixRow; open: readonly string[] }) => (
  <th scope="row" class="matrix-sector">
    <span class="matrix-sector-box" style={{ paddingLeft: `${row.depth * 16}px` }}>
      {row.hasChildren ? (
        <button
          type="button"
          class="icon-button icon-small"
          aria-expanded={!row.isFolded}
          title={t(row.isFolded ? 'unfoldSector' : 'foldSector', { name: row.label })}
          onClick={() => {
            unfolded.value = toggled(open, row.sector)
          }}
        >
          <Icon name={row.isFolded ? 'right' : 'down'} />
          <span class="visually-hidden">{t(row.isFolded ? 'unfoldSector' : 'foldSector', { name: row.label })}</span>
        </button>
      ) : (
        <span class="icon-gap" />
      )}
      <span class="isic">{row.isic}</span>
      <button
        type="button"
        class="matrix-label"
        aria-pressed={isSorted(order.value.columns, row.sector)}
        title={`${row.label}. ${t('sortBy', { name: shortSector(row.label) })}`}
        onClick={() => {
          order.value = {
            ...order.value,
            columns: isSorted(order.value.columns, row.sector) ? 'sum' : { sector: row.sector },
          }
        }}
      >
        {shortSector(row.label)}
      </button>
    </span>
  </th>
)

export const MatrixPage = () => {
  const table = useRef<HTMLTableElement>(null)
  const answer = cellsAnswer.value
  const sectors = ontology.value.data?.sectors
  const counts = answer.data
  const matrix = useMemo(() => {
    if (!counts) return null
    for (const item of counts.items) rememberCountry(item.country, item.countryName)
    const parents = new Set((sectors ?? []).flatMap((sector) => (sector.parent ? [sector.parent] : [])))
    const open = unfolded.value
    if (open === null) {
      const whole = buildMatrix(counts, sectors ?? [], new Set(), order.value)
      if (whole.rows.length <= openUpTo) return whole
    }
    const folded = new Set([...parents].filter((id) => !open?.includes(id)))
    return buildMatrix(counts, sectors ?? [], folded, order.value)
  }, [counts, sectors, unfolded.value, order.value])
  if (answer.status === 'error' && answer.problem) return <ProblemNote problem={answer.problem} />
  if (!matrix) return <Skeleton lines={10} />
  if (matrix.rows.length === 0) {
    return (
      <Note title={t(isUnfiltered(state.value.filter) ? 'emptyTitle' : 'noMatchTitle')}>
        <p>{t(isUnfiltered(state.value.filter) ? 'emptyText' : 'noMatchText')}</p>
        {!isUnfiltered(state.value.filter) && (
          <button type="button" class="button" onClick={resetView}>
            {t('resetFilters')}
          </button>
        )}
      </Note>
    )
  }
  const { selection } = state.value
  const ground = grounds[theme.value]
  const parents = matrix.rows.filter((row) => row.hasChildren)
  const open = unfolded.value ?? parents.filter((row) => !row.isFolded).map((row) => row.sector)
  const areAllOpen = parents.length > 0 && parents.every((row) => !row.isFolded)
  let hasTabStop = false
  return (
    <div class="matrix-page">
      <header class="page-head">
        <h1>{t('matrixTitle')}</h1>
        <p class="quiet">{t('matrixCount', { countries: matrix.columns.length, sectors: matrix.rows.length })}</p>
        <div class="page-tools">
          {parents.length > 0 && (
            <button
              type="button"
              class="button"
              onClick={() => {
                unfolded.value = areAllOpen ? [] : (sectors ?? []).map((sector) => sector.id)
              }}
            >
              {t(areAllOpen ? 'foldAll' : 'unfoldAll')}
            </button>
          )}
          <button type="button" class="button" onClick={() => copyText(csvLines(matrixRows(matrix, t('total'))))}>
            {t('copyCsv')}
          </button>
        </div>
      </header>
      <ScrollRegion kind="matrix-box" label={t('matrixTitle')}>
        <table ref={table} class="matrix" onKeyDown={(event) => walkCells(event, table.current)}>
          <thead>
            <tr>
              <th scope="col" class="matrix-corner">
                <button
                  type="button"
                  class="text-button"
                  aria-pressed={order.value.rows === 'isic'}
                  onClick={() => {
                    order.value = { ...order.value, rows: order.value.rows === 'isic' ? 'sum' : 'isic' }
                  }}
                >
                  {t('sortBy', { name: order.value.rows === 'isic' ? t('total') : 'ISIC' })}
                </button>
              </th>
              {matrix.columns.map((column) => (
                <th key={column.country} scope="col" class="matrix-country">
                  <button
                    type="button"
                    aria-pressed={isSorted(order.value.rows, column.country)}
                    title={`${column.name}. ${t('sortBy', { name: column.name })}`}
                    onClick={() => {
                      order.value = {
                        ...order.value,
                        rows: isSorted(order.value.rows, column.country) ? 'isic' : { country: column.country },
                      }
                    }}
                  >
                    <TypeDisc type="Country" flag={column.flag} size={18} />
                    <span class="visually-hidden">{column.name}</span>
                    <span aria-hidden="true">{column.country.replace('country:', '')}</span>
                  </button>
                </th>
              ))}
              <th scope="col" class="matrix-sum">
                <button
                  type="button"
                  onClick={() => {
                    order.value = { columns: order.value.columns === 'sum' ? 'name' : 'sum', rows: order.value.rows }
                  }}
                  title={`${t('totalOnce')} ${t('sortBy', { name: t('total') })}`}
                >
                  {t('total')}
                </button>
              </th>
            </tr>
          </thead>
          <tbody>
            {matrix.rows.map((row, rowAt) => (
              <tr key={row.sector} class={row.depth === 0 ? 'matrix-top' : ''}>
                <RowHead row={row} open={open} />
                {matrix.columns.map((column, columnAt) => {
                  const cell = row.cells.get(column.country)
                  if (!cell) return <td key={column.country} />
                  const shade = mixed(accents[theme.value], ground, shadeOf(cell.statements, matrix.most) * 0.9)
                  // Of pure black and white one always has 4.5:1 on a middle shade; softer inks would not.
                  const ink = contrast('#ffffff', shade) > contrast('#000000', shade) ? '#ffffff' : '#000000'
                  const isSelected =
                    selection?.kind === 'cell' &&
                    selection.country === column.country &&
                    selection.sector === row.sector
                  const isTabStop = isSelected || (!hasTabStop && selection?.kind !== 'cell')
                  hasTabStop ||= isTabStop
                  return (
                    <td key={column.country}>
                      <button
                        type="button"
                        class={`matrix-cell line-${cell.strongest} ${isSelected ? 'is-selected' : ''}`}
                        style={{ backgroundColor: shade, color: ink }}
                        data-cell={`${columnAt} ${rowAt}`}
                        tabIndex={isTabStop ? 0 : -1}
                        aria-label={`${t('matrixCell', { country: column.name, sector: row.label, count: cell.statements })}, ${modalityName(cell.strongest)}`}
                        title={`${column.name} × ${row.label}: ${cell.statements}`}
                        onClick={() => select({ kind: 'cell', country: column.country, sector: row.sector })}
                      >
                        {cell.statements}
                      </button>
                    </td>
                  )
                })}
                <td class="matrix-sum">{row.sum}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" class="matrix-sector" title={t('totalOnce')}>
                {t('total')}
              </th>
              {matrix.columns.map((column) => (
                <td key={column.country} class="matrix-sum">
                  {column.sum}
                </td>
              ))}
              <td class="matrix-sum">{matrix.total}</td>
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
    </div>
  )
}
