// Which trades a statement carries: those of its goods and undertaking, not all that the sentence speaks of.
import { expect, test } from 'vitest'
import { readArticle } from '../../graph/read-article.ts'

const read = (text: string) =>
  readArticle({ id: 'own', title: '', date: '2020-01-01', language: 'en', url: null, publisher: null, text })
const sectorsOf = (text: string, predicate: string, subject = ''): string[][] =>
  read(text)
    .statements.filter((s) => s.predicate === predicate && s.subject.includes(subject))
    .map((s) => s.sectors)

test('what is delivered says the trade, not the buyer or the occasion', () => {
  expect(
    sectorsOf('At a tourism fair, Kenya said that India supplies rice to Kenyan hotels and Kenya.', 'SUPPLIES'),
  ).toContainEqual(['sector:agriculture'])
})
test('who builds a plant does so in the trade of the plant, whatever the builder is', () => {
  expect(
    sectorsOf('Peruvian shipbuilder Astillero Norte will build a wind farm in Chile.', 'DEVELOPS', 'astillero'),
  ).toEqual([['sector:renewable-energy']])
})
test('a duty is on the goods that it is on', () => {
  const text = 'Brazil imposed duties on steel from Turkey, its chemicals association said.'
  expect(sectorsOf(text, 'RESTRICTS', 'country:BRA')).toEqual([['sector:metallurgy']])
})
test('a location is about no trade, but the table of countries and sectors knows what lies there', () => {
  const { statements, countrySectors } = read(
    'The Kenyan firm Baraka Cement signed a contract with Jordan. The deal on cement runs for a year.',
  )
  const home = statements.find((s) => s.predicate === 'LOCATED_IN')
  expect(home?.sectors).toEqual([])
  expect(countrySectors).toContainEqual(['country:KEN', 'sector:building-materials'])
})
test('an activity does not repeat its end as its sector', () => {
  const [sectors] = sectorsOf('The company Adisa Systems is active in telecommunications.', 'ACTIVE_IN')
  expect(sectors).toEqual([])
})
