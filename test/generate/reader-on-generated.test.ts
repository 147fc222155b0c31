// The generator's truth against the reader: what plain sentences of the field say must not be missed or made up. The
// figures are floors, a little under what is measured (docs/scale.md); they may only rise.
import { expect, test, vi } from 'vitest'
import { scoreReadings } from '../../graph/evaluate/score-readings.ts'
import { generateArticles } from '../../graph/generate/write-articles.ts'
import { readArticle } from '../../graph/read-article.ts'

vi.setConfig({ testTimeout: 240_000 })

const floors = {
  plain: {
    entities: 0.92,
    triples: 0.86,
    precision: 0.84,
    countrySectors: 0.84,
    modality: 0.96,
    speaker: 0.98,
    evidence: 0.98,
  },
  varied: {
    entities: 0.91,
    triples: 0.82,
    precision: 0.8,
    countrySectors: 0.79,
    modality: 0.96,
    speaker: 0.88,
    evidence: 0.97,
  },
}

for (const style of ['plain', 'varied'] as const)
  test(`${style} sentences are read as they were meant`, () => {
    const articles = [...generateArticles({ articles: 80, seed: 77, style })]
    const readings = articles.map(({ id, title, date, url, publisher, text }) => ({
      id,
      ...readArticle({ id, title, date, url, publisher, text, language: 'en' }),
    }))
    const { score, byPredicate } = scoreReadings(
      articles.map(({ expected, ...article }) => ({ ...article, ...expected })),
      readings,
    )
    if (process.env.ENTENTE_DEBUG) console.log(style, score, byPredicate)
    const floor = floors[style]
    expect(score.entities.f1).toBeGreaterThan(floor.entities)
    expect(score.triples.f1).toBeGreaterThan(floor.triples)
    expect(score.triples.precision).toBeGreaterThan(floor.precision)
    expect(score.countrySectors.f1).toBeGreaterThan(floor.countrySectors)
    expect(score.modality.accuracy).toBeGreaterThan(floor.modality)
    expect(score.speaker.accuracy).toBeGreaterThan(floor.speaker)
    expect(score.evidence.accuracy).toBeGreaterThan(floor.evidence)
  })

test('the same article gives the same reading, whatever was read before', () => {
  const [first, second] = [...generateArticles({ articles: 2, seed: 78 })]
  const read = (a: typeof first) => a && JSON.stringify(readArticle({ ...a, language: 'en' }))
  const alone = read(first)
  read(second)
  expect(read(first)).toBe(alone)
})
