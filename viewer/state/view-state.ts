/**
 * The one state of the page: what is looked at, narrowed by what, with what opened.
 * Plain values only, so that the address, undo and the tests can hold it; everything on screen derives from it.
 */
import type { EntityType, IsoDate, Modality, Predicate } from '../../graph/contract.ts'

export type ViewName = 'graph' | 'matrix' | 'timeline' | 'cypher' | 'articles' | 'dossier'
export const viewNames: readonly ViewName[] = ['graph', 'matrix', 'timeline', 'cypher', 'articles', 'dossier']

export type EdgePredicate = Predicate | 'LINKED_TO'

/** Strongest first: an edge shows the strongest modality of its statements. */
export const modalityNames: readonly Modality[] = ['actual', 'planned', 'discussed', 'ended', 'denied']

/** Empty lists and nulls mean "all". Shared by the graph, the matrix and the timeline. */
export interface ViewFilter {
  predicates: Predicate[]
  modalities: Modality[]
  sectors: string[]
  countries: string[]
  publisher: string | null
  article: string | null
  from: IsoDate | null
  to: IsoDate | null
  minConfidence: number
}

export type Selection =
  | { kind: 'node'; id: string }
  | { kind: 'edge'; id: string }
  | { kind: 'cell'; country: string; sector: string }

/** What the reader of the graph did to it. The data is never changed: all of this is applied when drawing. */
export interface Exploration {
  /** Nodes whose neighbours were fetched, in order; `predicate` where only those of one kind were. */
  expanded: { id: string; predicate: Predicate | null }[]
  /** Nodes whose only-here neighbours are put away. */
  folded: string[]
  /** Only what is within `depth` steps of this node. */
  ego: { id: string; depth: number } | null
  path: { from: string; to: string } | null
  hidden: string[]
  pinned: Record<string, readonly [x: number, y: number]>
  communities: boolean
}

export interface ViewState {
  view: ViewName
  filter: ViewFilter
  hiddenTypes: EntityType[]
  /** Draw country–sector links beside the statements' edges; null leaves it to the size of the graph. */
  linked: boolean | null
  /** How many nodes the start view asks for. */
  limit: number
  exploration: Exploration
  selection: Selection | null
  /** Article that is open, and the statement to scroll to. */
  article: { id: string; statement: string | null } | null
  dossier: { a: string; b: string | null } | null
  cypher: string
  /** A query whose answer is drawn beside or instead of the graph. */
  answer: { mode: 'add' | 'replace'; query: string; parameters: string } | null
  /** Parameters of the query as JSON text; empty for none. */
  parameters: string
}

export const noFilter: ViewFilter = {
  predicates: [],
  modalities: [],
  sectors: [],
  countries: [],
  publisher: null,
  article: null,
  from: null,
  to: null,
  minConfidence: 0,
}

export const noExploration: Exploration = {
  expanded: [],
  folded: [],
  ego: null,
  path: null,
  hidden: [],
  pinned: {},
  communities: false,
}

export const startLimit = 120
export const narrowLimit = 40
export const maxLimit = 300

export const startState: ViewState = {
  view: 'graph',
  filter: noFilter,
  hiddenTypes: [],
  linked: null,
  limit: startLimit,
  exploration: noExploration,
  selection: null,
  article: null,
  dossier: null,
  cypher: '',
  answer: null,
  parameters: '',
}

/** True where nothing narrows the statements. */
export const isUnfiltered = (filter: ViewFilter): boolean => filterParameters(filter).toString() === ''

/** The filter as the query parameters of the API. */
export const filterParameters = (filter: ViewFilter): URLSearchParams => {
  const parameters = new URLSearchParams()
  if (filter.predicates.length > 0) parameters.set('predicate', filter.predicates.join(','))
  if (filter.modalities.length > 0) parameters.set('modality', filter.modalities.join(','))
  if (filter.sectors.length > 0) parameters.set('sector', filter.sectors.join(','))
  if (filter.countries.length > 0) parameters.set('country', filter.countries.join(','))
  if (filter.publisher !== null) parameters.set('publisher', filter.publisher)
  if (filter.article !== null) parameters.set('article', filter.article)
  if (filter.from !== null) parameters.set('from', filter.from)
  if (filter.to !== null) parameters.set('to', filter.to)
  if (filter.minConfidence > 0) parameters.set('minConfidence', String(filter.minConfidence))
  return parameters
}

/** `list` with `value` put in, or taken out where it was in. */
export const toggled = <T>(list: readonly T[], value: T): T[] =>
  list.includes(value) ? list.filter((item) => item !== value) : [...list, value]

/**
 * Switches one value of a facet in which an empty list stands for "all": the first click takes the value out of all,
 * and a facet with everything in, or nothing, is "all" again.
 */
export const toggledFacet = <T>(chosen: readonly T[], value: T, all: readonly T[]): T[] => {
  const next = toggled(chosen.length === 0 ? all : chosen, value)
  return next.length === 0 || next.length === all.length ? [] : all.filter((item) => next.includes(item))
}
