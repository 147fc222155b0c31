/**
 * One training step of the network: forward with dropout, losses, gradients by hand, Adam. The way forward mirrors
 * `neural/network.ts`. Seeded; plain floats; the same bytes on every run.
 */
import { type Matrix, MatrixKernel } from '../neural/matrix-kernel.ts'
import type { NetworkWeights } from '../neural/network.ts'
import {
  ARC_SIZE,
  BOTH,
  HIDDEN,
  INPUT_SIZE,
  LABEL_SIZE,
  LAYERS,
  type NetworkConfig,
  PART_SIZE,
  padded,
  TAG_LAYER,
  WORD_SIZE,
} from '../neural/network-shape.ts'
import { runUnits } from '../neural/recurrent-layer.ts'
import { writeVector } from '../word-vectors.ts'
import { Parameters } from './parameters.ts'
import { ProductGradients } from './product-gradients.ts'
import { randomFrom } from './random.ts'
import { addBias, softmaxLoss } from './softmax-loss.ts'
import type { Team } from './team.ts'
import { fillMask, MAX_ROWS, type TrainSentence } from './train-sentence.ts'
import { TreeLoss } from './tree-loss.ts'
import { unitsBack } from './units-back.ts'

export interface TrainSettings {
  rate: number
  inputDrop: number
  layerDrop: number
  roleDrop: number
  tagWeight: number
  nameWeight: number
  /** Quicker products, see `MatrixKernel`. */
  fused?: boolean
}

/** What the steps of a layer work on, row by row. */
interface Layer {
  input: Matrix
  dinput: Matrix
  mask: Matrix
  gates: Matrix
  dgates: Matrix
  output: Matrix
  doutput: Matrix
  states: Matrix
  gated: Matrix
}

const MEMORY_MB = 384

export class NetworkTrainer {
  readonly config: NetworkConfig
  readonly settings: TrainSettings
  readonly #k: MatrixKernel
  readonly #p: Parameters
  readonly #gradients: ProductGradients
  readonly #tree: TreeLoss
  readonly #random: () => number
  readonly #team: Team | null
  readonly #layers: Layer[] = []
  readonly #last: { input: Matrix; mask: Matrix }
  readonly #tags: Matrix
  readonly #names: Matrix

  constructor(config: NetworkConfig, settings: TrainSettings, seed: number, team: Team | null = null) {
    this.config = config
    this.settings = settings
    this.#team = team
    const first = randomFrom(seed)
    // In a team the first weights are the same, what is dropped is not.
    this.#random = team === null ? first : randomFrom(seed * 100 + team.index)
    const k = new MatrixKernel(MEMORY_MB, settings.fused)
    this.#k = k
    this.#p = new Parameters(config, k, first)
    this.#gradients = new ProductGradients(k, Math.max(INPUT_SIZE, BOTH, ARC_SIZE, LABEL_SIZE))
    this.#tree = new TreeLoss(k, this.#p, this.#gradients, config.labels.length)
    const matrix = (columns: number): Matrix => k.matrix(MAX_ROWS, columns)
    const dgates = matrix(6 * HIDDEN)
    for (let layer = 1; layer <= LAYERS; layer++) {
      const below = this.#layers.at(-1)
      const size = below ? BOTH : INPUT_SIZE
      const gates = (below ? 6 : 8) * HIDDEN
      this.#layers.push({
        input: matrix(size),
        dinput: below ? below.doutput : matrix(size),
        mask: matrix(size),
        gates: matrix(gates),
        dgates: below ? dgates : matrix(gates),
        output: matrix(BOTH),
        doutput: matrix(BOTH),
        states: matrix(BOTH),
        gated: matrix(2 * BOTH),
      })
    }
    this.#last = { input: matrix(BOTH), mask: matrix(BOTH) }
    this.#tags = matrix(padded(config.tags.length))
    this.#names = matrix(padded(config.names.length))
  }

  /** Trains on one batch. Returns its loss per token. */
  step(sentences: readonly TrainSentence[], rate: number): number {
    const total = tokensOf(sentences)
    if (total + 4 > MAX_ROWS) throw new Error(`a batch of ${total} tokens is too long`)
    this.#p.begin()
    const mine = this.#team === null ? sentences : this.#team.part(sentences)
    let loss = mine.length === 0 ? 0 : this.#gradientsOf(mine, 1 / total)
    if (this.#team !== null) loss = this.#team.add(this.#p, loss)
    this.#p.update(rate)
    return loss
  }

  /** Adds the gradients of sentences, each word weighing `unit`; returns their loss. */
  #gradientsOf(sentences: readonly TrainSentence[], unit: number): number {
    const { settings } = this
    const total = tokensOf(sentences)
    this.#readWords(sentences)
    this.#forward(sentences, total)
    const last = this.#layers.at(-1)!
    const states = this.#last.input
    let loss = this.#choices(sentences, total, unit)
    loss += this.#tree.run(sentences, states, last.doutput, total, unit, settings.roleDrop, this.#random)
    this.#productBack(states, this.#names, 'name', last.doutput, total)
    unmask(last.doutput, this.#last.mask, total)
    this.#back(sentences, total)
    return loss
  }

  /** The first layer's input: vectors of words, of their parts, and the fixed ones. */
  #readWords(sentences: readonly TrainSentence[]): void {
    const { words: wordTable, parts: partTable } = this.#p
    const { input, mask } = this.#layers[0]!
    fillMask(mask, sentences, this.settings.inputDrop, this.#random)
    let t = 0
    for (const { words, parts, vectors } of sentences) {
      for (let i = 0; i < words.length; i++, t++) {
        const base = t * INPUT_SIZE
        for (let d = 0; d < WORD_SIZE; d++) input.data[base + d] = wordTable.value[words[i]! * WORD_SIZE + d]!
        input.data.fill(0, base + WORD_SIZE, base + INPUT_SIZE)
        for (const part of parts[i]!)
          for (let d = 0; d < PART_SIZE; d++)
            input.data[base + WORD_SIZE + d]! += partTable.value[part * PART_SIZE + d]!
        writeVector(vectors[i]!, input.data, base + WORD_SIZE + PART_SIZE)
        for (let d = 0; d < INPUT_SIZE; d++) input.data[base + d]! *= mask.data[base + d]!
      }
    }
  }

  #forward(sentences: readonly TrainSentence[], total: number): void {
    this.#layers.forEach((layer, l) => {
      const { input, gates, output, states, gated } = layer
      this.#k.multiply(input, this.#p.value(`in${l + 1}`), gates, total)
      const cell = this.#p.value(`cell${l + 1}`).data
      let from = 0
      for (const { words } of sentences) {
        runUnits(gates, cell, l === 0 ? null : input, output, from, from + words.length, states, gated)
        from += words.length
      }
      const next = this.#layers[l + 1] ?? this.#last
      fillMask(next.mask, sentences, this.settings.layerDrop, this.#random)
      for (let i = 0; i < total * BOTH; i++) next.input.data[i] = output.data[i]! * next.mask.data[i]!
    })
  }

  /** Losses of tags and names; leaves their gradients in the scores' place. */
  #choices(sentences: readonly TrainSentence[], total: number, unit: number): number {
    const [tags, names] = [this.#tags, this.#names]
    this.#k.multiply(this.#layers[TAG_LAYER]!.input, this.#p.value('tag'), tags, total)
    this.#k.multiply(this.#last.input, this.#p.value('name'), names, total)
    const [tagBias, nameBias] = [this.#p.value('tagBias').data, this.#p.value('nameBias').data]
    const [tagCount, nameCount] = [this.config.tags.length, this.config.names.length]
    const [tagUnit, nameUnit] = [this.settings.tagWeight * unit, this.settings.nameWeight * unit]
    let loss = 0
    let t = 0
    for (const s of sentences) {
      for (let i = 0; i < s.words.length; i++, t++) {
        loss += softmaxLoss(tags, t, tagCount, tagBias, s.tags[i]!, tagUnit)
        loss += softmaxLoss(names, t, nameCount, nameBias, s.names === null ? -1 : s.names[i]!, nameUnit * s.trust)
      }
    }
    addBias(tags, this.#p.gradient('tagBias'), total)
    addBias(names, this.#p.gradient('nameBias'), total)
    return loss
  }

  /** Adds the gradients of a product of `x` to `dx` and to the weight's. */
  #productBack(x: Matrix, dy: Matrix, name: string, dx: Matrix, total: number, add = true): void {
    const weight = this.#p.weight(name)
    this.#gradients.toInput(dy, weight, dx, total, add)
    this.#gradients.toWeight(x, dy, weight, total)
  }

  #back(sentences: readonly TrainSentence[], total: number): void {
    for (let l = LAYERS - 1; l >= 0; l--) {
      const layer = this.#layers[l]!
      const { input, dinput, mask, gates, dgates, doutput } = layer
      const first = l === 0
      const [cell, dcell] = [this.#p.value(`cell${l + 1}`).data, this.#p.gradient(`cell${l + 1}`)]
      unitsBack(gates, cell, first ? null : input, layer, doutput, dgates, dcell, first ? null : dinput, sentences)
      this.#productBack(input, dgates, `in${l + 1}`, dinput, total, !first)
      if (l === TAG_LAYER) this.#productBack(input, this.#tags, 'tag', dinput, total)
      unmask(dinput, mask, total)
    }
    const dinput = this.#layers[0]!.dinput.data
    const { words: wordTable, parts: partTable } = this.#p
    let t = 0
    for (const { words, parts } of sentences) {
      for (let i = 0; i < words.length; i++, t++) {
        const base = t * INPUT_SIZE
        const row = words[i]!
        wordTable.touched.add(row)
        for (let d = 0; d < WORD_SIZE; d++) wordTable.grad[row * WORD_SIZE + d]! += dinput[base + d]!
        for (const part of parts[i]!) {
          partTable.touched.add(part)
          for (let d = 0; d < PART_SIZE; d++) partTable.grad[part * PART_SIZE + d]! += dinput[base + WORD_SIZE + d]!
        }
      }
    }
  }

  /** The gradient that the last step had for a weight, for checking it against differences. */
  gradient(name: string): Float32Array {
    return this.#p.gradient(name)
  }

  /** Takes over the weights of an earlier step. */
  start(weights: NetworkWeights): void {
    this.#p.start(weights)
  }

  /** The weights as they are now; not copied. */
  weights(): NetworkWeights {
    return this.#p.weights()
  }
}

const tokensOf = (sentences: readonly TrainSentence[]): number => sentences.reduce((sum, s) => sum + s.words.length, 0)

const unmask = (gradient: Matrix, mask: Matrix, total: number): void => {
  for (let i = 0; i < total * gradient.columns; i++) gradient.data[i]! *= mask.data[i]!
}
