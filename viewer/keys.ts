/** The page's keys. Never while the reader types, never over a browser's own combination. */
import { hideNodes, toggleEgo, toggleExpanded, togglePin } from './graph-view/explore.ts'
import { drawing } from './graph-view/graph-canvas.tsx'
import { t } from './messages.ts'
import { areaMode, areaNodes, helpOpen, pathStart, say, searchOpen, tableOpen } from './state/page-state.ts'
import { redo, select, state, undo, update, updateExploration } from './state/store.ts'
import type { ViewName } from './state/view-state.ts'

const views: Record<string, ViewName> = {
  1: 'graph',
  2: 'matrix',
  3: 'timeline',
  4: 'dossier',
  5: 'cypher',
  6: 'articles',
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('.cypher-editor') !== null)

/** Esc leaves one thing at a time, the innermost first. */
const leave = (): void => {
  if (pathStart.value !== null) pathStart.value = null
  else if (areaMode.value) areaMode.value = false
  else if (areaNodes.value.length > 0) areaNodes.value = []
  else if (state.value.selection) select(null)
  else if (state.value.exploration.path) updateExploration({ path: null })
  else if (state.value.exploration.ego) updateExploration({ ego: null })
}

const onNode = (key: string, id: string): boolean => {
  if (key === 'e') toggleExpanded(id)
  else if (key === 'o') toggleEgo(id)
  else if (key === 'x') togglePin(id)
  else if (key === 'h') hideNodes([id])
  else if (key === 'p') {
    pathStart.value = id
    say(t('pathPick'))
  } else return false
  return true
}

const onGraph = (key: string): boolean => {
  const { selection } = state.value
  if (key === 'f') drawing.current?.fit()
  else if (key === '+' || key === '=') drawing.current?.zoom(1.5)
  else if (key === '-') drawing.current?.zoom(1 / 1.5)
  else if (key === 't') tableOpen.value = !tableOpen.value
  else if (key === 'enter' && document.activeElement?.classList.contains('canvas')) {
    document.querySelector<HTMLElement>('.evidence button')?.focus()
  } else if (selection?.kind === 'node') return onNode(key, selection.id)
  else return false
  return true
}

const onKeyDown = (event: KeyboardEvent): void => {
  if (event.defaultPrevented || searchOpen.value || helpOpen.value) return
  const key = event.key.toLowerCase()
  if ((event.ctrlKey || event.metaKey) && key === 'z' && !isTyping(event.target)) {
    if (event.shiftKey) redo()
    else undo()
    event.preventDefault()
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey) {
    if (key === 'k' && (event.ctrlKey || event.metaKey)) {
      searchOpen.value = true
      event.preventDefault()
    }
    return
  }
  if (key === 'escape' && !isTyping(event.target)) {
    leave()
    return
  }
  if (isTyping(event.target)) return
  const view = views[event.key]
  if (key === '/') searchOpen.value = true
  else if (key === '?') helpOpen.value = true
  else if (view) update(view === 'articles' ? { view, article: null } : { view })
  else if (state.value.view !== 'graph' || !onGraph(key)) return
  event.preventDefault()
}

export const listenToKeys = (): void => document.addEventListener('keydown', onKeyDown)
