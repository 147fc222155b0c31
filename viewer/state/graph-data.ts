/** Fetches what the graph needs and derives the model on screen. Data comes in here and nowhere else for the drawing. */
import { computed, effect, signal } from '@preact/signals'
import type { GraphView, Problem, StoreStats } from '../../graph/contract.ts'
import { t } from '../messages.ts'
import { ask, problemOf } from './api-client.ts'
import { askCypher, drawableAnswer } from './cypher-answer.ts'
import { communitiesOf, type GraphModel, mergeViews, onlyPredicate, visibleModel } from './graph-model.ts'
import { dataVersion, loadable } from './loadable.ts'
import { say } from './page-state.ts'
import { state, update } from './store.ts'
import { filterParameters } from './view-state.ts'

/** Neighbours that one expansion asks for. */
const expandLimit = 60

/** Entities up to which country–sector links make the picture richer; beyond that they bury it. */
const fewEntities = 80
const stats = loadable<StoreStats>(() => '/api/stats')

/** Null until it is known how large the graph is. */
export const showsLinks = computed<boolean | null>(() => {
  const { linked, filter } = state.value
  if (linked !== null) return linked
  if (filter.sectors.length > 0 || filter.article !== null) return true
  if (stats.value.status === 'error') return false
  if (stats.value.data === null) return null
  const entities = Object.values(stats.value.data.entities).reduce((sum, count) => sum + count, 0)
  return entities <= fewEntities
})

const baseAddress = computed(() => {
  if (showsLinks.value === null) return null
  const parameters = filterParameters(state.value.filter)
  parameters.set('limit', String(state.value.limit))
  if (showsLinks.value) parameters.set('linked', 'true')
  return `/api/graph?${parameters}`
})
export const baseView = loadable<GraphView>(() => baseAddress.value)

export interface PathAnswer {
  paths: string[][]
  view: GraphView
}
const pathAddress = computed(() => {
  const { path } = state.value.exploration
  return path ? `/api/paths?${new URLSearchParams({ from: path.from, to: path.to, max: '4' })}` : null
})
export const pathAnswer = loadable<PathAnswer>(() => pathAddress.value)

/** The answer that the state names, once it is here. */
const answered = signal<{ query: string; view: GraphView } | null>(null)
const answerKey = computed(() => {
  const { answer } = state.value
  return answer ? JSON.stringify([answer.query, answer.parameters]) : null
})
const showNoAnswer = (error: unknown): void => {
  update({ answer: null })
  say(problemOf(error).detail || t('offlineTitle'))
}
effect(() => {
  dataVersion.value
  const key = answerKey.value
  const { answer } = state.peek()
  if (!key || !answer) return
  askCypher(answer.query, answer.parameters).then((found) => {
    if (answerKey.peek() !== key) return
    const view = drawableAnswer(found)
    if (view) answered.value = { query: key, view }
    else update({ answer: null })
  }, showNoAnswer)
})
export const isAnswering = computed(() => answerKey.value !== null && answered.value?.query !== answerKey.value)
/** A query's answer drawn beside or instead of the graph. */
export const overlay = computed<{ mode: 'add' | 'replace'; view: GraphView } | null>(() => {
  const { answer } = state.value
  return answer && answered.value?.query === answerKey.value ? { mode: answer.mode, view: answered.value.view } : null
})

const neighbourAddress = (id: string, predicate: string | null): string =>
  `/api/entities/${encodeURIComponent(id)}/neighbours?limit=${expandLimit}${predicate ? `&predicate=${predicate}` : ''}`

const expansions = computed(() => {
  const { expanded, ego } = state.value.exploration
  return ego ? [...expanded, { id: ego.id, predicate: null }] : expanded
})
const extraAddresses = computed(() => expansions.value.map(({ id, predicate }) => neighbourAddress(id, predicate)))
const extras = signal<ReadonlyMap<string, GraphView | Problem>>(new Map())
const isView = (answer: GraphView | Problem | undefined): answer is GraphView =>
  answer !== undefined && 'nodes' in answer

effect(() => {
  dataVersion.value
  extras.value = new Map()
})
const asked = new Set<string>()
effect(() => {
  const have = extras.value
  for (const address of extraAddresses.value) {
    if (have.has(address) || asked.has(address)) continue
    asked.add(address)
    ask<GraphView>(address)
      .catch((error: unknown): Problem => problemOf(error))
      .then((answer) => {
        asked.delete(address)
        extras.value = new Map(extras.peek()).set(address, answer)
      })
  }
})

/** Everything that was asked for has arrived: from here on a layout is worth making. */
export const graphReady = computed(
  () =>
    overlay.value?.mode === 'replace' ||
    (!isAnswering.value &&
      baseView.value.data !== null &&
      extraAddresses.value.every((address) => extras.value.has(address)) &&
      pathAnswer.value.status !== 'loading'),
)

export const model = computed<GraphModel>(() => {
  const above = overlay.value
  if (above?.mode === 'replace') return mergeViews([above.view])
  const views: GraphView[] = []
  if (baseView.value.data) views.push(baseView.value.data)
  for (const { id, predicate } of expansions.value) {
    const extra = extras.value.get(neighbourAddress(id, predicate))
    if (isView(extra)) views.push(predicate ? onlyPredicate(extra, id, predicate) : extra)
  }
  if (pathAnswer.value.data && state.value.exploration.path) views.push(pathAnswer.value.data.view)
  if (above) views.push(above.view)
  return mergeViews(views)
})

/** Exploration and filter without what changes at every click, so that a selection does not rebuild the drawing. */
const drawingKey = computed(() => {
  const { exploration, hiddenTypes, filter } = state.value
  return JSON.stringify([
    exploration.folded,
    exploration.ego,
    exploration.hidden,
    hiddenTypes,
    filter.predicates,
    filter.modalities,
  ])
})

export const visible = computed<GraphModel>(() => {
  drawingKey.value
  const { exploration, hiddenTypes, filter } = state.peek()
  return visibleModel(model.value, exploration, hiddenTypes, filter)
})

const communitiesOn = computed(() => state.value.exploration.communities)
export const communities = computed(() => (communitiesOn.value ? communitiesOf(visible.value) : null))
