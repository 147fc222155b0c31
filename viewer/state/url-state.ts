/**
 * The state as an address and back. An address restores the exact view; what is at its default is left out, and what
 * cannot be read is dropped, so that an old or mistyped link still opens something.
 */
import type { EntityType, Modality, Predicate } from '../../graph/contract.ts'
import {
  type Exploration,
  filterParameters,
  maxLimit,
  modalityNames,
  noExploration,
  type Selection,
  startLimit,
  startState,
  type ViewFilter,
  type ViewName,
  type ViewState,
  viewNames,
} from './view-state.ts'

const listOf = (value: string | null): string[] =>
  value === null ? [] : value.split(',').filter((item) => item !== '')

const selectionText = (selection: Selection): string =>
  selection.kind === 'cell' ? `cell~${selection.country}~${selection.sector}` : `${selection.kind}~${selection.id}`

const readSelection = (text: string | null): Selection | null => {
  const [kind, first, second] = (text ?? '').split('~')
  if ((kind === 'node' || kind === 'edge') && first) return { kind, id: first }
  if (kind === 'cell' && first && second) return { kind, country: first, sector: second }
  return null
}

const pinsText = (pinned: Exploration['pinned']): string =>
  Object.entries(pinned)
    .map(([id, [x, y]]) => `${id}~${Math.round(x)}~${Math.round(y)}`)
    .join(',')

const readPins = (text: string | null): Exploration['pinned'] => {
  const pins: Record<string, readonly [number, number]> = {}
  for (const item of listOf(text)) {
    const [id, x, y] = item.split('~')
    if (id && Number.isFinite(Number(x)) && Number.isFinite(Number(y))) pins[id] = [Number(x), Number(y)]
  }
  return pins
}

const readExpanded = (text: string | null): Exploration['expanded'] =>
  listOf(text).map((item) => {
    const [id = '', predicate] = item.split('~')
    return { id, predicate: (predicate as Predicate | undefined) ?? null }
  })

const isDate = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text)

/** Path and query of a state, e.g. `/?view=matrix&modality=actual`. */
export const stateToUrl = (state: ViewState): string => {
  const parameters = filterParameters(state.filter)
  const { exploration } = state
  const set = (key: string, value: string): void => {
    if (value !== '') parameters.set(key, value)
  }
  if (state.view !== 'graph' && state.view !== 'dossier') set('view', state.view)
  set('hide-types', state.hiddenTypes.join(','))
  if (state.linked !== null) set('linked', state.linked ? '1' : '0')
  if (state.limit !== startLimit) set('limit', String(state.limit))
  set('expand', exploration.expanded.map(({ id, predicate }) => (predicate ? `${id}~${predicate}` : id)).join(','))
  set('fold', exploration.folded.join(','))
  if (exploration.ego) set('ego', `${exploration.ego.id}~${exploration.ego.depth}`)
  if (exploration.path) set('path', `${exploration.path.from}~${exploration.path.to}`)
  set('hide', exploration.hidden.join(','))
  set('pin', pinsText(exploration.pinned))
  if (exploration.communities) set('communities', '1')
  if (state.selection) set('select', selectionText(state.selection))
  if (state.article && state.view === 'articles') {
    // The open article is a view of its own; the filter's article is another thing.
    set('open', state.article.statement ? `${state.article.id}~${state.article.statement}` : state.article.id)
  }
  if (state.view === 'cypher') {
    set('query', state.cypher)
    set('parameters', state.parameters)
  }
  if (state.answer) {
    set('answer', state.answer.mode)
    set('answer-query', state.answer.query)
    set('answer-parameters', state.answer.parameters)
  }
  const short = (id: string): string => encodeURIComponent(id.replace(/^country:/, ''))
  const path =
    state.view === 'dossier' && state.dossier
      ? `/dossier/${short(state.dossier.a)}${state.dossier.b ? `/${short(state.dossier.b)}` : ''}`
      : '/'
  // Colons, commas and tildes may stand in a query as they are; links stay readable that way.
  const query = parameters.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%7E', '~')
  return query === '' ? path : `${path}?${query}`
}

const readFilter = (parameters: URLSearchParams): ViewFilter => {
  const from = parameters.get('from')
  const to = parameters.get('to')
  const confidence = Number(parameters.get('minConfidence') ?? 0)
  return {
    predicates: listOf(parameters.get('predicate')) as Predicate[],
    modalities: listOf(parameters.get('modality')).filter((name): name is Modality =>
      (modalityNames as readonly string[]).includes(name),
    ),
    sectors: listOf(parameters.get('sector')),
    countries: listOf(parameters.get('country')),
    publisher: parameters.get('publisher'),
    article: parameters.get('article'),
    from: isDate(from) ? from : null,
    to: isDate(to) ? to : null,
    minConfidence: confidence > 0 && confidence <= 1 ? confidence : 0,
  }
}

const readExploration = (parameters: URLSearchParams): Exploration => {
  const [egoId, depth] = (parameters.get('ego') ?? '').split('~')
  const [from, to] = (parameters.get('path') ?? '').split('~')
  return {
    ...noExploration,
    expanded: readExpanded(parameters.get('expand')),
    folded: listOf(parameters.get('fold')),
    ego: egoId ? { id: egoId, depth: Math.min(3, Math.max(1, Number(depth) || 1)) } : null,
    path: from && to ? { from, to } : null,
    hidden: listOf(parameters.get('hide')),
    pinned: readPins(parameters.get('pin')),
    communities: parameters.get('communities') === '1',
  }
}

const readAnswer = (parameters: URLSearchParams): ViewState['answer'] => {
  const mode = parameters.get('answer')
  const query = parameters.get('answer-query')
  if ((mode !== 'add' && mode !== 'replace') || !query) return null
  return { mode, query, parameters: parameters.get('answer-parameters') ?? '' }
}

/** The state that an address stands for. */
export const urlToState = (address: string): ViewState => {
  const url = new URL(address, 'http://page.invalid')
  const parameters = url.searchParams
  const [, section, first, second] = url.pathname.split('/').map((part) => decodeURIComponent(part))
  const country = (part: string): string => (part.includes(':') ? part : `country:${part.toUpperCase()}`)
  const dossier = section === 'dossier' && first ? { a: country(first), b: second ? country(second) : null } : null
  const named = viewNames.find((name) => name === parameters.get('view'))
  const view: ViewName = dossier ? 'dossier' : named === 'dossier' ? 'graph' : (named ?? 'graph')
  const [article, statement] = (parameters.get('open') ?? '').split('~')
  const limit = Number(parameters.get('limit') ?? startLimit)
  return {
    ...startState,
    view,
    filter: readFilter(parameters),
    hiddenTypes: listOf(parameters.get('hide-types')) as EntityType[],
    linked: parameters.has('linked') ? parameters.get('linked') === '1' : null,
    limit: Number.isInteger(limit) && limit > 0 && limit <= maxLimit ? limit : startLimit,
    exploration: readExploration(parameters),
    selection: readSelection(parameters.get('select')),
    article: article ? { id: article, statement: statement ?? null } : null,
    dossier,
    cypher: parameters.get('query') ?? '',
    parameters: parameters.get('parameters') ?? '',
    answer: readAnswer(parameters),
  }
}
