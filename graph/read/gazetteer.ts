/** Given names, family names and cities as hints for the finder of names. Read once from the models' folder. */
import { readFileSync } from 'node:fs'
import { packageFile } from '../package-root.ts'
import { unpackModel } from './model-file.ts'

export const GIVEN = 1
export const FAMILY = 2
export const CITY = 4

let known: Map<string, number> | null = null

const load = (): Map<string, number> => {
  const file = unpackModel(readFileSync(packageFile('graph/read/models/gazetteer.bin.gz')))
  const masks = file.arrays.get('masks')!
  return new Map((file.meta as { words: string }).words.split(' ').map((word, i) => [word, masks[i]!]))
}

/** Bits of a word in lower case; 0 if it is in no list. */
export const gazetteerBits = (lower: string): number => {
  known ??= load()
  return known.get(lower) ?? 0
}

/** Words that have a bit, sorted. */
export const gazetteerWords = (bit: number): string[] => {
  known ??= load()
  return [...known].filter(([, bits]) => (bits & bit) !== 0).map(([word]) => word)
}
