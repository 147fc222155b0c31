/**
 * The network at work: forms of sentences in, tag, name, head and label ids out. The first layer's products are kept by
 * form, since they depend on the form alone. The same sentence gives the same result in any company of others. One piece,
 * because all of it works on the same matrices.
 */

import { ownCopy } from '../word-cache.ts'
import { vectorRow, writeVector } from '../word-vectors.ts'
import { type Matrix, MatrixKernel, type ShortFactor, type ShortRows } from './matrix-kernel.ts'
import {
  ARC_SIZE,
  BOTH,
  distanceRow,
  HIDDEN,
  INPUT_SIZE,
  LABEL_SIZE,
  LAYERS,
  type NetworkConfig,
  PART_SIZE,
  TAG_LAYER,
  WORD_SIZE,
  wordKey,
  wordParts,
} from './network-shape.ts'
import { bestTree } from './spanning-tree.ts'

export interface NetworkWeights {
  /** Vectors of words and of parts, row by row. */
  words: Float32Array | { data: Int8Array; scales: Float32Array }
  parts: Float32Array | { data: Int8Array; scales: Float32Array }
  /** The rest, by the names of `weightShapes`. */
  dense: Map<string, { rows: number; columns: number; data: Float32Array }>
}

export interface SentenceAnswer {
  tags: Int32Array
  /** Heads, -1 for the root. */
  heads: Int32Array
  labels: Int32Array
  /** Scores of the name tags, row by row, `names.length` columns. */
  names: Float32Array
}

/** Tokens that go through the layers at once; a sentence never has more. */
export const BATCH_TOKENS = 512
const CACHE_ROWS = 6144
/** How much a word's relation weighs in its tag; over the ten by which the table is multiplied. */
const RELATION_WEIGHT = 0.1 / 10
const MEMORY_MB = 64
const upperInputs = Array.from({ length: LAYERS - 1 }, (_, i) => `in${i + 2}`)

export class Network {
  readonly config: NetworkConfig
  readonly #exact: boolean
  readonly #kernel = new MatrixKernel(MEMORY_MB)
  readonly #weights: NetworkWeights
  readonly #dense = new Map<string, Matrix>()
  readonly #wordRows: Map<string, number>
  readonly #rowOf = new Map<string, number>()
  /** First layer's gates by form, row by row. */
  readonly #cache = new Float32Array(CACHE_ROWS * 8 * HIDDEN)
  readonly #fresh: Matrix
  readonly #freshGates: Matrix
  readonly #gates1: Matrix
  readonly #gates: Matrix
  readonly #hidden: Matrix[]
  /** The states of a layer, rounded, and what they are multiplied with. */
  readonly #short: ShortRows
  readonly #factors = new Map<string, ShortFactor>()
  readonly #tags: Matrix
  readonly #names: Matrix
  readonly #roles: Matrix
  readonly #arcs: Matrix
  readonly #headColumns: Matrix
  readonly #scores: Matrix
  readonly #labelInput: Matrix
  readonly #labels: Matrix
  /** Biases of the tags, row by row for each label. */
  readonly #tagBias: Float32Array
  /** Scores of distances by head less dependent, from -BATCH_TOKENS on; no word is its own head. */
  readonly #distances = new Float64Array(2 * BATCH_TOKENS)

  /**
   * `tagsByLabel`, of `count-tags.ts`, lets relations have a say in the tags. `exact` multiplies in floats throughout, slower:
   * so training sees what it made, whatever is rounded for reading.
   */
  constructor(
    config: NetworkConfig,
    weights: NetworkWeights,
    tagsByLabel: ArrayLike<number> | null = null,
    exact = false,
  ) {
    this.config = config
    this.#exact = exact
    this.#weights = weights
    this.#wordRows = new Map(config.words.map((word, i) => [word, i + 1]))
    for (const [name, { rows, columns, data }] of weights.dense) {
      const matrix = this.#kernel.matrix(rows, columns)
      matrix.data.set(data)
      this.#dense.set(name, matrix)
    }
    const k = this.#kernel
    const rows = BATCH_TOKENS + 8
    this.#fresh = k.matrix(rows, INPUT_SIZE)
    this.#freshGates = k.matrix(rows, 8 * HIDDEN)
    this.#gates1 = k.matrix(rows, 8 * HIDDEN)
    this.#gates = k.matrix(rows, 6 * HIDDEN)
    this.#short = k.shortRows(rows, BOTH)
    for (const name of [...upperInputs, 'tag', 'name', 'role']) this.#factors.set(name, k.shortFactor(this.#d(name)))
    this.#hidden = Array.from({ length: LAYERS }, () => k.matrix(rows, BOTH))
    this.#tags = k.matrix(rows, this.#d('tag').columns)
    this.#names = k.matrix(rows, this.#d('name').columns)
    this.#roles = k.matrix(rows, 2 * ARC_SIZE + 2 * LABEL_SIZE)
    this.#arcs = k.matrix(rows, ARC_SIZE)
    this.#headColumns = k.matrix(ARC_SIZE, rows)
    this.#scores = k.matrix(rows, rows)
    this.#labelInput = k.matrix(rows, LABEL_SIZE)
    this.#labels = k.matrix(rows, this.#d('label').columns)
    const tags = config.tags.length
    const bias = this.#d('tagBias').data
    this.#tagBias = Float32Array.from(
      { length: config.labels.length * tags },
      (_, i) => bias[i % tags]! + (tagsByLabel ? RELATION_WEIGHT * tagsByLabel[i]! : 0),
    )
    const distance = this.#d('distance').data
    for (let d = -BATCH_TOKENS; d < BATCH_TOKENS; d++)
      this.#distances[BATCH_TOKENS + d] = d === 0 ? -1e4 : distance[distanceRow(d, 0)]!
  }

  #d(name: string): Matrix {
    const matrix = this.#dense.get(name)
    if (!matrix) throw new Error(`the model lacks its weights ${name}`)
    return matrix
  }

  /** Reads sentences of at most `BATCH_TOKENS` tokens each. */
  read(sentences: readonly (readonly string[])[]): SentenceAnswer[] {
    const answers: SentenceAnswer[] = []
    let batch: (readonly string[])[] = []
    let tokens = 0
    for (const sentence of sentences) {
      if (tokens + sentence.length > BATCH_TOKENS && batch.length > 0) {
        answers.push(...this.#readBatch(batch, tokens))
        batch = []
        tokens = 0
      }
      batch.push(sentence)
      tokens += sentence.length
    }
    if (batch.length > 0) answers.push(...this.#readBatch(batch, tokens))
    return answers
  }

  #addRow(table: NetworkWeights['words'], row: number, size: number, out: Float32Array, at: number): void {
    if (table instanceof Float32Array) for (let i = 0; i < size; i++) out[at + i]! += table[row * size + i]!
    else {
      const scale = table.scales[row]!
      for (let i = 0; i < size; i++) out[at + i]! += table.data[row * size + i]! * scale
    }
  }

  /** Fills the first layer's gates of `total` tokens, from the cache where the form is known. */
  #inputs(batch: readonly (readonly string[])[], total: number): void {
    if (this.#rowOf.size + total > CACHE_ROWS) this.#rowOf.clear()
    const rows = new Int32Array(total)
    const first = this.#rowOf.size
    let at = 0
    for (const sentence of batch) {
      for (const form of sentence) {
        let row = this.#rowOf.get(form)
        if (row === undefined) {
          row = this.#rowOf.size
          this.#rowOf.set(ownCopy(form), row)
          const start = (row - first) * INPUT_SIZE
          const input = this.#fresh.data
          input.fill(0, start, start + INPUT_SIZE)
          this.#addRow(this.#weights.words, this.#wordRows.get(wordKey(form)) ?? 0, WORD_SIZE, input, start)
          for (const part of wordParts(form))
            this.#addRow(this.#weights.parts, part, PART_SIZE, input, start + WORD_SIZE)
          writeVector(vectorRow(form), input, start + WORD_SIZE + PART_SIZE)
        }
        rows[at++] = row
      }
    }
    const added = this.#rowOf.size - first
    const width = 8 * HIDDEN
    if (added > 0) {
      this.#kernel.multiply(this.#fresh, this.#d('in1'), this.#freshGates, added)
      this.#cache.set(this.#freshGates.data.subarray(0, added * width), first * width)
    }
    for (let t = 0; t < total; t++) {
      this.#gates1.data.set(this.#cache.subarray(rows[t]! * width, (rows[t]! + 1) * width), t * width)
    }
  }

  #readBatch(batch: readonly (readonly string[])[], total: number): SentenceAnswer[] {
    const kernel = this.#kernel
    this.#inputs(batch, total)
    for (let layer = 0; layer < LAYERS; layer++) {
      const input = layer === 0 ? null : this.#hidden[layer - 1]!
      const gates = layer === 0 ? this.#gates1 : this.#gates
      if (layer > 0) this.#multiply(`in${layer + 1}`, layer - 1, gates, total)
      const cell = this.#d(`cell${layer + 1}`)
      let from = 0
      for (const sentence of batch) {
        if (sentence.length > 0) kernel.units(gates, cell, input, this.#hidden[layer]!, from, from + sentence.length)
        from += sentence.length
      }
      if (!this.#exact) kernel.round(this.#hidden[layer]!, this.#short, total)
      if (layer + 1 === TAG_LAYER) this.#multiply('tag', layer, this.#tags, total)
    }
    this.#multiply('name', LAYERS - 1, this.#names, total)
    this.#multiply('role', LAYERS - 1, this.#roles, total)
    bendRoles(this.#roles, this.#d('roleBias').data, total)
    kernel.multiply(this.#roles, this.#d('arc'), this.#arcs, total, { inner: ARC_SIZE })
    const answers: SentenceAnswer[] = []
    let from = 0
    for (const sentence of batch) {
      answers.push(this.#answer(from, sentence.length))
      from += sentence.length
    }
    this.#label(answers, total)
    return answers
  }

  /** Multiplies the states of the layer that was run last. */
  #multiply(name: string, layer: number, out: Matrix, total: number): void {
    if (this.#exact) this.#kernel.multiply(this.#hidden[layer]!, this.#d(name), out, total)
    else this.#kernel.multiplyShort(this.#short, this.#factors.get(name)!, out, total)
  }

  #answer(from: number, n: number): SentenceAnswer {
    const names = this.config.names.length
    const answer = {
      tags: new Int32Array(n),
      heads: this.#tree(from, n),
      labels: new Int32Array(n),
      names: new Float32Array(n * names),
    }
    const nameBias = this.#d('nameBias').data
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < names; k++)
        answer.names[i * names + k] = this.#names.data[(from + i) * this.#names.columns + k]! + nameBias[k]!
    }
    return answer
  }

  #tree(from: number, n: number): Int32Array {
    // Heads as columns, the root the last.
    const columns = this.#headColumns
    const roles = this.#roles
    const root = this.#d('rootArc').data
    const headBias = this.#d('headBias').data
    const bias = new Float32Array(n + 1)
    for (let j = 0; j <= n; j++) {
      let sum = 0
      for (let k = 0; k < ARC_SIZE; k++) {
        const value = j === n ? root[k]! : roles.data[(from + j) * roles.columns + ARC_SIZE + k]!
        columns.data[k * columns.columns + j] = value
        sum += value * headBias[k]!
      }
      bias[j] = sum
    }
    this.#kernel.multiply(this.#arcs, columns, this.#scores, n, { columns: (n + 8) & ~7, rowA: from })
    const scores = this.#scores.data
    const width = this.#scores.columns
    for (let i = 0; i < n; i++) {
      // From here on, what a head at `j` loses or gains by its distance stands at `near + j`.
      const near = BATCH_TOKENS - i
      const row = i * width
      for (let j = 0; j < n; j++) scores[row + j]! += bias[j]! + this.#distances[near + j]!
      scores[row + n]! += bias[n]!
    }
    return bestTree(scores, n, width)
  }

  /** Labels all arcs of the batch in one go, then tags the words. */
  #label(answers: readonly SentenceAnswer[], total: number): void {
    const input = this.#labelInput.data
    const roles = this.#roles
    const rootLabel = this.#d('rootLabel').data
    const distances = this.#d('labelDistance').data
    let at = 0
    for (const { heads } of answers) {
      const from = at
      for (let i = 0; i < heads.length; i++, at++) {
        const head = heads[i]!
        const d = at * roles.columns + 2 * ARC_SIZE
        const h = (from + head) * roles.columns + 2 * ARC_SIZE + LABEL_SIZE
        const row = head < 0 ? 0 : distanceRow(head, i) * LABEL_SIZE
        for (let k = 0; k < LABEL_SIZE; k++) {
          const sum = roles.data[d + k]! + (head < 0 ? rootLabel[k]! : roles.data[h + k]! + distances[row + k]!)
          input[at * LABEL_SIZE + k] = sum > 0 ? sum : 0.1 * sum
        }
      }
    }
    this.#kernel.multiply(this.#labelInput, this.#d('label'), this.#labels, total)
    const bias = this.#d('labelBias').data
    const rootId = this.config.labels.indexOf('root')
    const tagCount = this.config.tags.length
    at = 0
    for (const { heads, labels, tags } of answers) {
      for (let i = 0; i < heads.length; i++, at++) {
        const label =
          heads[i]! < 0
            ? rootId
            : argmax(this.#labels.data, at * this.#labels.columns, bias, 0, this.config.labels.length, rootId)
        labels[i] = label
        tags[i] = argmax(this.#tags.data, at * this.#tags.columns, this.#tagBias, label * tagCount, tagCount)
      }
    }
  }
}

/** Adds the biases; the arc halves are bent (leaky), the label halves only after they are summed. */
export const bendRoles = (roles: Matrix, bias: Float32Array, rows: number): void => {
  const { data } = roles
  for (let t = 0; t < rows; t++) {
    const base = t * roles.columns
    for (let k = 0; k < 2 * ARC_SIZE; k++) {
      const x = data[base + k]! + bias[k]!
      data[base + k] = x < 0 ? 0.1 * x : x
    }
    for (let k = 2 * ARC_SIZE; k < roles.columns; k++) data[base + k]! += bias[k]!
  }
}

const argmax = (
  scores: Float32Array,
  from: number,
  bias: Float32Array,
  biasFrom: number,
  count: number,
  but = -1,
): number => {
  let best = but === 0 ? 1 : 0
  let top = scores[from + best]! + bias[biasFrom + best]!
  for (let k = best + 1; k < count; k++) {
    const score = scores[from + k]! + bias[biasFrom + k]!
    if (score > top && k !== but) {
      best = k
      top = score
    }
  }
  return best
}
