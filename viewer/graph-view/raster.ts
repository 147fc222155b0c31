/**
 * Paints tens of thousands of nodes and edges into pixels by plain arithmetic: no GPU, no canvas calls, a fraction of a
 * second for 100,000 lines. Pure, so that a worker runs it and a test can look at its pixels.
 */

/** A graph in arrays: what a worker takes without copying. Colours are 0xRRGGBB. */
export interface PackedGraph {
  xs: Float32Array
  ys: Float32Array
  sizes: Float32Array
  nodeColours: Uint32Array
  sources: Uint32Array
  targets: Uint32Array
  edgeColours: Uint32Array
}

/** Where the graph lies in the picture: pixel = middle + (place − centre) × scale, y downwards. */
export interface RasterView {
  width: number
  height: number
  centreX: number
  centreY: number
  scale: number
  /** Pixels of the screen for one of the picture's. */
  density: number
  ground: number
}

/** How much of a line's colour is laid over what is there: dense parts come out darker. */
const cover = 0.34

/** Cuts a line to the frame; null where it misses it. (Liang and Barsky 1984.) */
export const clipLine = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  width: number,
  height: number,
): [number, number, number, number] | null => {
  const dx = x2 - x1
  const dy = y2 - y1
  let from = 0
  let to = 1
  for (const [step, room] of [
    [-dx, x1],
    [dx, width - 1 - x1],
    [-dy, y1],
    [dy, height - 1 - y1],
  ] as const) {
    if (step === 0) {
      if (room < 0) return null
      continue
    }
    const at = room / step
    if (step < 0) from = Math.max(from, at)
    else to = Math.min(to, at)
  }
  return from > to ? null : [x1 + from * dx, y1 + from * dy, x1 + to * dx, y1 + to * dy]
}

const paintLines = (pixels: Uint8ClampedArray, graph: PackedGraph, view: RasterView): void => {
  const { width, height, centreX, centreY, scale } = view
  const { xs, ys, sources, targets, edgeColours } = graph
  for (let edge = 0; edge < sources.length; edge += 1) {
    const a = sources[edge] as number
    const b = targets[edge] as number
    const line = clipLine(
      width / 2 + ((xs[a] as number) - centreX) * scale,
      height / 2 - ((ys[a] as number) - centreY) * scale,
      width / 2 + ((xs[b] as number) - centreX) * scale,
      height / 2 - ((ys[b] as number) - centreY) * scale,
      width,
      height,
    )
    if (!line) continue
    const colour = edgeColours[edge] as number
    const red = (colour >> 16) & 255
    const green = (colour >> 8) & 255
    const blue = colour & 255
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(line[2] - line[0]), Math.abs(line[3] - line[1]))))
    const stepX = (line[2] - line[0]) / steps
    const stepY = (line[3] - line[1]) / steps
    let x = line[0]
    let y = line[1]
    for (let step = 0; step <= steps; step += 1) {
      const at = ((y | 0) * width + (x | 0)) * 4
      pixels[at] = (pixels[at] as number) + (red - (pixels[at] as number)) * cover
      pixels[at + 1] = (pixels[at + 1] as number) + (green - (pixels[at + 1] as number)) * cover
      pixels[at + 2] = (pixels[at + 2] as number) + (blue - (pixels[at + 2] as number)) * cover
      x += stepX
      y += stepY
    }
  }
}

/** Radius in pixels of the picture at a zoom: discs grow slower than distances. */
export const discRadius = (size: number, view: Pick<RasterView, 'scale' | 'density'>, fitted: number): number =>
  Math.max(1.2, size * (view.scale / fitted) ** 0.6) * view.density

const paintDiscs = (pixels: Uint8ClampedArray, graph: PackedGraph, view: RasterView, fitted: number): void => {
  const { width, height, centreX, centreY, scale, ground } = view
  // Smallest first: the important ones lie on top.
  for (let node = graph.xs.length - 1; node >= 0; node -= 1) {
    const middleX = width / 2 + ((graph.xs[node] as number) - centreX) * scale
    const middleY = height / 2 - ((graph.ys[node] as number) - centreY) * scale
    const radius = discRadius(graph.sizes[node] as number, view, fitted)
    if (middleX < -radius || middleY < -radius || middleX > width + radius || middleY > height + radius) continue
    const rim = radius + view.density
    const colour = graph.nodeColours[node] as number
    for (let y = Math.max(0, Math.floor(middleY - rim)); y <= Math.min(height - 1, Math.ceil(middleY + rim)); y += 1) {
      for (let x = Math.max(0, Math.floor(middleX - rim)); x <= Math.min(width - 1, Math.ceil(middleX + rim)); x += 1) {
        const distance = Math.hypot(x + 0.5 - middleX, y + 0.5 - middleY)
        if (distance > rim) continue
        const share = Math.min(1, rim - distance)
        const from = distance > radius ? ground : colour
        const at = (y * width + x) * 4
        pixels[at] = (pixels[at] as number) + (((from >> 16) & 255) - (pixels[at] as number)) * share
        pixels[at + 1] = (pixels[at + 1] as number) + (((from >> 8) & 255) - (pixels[at + 1] as number)) * share
        pixels[at + 2] = (pixels[at + 2] as number) + ((from & 255) - (pixels[at + 2] as number)) * share
      }
    }
  }
}

/** RGBA pixels, row by row. `fitted` is the scale at which the whole graph fills the frame. */
export const rasterise = (graph: PackedGraph, view: RasterView, fitted: number): Uint8ClampedArray<ArrayBuffer> => {
  const pixels = new Uint8ClampedArray(view.width * view.height * 4)
  const words = new Uint32Array(pixels.buffer)
  const { ground } = view
  // Canvas pixels are red, green, blue, alpha in memory; a word reads them backwards on every machine browsers run on.
  words.fill(0xff000000 | ((ground & 255) << 16) | (ground & 0xff00) | (ground >> 16))
  paintLines(pixels, graph, view)
  paintDiscs(pixels, graph, view, fitted)
  return pixels
}
