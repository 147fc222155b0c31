/**
 * What is drawn, as a pure function of the fetched views and the exploration: merge, hide, fold, surroundings, counts.
 * No fetching, no drawing, no positions.
 */
import type { EntityType, GraphEdge, GraphNode, GraphView, Modality } from '../../graph/contract.ts'
import type { EdgePredicate, Exploration, ViewFilter } from './view-state.ts'

export interface GraphModel {
  nodes: ReadonlyMap<string, GraphNode>
  edges: ReadonlyMap<string, GraphEdge>
}

export const emptyModel: GraphModel = { nodes: new Map(), edges: new Map() }

/** The union of several answers; the first to name a node or edge gives its numbers. */
export const mergeViews = (views: readonly GraphView[]): GraphModel => {
  const nodes = new Map<string, GraphNode>()
  const edges = new Map<string, GraphEdge>()
  for (const view of views) {
    for (const node of view.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node)
    for (const edge of view.edges) if (!edges.has(edge.id)) edges.set(edge.id, edge)
  }
  for (const [id, edge] of edges) if (!nodes.has(edge.source) || !nodes.has(edge.target)) edges.delete(id)
  return { nodes, edges }
}

/** The part of a view that one predicate holds together, with the node it is about. */
export const onlyPredicate = (view: GraphView, id: string, predicate: EdgePredicate): GraphView => {
  const edges = view.edges.filter((edge) => edge.predicate === predicate)
  const ends = new Set([id, ...edges.flatMap((edge) => [edge.source, edge.target])])
  return { ...view, edges, nodes: view.nodes.filter((node) => ends.has(node.id)) }
}

/** Ids of the nodes beside each node. */
export const adjacency = (model: GraphModel): Map<string, Set<string>> => {
  const beside = new Map<string, Set<string>>()
  for (const id of model.nodes.keys()) beside.set(id, new Set())
  for (const edge of model.edges.values()) {
    beside.get(edge.source)?.add(edge.target)
    beside.get(edge.target)?.add(edge.source)
  }
  return beside
}

/** Ids within `depth` steps of a node, itself included. */
export const surroundings = (model: GraphModel, id: string, depth: number): Set<string> => {
  const beside = adjacency(model)
  const reached = new Set(model.nodes.has(id) ? [id] : [])
  let rim = [...reached]
  for (let step = 0; step < depth; step += 1) {
    rim = rim.flatMap((node) => [...(beside.get(node) ?? [])]).filter((node) => !reached.has(node))
    for (const node of rim) reached.add(node)
  }
  return reached
}

const kept = (model: GraphModel, keep: (node: GraphNode) => boolean): GraphModel => {
  const nodes = new Map([...model.nodes].filter(([, node]) => keep(node)))
  const edges = new Map([...model.edges].filter(([, edge]) => nodes.has(edge.source) && nodes.has(edge.target)))
  return { nodes, edges }
}

/** Leaves that hang on a folded node only. */
const foldedAway = (model: GraphModel, folded: readonly string[]): Set<string> => {
  const beside = adjacency(model)
  const away = new Set<string>()
  for (const id of folded) {
    for (const neighbour of beside.get(id) ?? []) {
      if (beside.get(neighbour)?.size === 1 && !folded.includes(neighbour)) away.add(neighbour)
    }
  }
  return away
}

/** The part of the model that is on screen. */
export const visibleModel = (
  model: GraphModel,
  exploration: Exploration,
  hiddenTypes: readonly EntityType[],
  filter: Pick<ViewFilter, 'predicates' | 'modalities'>,
): GraphModel => {
  const wanted = (edge: GraphEdge): boolean =>
    (edge.predicate === 'LINKED_TO' || filter.predicates.length === 0 || filter.predicates.includes(edge.predicate)) &&
    (filter.modalities.length === 0 || filter.modalities.some((modality) => edge.modalities[modality] > 0))
  let shown: GraphModel = { nodes: model.nodes, edges: new Map([...model.edges].filter(([, edge]) => wanted(edge))) }
  const hidden = new Set(exploration.hidden)
  shown = kept(shown, (node) => !hiddenTypes.includes(node.type) && !hidden.has(node.id))
  if (exploration.folded.length > 0) {
    const away = foldedAway(shown, exploration.folded)
    shown = kept(shown, (node) => !away.has(node.id))
  }
  if (exploration.ego && shown.nodes.has(exploration.ego.id)) {
    const near = surroundings(shown, exploration.ego.id, exploration.ego.depth)
    shown = kept(shown, (node) => near.has(node.id))
  }
  return shown
}

export interface FacetCounts {
  types: Map<EntityType, number>
  modalities: Map<Modality, number>
  predicates: Map<EdgePredicate, number>
}

/** How many nodes and edges of the model each legend entry stands for. */
export const facetCounts = (model: GraphModel): FacetCounts => {
  const counts: FacetCounts = { types: new Map(), modalities: new Map(), predicates: new Map() }
  const add = <K>(map: Map<K, number>, key: K): Map<K, number> => map.set(key, (map.get(key) ?? 0) + 1)
  for (const node of model.nodes.values()) add(counts.types, node.type)
  for (const edge of model.edges.values()) {
    add(counts.modalities, edge.modality)
    add(counts.predicates, edge.predicate)
  }
  return counts
}

/** Edge ids on the given paths of node ids, in either direction. */
export const pathEdges = (model: GraphModel, paths: readonly (readonly string[])[]): Set<string> => {
  const steps = new Set<string>()
  for (const path of paths) {
    path.forEach((id, at) => {
      const next = path[at + 1]
      if (next !== undefined) {
        steps.add(`${id} ${next}`)
        steps.add(`${next} ${id}`)
      }
    })
  }
  return new Set([...model.edges.values()].filter((e) => steps.has(`${e.source} ${e.target}`)).map((e) => e.id))
}

/**
 * Communities by label propagation in fixed order, so that the same graph gives the same groups; numbered by size.
 * (Raghavan, Albert and Kumara 2007, made deterministic: ties go to the smaller label, nodes in the order given.)
 */
export const communitiesOf = (model: GraphModel): Map<string, number> => {
  const ids = [...model.nodes.keys()]
  const label = new Map(ids.map((id, at) => [id, at]))
  const weights = new Map<string, Map<string, number>>(ids.map((id) => [id, new Map()]))
  for (const edge of model.edges.values()) {
    for (const [from, to] of [
      [edge.source, edge.target],
      [edge.target, edge.source],
    ] as const) {
      const row = weights.get(from)
      row?.set(to, (row.get(to) ?? 0) + Math.max(1, edge.statements))
    }
  }
  for (let round = 0; round < 20; round += 1) {
    let changed = false
    for (const id of ids) {
      const votes = new Map<number, number>()
      for (const [other, weight] of weights.get(id) ?? []) {
        const vote = label.get(other) ?? 0
        votes.set(vote, (votes.get(vote) ?? 0) + weight)
      }
      const best = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]
      if (best && best[0] !== label.get(id)) {
        label.set(id, best[0])
        changed = true
      }
    }
    if (!changed) break
  }
  const sizes = new Map<number, number>()
  for (const group of label.values()) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const order = [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([group]) => group)
  return new Map(ids.map((id) => [id, order.indexOf(label.get(id) ?? 0)]))
}
