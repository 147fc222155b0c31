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
  const seen = new Int32Array(n + 1)
  for (let d = 0; d < n; d++) {
    let at = d
    while (at !== n && seen[at] === 0) {
      seen[at] = d + 1
      at = heads[at]!
    }
    if (at !== n && seen[at] === d + 1) return true
  }
  return false
}

/** Builds the dense table of weights and writes the best tree's heads. */
const edmonds = (scores: Float32Array, n: number, width: number, heads: Int32Array): void => {
  let spread = 1
  for (let d = 0; d < n; d++) for (let h = 0; h <= n; h++) spread += Math.abs(scores[d * width + h]!)
  const rows: Float64Array[] = []
  for (let d = 0; d < n; d++) {
    const row = new Float64Array(n + 1)
    // The root's arcs cost so much that exactly one is taken.
    for (let h = 0; h <= n; h++) row[h] = scores[d * width + h]! - (h === n ? 2 * spread : 0)
    rows.push(row)
  }
  heads.set(arborescence(rows, n))
}

/** A word, or a cycle of them that was drawn together. */
interface Knot {
  /** Weight of the best arc into it from each word, and which of its words that arc enters. */
  weights: Float64Array
  enters: Int32Array
  members: Knot[]
  within: Knot | null
  state: 'new' | 'open' | 'done'
  /** The arc chosen for it. */
  weight: number
  dependent: number
  head: number
}

/** Heads of the best tree under the root, which is word `n`. Grows paths and draws cycles together: O(n²), Tarjan 1977. */
const arborescence = (rows: readonly Float64Array[], n: number): Int32Array => {
  const knot = (weights: Float64Array, enters: Int32Array, members: Knot[]): Knot => ({
    weights,
    enters,
    members,
    within: null,
    state: 'new',
    weight: 0,
    dependent: -1,
    head: -1,
  })
  const words = rows.map((row, d) => knot(row, new Int32Array(n + 1).fill(d), []))
  const root = knot(new Float64Array(0), new Int32Array(0), [])
  root.state = 'done'
  /** The outermost knot that each word is in. */
  const outer = [...words, root]
  for (let start = 0; start < n; start++) {
    if (outer[start]!.state !== 'new') continue
    const path = [outer[start]!]
    path[0]!.state = 'open'
    while (path.length > 0) {
      const top = path.at(-1)!
      let best = -1
      for (let h = 0; h <= n; h++) if (outer[h] !== top && (best < 0 || top.weights[h]! > top.weights[best]!)) best = h
      top.weight = top.weights[best]!
      top.dependent = top.enters[best]!
      top.head = best
      const from = outer[best]!
      if (from.state === 'done') {
        for (const open of path) open.state = 'done'
        break
      }
      if (from.state === 'new') {
        from.state = 'open'
        path.push(from)
        continue
      }
      const members = path.splice(path.indexOf(from))
      const drawn = knot(new Float64Array(n + 1).fill(-Infinity), new Int32Array(n + 1), members)
      drawn.state = 'open'
      for (const member of members) {
        member.within = drawn
        // Entering a member gives up the arc it has in the cycle.
        for (let h = 0; h <= n; h++) {
          const gain = member.weights[h]! - member.weight
          if (gain > drawn.weights[h]!) {
            drawn.weights[h] = gain
            drawn.enters[h] = member.enters[h]!
          }
        }
      }
      const inside = new Set(members)
      for (let h = 0; h < n; h++) if (inside.has(outer[h]!)) outer[h] = drawn
      path.push(drawn)
    }
  }
  const heads = new Int32Array(n)
  const settle = (top: Knot, dependent: number, head: number): void => {
    heads[dependent] = head
    // On the way up from the entered word, the other members of each cycle keep their arcs.
    for (let at = words[dependent]!; at !== top; at = at.within!) {
      for (const member of at.within!.members) if (member !== at) settle(member, member.dependent, member.head)
    }
  }
  for (const top of new Set(outer)) if (top !== root) settle(top, top.dependent, top.head)
  return heads
}
