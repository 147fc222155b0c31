/**
 * The loss of heads and labels, and its gradients: from the states of the last layer to what they should have been. Mirrors
 * the tree's part of `neural/network.ts`.
 */
import type { Matrix, MatrixKernel } from '../neural/matrix-kernel.ts'
import { bendRoles } from '../neural/network.ts'
import { ARC_SIZE, distanceRow, LABEL_SIZE, padded } from '../neural/network-shape.ts'
import type { Parameters } from './parameters.ts'
import type { ProductGradients } from './product-gradients.ts'
import { addBias, softmaxLoss } from './softmax-loss.ts'
import { fillMask, MAX_ROWS, type TrainSentence } from './train-sentence.ts'

const ROLE = 2 * ARC_SIZE + 2 * LABEL_SIZE

export class TreeLoss {
  readonly #kernel: MatrixKernel
  readonly #p: Parameters
  readonly #gradients: ProductGradients
  /** How many labels there are. */
  readonly #count: number
  readonly #roles: Matrix
  readonly #droles: Matrix
  readonly #mask: Matrix
  readonly #arcs: Matrix
  readonly #darcs: Matrix
  readonly #labelIn: Matrix
  readonly #dlabelIn: Matrix
  readonly #labels: Matrix
  readonly #row = new Float32Array(MAX_ROWS)

  constructor(kernel: MatrixKernel, parameters: Parameters, gradients: ProductGradients, labels: number) {
    this.#kernel = kernel
    this.#p = parameters
    this.#gradients = gradients
    this.#count = labels
    const matrix = (columns: number): Matrix => kernel.matrix(MAX_ROWS, columns)
    this.#roles = matrix(ROLE)
    this.#droles = matrix(ROLE)
    this.#mask = matrix(ROLE)
    this.#arcs = matrix(ARC_SIZE)
    this.#darcs = matrix(ARC_SIZE)
    this.#labelIn = matrix(LABEL_SIZE)
    this.#dlabelIn = matrix(LABEL_SIZE)
    this.#labels = matrix(padded(labels))
  }

  /** Writes the gradient of `states` to `dstates`, adds those of the weights, and returns the loss, `unit` for each word. */
  run(
    sentences: readonly TrainSentence[],
    states: Matrix,
    dstates: Matrix,
    total: number,
    unit: number,
    drop: number,
    random: () => number,
  ): number {
    const [roles, droles, mask] = [this.#roles, this.#droles, this.#mask]
    const role = this.#p.weight('role')
    this.#kernel.multiply(states, role.value, roles, total)
    bendRoles(roles, this.#p.value('roleBias').data, total)
    fillMask(mask, sentences, drop, random)
    // The label halves are dropped after they are summed.
    for (let r = 0; r < total; r++)
      for (let i = 0; i < 2 * ARC_SIZE; i++) roles.data[r * ROLE + i]! *= mask.data[r * ROLE + i]!
    droles.data.fill(0, 0, (total + 4) * ROLE)
    this.#kernel.multiply(roles, this.#p.value('arc'), this.#arcs, total, { inner: ARC_SIZE })
    this.#darcs.data.fill(0, 0, (total + 4) * ARC_SIZE)
    let loss = 0
    let from = 0
    for (const s of sentences) {
      if (s.heads !== null) loss += this.#headLoss(s.heads, from, s.words.length, unit)
      from += s.words.length
    }
    loss += this.#labelLoss(sentences, total, unit)
    this.#arcsBack(total)
    // Back through the bend.
    for (let r = 0; r < total; r++) {
      for (let i = 0; i < 2 * ARC_SIZE; i++) {
        const at = r * ROLE + i
        droles.data[at]! *= mask.data[at]! * (roles.data[at]! < 0 ? 0.1 : 1)
      }
    }
    addBias(droles, this.#p.gradient('roleBias'), total)
    this.#gradients.toInput(droles, role, dstates, total, false)
    this.#gradients.toWeight(states, droles, role, total)
    return loss
  }

  #arcsBack(total: number): void {
    const [roles, droles, darcs] = [this.#roles, this.#droles, this.#darcs]
    const weight = this.#p.weight('arc')
    // Into the dependents' quarter of the roles: a matrix of its own, then added.
    const back = this.#dlabelIn
    this.#gradients.toInput(darcs, weight, back, total, false)
    for (let t = 0; t < total; t++)
      for (let i = 0; i < ARC_SIZE; i++) droles.data[t * ROLE + i]! += back.data[t * ARC_SIZE + i]!
    this.#gradients.toWeight(roles, darcs, weight, total)
  }

  #headLoss(heads: Int32Array, from: number, n: number, unit: number): number {
    const root = this.#p.value('rootArc').data
    const droot = this.#p.gradient('rootArc')
    const headBias = this.#p.value('headBias').data
    const dheadBias = this.#p.gradient('headBias')
    const distance = this.#p.value('distance').data
    const ddistance = this.#p.gradient('distance')
    const row = this.#row
    const [roles, droles, arcs, darcs] = [this.#roles.data, this.#droles.data, this.#arcs.data, this.#darcs.data]
    const bias = new Float32Array(n + 1)
    const at = (j: number): number => (from + j) * ROLE + ARC_SIZE
    for (let j = 0; j <= n; j++) {
      let sum = 0
      for (let q = 0; q < ARC_SIZE; q++) sum += headBias[q]! * (j === n ? root[q]! : roles[at(j) + q]!)
      bias[j] = sum
    }
    const dbias = new Float32Array(n + 1)
    let loss = 0
    for (let i = 0; i < n; i++) {
      const a = (from + i) * ARC_SIZE
      let top = -Infinity
      for (let j = 0; j <= n; j++) {
        if (j === i) {
          row[j] = -Infinity
          continue
        }
        let sum = bias[j]! + (j === n ? 0 : distance[distanceRow(j, i)]!)
        if (j === n) for (let q = 0; q < ARC_SIZE; q++) sum += arcs[a + q]! * root[q]!
        else {
          const h = at(j)
          for (let q = 0; q < ARC_SIZE; q++) sum += arcs[a + q]! * roles[h + q]!
        }
        row[j] = sum
        if (sum > top) top = sum
      }
      let z = 0
      for (let j = 0; j <= n; j++) {
        const e = j === i ? 0 : Math.exp(row[j]! - top)
        row[j] = e
        z += e
      }
      const gold = heads[i]!
      loss -= Math.log(row[gold]! / z + 1e-12) * unit
      for (let j = 0; j <= n; j++) {
        if (j === i) continue
        const p = row[j]! / z - (j === gold ? 1 : 0)
        if (p < 1e-5 && p > -1e-5) continue
        const d = p * unit
        dbias[j]! += d
        if (j === n) {
          for (let q = 0; q < ARC_SIZE; q++) {
            darcs[a + q]! += d * root[q]!
            droot[q]! += d * arcs[a + q]!
          }
        } else {
          ddistance[distanceRow(j, i)]! += d
          const h = at(j)
          for (let q = 0; q < ARC_SIZE; q++) {
            darcs[a + q]! += d * roles[h + q]!
            droles[h + q]! += d * arcs[a + q]!
          }
        }
      }
    }
    for (let j = 0; j <= n; j++) {
      const d = dbias[j]!
      for (let q = 0; q < ARC_SIZE; q++) {
        dheadBias[q]! += d * (j === n ? root[q]! : roles[at(j) + q]!)
        if (j === n) droot[q]! += d * headBias[q]!
        else droles[at(j) + q]! += d * headBias[q]!
      }
    }
    return loss
  }

  #labelLoss(sentences: readonly TrainSentence[], total: number, unit: number): number {
    const rootLabel = this.#p.value('rootLabel').data
    const distances = this.#p.value('labelDistance').data
    const input = this.#labelIn.data
    const [roles, droles, dinput, mask] = [this.#roles.data, this.#droles.data, this.#dlabelIn.data, this.#mask.data]
    const each = (visit: (t: number, head: number, row: number, gold: number) => void): void => {
      let from = 0
      for (const s of sentences) {
        const n = s.words.length
        for (let i = 0; i < n; i++) {
          const h = s.heads === null ? n : s.heads[i]!
          visit(
            from + i,
            h === n ? -1 : from + h,
            h === n ? 0 : distanceRow(h, i),
            s.heads === null ? -1 : s.labels[i]!,
          )
        }
        from += n
      }
    }
    const D = 2 * ARC_SIZE
    each((t, head, row) => {
      for (let q = 0; q < LABEL_SIZE; q++) {
        const sum =
          roles[t * ROLE + D + q]! +
          (head < 0 ? rootLabel[q]! : roles[head * ROLE + D + LABEL_SIZE + q]! + distances[row * LABEL_SIZE + q]!)
        input[t * LABEL_SIZE + q] = (sum > 0 ? sum : 0.1 * sum) * mask[t * ROLE + D + q]!
      }
    })
    this.#kernel.multiply(this.#labelIn, this.#p.value('label'), this.#labels, total)
    const labelBias = this.#p.value('labelBias').data
    let loss = 0
    each((t, _head, _row, gold) => {
      loss += softmaxLoss(this.#labels, t, this.#count, labelBias, gold, unit)
    })
    addBias(this.#labels, this.#p.gradient('labelBias'), total)
    const weight = this.#p.weight('label')
    this.#gradients.toInput(this.#labels, weight, this.#dlabelIn, total, false)
    this.#gradients.toWeight(this.#labelIn, this.#labels, weight, total)
    const drootLabel = this.#p.gradient('rootLabel')
    const ddistances = this.#p.gradient('labelDistance')
    each((t, head, row, gold) => {
      if (gold < 0) return
      for (let q = 0; q < LABEL_SIZE; q++) {
        const kept = mask[t * ROLE + D + q]!
        const d = dinput[t * LABEL_SIZE + q]! * kept * (input[t * LABEL_SIZE + q]! < 0 ? 0.1 : 1)
        droles[t * ROLE + D + q]! += d
        if (head < 0) drootLabel[q]! += d
        else {
          droles[head * ROLE + D + LABEL_SIZE + q]! += d
          ddistances[row * LABEL_SIZE + q]! += d
        }
      }
    })
    return loss
  }
}
