// Promise: questions as different people type them, written after the grammar, are read as they were meant, or not at all.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerQuestion } from '../../graph/ask/answer-question.ts'
import { makeVocabulary } from '../../graph/ask/ask-vocabulary.ts'
import { orderEvidence } from '../../graph/ask/order-evidence.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openSmallGraph } from './small-graph.ts'

let store: GraphStore
let close: () => Promise<void>
beforeAll(async () => {
  ;({ store, close } = await openSmallGraph())
})
afterAll(() => close())

/** A question, and what its answer says. */
const asked: Record<string, RegExp> = {
  'who does Japan buy aluminium from': /aluminium to Japan: Russia \(1 statement\)/,
  'Which firms from Russia sell to Turkey?': /to Turkey: Aluvia/,
  'what are the main exports of russia': /2 goods: aluminium \(2 statements\) and steel pipes \(2\)/,
  'How much is China lending to Egypt?': /\$200 million/,
  'is turkey supplying gas turbines to the smelter': /^Yes: 1 statement/,
  'Show me everything between Egypt and Turkey': /^2 statements with Egypt and Turkey/,
  'Any deals between Japan and Russia?': /no agreements in statements with Japan and Russia/,
  'What do we know about Nile Copper?': /^Nile Copper is an organisation with 5 ties/,
  'tell me more about the Port Said smelter': /^Port Said smelter is a project/,
  'Who is building the smelter in Port Said?': /Rasteel \(1 statement\)/,
  'Which Japanese companies invest in Egypt?': /Kitami Metals/,
  'Who is the minister of trade of Egypt?': /Nadia Hafez \(Minister of Trade, Egypt\)/,
  'what sectors is Turkey active in': /^Turkey is linked to 4 sectors/,
  "What is Japan's role in metallurgy?": /^4 statements with Japan and Metallurgy/,
  'What is the role of Kenji Mori?': /Minister of Economy, Trade and Industry in Japan/,
  'Has Russia ever exported steel pipes to Egypt?': /^Planned, not yet fact/,
  'Which countries work with Japan on metallurgy?': /Russia/,
  'list all projects in Egypt': /Port Said smelter/,
  'Where is the Bursa battery plant located?': /Bursa \(1 statement\)/,
  'When did Russia and Japan meet?': /^No statement in the graph says that Russia and Japan meet/,
  'What did Olga Sorina say?': /^2 statements said by Olga Sorina/,
  'Quotes from Nadia Hafez about Turkey': /^1 statement said by Nadia Hafez about Turkey/,
  'Remarks by Olga Sorina': /^2 statements said by Olga Sorina/,
  'Which statements are about cotton?': /^3 statements with cotton/,
  'What goods does Egypt import?': /steel pipes \(1 statement, planned\)/,
  'Egypt imports from whom?': /Rasteel/,
  'Top 3 trading partners of Japan': /Egypt/,
  'Who owns Rasteel?': /^No statement in the graph tells who owns Rasteel/,
  'What is planned in Egypt since 2016?': /^2 statements with Egypt \(planned\) since 2016/,
  'who are the investors in the smelter': /Kitami Metals/,
  'Give me the latest news on Egypt': /^19 statements with Egypt/,
  'How many companies are from Russia?': /^2 organisations of Russia/,
  'What happened in 2017?': /no statements in 2017/,
  'Which agreements did Egypt sign?': /Egypt AGREES_WITH Japan/,
  'What links Rasteel and Kitami Metals?': /Kitami Metals PARTNERS_WITH Rasteel/,
  'russia japan metallurgy': /^3 statements with Russia, Japan and Metallurgy/,
  'compare Egypt and Turkey': /^2 statements with Egypt and Turkey/,
  'Which states are linked to metallurgy?': /^5 countries/,
}
for (const [question, answer] of Object.entries(asked))
  test(question, async () => {
    const found = await answerQuestion(store, question, { today: '2024-06-01' })
    expect(found.understood, found.answer).toBe(true)
    expect(found.answer).toMatch(answer)
  })

test('what nothing tells of is said as the question that it is', async () => {
  for (const [question, sentence] of Object.entries({
    'What does Japan export to Egypt?': 'No statement in the graph tells what Japan exports to Egypt.',
    'Which goods does Japan import from Turkey?':
      'No statement in the graph tells which goods Japan imports from Turkey.',
    'Who finances projects in Japan?': 'No statement in the graph tells who finances something in Japan.',
  }))
    expect((await answerQuestion(store, question)).answer, question).toContain(sentence)
})

test('a word that is a kind of thing is taken for no country', async () => {
  expect(JSON.stringify(await answerQuestion(store, 'Which companies are state owned?'))).not.toMatch(/USA/)
})

test('sentences that name what was asked come before those that are linked to it only', () => {
  const vocabulary = makeVocabulary([])
  const rows = ['country:EGY', 'country:JPN']
  const evidence = (row: string, id: string, sentence: string) => ({ row, id, sentence })
  const found = [
    evidence('country:EGY', 'friend', 'Egypt is a very close friend.'),
    evidence('country:JPN', 'plan', 'A plan was made.'),
    evidence('country:JPN', 'works', 'Japan builds works of metallurgy.'),
    evidence('country:EGY', 'steel', 'They agreed on metallurgy.'),
    evidence('country:EGY', 'both', 'Egypt and others agreed on metallurgy.'),
  ]
  expect(orderEvidence(found, rows, new Set(['sector:metallurgy']), vocabulary)).toEqual([
    'both',
    'works',
    'steel',
    'plan',
    'friend',
  ])
})
