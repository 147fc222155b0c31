/** Promise: the network's parts are right: products, best trees, gradients; training twice gives the same bytes. */
import { setFlagsFromString } from 'node:v8'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Matrix, MatrixKernel } from '../../graph/read/neural/matrix-kernel.ts'
import { bestNames } from '../../graph/read/neural/name-spans.ts'
import { Network } from '../../graph/read/neural/network.ts'
import { packNetwork, unpackNetwork } from '../../graph/read/neural/network-file.ts'
import { BOTH, HIDDEN, wordKey, wordParts } from '../../graph/read/neural/network-shape.ts'
import { runUnits } from '../../graph/read/neural/recurrent-layer.ts'
import { bestTree } from '../../graph/read/neural/spanning-tree.ts'
import { drills } from '../../graph/read/train/drills.ts'
import { NetworkTrainer } from '../../graph/read/train/network-trainer.ts'
import { randomFrom } from '../../graph/read/train/random.ts'
import { configFrom, type Lesson, trainNetwork } from '../../graph/read/train/train-network.ts'
import type { GoldSentence } from '../../graph/read/train/treebank.ts'
import { vectorRow } from '../../graph/read/word-vectors.ts'
import { TRADE_TREES } from './trade-trees.ts'

/** The tests' own trees as lessons; tags are rough, names alternate: enough to learn from. */
const lessons: Lesson[] = TRADE_TREES.filter(([, line]) => !line.includes('_'))
  .slice(0, 12)
  .map(([sentence, line]) => {
    const tokens = line.split(' ').map((cell) => {
      const [, form, head, deprel] = /^(.+?):(\d+):(.+)$/.exec(cell)!
      const xpos = /^\p{Lu}/u.test(form!) ? 'NNP' : /^\p{P}/u.test(form!) ? 'PUNCT' : 'NN'
      return {
        form: form!,
        lemma: form!,
        upos: xpos === 'NN' ? 'NOUN' : 'PROPN',
        xpos,
        feats: '_',
        head: Number(head) - 1,
        deprel: deprel!,
        spaceAfter: true,
        misc: '_',
      }
    })
    const gold: GoldSentence = { tokens, document: sentence, paragraph: false }
    return { gold, names: tokens.map((t) => (t.xpos === 'NNP' ? 'B-LOC' : 'O')), tree: true }
  })
const config = configFrom(lessons.map((l) => l.gold))
const settings = { rate: 0.01, inputDrop: 0.1, layerDrop: 0.1, roleDrop: 0.1, tagWeight: 1, nameWeight: 1 }

describe('matrix products', () => {
  it.each([false, true])('are those of the definition, added or not, from any row (fused: %s)', (fused) => {
    setFlagsFromString('--experimental-wasm-relaxed-simd')
    const kernel = new MatrixKernel(4, fused)
    const random = randomFrom(1)
    const [a, b, c] = [kernel.matrix(12, 10), kernel.matrix(10, 16), kernel.matrix(12, 16)]
    for (const m of [a, b, c]) for (let i = 0; i < m.data.length; i++) m.data[i] = random() - 0.5
    const before = Float32Array.from(c.data)
    kernel.multiply(a, b, c, 8, { add: true, rowA: 4, rowC: 4 })
    for (let i = 0; i < 12; i++) {
      for (let j = 0; j < 16; j++) {
        let sum = before[i * 16 + j]!
        if (i >= 4) for (let k = 0; k < 10; k++) sum += a.data[i * 10 + k]! * b.data[k * 16 + j]!
        expect(c.data[i * 16 + j]).toBeCloseTo(sum, 5)
      }
    }
  })
})

describe('products in whole numbers', () => {
  it('come within a thousandth of the definition for large and small rows, and rows of zeros stay zeros', () => {
    const kernel = new MatrixKernel(4)
    const random = randomFrom(6)
    const [a, b, c] = [kernel.matrix(8, 176), kernel.matrix(176, 16), kernel.matrix(8, 16)]
    for (const m of [a, b]) for (let i = 0; i < m.data.length; i++) m.data[i] = random() - 0.5
    for (let k = 0; k < 176; k++) {
      a.data[k]! *= 1000
      a.data[176 + k] = 0
      a.data[2 * 176 + k]! /= 1000
      b.data[k * 16 + 3]! *= 50
    }
    const rounded = kernel.shortRows(8, 176)
    kernel.round(a, rounded, 5)
    kernel.multiplyShort(rounded, kernel.shortFactor(b), c, 5)
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 16; j++) {
        let [sum, size] = [0, 0]
        for (let k = 0; k < 176; k++) {
          const product = a.data[i * 176 + k]! * b.data[k * 16 + j]!
          sum += product
          size += Math.abs(product)
        }
        expect(Math.abs(c.data[i * 16 + j]! - sum)).toBeLessThanOrEqual(size / 1000)
      }
    }
  })
})

describe('recurrent units', () => {
  it('give the same bits when reading as when training, in any row of the batch', () => {
    const random = randomFrom(2)
    for (const own of [true, false]) {
      const kernel = new MatrixKernel(4)
      const gates = kernel.matrix(9, (own ? 8 : 6) * HIDDEN)
      const cell = kernel.matrix(1, 8 * HIDDEN)
      const [input, read, trained, states] = [0, 1, 2, 3].map(() => kernel.matrix(9, BOTH)) as [
        Matrix,
        Matrix,
        Matrix,
        Matrix,
      ]
      for (const m of [gates, cell, input]) for (let i = 0; i < m.data.length; i++) m.data[i] = 4 * random() - 2
      for (const [from, to] of [
        [0, 1],
        [2, 8],
      ] as const) {
        kernel.units(gates, cell, own ? null : input, read, from, to)
        runUnits(gates, cell.data, own ? null : input, trained, from, to, states, kernel.matrix(9, 2 * BOTH))
      }
      expect(read.data.some((x) => x !== 0)).toBe(true)
      expect(read.data).toEqual(trained.data)
    }
  })
})

describe('the best tree', () => {
  it('is the best of all trees with one word under the root', () => {
    const score = (scores: Float32Array, heads: number[], n: number): number =>
      heads.reduce((sum, h, d) => sum + scores[d * (n + 1) + h]!, 0)
    const isTree = (heads: number[], n: number): boolean =>
      heads.filter((h) => h === n).length === 1 &&
      heads.every((_, d) => {
        let at = d
        for (let steps = 0; at !== n; steps++) {
          if (steps > n) return false
          at = heads[at]!
        }
        return true
      })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer(), (n, seed) => {
        const random = randomFrom(seed)
        const scores = Float32Array.from({ length: n * (n + 1) }, () => Math.round(random() * 100))
        let best = -1
        for (let code = 0; code < (n + 1) ** n; code++) {
          const heads = Array.from({ length: n }, (_, d) => Math.floor(code / (n + 1) ** d) % (n + 1))
          if (isTree(heads, n)) best = Math.max(best, score(scores, heads, n))
        }
        const found = [...bestTree(scores, n, n + 1)].map((h) => (h === -1 ? n : h))
        return isTree(found, n) && score(scores, found, n) === best
      }),
      { numRuns: 100 },
    )
  })
})

describe('names from scores', () => {
  it('never go on where none began', () => {
    const tags = ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC']
    const scores = Float32Array.from([0, 1, 5, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 3])
    expect(bestNames(scores, 3, tags).map(({ from, to, type }) => [from, to, type])).toEqual([[0, 2, 'PER']])
  })
})

describe('training', () => {
  it('has gradients that agree with differences', () => {
    const trainer = new NetworkTrainer(config, { ...settings, inputDrop: 0, layerDrop: 0, roleDrop: 0 }, 5)
    const rows = new Map(config.words.map((word, i) => [word, i + 1]))
    const batch = lessons.slice(0, 5).map(({ gold: { tokens } }) => ({
      words: Int32Array.from(tokens, (t) => rows.get(wordKey(t.form)) ?? 0),
      parts: tokens.map((t) => wordParts(t.form)),
      vectors: Int32Array.from(tokens, (t) => vectorRow(t.form)),
      tags: Int32Array.from(tokens, (t) => config.tags.indexOf(`${t.xpos}/${t.upos}`)),
      heads: Int32Array.from(tokens, (t) => (t.head < 0 ? tokens.length : t.head)),
      labels: Int32Array.from(tokens, (t) => config.labels.indexOf(t.deprel)),
      names: Int32Array.from(tokens, (_, i) => i % 3),
      trust: 0.7,
    }))
    for (let i = 0; i < 15; i++) trainer.step(batch, 0.002)
    for (const [name, { data }] of trainer.weights().dense) {
      trainer.step(batch, 0)
      const gradient = Float32Array.from(trainer.gradient(name))
      const at = gradient.reduce((best, g, i) => (Math.abs(g) > Math.abs(gradient[best]!) ? i : best), 0)
      const value = data[at]!
      data[at] = value + 0.003
      const above = trainer.step(batch, 0)
      data[at] = value - 0.003
      const below = trainer.step(batch, 0)
      data[at] = value
      expect(Math.abs((above - below) / 0.006 - gradient[at]!), name).toBeLessThan(
        0.02 * Math.abs(gradient[at]!) + 0.0005,
      )
    }
  })

  it('learns its lessons, gives the same bytes twice, and reads the same after packing', () => {
    const train = (): Buffer =>
      packNetwork(
        config,
        trainNetwork(lessons, config, { settings, epochs: 80, end: 80, seed: 3, hints: true }, () => {}).weights(),
      )
    const first = train()
    expect(first.equals(train())).toBe(true)
    const { config: read, weights } = unpackNetwork(first)
    const network = new Network(read, weights)
    const answers = network.read(lessons.map((l) => l.gold.tokens.map((t) => t.form)))
    let [right, all] = [0, 0]
    lessons.forEach(({ gold }, i) => {
      gold.tokens.forEach((t, j) => {
        all++
        if (answers[i]!.heads[j] === t.head && read.labels[answers[i]!.labels[j]!] === t.deprel) right++
      })
    })
    expect(right / all).toBeGreaterThan(0.8)
    // Products in whole numbers change next to nothing.
    const exact = new Network(read, weights, null, true).read(lessons.map((l) => l.gold.tokens.map((t) => t.form)))
    const heads = (from: typeof exact): number[] => from.flatMap((answer) => [...answer.heads])
    const exactly = heads(exact)
    const same = heads(answers).filter((head, i) => head === exactly[i]).length
    expect(same / exactly.length).toBeGreaterThan(0.97)
    exact.forEach((answer, i) => {
      answer.names.forEach((score, j) => {
        expect(Math.abs(score - answers[i]!.names[j]!)).toBeLessThan(0.05)
      })
    })
    // Alone or among others, a sentence reads the same.
    expect(network.read([lessons[3]!.gold.tokens.map((t) => t.form)])[0]).toEqual(answers[3])
  }, 300_000)
})

describe('names in doubt', () => {
  it('are not trained on', () => {
    const trained = (names: (lesson: Lesson) => Lesson['names']): Buffer => {
      const course = { settings, epochs: 2, end: 2, seed: 3, hints: true }
      const doubtful = lessons.map((lesson, i) => (i % 2 === 0 ? lesson : { ...lesson, names: names(lesson) }))
      return packNetwork(config, trainNetwork(doubtful, config, course, () => {}).weights())
    }
    const none = trained(() => null)
    expect(trained((l) => l.gold.tokens.map(() => '?')).equals(none)).toBe(true)
    expect(trained((l) => l.gold.tokens.map(() => 'O')).equals(none)).toBe(false)
  })
})

describe('tags', () => {
  it('heed the relation of the word', () => {
    const { weights } = unpackNetwork(packNetwork(config, new NetworkTrainer(config, settings, 2).weights()))
    const forms = lessons.map((l) => l.gold.tokens.map((t) => t.form))
    const plain = new Network(config, weights).read(forms)
    const table = Int8Array.from({ length: config.labels.length * config.tags.length }, () => -120)
    const label = plain[0]!.labels[0]!
    const other = plain[0]!.tags[0] === 0 ? 1 : 0
    // A table that speaks strongly for another tag under one label, and says nothing under the rest.
    table[label * config.tags.length + other] = 127
    const answers = new Network(
      config,
      weights,
      Float32Array.from(table, (n) => n * 100),
    ).read(forms)
    answers.forEach((answer, s) => {
      answer.tags.forEach((tag, i) => {
        expect(tag).toBe(answer.labels[i] === label ? other : plain[s]!.tags[i])
      })
    })
  })
})

describe('drills', () => {
  it('are trees, one root each, and the same for the same seed', () => {
    const made = drills(650, 4)
    expect(made).toHaveLength(650)
    for (const { gold, names } of made) {
      const { tokens } = gold
      const text = tokens.map((t) => `${t.form}:${t.head + 1}:${t.deprel}`).join(' ')
      expect(
        tokens.filter((t) => t.head === -1).map((t) => t.deprel),
        text,
      ).toEqual(['root'])
      for (let i = 0; i < tokens.length; i++) {
        let [at, steps] = [i, 0]
        while (at !== -1 && steps <= tokens.length) {
          at = tokens[at]!.head
          steps++
        }
        expect(at, text).toBe(-1)
      }
      expect(names).toHaveLength(tokens.length)
      expect(
        tokens.every((t) => t.upos !== 'X'),
        text,
      ).toBe(true)
    }
    expect(JSON.stringify(drills(30, 4))).toBe(JSON.stringify(drills(30, 4)))
  })

  it('hold none of the sentences that the trees are tested with', () => {
    const tested = new Set(
      TRADE_TREES.map(([, line]) =>
        line
          .split(' ')
          .map((cell) => /^(.+?):/.exec(cell)![1])
          .join(' '),
      ),
    )
    expect(drills(1950, 21).filter(({ gold }) => tested.has(gold.tokens.map((t) => t.form).join(' ')))).toEqual([])
  })
})
