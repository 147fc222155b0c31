// `entente ask` as a person runs it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import { builtModule } from '../../graph/package-root.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { loadSmallGraph } from './small-graph.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'entente-ask-command-'))
beforeAll(async () => {
  const store = await openStore({ dataFolder })
  await prepareStore(store)
  await loadSmallGraph(store)
  await store.close()
})
afterAll(() => rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 }))

const entente = (...words: string[]) =>
  spawnSync(process.execPath, [builtModule('graph/cli/entente.ts'), ...words], {
    env: { PATH: process.env.PATH ?? '', ENTENTE_DATA: dataFolder },
    encoding: 'utf8',
  })

test('prints the answer, a table, the evidence and, where wanted, the Cypher', () => {
  const { stdout, status } = entente('ask', 'What does Russia export to Japan?', '--cypher')
  expect(status).toBe(0)
  expect(stdout).toContain('Russia exports 2 goods to Japan: aluminium (1 statement) and steel pipes (1).')
  expect(stdout).toMatch(/aluminium +1 +1 +actual +2016-03-01/)
  expect(stdout).toContain('“Rasteel exports steel pipes to Japan.”')
  expect(stdout).toContain('Rasteel ships pipes (Example Gazette, 2018-06-12)')
  expect(stdout).toContain('MATCH (')
  expect(stdout).toContain('"country:RUS"')
})

test('a question without quotes is read too', () => {
  expect(entente('ask', 'who', 'owns', 'Nile', 'Copper').stdout).toContain('Kitami Metals')
})

test('gives the whole answer as JSON for programs', () => {
  const { stdout } = entente('ask', 'Who owns Nile Copper?', '--json')
  expect(JSON.parse(stdout)).toMatchObject({
    understood: true,
    kind: 'relation',
    rows: [['org:kitami-metals', 1, 1, ['actual'], '2022-09-09', '2022-09-09']],
  })
})

test('a question that cannot be read ends with 1 and says what can be asked', () => {
  const { stdout, status } = entente('ask', 'Who owns Atlantis Holdings?')
  expect(status).toBe(1)
  expect(stdout).toContain('Not read')
  expect(stdout).toContain('You can ask')
})
