/**
 * Every stage reads tokens and mentions, so all of them must be of one hidden class: where some come out of an object spread,
 * each may have a class of its own, and whatever reads them is compiled again and again. Asks the engine itself.
 */
import { setFlagsFromString } from 'node:v8'
import { expect, it } from 'vitest'
import { growTree } from '../../graph/extract/clauses/sentence-tree.ts'
import { mentionsIn } from '../../graph/extract/document.ts'
import { allWords } from '../../graph/extract/mentions/words.ts'
import { readInDetail } from '../../graph/read-article.ts'

const text = `The Norvik group mines nickel in Zambia. Norvik Steel, completed by Kenyan engineers, is 51 percent owned by
Veltro Metals of Poland. Kenya accounts for a third of it. The company exports turbines worth 20 million dollars to Peru and
imports goods worth 30 million dollars from Poland. Norvik Steel plans to supply key equipment to the contractor Norvik Works.
Its subsidiary Veltro Cement has manufacturing units in Lima. "We agreed with our Polish colleagues," Kenyan Minister of Trade
Amina Otieno said, and she added that the two countries had signed a memorandum on energy.`

setFlagsFromString('--allow-natives-syntax')
const sameClass = new Function('a', 'b', 'return %HaveSameMap(a, b)') as (a: unknown, b: unknown) => boolean
setFlagsFromString('--no-allow-natives-syntax')

/** How many hidden classes these objects have. */
const classes = (objects: readonly unknown[]): number => {
  const found: unknown[] = []
  for (const one of objects) if (!found.some((other) => sameClass(one, other))) found.push(one)
  return found.length
}

const reading = readInDetail({
  id: 'shapes',
  title: 'Kenya and Poland to trade turbines',
  date: '2024-05-06',
  language: 'en',
  url: null,
  publisher: null,
  text,
})
const document = reading.document!
const trees = reading.syntax.sentences.map((sentence, i) => growTree(sentence, i, mentionsIn(document, i)))

it('tokens, mended or not, have one hidden class', () => {
  const mended = trees.flatMap((tree) => tree.tokens.filter((token, i) => token !== tree.sentence.tokens[i]))
  expect(mended.length).toBeGreaterThan(1)
  expect(classes([...mended, ...reading.syntax.sentences.flatMap((s) => s.tokens)])).toBe(1)
})

it('mentions, by name or by a word that stands for one, have one hidden class', () => {
  expect(new Set(document.mentions.map((m) => m.kind)).size).toBeGreaterThan(2)
  expect(classes(document.mentions)).toBe(1)
})

it('words have one hidden class', () => {
  expect(classes(allWords(reading.syntax).flat())).toBe(1)
})
