/** The loss of choosing one of several, and the gradients of biases. Plain arrays in, numbers out. */
import type { Matrix } from '../neural/matrix-kernel.ts'

/**
 * Softmax over the `bias.length`-wide scores of row `row`, of which the first `count` are real. Leaves the gradient in the
 * scores' place and returns the loss; a `gold` below 0 costs nothing.
 */
export const softmaxLoss = (
  scores: Matrix,
  row: number,
  count: number,
  bias: Float32Array,
  gold: number,
  weight: number,
): number => {
  const { data, columns: width } = scores
  const base = row * width
  if (gold < 0) {
    data.fill(0, base, base + width)
    return 0
  }
  let top = -Infinity
  for (let i = 0; i < count; i++) {
    data[base + i]! += bias[i]!
    if (data[base + i]! > top) top = data[base + i]!
  }
  let sum = 0
  for (let i = 0; i < count; i++) {
    const e = Math.exp(data[base + i]! - top)
    data[base + i] = e
    sum += e
  }
  const loss = -Math.log(data[base + gold]! / sum + 1e-12)
  for (let i = 0; i < count; i++) data[base + i] = (data[base + i]! / sum) * weight
  data[base + gold]! -= weight
  data.fill(0, base + count, base + width)
  return loss * weight
}

/** Adds the gradient of a bias that every row of `dy` had. */
export const addBias = (dy: Matrix, grad: Float32Array, total: number): void => {
  for (let t = 0; t < total; t++) for (let i = 0; i < grad.length; i++) grad[i]! += dy.data[t * dy.columns + i]!
}
