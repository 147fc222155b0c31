/**
 * One training step of the network: forward with dropout, losses, gradients by hand, Adam. Longer than a usual file
 * because the two passes mirror each other line by line. Seeded; plain floats; the same bytes on every run.
 */
import { type Matrix, MatrixKernel } from '../neural/matrix-kernel.ts'
import { bendRoles, type NetworkWeights } from '../neural/network.ts'
import {
  ARC_SIZE,
  BOTH,
  distanceRow,
  HIDDEN,
  INPUT_SIZE,
  LABEL_SIZE,
  LAYERS,
  type NetworkConfig,
  PART_ROWS,
  PART_SIZE,
  padded,
  WORD_SIZE,
  weightShapes,
} from '../neural/network-shape.ts'
import { runUnits } from '../neural/recurrent-layer.ts'
import { randomFrom } from './random.ts'

/** A sentence as numbers. -1 in `tags`, `labels` or `names` is not trained on; a head of `n` is the root. */
export interface TrainSentence {
  words: Int32Array
  parts: readonly Int32Array[]
  tags: Int32Array
  heads: Int32Array | null
  labels: Int32Array
  names: Int32Array | null
}

export interface TrainSettings {
  rate: number
  inputDrop: number
  layerDrop: number
  roleDrop: number
  tagWeight: number
  nameWeight: number
}

interface Weight {
  value: Matrix
  grad: Matrix
  turned: Matrix
  m: Float32Array
  v: Float32Array
}

interface Table {
  value: Float32Array
  grad: Float32Array
  m: Float32Array
  v: Float32Array
  touched: Set<number>
  size: number
}

const MAX_ROWS = 1100
const ROLE = 2 * ARC_SIZE + 2 * LABEL_SIZE
const BETA1 = 0.9
const BETA2 = 0.95

export class NetworkTrainer {
  readonly config: NetworkConfig
  readonly settings: TrainSettings
  readonly #k = new MatrixKernel(384)
  readonly #w = new Map<string, Weight>()
  readonly words: Table
  readonly parts: Table
  readonly #random: () => number
  #step = 0
  readonly #m: Record<string, Matrix> = {}

  constructor(config: NetworkConfig, settings: TrainSettings, seed: number) {
    this.config = config
    this.settings = settings
    this.#random = randomFrom(seed)
    for (const [name, [rows, columns]] of Object.entries(weightShapes(config))) {
      const w: Weight = {
        value: this.#k.matrix(rows, columns),
        grad: this.#k.matrix(rows, columns),
        turned: this.#k.matrix(columns, rows),
        m: new Float32Array(rows * columns),
        v: new Float32Array(rows * columns),
      }
      const bias = rows === 1
      const limit = Math.sqrt((name.startsWith('in') ? 3 : 4) / (rows + (name.startsWith('in') ? 0 : columns)))
      if (name.startsWith('root')) for (let i = 0; i < columns; i++) w.value.data[i] = (this.#random() - 0.5) * 0.4
      else if (!bias) for (let i = 0; i < rows * columns; i++) w.value.data[i] = (2 * this.#random() - 1) * limit
      if (name.startsWith('cell')) {
        for (let d = 0; d < 2; d++) {
          for (let u = 0; u < HIDDEN; u++) {
            w.value.data[d * 4 * HIDDEN + u] = (2 * this.#random() - 1) * 0.3
            w.value.data[d * 4 * HIDDEN + HIDDEN + u] = (2 * this.#random() - 1) * 0.3
            w.value.data[d * 4 * HIDDEN + 2 * HIDDEN + u] = 1
          }
        }
      }
      this.#w.set(name, w)
    }
    this.words = this.#table(config.words.length + 1, WORD_SIZE, 0.12)
    this.parts = this.#table(PART_ROWS, PART_SIZE, 0.08)
    const m = this.#m
    for (const [name, columns] of Object.entries({
      x1: INPUT_SIZE,
      dx1: INPUT_SIZE,
      g1: 8 * HIDDEN,
      dg1: 8 * HIDDEN,
      g: 6 * HIDDEN,
      dg: 6 * HIDDEN,
      mask1: INPUT_SIZE,
      g2: 6 * HIDDEN,
      g3: 6 * HIDDEN,
      roles: ROLE,
      droles: ROLE,
      maskR: ROLE,
      arcs: ARC_SIZE,
      darcs: ARC_SIZE,
      tags: padded(config.tags.length),
      names: padded(config.names.length),
      labelIn: LABEL_SIZE,
      dlabelIn: LABEL_SIZE,
      labels: padded(config.labels.length),
    }))
      m[name] = this.#k.matrix(MAX_ROWS, columns)
    for (let l = 1; l <= 4; l++) {
      for (const name of ['h', 'x', 'dh', 'mask', 's']) m[`${name}${l}`] ??= this.#k.matrix(MAX_ROWS, BOTH)
      m[`f${l}`] = this.#k.matrix(MAX_ROWS, 2 * BOTH)
    }
    m.mask1 = this.#k.matrix(MAX_ROWS, INPUT_SIZE)
    m.x1 = this.#k.matrix(MAX_ROWS, INPUT_SIZE)
    m.turn = this.#k.matrix(Math.max(INPUT_SIZE, ROLE, 8 * HIDDEN), MAX_ROWS)
  }

  #table(rows: number, size: number, limit: number): Table {
    const value = new Float32Array(rows * size)
    for (let i = 0; i < value.length; i++) value[i] = (2 * this.#random() - 1) * limit
    return {
      value,
      grad: new Float32Array(rows * size),
      m: new Float32Array(rows * size),
      v: new Float32Array(rows * size),
      touched: new Set(),
      size,
    }
  }

  #v(name: string): Matrix {
    return this.#w.get(name)!.value
  }
  #g(name: string): Float32Array {
    return this.#w.get(name)!.grad.data
  }

  /** One mask per sentence, the same for all its words. */
  #drop(mask: Matrix, sentences: readonly TrainSentence[], rate: number): void {
    let t = 0
    const keep = 1 / (1 - rate)
    const width = mask.columns
    for (const { words } of sentences) {
      for (let i = 0; i < width; i++) mask.data[t * width + i] = this.#random() < rate ? 0 : keep
      for (let r = 1; r < words.length; r++) mask.data.copyWithin((t + r) * width, t * width, (t + 1) * width)
      t += words.length
    }
  }

  /** Gradients of `y = x · W`: adds to W's; writes or adds x's to `dx`. */
  #linearBack(x: Matrix, dy: Matrix, name: string, dx: Matrix | null, total: number, add: boolean): void {
    const w = this.#w.get(name)!
    const rows = (total + 3) & ~3
    dy.data.fill(0, total * dy.columns, rows * dy.columns)
    if (dx !== null) this.#k.multiply(dy, w.turned, dx, total, { add })
    // The kernel wants x turned.
    const turn = this.#m.turn!
    const k = w.value.rows
    for (let t = 0; t < rows; t++)
      for (let i = 0; i < k; i++) turn.data[i * MAX_ROWS + t] = t < total ? x.data[t * x.columns + i]! : 0
    this.#k.multiply(turn, dy, w.grad, k, { add: true, inner: rows })
  }

  #unitsBack(
    layer: number,
    gates: Matrix,
    input: Matrix | null,
    dout: Matrix,
    dgates: Matrix,
    dinput: Matrix | null,
    sentences: readonly TrainSentence[],
  ): void {
    const blocks = input === null ? 4 : 3
    const cell = this.#v(`cell${layer}`).data
    const dcell = this.#g(`cell${layer}`)
    const states = this.#m[`s${layer}`]!.data
    const gated = this.#m[`f${layer}`]!.data
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

  /** Softmax over `count` columns from `base`; leaves the gradient there, returns the loss. `gold` < 0: no loss. */
  #softmax(
    data: Float32Array,
    base: number,
    count: number,
    width: number,
    bias: Float32Array,
    gold: number,
    weight: number,
  ): number {
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

  /** Trains on one batch. Returns its loss per token. */
  step(sentences: readonly TrainSentence[], rate: number): number {
    const k = this.#k
    const m = this.#m
    const { settings } = this
    const total = sentences.reduce((sum, s) => sum + s.words.length, 0)
    if (total + 4 > MAX_ROWS) throw new Error(`a batch of ${total} tokens is too long`)
    const unit = 1 / total
    for (const w of this.#w.values()) {
      w.grad.data.fill(0)
      const { rows, columns, data } = w.value
      if (rows > 1)
        for (let r = 0; r < rows; r++)
          for (let c = 0; c < columns; c++) w.turned.data[c * rows + r] = data[r * columns + c]!
    }
    // Input
    const [x1, mask1] = [m.x1!, m.mask1!]
    this.#drop(mask1, sentences, settings.inputDrop)
    let t = 0
    for (const { words, parts } of sentences) {
      for (let i = 0; i < words.length; i++, t++) {
        const base = t * INPUT_SIZE
        for (let d = 0; d < WORD_SIZE; d++) x1.data[base + d] = this.words.value[words[i]! * WORD_SIZE + d]!
        x1.data.fill(0, base + WORD_SIZE, base + INPUT_SIZE)
        for (const part of parts[i]!)
          for (let d = 0; d < PART_SIZE; d++) x1.data[base + WORD_SIZE + d]! += this.parts.value[part * PART_SIZE + d]!
        for (let d = 0; d < INPUT_SIZE; d++) x1.data[base + d]! *= mask1.data[base + d]!
      }
    }
    // Layers
    const inputs: (Matrix | null)[] = [null]
    for (let layer = 1; layer <= LAYERS; layer++) {
      const gates = m[`g${layer}`]!
      const x = layer === 1 ? x1 : m[`x${layer}`]!
      k.multiply(x, this.#v(`in${layer}`), gates, total)
      const out = m[`h${layer}`]!
      let from = 0
      for (const { words } of sentences) {
        runUnits(
          gates,
          this.#v(`cell${layer}`).data,
          layer === 1 ? null : x,
          out,
          from,
          from + words.length,
          m[`s${layer}`]!,
          m[`f${layer}`]!,
        )
        from += words.length
      }
      const mask = m[`mask${layer + 1}`]!
      this.#drop(mask, sentences, settings.layerDrop)
      const next = m[`x${layer + 1}`]!
      for (let i = 0; i < total * BOTH; i++) next.data[i] = out.data[i]! * mask.data[i]!
      inputs.push(next)
    }
    const [x3, x4] = [m.x3!, m.x4!]
    // Tags and names
    let loss = 0
    const tags = m.tags!
    const names = m.names!
    k.multiply(x3, this.#v('tag'), tags, total)
    k.multiply(x4, this.#v('name'), names, total)
    t = 0
    for (const s of sentences) {
      for (let i = 0; i < s.words.length; i++, t++) {
        loss += this.#softmax(
          tags.data,
          t * tags.columns,
          this.config.tags.length,
          tags.columns,
          this.#v('tagBias').data,
          s.tags[i]!,
          settings.tagWeight * unit,
        )
        loss += this.#softmax(
          names.data,
          t * names.columns,
          this.config.names.length,
          names.columns,
          this.#v('nameBias').data,
          s.names === null ? -1 : s.names[i]!,
          settings.nameWeight * unit,
        )
      }
    }
    addBias(tags, this.#g('tagBias'), total)
    addBias(names, this.#g('nameBias'), total)
    // Tree
    const [roles, droles, maskR] = [m.roles!, m.droles!, m.maskR!]
    k.multiply(x4, this.#v('role'), roles, total)
    bendRoles(roles, this.#v('roleBias').data, total)
    this.#drop(maskR, sentences, settings.roleDrop)
    // The label halves are dropped after they are summed.
    for (let r = 0; r < total; r++)
      for (let i = 0; i < 2 * ARC_SIZE; i++) roles.data[r * ROLE + i]! *= maskR.data[r * ROLE + i]!
    droles.data.fill(0, 0, (total + 4) * ROLE)
    k.multiply(roles, this.#v('arc'), m.arcs!, total, { inner: ARC_SIZE })
    m.darcs!.data.fill(0, 0, (total + 4) * ARC_SIZE)
    let from = 0
    for (const s of sentences) {
      if (s.heads !== null) loss += this.#arcs(s.heads, from, s.words.length, unit)
      from += s.words.length
    }
    loss += this.#labels(sentences, total, unit)
    this.#linearBackArc(total)
    // Back through the bend.
    for (let r = 0; r < total; r++) {
      for (let i = 0; i < 2 * ARC_SIZE; i++) {
        const at = r * ROLE + i
        droles.data[at]! *= maskR.data[at]! * (roles.data[at]! < 0 ? 0.1 : 1)
      }
    }
    addBias(droles, this.#g('roleBias'), total)
    const dh3 = m.dh3!
    this.#linearBack(x4, droles, 'role', dh3, total, false)
    this.#linearBack(x4, names, 'name', dh3, total, true)
    const mask4 = m.mask4!
    for (let i = 0; i < total * BOTH; i++) dh3.data[i]! *= mask4.data[i]!
    // Layers back
    for (let layer = LAYERS; layer >= 1; layer--) {
      const x = layer === 1 ? x1 : m[`x${layer}`]!
      const gates = m[`g${layer}`]!
      const dgates = layer === 1 ? m.dg1! : m.dg!
      const dout = m[`dh${layer}`]!
      const dx = layer === 1 ? m.dx1! : m[`dh${layer - 1}`]!
      this.#unitsBack(layer, gates, layer === 1 ? null : x, dout, dgates, layer === 1 ? null : dx, sentences)
      this.#linearBack(x, dgates, `in${layer}`, dx, total, layer !== 1)
      if (layer === 3) this.#linearBack(x, tags, 'tag', dx, total, true)
      if (layer === 1) break
      const mask = m[`mask${layer}`]!
      for (let i = 0; i < total * BOTH; i++) dx.data[i]! *= mask.data[i]!
    }
    // Vectors
    t = 0
    const dx1 = m.dx1!
    for (const { words, parts } of sentences) {
      for (let i = 0; i < words.length; i++, t++) {
        const base = t * INPUT_SIZE
        for (let d = 0; d < INPUT_SIZE; d++) dx1.data[base + d]! *= mask1.data[base + d]!
        const row = words[i]!
        this.words.touched.add(row)
        for (let d = 0; d < WORD_SIZE; d++) this.words.grad[row * WORD_SIZE + d]! += dx1.data[base + d]!
        for (const part of parts[i]!) {
          this.parts.touched.add(part)
          for (let d = 0; d < PART_SIZE; d++) this.parts.grad[part * PART_SIZE + d]! += dx1.data[base + WORD_SIZE + d]!
        }
      }
    }
    this.#update(rate)
    return loss
  }

  #linearBackArc(total: number): void {
    const { roles, droles, darcs } = this.#m
    const w = this.#w.get('arc')!
    const turn = this.#m.turn!
    const rows = (total + 3) & ~3
    // Into the dependents' quarter of the roles: a matrix of its own, then added.
    const back = this.#m.dlabelIn!
    this.#k.multiply(darcs!, w.turned, back, total)
    for (let t = 0; t < total; t++)
      for (let i = 0; i < ARC_SIZE; i++) droles!.data[t * ROLE + i]! += back.data[t * ARC_SIZE + i]!
    for (let t = 0; t < rows; t++)
      for (let i = 0; i < ARC_SIZE; i++) turn.data[i * MAX_ROWS + t] = t < total ? roles!.data[t * ROLE + i]! : 0
    this.#k.multiply(turn, darcs!, w.grad, ARC_SIZE, { add: true, inner: rows })
  }

  #row = new Float32Array(MAX_ROWS)

  #arcs(heads: Int32Array, from: number, n: number, unit: number): number {
    const { roles, droles, arcs, darcs } = this.#m
    const root = this.#v('rootArc').data
    const droot = this.#g('rootArc')
    const headBias = this.#v('headBias').data
    const dheadBias = this.#g('headBias')
    const distance = this.#v('distance').data
    const ddistance = this.#g('distance')
    const row = this.#row
    const bias = new Float32Array(n + 1)
    const at = (j: number): number => (from + j) * ROLE + ARC_SIZE
    for (let j = 0; j <= n; j++) {
      let sum = 0
      for (let q = 0; q < ARC_SIZE; q++) sum += headBias[q]! * (j === n ? root[q]! : roles!.data[at(j) + q]!)
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
        if (j === n) for (let q = 0; q < ARC_SIZE; q++) sum += arcs!.data[a + q]! * root[q]!
        else {
          const h = at(j)
          for (let q = 0; q < ARC_SIZE; q++) sum += arcs!.data[a + q]! * roles!.data[h + q]!
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
            darcs!.data[a + q]! += d * root[q]!
            droot[q]! += d * arcs!.data[a + q]!
          }
        } else {
          ddistance[distanceRow(j, i)]! += d
          const h = at(j)
          for (let q = 0; q < ARC_SIZE; q++) {
            darcs!.data[a + q]! += d * roles!.data[h + q]!
            droles!.data[h + q]! += d * arcs!.data[a + q]!
          }
        }
      }
    }
    for (let j = 0; j <= n; j++) {
      const d = dbias[j]!
      for (let q = 0; q < ARC_SIZE; q++) {
        dheadBias[q]! += d * (j === n ? root[q]! : roles!.data[at(j) + q]!)
        if (j === n) droot[q]! += d * headBias[q]!
        else droles!.data[at(j) + q]! += d * headBias[q]!
      }
    }
    return loss
  }

  #labels(sentences: readonly TrainSentence[], total: number, unit: number): number {
    const { roles, droles, labelIn, dlabelIn, labels, maskR } = this.#m
    const rootLabel = this.#v('rootLabel').data
    const distances = this.#v('labelDistance').data
    const input = labelIn!.data
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
          roles!.data[t * ROLE + D + q]! +
          (head < 0 ? rootLabel[q]! : roles!.data[head * ROLE + D + LABEL_SIZE + q]! + distances[row * LABEL_SIZE + q]!)
        input[t * LABEL_SIZE + q] = (sum > 0 ? sum : 0.1 * sum) * maskR!.data[t * ROLE + D + q]!
      }
    })
    this.#k.multiply(labelIn!, this.#v('label'), labels!, total)
    let loss = 0
    each((t, _head, _row, gold) => {
      loss += this.#softmax(
        labels!.data,
        t * labels!.columns,
        this.config.labels.length,
        labels!.columns,
        this.#v('labelBias').data,
        gold,
        unit,
      )
    })
    addBias(labels!, this.#g('labelBias'), total)
    this.#linearBack(labelIn!, labels!, 'label', dlabelIn!, total, false)
    const drootLabel = this.#g('rootLabel')
    const ddistances = this.#g('labelDistance')
    each((t, head, row, gold) => {
      if (gold < 0) return
      for (let q = 0; q < LABEL_SIZE; q++) {
        const mask = maskR!.data[t * ROLE + D + q]!
        const d = dlabelIn!.data[t * LABEL_SIZE + q]! * mask * (input[t * LABEL_SIZE + q]! < 0 ? 0.1 : 1)
        droles!.data[t * ROLE + D + q]! += d
        if (head < 0) drootLabel[q]! += d
        else {
          droles!.data[head * ROLE + D + LABEL_SIZE + q]! += d
          ddistances[row * LABEL_SIZE + q]! += d
        }
      }
    })
    return loss
  }

  #update(rate: number): void {
    this.#step++
    let norm = 0
    for (const { grad } of this.#w.values())
      for (let i = 0; i < grad.data.length; i++) norm += grad.data[i]! * grad.data[i]!
    norm = Math.sqrt(norm)
    const clip = norm > 5 ? 5 / norm : 1
    const c1 = 1 - BETA1 ** Math.min(this.#step, 1000)
    const c2 = Math.sqrt(1 - BETA2 ** Math.min(this.#step, 1000))
    const lr = (rate * c2) / c1
    for (const { value, grad, m, v } of this.#w.values())
      adam(value.data, grad.data, m, v, 0, value.data.length, lr, clip)
    for (const table of [this.words, this.parts]) {
      for (const row of table.touched) {
        adam(table.value, table.grad, table.m, table.v, row * table.size, (row + 1) * table.size, lr, clip)
        table.grad.fill(0, row * table.size, (row + 1) * table.size)
      }
      table.touched.clear()
    }
  }

  /** The gradient that the last step had for a weight, for checking it against differences. */
  gradient(name: string): Float32Array {
    return this.#g(name)
  }

  /** Takes over the weights of an earlier step. */
  start(weights: NetworkWeights): void {
    fill(this.words, weights.words)
    fill(this.parts, weights.parts)
    for (const [name, { value }] of this.#w) value.data.set(weights.dense.get(name)!.data)
  }

  /** The weights as they are now; not copied. */
  weights(): NetworkWeights {
    return {
      words: this.words.value,
      parts: this.parts.value,
      dense: new Map([...this.#w].map(([name, { value }]) => [name, value])),
    }
  }
}

const fill = (table: Table, from: NetworkWeights['words']): void => {
  if (from instanceof Float32Array) table.value.set(from)
  else
    for (let i = 0; i < table.value.length; i++)
      table.value[i] = from.data[i]! * from.scales[Math.floor(i / table.size)]!
}

const addBias = (dy: Matrix, grad: Float32Array, total: number): void => {
  for (let t = 0; t < total; t++) for (let i = 0; i < grad.length; i++) grad[i]! += dy.data[t * dy.columns + i]!
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
