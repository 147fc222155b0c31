/** Steps of exploring: expand, fold, surroundings, pin, hide. Each is one undoable change of the state. */
import type { EntityType, Predicate } from '../../graph/contract.ts'
import { state, update, updateExploration } from '../state/store.ts'
import { toggled } from '../state/view-state.ts'
import { positions } from './placement.ts'

export const isExpanded = (id: string): boolean => state.value.exploration.expanded.some((item) => item.id === id)

export const expandNode = (id: string, predicate: Predicate | null): void => {
  const { expanded, folded } = state.peek().exploration
  const others = expanded.filter((item) => item.id !== id || item.predicate !== predicate)
  updateExploration({ expanded: [...others, { id, predicate }], folded: folded.filter((item) => item !== id) })
}

/** Takes back what expanding brought, and puts the leaves that hang on it only away. */
export const foldNode = (id: string): void => {
  const { expanded, folded } = state.peek().exploration
  updateExploration({
    expanded: expanded.filter((item) => item.id !== id),
    folded: folded.includes(id) ? folded : [...folded, id],
  })
}

export const toggleExpanded = (id: string): void => {
  if (isExpanded(id)) foldNode(id)
  else expandNode(id, null)
}

export const toggleEgo = (id: string): void => {
  const { ego } = state.peek().exploration
  updateExploration({ ego: ego?.id === id ? null : { id, depth: 1 } })
}

export const togglePin = (id: string): void => {
  const pinned = { ...state.peek().exploration.pinned }
  const spot = positions.peek().get(id)
  if (pinned[id]) delete pinned[id]
  else if (spot) pinned[id] = spot
  updateExploration({ pinned })
}

export const hideNodes = (ids: readonly string[]): void => {
  const { exploration, selection } = state.peek()
  const hidden = [...exploration.hidden, ...ids.filter((id) => !exploration.hidden.includes(id))]
  const isSelected = selection?.kind === 'node' && ids.includes(selection.id)
  update({ exploration: { ...exploration, hidden }, selection: isSelected ? null : selection }, { undoable: true })
}

export const toggleType = (type: EntityType): void => {
  update({ hiddenTypes: toggled(state.peek().hiddenTypes, type) }, { undoable: true })
}
