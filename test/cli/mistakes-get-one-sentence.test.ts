// Promise: whatever is wrong, the program says it in one sentence on standard error, ends with 1 (2 for a command line that
// cannot be understood), and the store is as it was.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../helpers/both-stores.ts'
import { entente, type RunOptions, type Said, startEntente } from './run-entente.ts'

vi.setConfig({ testTimeout: 240_000 })
const folder = temporaryFolder()
const data = join(folder, 'data')
const options: RunOptions = { data }

const isOneSentence = ({ err }: Said): void => {
  expect(err).toMatch(/^entente: [^\n]+\n$/)
  expect(err).not.toMatch(/\n\s+at |\.js:|node:|unexpected/)
}
const fails = async (args: string[], words: RegExp, more: Partial<RunOptions> = {}): Promise<void> => {
  const said = await entente(args, { ...options, ...more })
  expect(said.code, said.err).toBe(1)
  expect(said.err).toMatch(words)
  isOneSentence(said)
}
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

beforeAll(async () => {
  mkdirSync(data, { recursive: true })
  const { code, err } = await entente(['load', file('good.txt', 'Ghana exports cocoa to Norway.')], options)
  expect(code, err).toBe(0)
})

describe('bad articles', () => {
  const made = JSON.stringify({
    id: 'made',
    text: 'Ghana is a partner of Norway.',
    entities: [
      { id: 'country:GHA', type: 'Country', name: 'Ghana' },
      { id: 'country:NOR', type: 'Country', name: 'Norway' },
    ],
    statements: [{ subject: 'country:GHA', predicate: 'LOVES', object: 'country:NOR', evidence: 'Ghana is' }],
  })
  const cases: [string, string, string | Uint8Array, RegExp][] = [
    ['an empty file', 'empty.txt', '', /empty\.txt: empty/],
    ['binary', 'binary.txt', new Uint8Array([0, 255, 1, 2]), /binary\.txt: (binary|not text)/],
    ['5 MB of one line', 'line.txt', 'x'.repeat(5 * 1024 * 1024), /line\.txt: .*maxTextLength/],
    ['a broken front matter', 'front.md', '---\ntitle: [\n---\nText.', /front\.md: broken front matter/],
    ['an unknown predicate in a hand-written import', 'made.json', made, /made\.json: .*unknown predicate "LOVES"/],
    ['a predicate that cannot hold', 'fit.json', made.replace('LOVES', 'OWNS'), /cannot stand in OWNS/],
  ]
  test('each is named in a line of its own, the others are loaded, and nothing else changes', async () => {
    const before = (await entente(['export', '-'], options)).out
    const files = cases.map(([, name, content]) => file(name, content))
    const said = await entente(['load', ...files, join(folder, 'good.txt')], options)
    expect(said.code).toBe(1)
    const lines = said.err.trim().split('\n')
    expect(lines).toHaveLength(cases.length)
    for (const [what, , , words] of cases)
      expect(
        lines.filter((line) => words.test(line)),
        what,
      ).toHaveLength(1)
    for (const line of lines) isOneSentence({ ...said, err: `${line}\n` })
    expect(said.out).toMatch(new RegExp(`^0 loaded, 1 unchanged, ${cases.length} failed`))
    expect((await entente(['export', '-'], options)).out).toBe(before)
  })
  test('a path that is not there, a folder without an article', async () => {
    await fails(['load', join(folder, 'nothing.md')], /no such file or folder/)
    mkdirSync(join(folder, 'hollow'))
    await fails(['load', join(folder, 'hollow')], /no article/)
  })
})

describe('bad questions', () => {
  test('Cypher that is wrong, that writes, or that lacks a parameter', async () => {
    await fails(['query', 'MATCH (n RETURN n'], /line 1, column 10/)
    await fails(['query', 'CREATE (n)'], /CREATE/)
    await fails(['query', 'RETURN $x AS x'], /\$x/)
    await fails(['query', 'RETURN 1 AS x', '--limit', 'many'], /--limit/)
  })
  test('a country, an article, a statement, a format that is not there', async () => {
    await fails(['sectors', '--country', 'Atlantis'], /Atlantis/)
    await fails(['forget', 'nothing'], /nothing/)
    await fails(['review', 'statement:x:y', '--decision', 'accepted'], /statement:x:y/)
    await fails(['export', join(folder, 'graph.doc')], /\.gexf/)
    await fails(['export', join(folder, 'no', 'such', 'graph.gexf')], /cannot be written/)
    await fails(['restore', join(folder, 'good.txt')], /good\.txt/)
  })
})

test('a command line that cannot be understood ends with 2 and shows the way', async () => {
  for (const args of [
    ['lod'],
    ['load'],
    ['query'],
    ['stats', '--jsn'],
    ['query', 'RETURN 1', '--format', 'xml'],
    ['review', 'x'],
  ]) {
    const { code, err } = await entente(args, options)
    expect(code, args.join(' ')).toBe(2)
    expect(err).toMatch(/error: /)
  }
})

describe('a place that cannot be used', () => {
  test('a port that is taken: said where it was asked for, passed over where it was not', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as AddressInfo
    await fails(['start', '--no-seeds'], new RegExp(`Port ${port} is taken`), {
      data: join(folder, 'port'),
      env: { PORT: String(port) },
    })
    taken.close()
    const first = await startEntente({ data: join(folder, 'one') }, ['--no-seeds'])
    const second = await startEntente({ data: join(folder, 'two') }, ['--no-seeds'])
    expect(second.url).not.toBe(first.url)
    expect(first.line).toMatch(/^[^\n]+\n$/)
    expect(await first.stop()).toBe(0)
    expect(await second.stop()).toBe(0)
  })
  test('a Neo4j that cannot be reached, or an address that is none', async () => {
    await fails(['stats'], /bolt:\/\/127\.0\.0\.1:9/, {
      env: { NEO4J_URI: 'bolt://127.0.0.1:9', NEO4J_CONNECT_TIMEOUT_MS: '2000' },
    })
    await fails(['stats'], /NEO4J_URI/, { env: { NEO4J_URI: 'http://127.0.0.1' } })
  })
  test('a data folder that cannot be written', async () => {
    // A file where the folder should be: no right to write helps, not even root's.
    await fails(['stats'], /good\.txt/, { data: join(folder, 'good.txt', 'data') })
  })
  test('settings that are wrong', async () => {
    await fails(['start'], /PORT/, { env: { PORT: 'four' } })
    await fails(['start', '--port', 'four'], /PORT must be a whole number/)
    await fails(['start'], /ENTENTE_TOKEN/, { env: { ENTENTE_HOST: '0.0.0.0' } })
  })
  test('a second server on the same data', async () => {
    const running = await startEntente({ data: join(folder, 'held'), env: { PORT: '0' } }, ['--no-seeds'])
    await fails(['start', '--no-seeds'], /in use by process \d+/, { data: join(folder, 'held'), env: { PORT: '0' } })
    expect((await entente(['stats', '--json'], { data: join(folder, 'held') })).code).toBe(0)
    expect(await running.stop()).toBe(0)
    expect(() => readFileSync(join(folder, 'held', 'server.json'))).toThrow()
  })
})
