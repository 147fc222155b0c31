/**
 * How each node and edge looks: sizes, colours, line styles, curvature and the side of its label. Pure: the WebGL
 * drawing, the SVG drawing and the exports all take their marks from here.
 */
import type { GraphEdge, GraphNode } from '../../graph/contract.ts'
import type { GraphModel } from '../state/graph-model.ts'
import { edgeMargin, type Frame, innerFrame } from './edge-margin.ts'
import type { Positions } from './layout.ts'
import { communityColours, grounds, type LineStyle, mixed, modalityStyles, type Theme, typeStyles } from './palette.ts'

export interface SceneNode {
  id: string
  node: GraphNode
  x: number
  y: number
  /** Radius in pixels at the fitted zoom. */
  size: number
  colour: string
  /** Two-letter code of the flag to show, or null for the type's pictogram. */
  flag: string | null
  label: string
  /** Stands for the label where that has no room: a country's code. */
  shortLabel: string | null
  side: LabelSide
}
export interface SceneEdge {
  id: string
  edge: GraphEdge
  size: number
  colour: string
  /** Where nothing is singled out: paler the denser the picture, and the fewer statements stand behind the edge. */
  resting: string
  line: LineStyle
  /** Height of the bow as a share of the distance; 0 is straight. Parallel edges bow apart. */
  curvature: number
  arrow: boolean
}
export interface Scene {
  /** The rectangle around the origin that a fitted view shows at least. */
  frame: Frame
  nodes: Map<string, SceneNode>
  edges: Map<string, SceneEdge>
}
export type LabelSide = 'below' | 'above' | 'right' | 'left'

/** The scale and middle at which a scene fills a drawing of the given size, as the camera of every drawing starts. */
export const fitScale = (scene: Scene, width: number, height: number): { scale: number; x: number; y: number } => {
  const { left, right, bottom, top } = extentOf(scene)
  const margin = edgeMargin(width)
  const scale = Math.min(
    (width - 2 * margin) / Math.max(1, right - left),
    (height - 2 * margin) / Math.max(1, top - bottom),
  )
  return { scale: Math.max(0.001, scale), x: (left + right) / 2, y: (bottom + top) / 2 }
}

/** The frame, and the nodes that lie out of it. */
export const extentOf = (scene: Scene): { left: number; right: number; bottom: number; top: number } => {
  let [left, right, bottom, top] = [
    -scene.frame.width / 2,
    scene.frame.width / 2,
    -scene.frame.height / 2,
    scene.frame.height / 2,
  ]
  for (const node of scene.nodes.values()) {
    left = Math.min(left, node.x)
    right = Math.max(right, node.x)
    bottom = Math.min(bottom, node.y)
    top = Math.max(top, node.y)
  }
  return { left, right, bottom, top }
}

/** Above these a drawing of one element per edge is too slow without a GPU, and too dense to read with one. */
export const isLarge = (nodes: number, edges: number): boolean => nodes > 2000 || edges > 4000

/** A flag emoji is two regional indicators: the letters of the country's ISO 3166-1 alpha-2 code. */
export const flagCode = (flag: string | null): string | null => {
  if (flag === null) return null
  const letters = [...flag].map((symbol) => (symbol.codePointAt(0) ?? 0) - 0x1f1e6)
  if (letters.length !== 2 || letters.some((letter) => letter < 0 || letter > 25)) return null
  return letters.map((letter) => String.fromCharCode(97 + letter)).join('')
}

/** How large discs may be: by the pixels of the frame that each has to itself. */
export const crowding = (total: number, area: number): number =>
  Math.min(1.2, Math.max(0.4, Math.sqrt(area / Math.max(1, total)) / 105))

/** Radius by statements: area grows with the count, countries stand out, and dense pictures get smaller discs. */
export const nodeSize = (node: GraphNode, crowd: number): number => {
  const base = node.type === 'Country' ? 15 : 10.5
  return (base + Math.min(11, 2.1 * Math.sqrt(Math.max(0, node.statements - 1)))) * crowd
}

export const edgeSize = (edge: GraphEdge): number =>
  modalityStyles[edge.modality].width * Math.min(6, 1.5 + 1.1 * Math.log2(Math.max(1, edge.statements)))

/** Edges for each node up to which every one is drawn in full. */
const readableDensity = 1.6

/** How much of its colour an edge keeps at rest, 0 to 1. In a dense picture the well-founded edges stand out. */
export const restingShare = (statements: number, nodes: number, edges: number): number => {
  const room = (readableDensity * nodes) / Math.max(1, edges)
  return Math.min(1, Math.max(0.3, room) * (1 + 0.45 * Math.log2(Math.max(1, statements))))
}

/** Symmetric predicates have no direction, so no arrow. */
const symmetric = new Set(['PARTNERS_WITH', 'AGREES_WITH', 'MEETS_WITH', 'TRADES_WITH', 'DISPUTES_WITH', 'LINKED_TO'])

/** Bows parallel edges apart, symmetric about the straight line, whichever way they point. */
export const curvatures = (edges: Iterable<GraphEdge>): Map<string, number> => {
  const bundles = new Map<string, GraphEdge[]>()
  for (const edge of edges) {
    const key = edge.source < edge.target ? `${edge.source} ${edge.target}` : `${edge.target} ${edge.source}`
    const bundle = bundles.get(key)
    if (bundle) bundle.push(edge)
    else bundles.set(key, [edge])
  }
  const result = new Map<string, number>()
  for (const bundle of bundles.values()) {
    const step = Math.min(0.16, 0.5 / bundle.length)
    bundle.forEach((edge, index) => {
      const bow = (index - (bundle.length - 1) / 2) * step
      result.set(edge.id, edge.source < edge.target ? bow : -bow)
    })
  }
  return result
}

const sideAngles: readonly [LabelSide, number][] = [
  ['below', -Math.PI / 2],
  ['right', 0],
  ['left', Math.PI],
  ['above', Math.PI / 2],
]

/** Rough width of a label's letter, in pixels: enough to tell a long label from a short one. */
const letterWidth = 6.6

/**
 * The side of the disc where the label hides the fewest starts of edges. A label below or above is wide, so edges must
 * keep far off that direction; one at the right or left is flat and needs little. Below wins where it is nearly equal.
 */
export const freeSide = (angles: readonly number[], radius: number, letters: number): LabelSide => {
  const wide = Math.atan((Math.min(letters, 34) * letterWidth) / 2 / (radius + 12))
  const flat = Math.atan(9 / (radius + 4))
  let best: LabelSide = 'below'
  let bestRoom = Number.NEGATIVE_INFINITY
  for (const [side, direction] of sideAngles) {
    const room = angles.reduce((least, angle) => {
      const apart = Math.abs(Math.atan2(Math.sin(angle - direction), Math.cos(angle - direction)))
      return Math.min(least, apart)
    }, Math.PI)
    const isOver = side === 'below' || side === 'above'
    // More room than a label needs is worth nothing.
    const spare = Math.min(0.4, room - (isOver ? wide : flat)) + (side === 'below' ? 0.15 : 0)
    if (spare > bestRoom) {
      best = side
      bestRoom = spare
    }
  }
  return best
}

export interface SceneOptions {
  theme: Theme
  /** Pixels of the drawing, which decide how large discs are. */
  frame: Frame
  communities: ReadonlyMap<string, number> | null
}

/** Nodes without a position are left out until the layout has placed them. */
export const buildScene = (model: GraphModel, positions: Positions, options: SceneOptions): Scene => {
  const { theme, communities } = options
  const isMass = isLarge(model.nodes.size, model.edges.size)
  const angles = new Map<string, number[]>()
  // In a mass of edges neither free sides nor bows are seen.
  for (const edge of isMass ? [] : model.edges.values()) {
    const a = positions.get(edge.source)
    const b = positions.get(edge.target)
    if (!a || !b) continue
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0])
    for (const [id, value] of [
      [edge.source, angle],
      [edge.target, angle + Math.PI],
    ] as const) {
      const list = angles.get(id)
      if (list) list.push(value)
      else angles.set(id, [value])
    }
  }
  const nodes = new Map<string, SceneNode>()
  const crowd = crowding(model.nodes.size, options.frame.width * options.frame.height)
  for (const node of model.nodes.values()) {
    const spot = positions.get(node.id)
    if (!spot) continue
    const community = communities?.get(node.id)
    const size = nodeSize(node, crowd)
    const colours = communityColours[theme]
    nodes.set(node.id, {
      id: node.id,
      node,
      x: spot[0],
      y: spot[1],
      size,
      colour:
        community === undefined
          ? typeStyles[node.type].disc[theme]
          : (colours[community] ?? typeStyles.Project.disc[theme]),
      flag: communities ? null : flagCode(node.flag),
      label: node.name,
      shortLabel: node.type === 'Country' ? node.id.replace('country:', '') : null,
      side: freeSide(angles.get(node.id) ?? [], size, node.name.length),
    })
  }
  const bows = isMass ? new Map<string, number>() : curvatures(model.edges.values())
  const edges = new Map<string, SceneEdge>()
  for (const edge of model.edges.values()) {
    if (!nodes.has(edge.source) || !nodes.has(edge.target) || edge.source === edge.target) continue
    const style = modalityStyles[edge.modality]
    // Links of countries with sectors are a summary of the other edges: they stay behind them.
    const isLink = edge.predicate === 'LINKED_TO'
    const colour = isLink ? mixed(typeStyles.Sector.disc[theme], grounds[theme], 0.6) : style.colour[theme]
    const share = restingShare(edge.statements, model.nodes.size, model.edges.size)
    edges.set(edge.id, {
      id: edge.id,
      edge,
      size: isLink ? Math.min(2.5, edgeSize(edge) * 0.7) : edgeSize(edge),
      colour,
      resting: isMass ? colour : mixed(colour, grounds[theme], share),
      line: style.line,
      curvature: bows.get(edge.id) ?? 0,
      arrow: !symmetric.has(edge.predicate),
    })
  }
  return { frame: innerFrame(options.frame), nodes, edges }
}
