/** Keeps where every node stands, asks the worker for what has no place yet, and lays pins over it. */
import { computed, effect, signal } from '@preact/signals'
import { graphReady, visible } from '../state/graph-data.ts'
import type { GraphModel } from '../state/graph-model.ts'
import { state, update } from '../state/store.ts'
import { type Frame, innerFrame } from './edge-margin.ts'
import type { LayoutInput, LayoutNode, Positions } from './layout.ts'
import { crowding, nodeSize } from './scene.ts'

/** Nodes up to which every label gets room of its own. */
const roomyUpTo = 60
const labelWidthPerLetter = 6.6

/** Pixels of the drawing's frame, set once by the canvas. */
export const frame = signal<Frame>({ width: 1000, height: 680 })

const placed = signal<Positions>(new Map())
export const layingOut = signal(false)

/** Counts fresh layouts, after which the drawing fits itself to the frame. */
export const freshLayouts = signal(0)

const layoutInput = (model: GraphModel, known: Positions): LayoutInput => {
  const total = model.nodes.size
  const { width, height } = frame.peek()
  const roomy = total <= roomyUpTo && width > 600
  const crowd = crowding(total, width * height)
  const nodes = [...model.nodes.values()].map((node): LayoutNode => {
    const size = nodeSize(node, crowd)
    const at = known.get(node.id) ?? null
    return {
      id: node.id,
      halfWidth: roomy ? Math.max(size, Math.min(node.name.length, 24) * labelWidthPerLetter * 0.5) + 8 : size + 5,
      halfHeight: roomy ? size + 16 : size + (total <= 160 ? 10 : 5),
      at,
      fixed: at !== null,
    }
  })
  const edges = [...model.edges.values()].map(({ source, target, statements }) => ({
    source,
    target,
    weight: 1 + Math.log2(Math.max(1, statements)),
  }))
  return { nodes, edges, ...innerFrame({ width, height }) }
}

let worker: Worker | null = null
let ticket = 0

const startLayout = (model: GraphModel): void => {
  const known = placed.peek()
  const ids = [...model.nodes.keys()]
  const missing = ids.filter((id) => !known.has(id)).length
  if (missing === 0) return
  // Where most are new, the old places are no help: the whole picture is made again.
  const isFresh = missing > ids.length * 0.4
  const input = layoutInput(model, isFresh ? new Map() : known)
  worker ??= new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' })
  ticket += 1
  const mine = ticket
  layingOut.value = true
  worker.onmessage = (event: MessageEvent<{ ticket: number; positions: [string, [number, number]][] }>) => {
    if (event.data.ticket !== mine) return
    const next = isFresh ? new Map<string, readonly [number, number]>() : new Map(placed.peek())
    for (const [id, spot] of event.data.positions) next.set(id, spot)
    placed.value = next
    layingOut.value = false
    if (isFresh) freshLayouts.value += 1
  }
  worker.postMessage({ ticket: mine, input })
}

effect(() => {
  if (graphReady.value) startLayout(visible.value)
})

const pinned = computed(() => state.value.exploration.pinned)

/** Where each node is drawn: its pin, else its place in the layout. */
export const positions = computed<Positions>(() => {
  const pins = Object.entries(pinned.value)
  if (pins.length === 0) return placed.value
  const all = new Map(placed.value)
  for (const [id, spot] of pins) all.set(id, spot)
  return all
})

/** Forgets the places and pins and makes the picture anew. */
export const layOutAgain = (): void => {
  placed.value = new Map()
  update({ exploration: { ...state.value.exploration, pinned: {} } }, { undoable: true })
  startLayout(visible.peek())
}
