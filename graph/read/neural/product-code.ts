/**
 * Matrix products as WebAssembly, in blocks: in floats, plain or fused, or in 16-bit whole numbers. A fixed order, so the same
 * numbers on every machine, but for the fused ones.
 */
import {
  ADD,
  ADD4,
  ADDINT4,
  type Code,
  DOT4,
  FLOAT4,
  get,
  int,
  load,
  loadSplat,
  loop,
  MUL,
  MUL4,
  MULADD4,
  set,
  step,
  store,
  ZERO4,
} from './wasm-code.ts'

const ROWS = 4
const COLUMNS = 2

/**
 * `product(a, b, c, m, n, k, strideA, strideB, strideC, add, rowScales)`: C (m × n) = or += A (m × k) · B (k × n). Pointers and
 * strides in bytes; m a multiple of 4, n of 8. Works on blocks of 4 × 8, columns outside, so that B's block stays cached.
 * In whole numbers two of them stand where a float would, `k` counts such pairs, `add` points to the columns' scales.
 */
const productBody = (kind: 'plain' | 'fused' | 'short'): number[] => {
  const [a, b, c, m, n, k, sa, sb, sc, add, rowScales] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  const [i, j, pa, pb, pc, end, row1, row2, row3] = [11, 12, 13, 14, 15, 16, 17, 18, 19]
  const acc = (r: number, q: number): number => 20 + r * COLUMNS + q
  const bv = (q: number): number => 20 + ROWS * COLUMNS + q
  const av = 20 + ROWS * COLUMNS + COLUMNS
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
        if (kind === 'fused') out.push(...get(av), ...get(bv(q)), ...get(acc(r, q)), ...MULADD4, ...set(acc(r, q)))
        else if (kind === 'short')
          out.push(...get(acc(r, q)), ...get(av), ...get(bv(q)), ...DOT4, ...ADDINT4, ...set(acc(r, q)))
        else out.push(...get(acc(r, q)), ...get(av), ...get(bv(q)), ...MUL4, ...ADD4, ...set(acc(r, q)))
    }
    out.push(...rows.flatMap((row) => step(row, int(4))), ...step(pb!, get(sb!)))
    return out
  }
  // if (add) acc = C else acc = 0
  const start = [
    ...get(add!),
    0x04,
    0x40,
    ...eachAcc((r, q) => [...rowPointer(pc!, r), ...load(q * 16), ...set(acc(r, q))]),
    0x05,
    ...eachAcc((r, q) => [...ZERO4, ...set(acc(r, q))]),
    0x0b,
  ]
  // Whole numbers as floats again, by the scales of their row and column (`add` is where the columns' are).
  const scaled = (r: number, q: number): number[] => [
    ...FLOAT4,
    ...[...get(rowScales!), ...get(i!), ...int(16), ...MUL, ...ADD, ...load(r * 16), ...MUL4],
    ...[...get(add!), ...get(j!), ...int(4), ...MUL, ...ADD, ...load(q * 16), ...MUL4],
  ]
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
    ...(kind === 'short' ? eachAcc((r, q) => [...ZERO4, ...set(acc(r, q))]) : start),
    ...get(pa!),
    ...get(k!),
    ...int(4),
    ...MUL,
    ...ADD,
    ...set(end!),
    ...loop(inner(), pa!, end!),
    ...eachAcc((r, q) => [
      ...rowPointer(pc!, r),
      ...get(acc(r, q)),
      ...(kind === 'short' ? scaled(r, q) : []),
      ...store(q * 16),
    ]),
    ...step(i!, int(ROWS)),
  ]
  const jBody = [...int(0), ...set(i!), ...loop(iBody, i!, m!), ...step(j!, int(COLUMNS * 4))]
  return [...int(0), ...set(j!), ...loop(jBody, j!, n!)]
}

export const productCode = (name: string, kind: 'plain' | 'fused' | 'short'): Code => ({
  name,
  parameters: 11,
  numbers: 9,
  vectors: ROWS * COLUMNS + COLUMNS + 1,
  body: productBody(kind),
})
