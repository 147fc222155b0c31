/**
 * A sparse linear classifier over 32-bit feature keys, as shipped: keys, classes and 16-bit weights in typed arrays.
 * Scoring only; training is in train/perceptron.ts.
 */

/** Mixes integers into one 32-bit feature key. */
export const mix = (h: number, x: number): number => {
  let k = Math.imul(x, 0xcc9e2d51)
  k = (k << 15) | (k >>> 17)
  h ^= Math.imul(k, 0x1b873593)
  h = (h << 13) | (h >>> 19)
  return (Math.imul(h, 5) + 0xe6546b64) | 0
}

/** A 32-bit number for a string, the same on every machine. */
export const hashText = (text: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h | 0
}

export interface Scorer {
  readonly classes: number
  /** Writes each class's score for the first `count` of `features` to `out`. */
  score(features: Int32Array, count: number, out: Float32Array): void
}

/** Weights as stored: one row of (class, weight) pairs for each key. */
export interface SparseWeights {
  classes: number
  scale: number
  keys: Int32Array
  /** Number of pairs of each key. */
  lengths: Uint8Array
  pairClasses: Uint8Array
  pairWeights: Int16Array
}

/** Scores with stored weights through an open-addressing table built once. */
export class LinearModel implements Scorer {
  readonly classes: number
  readonly #mask: number
  readonly #keys: Int32Array
  readonly #from: Int32Array
  readonly #to: Int32Array
  readonly #pairClasses: Uint8Array
  readonly #pairWeights: Int16Array

  constructor(weights: SparseWeights) {
    this.classes = weights.classes
    let size = 1024
    while (size < weights.keys.length * 1.6) size *= 2
    this.#mask = size - 1
    this.#keys = new Int32Array(size)
    this.#from = new Int32Array(size)
    this.#to = new Int32Array(size)
    this.#pairClasses = weights.pairClasses
    this.#pairWeights = weights.pairWeights
    let offset = 0
    for (let i = 0; i < weights.keys.length; i++) {
      const key = weights.keys[i]!
      let slot = (key ^ (key >>> 15)) & this.#mask
      while (this.#to[slot] !== 0) slot = (slot + 1) & this.#mask
      this.#keys[slot] = key
      this.#from[slot] = offset
      offset += weights.lengths[i]!
      this.#to[slot] = offset
    }
  }

  score(features: Int32Array, count: number, out: Float32Array): void {
    out.fill(0, 0, this.classes)
    const keys = this.#keys
    const ends = this.#to
    for (let f = 0; f < count; f++) {
      const key = features[f]!
      let slot = (key ^ (key >>> 15)) & this.#mask
      while (ends[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & this.#mask
      const end = ends[slot]!
      for (let p = this.#from[slot]!; p < end; p++) {
        const c = this.#pairClasses[p]!
        out[c] = out[c]! + this.#pairWeights[p]!
      }
    }
  }
}
