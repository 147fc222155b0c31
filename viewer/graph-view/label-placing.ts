/**
 * Which labels to draw and where, so that none lies on another or on a disc. Pure arithmetic on pixel boxes: both the
 * canvas and the SVG drawing ask here.
 */
import type { LabelSide } from './scene.ts'

export interface LabelWish {
  id: string
  x: number
  y: number
  radius: number
  width: number
  height: number
  side: LabelSide
  /** Width of a shorter text, tried where the whole one has no room. */
  shortWidth?: number
  /** Drawn even where it collides: hovered, selected. */
  must: boolean
}
export interface PlacedLabel {
  id: string
  /** Middle of the text. */
  x: number
  y: number
  isShort: boolean
}
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** Boxes by cells of a grid, so that a look-up meets only what is near. */
export class BoxIndex {
  private readonly cells = new Map<string, Box[]>()
  private readonly cell = 96

  constructor(boxes: readonly Box[] = []) {
    for (const box of boxes) this.add(box)
  }

  private *keys(box: Box): Generator<string> {
    for (let x = Math.floor(box.left / this.cell); x <= Math.floor(box.right / this.cell); x += 1) {
      for (let y = Math.floor(box.top / this.cell); y <= Math.floor(box.bottom / this.cell); y += 1) yield `${x} ${y}`
    }
  }

  add(box: Box): void {
    for (const key of this.keys(box)) {
      const list = this.cells.get(key)
      if (list) list.push(box)
      else this.cells.set(key, [box])
    }
  }

  hits(box: Box, except: Box | null = null): boolean {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) if (other !== except && overlaps(box, other)) return true
    }
    return false
  }
}

const gap = 4

const centreAt = (wish: LabelWish, side: LabelSide, width: number): [number, number] => {
  const beside = wish.radius + gap + width / 2
  const over = wish.radius + gap + wish.height / 2 - 1
  if (side === 'below') return [wish.x, wish.y + over]
  if (side === 'above') return [wish.x, wish.y - over]
  return side === 'right' ? [wish.x + beside, wish.y] : [wish.x - beside, wish.y]
}

const boxAt = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2 - 2,
  right: x + width / 2 + 2,
  top: y - height / 2,
  bottom: y + height / 2,
})

const sides: readonly LabelSide[] = ['below', 'right', 'left', 'above']

const isInside = (box: Box, frame: Box | null): boolean =>
  frame === null ||
  (box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom)

/** A label below or above may be shifted along its disc to stay in the frame, as long as it still touches the disc. */
const drawnIn = ([x, y]: [number, number], side: LabelSide, width: number, frame: Box | null): [number, number] => {
  if (frame === null || side === 'left' || side === 'right') return [x, y]
  const low = frame.left + width / 2 + 2
  const high = frame.right - width / 2 - 2
  const shift = Math.max(low - x, 0) + Math.min(high - x, 0)
  return Math.abs(shift) > width / 2 ? [x, y] : [x + shift, y]
}

/**
 * Places labels in the order given, most important first; each takes its own side first, then the others. A side that
 * would run out of the frame is passed over; a label without a side is tried in its short form, and is not drawn unless
 * it must be.
 */
export const placeLabels = (
  wishes: readonly LabelWish[],
  taken: BoxIndex = new BoxIndex(),
  frame: Box | null = null,
): PlacedLabel[] => {
  const discs = new Map<string, Box>()
  for (const wish of wishes) {
    const reach = wish.radius * 0.85
    const disc = { left: wish.x - reach, right: wish.x + reach, top: wish.y - reach, bottom: wish.y + reach }
    discs.set(wish.id, disc)
    taken.add(disc)
  }
  const result: PlacedLabel[] = []
  for (const wish of wishes) {
    const own = discs.get(wish.id) ?? null
    const tries = [wish.side, ...sides.filter((side) => side !== wish.side)]
    const spotAt = (side: LabelSide, width: number): [number, number] =>
      drawnIn(centreAt(wish, side, width), side, width, frame)
    const freeFor = (width: number): LabelSide | undefined =>
      tries.find((side) => {
        const box = boxAt(...spotAt(side, width), width, wish.height)
        return isInside(box, frame) && !taken.hits(box, own)
      })
    const whole = freeFor(wish.width)
    const short = whole || wish.must || wish.shortWidth === undefined ? undefined : freeFor(wish.shortWidth)
    if (!whole && !short && !wish.must) continue
    const width = short ? (wish.shortWidth ?? wish.width) : wish.width
    const [x, y] = spotAt(whole ?? short ?? wish.side, width)
    taken.add(boxAt(x, y, width, wish.height))
    result.push({ id: wish.id, x, y, isShort: short !== undefined })
  }
  return result
}

/** Places one short text near one of the given points, where there is room; null where there is none. */
export const placeNear = (
  points: readonly (readonly [number, number])[],
  width: number,
  height: number,
  taken: BoxIndex,
  must: boolean,
): [number, number] | null => {
  const free = points.find(([x, y]) => !taken.hits(boxAt(x, y, width, height)))
  const spot = free ?? (must ? points[0] : undefined)
  if (!spot) return null
  taken.add(boxAt(spot[0], spot[1], width, height))
  return [spot[0], spot[1]]
}
