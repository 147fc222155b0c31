import { describe, expect, it } from 'vitest'
import { readArticle } from '../../graph/read-article.ts'
import { documentOf, idsOf } from './read-sentences.ts'

const sectorsOf = (text: string): { entities: string[]; links: string[] } => {
  const article = { id: 'a', title: '', date: '2024-01-01', language: 'en', url: null, publisher: null, text }
  const { entities, countrySectors } = readArticle(article)
  return {
    entities: entities
      .filter((e) => e.type === 'Sector')
      .map((e) => e.id.slice(7))
      .sort(),
    links: countrySectors.map(([country, sector]) => `${country.slice(8)} ${sector.slice(7)}`),
  }
}

describe('a sector that is only touched', () => {
  const subject =
    'Peru exports copper to Japan. Copper prices rose. The copper producer Velkora sold copper wire to Osaka. Japan buys copper. '
  it('is left out where the text has a main subject', () => {
    const { entities, links } = sectorsOf(`${subject}The talks were held in Peru beside a conference on education.`)
    expect(entities).toContain('metallurgy')
    expect(entities).not.toContain('education')
    expect(links).not.toContain('PER education')
  })
  it('stays where it is as much of a subject as the others', () => {
    expect(sectorsOf('Peru and Japan cooperate in education.').entities).toEqual(['education'])
  })
  it('stays where it is what parties agreed on or build', () => {
    expect(sectorsOf(`${subject}Peru and Japan agreed to cooperate in education.`).links).toContain('PER education')
    expect(sectorsOf(`${subject}The fish in Peru come by transport from Japan.`).links).not.toContain('PER transport')
  })
  it('stays where a statement is about that good', () => {
    const { links } = sectorsOf(`${subject}Japan supplies locomotives to Peru.`)
    expect(links).toContain('PER rolling-stock')
  })
})

describe('words beside an activity', () => {
  it('a wind farm is no farm', () => {
    const document = documentOf('Kenya will build a wind farm in Turkana.')
    expect(idsOf(document, 'Sector')).toEqual(['renewable-energy'])
  })
  it('who is told or who tells is no trade', () => {
    expect(idsOf(documentOf('The minister told the media that Kenya exports tea.'), 'Sector')).not.toContain('media')
    expect(idsOf(documentOf('Kenya exports tea, according to a newspaper.'), 'Sector')).not.toContain('media')
  })
})
