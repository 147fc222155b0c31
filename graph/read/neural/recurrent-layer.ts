/**
 * One bidirectional layer of simple recurrent units over the rows of one sentence, as training runs it; the products are
 * done. Reading runs the same in WebAssembly (unit-code.ts), and both give the same bits.
 */
import type { Matrix } from './matrix-kernel.ts'
import { BOTH, HIDDEN } from './network-shape.ts'

/**
 * Runs the units over rows `from` to `to`. `gates` holds for each direction its candidate, forget and reset columns, and
 * for the first layer (`own`) a fourth block that is carried past the unit; later layers carry `input` itself.
 * `cell` holds for each direction the weights of the state on the two gates and their biases.
 * `states` and `gated` keep what the gradients need: the states; the forget and reset values.
 */
export const runUnits = (
  gates: Matrix,
  cell: Float32Array,
  input: Matrix | null,
  output: Matrix,
  from: number,
  to: number,
  states: Matrix,
  gated: Matrix,
): void => {
  const blocks = input === null ? 4 : 3
  const g = gates.data
  const out = output.data
  const carried = input === null ? g : input.data
  const state = new Float32Array(HIDDEN)
  for (let direction = 0; direction < 2; direction++) {
    state.fill(0)
    const v = direction * 4 * HIDDEN
    const shift = direction * blocks * HIDDEN
    for (let k = from; k < to; k++) {
      const t = direction === 0 ? k : to - 1 - (k - from)
      const base = t * gates.columns + shift
      const row = t * BOTH + direction * HIDDEN
      const skip = input === null ? base + 3 * HIDDEN : row
      for (let u = 0; u < HIDDEN; u++) {
        const last = state[u]!
        const a = g[base + HIDDEN + u]! + cell[v + u]! * last + cell[v + 2 * HIDDEN + u]!
        const b = g[base + 2 * HIDDEN + u]! + cell[v + HIDDEN + u]! * last + cell[v + 3 * HIDDEN + u]!
        // A sigmoid without an exponential: the same on every machine, and quick.
        const f = 0.5 + (0.5 * a) / (1 + Math.abs(a))
        const r = 0.5 + (0.5 * b) / (1 + Math.abs(b))
        const z = g[base + u]!
        const c = z + f * (last - z)
        state[u] = c
        const s = carried[skip + u]!
        out[row + u] = s + r * (c - s)
        states.data[row + u] = c
        gated.data[2 * row + u] = f
        gated.data[2 * row + HIDDEN + u] = r
      }
    }
  }
}
