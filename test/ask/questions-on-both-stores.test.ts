// The questions that the grammar is built for, asked of both engines: the same answers, counted by hand.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { answerQuestion } from '../../graph/ask/answer-question.ts'
import { packageRoot } from '../../graph/package-root.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { loadSmallGraph } from './small-graph.ts'

interface Expected {
  ask: string
  kind: string
  /** Ids in the table's first column of ids, in any order. */
  rows?: string[]
  /** A part of the answer. */
  says?: string
}
const questions: Expected[] = JSON.parse(readFileSync(join(packageRoot, 'test/ask/questions.json'), 'utf8'))

/** Whole answers by engine and question, to be compared at the end. */
const answers = new Map<string, string>()

await describeOnBothStores('questions in plain English', (under) => {
  let store: GraphStore
  beforeAll(async () => {
    store = await under.fresh()
    await loadSmallGraph(store)
  })

  for (const { ask, kind, rows, says } of questions)
    test(ask, async () => {
      const answer = await answerQuestion(store, ask, { today: '2026-03-01' })
      expect(answer.understood, answer.answer).toBe(true)
      expect(answer.kind).toBe(kind)
      const at = answer.columns.findIndex(({ kind: cell }) => cell === 'entity' || cell === 'article')
      if (rows) expect(answer.rows.map((row) => row[at]).sort()).toEqual([...rows].sort())
      if (says) expect(answer.answer).toContain(says)
      const other = answers.get(ask)
      // Modalities are collected in any order.
      const whole = JSON.stringify([
        answer.answer,
        answer.rows.map((row) => row.map((cell) => (Array.isArray(cell) ? [...cell].sort() : cell))),
        answer.statements,
      ])
      if (other !== undefined) expect(whole).toBe(other)
      answers.set(ask, whole)
    })
})
