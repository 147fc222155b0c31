/**
 * The shape of the network that tags, parses and finds names: sizes, the features of a word, and the names of its
 * weights. Shared by reading and training.
 *
 * Words are a vector of their own, the sum of vectors of their parts (ends, beginnings, letter triples, shape, word
 * class) and a fixed vector learned from more text. Layers of bidirectional simple recurrent units (Lei et al. 2018) read them; tags come from the one
 * before the last, names and the tree from the last: heads by a biaffine scorer (Dozat and Manning 2017), labels by a small
 * network over head and dependent.
 */
import { gazetteerBits } from '../gazetteer.ts'
import { foldForm, hashText, shapeOf } from '../word-forms.ts'
import { wordClass } from '../word-lists.ts'
import { VECTOR_SIZE } from '../word-vectors.ts'

export const WORD_SIZE = 96
export const PART_SIZE = 64
/** A word's own vector, the sum of its parts' vectors, its vector of `word-vectors.ts`. */
export const INPUT_SIZE = WORD_SIZE + PART_SIZE + VECTOR_SIZE
/** Units of one direction. */
export const HIDDEN = 88
export const BOTH = 2 * HIDDEN
export const LAYERS = 4
/** The layer that gives the tags, counted from 1. */
export const TAG_LAYER = 3
export const ARC_SIZE = 64
export const LABEL_SIZE = 64
/** Parts of words are hashed into this many rows. */
export const PART_ROWS = 32768
export const DISTANCES = 16
/** Tag, label and name scores are padded to multiples of 8. */
export const padded = (n: number): number => (n + 7) & ~7

/** Tags of names: outside, first word, further words. */
export const NAME_TAGS = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG', 'B-LOC', 'I-LOC', 'B-EVENT', 'I-EVENT'] as const

export interface NetworkConfig {
  /** Lower-case folded words with vectors of their own; row 0 is for the rest. */
  words: string[]
  tags: string[]
  labels: string[]
  names: string[]
}

/** Rows and columns of every weight but the two tables of vectors. */
export const weightShapes = (config: NetworkConfig): Record<string, [number, number]> => {
  const [tags, labels, names] = [padded(config.tags.length), padded(config.labels.length), padded(config.names.length)]
  const layers: Record<string, [number, number]> = {}
  for (let layer = 1; layer <= LAYERS; layer++) {
    layers[`in${layer}`] = layer === 1 ? [INPUT_SIZE, 8 * HIDDEN] : [BOTH, 6 * HIDDEN]
    layers[`cell${layer}`] = [1, 8 * HIDDEN]
  }
  return {
    ...layers,
    tag: [BOTH, tags],
    tagBias: [1, tags],
    name: [BOTH, names],
    nameBias: [1, names],
    // Columns: dependent and head for arcs, dependent and head for labels.
    role: [BOTH, 2 * ARC_SIZE + 2 * LABEL_SIZE],
    roleBias: [1, 2 * ARC_SIZE + 2 * LABEL_SIZE],
    arc: [ARC_SIZE, ARC_SIZE],
    headBias: [1, ARC_SIZE],
    rootArc: [1, ARC_SIZE],
    distance: [1, DISTANCES],
    rootLabel: [1, LABEL_SIZE],
    labelDistance: [DISTANCES, LABEL_SIZE],
    label: [LABEL_SIZE, labels],
    labelBias: [1, labels],
  }
}

/** Row of the distance tables for a head at `head` and a dependent at `dependent`. */
export const distanceRow = (head: number, dependent: number): number => {
  const d = Math.abs(head - dependent)
  const near = d <= 4 ? d - 1 : d <= 7 ? 4 : d <= 12 ? 5 : d <= 25 ? 6 : 7
  return head < dependent ? near : 8 + near
}

const part = (kind: string, value: string): number => (hashText(kind + value) >>> 3) % PART_ROWS

/** Rows of the parts of a word; with `hints`, one for the lists of names that a capitalised word is in. */
export const wordParts = (form: string, hints = true): Int32Array => {
  const folded = foldForm(form)
  const word = folded.toLowerCase()
  const rows = [part('s', shapeOf(folded)), part('c', String(wordClass(folded)))]
  if (hints && word !== folded) rows.push(part('g', String(gazetteerBits(word))))
  for (let n = 1; n <= 4; n++) {
    rows.push(part('e', word.slice(-n)))
    if (n < 4) rows.push(part('b', word.slice(0, n)))
  }
  const marked = `<${word.slice(0, 24)}>`
  for (let i = 0; i + 3 <= marked.length; i++) rows.push(part('t', marked.slice(i, i + 3)))
  return Int32Array.from(rows)
}

/** The key of a word in the table of words. */
export const wordKey = (form: string): string => foldForm(form).toLowerCase()
