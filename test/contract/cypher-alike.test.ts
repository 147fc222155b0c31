/**
 * The same Cypher has the same answer on both engines. The answers on record are those of Neo4j; the embedded engine is
 * held to them even where no Neo4j can be had. ENTENTE_RECORD=1 writes them anew.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { EntenteError } from '../../graph/errors.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { packageFile } from '../../graph/package-root.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { samples } from '../helpers/sample-readings.ts'
import { type CypherCase, cypherCases } from './cypher-statements.ts'

const file = packageFile('test/contract/cypher-answers.json')
const recording = process.env.ENTENTE_RECORD === '1'
const recorded: Record<string, unknown> =
  existsSync(file) && !recording ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {}

const answerOf = async (store: GraphStore, { cypher, parameters }: CypherCase): Promise<unknown> => {
  try {
    const { columns, rows } = await store.readUntrusted(cypher, parameters ?? {}, { timeoutMs: 30_000, maxRows: 1000 })
    return { columns, rows }
  } catch (error) {
    return error instanceof EntenteError ? { error: error.kind } : { error: `not an EntenteError: ${error}` }
  }
}

await describeOnBothStores('Cypher', (under) => {
  let store: GraphStore
  beforeAll(async () => {
    store = await under.fresh()
    for (const { article, reading } of samples) await loadArticle(store, article, reading)
  }, 300_000)

  for (const [, example] of docs.matchAll(/^```cypher\n([\s\S]*?)```/gm))
    it(`answers the example of the manual: ${example?.split('\n')[0]}`, async () => {
      const answer = await answerOf(store, { group: 'manual', cypher: example ?? '' })
      expect((answer as { rows: unknown[] }).rows.length).toBeGreaterThan(0)
    })

  if (recording && under.engine === 'neo4j')
    it('is recorded', async () => {
      const answers: Record<string, unknown> = {}
      for (const item of cypherCases) answers[item.cypher] = await answerOf(store, item)
      const lines = Object.entries(answers).map(
        ([cypher, answer]) => ` ${JSON.stringify(cypher)}: ${JSON.stringify(answer)}`,
      )
      writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`)
    }, 300_000)
  else
    for (const item of cypherCases)
      it(`${item.group}: ${item.cypher}`, async () => {
        const answer = await answerOf(store, item)
        if (item.differs && under.engine === 'embedded') expect(answer).not.toEqual(recorded[item.cypher])
        else expect(answer).toEqual(recorded[item.cypher])
      })
})

const docs = readFileSync(packageFile('docs/cypher.md'), 'utf8')

describe('docs/cypher.md', () => {
  const listed = [...docs.matchAll(/^\| `(.+?)` \| (.+?) \|$/gm)].map(([, cypher, differs]) => [
    cypher?.replaceAll('\\|', '|'),
    differs,
  ])

  it('lists every difference of the embedded engine, and no other', () => {
    const known = cypherCases.filter(({ differs }) => differs).map(({ cypher, differs }) => [cypher, differs])
    expect(listed).toEqual(known)
  })

  it('says how many statements are compared', () => {
    expect(cypherCases.length).toBeGreaterThanOrEqual(150)
    expect(new Set(cypherCases.map(({ cypher }) => cypher)).size).toBe(cypherCases.length)
    expect(docs).toContain(`${cypherCases.length} statements`)
  })
})
