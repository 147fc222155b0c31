// Plain English questions on a small world whose answers are known, asked of a real embedded store.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerQuestion } from '../../graph/ask/answer-question.ts'
import type { AskAnswer } from '../../graph/contract.ts'
import { packageRoot } from '../../graph/package-root.ts'
import { inspectForm, inspectMeaning } from '../../graph/query/inspect-cypher.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { notes, openSmallGraph, readingOf } from './small-graph.ts'

interface Expected {
  ask: string
  kind?: string
  /** Ids in the table's first column of ids, in any order. */
  rows?: string[]
  /** A part of the answer. */
  says?: string
}
const listOf = (name: string): Expected[] => JSON.parse(readFileSync(join(packageRoot, 'test/ask', name), 'utf8'))
const questions = listOf('questions.json')
const paraphrases = listOf('paraphrases.json')
const today = '2026-03-01'

let store: GraphStore
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await openSmallGraph()
  store = opened.store
  close = opened.close
})
afterAll(() => close?.())

const idsOf = (answer: AskAnswer): string[] => {
  const at = answer.columns.findIndex(({ kind }) => kind === 'entity' || kind === 'article')
  return answer.rows.map((row) => String(row[at])).sort()
}
const fits = (answer: AskAnswer, { kind, rows, says }: Expected): boolean =>
  answer.understood &&
  (!kind || answer.kind === kind) &&
  (!rows || JSON.stringify(idsOf(answer)) === JSON.stringify([...rows].sort())) &&
  (!says || answer.answer.includes(says))

test('of the paraphrases most are answered rightly, the others are declined or empty, none is answered with other facts', async () => {
  const outcomes = await Promise.all(
    paraphrases.map(async (expected) => {
      const answer = await answerQuestion(store, expected.ask, { today })
      const outcome = fits(answer, expected)
        ? 'right'
        : !answer.understood
          ? 'declined'
          : answer.rows.length === 0
            ? 'silent'
            : 'wrong'
      return { ask: expected.ask, outcome, answer: answer.answer }
    }),
  )
  const of = (outcome: string): typeof outcomes => outcomes.filter((one) => one.outcome === outcome)
  expect(of('wrong')).toEqual([])
  expect(of('right').length).toBeGreaterThanOrEqual(23)
  expect(of('silent').length).toBeLessThanOrEqual(1)
})

describe('what an answer shows', () => {
  test('the Cypher of each kind of question passes the grammar and the lists that strangers are held to', async () => {
    const seen = new Set<string | null>()
    for (const { ask } of questions) {
      const { cypher, parameters, kind } = await answerQuestion(store, ask, { today })
      if (!cypher || seen.has(kind)) continue
      seen.add(kind)
      expect(inspectForm(cypher, Object.keys(parameters)), cypher).toBeNull()
      expect(inspectMeaning(cypher, Object.keys(parameters)), cypher).toBeNull()
    }
    expect(seen.size).toBe(9)
  })

  test('no name and no value of the question stands in the Cypher, only parameters do', async () => {
    for (const { ask } of questions) {
      const { cypher } = await answerQuestion(store, ask, { today })
      expect(cypher ?? '').not.toMatch(/country:[A-Z]{3}|(?:org|person|commodity|project|sector):[a-z]|20\d\d/)
    }
  })

  test('the evidence stands verbatim in its article and every entity has a label', async () => {
    const texts = new Map(notes.map((note) => [note.id, readingOf(note).article.text]))
    for (const { ask } of questions) {
      const answer = await answerQuestion(store, ask, { today })
      for (const statement of answer.statements) {
        expect(texts.get(statement.article.id)?.slice(statement.start, statement.end)).toBe(statement.evidence)
        expect(answer.entities[statement.subject]?.name, statement.subject).toBeTruthy()
      }
      for (const [at, { kind }] of answer.columns.entries())
        if (kind === 'entity')
          for (const row of answer.rows) expect(answer.entities[String(row[at])]?.name).toBeTruthy()
    }
  })

  test('a question that finds rows of statements shows statements', async () => {
    for (const { ask, rows } of questions.filter(({ kind }) => kind === 'relation')) {
      const answer = await answerQuestion(store, ask, { today })
      if (rows) expect(answer.statements.length, ask).toBeGreaterThan(0)
    }
  })

  test('what is only planned is said to be planned', async () => {
    const { answer } = await answerQuestion(store, 'Who finances the Port Said smelter?')
    expect(answer).toBe('1 country finances Port Said smelter: China (1 statement, planned).')
  })

  test('a trade told from the other side is found', async () => {
    const answer = await answerQuestion(store, 'Which countries import cotton?')
    expect(idsOf(answer)).toEqual(['country:TUR'])
    expect(answer.reading).toBe('cotton is exported to which countries')
  })
})

test('every example of docs/ask.md is read, as the kind that its line says', async () => {
  const page = readFileSync(join(packageRoot, 'docs/ask.md'), 'utf8')
  const lines = [...page.matchAll(/^\| `([a-z-]+)` +\| ([^|]+?) +\|$/gm)]
  expect(lines.map(([, kind]) => kind).sort()).toEqual([
    'articles',
    'country-sectors',
    'entities',
    'help',
    'profile',
    'relation',
    'roles',
    'sayings',
    'statements',
    'totals',
  ])
  for (const [, kind, examples = ''] of lines)
    for (const ask of examples.match(/[^?.]+[?.]/g) ?? []) {
      const answer = await answerQuestion(store, ask)
      expect(answer.kind, `${ask} ${answer.answer}`).toBe(kind)
    }
})

describe('questions that are not answered', () => {
  test('unknown words are named and nothing is run', async () => {
    const answer = await answerQuestion(store, 'Which countries are linked to teleportation?')
    expect(answer).toMatchObject({
      understood: false,
      unread: ['teleportation'],
      cypher: null,
      rows: [],
      statements: [],
    })
    expect(answer.answer).toContain('“teleportation”')
  })

  test('a misspelt name is offered with its right spelling', async () => {
    const answer = await answerQuestion(store, 'Which countries are linked to metalurgy?')
    expect(answer.understood).toBe(false)
    expect(answer.suggestions[0]).toBe('Which countries are linked to metallurgy?')
  })

  test('a negation is never read as its opposite', async () => {
    for (const ask of [
      'Which countries do not export aluminium?',
      "Which countries don't export aluminium?",
      'Who exports aluminium without Russia?',
      'Which countries never export aluminium?',
      'Which countries except Russia export aluminium?',
    ]) {
      const answer = await answerQuestion(store, ask)
      expect(answer.understood, ask).toBe(false)
      expect(answer.rows).toEqual([])
    }
  })

  test('a question with a second one in it, and one with two places for a role, are not answered by half', async () => {
    for (const ask of [
      'What is Rasteel building, and where?',
      'Which officials of Japan were at the Osaka Metals Forum?',
    ])
      expect((await answerQuestion(store, ask)).understood, ask).toBe(false)
  })

  test('"why" is told that reasons are not kept', async () => {
    expect((await answerQuestion(store, 'Why does Turkey restrict steel pipes?')).answer).toContain('not the reasons')
  })

  test('every suggestion can be read', async () => {
    for (const ask of [
      'Which countries are linked to teleportation?',
      'Egypt blockchain Japan',
      'asdf',
      'Why?',
      'Who not?',
    ]) {
      const { suggestions } = await answerQuestion(store, ask)
      expect(suggestions.length, ask).toBeGreaterThan(0)
      for (const suggestion of suggestions)
        expect((await answerQuestion(store, suggestion)).understood, suggestion).toBe(true)
    }
  })

  test('a span relative to now is not guessed without a date of today', async () => {
    expect((await answerQuestion(store, 'What happened last year?')).understood).toBe(false)
    expect((await answerQuestion(store, 'What happened last year?', { today: '2024-06-01' })).answer).toContain(
      '5 statements',
    )
  })

  test('an empty and an endless question are refused', async () => {
    await expect(answerQuestion(store, '   ')).rejects.toMatchObject({ kind: 'InvalidInput' })
    await expect(answerQuestion(store, `Who owns ${'x'.repeat(600)}?`)).rejects.toMatchObject({ kind: 'InvalidInput' })
  })

  test('hostile text is a question like any other', async () => {
    for (const ask of [
      "Who owns '}) DETACH DELETE n //?",
      'MATCH (n) DETACH DELETE n',
      'Who owns `Nile Copper`?',
      '{"$ne": null}',
      '__proto__ constructor toString',
      '\u202Ewho\u202C owns \u0000 Nile Copper?',
      '?'.repeat(400),
      'and '.repeat(120),
    ]) {
      const answer = await answerQuestion(store, ask)
      expect(typeof answer.answer).toBe('string')
    }
    expect((await answerQuestion(store, 'How many articles are there?')).rows).toEqual([[7]])
  })
})
