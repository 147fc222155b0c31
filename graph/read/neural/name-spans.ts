/** The best row of name tags from their scores (Viterbi: `I-X` only within X), as spans with a score of 0 to 1. */
import type { NameType } from '../syntax.ts'

export interface LocalName {
  from: number
  to: number
  type: NameType
  score: number
}

/** `scores` has `tags.length` columns; tag 0 is `O`, then `B-X`, `I-X` for each type. */
export const bestNames = (scores: Float32Array, n: number, tags: readonly string[]): LocalName[] => {
  const k = tags.length
  const best = new Float64Array(k)
  const next = new Float64Array(k)
  const back = new Int32Array(n * k)
  for (let i = 0; i < n; i++) {
    let top = 0
    for (let t = 1; t < k; t++) if (best[t]! > best[top]!) top = t
    for (let t = 0; t < k; t++) {
      let from = top
      if (t > 0 && t % 2 === 0) from = best[t]! > best[t - 1]! ? t : t - 1
      const start = i === 0 ? (t > 0 && t % 2 === 0 ? -1e9 : 0) : best[from]!
      next[t] = start + scores[i * k + t]!
      back[i * k + t] = from
    }
    best.set(next)
  }
  if (n === 0) return []
  const row = new Int32Array(n)
  let at = 0
  for (let t = 1; t < k; t++) if (best[t]! > best[at]!) at = t
  for (let i = n - 1; i >= 0; i--) {
    row[i] = at
    at = back[i * k + at]!
  }
  const names: LocalName[] = []
  for (let i = 0; i < n; i++) {
    const tag = row[i]!
    if (tag === 0) continue
    let to = i + 1
    while (to < n && row[to] === tag + 1) to++
    let sum = 0
    for (let j = i; j < to; j++) {
      let z = 0
      for (let t = 0; t < k; t++) z += Math.exp(scores[j * k + t]! - scores[j * k + row[j]!]!)
      sum += 1 / z
    }
    names.push({ from: i, to, type: tags[tag]!.slice(2) as NameType, score: Math.round((100 * sum) / (to - i)) / 100 })
    i = to - 1
  }
  return names
}
