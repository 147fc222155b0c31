// Sentences that name somebody who does not do what is told: whoever gets goods, helps, brings news or is named beside the doer.
import { expect, test } from 'vitest'
import { readArticle } from '../../graph/read-article.ts'

const said = (text: string): string[] =>
  readArticle({
    id: 'not-acting',
    title: '',
    date: '2020-01-01',
    language: 'en',
    url: null,
    publisher: null,
    text,
  }).statements.map((s) => `${s.subject} ${s.predicate} ${s.object}`)

const cases: [name: string, text: string, no: RegExp][] = [
  [
    'a programme beside its producer makes nothing',
    'Siemens is developing a separate programme with Alcoa, as the main producer of aluminium.',
    /^project:\S+ PRODUCES/,
  ],
  [
    'whoever signs a purchase deal sells nothing',
    'The Lagos Bank signed a purchase deal with Siemens for generators.',
    /^org:lagos-bank SUPPLIES/,
  ],
  [
    'whoever buys a share is supplied with nothing',
    'Tata Motors acquired a 25 percent interest in Corus Steel from the Lagos Bank.',
    /SUPPLIES/,
  ],
  [
    'whoever builds cement plants makes no cement by that',
    'Siemens will build cement plants across Kenya.',
    /org:\S+ PRODUCES commodity:cement/,
  ],
  [
    'whoever gets equipment does not supply it',
    'The contract covers the supply of turbines to the Kenyan contractor Norvik Works for the Akkuyu power plant.',
    /^(?:country:KEN|org:norvik-works) SUPPLIES/,
  ],
  [
    'whose a buyer is does not say who buys',
    "Kazakhstan's uranium producer Kazor will ship 500 tonnes of uranium to Brazil's Nuclebra under a five-year contract.",
    /SUPPLIES country:BRA/,
  ],
  [
    'whoever watches over exports does not export',
    'The Lagos Port Authority oversees exports of cocoa.',
    /^org:lagos-port-authority EXPORTS/,
  ],
  [
    'a newspaper that is only quoted exports nothing',
    'According to the Norvik Daily, talks went on in Peru, including on increasing its meat exports to Japan.',
    /^org:norvik-daily EXPORTS/,
  ],
  [
    'a country whose imports elsewhere are looked into imports nothing by that',
    "The European Union launched a probe into China's steel imports.",
    /^country:CHN IMPORTS/,
  ],
  [
    'goods are counted in containers, which nobody sells',
    'Peru has exported 300 containers of avocados to China.',
    /commodity:container/,
  ],
  [
    "whoever runs a country's pipelines is supplied with nothing by it",
    "Siemens operates Peru's main refined fuel pipelines.",
    /SUPPLIES/,
  ],
  ['what is worth money is no loan', 'Siemens will provide Kenya with turbines worth 20 million dollars.', /FINANCES/],
  [
    'a plant far from a city does not lie in it',
    'The Akkuyu power plant is located 100 kilometres northwest of Mersin.',
    /LOCATED_IN place:mersin/,
  ],
  [
    'the capital of a country is no investment',
    'The Akkuyu power plant was discussed in Nairobi, the capital of Kenya.',
    /INVESTS_IN/,
  ],
  [
    'who is overtaken does not do what follows',
    'Kenya overtook Ghana to become the biggest exporter of tea.',
    /^country:GHA EXPORTS/,
  ],
]

test.each(cases)('%s', (_name, text, no) => {
  expect(said(text).filter((line) => no.test(line))).toEqual([])
})
