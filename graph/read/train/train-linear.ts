/** Trains the linear tagger and parser: averaged perceptrons, jackknifed tags, a dynamic oracle. Seeded throughout. */
import { ParseState, LEFT, RIGHT, SHIFT, MAX_ARC_FEATURES, actionFeatures, labelFeatures, parseTree } from '../parse-tree.ts'
import { inCapitals, MAX_TAG_FEATURES, tagFeatures, tagWords } from '../tag-words.ts'
import { formHashes } from '../word-forms.ts'
import { Perceptron } from './perceptron.ts'
import { randomFrom, shuffled } from './random.ts'
import type { GoldSentence } from './treebank.ts'

export const tagName = (t: { xpos: string; upos: string }): string => `${t.xpos}/${t.upos}`

export const trainTagger = (
  sentences: readonly GoldSentence[],
  tagIds: ReadonlyMap<string, number>,
  epochs: number,
  seed: number,
): Perceptron => {
  const model = new Perceptron(tagIds.size)
  const random = randomFrom(seed)
  const features = new Int32Array(MAX_TAG_FEATURES)
  const scores = new Float32Array(tagIds.size)
  const data = sentences.map((s) => ({
    words: s.tokens.map((t) => formHashes(t.form)),
    gold: Int32Array.from(s.tokens.map((t) => tagIds.get(tagName(t)) ?? 0)),
    capitals: inCapitals(s.tokens.map((t) => t.form)),
  }))
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { words, gold, capitals } of shuffled(data, random)) {
      const tags = new Int32Array(words.length)
      for (let i = 0; i < words.length; i++) {
        const n = tagFeatures(words, tags, i, capitals, features)
        model.score(features, n, scores)
        let best = 0
        for (let c = 1; c < model.classes; c++) if (scores[c]! > scores[best]!) best = c
        if (best !== gold[i]) model.update(features, n, gold[i]!, best)
        model.tick()
        tags[i] = best
      }
    }
  }
  return model
}

/** Tags of the training sentences, each by a tagger that has not seen it. */
export const jackknife = (
  sentences: readonly GoldSentence[],
  tagIds: ReadonlyMap<string, number>,
  folds: number,
  epochs: number,
): Int32Array[] => {
  const tags: Int32Array[] = new Array(sentences.length)
  for (let fold = 0; fold < folds; fold++) {
    const inFold = (i: number): boolean => Math.floor((i * folds) / sentences.length) === fold
    const model = trainTagger(sentences.filter((_, i) => !inFold(i)), tagIds, epochs, 100 + fold)
    sentences.forEach((s, i) => {
      if (inFold(i)) tags[i] = tagWords(model, s.tokens.map((t) => t.form))
    })
  }
  return tags
}

/** Writes to `cost` how many gold arcs each action would put out of reach. */
const costs = (s: ParseState, gold: Int32Array, cost: Int32Array): void => {
  const s0 = s.depth > 0 ? s.stack[s.depth - 1]! : -1
  const s1 = s.depth > 1 ? s.stack[s.depth - 2]! : -1
  const b = s.front
  cost.fill(0)
  if (s.canShift()) {
    for (let k = 0; k < s.depth; k++) {
      const x = s.stack[k]!
      if (gold[x] === b) cost[SHIFT]!++
      if (gold[b] === x && k < s.depth - 1) cost[SHIFT]!++
    }
  }
  if (s0 < 0) return
  let dependents = 0
  for (let k = b; k < s.n; k++) if (gold[k] === s0) dependents++
  const h = gold[s0]!
  cost[LEFT] = dependents + ((h === s1 && s1 >= 0) || (h > b && h <= s.n) ? 1 : 0)
  cost[RIGHT] = dependents + (h >= b ? 1 : 0)
}

export const trainParser = (
  sentences: readonly GoldSentence[],
  tags: readonly Int32Array[],
  labelIds: ReadonlyMap<string, number>,
  epochs: number,
  seed: number,
  report: (epoch: number, arcs: Perceptron, labels: Perceptron) => void,
): { arcs: Perceptron; labels: Perceptron } => {
  const arcs = new Perceptron(3)
  const labels = new Perceptron(labelIds.size)
  const random = randomFrom(seed)
  const features = new Int32Array(MAX_ARC_FEATURES)
  const scores = new Float32Array(Math.max(3, labelIds.size))
  const cost = new Int32Array(3)
  const data = sentences.map((s, i) => ({
    words: s.tokens.map((t) => formHashes(t.form)),
    tags: tags[i]!,
    heads: Int32Array.from([...s.tokens.map((t) => (t.head < 0 ? s.tokens.length : t.head)), -1]),
    labels: Int32Array.from(s.tokens.map((t) => labelIds.get(t.deprel) ?? 0)),
  }))
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const gold of shuffled(data, random)) {
      const s = new ParseState(gold.words, gold.tags)
      while (!s.done) {
        const n = actionFeatures(s, features)
        arcs.score(features, n, scores)
        costs(s, gold.heads, cost)
        const legal = [s.canShift(), s.canLeft(), s.canRight()]
        let least = 1e9
        for (let a = 0; a < 3; a++) if (legal[a] && cost[a]! < least) least = cost[a]!
        let best = -1
        let right = -1
        for (let a = 0; a < 3; a++) {
          if (!legal[a]) continue
          if (best < 0 || scores[a]! > scores[best]!) best = a
          if (cost[a] === least && (right < 0 || scores[a]! > scores[right]!)) right = a
        }
        if (best !== right) arcs.update(features, n, right, best)
        arcs.tick()
        const action = best !== right && (epoch === 0 || random() < 0.1) ? right : best
        if (action === SHIFT) {
          s.shift()
          continue
        }
        const dependent = s.stack[s.depth - 1]!
        const head = action === LEFT ? s.front : s.stack[s.depth - 2]!
        let label = gold.labels[dependent]!
        if (head !== s.n) {
          const m = labelFeatures(s, action, features)
          labels.score(features, m, scores)
          let top = 0
          for (let c = 1; c < labels.classes; c++) if (scores[c]! > scores[top]!) top = c
          if (gold.heads[dependent] === head) {
            if (top !== label) labels.update(features, m, label, top)
            labels.tick()
          }
          label = top
        } else label = labelIds.get('root')!
        s.label[s.attach(action)] = label
      }
    }
    report(epoch, arcs, labels)
  }
  return { arcs, labels }
}

export { parseTree }
