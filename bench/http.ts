/**
 * Load on loopback: a mix of the reading routes against a bare Express server that returns the same bytes, in turns.
 * `node dist/bench/http.js [--seconds 20] [--connections 50] [--requests 0] [--articles folder]`; prints a table and one JSON line.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import express from 'express'
import { builtModule, packageFile } from '../graph/package-root.ts'

const paths = [
  '/api/graph',
  '/api/country-sectors',
  '/api/statements?limit=20',
  '/api/entities?q=a&limit=20',
  '/api/stats',
  '/api/timeline',
  '/api/dossier/RUS/JPN',
  '/api/search?q=metal',
]

interface Payload {
  path: string
  type: string
  body: string
}

/** The bare server: the same addresses, types and bytes, nothing else. */
const serveBare = (payloads: readonly Payload[]): void => {
  const app = express()
  for (const { path, type, body } of payloads)
    app.get(path.split('?')[0] ?? path, (_request, response) => {
      response.setHeader('Content-Type', type)
      response.send(body)
    })
  const server = app.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.(typeof address === 'object' ? address?.port : 0)
  })
}

const startBare = async (payloads: readonly Payload[]): Promise<{ url: string; child: ChildProcess }> => {
  const child = fork(fileURLToPath(import.meta.url), ['--bare'])
  child.send(payloads)
  const port = await new Promise<number>((resolve) => child.once('message', (message) => resolve(Number(message))))
  return { url: `http://127.0.0.1:${port}`, child }
}

const startEntente = async (data: string): Promise<{ url: string; child: ChildProcess }> => {
  const child = spawn(process.execPath, [builtModule('graph/cli/entente.ts'), 'start', '--no-seeds'], {
    env: { ...process.env, ENTENTE_DATA: data, PORT: '0', ENTENTE_LOG: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data) => {
      const found = /http:\/\/\S+/.exec(String(data))
      if (found) resolve(found[0])
    })
    child.once('exit', (code) => reject(new Error(`entente start ended with ${code}`)))
  })
  return { url, child }
}

const load = (data: string, folder: string): Promise<void> =>
  new Promise((resolve, reject) => {
    spawn(process.execPath, [builtModule('graph/cli/entente.ts'), 'load', folder], {
      env: { ...process.env, ENTENTE_DATA: data },
      stdio: 'inherit',
    }).once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`entente load ended with ${code}`))))
  })

/** Resident memory of a process in megabytes, where /proc tells it. */
const memoryOf = (child: ChildProcess): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

const fire = (url: string, connections: number, stop: { duration: number } | { amount: number }) =>
  autocannon({ url, connections, ...stop, requests: paths.map((path) => ({ method: 'GET' as const, path })) })

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '20' },
      connections: { type: 'string', default: '50' },
      requests: { type: 'string', default: '0' },
      articles: { type: 'string', default: packageFile('seeds') },
    },
  })
  const [seconds, connections] = [Number(values.seconds), Number(values.connections)]
  const data = mkdtempSync(join(tmpdir(), 'entente-bench-'))
  const children: ChildProcess[] = []
  try {
    await load(data, values.articles)
    const entente = await startEntente(data)
    children.push(entente.child)
    const payloads = await Promise.all(
      paths.map(async (path): Promise<Payload> => {
        const response = await fetch(`${entente.url}${path}`)
        if (!response.ok) throw new Error(`${path} answers with ${response.status}`)
        return { path, type: response.headers.get('content-type') ?? '', body: await response.text() }
      }),
    )
    const bare = await startBare(payloads)
    children.push(bare.child)
    // Both warm, then in turns, so that what else the machine does strikes both.
    const results: Record<string, Awaited<ReturnType<typeof fire>>[]> = { entente: [], bare: [] }
    for (const { url } of [entente, bare]) await fire(url, connections, { duration: 2 })
    for (let turn = 0; turn < 2; turn++)
      for (const [name, { url }] of [
        ['bare', bare],
        ['entente', entente],
      ] as const)
        results[name]?.push(await fire(url, connections, { duration: seconds / 2 }))
    const rows = Object.entries(results).map(([name, turns]) => ({
      name,
      perSecond: Math.round(turns.reduce((sum, turn) => sum + turn.requests.average, 0) / turns.length),
      p50: Math.max(...turns.map((turn) => turn.latency.p50)),
      p97: Math.max(...turns.map((turn) => turn.latency.p97_5)),
      p99: Math.max(...turns.map((turn) => turn.latency.p99)),
      lost: turns.reduce((sum, turn) => sum + turn.errors + turn.timeouts + turn.non2xx, 0),
    }))
    const share =
      (rows.find(({ name }) => name === 'entente')?.perSecond ?? 0) /
      (rows.find(({ name }) => name === 'bare')?.perSecond ?? 1)
    process.stdout.write('server   requests/s  p50 ms  p97.5 ms  p99 ms  lost\n')
    for (const { name, perSecond, p50, p97, p99, lost } of rows)
      process.stdout.write(
        `${name.padEnd(8)} ${String(perSecond).padStart(10)}  ${String(p50).padStart(6)}  ${String(p97).padStart(8)}  ${String(p99).padStart(6)}  ${String(lost).padStart(4)}\n`,
      )
    const memory = [memoryOf(entente.child)]
    for (let part = 0; part < 4 && Number(values.requests) > 0; part++) {
      await fire(entente.url, connections, { amount: Number(values.requests) / 4 })
      memory.push(memoryOf(entente.child))
    }
    if (memory.length > 1)
      process.stdout.write(`memory in MB, before and after each quarter: ${memory.map(Math.round).join(', ')}\n`)
    process.stdout.write(
      `${JSON.stringify({ bench: 'http', share: Number(share.toFixed(3)), rows, memory: memory.map(Math.round) })}\n`,
    )
  } finally {
    for (const child of children) child.kill('SIGTERM')
    await Promise.all(
      children.map(
        (child) => new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(null))),
      ),
    )
    rmSync(data, { recursive: true, force: true })
  }
}

if (process.argv.includes('--bare')) process.once('message', (payloads) => serveBare(payloads as Payload[]))
else await run()
