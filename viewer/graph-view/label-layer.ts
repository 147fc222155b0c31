/** Draws labels, relation words and rings on the 2D canvas above the WebGL drawing. Knows boxes, not the graph. */
import type { Sigma } from 'sigma'
import { type Box, BoxIndex, type LabelWish, placeLabels, placeNear } from './label-placing.ts'
import type { Marks } from './marks.ts'
import { accents, grounds, inks, mixed, type Theme } from './palette.ts'
import type { Scene, SceneNode } from './scene.ts'

const family = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
const longest = 34

/** Labels that one frame considers at most: beyond that nobody reads them, and placing costs time. */
const labelBudget = 700

export const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text

export const labelText = (node: SceneNode, isShort: boolean): string =>
  isShort && node.shortLabel !== null ? node.shortLabel : shortened(node.label)

const widths = new Map<string, number>()
const widthOf = (context: CanvasRenderingContext2D, text: string, font: string): number => {
  const key = `${font} ${text}`
  const known = widths.get(key)
  if (known !== undefined) return known
  context.font = font
  const width = context.measureText(text).width
  widths.set(key, width)
  return width
}

export interface LabelLayerInput {
  sigma: Sigma
  context: CanvasRenderingContext2D
  scene: Scene
  /** Scene nodes, largest first. */
  order: readonly SceneNode[]
  marks: Marks
  theme: Theme
  wordOf: (edge: string) => string
  /** What lies over the drawing. */
  covered: readonly Box[]
}

const haloText = (
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  ink: string,
  ground: string,
): void => {
  context.lineJoin = 'round'
  context.lineWidth = 4
  context.strokeStyle = ground
  context.strokeText(text, x, y)
  context.fillStyle = ink
  context.fillText(text, x, y)
}

/** Points along an edge's bow at which its words may stand. */
const wordSpots = (a: { x: number; y: number }, b: { x: number; y: number }, curvature: number): [number, number][] => {
  const dx = b.x - a.x
  const dy = b.y - a.y
  // The bow is to the left of the direction with y upwards; on the canvas y runs down.
  const bx = (a.x + b.x) / 2 + dy * curvature
  const by = (a.y + b.y) / 2 - dx * curvature
  return [0.5, 0.38, 0.62, 0.28, 0.72].map((t) => {
    const u = 1 - t
    return [u * u * a.x + 2 * u * t * bx + t * t * b.x, u * u * a.y + 2 * u * t * by + t * t * b.y]
  })
}

export const drawLabelLayer = ({
  sigma,
  context,
  scene,
  order,
  marks,
  theme,
  wordOf,
  covered,
}: LabelLayerInput): void => {
  const ground = grounds[theme]
  const ink = inks[theme]
  const { width, height } = sigma.getDimensions()
  const spots = new Map<string, { x: number; y: number; radius: number }>()
  const spotOf = (id: string): { x: number; y: number; radius: number } | null => {
    const known = spots.get(id)
    if (known) return known
    const data = sigma.getNodeDisplayData(id)
    if (!data) return null
    const point = sigma.framedGraphToViewport(data)
    const spot = { x: point.x, y: point.y, radius: sigma.scaleSize(data.size) }
    spots.set(id, spot)
    return spot
  }
  context.textAlign = 'center'
  context.textBaseline = 'middle'

  for (const id of [...marks.selectedNodes, marks.hoveredNode]) {
    const spot = id === null ? null : spotOf(id)
    if (!spot) continue
    context.beginPath()
    context.arc(spot.x, spot.y, spot.radius + 4, 0, Math.PI * 2)
    context.lineWidth = 3
    context.strokeStyle = accents[theme]
    context.globalAlpha = id !== null && marks.selectedNodes.has(id) ? 1 : 0.55
    context.stroke()
    context.globalAlpha = 1
  }
  for (const id of marks.pinned) {
    const spot = spotOf(id)
    if (!spot) continue
    context.beginPath()
    context.arc(spot.x + spot.radius * 0.72, spot.y - spot.radius * 0.72, 4, 0, Math.PI * 2)
    context.fillStyle = accents[theme]
    context.fill()
    context.lineWidth = 1.5
    context.strokeStyle = ground
    context.stroke()
  }

  const wishes: LabelWish[] = []
  const fonts = new Map<string, string>()
  const important = (node: SceneNode): boolean => marks.selectedNodes.has(node.id) || node.id === marks.hoveredNode
  const ranked =
    marks.focus || marks.hoveredNode ? [...order].sort((a, b) => Number(important(b)) - Number(important(a))) : order
  for (const node of ranked) {
    if (wishes.length >= labelBudget) break
    const isFaded = marks.focus !== null && !marks.focus.nodes.has(node.id) && !important(node)
    const spot = spotOf(node.id)
    if (!spot || spot.x < -40 || spot.y < -40 || spot.x > width + 40 || spot.y > height + 40) continue
    if (isFaded || (spot.radius < 3 && !important(node))) continue
    const isCountry = node.node.type === 'Country'
    const font = `${isCountry ? 650 : 450} ${isCountry ? 13.5 : 12}px ${family}`
    fonts.set(node.id, font)
    wishes.push({
      id: node.id,
      x: spot.x,
      y: spot.y,
      radius: spot.radius + (marks.selectedNodes.has(node.id) ? 5 : 0),
      width: widthOf(context, shortened(node.label), font),
      height: 15,
      ...(node.shortLabel === null ? {} : { shortWidth: widthOf(context, node.shortLabel, font) }),
      side: node.side,
      must: important(node),
    })
  }
  const taken = new BoxIndex(covered)
  for (const { id, x, y, isShort } of placeLabels(wishes, taken, {
    left: 4,
    top: 4,
    right: width - 4,
    bottom: height - 4,
  })) {
    const node = scene.nodes.get(id)
    if (!node) continue
    context.font = fonts.get(id) ?? `12px ${family}`
    const isQuiet = node.node.type !== 'Country' && !important(node)
    haloText(context, labelText(node, isShort), x, y, isQuiet ? mixed(ink, ground, 0.86) : ink, ground)
  }

  const font = `500 11px ${family}`
  for (const id of marks.worded) {
    const edge = scene.edges.get(id)
    const a = edge && spotOf(edge.edge.source)
    const b = edge && spotOf(edge.edge.target)
    if (!edge || !a || !b) continue
    const isPointed = id === marks.hoveredEdge || id === marks.selectedEdge
    if (!isPointed && Math.hypot(a.x - b.x, a.y - b.y) < 70) continue
    const text = wordOf(id)
    const textWidth = widthOf(context, text, font)
    const spot = placeNear(wordSpots(a, b, edge.curvature), textWidth + 12, 18, taken, isPointed)
    if (!spot) continue
    context.font = font
    context.fillStyle = ground
    context.strokeStyle = mixed(edge.colour, ground, 0.55)
    context.lineWidth = 1
    context.beginPath()
    context.roundRect(spot[0] - textWidth / 2 - 6, spot[1] - 9, textWidth + 12, 18, 9)
    context.fill()
    context.stroke()
    context.fillStyle = ink
    context.fillText(text, spot[0], spot[1] + 0.5)
  }
}
