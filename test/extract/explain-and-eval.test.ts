// `entente explain` shows each sentence with what it gave and why; `entente eval` scores, and tells what it cannot read.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runEval } from '../../graph/cli/run-eval.ts'
import { runExplain } from '../../graph/cli/run-explain.ts'

const folder = mkdtempSync(join(tmpdir(), 'entente-'))
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const explain = async (name: string, text: string, options = {}): Promise<string> => {
  const pages: string[] = []
  for await (const page of runExplain([file(name, text)], options)) pages.push(page)
  return pages.join('\n')
}

describe('explain', () => {
  const text = 'Brazil exports coffee to Japan. The weather was fine. It also imports wheat from Argentina.'
  test('prints the statement, its rule and its word under the sentence', async () => {
    const page = await explain('a.txt', text)
    expect(page).toMatch(/Brazil EXPORTS coffee/)
    expect(page).toMatch(/rule export\.verb at “exports”/)
    expect(page).toMatch(/confidence 0\.\d\d/)
  })
  test('says why a sentence gave nothing', async () =>
    expect(await explain('b.txt', text)).toMatch(/weather was fine\.\n {2}– none: no country/))
  test('shows whom a pronoun stands for', async () => expect(await explain('c.txt', text)).toMatch(/“It” = Brazil/))
  test('makes a page in which the text is text', async () => {
    const page = await explain('d.txt', 'Brazil exports coffee to <script>alert(1)</script> Japan & Peru.', {
      html: true,
    })
    expect(page).toContain('<mark class="country"')
    expect(page).not.toContain('<script')
    expect(page.startsWith('<!doctype html>')).toBe(true)
  })
  test('tells that a file is not there', async () => {
    await expect(async () => {
      for await (const _ of runExplain([join(folder, 'none.txt')], {}));
    }).rejects.toMatchObject({ kind: 'NotFound' })
  })
})

describe('eval', () => {
  const gold = {
    id: 'x',
    date: '2020-01-01',
    title: 'Coffee',
    text: 'Brazil exports coffee to Japan.',
    entities: [
      { id: 'country:BRA', type: 'Country', name: 'Brazil' },
      { id: 'country:JPN', type: 'Country', name: 'Japan' },
      { id: 'commodity:coffee', type: 'Commodity', name: 'coffee' },
    ],
    statements: [
      {
        subject: 'country:BRA',
        predicate: 'EXPORTS',
        object: 'commodity:coffee',
        modality: 'actual',
        speaker: null,
        sectors: [],
        evidence: 'Brazil exports coffee',
      },
    ],
    countrySectors: [],
  }
  const golds = mkdtempSync(join(tmpdir(), 'entente-gold-'))
  writeFileSync(join(golds, 'x.json'), JSON.stringify(gold))
  test('gives full marks to the annotation itself, and none to silence', () => {
    const own = file('own.jsonl', `${JSON.stringify(gold)}\n`)
    expect(JSON.parse(runEval(golds, { json: true, system: own })).triples.f1).toBe(1)
    const silent = file('silent.jsonl', `${JSON.stringify({ id: 'x', entities: [], statements: [] })}\n`)
    expect(JSON.parse(runEval(golds, { json: true, system: silent })).triples.f1).toBe(0)
  })
  test('finds the same thing under another id, and swapped ends only where the predicate is symmetric', () => {
    const other = structuredClone(gold)
    for (const e of other.entities) if (e.id === 'commodity:coffee') e.id = 'commodity:green-coffee'
    for (const s of other.statements) s.object = 'commodity:green-coffee'
    expect(
      JSON.parse(runEval(golds, { json: true, system: file('other.jsonl', JSON.stringify(other)) })).triples.f1,
    ).toBe(1)
    const swapped = structuredClone(gold)
    for (const s of swapped.statements) [s.subject, s.object] = [s.object, s.subject]
    expect(
      JSON.parse(runEval(golds, { json: true, system: file('swapped.jsonl', JSON.stringify(swapped)) })).triples.f1,
    ).toBe(0)
  })
  test('prints predicates, costliest errors and, on demand, every error', () => {
    const silent = file('silent2.jsonl', `${JSON.stringify({ id: 'x', entities: [], statements: [] })}\n`)
    expect(runEval(golds, { system: silent })).toMatch(/costliest errors[\s\S]*missed EXPORTS/)
    expect(runEval(golds, { system: silent, errors: true })).toMatch(
      /triple missed\s+country:BRA EXPORTS commodity:coffee/,
    )
  })
  test('tells a folder, a file or a line that it cannot read', () => {
    expect(() => runEval(join(golds, 'none'), {})).toThrow(/no folder/)
    expect(() => runEval(mkdtempSync(join(tmpdir(), 'entente-empty-')), {})).toThrow(/holds no \.json/)
    expect(() => runEval(golds, { system: file('bad.jsonl', '{"id": "x"}') })).toThrow(/bad\.jsonl:1: entities/)
    expect(() => runEval(golds, { system: file('broken.jsonl', '\n{nope') })).toThrow(/broken\.jsonl:2: not JSON/)
    const wrong = mkdtempSync(join(tmpdir(), 'entente-wrong-'))
    writeFileSync(
      join(wrong, 'y.json'),
      JSON.stringify({ ...gold, statements: [{ ...gold.statements[0], predicate: 'EATS' }] }),
    )
    expect(() => runEval(wrong, {})).toThrow(/y\.json: statements\.0\.predicate/)
  })
})
