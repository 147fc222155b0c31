/**
 * Tags words from left to right with a linear model. A tag is XPOS and UPOS in one, e.g. `NNS/NOUN`.
 */
import { mix, type Scorer } from './linear-model.ts'
import { formHashes, LOWER, PREFIX, SHAPE, SUFFIX1, SUFFIX2, SUFFIX3, SUFFIX4, WORD } from './word-forms.ts'

const NONE = new Int32Array(8).fill(7)
export const MAX_TAG_FEATURES = 40

/** Writes the features of word `i` to `out`; tags before it are known. Returns their number. */
export const tagFeatures = (
  words: readonly Int32Array[],
  tags: ArrayLike<number>,
  i: number,
  capitals: number,
  out: Int32Array,
): number => {
  const w = words[i]!
  const p1 = words[i - 1] ?? NONE
  const p2 = words[i - 2] ?? NONE
  const n1 = words[i + 1] ?? NONE
  const n2 = words[i + 2] ?? NONE
  const t1 = i > 0 ? tags[i - 1]! : -1
  const t2 = i > 1 ? tags[i - 2]! : -1
  const t12 = t1 * 131 + t2
  const first = (i === 0 ? 1 : 0) + capitals * 2
  let n = 0
  out[n++] = mix(1, w[WORD]!)
  out[n++] = mix(2, w[LOWER]!)
  out[n++] = mix(3, w[SUFFIX4]!)
  out[n++] = mix(4, w[SUFFIX3]!)
  out[n++] = mix(5, w[SUFFIX2]!)
  out[n++] = mix(6, w[SUFFIX1]!)
  out[n++] = mix(7, w[PREFIX]!)
  out[n++] = mix(mix(8, w[SHAPE]!), first)
  out[n++] = mix(9, t1)
  out[n++] = mix(10, t12)
  out[n++] = mix(mix(11, w[LOWER]!), t1)
  out[n++] = mix(mix(12, w[SUFFIX3]!), t1)
  out[n++] = mix(mix(13, w[SUFFIX3]!), first)
  out[n++] = mix(14, p1[LOWER]!)
  out[n++] = mix(15, p2[LOWER]!)
  out[n++] = mix(16, n1[LOWER]!)
  out[n++] = mix(17, n2[LOWER]!)
  out[n++] = mix(mix(18, n1[SUFFIX3]!), n1[SHAPE]!)
  out[n++] = mix(mix(19, p1[SUFFIX3]!), p1[SHAPE]!)
  out[n++] = mix(mix(20, w[LOWER]!), p1[LOWER]!)
  out[n++] = mix(mix(21, w[LOWER]!), n1[LOWER]!)
  out[n++] = mix(mix(22, t12), w[LOWER]!)
  out[n++] = mix(mix(23, w[SHAPE]!), mix(n1[SHAPE]!, p1[SHAPE]!))
  out[n++] = mix(mix(24, t1), n1[LOWER]!)
  out[n++] = mix(mix(25, w[LOWER]!), n1[SUFFIX2]!)
  out[n++] = mix(mix(26, t12), w[SUFFIX2]!)
  out[n++] = 27
  return n
}

/** 1 if the sentence is written in capitals, so that they say nothing of a word. */
export const inCapitals = (forms: readonly string[]): number => {
  let upper = 0
  let lower = 0
  for (const form of forms) {
    if (/^\p{Lu}{2}/u.test(form)) upper++
    else if (/^\p{Lu}?\p{Ll}/u.test(form)) lower++
  }
  return upper >= 2 && upper > 3 * lower ? 1 : 0
}

/** The tag ids of the words, best first guess from left to right. */
export const tagWords = (model: Scorer, forms: readonly string[]): Int32Array => {
  const words = forms.map(formHashes)
  const tags = new Int32Array(forms.length)
  const features = new Int32Array(MAX_TAG_FEATURES)
  const scores = new Float32Array(model.classes)
  const capitals = inCapitals(forms)
  for (let i = 0; i < words.length; i++) {
    const n = tagFeatures(words, tags, i, capitals, features)
    model.score(features, n, scores)
    let best = 0
    for (let c = 1; c < model.classes; c++) if (scores[c]! > scores[best]!) best = c
    tags[i] = best
  }
  return tags
}
