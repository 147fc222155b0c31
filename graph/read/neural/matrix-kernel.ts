/**
 * Matrix products in WebAssembly SIMD, assembled here byte by byte so that nothing is compiled, fetched or shipped as a
 * binary. Plain 32-bit floats in a fixed order: the same numbers on every machine. Holds the memory the matrices live in.
 */

const leb = (value: number): number[] => {
  const bytes: number[] = []
  let v = value
  for (;;) {
    const byte = v & 0x7f
    v >>= 7
    const done = (v === 0 && (byte & 0x40) === 0) || (v === -1 && (byte & 0x40) !== 0)
    bytes.push(done ? byte : byte | 0x80)
    if (done) return bytes
  }
}
const uleb = (value: number): number[] => (value < 128 ? [value] : [(value & 0x7f) | 0x80, ...uleb(value >>> 7)])

const I32 = 0x7f
const V128 = 0x7b
const get = (i: number): number[] => [0x20, ...uleb(i)]
const set = (i: number): number[] => [0x21, ...uleb(i)]
const int = (value: number): number[] => [0x41, ...leb(value)]
const ADD = [0x6a]
const MUL = [0x6c]
const LESS = [0x48]
const load = (offset: number): number[] => [0xfd, 0x00, 2, ...uleb(offset)]
const loadSplat = (offset: number): number[] => [0xfd, 0x09, 2, ...uleb(offset)]
const store = (offset: number): number[] => [0xfd, 0x0b, 2, ...uleb(offset)]
const ADD4 = [0xfd, 0xe4, 0x01]
const MUL4 = [0xfd, 0xe6, 0x01]
const ZERO4 = [0xfd, 0x0c, ...new Array<number>(16).fill(0)]
const step = (local: number, by: number[]): number[] => [...get(local), ...by, ...ADD, ...set(local)]
/** `do … while (left < right)`. */
const loop = (body: number[], left: number, right: number): number[] => [
  0x03,
  0x40,
  ...body,
  ...get(left),
  ...get(right),
  ...LESS,
  0x0d,
  0,
  0x0b,
]

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
  return [...int(0), ...set(j!), ...loop(jBody, j!, n!), 0x0b]
}

const section = (id: number, bytes: number[]): number[] => [id, ...uleb(bytes.length), ...bytes]
const text = (s: string): number[] => [s.length, ...Buffer.from(s)]

const moduleBytes = (): Uint8Array => {
  const parameters = 10
  const locals = [
    [9, I32],
    [ROWS * COLUMNS + COLUMNS + 1, V128],
  ] as const
  const body = [locals.length, ...locals.flat(), ...productBody()]
  return Uint8Array.from([
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, [1, 0x60, parameters, ...new Array<number>(parameters).fill(I32), 0]),
    ...section(2, [1, ...text('e'), ...text('m'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('p'), 0, 0]),
    ...section(10, [1, ...uleb(body.length), ...body]),
  ])
}

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
  #next = 64

  /** `megabytes` is the size of its memory, fixed, so that no view of it is ever lost. */
  constructor(megabytes: number) {
    const pages = megabytes * 16
    this.#memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    const instance = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes() as BufferSource), {
      e: { m: this.#memory },
    })
    this.#product = instance.exports.p as Product
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
}
