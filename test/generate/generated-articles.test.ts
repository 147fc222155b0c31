// The generator's promise: same seed, same articles; what it expects fits the ontology and stands in its own text.
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { composeArticle } from '../../graph/generate/compose-article.ts'
import { parseGrammar, parseSaying } from '../../graph/generate/grammar.ts'
import { companyAt } from '../../graph/generate/world.ts'
import { generateArticles, writeArticles } from '../../graph/generate/write-articles.ts'
import { fitsOntology, predicateRules, predicates, sectorById } from '../../graph/ontology/ontology.ts'

const both = ['plain', 'varied'] as const
const sample = both.flatMap((style) => [...generateArticles({ articles: 400, seed: 11, style })])

test('the same seed and number give the same article, whatever was written before', () => {
  const again = composeArticle({ seed: 11, index: 399, style: 'varied' })
  expect(again).toEqual(sample.at(-1))
  expect(composeArticle({ seed: 12, index: 399 }).text).not.toBe(again.text)
})

test('every expected statement joins entities of the article in a way that the ontology allows', () => {
  for (const { id, expected } of sample) {
    const types = new Map(expected.entities.map((e) => [e.id, e.type]))
    expect(types.size, id).toBe(expected.entities.length)
    const triples = expected.statements.map((s) => `${s.subject} ${s.predicate} ${s.object}`)
    expect(new Set(triples).size, id).toBe(triples.length)
    for (const s of expected.statements) {
      const [from, to] = [types.get(s.subject), types.get(s.object)]
      expect(from && to && fitsOntology(from, s.predicate, to), `${id}: ${s.subject} ${s.predicate} ${s.object}`).toBe(
        true,
      )
      if (predicateRules[s.predicate].symmetric) expect(s.subject < s.object).toBe(true)
      const named = [
        s.speaker,
        s.counterpart,
        s.project,
        ...(s.sectors ?? []),
        ...(s.commodities ?? []),
        ...(s.places ?? []),
      ]
      for (const end of named) if (end) expect(types.has(end), `${id}: ${end}`).toBe(true)
    }
  }
})

test('evidence, names and amounts stand in the text', () => {
  for (const { id, text: words, expected } of sample) {
    for (const s of expected.statements) {
      expect(words.includes(s.evidence), `${id}: ${s.evidence}`).toBe(true)
      if (s.amount) expect(words.includes(s.amount), `${id}: ${s.amount}`).toBe(true)
    }
    for (const e of expected.entities) {
      // Sectors may be there for their goods alone, described plants and agreements by their head word.
      if (e.type === 'Sector') expect(sectorById.has(e.id)).toBe(true)
      else {
        const names = [e.name, ...(e.aliases ?? [])].map((name) => name.toLowerCase())
        expect(
          names.some((name) => words.toLowerCase().includes(name)),
          `${id}: ${e.name}`,
        ).toBe(true)
      }
    }
    expect(words).not.toMatch(/[{}]|undefined|,\.|,,| {2}/)
  }
})

test('all predicates but the one that only repeats others, and all five modalities, are written', () => {
  const said = sample.flatMap((a) => a.expected.statements)
  const missing = predicates.filter((p) => !said.some((s) => s.predicate === p))
  expect(missing).toEqual(['ACTIVE_IN'])
  expect(new Set(said.map((s) => s.modality)).size).toBe(5)
})

test('no two of the first hundred thousand companies share a name', () => {
  const names = new Set(Array.from({ length: 100_000 }, (_, index) => companyAt(index).name))
  expect(names.size).toBe(100_000)
})

test('new companies keep coming as articles do, while countries do not', () => {
  const orgs = (from: number, to: number): number =>
    new Set(
      [...generateArticles({ articles: to - from, from, seed: 5 })]
        .flatMap((a) => a.expected.entities.filter((e) => e.type === 'Organization'))
        .map((e) => e.id),
    ).size
  expect(orgs(0, 400)).toBeGreaterThan(orgs(0, 200) * 1.4)
})

test('a stream of lines can be taken up in its middle', async () => {
  const write = async (options: Parameters<typeof writeArticles>[0]): Promise<string> => {
    const target = new PassThrough()
    const [, lines] = await Promise.all([writeArticles(options, target), text(target)])
    return lines
  }
  const whole = await write({ articles: 30, seed: 2 })
  const parts = (await write({ articles: 10, seed: 2 })) + (await write({ articles: 20, from: 10, seed: 2 }))
  expect(parts).toBe(whole)
  expect(whole.trimEnd().split('\n')).toHaveLength(30)
})

test('the reader of the stream sets the pace: what it does not take is not written', async () => {
  const target = new PassThrough({ highWaterMark: 1024 })
  const done = writeArticles({ articles: 1_000_000, seed: 1 }, target)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(target.readableLength + target.writableLength).toBeLessThan(200_000)
  target.destroy()
  await expect(done).rejects.toThrow()
})

test('a grammar that breaks the ontology is refused with the line', () => {
  expect(() => parseSaying('k1 EXPORTS c1')).toThrow(/k1 EXPORTS c1/)
  expect(() => parseSaying('c1 SELLS k1')).toThrow(/predicate/)
  expect(() => parseSaying('c1 EXPORTS k1 perhaps')).toThrow(/perhaps/)
  expect(() => parseGrammar({ sentences: [], asides: ['x'], headlines: ['y'] })).toThrow()
})
