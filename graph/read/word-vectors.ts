/**
 * What kind of word a word is, as a vector learned elsewhere from much more text than the treebanks have (GloVe, reduced).
 * Helps with words that training never saw. Read once from the models' folder; never changed by training.
 */
import { readFileSync } from 'node:fs'
import { packageFile } from '../package-root.ts'
import { unpackModel } from './model-file.ts'
import { foldForm, hashText } from './word-forms.ts'

/** Numbers in a vector. */
export const VECTOR_SIZE = 80

interface Vectors {
  /** Numbers of the words, sorted: words are known by them alone, so that nothing is built when the file is loaded. */
  hashes: Int32Array
  data: Int8Array
  scales: Float32Array
}

let known: Vectors | null = null

const load = (): Vectors => {
  const { arrays } = unpackModel(readFileSync(packageFile('graph/read/models/vectors.bin.gz')))
  return {
    hashes: arrays.get('hashes') as Int32Array,
    data: arrays.get('data') as Int8Array,
    scales: arrays.get('scales') as Float32Array,
  }
}

const find = (word: string): number => {
  known ??= load()
  const { hashes } = known
  const hash = hashText(word)
  let [low, high] = [0, hashes.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (hashes[middle]! < hash) low = middle + 1
    else high = middle
  }
  return hashes[low] === hash ? low : -1
}

/** Row of a word's vector, whatever its case; without its accents if it is not known with them; -1 if it has none. */
export const vectorRow = (form: string): number => {
  const word = foldForm(form).toLowerCase()
  const row = find(word)
  if (row >= 0) return row
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '')
  return plain === word ? -1 : find(plain)
}

/** Writes the vector of a row, nothing for -1, to `out` from `at`. */
export const writeVector = (row: number, out: Float32Array, at: number): void => {
  if (row < 0) return
  known ??= load()
  const { data, scales } = known
  const scale = scales[row]!
  for (let i = 0; i < VECTOR_SIZE; i++) out[at + i] = data[row * VECTOR_SIZE + i]! * scale
}
