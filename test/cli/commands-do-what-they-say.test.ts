// Promise: each command does what its help says, on the store itself and through a running server alike.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../helpers/both-stores.ts'
import { entente, type Running, type RunOptions, startEntente } from './run-entente.ts'

vi.setConfig({ testTimeout: 240_000 })
const folder = temporaryFolder()
const articles = join(folder, 'articles')
const text = 'Ghana exports cocoa to Norway. Norway signed an agreement on fisheries with Ghana in Accra.'

beforeAll(() => {
  mkdirSync(join(articles, 'more'), { recursive: true })
  writeFileSync(join(articles, '2020-01-02-cocoa.md'), `---\ntitle: Cocoa\ndate: 2020-01-02\n---\n${text}\n`)
  writeFileSync(
    join(articles, 'more', 'steel.txt'),
    'Steel talks\n\nJapan and Turkey are discussing a joint steel plant.',
  )
  writeFileSync(join(articles, 'readme.xyz'), 'no article')
  // Statements made by hand, so that what follows depends on no reader.
  writeFileSync(
    join(folder, 'made.json'),
    JSON.stringify({
      id: 'made',
      title: 'Made by hand',
      date: '2021-05-06',
      text: 'Ghana is a partner of Norway in fisheries.',
      entities: [
        { id: 'country:GHA', type: 'Country', name: 'Ghana' },
        { id: 'country:NOR', type: 'Country', name: 'Norway' },
      ],
      statements: [
        {
          subject: 'country:GHA',
          predicate: 'PARTNERS_WITH',
          object: 'country:NOR',
          sectors: ['sector:fisheries'],
          evidence: 'Ghana is a partner of Norway',
        },
      ],
    }),
  )
})

test('help and version come at once and list every command', async () => {
  const { code, out } = await entente(['--help'], { data: folder })
  expect(code).toBe(0)
  for (const command of [
    'start',
    'load',
    'extract',
    'query',
    'sectors',
    'stats',
    'export',
    'forget',
    'check',
    'review',
    'backup',
    'restore',
    'rebuild',
    'explain',
    'eval',
  ])
    expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
  expect((await entente(['--version'], { data: folder })).out).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test('extract needs no store and writes one line an article, in order', async () => {
  const data = join(folder, 'never')
  const { code, out, err } = await entente(['extract', articles, '-'], {
    data,
    input: `${JSON.stringify({ id: 'piped', text })}\n`,
  })
  expect(code, err).toBe(0)
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; statements: unknown[]; countrySectors: unknown[] })
  expect(lines.map(({ id }) => id)).toEqual(['2020-01-02-cocoa', 'steel', 'piped'])
  for (const line of lines)
    expect(Object.keys(line)).toEqual(expect.arrayContaining(['entities', 'statements', 'countrySectors']))
  expect(() => readFileSync(join(data, 'graph.grafeo'))).toThrow()
})

const same = (name: string, prepare: () => Promise<{ options: RunOptions; running: Running | null }>): void => {
  describe(name, () => {
    let options: RunOptions
    let running: Running | null
    const run = async (...args: string[]): Promise<string> => {
      const { code, out, err } = await entente(args, options)
      expect(code, err).toBe(0)
      return out
    }
    beforeAll(async () => {
      ;({ options, running } = await prepare())
      return async () => {
        await running?.stop()
      }
    })

    test('load reads folders and files, and a second time changes nothing', async () => {
      expect(await run('load', articles, join(folder, 'made.json'))).toMatch(/^3 loaded; \d+ statements in /)
      expect(JSON.parse(await run('load', '--json', articles))).toMatchObject({ loaded: 0, unchanged: 2, failed: 0 })
    })
    test('stats, sectors and query answer in tables, JSON and CSV', async () => {
      expect(await run('stats')).toMatch(/articles +3\n/)
      expect(JSON.parse(await run('stats', '--json'))).toMatchObject({ articles: 3 })
      for (const country of ['ghana', 'GHA'])
        expect(await run('sectors', '--country', country), country).toMatch(/Ghana +Fishing and aquaculture/)
      const query = 'MATCH (a:Country {iso3: $iso})-[r:PARTNERS_WITH]-(b) RETURN b.name AS partner, r.statements AS n'
      expect(await run('query', query, '--param', 'iso=GHA')).toMatch(/partner +n\n─+ +─\nNorway +1\n/)
      expect(await run('query', query, '-p', 'iso=GHA', '--format', 'csv')).toBe('partner,n\r\nNorway,1\r\n')
      expect(JSON.parse(await run('query', query, '-p', 'iso="GHA"', '-f', 'json'))).toMatchObject({
        columns: ['partner', 'n'],
        rows: [['Norway', 1]],
      })
    })
    test('export writes the format that the ending names, and nothing else beside it', async () => {
      const target = join(options.data, 'graph.nodes.csv')
      await run('export', target)
      expect(readFileSync(target, 'utf8')).toMatch(/country:GHA,Ghana,Country/)
      expect(await run('export', '-', '--format', 'edges.csv', '--filter', 'article=made')).toMatch(
        /country:GHA,country:NOR,Directed,PARTNERS_WITH/,
      )
    })
    test('review changes what is counted and can be cleared; forget takes an article back', async () => {
      const id = JSON.parse(
        await run('query', "MATCH (s:Statement)-[:STATED_IN]->(:Article {id: 'made'}) RETURN s.id AS id", '-f', 'json'),
      ).rows[0][0] as string
      expect(await run('review', id, '--decision', 'rejected', '--by', 'me')).toMatch(/: rejected\n$/)
      expect(
        await run('query', "MATCH (:Country {iso3: 'GHA'})-[r:PARTNERS_WITH]-() RETURN count(r) AS n", '-f', 'csv'),
      ).toBe('n\r\n0\r\n')
      expect(await run('review', id, '--decision', 'clear')).toMatch(/no decision\n$/)
      expect(await run('forget', 'made')).toBe('made forgotten\n')
      expect(await run('stats')).toMatch(/articles +2\n/)
      expect((await entente(['forget', 'made'], options)).err).toMatch(/^entente: .*made.*\n$/)
    })
    test('what needs the store for itself says who has it, or does it', async () => {
      for (const args of [['check'], ['backup', join(options.data, 'all.backup')]]) {
        const { code, out, err } = await entente(args, options)
        if (running) expect(err).toMatch(/^entente: .*stop the server at http.*\n$/)
        else expect(out, err).toMatch(/all agree|2 articles/)
        expect(code).toBe(running ? 1 : 0)
      }
    })
  })
}

same('on the store itself', async () => ({ options: { data: join(folder, 'own') }, running: null }))
same('through a running server', async () => {
  const options = { data: join(folder, 'served'), env: { PORT: '0' } }
  const running = await startEntente(options, ['--no-seeds'])
  return { options: { data: options.data }, running }
})

test('a backup is restored into an empty store, and a rebuilt store is the same', async () => {
  const [from, to] = [{ data: join(folder, 'own') }, { data: join(folder, 'restored') }]
  const file = join(folder, 'own', 'all.backup')
  expect((await entente(['restore', file], to)).out).toMatch(/^2 articles loaded/)
  const stats = async (options: RunOptions): Promise<unknown> =>
    JSON.parse((await entente(['stats', '--json'], options)).out)
  const expected = await stats(from)
  expect(await stats(to)).toEqual(expected)
  expect((await entente(['rebuild'], from)).code).toBe(0)
  expect(await stats(from)).toEqual(expected)
})
