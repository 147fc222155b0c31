/**
 * The best tree over a sentence from scores of all arcs: Chu and Liu's and Edmonds' algorithm, one word under the root.
 */

/** `scores[d * width + h]`: head `h` for dependent `d`; column `n` is the root. Returns heads, -1 for the root's word. */
export const bestTree = (scores: Float32Array, n: number, width: number): Int32Array => {
  const heads = new Int32Array(n)
  let roots = 0
  for (let d = 0; d < n; d++) {
    let best = n
    let top = scores[d * width + n]!
    for (let h = 0; h < n; h++) {
      const s = scores[d * width + h]!
      if (h !== d && s > top) {
        top = s
        best = h
      }
    }
    heads[d] = best
    if (best === n) roots++
  }
  if (roots !== 1 || hasCycle(heads, n)) edmonds(scores, n, width, heads)
  for (let d = 0; d < n; d++) if (heads[d] === n) heads[d] = -1
  return heads
}

const hasCycle = (heads: Int32Array, n: number): boolean => {
  const withRoot = new Int32Array(n + 1)
  withRoot.set(heads)
  return findCycle(withRoot, n + 1, n).length > 0
}

/** Builds the dense table of weights and writes the best tree's heads. */
const edmonds = (scores: Float32Array, n: number, width: number, heads: Int32Array): void => {
  const m = n + 1
  let spread = 1
  for (let d = 0; d < n; d++) for (let h = 0; h <= n; h++) spread += Math.abs(scores[d * width + h]!)
  const weights = new Float64Array(m * m)
  for (let d = 0; d < n; d++) {
    // The root's arcs cost so much that exactly one is taken.
    for (let h = 0; h < m; h++) weights[d * m + h] = scores[d * width + h]! - (h === n ? 2 * spread : 0)
  }
  heads.set(arborescence(weights, m, n).subarray(0, n))
}

/** Heads of the best tree over `m` nodes under `root`; `weights[d * m + h]`. Contracts a cycle and calls itself. */
const arborescence = (weights: Float64Array, m: number, root: number): Int32Array => {
  const heads = new Int32Array(m).fill(-1)
  for (let d = 0; d < m; d++) {
    if (d === root) continue
    for (let h = 0; h < m; h++) {
      if (h !== d && (heads[d] === -1 || weights[d * m + h]! > weights[d * m + heads[d]!]!)) heads[d] = h
    }
  }
  const cycle = findCycle(heads, m, root)
  if (cycle.length === 0) return heads
  const inCycle = new Uint8Array(m)
  for (const d of cycle) inCycle[d] = 1
  const rest: number[] = []
  for (let x = 0; x < m; x++) if (inCycle[x] === 0) rest.push(x)
  const size = rest.length + 1
  const knot = rest.length
  const smaller = new Float64Array(size * size)
  const entered = new Int32Array(size)
  const left = new Int32Array(size)
  rest.forEach((x, i) => {
    rest.forEach((y, j) => {
      smaller[i * size + j] = weights[x * m + y]!
    })
    let [into, out] = [-1, -1]
    let [topIn, topOut] = [0, 0]
    for (const member of cycle) {
      const gain = weights[member * m + x]! - weights[member * m + heads[member]!]!
      if (into === -1 || gain > topIn) [into, topIn] = [member, gain]
      const leaving = weights[x * m + member]!
      if (out === -1 || leaving > topOut) [out, topOut] = [member, leaving]
    }
    entered[i] = into
    left[i] = out
    smaller[knot * size + i] = topIn
    smaller[i * size + knot] = topOut
  })
  const solved = arborescence(smaller, size, rest.indexOf(root))
  rest.forEach((x, i) => {
    if (x !== root) heads[x] = solved[i] === knot ? left[i]! : rest[solved[i]!]!
  })
  // The arc into the knot breaks the cycle at the member that it enters.
  const from = solved[knot]!
  heads[entered[from]!] = rest[from]!
  return heads
}

const findCycle = (heads: Int32Array, m: number, root: number): number[] => {
  const seen = new Int32Array(m)
  for (let d = 0; d < m; d++) {
    let at = d
    while (at !== root && seen[at] === 0) {
      seen[at] = d + 1
      at = heads[at]!
    }
    if (at === root || seen[at] !== d + 1) continue
    const cycle = [at]
    for (let x = heads[at]!; x !== at; x = heads[x]!) cycle.push(x)
    return cycle
  }
  return []
}
