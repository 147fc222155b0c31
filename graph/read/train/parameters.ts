/**
 * The weights of a network in training: their first values by chance, their gradients, and Adam, which moves them. Knows
 * nothing of what they compute.
 */
import type { Matrix, MatrixKernel } from '../neural/matrix-kernel.ts'
import type { NetworkWeights } from '../neural/network.ts'
import { HIDDEN, type NetworkConfig, PART_ROWS, PART_SIZE, WORD_SIZE, weightShapes } from '../neural/network-shape.ts'

/** A dense weight; `turned` is its value with rows and columns changed over, as the way back needs it. */
export interface Weight {
  value: Matrix
  grad: Matrix
  turned: Matrix
  m: Float32Array
  v: Float32Array
}

/** A table of vectors, of which a step touches few rows. */
export interface Table {
  value: Float32Array
  grad: Float32Array
  m: Float32Array
  v: Float32Array
  touched: Set<number>
  size: number
}

const BETA1 = 0.9
const BETA2 = 0.95
/** Longest step of all dense gradients together. */
const CLIP = 5

export class Parameters {
  readonly words: Table
  readonly parts: Table
  readonly #dense = new Map<string, Weight>()
  #step = 0

  constructor(config: NetworkConfig, kernel: MatrixKernel, random: () => number) {
    for (const [name, [rows, columns]] of Object.entries(weightShapes(config))) {
      const value = kernel.matrix(rows, columns)
      firstValues(name, value, random)
      this.#dense.set(name, {
        value,
        grad: kernel.matrix(rows, columns),
        turned: kernel.matrix(columns, rows),
        m: new Float32Array(rows * columns),
        v: new Float32Array(rows * columns),
      })
    }
    this.words = table(config.words.length + 1, WORD_SIZE, 0.12, random)
    this.parts = table(PART_ROWS, PART_SIZE, 0.08, random)
  }

  weight(name: string): Weight {
    return this.#dense.get(name)!
  }
  value(name: string): Matrix {
    return this.#dense.get(name)!.value
  }
  gradient(name: string): Float32Array {
    return this.#dense.get(name)!.grad.data
  }

  /** Clears the gradients and turns the weights: to be called before each step. */
  begin(): void {
    for (const { value, grad, turned } of this.#dense.values()) {
      grad.data.fill(0)
      const { rows, columns, data } = value
      if (rows > 1)
        for (let r = 0; r < rows; r++)
          for (let c = 0; c < columns; c++) turned.data[c * rows + r] = data[r * columns + c]!
    }
  }

  /** Writes all gradients to `out`: the dense ones, then for each table how many rows were touched, and each after its number. */
  writeGradients(out: Float32Array): void {
    let at = 0
    for (const { grad } of this.#dense.values()) {
      out.set(grad.data, at)
      at += grad.data.length
    }
    for (const { grad, touched, size } of [this.words, this.parts]) {
      if (at + 1 + touched.size * (size + 1) > out.length) throw new Error('no room for the gradients')
      out[at++] = touched.size
      for (const row of touched) {
        out[at++] = row
        out.set(grad.subarray(row * size, (row + 1) * size), at)
        at += size
      }
    }
  }

  /** Makes the gradients the sum of some that were written, added in their order. */
  sumGradients(written: readonly Float32Array[]): void {
    for (const { grad } of this.#dense.values()) grad.data.fill(0)
    for (const { grad, touched, size } of [this.words, this.parts]) {
      for (const row of touched) grad.fill(0, row * size, (row + 1) * size)
      touched.clear()
    }
    for (const from of written) {
      let at = 0
      for (const { grad } of this.#dense.values()) {
        const { data } = grad
        for (let i = 0; i < data.length; i++) data[i]! += from[at + i]!
        at += data.length
      }
      for (const { grad, touched, size } of [this.words, this.parts]) {
        const count = from[at++]!
        for (let r = 0; r < count; r++) {
          const row = from[at++]!
          touched.add(row)
          for (let i = 0; i < size; i++) grad[row * size + i]! += from[at + i]!
          at += size
        }
      }
    }
  }

  /** Moves the weights against their gradients. */
  update(rate: number): void {
    this.#step++
    let norm = 0
    for (const { grad } of this.#dense.values())
      for (let i = 0; i < grad.data.length; i++) norm += grad.data[i]! * grad.data[i]!
    norm = Math.sqrt(norm)
    const clip = norm > CLIP ? CLIP / norm : 1
    const c1 = 1 - BETA1 ** Math.min(this.#step, 1000)
    const c2 = Math.sqrt(1 - BETA2 ** Math.min(this.#step, 1000))
    const lr = (rate * c2) / c1
    for (const { value, grad, m, v } of this.#dense.values())
      adam(value.data, grad.data, m, v, 0, value.data.length, lr, clip)
    for (const { value, grad, m, v, touched, size } of [this.words, this.parts]) {
      for (const row of touched) {
        adam(value, grad, m, v, row * size, (row + 1) * size, lr, clip)
        grad.fill(0, row * size, (row + 1) * size)
      }
      touched.clear()
    }
  }

  /** Takes over the weights of an earlier training. */
  start(weights: NetworkWeights): void {
    fill(this.words, weights.words)
    fill(this.parts, weights.parts)
    for (const [name, { value }] of this.#dense) value.data.set(weights.dense.get(name)!.data)
  }

  /** The weights as they are now; not copied. */
  weights(): NetworkWeights {
    return {
      words: this.words.value,
      parts: this.parts.value,
      dense: new Map([...this.#dense].map(([name, { value }]) => [name, value])),
    }
  }
}

const firstValues = (name: string, { rows, columns, data }: Matrix, random: () => number): void => {
  const bias = rows === 1
  const limit = Math.sqrt((name.startsWith('in') ? 3 : 4) / (rows + (name.startsWith('in') ? 0 : columns)))
  if (name.startsWith('root')) for (let i = 0; i < columns; i++) data[i] = (random() - 0.5) * 0.4
  else if (!bias) for (let i = 0; i < rows * columns; i++) data[i] = (2 * random() - 1) * limit
  if (name.startsWith('cell')) {
    for (let d = 0; d < 2; d++) {
      for (let u = 0; u < HIDDEN; u++) {
        data[d * 4 * HIDDEN + u] = (2 * random() - 1) * 0.3
        data[d * 4 * HIDDEN + HIDDEN + u] = (2 * random() - 1) * 0.3
        data[d * 4 * HIDDEN + 2 * HIDDEN + u] = 1
      }
    }
  }
}

const table = (rows: number, size: number, limit: number, random: () => number): Table => {
  const value = new Float32Array(rows * size)
  for (let i = 0; i < value.length; i++) value[i] = (2 * random() - 1) * limit
  const like = (): Float32Array => new Float32Array(rows * size)
  return { value, grad: like(), m: like(), v: like(), touched: new Set(), size }
}

const fill = (to: Table, from: NetworkWeights['words']): void => {
  if (from instanceof Float32Array) to.value.set(from)
  else for (let i = 0; i < to.value.length; i++) to.value[i] = from.data[i]! * from.scales[Math.floor(i / to.size)]!
}

const adam = (
  value: Float32Array,
  grad: Float32Array,
  m: Float32Array,
  v: Float32Array,
  from: number,
  to: number,
  lr: number,
  clip: number,
): void => {
  for (let i = from; i < to; i++) {
    const g = grad[i]! * clip
    const m1 = BETA1 * m[i]! + (1 - BETA1) * g
    const v1 = BETA2 * v[i]! + (1 - BETA2) * g * g
    m[i] = m1
    v[i] = v1
    value[i]! -= (lr * m1) / (Math.sqrt(v1) + 1e-8)
  }
}
