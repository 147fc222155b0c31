// `entente extract --reader …` as a person runs it, against a real server that speaks the protocol.

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { builtModule } from '../../../graph/package-root.ts'
import { noQualifiers } from '../../helpers/no-qualifiers.ts'
import { startModelServer } from './model-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'entente-reader-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, '2024-05-01-tea.txt')
writeFileSync(file, 'Kenya exports tea to Norway. The two countries signed a trade agreement in Oslo.\n')

const extract = (reader: string, env: Record<string, string>) =>
  new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = spawn(process.execPath, [builtModule('graph/cli/entente.ts'), 'extract', file, '--reader', reader], {
      env: { PATH: process.env.PATH ?? '', ENTENTE_DATA: join(folder, 'data'), ...env },
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (piece) => {
      stdout += String(piece)
    })
    child.stderr.on('data', (piece) => {
      stderr += String(piece)
    })
    child.on('close', (status) => resolve({ status, stdout, stderr }))
  })

const reply = {
  entities: [
    { ref: 'a', type: 'Country', name: 'Kenya', code: 'KEN', mentions: ['Kenya'] },
    { ref: 'b', type: 'Commodity', name: 'tea', code: null, mentions: ['tea'] },
  ],
  statements: ['EXPORTS', 'OWNS'].map((predicate) => ({
    subject: 'a',
    predicate,
    object: 'b',
    ...noQualifiers,
    date: null,
    evidence: 'Kenya exports tea to Norway.',
  })),
}

test('the model’s statements come out, and what it cost is told', async () => {
  const server = await startModelServer([{ say: reply }])
  try {
    const { url, model, key } = server.settings
    const { status, stdout, stderr } = await extract('llm', {
      ENTENTE_LLM_URL: url,
      ENTENTE_LLM_MODEL: model,
      ENTENTE_LLM_KEY: key,
    })
    expect(status, stderr).toBe(0)
    const { statements } = JSON.parse(stdout)
    expect(statements.map((s: { rule: string; predicate: string }) => [s.rule, s.predicate])).toEqual([
      ['llm:tiny', 'EXPORTS'],
    ])
    expect(stderr).toMatch(/\d+ (?:input )?tokens|tokens/)
    expect(stdout + stderr).not.toContain(key)
  } finally {
    await server.close()
  }
})

test('without a model set, asking for one says what to set', async () => {
  const { status, stderr } = await extract('llm', {})
  expect(status).toBe(1)
  expect(stderr).toContain('ENTENTE_LLM_URL')
})
