/** Trains the finder of names: an averaged perceptron over predicted tags. */
import { MAX_NAME_FEATURES, mayFollow, NAME_TAGS, nameFeatures, nameInput } from '../find-names.ts'
import { Perceptron } from './perceptron.ts'
import { randomFrom, shuffled } from './random.ts'

export interface NamedSentence {
  forms: string[]
  tags: Int32Array
  names: string[]
}

export const trainNames = (sentences: readonly NamedSentence[], epochs: number, seed: number): Perceptron => {
  const model = new Perceptron(NAME_TAGS.length)
  const random = randomFrom(seed)
  const features = new Int32Array(MAX_NAME_FEATURES)
  const scores = new Float32Array(NAME_TAGS.length)
  const data = sentences.map((s) => ({
    input: nameInput(s.forms, s.tags),
    gold: Int32Array.from(s.names, (name) => Math.max(0, NAME_TAGS.indexOf(name as 'O'))),
  }))
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { input, gold } of shuffled(data, random)) {
      const names = new Int32Array(gold.length)
      for (let i = 0; i < gold.length; i++) {
        const n = nameFeatures(input, names, i, features)
        model.score(features, n, scores)
        let best = 0
        for (let k = 1; k < model.classes; k++) if (scores[k]! > scores[best]! && mayFollow(k, i > 0 ? names[i - 1]! : 0)) best = k
        if (best !== gold[i]) model.update(features, n, gold[i]!, best)
        model.tick()
        names[i] = random() < 0.7 ? gold[i]! : best
      }
    }
  }
  return model
}
