/**
 * The graph in WebGL by Sigma. Takes a scene and marks, gives back events; decides nothing about the data.
 * Loaded only where WebGL 2 is there: the programs read GL constants when they are imported.
 */
import { createNodeImageProgram } from '@sigma/node-image'
import { MultiDirectedGraph } from 'graphology'
import type { Sigma } from 'sigma'
import type { EdgeDisplayData, NodeDisplayData } from 'sigma/types'
import { coveredBoxes } from './covered-boxes.ts'
import type { Drawing, DrawingEvents } from './drawing.ts'
import { edgeMargin } from './edge-margin.ts'
import { type DrawnEdge, RelationEdgeProgram } from './edge-program.ts'
import { drawLabelLayer } from './label-layer.ts'
import { type Marks, noMarks } from './marks.ts'
import { isSoftwareGl, MovingSigma } from './moving-sigma.ts'
import { nodePicture } from './node-image.ts'
import { grounds, mixed, type Theme } from './palette.ts'
import type { Scene, SceneNode } from './scene.ts'

interface NodeAttributes extends Partial<NodeDisplayData> {
  x: number
  y: number
  image?: string | null
}

export const createSigmaDrawing = (container: HTMLElement, events: DrawingEvents): Drawing => {
  let scene: Scene = { frame: { width: 0, height: 0 }, nodes: new Map(), edges: new Map() }
  let order: SceneNode[] = []
  let marks: Marks = noMarks
  let theme: Theme = 'light'
  let wordOf: (edge: string) => string = () => ''
  let areaMode = false
  let dragged: string | null = null
  let hasMoved = false

  const nodeLook = (id: string, attributes: object): Partial<NodeDisplayData> & { image?: string | null } => {
    const data = attributes as NodeAttributes
    const isMarked = marks.selectedNodes.has(id) || id === marks.hoveredNode
    if (marks.focus && !marks.focus.nodes.has(id) && !isMarked) {
      return { ...data, image: null, color: mixed(data.color ?? '#888888', grounds[theme], 0.22), zIndex: 0 }
    }
    return { ...data, zIndex: isMarked ? 2 : 1 }
  }
  const edgeLook = (id: string, attributes: object): Partial<EdgeDisplayData> => {
    const data = attributes as DrawnEdge
    const isPointed = id === marks.hoveredEdge || id === marks.selectedEdge
    if (marks.focus && !marks.focus.edges.has(id) && !isPointed) {
      return { ...data, color: mixed(data.color, grounds[theme], 0.14), zIndex: 0 }
    }
    const color = marks.focus || isPointed ? data.color : data.resting
    return { ...data, color, size: isPointed ? data.size + 1.5 : data.size, zIndex: isPointed ? 2 : 1 }
  }

  const sigma = new MovingSigma(new MultiDirectedGraph(), container, {
    renderLabels: false,
    renderEdgeLabels: false,
    zIndex: true,
    enableEdgeEvents: true,
    stagePadding: edgeMargin(container.clientWidth),
    minEdgeThickness: 1.1,
    minCameraRatio: 0.03,
    maxCameraRatio: 4,
    allowInvalidContainer: true,
    doubleClickZoomingRatio: 1,
    defaultNodeType: 'picture',
    defaultEdgeType: 'relation',
    nodeProgramClasses: {
      picture: createNodeImageProgram({ size: { mode: 'force', value: 128 }, drawingMode: 'background' }),
    },
    edgeProgramClasses: { relation: RelationEdgeProgram },
    nodeReducer: nodeLook,
    edgeReducer: edgeLook,
    defaultDrawNodeHover: () => undefined,
    zoomToSizeRatioFunction: (ratio) => ratio ** 0.6,
  })

  const repaint = (): void => {
    sigma.refresh({ skipIndexation: true, schedule: true })
  }

  sigma.on('afterRender', () => {
    const context = sigma.getCanvases().labels?.getContext('2d')
    if (context) {
      const covered = coveredBoxes(container)
      drawLabelLayer({ sigma, context, scene, order, marks, theme, wordOf, covered })
    }
  })

  const additive = (event: { original: MouseEvent | TouchEvent }): boolean =>
    event.original.shiftKey || event.original.metaKey || event.original.ctrlKey
  sigma.on('clickNode', ({ node, event }) => {
    if (!hasMoved) events.clickNode(node, additive(event))
  })
  sigma.on('doubleClickNode', ({ node, preventSigmaDefault }) => {
    preventSigmaDefault()
    events.doubleClickNode(node)
  })
  sigma.on('doubleClickStage', ({ preventSigmaDefault }) => preventSigmaDefault())
  sigma.on('enterNode', ({ node }) => {
    container.style.cursor = 'pointer'
    events.hoverNode(node)
  })
  sigma.on('leaveNode', () => {
    container.style.cursor = ''
    events.hoverNode(null)
  })
  sigma.on('clickEdge', ({ edge }) => events.clickEdge(edge))
  sigma.on('enterEdge', ({ edge }) => {
    container.style.cursor = 'pointer'
    events.hoverEdge(edge)
  })
  sigma.on('leaveEdge', () => {
    container.style.cursor = ''
    events.hoverEdge(null)
  })
  sigma.on('clickStage', () => events.clickGround())
  // Sigma sees the pointer on its canvas only: one that goes straight to a button would leave its node hovered.
  const leave = (): void => {
    container.style.cursor = ''
    events.hoverNode(null)
    events.hoverEdge(null)
  }
  container.addEventListener('pointerleave', leave)

  sigma.on('downNode', ({ node, preventSigmaDefault }) => {
    if (areaMode) return
    preventSigmaDefault()
    dragged = node
    hasMoved = false
  })
  sigma.on('moveBody', ({ event, preventSigmaDefault }) => {
    if (dragged === null) return
    preventSigmaDefault()
    event.original.preventDefault()
    const spot = sigma.viewportToGraph(event)
    hasMoved = true
    sigma.getGraph().mergeNodeAttributes(dragged, { x: spot.x, y: spot.y })
  })
  const drop = (): void => {
    if (dragged !== null && hasMoved) {
      const { x, y } = sigma.getGraph().getNodeAttributes(dragged) as NodeAttributes
      events.moveNode(dragged, x, y)
    }
    dragged = null
    // A click follows the button's release in the same turn; it must still see that this was a drag.
    setTimeout(() => {
      hasMoved = false
    }, 0)
  }
  sigma.on('upNode', drop)
  sigma.on('upStage', drop)

  const area = areaSelection(container, sigma, (ids) => events.selectArea(ids))

  const build = (): MultiDirectedGraph => {
    const graph = new MultiDirectedGraph()
    for (const node of scene.nodes.values()) {
      graph.addNode(node.id, {
        x: node.x,
        y: node.y,
        size: node.size,
        color: node.colour,
        type: 'picture',
      })
    }
    for (const edge of scene.edges.values()) {
      graph.addEdgeWithKey(edge.id, edge.edge.source, edge.edge.target, {
        size: edge.size,
        color: edge.colour,
        resting: edge.resting,
        line: edge.line,
        curvature: edge.curvature,
        arrow: edge.arrow,
        type: 'relation',
      })
    }
    return graph
  }

  /** Holds the frame still, so that a node that is moved or added does not shift all others. */
  const frameAll = (): void => {
    const x: [number, number] = [-scene.frame.width / 2, scene.frame.width / 2]
    const y: [number, number] = [-scene.frame.height / 2, scene.frame.height / 2]
    for (const node of scene.nodes.values()) {
      x[0] = Math.min(x[0], node.x)
      x[1] = Math.max(x[1], node.x)
      y[0] = Math.min(y[0], node.y)
      y[1] = Math.max(y[1], node.y)
    }
    sigma.setCustomBBox({ x, y })
    sigma.refresh()
  }

  const addPictures = (graph: MultiDirectedGraph): void => {
    const kinds = new Map<string, SceneNode[]>()
    for (const node of scene.nodes.values()) {
      const key = node.flag ?? `${node.node.type} ${node.colour}`
      kinds.set(key, [...(kinds.get(key) ?? []), node])
    }
    for (const nodes of kinds.values()) {
      const first = nodes[0] as SceneNode
      nodePicture(first.node.type, first.colour, first.flag, theme).then((image) => {
        if (image === null || sigma.getGraph() !== graph) return
        for (const node of nodes) if (graph.hasNode(node.id)) graph.setNodeAttribute(node.id, 'image', image)
      })
    }
  }

  return {
    show: (next, nextTheme, words) => {
      scene = next
      theme = nextTheme
      wordOf = words
      order = [...scene.nodes.values()].sort((a, b) => b.size - a.size)
      const graph = build()
      sigma.eases = isSoftwareGl(sigma)
      sigma.setGraph(graph)
      if (!sigma.getCustomBBox() && graph.order > 0) frameAll()
      addPictures(graph)
    },
    mark: (next) => {
      marks = next
      repaint()
    },
    fit: () => {
      frameAll()
      const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
      const home = { x: 0.5, y: 0.5, ratio: 1, angle: 0 }
      if (still) sigma.getCamera().setState(home)
      else sigma.getCamera().animate(home, { duration: 250 })
    },
    zoom: (factor) => {
      const camera = sigma.getCamera()
      const ratio = camera.getBoundedRatio(camera.ratio / factor)
      if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) camera.setState({ ratio })
      else camera.animate({ ratio }, { duration: 180 })
    },
    reveal: (id) => {
      const data = sigma.getNodeDisplayData(id)
      if (!data) return
      const spot = sigma.framedGraphToViewport(data)
      const { width, height } = sigma.getDimensions()
      if (spot.x > 40 && spot.y > 40 && spot.x < width - 40 && spot.y < height - 40) return
      sigma.getCamera().animate({ x: data.x, y: data.y }, { duration: 250 })
    },
    setAreaMode: (on) => {
      areaMode = on
      area.setOn(on)
    },
    close: () => {
      area.setOn(false)
      container.removeEventListener('pointerleave', leave)
      sigma.kill()
    },
  }
}

/** A frame drawn over the canvas; what lies in it is selected. */
const areaSelection = (container: HTMLElement, sigma: Sigma, choose: (ids: string[]) => void) => {
  const sheet = document.createElement('div')
  sheet.className = 'area-sheet'
  const box = document.createElement('div')
  box.className = 'area-box'
  sheet.append(box)
  let from: { x: number; y: number } | null = null
  const local = (event: PointerEvent): { x: number; y: number } => {
    const bounds = container.getBoundingClientRect()
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top }
  }
  sheet.addEventListener('pointerdown', (event) => {
    from = local(event)
    sheet.setPointerCapture(event.pointerId)
  })
  sheet.addEventListener('pointermove', (event) => {
    if (!from) return
    const to = local(event)
    box.style.left = `${Math.min(from.x, to.x)}px`
    box.style.top = `${Math.min(from.y, to.y)}px`
    box.style.width = `${Math.abs(from.x - to.x)}px`
    box.style.height = `${Math.abs(from.y - to.y)}px`
  })
  sheet.addEventListener('pointerup', (event) => {
    const start = from
    from = null
    box.style.width = '0'
    if (!start) return
    const to = local(event)
    const inside = sigma.getGraph().filterNodes((id) => {
      const data = sigma.getNodeDisplayData(id)
      if (!data) return false
      const spot = sigma.framedGraphToViewport(data)
      const between = (value: number, a: number, b: number): boolean =>
        value >= Math.min(a, b) && value <= Math.max(a, b)
      return between(spot.x, start.x, to.x) && between(spot.y, start.y, to.y)
    })
    choose(inside)
  })
  return {
    setOn: (on: boolean): void => {
      if (on) container.append(sheet)
      else sheet.remove()
    },
  }
}
