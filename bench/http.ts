/**
 * Load on loopback with 50 connections: a mix of all reading routes for 20 s, which must lose no request; cached reads
 * side by side with a bare Express server that returns the same bytes; memory over 100,000 requests.
 * `npm run bench:http [-- --seconds 20 --connections 50 --requests 100000 --articles 100]` prints the figures and writes
 * bench/http.md.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { packageFile } from '../graph/package-root.ts'
import {
  type BenchServer,
  memoryOf,
  type Payload,
  runEntente,
  startBare,
  startEntente,
  stopServer,
} from './http-servers.ts'

const reads = [
  '/api/graph',
  '/api/country-sectors',
  '/api/statements?limit=20',
  '/api/entities?q=a&limit=20',
  '/api/stats',
  '/api/timeline',
  '/api/dossier/RUS/JPN',
  '/api/search?q=metal',
]
const cypher = (limit: number): autocannon.Request => ({
  method: 'POST',
  path: '/api/cypher',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    query: `MATCH (c:Country)-[l:LINKED_TO]->(x:Sector) RETURN c.name AS country, x.name AS sector, l.statements AS n ORDER BY n DESC, country, sector LIMIT ${limit}`,
  }),
})
const get = (path: string): autocannon.Request => ({ method: 'GET', path })
/** Every reading route; the ids are of countries, which are always there. */
const mix: autocannon.Request[] = [
  ...reads.map(get),
  ...[
    '/api/entities/country:JPN',
    '/api/entities/country:JPN/neighbours?limit=50',
    '/api/paths?from=country:RUS&to=country:JPN',
    '/api/dossier/JPN',
    '/api/articles?limit=20',
    '/api/reviews',
    '/api/merge-candidates?limit=10',
    '/api/changes?from=2016-01-01&to=2030-01-01',
    '/api/ask?q=Which%20countries%20are%20linked%20to%20metallurgy%3F',
    '/api/schema',
    '/api/ontology',
    '/api/openapi.json',
    '/api/export?format=csv&country=country:JPN',
    '/health/ready',
    '/',
  ].map(get),
  cypher(20),
]

interface Figures {
  name: string
  requests: number
  perSecond: number
  p50: number
  p95: number
  p99: number
  lost: number
}

/** One burst, with every response time kept: autocannon's own summary has no p95. */
const fire = async (
  url: string,
  connections: number,
  requests: autocannon.Request[],
  stop: { duration: number } | { amount: number },
): Promise<{ times: number[]; seconds: number; lost: number }> => {
  const times: number[] = []
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon({ url, connections, timeout: 30, ...stop, requests }, (error, done) =>
      error ? reject(error as Error) : resolve(done),
    )
    instance.on('response', (_client, _status, _bytes, ms) => times.push(ms))
  })
  return { times, seconds: result.duration, lost: result.errors + result.timeouts + result.non2xx }
}

const figuresOf = (name: string, bursts: Awaited<ReturnType<typeof fire>>[]): Figures => {
  const times = Float64Array.from(bursts.flatMap((burst) => burst.times)).sort()
  const at = (share: number): number => Number((times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1))
  const sum = (of: (burst: (typeof bursts)[number]) => number): number => bursts.reduce((all, one) => all + of(one), 0)
  return {
    name,
    requests: times.length,
    perSecond: Math.round(times.length / sum(({ seconds }) => seconds)),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    lost: sum(({ lost }) => lost),
  }
}

const table = (rows: readonly Figures[]): string =>
  [
    '| what | requests | requests/s | p50 ms | p95 ms | p99 ms | lost |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(
      ({ name, requests, perSecond, p50, p95, p99, lost }) =>
        `| ${name} | ${requests} | ${perSecond} | ${p50} | ${p95} | ${p99} | ${lost} |`,
    ),
  ].join('\n')

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '20' },
      connections: { type: 'string', default: '50' },
      requests: { type: 'string', default: '100000' },
      articles: { type: 'string', default: '100' },
    },
  })
  const [seconds, connections, amount] = [values.seconds, values.connections, values.requests].map(Number) as [
    number,
    number,
    number,
  ]
  const data = mkdtempSync(join(tmpdir(), 'entente-bench-'))
  const servers: BenchServer[] = []
  try {
    const generated = join(data, 'generated.jsonl')
    await runEntente(data, ['generate', '--articles', values.articles, '--seed', '1', '--out', generated])
    await runEntente(data, ['load', packageFile('seeds'), generated])
    // As many queries may wait as there are connections; past that the answer is 503 by design.
    const entente = await startEntente(data, {})
    servers.push(entente)
    for (const { method = 'GET', path = '/', headers = {}, body } of mix) {
      const response = await fetch(`${entente.url}${path}`, {
        method,
        headers: headers as Record<string, string>,
        ...(body === undefined ? {} : { body: String(body) }),
      })
      if (!response.ok) throw new Error(`${path} answers with ${response.status}: ${await response.text()}`)
      await response.body?.cancel()
    }
    const mixed = figuresOf('a mix of all reading routes', [
      await fire(entente.url, connections, mix, { duration: seconds }),
    ])

    const payloads = await Promise.all(
      reads.map(async (path): Promise<Payload> => {
        const response = await fetch(`${entente.url}${path}`)
        if (!response.ok) throw new Error(`${path} answers with ${response.status}`)
        return { path, type: response.headers.get('content-type') ?? '', body: await response.text() }
      }),
    )
    const bare = await startBare(payloads)
    servers.push(bare)
    // Both warm, then in turns, so that what else the machine does strikes both.
    const same = reads.map(get)
    for (const { url } of servers) await fire(url, connections, same, { duration: 2 })
    const bursts: Record<'bare' | 'entente', Awaited<ReturnType<typeof fire>>[]> = { bare: [], entente: [] }
    for (let turn = 0; turn < 4; turn++)
      for (const [name, { url }] of [['bare', bare] as const, ['entente', entente] as const])
        bursts[name].push(await fire(url, connections, same, { duration: seconds / 4 }))
    const cached = figuresOf('cached reads', bursts.entente)
    const plain = figuresOf('the same bytes from bare Express', bursts.bare)
    const share = Math.round((100 * cached.perSecond) / plain.perSecond)

    const memory = [memoryOf(entente)]
    let lost = 0
    for (let part = 0; part < 4; part++) {
      lost += (await fire(entente.url, connections, mix, { amount: amount / 4 })).lost
      memory.push(memoryOf(entente))
    }
    const lines = [
      table([mixed, cached, plain]),
      '',
      `Throughput of cached reads beside bare Express: ${share} %.`,
      '',
      `Memory of the server in MB at the start of ${amount} mixed requests and after each quarter of them: ${memory.map(Math.round).join(', ')}; ${lost} lost.`,
    ]
    process.stdout.write(`${lines.join('\n')}\n`)
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, ${process.platform}`
    writeFileSync(
      packageFile('bench/http.md'),
      [
        '# The HTTP server under load',
        '',
        `\`npm run bench:http\`${process.argv.slice(2).length ? ` with ${process.argv.slice(2).join(' ')}` : ''}, ${new Date().toISOString().slice(0, 10)}, on ${machine}. autocannon with ${connections} connections on loopback, ${seconds} s each; server and load on the same machine; the graph is the seed and ${values.articles} generated articles, in the embedded store.`,
        '',
        ...lines,
        '',
        `The mix: ${mix.map(({ method, path }) => `\`${method === 'POST' ? 'POST ' : ''}${path}\``).join(', ')}. The cached reads, of which bare Express returns the same bytes: ${reads.map((path) => `\`${path}\``).join(', ')}.`,
        '',
      ].join('\n'),
    )
    if (mixed.lost + cached.lost + lost > 0 || share < 80) process.exitCode = 1
  } finally {
    for (const server of servers) await stopServer(server)
    rmSync(data, { recursive: true, force: true })
  }
}

await run()
