/**
 * Holds the one state as a signal, keeps the address in step with it and undo behind it.
 * The only place where the state is written; never touches the graph's data.
 */
import { computed, effect, signal } from '@preact/signals'
import { emptyHistory, type History, recorded, redone, undone } from './history.ts'
import { putHintAway } from './page-state.ts'
import { stateToUrl, urlToState } from './url-state.ts'
import {
  type Exploration,
  narrowLimit,
  noExploration,
  noFilter,
  type Selection,
  startLimit,
  type ViewFilter,
  type ViewState,
} from './view-state.ts'

/** On a phone a smaller start view, unless the address says how large. */
const startingState = (): ViewState => {
  const start = urlToState(location.href)
  const isNarrow = window.matchMedia('(max-width: 760px)').matches
  return isNarrow && start.limit === startLimit ? { ...start, limit: narrowLimit } : start
}
export const state = signal<ViewState>(startingState())

const history = signal<History<ViewState>>(emptyHistory())
export const canUndo = computed(() => history.value.past.length > 0)
export const canRedo = computed(() => history.value.future.length > 0)

/** Changes that a reader would want to step back from with the browser's button. */
const isNewPage = (before: ViewState, after: ViewState): boolean =>
  before.view !== after.view ||
  before.article?.id !== after.article?.id ||
  before.dossier?.a !== after.dossier?.a ||
  before.dossier?.b !== after.dossier?.b

/** Shows another state. `undoable` marks a change of the drawing that undo must bring back. */
export const update = (change: Partial<ViewState>, options: { undoable?: boolean } = {}): void => {
  const before = state.value
  const after = { ...before, ...change }
  if (options.undoable) history.value = recorded(history.value, before)
  if (isNewPage(before, after)) window.history.pushState(null, '', stateToUrl(after))
  state.value = after
}

export const updateFilter = (change: Partial<ViewFilter>): void =>
  update({ filter: { ...state.value.filter, ...change } }, { undoable: true })

export const updateExploration = (change: Partial<Exploration>): void =>
  update({ exploration: { ...state.value.exploration, ...change } }, { undoable: true })

export const select = (selection: Selection | null): void => {
  if (selection) putHintAway()
  update({ selection })
}

export const openArticle = (id: string, statement: string | null): void =>
  update({ view: 'articles', article: { id, statement } })

export const resetView = (): void =>
  update({ filter: noFilter, exploration: noExploration, hiddenTypes: [], linked: null }, { undoable: true })

/** Undo and redo bring back the drawing, not the page: the view and what is open stay. */
const restore = (step: { present: ViewState; history: History<ViewState> } | null): void => {
  if (!step) return
  history.value = step.history
  const { filter, exploration, hiddenTypes, linked, limit } = step.present
  state.value = { ...state.value, filter, exploration, hiddenTypes, linked, limit }
}
export const undo = (): void => restore(undone(history.value, state.value))
export const redo = (): void => restore(redone(history.value, state.value))

effect(() => {
  const address = stateToUrl(state.value)
  if (address !== location.pathname + location.search) window.history.replaceState(null, '', address)
})
window.addEventListener('popstate', () => {
  state.value = urlToState(location.href)
})
