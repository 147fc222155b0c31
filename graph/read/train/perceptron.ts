/**
 * The averaged perceptron that the linear models are trained with: rows of weights by feature key, grown as needed.
 * Deterministic; not part of reading an article.
 */
import type { Scorer, SparseWeights } from '../linear-model.ts'

export class Perceptron implements Scorer {
  readonly classes: number
  #size = 1 << 20
  #keys = new Int32Array(this.#size)
  #rows = new Int32Array(this.#size)
  #count = 0
  #weights: Float32Array
  #lagged: Float32Array
  #step = 1

  constructor(classes: number) {
    this.classes = classes
    this.#weights = new Float32Array(classes << 16)
    this.#lagged = new Float32Array(classes << 16)
  }

  #slot(key: number): number {
    const mask = this.#size - 1
    let slot = (key ^ (key >>> 15)) & mask
    while (this.#rows[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  score(features: Int32Array, count: number, out: Float32Array): void {
    const n = this.classes
    out.fill(0, 0, n)
    for (let f = 0; f < count; f++) {
      const row = this.#rows[this.#slot(features[f]!)]!
      if (row === 0) continue
      const base = (row - 1) * n
      for (let c = 0; c < n; c++) out[c] = out[c]! + this.#weights[base + c]!
    }
  }

  #row(key: number): number {
    const slot = this.#slot(key)
    if (this.#rows[slot] !== 0) return this.#rows[slot]! - 1
    this.#count++
    if (this.#count * this.classes > this.#weights.length) {
      const grow = (old: Float32Array): Float32Array => {
        const next = new Float32Array(Math.ceil(old.length * 1.6))
        next.set(old)
        return next
      }
      this.#weights = grow(this.#weights)
      this.#lagged = grow(this.#lagged)
    }
    this.#keys[slot] = key
    this.#rows[slot] = this.#count
    if (this.#count * 2 > this.#size) {
      const [keys, rows] = [this.#keys, this.#rows]
      this.#size *= 2
      this.#keys = new Int32Array(this.#size)
      this.#rows = new Int32Array(this.#size)
      for (let i = 0; i < keys.length; i++) {
        if (rows[i] === 0) continue
        const to = this.#slot(keys[i]!)
        this.#keys[to] = keys[i]!
        this.#rows[to] = rows[i]!
      }
    }
    return this.#count - 1
  }

  /** Moves the weights of `features` towards class `right` and away from class `wrong`. */
  update(features: Int32Array, count: number, right: number, wrong: number): void {
    const n = this.classes
    for (let f = 0; f < count; f++) {
      const base = this.#row(features[f]!) * n
      this.#weights[base + right]! += 1
      this.#lagged[base + right]! += this.#step
      this.#weights[base + wrong]! -= 1
      this.#lagged[base + wrong]! -= this.#step
    }
  }

  /** Counts one decision, for the averaging. */
  tick(): void {
    this.#step++
  }

  /** Averaged weights, quantised to 16 bits; weights under `cut` of the unit are dropped. */
  toSparse(cut: number, unit: number): SparseWeights {
    const n = this.classes
    const keys: number[] = []
    const lengths: number[] = []
    const classes: number[] = []
    const weights: number[] = []
    const order = [...this.#keys.keys()].filter((i) => this.#rows[i] !== 0)
    order.sort((a, b) => this.#keys[a]! - this.#keys[b]!)
    for (const i of order) {
      const base = (this.#rows[i]! - 1) * n
      let length = 0
      for (let c = 0; c < n; c++) {
        const w = this.#weights[base + c]! - this.#lagged[base + c]! / this.#step
        if (Math.abs(w) < cut) continue
        const q = Math.max(-32767, Math.min(32767, Math.round(w / unit)))
        if (q === 0) continue
        classes.push(c)
        weights.push(q)
        length++
      }
      if (length > 0) {
        keys.push(this.#keys[i]!)
        lengths.push(length)
      }
    }
    return {
      classes: n,
      scale: unit,
      keys: Int32Array.from(keys),
      lengths: Uint8Array.from(lengths),
      pairClasses: Uint8Array.from(classes),
      pairWeights: Int16Array.from(weights),
    }
  }
}
