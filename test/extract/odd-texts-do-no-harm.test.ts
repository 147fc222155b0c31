// Texts that are no articles: the reader neither breaks nor makes facts up, and says what it did not read.
import { describe, expect, test } from 'vitest'
import countries from 'world-countries' with { type: 'json' }
import { readArticle } from '../../graph/read-article.ts'

const read = (text: string) =>
  readArticle({ id: 'odd', title: '', date: '2020-01-01', language: 'en', url: null, publisher: null, text })
const names = (countries as unknown as { name: { common: string } }[]).map((c) => c.name.common)

describe('an odd text', () => {
  test('of nothing says so', () => {
    expect(read('')).toMatchObject({ entities: [], statements: [] })
    expect(read('  \n\n ').notes.length).toBeGreaterThan(0)
  })
  test('in another language gives nothing and names it', () => {
    const reading = read(
      'Министр промышленности и торговли России Денис Петров заявил, что Россия экспортирует алюминий в Японию.',
    )
    expect(reading.statements).toEqual([])
    expect(reading.notes.join(' ')).toMatch(/Russian/)
  })
  test('that lists every country gives few statements', () => {
    const reading = read(`The following countries took part: ${[...names, ...names].join(', ')}.`)
    expect(reading.statements.length).toBeLessThan(30)
  })
  test('of one endless sentence of countries that sign ends in time with few statements', () => {
    const reading = read(`${names.join(', ')} and Kenya signed an agreement with ${names.join(', ')}.`)
    expect(reading.statements.length).toBeLessThan(60)
  })
  test('that is a table gives few statements', () => {
    const rows = names.slice(0, 60).map((name, i) => `${name}\t${i * 17}\t${(i * 1.3).toFixed(1)}%`)
    expect(read(`Country\tExports\tShare\n${rows.join('\n')}`).statements.length).toBeLessThan(15)
  })
  test('that is a poem or a recipe gives none between countries', () => {
    expect(
      read('The sea is calm tonight.\nThe tide is full, the moon lies fair.\nCome to the window, sweet is the air.')
        .statements,
    ).toEqual([])
    expect(
      read(
        'Take two onions and fry them in olive oil. Add rice, saffron and hot water. Cook for twenty minutes and serve with lemon.',
      ).statements,
    ).toEqual([])
  })
  test('of many pages without a full stop is read in time that grows with its length only', () => {
    const seconds = (times: number): number => {
      const started = process.cpuUsage()
      read('Kenya and the export of tea '.repeat(times))
      return process.cpuUsage(started).user / 1e6
    }
    seconds(100)
    // Four times the text may take eight times the time, not sixteen.
    expect(seconds(1200) / Math.max(0.05, seconds(300))).toBeLessThan(10)
  })
})
