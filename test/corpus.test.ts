// The figures reached on the annotated articles, both halves: a fall of more than one point in any of them is red.
// After a change for the better, `entente eval` tells the new figures; write them into corpus-baseline.json.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readGold, runEval } from '../graph/cli/run-eval.ts'
import { readGoldArticles } from '../graph/evaluate/read-gold.ts'
import { type DetailedScore, type Score, scoreReadings } from '../graph/evaluate/score-readings.ts'
import { packageFile } from '../graph/package-root.ts'

const articles = readGoldArticles(packageFile('test/corpus'))
/** Articles whose names end in "-b" and "-d" are never read for rules, only scored. */
const checked = (id: string): boolean => /-[bd]$/.test(id)
const halves: Record<string, DetailedScore> = {}
for (const [name, half] of [
  ['developed', articles.filter((a) => !checked(a.id))],
  ['check', articles.filter((a) => checked(a.id))],
] as const)
  halves[name] = scoreReadings(half, readGold(half))

const baseline = JSON.parse(readFileSync(packageFile('test/corpus-baseline.json'), 'utf8')) as Record<
  string,
  Record<string, number>
>
const percent = (score: Score, figure: string): number => {
  const value = score[figure.replace('Precision', '') as keyof Score]
  return 100 * ('accuracy' in value ? value.accuracy : figure.endsWith('Precision') ? value.precision : value.f1)
}

describe('the reader keeps the figures it reached', () => {
  for (const [half, figures] of Object.entries(baseline))
    for (const [figure, reached] of Object.entries(figures))
      test(`${half}: ${figure} stays at ${reached.toFixed(1)}`, () => {
        const score = halves[half]?.score as Score
        expect(percent(score, figure)).toBeGreaterThan(reached - 1)
      })
})

test('statements of high confidence are right three times in four, also on the check half', () => {
  for (const half of ['developed', 'check']) {
    const bins = Object.entries(halves[half]?.byConfidence ?? {}).filter(([bin]) => Number(bin) >= 0.8)
    const [right, of] = bins.reduce(([r, n], [, b]) => [r + b.right, n + b.of], [0, 0])
    expect(of, half).toBeGreaterThan(30)
    expect(right / of, half).toBeGreaterThanOrEqual(0.75)
  }
})

test('every statement carries its evidence verbatim and a trigger inside it', () => {
  for (const article of readGold(articles.slice(0, 12))) {
    const text = articles.find((a) => a.id === article.id)?.text ?? ''
    for (const s of article.statements as unknown as {
      evidence: string
      start: number
      end: number
      trigger: { text: string; start: number; end: number } | null
    }[]) {
      expect(text.slice(s.start, s.end)).toBe(s.evidence)
      if (!s.trigger) continue
      expect(text.slice(s.trigger.start, s.trigger.end)).toBe(s.trigger.text)
      expect(s.trigger.start).toBeGreaterThanOrEqual(s.start)
      expect(s.trigger.end).toBeLessThanOrEqual(s.end)
    }
  }
})

test('the same text gives the same reading twice', () => {
  const [first] = articles
  if (!first) throw new Error('no articles')
  expect(readGold([first])).toEqual(readGold([first]))
})

test('eval --json prints the figures under their known names', () => {
  const score = JSON.parse(runEval(packageFile('test/corpus'), { json: true })) as Score
  expect(Object.keys(score)).toEqual([
    'entities',
    'triples',
    'pairs',
    'countrySectors',
    'sectorsOfMatched',
    'modality',
    'speaker',
    'evidence',
  ])
  expect(score.triples.gold).toBeGreaterThan(1000)
})
