// Threat: a query that changes the graph, in any clause, case, place or disguise of it.
import { expect, test } from 'vitest'
import { places, writingClauses } from './attack-queries.ts'
import { describeAttack, expectRefused } from './attack-suite.ts'

await describeAttack('writes are refused', (attacked) => {
  for (const [place, within] of places)
    test(`every writing clause ${place}`, async () => {
      for (const clause of writingClauses) await expectRefused(attacked().api, within(clause))
    })

  test('the refusal names the clause, its line and its column', async () => {
    expect(await expectRefused(attacked().api, 'MATCH (n)\n  SET n.name = 1')).toMatch(/SET.*line 2, column 3/)
  })

  test('a store that is asked past the gate refuses writes too', async () => {
    for (const clause of writingClauses)
      await expect(
        attacked().store.readUntrusted(clause, {}, { timeoutMs: 5000, maxRows: 10 }),
        clause,
      ).rejects.toMatchObject({ kind: 'InvalidInput' })
  })
})
