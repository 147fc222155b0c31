/**
 * The drawing for graphs too large for one element per edge: pixels from a worker, moved and scaled as they are while
 * the hand moves, painted anew when it rests. Labels, rings and what is singled out lie on a canvas above.
 */
import type { Drawing, DrawingEvents } from './drawing.ts'
import { paintMarks } from './large-marks.ts'
import { type Marks, noMarks } from './marks.ts'
import { grounds, type Theme } from './palette.ts'
import { discRadius, type PackedGraph, type RasterView } from './raster.ts'
import type { RasterAnswer, RasterRequest } from './raster-worker.ts'
import { fitScale, type Scene, type SceneNode } from './scene.ts'

/** Rest after which the picture is painted anew, in milliseconds. */
const rest = 120
const cellSize = 48

const colourWord = (hex: string): number => Number.parseInt(hex.slice(1), 16)

const pack = (order: readonly SceneNode[], scene: Scene): PackedGraph => {
  const place = new Map(order.map((node, at) => [node.id, at]))
  const graph: PackedGraph = {
    xs: Float32Array.from(order, (node) => node.x),
    ys: Float32Array.from(order, (node) => node.y),
    sizes: Float32Array.from(order, (node) => node.size),
    nodeColours: Uint32Array.from(order, (node) => colourWord(node.colour)),
    sources: new Uint32Array(scene.edges.size),
    targets: new Uint32Array(scene.edges.size),
    edgeColours: new Uint32Array(scene.edges.size),
  }
  let at = 0
  for (const { edge, colour } of scene.edges.values()) {
    graph.sources[at] = place.get(edge.source) ?? 0
    graph.targets[at] = place.get(edge.target) ?? 0
    graph.edgeColours[at] = colourWord(colour)
    at += 1
  }
  return graph
}

export const createLargeDrawing = (
  container: HTMLElement,
  events: DrawingEvents,
  onPainted: () => void = () => undefined,
): Drawing => {
  let scene: Scene = { frame: { width: 1, height: 1 }, nodes: new Map(), edges: new Map() }
  let order: SceneNode[] = []
  let cells = new Map<string, SceneNode[]>()
  let marks: Marks = noMarks
  let theme: Theme = 'light'
  let view = { x: 0, y: 0, scale: 1 }
  let fitted = 1
  let painted: { x: number; y: number; scale: number } | null = null
  let ticket = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let pressed: { x: number; y: number; moved: boolean } | null = null
  const density = Math.min(2, window.devicePixelRatio || 1)

  const canvas = document.createElement('canvas')
  const above = document.createElement('canvas')
  for (const layer of [canvas, above]) {
    layer.className = 'large-layer'
    layer.setAttribute('aria-hidden', 'true')
    container.append(layer)
  }
  const bitmap = canvas.getContext('bitmaprenderer')
  const context = above.getContext('2d')
  const worker = new Worker(new URL('./raster-worker.ts', import.meta.url), { type: 'module' })
  const send = (request: RasterRequest, transfer: Transferable[] = []): void => worker.postMessage(request, transfer)

  const size = (): [number, number] => [Math.max(1, container.clientWidth), Math.max(1, container.clientHeight)]
  const toScreen = (node: { x: number; y: number }): [number, number] => {
    const [width, height] = size()
    return [width / 2 + (node.x - view.x) * view.scale, height / 2 - (node.y - view.y) * view.scale]
  }
  const toGraph = (x: number, y: number): [number, number] => {
    const [width, height] = size()
    return [view.x + (x - width / 2) / view.scale, view.y - (y - height / 2) / view.scale]
  }
  const radiusOf = (node: SceneNode): number => discRadius(node.size, { scale: view.scale, density: 1 }, fitted)

  const paintAbove = (): void => {
    if (!context) return
    const [width, height] = size()
    above.width = width * density
    above.height = height * density
    context.setTransform(density, 0, 0, density, 0, 0)
    paintMarks(context, { scene, order, marks, theme, width, height, toScreen, radiusOf })
  }

  const request = (): void => {
    const [width, height] = size()
    ticket += 1
    const picture: RasterView = {
      width: Math.round(width * density),
      height: Math.round(height * density),
      centreX: view.x,
      centreY: view.y,
      scale: view.scale * density,
      density,
      ground: colourWord(grounds[theme]),
    }
    send({ kind: 'view', ticket, view: picture, fitted: fitted * density })
  }
  worker.onmessage = ({ data }: MessageEvent<RasterAnswer>) => {
    if (data.ticket !== ticket) {
      data.picture.close()
      return
    }
    canvas.width = data.view.width
    canvas.height = data.view.height
    bitmap?.transferFromImageBitmap(data.picture)
    painted = { x: data.view.centreX, y: data.view.centreY, scale: data.view.scale / density }
    shift()
    above.style.transform = ''
    paintAbove()
    onPainted()
  }
  /** Lays the last picture where it belongs in the view of now. */
  const shift = (): void => {
    if (!painted) return
    const ratio = view.scale / painted.scale
    const x = (painted.x - view.x) * view.scale
    const y = -(painted.y - view.y) * view.scale
    const isHome = ratio === 1 && x === 0 && y === 0
    canvas.style.transform = isHome ? '' : `translate(${x}px, ${y}px) scale(${ratio})`
    if (!isHome) above.style.transform = canvas.style.transform
  }
  const move = (next: typeof view): void => {
    view = next
    shift()
    clearTimeout(timer)
    timer = setTimeout(request, rest)
  }
  const zoomAt = (factor: number, x: number, y: number): void => {
    const [gx, gy] = toGraph(x, y)
    const scale = Math.min(fitted * 60, Math.max(fitted / 3, view.scale * factor))
    const [width, height] = size()
    move({ scale, x: gx - (x - width / 2) / scale, y: gy + (y - height / 2) / scale })
  }
  const fit = (): void => {
    const [width, height] = size()
    const { scale, x, y } = fitScale(scene, width, height)
    fitted = scale
    view = { x, y, scale }
    clearTimeout(timer)
    request()
  }

  const local = (event: MouseEvent): [number, number] => {
    const bounds = container.getBoundingClientRect()
    return [event.clientX - bounds.left, event.clientY - bounds.top]
  }
  const nodeAt = (x: number, y: number): SceneNode | null => {
    const [gx, gy] = toGraph(x, y)
    const reach = 14 / view.scale
    let best: SceneNode | null = null
    let nearest = Number.POSITIVE_INFINITY
    for (let cx = Math.floor((gx - reach) / cellSize); cx <= Math.floor((gx + reach) / cellSize); cx += 1) {
      for (let cy = Math.floor((gy - reach) / cellSize); cy <= Math.floor((gy + reach) / cellSize); cy += 1) {
        for (const node of cells.get(`${cx} ${cy}`) ?? []) {
          const distance = Math.hypot(node.x - gx, node.y - gy) * view.scale
          if (distance < nearest && distance <= radiusOf(node) + 3) {
            nearest = distance
            best = node
          }
        }
      }
    }
    return best
  }
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault()
    zoomAt(event.deltaY < 0 ? 1.25 : 0.8, ...local(event))
  }
  const onDown = (event: PointerEvent): void => {
    pressed = { x: event.clientX, y: event.clientY, moved: false }
    container.setPointerCapture(event.pointerId)
  }
  const onMove = (event: PointerEvent): void => {
    if (pressed) {
      const [dx, dy] = [event.clientX - pressed.x, event.clientY - pressed.y]
      if (!pressed.moved && Math.hypot(dx, dy) < 4) return
      pressed = { x: event.clientX, y: event.clientY, moved: true }
      move({ ...view, x: view.x - dx / view.scale, y: view.y + dy / view.scale })
      return
    }
    const node = nodeAt(...local(event))
    container.style.cursor = node ? 'pointer' : ''
    events.hoverNode(node?.id ?? null)
  }
  const onUp = (event: PointerEvent): void => {
    const wasMove = pressed?.moved
    pressed = null
    if (wasMove) return
    const node = nodeAt(...local(event))
    if (node) events.clickNode(node.id, event.shiftKey || event.ctrlKey || event.metaKey)
    else events.clickGround()
  }
  const onDoubleClick = (event: MouseEvent): void => {
    const node = nodeAt(...local(event))
    if (node) events.doubleClickNode(node.id)
  }
  container.addEventListener('wheel', onWheel, { passive: false })
  container.addEventListener('pointerdown', onDown)
  container.addEventListener('pointermove', onMove)
  container.addEventListener('pointerup', onUp)
  container.addEventListener('dblclick', onDoubleClick)
  const watcher = new ResizeObserver(() => request())
  watcher.observe(container)

  return {
    show: (next, nextTheme) => {
      scene = next
      theme = nextTheme
      order = [...scene.nodes.values()].sort((a, b) => b.size - a.size)
      cells = new Map()
      for (const node of order) {
        const key = `${Math.floor(node.x / cellSize)} ${Math.floor(node.y / cellSize)}`
        const list = cells.get(key)
        if (list) list.push(node)
        else cells.set(key, [node])
      }
      const graph = pack(order, scene)
      send(
        { kind: 'graph', graph },
        Object.values(graph).map((array: Float32Array | Uint32Array) => array.buffer as ArrayBuffer),
      )
      if (painted) request()
      else fit()
    },
    mark: (next) => {
      marks = next
      paintAbove()
    },
    fit,
    zoom: (factor) => zoomAt(factor, size()[0] / 2, size()[1] / 2),
    reveal: (id) => {
      const node = scene.nodes.get(id)
      if (!node) return
      const [x, y] = toScreen(node)
      if (x > 0 && y > 0 && x < size()[0] && y < size()[1]) return
      move({ ...view, x: node.x, y: node.y })
    },
    setAreaMode: () => undefined,
    close: () => {
      clearTimeout(timer)
      watcher.disconnect()
      worker.terminate()
      container.removeEventListener('wheel', onWheel)
      container.removeEventListener('pointerdown', onDown)
      container.removeEventListener('pointermove', onMove)
      container.removeEventListener('pointerup', onUp)
      container.removeEventListener('dblclick', onDoubleClick)
      canvas.remove()
      above.remove()
    },
  }
}
