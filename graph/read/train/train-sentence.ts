/** A sentence as the numbers that a training step works on, and how a batch of them lies in the rows of a matrix. */
import type { Matrix } from '../neural/matrix-kernel.ts'

/** A sentence as numbers. -1 in `tags`, `labels` or `names` is not trained on; a head of `n` is the root. */
export interface TrainSentence {
  words: Int32Array
  parts: readonly Int32Array[]
  /** Rows of their fixed vectors, -1 for none. */
  vectors: Int32Array
  tags: Int32Array
  heads: Int32Array | null
  labels: Int32Array
  names: Int32Array | null
  /** How much the names weigh. */
  trust: number
}

/** Rows of the matrices of a step, so the most tokens that a batch may have, but four. */
export const MAX_ROWS = 1100

/** Fills a mask that drops `rate` of the columns: one row of ones and zeros per sentence, the same for all its words. */
export const fillMask = (
  mask: Matrix,
  sentences: readonly TrainSentence[],
  rate: number,
  random: () => number,
): void => {
  let t = 0
  const keep = 1 / (1 - rate)
  const width = mask.columns
  for (const { words } of sentences) {
    for (let i = 0; i < width; i++) mask.data[t * width + i] = random() < rate ? 0 : keep
    for (let r = 1; r < words.length; r++) mask.data.copyWithin((t + r) * width, t * width, (t + 1) * width)
    t += words.length
  }
}
