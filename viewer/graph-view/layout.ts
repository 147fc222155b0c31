/**
 * Where the nodes stand: ForceAtlas2 from deterministic starts, then stretched to the frame and pushed apart so that
 * discs and labels do not lie on each other. The same graph gives the same picture on every machine.
 */

import { MultiUndirectedGraph } from 'graphology'
import forceAtlas2Module from 'graphology-layout-forceatlas2'

export interface LayoutNode {
  id: string
  /** Half of the space it needs, in pixels of the frame: the disc, and its label where that is shown. */
  halfWidth: number
  halfHeight: number
  /** Where it stands already; kept there when `fixed`. */
  at: readonly [x: number, y: number] | null
  fixed: boolean
}
export interface LayoutInput {
  /** Most important first: these start in the middle. */
  nodes: readonly LayoutNode[]
  edges: readonly { source: string; target: string; weight: number }[]
  width: number
  height: number
}
export type Positions = ReadonlyMap<string, readonly [x: number, y: number]>

/** The package is CommonJS whose export is the function itself, which its types do not say. */
const forceAtlas2 = forceAtlas2Module as unknown as typeof forceAtlas2Module.default

const goldenAngle = Math.PI * (3 - Math.sqrt(5))

/** A sunflower's seeds: even, without chance. */
const seedAt = (index: number): [number, number] => {
  const radius = 30 * Math.sqrt(index + 0.5)
  return [radius * Math.cos(index * goldenAngle), radius * Math.sin(index * goldenAngle)]
}

/** New nodes start around the mean of their placed neighbours, the others on the sunflower. */
const startOf = (input: LayoutInput): Map<string, [number, number]> => {
  const placed = new Map<string, readonly [number, number]>()
  for (const node of input.nodes) if (node.at) placed.set(node.id, node.at)
  const near = new Map<string, (readonly [number, number])[]>()
  for (const { source, target } of input.edges) {
    for (const [from, to] of [
      [source, target],
      [target, source],
    ] as const) {
      const spot = placed.get(to)
      if (spot && !placed.has(from)) near.set(from, [...(near.get(from) ?? []), spot])
    }
  }
  return new Map(
    input.nodes.map((node, index) => {
      if (node.at) return [node.id, [node.at[0], node.at[1]]]
      const around = near.get(node.id)
      const [dx, dy] = seedAt(index)
      if (!around) return [node.id, [dx, dy]]
      const x = around.reduce((sum, spot) => sum + spot[0], 0) / around.length
      const y = around.reduce((sum, spot) => sum + spot[1], 0) / around.length
      const reach = 70 / Math.hypot(dx, dy)
      return [node.id, [x + dx * reach, y + dy * reach]]
    }),
  )
}

const attract = (input: LayoutInput, start: Map<string, [number, number]>): Map<string, [number, number]> => {
  const graph = new MultiUndirectedGraph()
  for (const node of input.nodes) {
    const [x, y] = start.get(node.id) ?? [0, 0]
    graph.addNode(node.id, { x, y, size: 1, fixed: node.fixed })
  }
  for (const edge of input.edges) {
    if (edge.source === edge.target || !graph.hasNode(edge.source) || !graph.hasNode(edge.target)) continue
    graph.addEdge(edge.source, edge.target, { weight: edge.weight })
  }
  const order = graph.order
  const iterations = order < 100 ? 600 : order < 500 ? 400 : order < 2000 ? 150 : 50
  forceAtlas2.assign(graph, {
    iterations,
    settings: {
      ...forceAtlas2.inferSettings(order),
      gravity: order < 60 ? 0.4 : 0.12,
      scalingRatio: 14,
      strongGravityMode: true,
      edgeWeightInfluence: 0.4,
      outboundAttractionDistribution: order > 80,
    },
  })
  const result = new Map<string, [number, number]>()
  graph.forEachNode((id, attributes) => result.set(id, [Number(attributes.x), Number(attributes.y)]))
  return result
}

/** Stretches the picture to the frame. The middle 96 % decide, so that one far node does not press the rest together. */
const stretch = (spots: Map<string, [number, number]>, width: number, height: number): void => {
  const all = [...spots.values()]
  const range = (axis: 0 | 1): [number, number] => {
    const sorted = all.map((spot) => spot[axis]).sort((a, b) => a - b)
    const low = sorted[Math.floor((sorted.length - 1) * 0.02)] ?? 0
    const high = sorted[Math.ceil((sorted.length - 1) * 0.98)] ?? 0
    return high - low < 1e-6 ? [low - 1, high + 1] : [low, high]
  }
  const [left, right] = range(0)
  const [bottom, top] = range(1)
  // Far nodes are drawn in, not cut: beyond the frame a distance counts a quarter.
  const softly = (share: number): number => (share < 0 ? share / 4 : share > 1 ? 1 + (share - 1) / 4 : share)
  for (const spot of all) {
    spot[0] = (softly((spot[0] - left) / (right - left)) - 0.5) * width
    spot[1] = (softly((spot[1] - bottom) / (top - bottom)) - 0.5) * height
  }
}

/** Pushes overlapping boxes apart along the shorter way, over and over, until few are left. */
const separate = (nodes: readonly LayoutNode[], spots: Map<string, [number, number]>, rounds: number): void => {
  for (let round = 0; round < rounds; round += 1) {
    let moved = false
    for (let i = 0; i < nodes.length; i += 1) {
      const a = nodes[i] as LayoutNode
      const spotA = spots.get(a.id) as [number, number]
      for (let j = i + 1; j < nodes.length; j += 1) {
        const b = nodes[j] as LayoutNode
        const spotB = spots.get(b.id) as [number, number]
        const dx = spotB[0] - spotA[0]
        const dy = spotB[1] - spotA[1]
        const overX = a.halfWidth + b.halfWidth - Math.abs(dx)
        const overY = a.halfHeight + b.halfHeight - Math.abs(dy)
        if (overX <= 0 || overY <= 0 || (a.fixed && b.fixed)) continue
        moved = true
        const axis = overX < overY ? 0 : 1
        const push = Math.min(axis === 0 ? overX : overY, 12) * (axis === 0 ? (dx < 0 ? -1 : 1) : dy < 0 ? -1 : 1)
        const shareA = a.fixed ? 0 : b.fixed ? 1 : 0.5
        spotA[axis] -= push * shareA
        spotB[axis] += push * (1 - shareA)
      }
    }
    if (!moved) return
  }
}

/** Positions in pixels of a frame with its origin in the middle, y upwards. */
export const layOut = (input: LayoutInput): Map<string, [number, number]> => {
  if (input.nodes.length === 0) return new Map()
  const isFresh = input.nodes.every((node) => node.at === null)
  const start = startOf(input)
  let spots = start
  if (isFresh) {
    spots = attract(input, start)
    stretch(spots, input.width, input.height)
  }
  if (input.nodes.length <= 1200) separate(input.nodes, spots, 80)
  return spots
}
