/** What lies above the pixels of a large graph: the nodes singled out with their edges, rings, and labels. */
import { placeLabels } from './label-placing.ts'
import type { Marks } from './marks.ts'
import { labelWidth } from './node-image.ts'
import { accents, grounds, inks, type Theme } from './palette.ts'
import type { Scene, SceneNode } from './scene.ts'

const labelBudget = 220

export interface LargeMarksInput {
  scene: Scene
  /** Nodes, largest first: the first get their labels. */
  order: readonly SceneNode[]
  marks: Marks
  theme: Theme
  /** Pixels of the drawing. */
  width: number
  height: number
  toScreen: (node: { x: number; y: number }) => [number, number]
  radiusOf: (node: SceneNode) => number
}

/** Paints on an empty canvas whose unit is the page's pixel. */
export const paintMarks = (context: CanvasRenderingContext2D, input: LargeMarksInput): void => {
  const { scene, order, marks, theme, width, height, toScreen, radiusOf } = input
  if (marks.focus) {
    context.globalAlpha = 0.82
    context.fillStyle = grounds[theme]
    context.fillRect(0, 0, width, height)
    context.globalAlpha = 1
    for (const id of marks.focus.edges) {
      const edge = scene.edges.get(id)
      const [a, b] = [scene.nodes.get(edge?.edge.source ?? ''), scene.nodes.get(edge?.edge.target ?? '')]
      if (!edge || !a || !b) continue
      context.beginPath()
      context.moveTo(...toScreen(a))
      context.lineTo(...toScreen(b))
      context.strokeStyle = edge.colour
      context.lineWidth = 1.4
      context.stroke()
    }
    for (const id of marks.focus.nodes) {
      const node = scene.nodes.get(id)
      if (!node) continue
      context.beginPath()
      context.arc(...toScreen(node), radiusOf(node), 0, Math.PI * 2)
      context.fillStyle = node.colour
      context.fill()
    }
  }
  for (const id of marks.selectedNodes) {
    const node = scene.nodes.get(id)
    if (!node) continue
    context.beginPath()
    context.arc(...toScreen(node), radiusOf(node) + 4, 0, Math.PI * 2)
    context.strokeStyle = accents[theme]
    context.lineWidth = 3
    context.stroke()
  }
  const isNamed = (node: SceneNode): boolean => marks.focus === null || marks.focus.nodes.has(node.id)
  const wishes = []
  for (const node of order) {
    if (wishes.length >= labelBudget) break
    const [x, y] = toScreen(node)
    if (x < 0 || y < 0 || x > width || y > height || !isNamed(node)) continue
    const isMust = marks.selectedNodes.has(node.id) || marks.hoveredNode === node.id
    wishes.push({
      id: node.id,
      x,
      y,
      radius: radiusOf(node),
      width: labelWidth(node.label, false),
      height: 15,
      side: 'below' as const,
      must: isMust,
    })
  }
  context.font = '500 12px system-ui, sans-serif'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  for (const { id, x, y } of placeLabels(wishes, undefined, { left: 0, top: 0, right: width, bottom: height })) {
    const label = scene.nodes.get(id)?.label ?? ''
    context.lineWidth = 4
    context.strokeStyle = grounds[theme]
    context.strokeText(label, x, y)
    context.fillStyle = inks[theme]
    context.fillText(label, x, y)
  }
}
