/** The matrix, the timeline, marked texts, answers as graphs, CSV and the two languages. Pure functions, no browser. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CountrySector, CypherAnswer, Modality, Sector } from '../../graph/contract.ts'
import { predicates } from '../../graph/ontology/ontology.ts'
import { allTexts, language, t } from '../../viewer/messages.ts'
import { answerGraph, errorPlace } from '../../viewer/state/answer-graph.ts'
import { csvField, csvLines } from '../../viewer/state/csv.ts'
import { cutText } from '../../viewer/state/marked-text.ts'
import { buildMatrix, matrixRows, type SectorCounts, shadeOf } from '../../viewer/state/matrix-model.ts'
import { firstDay, lastDay, monthBars, monthName, monthNumber, nextSpan } from '../../viewer/state/months.ts'

const modalities = (counts: Partial<Record<Modality, number>>): Record<Modality, number> => ({
  actual: 0,
  planned: 0,
  discussed: 0,
  ended: 0,
  denied: 0,
  ...counts,
})
const cell = (
  country: string,
  sector: string,
  statements: number,
  counts: Partial<Record<Modality, number>> = {},
): CountrySector => ({
  country: `country:${country}`,
  countryName: country,
  flag: null,
  sector: `sector:${sector}`,
  sectorName: sector,
  isic: sector,
  statements,
  articles: 1,
  modalities: modalities(counts),
  first: null,
  last: null,
})
const sectors: Sector[] = [
  { id: 'sector:b', isic: 'B', label: 'Mining', parent: null },
  { id: 'sector:c', isic: 'C', label: 'Manufacturing', parent: null },
  { id: 'sector:c24', isic: 'C24', label: 'Metals', parent: 'sector:c' },
  { id: 'sector:c25', isic: 'C25', label: 'Products', parent: 'sector:c' },
]
/** One of Norway's statements is on metals and on products, one of Ghana's links Norway too. */
const items = [
  cell('NOR', 'c24', 3, { planned: 3 }),
  cell('NOR', 'c25', 1, { actual: 1 }),
  cell('GHA', 'c24', 5),
  cell('CHL', 'b', 2),
  cell('CHL', 'new', 1),
]
const counts: SectorCounts = {
  items,
  parents: [cell('NOR', 'c', 3, { actual: 1, planned: 2 }), cell('GHA', 'c', 5)],
  totals: {
    sectors: { 'sector:b': 2, 'sector:c': 7, 'sector:c24': 7, 'sector:c25': 1, 'sector:new': 1 },
    countries: { 'country:NOR': 3, 'country:GHA': 5, 'country:CHL': 3 },
    statements: 10,
  },
}
const order = { columns: 'sum', rows: 'isic' } as const

describe('countries × sectors', () => {
  test('a folded section stands for all below it, each statement once, with the strongest modality', () => {
    const matrix = buildMatrix(counts, sectors, new Set(['sector:c']), order)
    const row = matrix.rows.find(({ sector }) => sector === 'sector:c')
    expect(matrix.rows.some(({ sector }) => sector === 'sector:c24')).toBe(false)
    expect(row?.cells.get('country:NOR')).toEqual({ statements: 3, articles: 1, strongest: 'actual' })
    expect(row?.sum).toBe(7)
  })

  test('folding changes no total, and no total adds cells up', () => {
    const folded = buildMatrix(counts, sectors, new Set(['sector:c']), order)
    const open = buildMatrix(counts, sectors, new Set(), order)
    expect([folded.total, open.total]).toEqual([10, 10])
    expect(folded.columns).toEqual(open.columns)
    expect(open.columns.map(({ country, sum }) => [country, sum])).toEqual([
      ['country:GHA', 5],
      ['country:CHL', 3],
      ['country:NOR', 3],
    ])
  })

  test('a sector that the ontology does not hold keeps its row', () => {
    expect(buildMatrix(counts, sectors, new Set(), order).rows.some(({ sector }) => sector === 'sector:new')).toBe(true)
    expect(buildMatrix(counts, [], new Set(), order).total).toBe(10)
  })

  test('sorts columns by a sector and rows by a country', () => {
    const byMining = buildMatrix(counts, sectors, new Set(), { columns: { sector: 'sector:b' }, rows: 'isic' })
    expect(byMining.columns[0]?.country).toBe('country:CHL')
    const byNorway = buildMatrix(counts, sectors, new Set(), { columns: 'name', rows: { country: 'country:NOR' } })
    expect(byNorway.rows[0]?.sector).toBe('sector:c')
    expect(byNorway.columns.map(({ name }) => name)).toEqual(['CHL', 'GHA', 'NOR'])
  })

  test('shades rise with the count and never leave 0 to 1', () => {
    expect(shadeOf(0, 10)).toBe(0)
    expect(shadeOf(1, 1)).toBeGreaterThan(0)
    const shades = [1, 2, 5, 10, 100].map((count) => shadeOf(count, 100))
    expect([...shades].sort((a, b) => a - b)).toEqual(shades)
    expect(shades.at(-1)).toBe(1)
  })

  test('as CSV has a row per sector and the sums last', () => {
    const matrix = buildMatrix(counts, sectors, new Set(), order)
    const rows = matrixRows(matrix, 'Total')
    expect(rows).toHaveLength(matrix.rows.length + 2)
    expect(rows.at(-1)).toEqual(['', 'Total', 5, 3, 3, 10])
  })
})

describe('months', () => {
  test('are numbers and back, with the right last day', () => {
    for (const month of ['2016-02', '2019-12', '2020-01']) expect(monthName(monthNumber(month))).toBe(month)
    expect(lastDay(monthNumber('2016-02'))).toBe('2016-02-29')
    expect(firstDay(monthNumber('2019-12'))).toBe('2019-12-01')
  })

  test('the bars have no gaps and at least a year', () => {
    const bucket = (month: string) => ({ month, statements: 1, modalities: modalities({ actual: 1 }) })
    expect(monthBars([])).toEqual([])
    expect(monthBars([bucket('2020-05')])).toHaveLength(12)
    expect(monthBars([bucket('2018-01'), bucket('2020-01')])).toHaveLength(25)
  })

  test('playing moves the span on and begins again after the end', () => {
    expect(nextSpan(3, 5, 0, 10)).toEqual([4, 6])
    expect(nextSpan(8, 10, 0, 10)).toEqual([0, 2])
  })
})

describe('marked text', () => {
  test('joined again is the text, and every span is covered by its pieces', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 80 }),
        fc.array(fc.tuple(fc.nat(90), fc.nat(90)), { maxLength: 8 }),
        (text, pairs) => {
          const spans = pairs.map(([start, end], at) => ({ id: String(at), start, end }))
          const pieces = cutText(text, spans)
          expect(pieces.map((piece) => piece.text).join('')).toBe(text)
          for (const span of spans.filter(({ start, end }) => start < end && end <= text.length)) {
            const covered = pieces
              .filter((piece) => piece.ids.includes(span.id))
              .map((piece) => piece.text)
              .join('')
            expect(covered).toBe(text.slice(span.start, span.end))
          }
        },
      ),
    )
  })
})

describe('an answer as a graph', () => {
  const person = {
    $type: 'node' as const,
    id: '7',
    labels: ['Entity', 'Person'],
    properties: { id: 'person:a', name: 'A' },
  }
  const country = {
    $type: 'node' as const,
    id: '8',
    labels: ['Country'],
    properties: { id: 'country:b', name: 'B', flag: '🇳🇴' },
  }
  const relation = {
    $type: 'relationship' as const,
    id: '1',
    type: 'MEETS_WITH',
    source: '7',
    target: '8',
    properties: { modality: 'planned', statements: 2 },
  }
  const answer = (rows: CypherAnswer['rows']): CypherAnswer => ({ columns: ['x'], rows, truncated: false, ms: 1 })
  const isType = (label: string): boolean => ['Person', 'Country'].includes(label)

  test('holds nodes, relationships and paths, in lists too, by their own ids', () => {
    const path = { $type: 'path' as const, nodes: [person, country], relationships: [relation] }
    for (const rows of [[[person, relation, country]], [[[person, [country]], { r: relation }]], [[path]]]) {
      const view = answerGraph(answer(rows as CypherAnswer['rows']), isType)
      expect(view?.nodes.map(({ id }) => id).sort()).toEqual(['country:b', 'person:a'])
      expect(view?.edges[0]).toMatchObject({
        source: 'person:a',
        target: 'country:b',
        modality: 'planned',
        statements: 2,
      })
    }
  })

  test('is none where no entity is in it', () => {
    expect(
      answerGraph(answer([[1, 'a', null, { $type: 'node', id: '1', labels: ['Article'], properties: {} }]]), isType),
    ).toBe(null)
  })

  test('an error names its place in more than one way', () => {
    expect(errorPlace('Invalid input (line 2, column 14)')).toEqual({ line: 2, column: 14 })
    expect(errorPlace('at 3:7: unexpected')).toEqual({ line: 3, column: 7 })
    expect(errorPlace('nothing to see')).toBe(null)
  })
})

describe('CSV', () => {
  test('quotes what must be, and no field becomes a formula', () => {
    expect(csvLines([['a,b', 'say "x"', 3, null]])).toBe('"a,b","say ""x""",3,\r\n')
    for (const start of ['=', '+', '-', '@']) expect(csvField(`${start}1+1`)).toBe(`'${start}1+1`)
    expect(csvField(-5)).toBe('-5')
  })
})

describe('the two languages', () => {
  test('say everything, with the same gaps to fill', () => {
    const gaps = (text: string): string[] => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1] as string).sort()
    for (const [key, [english, russian]] of Object.entries(allTexts.texts)) {
      expect(english.length, key).toBeGreaterThan(0)
      expect(gaps(russian), key).toEqual(gaps(english))
    }
    for (const group of [allTexts.typeNames, allTexts.modalityTexts, allTexts.predicateTexts]) {
      for (const texts of Object.values(group)) for (const text of texts) expect(text.length).toBeGreaterThan(0)
    }
    expect(Object.keys(allTexts.predicateTexts).sort()).toEqual([...predicates, 'LINKED_TO'].sort())
  })

  test('one is singular, the rest plural', () => {
    language.value = 'en'
    expect(t('evidenceCount', { count: 1 })).toBe('1 statement')
    expect(t('evidenceCount', { count: '1,204' })).toBe('1,204 statements')
    language.value = 'ru'
    expect(t('evidenceCount', { count: 3 })).toBe('Утверждений: 3')
    language.value = 'en'
  })
})
