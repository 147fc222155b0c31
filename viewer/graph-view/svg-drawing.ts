/** The drawing without WebGL: the SVG text in the page, with the same events, moving and zooming as the other one. */
import type { Drawing, DrawingEvents } from './drawing.ts'
import { type Marks, noMarks } from './marks.ts'
import { flagAddress, labelWidth } from './node-image.ts'
import type { Theme } from './palette.ts'
import type { Scene } from './scene.ts'
import { fittedSpots, svgText } from './svg-text.ts'

export const createSvgDrawing = (container: HTMLElement, events: DrawingEvents): Drawing => {
  let scene: Scene = { frame: { width: 0, height: 0 }, nodes: new Map(), edges: new Map() }
  let marks: Marks = noMarks
  let theme: Theme = 'light'
  let wordOf: (edge: string) => string = () => ''
  let camera = { x: 0, y: 0, zoom: 1 }
  let pressed: { x: number; y: number; moved: boolean } | null = null

  const size = (): [number, number] => [Math.max(200, container.clientWidth), Math.max(200, container.clientHeight)]

  const paint = (): void => {
    if (scene.nodes.size === 0) {
      container.replaceChildren()
      return
    }
    const [width, height] = size()
    const viewBox = [camera.x, camera.y, width / camera.zoom, height / camera.zoom] as const
    container.innerHTML = svgText(scene, {
      theme,
      width,
      height,
      marks,
      wordOf,
      flagOf: flagAddress,
      widthOf: labelWidth,
      title: '',
      viewBox,
    })
    container.firstElementChild?.setAttribute('aria-hidden', 'true')
  }

  const zoomAt = (factor: number, x: number, y: number): void => {
    const zoom = Math.min(20, Math.max(0.4, camera.zoom * factor))
    camera = { zoom, x: camera.x + x / camera.zoom - x / zoom, y: camera.y + y / camera.zoom - y / zoom }
    paint()
  }
  const idOf = (event: Event, name: 'node' | 'edge'): string | null =>
    (event.target as Element | null)?.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? null

  const onWheel = (event: WheelEvent): void => {
    event.preventDefault()
    const bounds = container.getBoundingClientRect()
    zoomAt(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.clientX - bounds.left, event.clientY - bounds.top)
  }
  const onDown = (event: PointerEvent): void => {
    pressed = { x: event.clientX, y: event.clientY, moved: false }
  }
  const onMove = (event: PointerEvent): void => {
    if (pressed && event.buttons > 0) {
      const [dx, dy] = [event.clientX - pressed.x, event.clientY - pressed.y]
      if (!pressed.moved && Math.hypot(dx, dy) < 4) return
      pressed = { x: event.clientX, y: event.clientY, moved: true }
      camera = { ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom }
      paint()
      return
    }
    events.hoverNode(idOf(event, 'node'))
    events.hoverEdge(idOf(event, 'node') === null ? idOf(event, 'edge') : null)
  }
  const onClick = (event: MouseEvent): void => {
    const wasDrag = pressed?.moved
    pressed = null
    if (wasDrag) return
    const node = idOf(event, 'node')
    const edge = idOf(event, 'edge')
    if (node !== null) events.clickNode(node, event.shiftKey || event.metaKey || event.ctrlKey)
    else if (edge !== null) events.clickEdge(edge)
    else events.clickGround()
  }
  const onDoubleClick = (event: MouseEvent): void => {
    const node = idOf(event, 'node')
    if (node !== null) events.doubleClickNode(node)
  }
  const onLeave = (): void => {
    events.hoverNode(null)
    events.hoverEdge(null)
  }
  container.addEventListener('pointerleave', onLeave)
  container.addEventListener('wheel', onWheel, { passive: false })
  container.addEventListener('pointerdown', onDown)
  container.addEventListener('pointermove', onMove)
  container.addEventListener('click', onClick)
  container.addEventListener('dblclick', onDoubleClick)
  const watcher = new ResizeObserver(paint)
  watcher.observe(container)

  return {
    show: (next, nextTheme, words) => {
      scene = next
      theme = nextTheme
      wordOf = words
      paint()
    },
    mark: (next) => {
      marks = next
      // Painting anew under a pressed pointer would swallow the click that is on its way.
      if (!pressed) paint()
    },
    fit: () => {
      camera = { x: 0, y: 0, zoom: 1 }
      paint()
    },
    zoom: (factor) => {
      const [width, height] = size()
      zoomAt(factor, width / 2, height / 2)
    },
    reveal: (id) => {
      const [width, height] = size()
      const spot = fittedSpots(scene, width, height).get(id)
      if (!spot) return
      const isInside =
        spot.x > camera.x &&
        spot.y > camera.y &&
        spot.x < camera.x + width / camera.zoom &&
        spot.y < camera.y + height / camera.zoom
      if (isInside) return
      camera = { ...camera, x: spot.x - width / camera.zoom / 2, y: spot.y - height / camera.zoom / 2 }
      paint()
    },
    setAreaMode: () => undefined,
    close: () => {
      watcher.disconnect()
      container.removeEventListener('pointerleave', onLeave)
      container.removeEventListener('wheel', onWheel)
      container.removeEventListener('pointerdown', onDown)
      container.removeEventListener('pointermove', onMove)
      container.removeEventListener('click', onClick)
      container.removeEventListener('dblclick', onDoubleClick)
      container.replaceChildren()
    },
  }
}
