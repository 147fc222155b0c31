/**
 * The scene as one SVG text: the drawing where there is no WebGL, the SVG and PNG exports, print and the page without
 * a server. Pure: same scene, same text. Uses no style attributes, so that a strict content policy lets it stand.
 */
import { type Box, BoxIndex, placeLabels, placeNear } from './label-placing.ts'
import { type Marks, noMarks } from './marks.ts'
import { accents, grounds, inks, mixed, pictogramColour, rims, type Theme, typeStyles } from './palette.ts'
import { fitScale, type Scene, type SceneEdge, type SceneNode } from './scene.ts'

export interface SvgOptions {
  theme: Theme
  width: number
  height: number
  marks?: Marks
  wordOf?: (edge: string) => string
  /** Address of a flag's picture by its two letters; null draws the pictogram instead. */
  flagOf?: (code: string) => string | null
  /** Width of a text in pixels, where a canvas can measure it; else a guess by letters. */
  widthOf?: (text: string, isBold: boolean) => number
  /** Said by screen readers, and the file's title. */
  title: string
  /** Part of the frame to show: for moving and zooming in place. */
  viewBox?: readonly [x: number, y: number, width: number, height: number]
  /** What lies over the drawing, in its units: no label is put there. */
  covered?: readonly Box[]
}

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const dashes: Record<SceneEdge['line'], (width: number) => string> = {
  solid: () => '',
  dashed: (width) => `${(width * 1.6 + 5).toFixed(1)} ${(width * 0.9 + 3).toFixed(1)}`,
  dotted: (width) => `${(width * 0.5 + 1).toFixed(1)} ${(width * 0.8 + 2.2).toFixed(1)}`,
  crossed: () => '',
}

const family = 'system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, sans-serif'
const longest = 34
const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text)

interface Spot {
  x: number
  y: number
  radius: number
}
type Point = readonly [x: number, y: number]
const at = (a: Point, b: Point, c: Point, t: number): Point => {
  const u = 1 - t
  return [u * u * a[0] + 2 * u * t * b[0] + t * t * c[0], u * u * a[1] + 2 * u * t * b[1] + t * t * c[1]]
}
const f = (value: number): string => value.toFixed(1)

const edgeMarkup = (
  edge: SceneEdge,
  a: Spot,
  b: Spot,
  colour: string,
  width: number,
): { markup: string; points: Point[] } => {
  const from: Point = [a.x, a.y]
  const to: Point = [b.x, b.y]
  const dx = to[0] - from[0]
  const dy = to[1] - from[1]
  const span = Math.max(1, Math.hypot(dx, dy))
  const bend: Point = [(from[0] + to[0]) / 2 + dy * edge.curvature, (from[1] + to[1]) / 2 - dx * edge.curvature]
  const head = edge.arrow ? width * 2.4 + 4.5 : 0
  const fromT = Math.min(0.48, (a.radius + 1.5) / span)
  const tipT = Math.max(0.52, 1 - (b.radius + 1.5) / span)
  const toT = Math.max(fromT, tipT - head / span)
  const p = at(from, bend, to, fromT)
  const q = at(from, bend, to, toT)
  // The middle piece of a quadratic curve is a quadratic curve; its bend lies where the end tangents meet.
  const bendX =
    (1 - fromT) * (1 - toT) * from[0] + ((1 - fromT) * toT + fromT * (1 - toT)) * bend[0] + fromT * toT * to[0]
  const bendY =
    (1 - fromT) * (1 - toT) * from[1] + ((1 - fromT) * toT + fromT * (1 - toT)) * bend[1] + fromT * toT * to[1]
  const dash = dashes[edge.line](width)
  const path = `M${f(p[0])} ${f(p[1])}Q${f(bendX)} ${f(bendY)} ${f(q[0])} ${f(q[1])}`
  let markup = `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${f(width)}"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`
  const middle = at(from, bend, to, (fromT + toT) / 2)
  const angle = Math.atan2(dy, dx)
  if (edge.arrow) {
    const tip = at(from, bend, to, tipT)
    const way = Math.atan2(tip[1] - q[1], tip[0] - q[0])
    const half = width * 1.3 + 2.2
    const corner = (side: number): string =>
      `${f(q[0] - Math.sin(way) * half * side)} ${f(q[1] + Math.cos(way) * half * side)}`
    markup += `<path d="M${corner(1)}L${f(tip[0])} ${f(tip[1])}L${corner(-1)}Z" fill="${colour}"/>`
  }
  if (edge.line === 'crossed') {
    const reach = width * 1.4 + 3.5
    for (const turn of [Math.PI / 4, -Math.PI / 4]) {
      const cx = Math.cos(angle + turn) * reach
      const cy = Math.sin(angle + turn) * reach
      markup += `<path d="M${f(middle[0] - cx)} ${f(middle[1] - cy)}L${f(middle[0] + cx)} ${f(middle[1] + cy)}" stroke="${colour}" stroke-width="${f(width)}"/>`
    }
  }
  markup += `<path d="${path}" fill="none" stroke="transparent" stroke-width="${f(width + 8)}"/>`
  return { markup, points: [0.5, 0.38, 0.62].map((t) => at(from, bend, to, t)) }
}

const nodeMarkup = (node: SceneNode, spot: Spot, colour: string, isFaded: boolean, options: SvgOptions): string => {
  const { theme } = options
  const disc = `<circle cx="${f(spot.x)}" cy="${f(spot.y)}" r="${f(spot.radius)}" fill="${colour}"/>`
  if (isFaded) return disc
  const flag = node.flag === null ? null : (options.flagOf?.(node.flag) ?? null)
  const rim = `<circle cx="${f(spot.x)}" cy="${f(spot.y)}" r="${f(spot.radius - 0.5)}" fill="none" stroke="${rims[theme]}" stroke-opacity="${flag ? 0.75 : 0.45}"/>`
  if (flag) {
    const side = f(spot.radius * 2)
    return `${disc}<image href="${escaped(flag)}" x="${f(spot.x - spot.radius)}" y="${f(spot.y - spot.radius)}" width="${side}" height="${side}"/>${rim}`
  }
  const scale = (spot.radius * 2) / 40
  const shift = `translate(${f(spot.x - 12 * scale)} ${f(spot.y - 12 * scale)}) scale(${scale.toFixed(3)})`
  return `${disc}<path transform="${shift}" d="${typeStyles[node.node.type].pictogram}" fill="none" stroke="${pictogramColour[theme]}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>${rim}`
}

/** Where the scene's nodes fall in a drawing of the given size: the same places as in the WebGL drawing at rest. */
export const fittedSpots = (scene: Scene, width: number, height: number): Map<string, Spot> => {
  const fit = fitScale(scene, width, height)
  return new Map(
    [...scene.nodes.values()].map((node) => [
      node.id,
      {
        x: width / 2 + (node.x - fit.x) * fit.scale,
        y: height / 2 - (node.y - fit.y) * fit.scale,
        radius: node.size,
      },
    ]),
  )
}

export const svgText = (scene: Scene, options: SvgOptions): string => {
  const { theme, width, height, marks = noMarks } = options
  const widthOf = options.widthOf ?? ((text: string, isBold: boolean): number => text.length * (isBold ? 8.2 : 6.6))
  const ground = grounds[theme]
  const ink = inks[theme]
  const spots = fittedSpots(scene, width, height)
  const view = options.viewBox ?? [0, 0, width, height]
  const parts: string[] = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view.map(f).join(' ')}" font-family="${family}" role="img">`,
    `<title>${escaped(options.title)}</title>`,
    `<rect x="${f(view[0])}" y="${f(view[1])}" width="${f(view[2])}" height="${f(view[3])}" fill="${ground}"/>`,
  ]
  const isFadedNode = (id: string): boolean =>
    marks.focus !== null && !marks.focus.nodes.has(id) && !marks.selectedNodes.has(id)
  const words: { id: string; points: Point[]; colour: string }[] = []
  const edges = [...scene.edges.values()].sort(
    (a, b) => Number(marks.focus?.edges.has(a.id) ?? false) - Number(marks.focus?.edges.has(b.id) ?? false),
  )
  for (const edge of edges) {
    const a = spots.get(edge.edge.source)
    const b = spots.get(edge.edge.target)
    if (!a || !b) continue
    const isPointed = edge.id === marks.selectedEdge || edge.id === marks.hoveredEdge
    const isFaded = marks.focus !== null && !marks.focus.edges.has(edge.id) && !isPointed
    const resting = marks.focus === null && !isPointed ? edge.resting : edge.colour
    const colour = isFaded ? mixed(edge.colour, ground, 0.14) : resting
    const { markup, points } = edgeMarkup(edge, a, b, colour, isPointed ? edge.size + 1.5 : edge.size)
    parts.push(`<g data-edge="${escaped(edge.id)}">${markup}</g>`)
    if (marks.worded.has(edge.id)) words.push({ id: edge.id, points, colour: edge.colour })
  }
  const order = [...scene.nodes.values()].sort((a, b) => b.size - a.size)
  for (const node of [...order].reverse()) {
    const spot = spots.get(node.id) as Spot
    const faded = isFadedNode(node.id)
    const ring = marks.selectedNodes.has(node.id)
      ? `<circle cx="${f(spot.x)}" cy="${f(spot.y)}" r="${f(spot.radius + 4)}" fill="none" stroke="${accents[theme]}" stroke-width="3"/>`
      : ''
    parts.push(
      `<g data-node="${escaped(node.id)}">${nodeMarkup(node, spot, faded ? mixed(node.colour, ground, 0.22) : node.colour, faded, options)}${ring}</g>`,
    )
  }
  const taken = new BoxIndex(options.covered)
  const wishes = order
    .filter((node) => !isFadedNode(node.id))
    .map((node) => ({
      id: node.id,
      ...(spots.get(node.id) as Spot),
      width: widthOf(shortened(node.label), node.node.type === 'Country'),
      height: 15,
      ...(node.shortLabel === null ? {} : { shortWidth: widthOf(node.shortLabel, true) }),
      side: node.side,
      must: marks.selectedNodes.has(node.id),
    }))
  for (const { id, x, y, isShort } of placeLabels(wishes, taken, {
    left: 4,
    top: 4,
    right: width - 4,
    bottom: height - 4,
  })) {
    const node = scene.nodes.get(id) as SceneNode
    const isCountry = node.node.type === 'Country'
    const look = `font-size="${isCountry ? 13.5 : 12}" font-weight="${isCountry ? 650 : 450}"`
    parts.push(
      `<text x="${f(x)}" y="${f(y + 4)}" text-anchor="middle" ${look} fill="${ink}" stroke="${ground}" stroke-width="4" stroke-linejoin="round" paint-order="stroke" pointer-events="none">${escaped(isShort && node.shortLabel !== null ? node.shortLabel : shortened(node.label))}</text>`,
    )
  }
  for (const { id, points, colour } of words) {
    const text = options.wordOf?.(id) ?? ''
    const textWidth = widthOf(text, false) * 0.92
    const spot = placeNear(points, textWidth + 12, 18, taken, id === marks.selectedEdge || id === marks.hoveredEdge)
    if (!spot || text === '') continue
    parts.push(
      `<g pointer-events="none"><rect x="${f(spot[0] - textWidth / 2 - 6)}" y="${f(spot[1] - 9)}" width="${f(textWidth + 12)}" height="18" rx="9" fill="${ground}" stroke="${mixed(colour, ground, 0.55)}"/><text x="${f(spot[0])}" y="${f(spot[1] + 4)}" text-anchor="middle" font-size="11" font-weight="500" fill="${ink}">${escaped(text)}</text></g>`,
    )
  }
  parts.push('</svg>')
  return parts.join('')
}
