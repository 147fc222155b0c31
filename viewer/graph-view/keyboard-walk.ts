/** Walks the drawing by arrow keys: to the neighbour that lies most in the key's direction. */

import { t, typeName } from '../messages.ts'
import type { GraphModel } from '../state/graph-model.ts'
import { adjacency } from '../state/graph-model.ts'
import { say } from '../state/page-state.ts'
import { select, state } from '../state/store.ts'
import type { Positions } from './layout.ts'
import { neighbourTowards } from './neighbour-towards.ts'

const directions: Record<string, readonly [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** True where the key was one of the walk's. */
export const moveFocus = (key: string, model: GraphModel, positions: Positions): boolean => {
  const direction = directions[key]
  if (!direction) return false
  const selection = state.peek().selection
  const from = selection?.kind === 'node' && model.nodes.has(selection.id) ? selection.id : null
  const first = [...model.nodes.values()].sort((a, b) => b.statements - a.statements)[0]
  const beside = from === null ? null : (adjacency(model).get(from) ?? new Set<string>())
  const next =
    from === null
      ? (first?.id ?? null)
      : (neighbourTowards(from, direction, beside ?? [], positions) ??
        neighbourTowards(from, direction, model.nodes.keys(), positions))
  const node = next === null ? undefined : model.nodes.get(next)
  if (!node) return true
  select({ kind: 'node', id: node.id })
  const count = adjacency(model).get(node.id)?.size ?? 0
  say(t('selectedStatus', { name: node.name, type: typeName(node.type), count }))
  return true
}
