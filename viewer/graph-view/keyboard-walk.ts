/** Walks the drawing by arrow keys: to the neighbour that lies most in the key's direction. */

import { t, typeName } from '../messages.ts'
import type { GraphModel } from '../state/graph-model.ts'
import { adjacency } from '../state/graph-model.ts'
import { say } from '../state/page-state.ts'
import { select, state } from '../state/store.ts'
import type { Positions } from './layout.ts'

const directions: Record<string, readonly [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** The neighbour to go to, or null. Nearness counts, but less than direction. */
export const neighbourTowards = (
  from: string,
  direction: readonly [number, number],
  candidates: Iterable<string>,
  positions: Positions,
): string | null => {
  const here = positions.get(from)
  if (!here) return null
  let best: string | null = null
  let bestScore = 0.2
  for (const id of candidates) {
    const there = positions.get(id)
    if (!there || id === from) continue
    const [dx, dy] = [there[0] - here[0], there[1] - here[1]]
    const distance = Math.hypot(dx, dy) || 1
    const along = (dx * direction[0] + dy * direction[1]) / distance
    const score = along - Math.min(0.3, distance / 4000)
    if (score > bestScore) {
      bestScore = score
      best = id
    }
  }
  return best
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
