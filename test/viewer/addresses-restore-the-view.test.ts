/** The address carries the whole state and brings it back; undo and redo walk it without loss. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyHistory, historyDepth, recorded, redone, undone } from '../../viewer/state/history.ts'
import { stateToUrl, urlToState } from '../../viewer/state/url-state.ts'
import {
  filterParameters,
  noExploration,
  noFilter,
  startState,
  toggledFacet,
  type ViewState,
} from '../../viewer/state/view-state.ts'

const id = fc.constantFrom(
  'country:NOR',
  'org:nordstål-as',
  'sector:metal-ore-mining',
  'person:kari-o-lund',
  'event:a.b',
)
const day = fc.constantFrom('2019-01-01', '2024-12-31')
const ids = fc.uniqueArray(id, { maxLength: 3 })

const states: fc.Arbitrary<ViewState> = fc.record({
  view: fc.constantFrom('graph', 'matrix', 'timeline', 'cypher', 'articles'),
  filter: fc.record({
    predicates: fc.subarray(['EXPORTS', 'PARTNERS_WITH'] as const).map((list) => [...list]),
    modalities: fc.subarray(['actual', 'denied'] as const).map((list) => [...list]),
    sectors: ids,
    countries: ids,
    publisher: fc.option(fc.constantFrom('Fjord Post', 'A & B = "C"'), { nil: null }),
    article: fc.option(fc.constant('an-article'), { nil: null }),
    from: fc.option(day, { nil: null }),
    to: fc.option(day, { nil: null }),
    minConfidence: fc.constantFrom(0, 0.55, 1),
  }),
  hiddenTypes: fc.subarray(['Place', 'Event'] as const).map((list) => [...list]),
  linked: fc.constantFrom(null, true, false),
  limit: fc.constantFrom(120, 300, 7),
  exploration: fc.record({
    expanded: fc.array(fc.record({ id, predicate: fc.constantFrom(null, 'EXPORTS' as const) }), { maxLength: 2 }),
    folded: ids,
    ego: fc.option(fc.record({ id, depth: fc.constantFrom(1, 2) }), { nil: null }),
    path: fc.option(fc.record({ from: id, to: id }), { nil: null }),
    hidden: ids,
    pinned: fc.dictionary(id, fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }))),
    communities: fc.boolean(),
  }),
  selection: fc.oneof(
    fc.constant(null),
    fc.record({ kind: fc.constant('node' as const), id }),
    fc.record({ kind: fc.constant('edge' as const), id: fc.constant('country:NOR EXPORTS commodity:cod') }),
    fc.record({ kind: fc.constant('cell' as const), country: id, sector: id }),
  ),
  article: fc.constant(null),
  dossier: fc.constant(null),
  cypher: fc.constant(''),
  answer: fc.option(
    fc.record({
      mode: fc.constantFrom('add' as const, 'replace' as const),
      query: fc.string({ minLength: 1 }),
      parameters: fc.constantFrom('', '{"a":"b,~:%"}'),
    }),
    { nil: null },
  ),
  parameters: fc.constant(''),
})

describe('an address', () => {
  test('brings back any state that it was made of', () => {
    fc.assert(
      fc.property(states, (state) => {
        // A record of fast-check has no prototype; the contents are what counts.
        expect(JSON.parse(JSON.stringify(urlToState(stateToUrl(state))))).toEqual(JSON.parse(JSON.stringify(state)))
      }),
      { numRuns: 300 },
    )
  })

  test('of the start is a bare slash', () => {
    expect(stateToUrl(startState)).toBe('/')
    expect(urlToState('/')).toEqual(startState)
  })

  test('of a dossier names the countries as people write them', () => {
    const state = { ...startState, view: 'dossier' as const, dossier: { a: 'country:NOR', b: 'country:GHA' } }
    expect(stateToUrl(state)).toBe('/dossier/NOR/GHA')
    expect(urlToState('/dossier/nor/GHA')).toEqual(state)
  })

  test('of an open article and of a query holds both', () => {
    const article = { ...startState, view: 'articles' as const, article: { id: 'a b&c', statement: 'statement:a:1' } }
    expect(urlToState(stateToUrl(article))).toEqual(article)
    const query = {
      ...startState,
      view: 'cypher' as const,
      cypher: 'MATCH (a)\nRETURN a // 100 %',
      parameters: '{"a":1}',
    }
    expect(urlToState(stateToUrl(query))).toEqual(query)
  })

  test('with nonsense gives the start, whatever it says', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (address) => {
        const state = urlToState(address)
        expect(state.limit).toBeGreaterThan(0)
      }),
      { numRuns: 30 },
    )
    expect(
      urlToState('/?view=nowhere&limit=-4&pin=a~b~c&select=x&from=yesterday&modality=maybe&path=~&minConfidence=9'),
    ).toEqual(startState)
  })
})

describe('filters', () => {
  test('that narrow nothing ask for nothing', () => {
    expect(filterParameters(noFilter).toString()).toBe('')
  })

  test('a facet that has everything in, or nothing, means all', () => {
    const all = ['a', 'b', 'c']
    expect(toggledFacet([], 'b', all)).toEqual(['a', 'c'])
    expect(toggledFacet(['a', 'c'], 'b', all)).toEqual([])
    expect(toggledFacet(['a'], 'a', all)).toEqual([])
  })
})

describe('undo', () => {
  test('goes back step by step, redo forward again, and a new step forgets what was undone', () => {
    let history = recorded(recorded(emptyHistory<number>(), 1), 2)
    const back = undone(history, 3)
    expect(back?.present).toBe(2)
    expect(redone(back!.history, back!.present)?.present).toBe(3)
    history = recorded(back!.history, 2)
    expect(redone(history, 9)).toBe(null)
    expect(undone(emptyHistory<number>(), 1)).toBe(null)
  })

  test('keeps a bounded number of steps', () => {
    let history = emptyHistory<number>()
    for (let i = 0; i < historyDepth + 50; i += 1) history = recorded(history, i)
    expect(history.past).toHaveLength(historyDepth)
    expect(noExploration.hidden).toEqual([])
  })
})
