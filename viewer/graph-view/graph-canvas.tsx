/** The canvas: picks WebGL or SVG, feeds it the scene and marks, turns its events into changes of the state. */
import { computed, signal, useSignalEffect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { predicateName, t } from '../messages.ts'
import { communities, model, pathAnswer, visible } from '../state/graph-data.ts'
import { areaMode, areaNodes, hasWebGl, hoveredEdge, hoveredNode, pathStart, theme } from '../state/page-state.ts'
import { select, state, update, updateExploration } from '../state/store.ts'
import { onCoveringChange } from './covered-boxes.ts'
import type { Drawing, DrawingEvents } from './drawing.ts'
import { canDrawWebGl, createDrawing } from './drawing-host.ts'
import { toggleExpanded } from './explore.ts'
import { moveFocus } from './keyboard-walk.ts'
import { marksOf } from './marks.ts'
import { frame, freshLayouts, positions } from './placement.ts'
import { buildScene } from './scene.ts'

/** The drawing on screen, for the toolbar and the keys. */
export const drawing: { current: Drawing | null } = { current: null }

export const scene = computed(() =>
  buildScene(visible.value, positions.value, {
    theme: theme.value,
    frame: frame.value,
    communities: communities.value,
  }),
)

const selectionKey = computed(() => state.value.selection)
const pinnedKey = computed(() => state.value.exploration.pinned)
export const marks = computed(() =>
  marksOf(visible.value, {
    hoveredNode: hoveredNode.value,
    hoveredEdge: hoveredEdge.value,
    // While the other end of a path is chosen, every node must be in sight.
    selection: pathStart.value === null ? selectionKey.value : null,
    area: pathStart.value === null ? areaNodes.value : [pathStart.value],
    paths: state.value.exploration.path ? (pathAnswer.value.data?.paths ?? null) : null,
    pinned: Object.keys(pinnedKey.value),
  }),
)

const wordOf = (id: string): string => {
  const edge = visible.peek().edges.get(id)
  return edge ? predicateName(edge.predicate) : ''
}

const events: DrawingEvents = {
  clickNode: (id, additive) => {
    const start = pathStart.peek()
    if (start !== null && start !== id) {
      pathStart.value = null
      updateExploration({ path: { from: start, to: id } })
      return
    }
    if (additive) {
      const before = new Set(areaNodes.peek())
      const selection = state.peek().selection
      if (before.size === 0 && selection?.kind === 'node') before.add(selection.id)
      if (before.has(id)) before.delete(id)
      else before.add(id)
      areaNodes.value = [...before]
      return
    }
    areaNodes.value = []
    select({ kind: 'node', id })
  },
  doubleClickNode: (id) => toggleExpanded(id),
  hoverNode: (id) => {
    hoveredNode.value = id
  },
  clickEdge: (id) => select({ kind: 'edge', id }),
  hoverEdge: (id) => {
    hoveredEdge.value = id
  },
  clickGround: () => {
    areaNodes.value = []
    if (state.peek().selection) select(null)
  },
  moveNode: (id, x, y) => updateExploration({ pinned: { ...state.peek().exploration.pinned, [id]: [x, y] } }),
  selectArea: (ids) => {
    areaNodes.value = ids
    areaMode.value = false
    if (ids.length === 1 && ids[0]) select({ kind: 'node', id: ids[0] })
  },
}

/** The final drawing is on screen, not only the one that stands in for it. */
const isDrawn = signal(false)

export const GraphCanvas = () => {
  const container = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const element = container.current
    if (!element) return undefined
    frame.value = { width: element.clientWidth || 1000, height: element.clientHeight || 680 }
    hasWebGl.value = canDrawWebGl()
    const host = createDrawing(element, events, {
      webGl: hasWebGl.peek(),
      onDrawn: () => {
        isDrawn.value = true
      },
      onWebGlLost: () => {
        hasWebGl.value = false
      },
    })
    drawing.current = host
    host.mark(marks.peek())
    host.show(scene.peek(), theme.peek(), wordOf)
    const stopWatching = onCoveringChange(element, () => host.mark(marks.peek()))
    return () => {
      stopWatching()
      isDrawn.value = false
      host.close()
      drawing.current = null
    }
  }, [])

  // Each effect reads its signal before it looks for the drawing: what is not read is not followed.
  useSignalEffect(() => {
    const now = scene.value
    drawing.current?.show(now, theme.peek(), wordOf)
  })
  useSignalEffect(() => {
    const now = marks.value
    drawing.current?.mark(now)
  })
  useSignalEffect(() => {
    if (freshLayouts.value > 0) drawing.current?.fit()
  })
  useSignalEffect(() => {
    const isOn = areaMode.value
    drawing.current?.setAreaMode(isOn)
  })
  useSignalEffect(() => {
    const selection = selectionKey.value
    if (selection?.kind === 'node') drawing.current?.reveal(selection.id)
  })

  const { nodes, edges } = visible.value
  return (
    <div
      ref={container}
      class="canvas"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing is walked by arrow keys
      tabIndex={0}
      aria-label={t('graphLabel', { nodes: nodes.size, edges: edges.size })}
      data-nodes={nodes.size}
      data-edges={edges.size}
      data-drawn={scene.value.nodes.size === nodes.size && isDrawn.value}
      onKeyDown={(event) => {
        if (moveFocus(event.key, visible.peek(), positions.peek())) event.preventDefault()
      }}
    />
  )
}

/** A node that the graph lacks comes in with its neighbours; then it is selected. */
export const showNode = (id: string): void => {
  const { exploration } = state.peek()
  const change = { ...exploration, hidden: exploration.hidden.filter((other) => other !== id) }
  const isKnown = model.peek().nodes.has(id)
  if (!isKnown) change.expanded = [...change.expanded.filter((other) => other.id !== id), { id, predicate: null }]
  update({ view: 'graph', exploration: change, selection: { kind: 'node', id } }, { undoable: !isKnown })
}
