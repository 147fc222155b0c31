/** Which nodes and edges are drawn, how they look, and that the same graph is the same picture. Without a browser. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EntityType, GraphEdge, GraphNode, GraphView, Modality } from '../../graph/contract.ts'
import { innerFrame } from '../../viewer/graph-view/edge-margin.ts'
import { BoxIndex, placeLabels } from '../../viewer/graph-view/label-placing.ts'
import { layOut } from '../../viewer/graph-view/layout.ts'
import { marksOf } from '../../viewer/graph-view/marks.ts'
import { neighbourTowards } from '../../viewer/graph-view/neighbour-towards.ts'
import { contrast, grounds, modalityStyles, pictogramColour, typeStyles } from '../../viewer/graph-view/palette.ts'
import { clipLine, rasterise } from '../../viewer/graph-view/raster.ts'
import { buildScene, curvatures, flagCode, freeSide } from '../../viewer/graph-view/scene.ts'
import { svgText } from '../../viewer/graph-view/svg-text.ts'
import {
  communitiesOf,
  facetCounts,
  mergeViews,
  onlyPredicate,
  pathEdges,
  visibleModel,
} from '../../viewer/state/graph-model.ts'
import { noExploration, noFilter } from '../../viewer/state/view-state.ts'

const node = (id: string, type: EntityType = 'Organization', statements = 1): GraphNode => ({
  id,
  type,
  name: id,
  flag: null,
  statements,
})
const edge = (
  source: string,
  target: string,
  modality: Modality = 'actual',
  predicate: GraphEdge['predicate'] = 'SUPPLIES',
): GraphEdge => ({
  id: `${source} ${predicate} ${target}`,
  source,
  target,
  predicate,
  modality,
  modalities: { actual: 0, planned: 0, discussed: 0, ended: 0, denied: 0, [modality]: 1 },
  statements: 1,
  articles: 1,
  first: null,
  last: null,
  sectors: [],
})
const view = (nodes: GraphNode[], edges: GraphEdge[]): GraphView => ({
  nodes,
  edges,
  truncated: false,
  totalNodes: nodes.length,
  totalEdges: edges.length,
})
/** a—b—c—d, and e that hangs on b only. */
const chain = mergeViews([
  view(
    [node('a', 'Country', 9), node('b'), node('c'), node('d', 'Place'), node('e')],
    [edge('a', 'b'), edge('b', 'c', 'planned'), edge('c', 'd', 'discussed'), edge('b', 'e', 'denied')],
  ),
])
const shown = (change: Partial<typeof noExploration>, hidden: EntityType[] = [], filter = noFilter): string[] => [
  ...visibleModel(chain, { ...noExploration, ...change }, hidden, filter).nodes.keys(),
]

describe('on screen', () => {
  test('are all nodes until something is hidden, folded or looked at closely', () => {
    expect(shown({})).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(shown({ hidden: ['b'] })).toEqual(['a', 'c', 'd', 'e'])
    expect(shown({}, ['Place'])).toEqual(['a', 'b', 'c', 'e'])
    expect(shown({ folded: ['b'] })).toEqual(['b', 'c', 'd'])
    expect(shown({ ego: { id: 'b', depth: 1 } })).toEqual(['a', 'b', 'c', 'e'])
    expect(shown({ ego: { id: 'a', depth: 2 } })).toEqual(['a', 'b', 'c', 'e'])
  })

  test('an edge without one of its ends is not drawn, and one twice given is one', () => {
    const merged = mergeViews([
      view([node('a'), node('b')], [edge('a', 'b'), edge('a', 'x')]),
      view([node('a')], [edge('a', 'b')]),
    ])
    expect([...merged.edges.keys()]).toEqual(['a SUPPLIES b'])
  })

  test('an expansion by one relation brings that relation only', () => {
    const around = view(
      [node('a'), node('b'), node('c')],
      [edge('a', 'b'), edge('a', 'c', 'actual', 'OWNS'), edge('b', 'c')],
    )
    const part = onlyPredicate(around, 'a', 'OWNS')
    expect(part.nodes.map(({ id }) => id)).toEqual(['a', 'c'])
    expect(part.edges.map(({ id }) => id)).toEqual(['a OWNS c'])
  })

  test('the legend counts what the model holds', () => {
    const counts = facetCounts(chain)
    expect(counts.types.get('Organization')).toBe(3)
    expect(counts.modalities.get('planned')).toBe(1)
    expect(counts.predicates.get('SUPPLIES')).toBe(4)
  })

  test('a path lights its edges in either direction', () => {
    expect(pathEdges(chain, [['d', 'c', 'b']])).toEqual(new Set(['b SUPPLIES c', 'c SUPPLIES d']))
  })

  test('a hovered node stands out with its neighbours; a path stands above it', () => {
    const base = { hoveredNode: 'c', hoveredEdge: null, selection: null, area: [], paths: null, pinned: [] }
    expect(marksOf(chain, base).focus?.nodes).toEqual(new Set(['b', 'c', 'd']))
    expect(marksOf(chain, { ...base, paths: [['a', 'b']] }).focus?.nodes).toEqual(new Set(['a', 'b']))
    expect(marksOf(chain, { ...base, hoveredNode: 'nobody' }).focus).toBe(null)
  })

  test('communities are the same every time and numbered by size', () => {
    const two = mergeViews([
      view(
        ['a', 'b', 'c', 'd', 'x', 'y', 'z'].map((id) => node(id)),
        [
          edge('a', 'b'),
          edge('b', 'c'),
          edge('a', 'c'),
          edge('c', 'd'),
          edge('b', 'd'),
          edge('x', 'y'),
          edge('y', 'z'),
          edge('x', 'z'),
          edge('d', 'x', 'actual', 'MEETS_WITH'),
        ],
      ),
    ])
    const groups = communitiesOf(two)
    expect(groups).toEqual(communitiesOf(two))
    expect(groups.get('a')).toBe(groups.get('b'))
    expect(groups.get('a')).toBe(0)
  })
})

describe('the layout', () => {
  const input = {
    nodes: [...chain.nodes.keys()].map((id) => ({ id, halfWidth: 30, halfHeight: 20, at: null, fixed: false })),
    edges: [...chain.edges.values()].map(({ source, target }) => ({ source, target, weight: 1 })),
    width: 800,
    height: 500,
  }
  test('is the same every time, and no two boxes lie on each other', () => {
    const first = layOut(input)
    expect([...layOut(input)]).toEqual([...first])
    const spots = [...first.values()]
    spots.forEach((a, i) => {
      for (const b of spots.slice(i + 1)) {
        expect(Math.abs(a[0] - b[0]) >= 59 || Math.abs(a[1] - b[1]) >= 39).toBe(true)
      }
    })
  })

  test('leaves fixed nodes where they are and puts new ones near their neighbours', () => {
    const before = layOut(input)
    const nodes = [
      ...input.nodes.map((item) => ({ ...item, at: before.get(item.id) ?? null, fixed: true })),
      { id: 'new', halfWidth: 30, halfHeight: 20, at: null, fixed: false },
    ]
    const after = layOut({ ...input, nodes, edges: [...input.edges, { source: 'new', target: 'd', weight: 1 }] })
    for (const [id, spot] of before) expect(after.get(id)).toEqual(spot)
    const [x, y] = after.get('new') as [number, number]
    const [dx, dy] = before.get('d') as [number, number]
    expect(Math.hypot(x - dx, y - dy)).toBeLessThan(200)
  })

  test('takes any graph: nothing, one node, loops, islands', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 60 }),
        (count, pairs) => {
          const nodes = Array.from({ length: count }, (_, at) => ({
            id: `n${at}`,
            halfWidth: 12,
            halfHeight: 12,
            at: null,
            fixed: false,
          }))
          const edges = pairs.map(([a, b]) => ({ source: `n${a}`, target: `n${b}`, weight: 1 }))
          const spots = layOut({ nodes, edges, width: 600, height: 400 })
          expect(spots.size).toBe(count)
          for (const [x, y] of spots.values()) expect(Number.isFinite(x + y)).toBe(true)
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('labels', () => {
  test('never lie on each other, and the more important one stays', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(500), fc.nat(300), fc.integer({ min: 20, max: 120 })), {
          minLength: 2,
          maxLength: 40,
        }),
        (spots) => {
          const wishes = spots.map(([x, y, width], at) => ({
            id: String(at),
            x,
            y,
            radius: 8,
            width,
            height: 15,
            side: 'below' as const,
            must: false,
          }))
          const placed = placeLabels(wishes)
          placed.forEach((a, i) => {
            for (const b of placed.slice(i + 1)) {
              const [wa, wb] = [wishes[Number(a.id)]!.width, wishes[Number(b.id)]!.width]
              expect(Math.abs(a.x - b.x) >= (wa + wb) / 2 || Math.abs(a.y - b.y) >= 15).toBe(true)
            }
          })
        },
      ),
      { numRuns: 60 },
    )
  })

  test('stand where no edge starts, below where that is as good', () => {
    expect(freeSide([], 10, 8)).toBe('below')
    expect(freeSide([Math.PI / 2], 10, 8)).toBe('below')
    expect(freeSide([-Math.PI / 2, Math.PI / 2, Math.PI], 10, 20)).toBe('right')
    expect(freeSide([-Math.PI / 2, 0, Math.PI], 10, 4)).toBe('above')
  })

  test('stay inside the frame', () => {
    const frame = { left: 0, top: 0, right: 200, bottom: 100 }
    const wish = { id: 'a', x: 10, y: 50, radius: 6, width: 80, height: 15, side: 'below' as const, must: false }
    const [spot] = placeLabels([wish], undefined, frame)
    expect(spot!.x - 40).toBeGreaterThanOrEqual(0)
  })

  test('do not stand under the notes and buttons that lie over the drawing', () => {
    const wish = { id: 'a', x: 100, y: 40, radius: 6, width: 60, height: 15, side: 'above' as const, must: false }
    const note = { left: 0, top: 0, right: 200, bottom: 36 }
    expect(placeLabels([wish])[0]!.y).toBeLessThan(36)
    const [spot] = placeLabels([wish], new BoxIndex([note]))
    expect(spot!.y - 7.5).toBeGreaterThanOrEqual(36)
  })
})

describe('edges', () => {
  test('between the same two bow apart, whichever way they point, and a lone one is straight', () => {
    const bows = curvatures([edge('a', 'b'), edge('b', 'a'), edge('a', 'b', 'actual', 'OWNS'), edge('c', 'd')])
    expect(bows.get('c SUPPLIES d')).toBe(0)
    const seen = ['a SUPPLIES b', 'a OWNS b']
      .map((id) => bows.get(id) as number)
      .concat(-(bows.get('b SUPPLIES a') as number))
    expect(new Set(seen).size).toBe(3)
    expect(seen.reduce((sum, bow) => sum + bow, 0)).toBeCloseTo(0)
  })

  test('the arrow keys lead to the neighbour in that direction', () => {
    const positions = new Map<string, readonly [number, number]>([
      ['m', [0, 0]],
      ['e', [90, 5]],
      ['n', [4, 80]],
      ['w', [-50, 0]],
    ])
    expect(neighbourTowards('m', [1, 0], ['e', 'n', 'w'], positions)).toBe('e')
    expect(neighbourTowards('m', [0, 1], ['e', 'n', 'w'], positions)).toBe('n')
    expect(neighbourTowards('m', [0, -1], ['e', 'n', 'w'], positions)).toBe(null)
  })
})

describe('colours', () => {
  test('every disc stands out 3:1 from its ground and from its pictogram, in light and dark', () => {
    for (const theme of ['light', 'dark'] as const) {
      for (const [type, { disc }] of Object.entries(typeStyles)) {
        expect(contrast(disc[theme], grounds[theme]), `${type} on ${theme}`).toBeGreaterThanOrEqual(3)
        expect(contrast(disc[theme], pictogramColour[theme]), `${type} pictogram, ${theme}`).toBeGreaterThanOrEqual(3)
      }
      for (const [modality, { colour }] of Object.entries(modalityStyles)) {
        expect(contrast(colour[theme], grounds[theme]), `${modality} on ${theme}`).toBeGreaterThanOrEqual(3)
      }
    }
  })

  test('no type and no modality is told by colour alone', () => {
    expect(new Set(Object.values(typeStyles).map((style) => style.pictogram)).size).toBe(Object.keys(typeStyles).length)
    const lines = Object.values(modalityStyles).map((style) => style.line)
    expect(new Set(lines).size).toBe(4)
  })

  test('flags are found by the letters in the emoji, and nothing else is taken for one', () => {
    expect(flagCode('🇳🇴')).toBe('no')
    for (const text of [null, '', 'NO', '🏴', '😀😀']) expect(flagCode(text)).toBe(null)
  })
})

describe('the drawing as text', () => {
  test('escapes every word of the data and is the same every time', () => {
    const odd = mergeViews([view([node('a"><script>'), node('b&c')], [edge('a"><script>', 'b&c')])])
    const positions = new Map<string, readonly [number, number]>([
      ['a"><script>', [0, 0]],
      ['b&c', [90, 40]],
    ])
    const scene = buildScene(odd, positions, { theme: 'light', frame: { width: 400, height: 300 }, communities: null })
    const text = svgText(scene, { theme: 'light', width: 400, height: 300, title: '<t>' })
    expect(text).not.toContain('<script')
    expect(text).not.toMatch(/style=/)
    expect(svgText(scene, { theme: 'light', width: 400, height: 300, title: '<t>' })).toBe(text)
    expect(innerFrame({ width: 1000, height: 700 }).width).toBeLessThan(1000)
  })
})

describe('large graphs as pixels', () => {
  const graph = {
    xs: Float32Array.from([-40, 40, 0]),
    ys: Float32Array.from([0, 0, 30]),
    sizes: Float32Array.from([6, 6, 4]),
    nodeColours: Uint32Array.from([0xff0000, 0x00ff00, 0x0000ff]),
    sources: Uint32Array.from([0]),
    targets: Uint32Array.from([1]),
    edgeColours: Uint32Array.from([0x000000]),
  }
  const view = { width: 120, height: 80, centreX: 0, centreY: 0, scale: 1, density: 1, ground: 0xfbfaf7 }
  const at = (pixels: Uint8ClampedArray, x: number, y: number): number[] => [
    ...pixels.slice((y * 120 + x) * 4, (y * 120 + x) * 4 + 4),
  ]

  test('discs, lines and ground have their colours, and up is up', () => {
    const pixels = rasterise(graph, view, 1)
    expect(at(pixels, 20, 40)).toEqual([255, 0, 0, 255])
    expect(at(pixels, 100, 40)).toEqual([0, 255, 0, 255])
    expect(at(pixels, 60, 10)).toEqual([0, 0, 255, 255])
    expect(at(pixels, 2, 2)).toEqual([0xfb, 0xfa, 0xf7, 255])
    expect(at(pixels, 60, 40)[0]).toBeLessThan(220)
  })

  test('lines are cut to the frame, and what is far outside is not drawn', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (spots) => {
          const line = clipLine(spots[0]!, spots[1]!, spots[2]!, spots[3]!, 120, 80)
          if (!line) return
          for (const x of [line[0], line[2]]) expect(x >= -1e-3 && x <= 119.001).toBe(true)
          for (const y of [line[1], line[3]]) expect(y >= -1e-3 && y <= 79.001).toBe(true)
        },
      ),
    )
    expect(clipLine(-10, -10, -5, 200, 120, 80)).toBe(null)
  })
})
