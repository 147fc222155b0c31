/**
 * The network's inner loops in WebAssembly SIMD: matrix products and recurrent units. Plain floats in a fixed order: the
 * same numbers on every machine. Holds the memory the matrices live in.
 */
import { HIDDEN } from './network-shape.ts'
import { unitsCode } from './unit-code.ts'
import {
  ADD,
  ADD4,
  type Code,
  get,
  int,
  load,
  loadSplat,
  loop,
  MUL,
  MUL4,
  moduleOf,
  set,
  step,
  store,
  ZERO4,
} from './wasm-code.ts'

const ROWS = 4
const COLUMNS = 2

/**
 * `product(a, b, c, m, n, k, strideA, strideB, strideC, add)`: C (m × n) = or += A (m × k) · B (k × n). Pointers and
 * strides in bytes; m a multiple of 4, n of 8. Works on blocks of 4 × 8, columns outside, so that B's block stays cached.
 */
const productBody = (): number[] => {
  const [a, b, c, m, n, k, sa, sb, sc, add] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  const [i, j, pa, pb, pc, end, row1, row2, row3] = [10, 11, 12, 13, 14, 15, 16, 17, 18]
  const acc = (r: number, q: number): number => 19 + r * COLUMNS + q
  const bv = (q: number): number => 19 + ROWS * COLUMNS + q
  const av = 19 + ROWS * COLUMNS + COLUMNS
  const rows = [pa!, row1!, row2!, row3!]
  const eachAcc = (f: (r: number, q: number) => number[]): number[] => {
    const out: number[] = []
    for (let r = 0; r < ROWS; r++) for (let q = 0; q < COLUMNS; q++) out.push(...f(r, q))
    return out
  }
  const rowPointer = (base: number, r: number): number[] => [...get(base), ...get(sc!), ...int(r), ...MUL, ...ADD]
  // One step down A's columns and B's rows. Unrolling it by hand makes it a third slower: the engine does better itself.
  const inner = (): number[] => {
    const out: number[] = []
    for (let q = 0; q < COLUMNS; q++) out.push(...get(pb!), ...load(q * 16), ...set(bv(q)))
    for (let r = 0; r < ROWS; r++) {
      out.push(...get(rows[r]!), ...loadSplat(0), ...set(av))
      for (let q = 0; q < COLUMNS; q++)
        out.push(...get(acc(r, q)), ...get(av), ...get(bv(q)), ...MUL4, ...ADD4, ...set(acc(r, q)))
    }
    out.push(...rows.flatMap((row) => step(row, int(4))), ...step(pb!, get(sb!)))
    return out
  }
  const iBody = [
    ...get(c!),
    ...get(i!),
    ...get(sc!),
    ...MUL,
    ...ADD,
    ...get(j!),
    ...int(4),
    ...MUL,
    ...ADD,
    ...set(pc!),
    ...get(a!),
    ...get(i!),
    ...get(sa!),
    ...MUL,
    ...ADD,
    ...set(pa!),
    ...get(pa!),
    ...get(sa!),
    ...ADD,
    ...set(row1!),
    ...get(row1!),
    ...get(sa!),
    ...ADD,
    ...set(row2!),
    ...get(row2!),
    ...get(sa!),
    ...ADD,
    ...set(row3!),
    ...get(b!),
    ...get(j!),
    ...int(4),
    ...MUL,
    ...ADD,
    ...set(pb!),
    // if (add) acc = C else acc = 0
    ...get(add!),
    0x04,
    0x40,
    ...eachAcc((r, q) => [...rowPointer(pc!, r), ...load(q * 16), ...set(acc(r, q))]),
    0x05,
    ...eachAcc((r, q) => [...ZERO4, ...set(acc(r, q))]),
    0x0b,
    ...get(pa!),
    ...get(k!),
    ...int(4),
    ...MUL,
    ...ADD,
    ...set(end!),
    ...loop(inner(), pa!, end!),
    ...eachAcc((r, q) => [...rowPointer(pc!, r), ...get(acc(r, q)), ...store(q * 16)]),
    ...step(i!, int(ROWS)),
  ]
  const jBody = [...int(0), ...set(i!), ...loop(iBody, i!, m!), ...step(j!, int(COLUMNS * 4))]
  return [...int(0), ...set(j!), ...loop(jBody, j!, n!)]
}

const productCode = (): Code => ({
  name: 'p',
  parameters: 10,
  numbers: 9,
  vectors: ROWS * COLUMNS + COLUMNS + 1,
  body: productBody(),
})

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
) => void

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
  readonly #units: Units
  readonly #state: Matrix
  #next = 64

  /** `megabytes` is the size of its memory, fixed, so that no view of it is ever lost. */
  constructor(megabytes: number) {
    const pages = megabytes * 16
    this.#memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    const instance = new WebAssembly.Instance(
      new WebAssembly.Module(moduleOf([productCode(), unitsCode(HIDDEN)]) as BufferSource),
      {
        e: { m: this.#memory },
      },
    )
    this.#product = instance.exports.p as Product
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
