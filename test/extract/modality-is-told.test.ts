// Fact, plan, talk, ended and denied: by auxiliaries, verbs and nouns above, negation, conditionals and questions.
import { expect, test } from 'vitest'
import { readArticle } from '../../graph/read-article.ts'

const modalityOf = (text: string, predicate: string): string | undefined =>
  readArticle({
    id: 'm',
    title: '',
    date: '2020-01-01',
    language: 'en',
    url: null,
    publisher: null,
    text,
  }).statements.find((s) => s.predicate === predicate)?.modality

const cases: [string, string, string][] = [
  ['Brazil exports coffee to Japan.', 'EXPORTS', 'actual'],
  ['Brazil exported coffee to Japan.', 'EXPORTS', 'actual'],
  ['Brazil will export coffee to Japan.', 'EXPORTS', 'planned'],
  ['Brazil plans to export coffee to Japan.', 'EXPORTS', 'planned'],
  ['Brazil to export coffee to Japan', 'EXPORTS', 'planned'],
  ['Fiji to supply kava to Chile, buy wine\n\nThe deal was signed on Monday.', 'SUPPLIES', 'planned'],
  ['Brazil has decided to export coffee to Japan.', 'EXPORTS', 'planned'],
  ['Brazil may export coffee to Japan.', 'EXPORTS', 'discussed'],
  ['Brazil is considering exporting coffee to Japan.', 'EXPORTS', 'discussed'],
  ['Brazil hopes to export coffee to Japan.', 'EXPORTS', 'discussed'],
  ['Brazil has stopped exporting coffee to Japan.', 'EXPORTS', 'ended'],
  ['Brazil does not export coffee to Japan.', 'EXPORTS', 'denied'],
  ['Brazil has never exported coffee to Japan.', 'EXPORTS', 'denied'],
  ['Brazil has begun to export coffee to Japan.', 'EXPORTS', 'actual'],
  ['France and Uzbekistan signed an agreement on mining.', 'AGREES_WITH', 'actual'],
  ['France and Uzbekistan will sign an agreement on mining.', 'AGREES_WITH', 'planned'],
  ['Uzbekistan cancelled its contract with France.', 'AGREES_WITH', 'ended'],
  ['Russia is negotiating with Japan.', 'PARTNERS_WITH', 'discussed'],
  ['India lifted its duties on steel from China.', 'RESTRICTS', 'ended'],
  ['Chile was the first country to sign a treaty with China.', 'AGREES_WITH', 'actual'],
  ['Siemens is going to supply turbines to Kenya.', 'SUPPLIES', 'planned'],
  ['Siemens signed an agreement to supply turbines to Kenya.', 'SUPPLIES', 'planned'],
  ['Siemens has closed an agreement with Tata Motors.', 'AGREES_WITH', 'actual'],
  ['Siemens has won an order from Tata Motors to supply pumps.', 'AGREES_WITH', 'actual'],
  ['A consortium of Siemens and Tata Motors will build the line.', 'PARTNERS_WITH', 'actual'],
  ['Chile went on to ask Peru for help.', 'PROPOSES', 'actual'],
  ['Canada decided to impose duties on steel from China.', 'RESTRICTS', 'actual'],
  ['Siemens to supply turbines to Kenya.', 'SUPPLIES', 'planned'],
  ['Tata Motors sold its shares in Siemens.', 'OWNS', 'ended'],
  ['Siemens said that it would supply turbines to Kenya.', 'SUPPLIES', 'planned'],
  ['Siemens would supply turbines to Kenya.', 'SUPPLIES', 'discussed'],
  ['Siemens is interested in investing in Kenya.', 'INVESTS_IN', 'discussed'],
  ['A row has broken out between Chile and Peru over fishing.', 'DISPUTES_WITH', 'actual'],
  ['Siemens is looking at investing in Kenya.', 'INVESTS_IN', 'discussed'],
  ["Chile rejected Peru's demands.", 'DISPUTES_WITH', 'actual'],
  ['Chile turned down an offer from Peru.', 'PROPOSES', 'actual'],
  ['Siemens will continue to supply turbines to Kenya.', 'SUPPLIES', 'actual'],
  ['Siemens will supply turbines to Kenya if the price is right.', 'SUPPLIES', 'discussed'],
  ['Kenya needs to import wheat.', 'IMPORTS', 'discussed'],
  ['Kenya plans to expand trade with Japan.', 'TRADES_WITH', 'actual'],
  ['Kenya plans to begin trade with Japan.', 'TRADES_WITH', 'planned'],
  ['The agreement between Kenya and Japan will expire in 2030.', 'AGREES_WITH', 'actual'],
  ['Siemens is in talks to form a group to supply turbines to Kenya.', 'SUPPLIES', 'discussed'],
  ['Siemens in talks to buy Corus Steel', 'OWNS', 'discussed'],
]
for (const [text, predicate, expected] of cases)
  test(`${expected}: ${text}`, () => expect(modalityOf(text, predicate)).toBe(expected))
