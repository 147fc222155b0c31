// Threat: a query that changes the schema, looks into the server, or steers how it is run.
import { test } from 'vitest'
import { administration } from './attack-queries.ts'
import { describeAttack, expectRefused } from './attack-suite.ts'

await describeAttack('administration is refused', (attacked) => {
  for (const [threat, queries] of Object.entries(administration))
    test(threat, async () => {
      for (const query of queries) await expectRefused(attacked().api, query)
    })
})
