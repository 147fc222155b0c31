// Promise: each command does what its help says, on the store itself and through a running server alike.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { startModelServer } from '../extract/llm/model-server.ts'
import { temporaryFolder } from '../helpers/both-stores.ts'
import { noQualifiers } from '../helpers/no-qualifiers.ts'
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
    test('check, backup and a query with the right to write do their work, whoever holds the store', async () => {
      const file = join(options.data, 'all.backup')
      expect(await run('check')).toMatch(/all agree\n$/)
      expect(await run('backup', file)).toMatch(/^2 articles and \d+ decisions written/)
      expect(existsSync(file)).toBe(true)
      expect(
        await run('query', '--write', 'CREATE (n:Mark {id: $id}) RETURN n.id AS id', '-p', 'id=m', '-f', 'csv'),
      ).toBe('id\r\nm\r\n')
      expect(await run('query', 'MATCH (n:Mark) RETURN count(n) AS n', '-f', 'csv')).toBe('n\r\n1\r\n')
      await run('query', '--write', 'MATCH (n:Mark) DELETE n')
      expect(await run('check')).toMatch(/all agree\n$/)
      expect((await entente(['query', '--write', 'CREATE (n'], options)).err).toMatch(/^entente: .+\n/)
      expect((await entente(['restore', file], options)).err).toMatch(/^entente: .*empty store only\n$/)
      const rebuilt = running ? await entente(['rebuild'], options) : null
      if (rebuilt) expect(rebuilt.err).toMatch(/^entente: .*stop the server at http.*\n$/)
    })
    test('what a model reads is kept too, whoever holds the store', async () => {
      const evidence = 'Kenya exports tea to Norway.'
      const reply = {
        entities: [
          { ref: 'a', type: 'Country', name: 'Kenya', code: 'KEN', mentions: ['Kenya'] },
          { ref: 'b', type: 'Commodity', name: 'tea', code: null, mentions: ['tea'] },
        ],
        statements: [{ subject: 'a', predicate: 'EXPORTS', object: 'b', ...noQualifiers, date: null, evidence }],
      }
      const model = await startModelServer([{ say: reply }])
      try {
        const { code, out, err } = await entente(['load', '-', '--reader', 'llm'], {
          ...options,
          input: `${JSON.stringify({ id: 'by-a-model', text: `${evidence} The two countries signed an agreement.` })}\n`,
          env: { ...options.env, ENTENTE_LLM_URL: model.settings.url, ENTENTE_LLM_MODEL: 'tiny' },
        })
        expect(code, err).toBe(0)
        expect(out).toMatch(/^1 loaded; 1 statements/)
        const rules = "MATCH (s:Statement)-[:STATED_IN]->(:Article {id: 'by-a-model'}) RETURN s.rule AS rule"
        expect(await run('query', rules, '-f', 'csv')).toBe('rule\r\nllm:tiny\r\n')
        await run('forget', 'by-a-model')
      } finally {
        await model.close()
      }
    })
  })
}

same('on the store itself', async () => ({ options: { data: join(folder, 'own') }, running: null }))
same('through a running server', async () => {
  const options = { data: join(folder, 'served') }
  const running = await startEntente(options, ['--no-seeds', '--port', '0'])
  return { options: { data: options.data }, running }
})

test('a backup is restored into an empty store, and a rebuilt store is the same', async () => {
  const [from, to] = [{ data: join(folder, 'own') }, { data: join(folder, 'restored') }]
  const file = join(folder, 'own', 'all.backup')
  expect((await entente(['restore', file], to)).out).toMatch(/^2 articles loaded/)
  const served = { data: join(folder, 'restored-there'), env: { PORT: '0' } }
  const running = await startEntente(served, ['--no-seeds'])
  try {
    expect((await entente(['restore', file], served)).out).toMatch(/^2 articles loaded/)
    expect(await (await fetch(`${running.url}/api/stats`)).json()).toMatchObject({ articles: 2 })
    // The way in is for the owner alone: not for who cannot read the data folder, nor for pages.
    for (const headers of [{}, { 'x-entente-owner': 'x' }, { 'x-entente-owner': '' }])
      expect((await fetch(`${running.url}/owner/check`, { method: 'POST', headers })).status).toBe(404)
    expect(statSync(join(served.data, 'server.json')).mode & 0o077).toBe(0)
  } finally {
    await running.stop()
  }
  const stats = async (options: RunOptions): Promise<unknown> =>
    JSON.parse((await entente(['stats', '--json'], options)).out)
  const expected = await stats(from)
  expect(await stats(to)).toEqual(expected)
  expect((await entente(['rebuild'], from)).code).toBe(0)
  expect(await stats(from)).toEqual(expected)
})
