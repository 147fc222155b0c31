/**
 * The network's inner loops in WebAssembly SIMD: matrix products and recurrent units. Plain floats in a fixed order, or whole
 * numbers: the same on every machine. Holds the memory the matrices live in.
 */
import { HIDDEN } from './network-shape.ts'
import { productCode } from './product-code.ts'
import { COLUMN_TOP, roundCode } from './short-code.ts'
import { unitsCode } from './unit-code.ts'
import { moduleOf } from './wasm-code.ts'

type Product = (
  a: number,
  b: number,
  c: number,
  m: number,
  n: number,
  k: number,
  sa: number,
  sb: number,
  sc: number,
  add: number,
  rowScales: number,
) => void

type Round = (from: number, to: number, scales: number, rows: number, width: number) => void

type Units = (
  gates: number,
  gatesStep: number,
  carried: number,
  carriedStep: number,
  output: number,
  outputStep: number,
  cell: number,
  state: number,
  rows: number,
) => void

/** A matrix in the kernel's memory, row by row. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly offset: number
  readonly data: Float32Array
}

/** Rows rounded to 16 bits, with their scales. */
export interface ShortRows {
  readonly columns: number
  /** Two numbers where a float would be. */
  readonly numbers: Matrix
  readonly scales: Matrix
}

export interface ShortFactor {
  readonly numbers: Matrix
  readonly scales: Matrix
}

export interface ProductOptions {
  add?: boolean
  inner?: number
  columns?: number
  rowA?: number
  columnA?: number
  rowC?: number
}

export class MatrixKernel {
  readonly #memory: WebAssembly.Memory
  readonly #product: Product
  readonly #short: Product
  readonly #round: Round
  readonly #units: Units
  readonly #state: Matrix
  #next = 64

  /**
   * `megabytes` is the size of its memory, fixed, so that no view of it is ever lost. `fused` multiplies and adds in one step:
   * about twice as fast, but rounded as the processor does it, so never for reading; the engine must know relaxed SIMD.
   */
  constructor(megabytes: number, fused = false) {
    const pages = megabytes * 16
    this.#memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    const instance = new WebAssembly.Instance(
      new WebAssembly.Module(
        moduleOf([
          productCode('p', fused ? 'fused' : 'plain'),
          productCode('s', 'short'),
          roundCode(),
          unitsCode(HIDDEN),
        ]) as BufferSource,
      ),
      {
        e: { m: this.#memory },
      },
    )
    this.#product = instance.exports.p as Product
    this.#short = instance.exports.s as Product
    this.#round = instance.exports.q as Round
    this.#units = instance.exports.u as Units
    this.#state = this.matrix(1, HIDDEN)
  }

  /** A new matrix of zeros. */
  matrix(rows: number, columns: number): Matrix {
    const offset = this.#next
    const length = rows * columns
    this.#next += (length * 4 + 63) & ~63
    if (this.#next > this.#memory.buffer.byteLength) throw new Error('the kernel has no memory left')
    return { rows, columns, offset, data: new Float32Array(this.#memory.buffer, offset, length) }
  }

  /**
   * C = A · B, or C += A · B: on `rows` of A (rounded up to 4, so A and C need such rows), `columns` of B (a multiple
   * of 8, by default all) and `inner` of A's columns (by default B's rows). `rowA`, `columnA`, `rowC` shift the start.
   */
  multiply(a: Matrix, b: Matrix, c: Matrix, rows: number, options: ProductOptions = {}): void {
    if (rows <= 0) return
    const { add = false, inner = b.rows, columns = b.columns, rowA = 0, columnA = 0, rowC = 0 } = options
    this.#product(
      a.offset + (rowA * a.columns + columnA) * 4,
      b.offset,
      c.offset + rowC * c.columns * 4,
      (rows + 3) & ~3,
      columns,
      inner,
      a.columns * 4,
      b.columns * 4,
      c.columns * 4,
      add ? 1 : 0,
      0,
    )
  }

  /** Space for `rows` rounded rows of `columns` numbers, a multiple of 8. */
  shortRows(rows: number, columns: number): ShortRows {
    return { columns, numbers: this.matrix(rows, columns / 2), scales: this.matrix(rows, 4) }
  }

  /** A factor on the right, rounded column by column; an even number of rows. */
  shortFactor({ rows, columns, data }: Matrix): ShortFactor {
    const numbers = this.matrix(rows / 2, columns)
    const scales = this.matrix(1, columns)
    const shorts = new Int16Array(this.#memory.buffer, numbers.offset, rows * columns)
    for (let j = 0; j < columns; j++) {
      let top = 1e-9
      for (let k = 0; k < rows; k++) top = Math.max(top, Math.abs(data[k * columns + j]!))
      scales.data[j] = top / COLUMN_TOP
      // Two rows lie beside each other, as the product takes them.
      for (let k = 0; k < rows; k++)
        shorts[((k >> 1) * columns + j) * 2 + (k & 1)] = Math.round((data[k * columns + j]! * COLUMN_TOP) / top)
    }
    return { numbers, scales }
  }

  /** Rounds the first `rows` rows of `from` into `to`. */
  round(from: Matrix, to: ShortRows, rows: number): void {
    if (rows > 0) this.#round(from.offset, to.numbers.offset, to.scales.offset, rows, from.columns * 4)
  }

  /** C = A · B in whole numbers, on `rows` of A, rounded up to 4. */
  multiplyShort(a: ShortRows, b: ShortFactor, c: Matrix, rows: number): void {
    if (rows <= 0) return
    this.#short(
      a.numbers.offset,
      b.numbers.offset,
      c.offset,
      (rows + 3) & ~3,
      b.numbers.columns,
      b.numbers.rows,
      a.columns * 2,
      b.numbers.columns * 4,
      c.columns * 4,
      b.scales.offset,
      a.scales.offset,
    )
  }

  /** What `runUnits` of recurrent-layer does, to the last bit, without keeping what only training needs. */
  units(gates: Matrix, cell: Matrix, input: Matrix | null, output: Matrix, from: number, to: number): void {
    const blocks = input === null ? 4 : 3
    for (let direction = 0; direction < 2; direction++) {
      this.#state.data.fill(0)
      const first = direction === 0 ? from : to - 1
      const sign = direction === 0 ? 4 : -4
      const block = first * gates.columns + direction * blocks * HIDDEN
      const place = first * output.columns + direction * HIDDEN
      this.#units(
        gates.offset + block * 4,
        gates.columns * sign,
        input === null ? gates.offset + (block + 3 * HIDDEN) * 4 : input.offset + place * 4,
        (input ?? gates).columns * sign,
        output.offset + place * 4,
        output.columns * sign,
        cell.offset + direction * 16 * HIDDEN,
        this.#state.offset,
        to - from,
      )
    }
  }
}
