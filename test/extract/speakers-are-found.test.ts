// Who says what: direct, inverted, mixed and continued quotes, "according to", reported clauses, interviews, he and she.
import { describe, expect, test } from 'vitest'
import { markNames } from '../../graph/extract/mentions/mark-names.ts'
import { attributeSpeakers, speakerOf } from '../../graph/extract/speakers/attribute-speakers.ts'
import { findQuotes } from '../../graph/extract/speakers/find-quotes.ts'
import { parseText } from '../../graph/read/parse-text.ts'
import { readArticle } from '../../graph/read-article.ts'

const speaker = (text: string, at: string): string | null => {
  const article = { id: 'a', title: '', date: '2020-01-01', language: 'en', url: null, publisher: null, text }
  return speakerOf(attributeSpeakers(markNames(article, parseText(text, {}))), text.indexOf(at))
}
const petrov = 'person:ivan-petrov'

describe('the speaker of a statement', () => {
  const cases: [string, string, string, string | null][] = [
    [
      'a quote with its speaker behind',
      '“We will build a steel mill in Kenya,” said Russian Minister Ivan Petrov on Monday.',
      'build',
      petrov,
    ],
    [
      'a quote with its speaker before',
      'Russian Minister Ivan Petrov said: “We will build a steel mill in Kenya.”',
      'build',
      petrov,
    ],
    [
      'a quote with the verb after the name',
      '“We will build a steel mill in Kenya,” Russian Minister Ivan Petrov told reporters.',
      'build',
      petrov,
    ],
    [
      'a reported clause',
      'Russian Minister Ivan Petrov said that Russia would build a steel mill in Kenya.',
      'build',
      petrov,
    ],
    [
      'a reported clause before its verb',
      'Russia and Kenya are discussing a steel mill, Russian Minister Ivan Petrov told journalists.',
      'discussing',
      petrov,
    ],
    [
      'nobody where a state says it, whoever it speaks of',
      'Kenya says its agreement with Siemens will help steel mills.',
      'mills',
      null,
    ],
    [
      'whoever spoke last for a report',
      'Kenya will build a mill, Siemens said on Monday. The report said Kenya exported tea to Japan.',
      'exported',
      'org:siemens',
    ],
    [
      'the person whom a body leads up to',
      'Japan buys tea from Kenya, according to Lagos Bank chairman Ivan Petrov.',
      'buys',
      petrov,
    ],
    [
      '"he" for whoever acted in the sentence before',
      'Russian Minister Ivan Petrov met Siemens director Jonas Berg. He said Kenya exported tea.',
      'exported',
      petrov,
    ],
    [
      'a role for whoever holds it',
      'Russian Minister Ivan Petrov met the Siemens director Jonas Berg in Oslo. Later they parted. The director said Kenya exported tea.',
      'exported',
      'person:jonas-berg',
    ],
    [
      'a role before its name is told',
      'Trade with Japan has grown, the Russian minister said. Minister Ivan Petrov spoke in Oslo.',
      'grown',
      petrov,
    ],
    [
      'what somebody noted without a clause',
      'Russian Minister Ivan Petrov noted the growth of exports to Kenya.',
      'growth',
      petrov,
    ],
    ['what somebody indicated', 'Russian Minister Ivan Petrov indicated that Russia bought tea.', 'bought', petrov],
    [
      '"he added" after a quote',
      '“We will build a steel mill in Kenya,” said Russian Minister Ivan Petrov. “It will open in May,” he added.',
      'open',
      petrov,
    ],
    [
      '"the minister explained" in the next paragraph',
      'Russian Minister Ivan Petrov said that Russia would build a mill.\n\n“It will open in May,” the minister explained.',
      'open',
      petrov,
    ],
    [
      'a quote that goes on over a paragraph',
      '“We will build a steel mill in Kenya,” said Russian Minister Ivan Petrov. “It will be large.\n\n“And it will open in May.”',
      'open',
      petrov,
    ],
    [
      '"according to" a body',
      'According to the World Bank, Kenya imported wheat from Russia.',
      'imported',
      'org:world-bank',
    ],
    [
      'straight quotation marks',
      '"We will build a steel mill in Kenya," said Russian Minister Ivan Petrov.',
      'build',
      petrov,
    ],
    [
      'an interview',
      'Ivan Petrov, director of Siemens: We build mills.\n\nQ: Where?\n\nA: We sell them in Kenya.',
      'sell',
      petrov,
    ],
    [
      'a source that an agency cites',
      'Kenya imported wheat from Russia, Steppe News reports citing data from the Kenyan Grain Agency.',
      'imported',
      'org:kenyan-grain-agency',
    ],
    [
      'an interview without marks',
      'In an interview, director Ivan Petrov speaks of mills.\n\nWhere do you build?\n\nWe build mills in Kenya.\n\nAnd what comes next?\n\nThe firm sells them in Ghana.',
      'sells',
      petrov,
    ],
    [
      'a text with one question is no interview',
      'Director Ivan Petrov came to Kenya.\n\nWhere does the wheat go?\n\nThe firm sells it in Ghana.',
      'sells',
      null,
    ],
    [
      'a plain sentence has none',
      'Russian Minister Ivan Petrov visited Kenya. Russia exports wheat to Kenya.',
      'exports',
      null,
    ],
    [
      '"according to" a paper has none',
      'According to the protocol, Russia will export wheat to Kenya.',
      'export',
      null,
    ],
  ]
  for (const [name, text, at, expected] of cases) test(name, () => expect(speaker(text, at)).toBe(expected))
})

describe('quotation marks', () => {
  const quoted = (text: string): string[] =>
    findQuotes(text, [{ start: 0, end: text.length }]).map((q) => text.slice(q.start, q.end))
  test('of several kinds are read', () => {
    expect(quoted('He said “one” and "two" and «three».')).toEqual(['one', 'two', 'three'])
  })
  test('that never close end with their paragraph', () =>
    expect(quoted('He said “one and no more.')).toEqual(['one and no more.']))
  test('single marks are apostrophes', () => expect(quoted("Kenya's ministers' plans")).toEqual([]))
})

describe('who speaks of itself', () => {
  const spoken = (text: string): (string | null)[] =>
    readArticle({ id: 'a', title: '', date: '2020-01-01', language: 'en', url: null, publisher: null, text })
      .statements.filter((s) => s.predicate === 'SUPPLIES' || s.predicate === 'PROPOSES')
      .map((s) => s.speaker)
  test('is the speaker of what it reports', () =>
    expect(spoken('Siemens announced it will supply turbines to Kenya.')).toEqual(['org:siemens']))
  test('is no listener of sources without a name', () =>
    expect(spoken('Siemens will supply turbines to Kenya, sources close to the deal told the Lagos Bank.')).toEqual([
      null,
    ]))
  test('is none of the act of speaking', () =>
    expect(spoken('Siemens proposed to Kenya that the line be built.')).toEqual([null]))
})
