/** What stands out and what steps back: hovered, selected, on a path. Pure; the drawings only look things up in it. */
import type { GraphModel } from '../state/graph-model.ts'
import { pathEdges } from '../state/graph-model.ts'
import type { Selection } from '../state/view-state.ts'

export interface Marks {
  hoveredNode: string | null
  hoveredEdge: string | null
  selectedNodes: ReadonlySet<string>
  selectedEdge: string | null
  pinned: ReadonlySet<string>
  /** Nodes and edges in full colour; null where nothing is singled out. */
  focus: { nodes: ReadonlySet<string>; edges: ReadonlySet<string> } | null
  /** Edges that show their relation in words. */
  worded: ReadonlySet<string>
}

export const noMarks: Marks = {
  hoveredNode: null,
  hoveredEdge: null,
  selectedNodes: new Set(),
  selectedEdge: null,
  pinned: new Set(),
  focus: null,
  worded: new Set(),
}

export interface MarkInput {
  hoveredNode: string | null
  hoveredEdge: string | null
  selection: Selection | null
  area: readonly string[]
  paths: readonly (readonly string[])[] | null
  pinned: readonly string[]
}

/** Hover singles out more than selection does, and a path more than both. */
export const marksOf = (model: GraphModel, input: MarkInput): Marks => {
  const has = (id: string | null): id is string => id !== null && model.nodes.has(id)
  const selectedNode = input.selection?.kind === 'node' ? input.selection.id : null
  const selectedEdge =
    input.selection?.kind === 'edge' && model.edges.has(input.selection.id) ? input.selection.id : null
  const cellEnds = input.selection?.kind === 'cell' ? [input.selection.country, input.selection.sector] : []
  const selectedNodes = new Set([...input.area, ...cellEnds, selectedNode].filter((id) => has(id ?? null)) as string[])
  const hoveredEdge = input.hoveredEdge !== null && model.edges.has(input.hoveredEdge) ? input.hoveredEdge : null
  const centre = has(input.hoveredNode) ? input.hoveredNode : has(selectedNode) ? selectedNode : null

  const focusNodes = new Set<string>()
  const focusEdges = new Set<string>()
  const addEdge = (id: string): void => {
    const edge = model.edges.get(id)
    if (!edge) return
    focusEdges.add(id)
    focusNodes.add(edge.source)
    focusNodes.add(edge.target)
  }
  if (input.paths && input.paths.length > 0) {
    for (const id of pathEdges(model, input.paths)) addEdge(id)
    for (const id of input.paths.flat()) if (model.nodes.has(id)) focusNodes.add(id)
  } else if (input.area.length > 1) {
    for (const id of selectedNodes) focusNodes.add(id)
    for (const edge of model.edges.values()) {
      if (selectedNodes.has(edge.source) && selectedNodes.has(edge.target)) focusEdges.add(edge.id)
    }
  } else if (centre !== null) {
    focusNodes.add(centre)
    for (const edge of model.edges.values()) if (edge.source === centre || edge.target === centre) addEdge(edge.id)
  } else if (hoveredEdge ?? selectedEdge) {
    addEdge((hoveredEdge ?? selectedEdge) as string)
  }
  const worded = new Set(focusEdges)
  if (hoveredEdge) worded.add(hoveredEdge)
  return {
    hoveredNode: has(input.hoveredNode) ? input.hoveredNode : null,
    hoveredEdge,
    selectedNodes,
    selectedEdge,
    pinned: new Set(input.pinned),
    focus: focusNodes.size > 0 ? { nodes: focusNodes, edges: focusEdges } : null,
    worded,
  }
}
