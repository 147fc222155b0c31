/** The drawing without WebGL: the SVG text in the page, with the same events, moving and zooming as the other one. */
import { coveredBoxes } from './covered-boxes.ts'
import type { Drawing, DrawingEvents } from './drawing.ts'
import { type Marks, noMarks } from './marks.ts'
import { flagAddress, labelWidth } from './node-image.ts'
import type { Theme } from './palette.ts'
import { extentOf, fitScale, type Scene } from './scene.ts'
import { fittedSpots, svgText } from './svg-text.ts'

export const createSvgDrawing = (container: HTMLElement, events: DrawingEvents): Drawing => {
  let scene: Scene = { frame: { width: 0, height: 0 }, nodes: new Map(), edges: new Map() }
  let marks: Marks = noMarks
  let theme: Theme = 'light'
  let wordOf: (edge: string) => string = () => ''
  let camera = { x: 0, y: 0, zoom: 1 }
  /** Where the pointer went down, and on which node: that one is dragged then, else the view. */
  let pressed: { x: number; y: number; moved: boolean; node: string | null } | null = null
  let wasDrag = false

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
      covered: coveredBoxes(container).map(({ left, top, right, bottom }) => ({
        left: camera.x + left / camera.zoom,
        top: camera.y + top / camera.zoom,
        right: camera.x + right / camera.zoom,
        bottom: camera.y + bottom / camera.zoom,
      })),
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
    pressed = { x: event.clientX, y: event.clientY, moved: false, node: idOf(event, 'node') }
  }
  /** Stays in the frame, so that the fit and with it all other nodes keep still. */
  const moveBy = (id: string, dx: number, dy: number): void => {
    const node = scene.nodes.get(id)
    if (!node) return
    const { left, right, bottom, top } = extentOf(scene)
    const scale = fitScale(scene, ...size()).scale * camera.zoom
    const x = Math.min(right, Math.max(left, node.x + dx / scale))
    const y = Math.min(top, Math.max(bottom, node.y - dy / scale))
    scene = { ...scene, nodes: new Map(scene.nodes).set(id, { ...node, x, y }) }
  }
  const onMove = (event: PointerEvent): void => {
    if (pressed && event.buttons > 0) {
      const [dx, dy] = [event.clientX - pressed.x, event.clientY - pressed.y]
      if (!pressed.moved && Math.hypot(dx, dy) < 4) return
      if (!pressed.moved) container.setPointerCapture(event.pointerId)
      pressed = { ...pressed, x: event.clientX, y: event.clientY, moved: true }
      if (pressed.node !== null) moveBy(pressed.node, dx, dy)
      else camera = { ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom }
      paint()
      return
    }
    events.hoverNode(idOf(event, 'node'))
    events.hoverEdge(idOf(event, 'node') === null ? idOf(event, 'edge') : null)
  }
  const onUp = (): void => {
    if (!pressed?.moved) return
    const dropped = pressed.node === null ? undefined : scene.nodes.get(pressed.node)
    pressed = null
    // A click may follow in the same turn; it must still see that this was a drag.
    wasDrag = true
    setTimeout(() => {
      wasDrag = false
    }, 0)
    if (dropped) events.moveNode(dropped.id, dropped.x, dropped.y)
  }
  const onClick = (event: MouseEvent): void => {
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
  container.addEventListener('pointerup', onUp)
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
      container.removeEventListener('pointerup', onUp)
      container.removeEventListener('click', onClick)
      container.removeEventListener('dblclick', onDoubleClick)
      container.replaceChildren()
    },
  }
}
