/**
 * What the models see of a word: hashes of its folded form, its ends and its shape, computed once per token.
 */
import { hashText } from './linear-model.ts'

const FOLDS: Readonly<Record<string, string>> = {
  '“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '``': '"', "''": '"', '‘': "'", '’': "'", '‚': "'", 'ʼ': "'",
  '–': '-', '—': '-', '‐': '-', '‑': '-', '…': '...',
}

/** The form that models know a word by: typographic marks as plain ones, digits as 0. */
export const foldForm = (form: string): string => {
  if (form.length <= 2) {
    const fold = FOLDS[form]
    if (fold !== undefined) return fold
  }
  const plain = form.length > 60 ? form.slice(0, 60) : form
  return plain.replace(/[’‘ʼ]/g, "'").replace(/\d/g, '0')
}

/** Letter pattern, runs shortened: "McKay" = XxXx, "2,000" = 0,0. */
export const shapeOf = (form: string): string => {
  let shape = ''
  let last = ''
  for (const c of form.length > 40 ? form.slice(0, 40) : form) {
    const lower = c.toLowerCase()
    const kind = c >= '0' && c <= '9' ? '0' : c !== lower ? 'X' : c !== c.toUpperCase() ? 'x' : /\p{L}/u.test(c) ? 'o' : c
    if (kind !== last) shape += kind
    last = kind
  }
  return shape
}

/** Hashes of one token, seven to a token in an Int32Array. */
export const WORD = 0
export const LOWER = 1
export const SUFFIX1 = 2
export const SUFFIX2 = 3
export const SUFFIX3 = 4
export const SUFFIX4 = 5
export const PREFIX = 6
export const SHAPE = 7
export const PER_WORD = 8

const cache = new Map<string, Int32Array>()
const CACHE_LIMIT = 50_000

/** The hashes of a form; kept, because words come back. */
export const formHashes = (form: string): Int32Array => {
  const known = cache.get(form)
  if (known) return known
  const folded = foldForm(form)
  const lower = folded.toLowerCase()
  const hashes = new Int32Array(PER_WORD)
  hashes[WORD] = hashText(folded)
  hashes[LOWER] = hashText(lower)
  hashes[SUFFIX1] = hashText(lower.slice(-1))
  hashes[SUFFIX2] = hashText(lower.slice(-2))
  hashes[SUFFIX3] = hashText(lower.slice(-3))
  hashes[SUFFIX4] = hashText(lower.slice(-4))
  hashes[PREFIX] = hashText(lower.slice(0, 3))
  hashes[SHAPE] = hashText(shapeOf(folded))
  if (cache.size >= CACHE_LIMIT) cache.clear()
  cache.set(form, hashes)
  return hashes
}
