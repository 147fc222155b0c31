/** The way back through one layer of recurrent units: mirrors `neural/recurrent-layer.ts` line by line. */
import type { Matrix } from '../neural/matrix-kernel.ts'
import { BOTH, HIDDEN } from '../neural/network-shape.ts'
import type { TrainSentence } from './train-sentence.ts'

/** What the way forward kept: the states; the forget and reset values. */
export interface KeptUnits {
  states: Matrix
  gated: Matrix
}

/**
 * Gradients of the gates and of the input carried past the units (`input` and `dinput` are null for the first layer, whose
 * fourth block of gates is carried), from `dout`, that of the output. Adds to `dcell`, that of the cell's weights.
 */
export const unitsBack = (
  gates: Matrix,
  cell: Float32Array,
  input: Matrix | null,
  kept: KeptUnits,
  dout: Matrix,
  dgates: Matrix,
  dcell: Float32Array,
  dinput: Matrix | null,
  sentences: readonly TrainSentence[],
): void => {
  const blocks = input === null ? 4 : 3
  const states = kept.states.data
  const gated = kept.gated.data
  const dc = new Float32Array(HIDDEN)
  let from = 0
  for (const { words } of sentences) {
    const n = words.length
    for (let direction = 0; direction < 2; direction++) {
      dc.fill(0)
      const v = direction * 4 * HIDDEN
      for (let k = n - 1; k >= 0; k--) {
        const t = from + (direction === 0 ? k : n - 1 - k)
        const before = direction === 0 ? t - 1 : t + 1
        const base = t * gates.columns + direction * blocks * HIDDEN
        const row = t * BOTH + direction * HIDDEN
        for (let u = 0; u < HIDDEN; u++) {
          const last = k > 0 ? states[before * BOTH + direction * HIDDEN + u]! : 0
          const c = states[row + u]!
          const f = gated[2 * row + u]!
          const r = gated[2 * row + HIDDEN + u]!
          const z = gates.data[base + u]!
          const s = input === null ? gates.data[base + 3 * HIDDEN + u]! : input.data[row + u]!
          const d = dout.data[row + u]!
          const yr = 1 - Math.abs(2 * r - 1)
          const pr = d * (c - s) * 0.5 * yr * yr
          const dState = dc[u]! + d * r
          if (input === null) dgates.data[base + 3 * HIDDEN + u] = d * (1 - r)
          else dinput!.data[row + u] = d * (1 - r)
          const yf = 1 - Math.abs(2 * f - 1)
          const pf = dState * (last - z) * 0.5 * yf * yf
          dgates.data[base + u] = dState * (1 - f)
          dgates.data[base + HIDDEN + u] = pf
          dgates.data[base + 2 * HIDDEN + u] = pr
          dcell[v + u]! += pf * last
          dcell[v + HIDDEN + u]! += pr * last
          dcell[v + 2 * HIDDEN + u]! += pf
          dcell[v + 3 * HIDDEN + u]! += pr
          dc[u] = dState * f + pf * cell[v + u]! + pr * cell[v + HIDDEN + u]!
        }
      }
    }
    from += n
  }
}
