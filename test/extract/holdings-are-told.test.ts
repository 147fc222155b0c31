// Who owns what, by shares, units and sales: each owner of a company, the right way round, and nobody else.
import { expect, test } from 'vitest'
import { readArticle } from '../../graph/read-article.ts'

const owners = (text: string): string[] =>
  readArticle({ id: 'holdings', title: '', date: '2020-01-01', language: 'en', url: null, publisher: null, text })
    .statements.filter((s) => s.predicate === 'OWNS')
    .map(
      (s) =>
        `${s.subject.slice(s.subject.indexOf(':') + 1)} ${s.object.slice(s.object.indexOf(':') + 1)} ${s.modality}`,
    )
    .sort()

const X = 'solmar-gas'
test.each([
  [
    'Belfor Energy has sold its 40 percent stake in Solmar Gas to Kentol Corp.',
    `belfor-energy ${X} ended`,
    `kentol ${X} actual`,
  ],
  ['Belfor Energy completed the sale of its Solmar Gas subsidiary to Kentol Corp.', `kentol ${X} actual`],
  [
    'Solmar Gas, owned 51 percent by Kentol Corp and 49 percent by Belfor Energy, makes valves.',
    `belfor-energy ${X} actual`,
    `kentol ${X} actual`,
  ],
  [
    'Belfor Energy holds 49 percent of Solmar Gas, with Kentol Corp holding the rest.',
    `belfor-energy ${X} actual`,
    `kentol ${X} actual`,
  ],
  ['Belfor Energy holds 49 percent of Solmar Gas, with Velkom Power as adviser.', `belfor-energy ${X} actual`],
  ["Belfor Energy's Solmar Gas unit will supply the valves.", `belfor-energy ${X} actual`],
  ['Solmar Gas, a Belfor Energy company, makes valves.', `belfor-energy ${X} actual`],
  ["Belfor Energy's acquisition of Solmar Gas was cleared by the court.", `belfor-energy ${X} actual`],
  ['Belfor Energy has received approval to acquire all of Solmar Gas.', `belfor-energy ${X} planned`],
  ['The state-run Peruvian Railways ordered ten trains. Peru pays for them.', 'PER peruvian-railways actual'],
  ['State owned Peruvian Railways ordered ten trains. Peru pays for them.', 'PER peruvian-railways actual'],
])('%s', (text, ...expected) => {
  expect(owners(text)).toEqual(expected)
})

test('a plant that changes hands is no delivery of what it makes', () => {
  const { statements } = readArticle({
    id: 'holdings',
    title: '',
    date: '2020-01-01',
    language: 'en',
    url: null,
    publisher: null,
    text: 'Belfor Energy is buying the Tarva cement plant from Kentol Corp.',
  })
  expect(statements.map((s) => s.predicate)).toContain('OWNS')
  expect(statements.map((s) => s.predicate)).not.toContain('SUPPLIES')
})

test('several plants that are being built are one undertaking', () => {
  const { entities } = readArticle({
    id: 'plants',
    title: '',
    date: '2020-01-01',
    language: 'en',
    url: null,
    publisher: null,
    text: 'Belfor Energy will build two cement plants in Peru. It sells pumps to 60 district hospitals in Chile.',
  })
  expect(entities.filter((e) => e.type === 'Project').map((e) => e.name)).toEqual(['two cement plants in Peru'])
})
