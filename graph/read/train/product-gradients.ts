/** Gradients of matrix products `y = x · W`, by the kernel; holds the space in which a factor is turned. */
import type { Matrix, MatrixKernel } from '../neural/matrix-kernel.ts'
import type { Weight } from './parameters.ts'
import { MAX_ROWS } from './train-sentence.ts'

export class ProductGradients {
  readonly #kernel: MatrixKernel
  readonly #turn: Matrix

  /** `widest` is the most rows that a weight has. */
  constructor(kernel: MatrixKernel, widest: number) {
    this.#kernel = kernel
    this.#turn = kernel.matrix(widest, MAX_ROWS)
  }

  /** Writes or adds x's gradient to `dx`. */
  toInput(dy: Matrix, weight: Weight, dx: Matrix, total: number, add: boolean): void {
    clearPadding(dy, total)
    this.#kernel.multiply(dy, weight.turned, dx, total, { add })
  }

  /** Adds the weight's gradient; `x` may have more columns than the weight has rows, the first count. */
  toWeight(x: Matrix, dy: Matrix, weight: Weight, total: number): void {
    clearPadding(dy, total)
    const rows = (total + 3) & ~3
    const turn = this.#turn
    const k = weight.value.rows
    for (let t = 0; t < rows; t++)
      for (let i = 0; i < k; i++) turn.data[i * MAX_ROWS + t] = t < total ? x.data[t * x.columns + i]! : 0
    this.#kernel.multiply(turn, dy, weight.grad, k, { add: true, inner: rows })
  }
}

/** The kernel works on rows in fours. */
const clearPadding = (dy: Matrix, total: number): void => {
  dy.data.fill(0, total * dy.columns, ((total + 3) & ~3) * dy.columns)
}
