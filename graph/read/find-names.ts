/**
 * Finds the names of people, organisations, places and events in a tagged sentence, from left to right, with a linear
 * model over words, tags, shapes and short lists of telling words.
 */
import { gazetteerBits } from './gazetteer.ts'
import { hashText, mix, type Scorer } from './linear-model.ts'
import { foldForm, formHashes, LOWER, PREFIX, SHAPE, SUFFIX3 } from './word-forms.ts'
import { wordClass } from './word-lists.ts'

export const NAME_TAGS = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG', 'B-LOC', 'I-LOC', 'B-EVENT', 'I-EVENT'] as const
export const MAX_NAME_FEATURES = 48

export interface NameInput {
  words: readonly Int32Array[]
  tags: ArrayLike<number>
  classes: Int32Array
  bits: Int32Array
}

export const nameInput = (forms: readonly string[], tags: ArrayLike<number>): NameInput => ({
  words: forms.map(formHashes),
  tags,
  classes: Int32Array.from(forms, (form) => wordClass(foldForm(form))),
  bits: Int32Array.from(forms, (form) => (/^\p{Lu}/u.test(form) ? gazetteerBits(foldForm(form).toLowerCase()) : 0)),
})

const OUT = hashText('outside')

/** Writes the features of word `i`; the name tags before it are known. Returns their number. */
export const nameFeatures = (input: NameInput, names: ArrayLike<number>, i: number, out: Int32Array): number => {
  const { words, tags, classes, bits } = input
  const w = (k: number, part: number): number => words[i + k]?.[part] ?? OUT
  const t = (k: number): number => (i + k < 0 || i + k >= words.length ? -1 : tags[i + k]!)
  const c = (k: number): number => (i + k < 0 || i + k >= words.length ? -1 : classes[i + k]!)
  const b = (k: number): number => bits[i + k] ?? -1
  const n1 = i > 0 ? names[i - 1]! : -1
  const n2 = i > 1 ? names[i - 2]! : -1
  let n = 0
  out[n++] = mix(1, w(0, LOWER))
  out[n++] = mix(mix(2, w(0, LOWER)), n1)
  out[n++] = mix(mix(3, w(0, SHAPE)), n1)
  out[n++] = mix(mix(4, t(0)), n1)
  out[n++] = mix(mix(5, w(0, SUFFIX3)), n1)
  out[n++] = mix(mix(6, w(0, PREFIX)), n1)
  out[n++] = mix(mix(7, w(-1, LOWER)), n1)
  out[n++] = mix(mix(8, w(1, LOWER)), n1)
  out[n++] = mix(mix(9, w(-2, LOWER)), n1)
  out[n++] = mix(mix(10, w(2, LOWER)), n1)
  out[n++] = mix(mix(11, t(-1)), mix(t(0), n1))
  out[n++] = mix(mix(12, t(1)), mix(t(0), n1))
  out[n++] = mix(mix(13, mix(t(-1), t(0))), mix(t(1), n1))
  out[n++] = mix(mix(14, w(0, SHAPE)), mix(w(1, SHAPE), w(-1, SHAPE)))
  out[n++] = mix(mix(15, w(0, LOWER)), w(1, LOWER))
  out[n++] = mix(mix(16, w(0, LOWER)), w(-1, LOWER))
  out[n++] = mix(mix(17, n1), mix(n2, t(0)))
  out[n++] = mix(mix(18, c(0)), n1)
  out[n++] = mix(mix(19, c(1)), mix(n1, t(0)))
  out[n++] = mix(mix(20, c(-1)), mix(n1, t(0)))
  out[n++] = mix(mix(21, c(2)), mix(n1, t(0)))
  out[n++] = mix(mix(22, c(-2)), mix(n1, t(0)))
  out[n++] = mix(mix(23, mix(c(0), c(1))), mix(n1, t(0)))
  out[n++] = mix(mix(24, mix(c(0), c(-1))), mix(n1, t(0)))
  out[n++] = mix(mix(25, w(1, SHAPE)), mix(t(0), n1))
  out[n++] = mix(mix(26, w(2, SHAPE)), mix(w(1, SHAPE), mix(t(0), n1)))
  out[n++] = mix(mix(27, w(-1, LOWER)), mix(w(0, SHAPE), n1))
  out[n++] = mix(mix(28, w(1, LOWER)), mix(w(0, SHAPE), n1))
  out[n++] = mix(mix(29, i === 0 ? 1 : 0), mix(w(0, SHAPE), t(0)))
  // Words to the right within a capitalised run decide what its first word opens.
  let end = i
  while (end + 1 < words.length && end - i < 5 && t(end + 1 - i) === t(0)) end++
  out[n++] = mix(mix(30, w(end - i, LOWER)), mix(n1, t(0)))
  out[n++] = mix(mix(31, c(end - i)), mix(n1, t(0)))
  out[n++] = mix(mix(32, w(end - i + 1, LOWER)), mix(n1, t(0)))
  out[n++] = mix(mix(33, w(0, SUFFIX3)), mix(w(end - i, SUFFIX3), n1))
  out[n++] = mix(34, n1)
  out[n++] = mix(mix(35, b(0)), mix(n1, t(0)))
  out[n++] = mix(mix(36, b(0)), mix(b(1), mix(n1, t(0))))
  out[n++] = mix(mix(37, b(0)), mix(b(-1), mix(n1, t(0))))
  out[n++] = mix(mix(38, b(0)), mix(c(0), mix(t(1), n1)))
  out[n++] = mix(mix(39, b(0)), mix(w(-1, LOWER), n1))
  out[n++] = mix(mix(40, b(0)), mix(w(1, LOWER), n1))
  return n
}

/** True if tag `next` may stand after tag `last`: `I-X` only within X. */
export const mayFollow = (next: number, last: number): boolean =>
  next === 0 || next % 2 === 1 || last === next || last === next - 1

/** Name tag ids of the words, greedy. */
export const tagNames = (model: Scorer, input: NameInput): Int32Array => {
  const names = new Int32Array(input.words.length)
  const features = new Int32Array(MAX_NAME_FEATURES)
  const scores = new Float32Array(model.classes)
  for (let i = 0; i < names.length; i++) {
    const n = nameFeatures(input, names, i, features)
    model.score(features, n, scores)
    let best = 0
    for (let k = 1; k < model.classes; k++) {
      if (scores[k]! > scores[best]! && mayFollow(k, i > 0 ? names[i - 1]! : 0)) best = k
    }
    names[i] = best
  }
  return names
}
