/**
 * docker-compose.yml and the Dockerfile against the program as it is: no engine is needed to see a flag that is none, a host
 * that no service has, a volume that nobody declares or a health check that asks for a page which is not served.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { packageFile } from '../../graph/package-root.ts'
import { entente, type Said, startEntente } from '../cli/run-entente.ts'
import { temporaryFolder } from '../helpers/both-stores.ts'

vi.setConfig({ testTimeout: 120_000 })

interface Service {
  image?: string
  build?: string
  command?: string | string[]
  environment?: Record<string, string>
  volumes?: string[]
  depends_on?: Record<string, { condition: string }>
  healthcheck?: { test: string[] }
  profiles?: string[]
}
const compose = parse(readFileSync(packageFile('docker-compose.yml'), 'utf8')) as {
  services: Record<string, Service>
  volumes: Record<string, null>
}
const dockerfile = readFileSync(packageFile('Dockerfile'), 'utf8')
const services = Object.entries(compose.services)
const folder = temporaryFolder()

/** Value of `${NAME}`, `${NAME:-default}` and `${NAME:?message}` where NAME is not set. */
const unset = (text: string): string => text.replace(/\$\{\w+(?::-([^}]*)|:\?[^}]*)?\}/g, (_, value = '') => value)

/** What stands behind the program's own file, in exec form. */
const programArguments = (command: readonly string[]): string[] => {
  expect(command.slice(0, 2)).toEqual(['node', 'dist/graph/cli/entente.js'])
  return command.slice(2).map(unset)
}
const run = (command: readonly string[], env: Record<string, string>): Promise<Said> =>
  entente(programArguments(command), { data: join(folder, 'data'), env })

describe('the compose file', () => {
  it('names services, volumes and profiles that are there', () => {
    for (const [name, service] of services) {
      expect(Boolean(service.image) !== Boolean(service.build), name).toBe(true)
      for (const other of Object.keys(service.depends_on ?? {})) {
        expect(Object.keys(compose.services)).toContain(other)
        expect(compose.services[other]?.healthcheck, `${name} waits for ${other} to be healthy`).toBeDefined()
        // A service of every profile must not wait for one that only a profile starts.
        if (!service.profiles) expect(compose.services[other]?.profiles).toBeUndefined()
      }
      for (const volume of service.volumes ?? []) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0])
      for (const value of Object.values(service.environment ?? {})) {
        const host = /^(?:redis|neo4j|bolt):\/\/([\w-]+):\d+$/.exec(value)?.[1]
        if (host) expect(Object.keys(compose.services)).toContain(host)
      }
    }
    expect(services.filter(([, { profiles }]) => profiles?.includes('scale')).map(([name]) => name)).toEqual([
      'redis',
      'worker',
    ])
  })

  it('starts a worker with flags that the program has, and asks for its health where it serves it', async () => {
    const { command, healthcheck } = compose.services.worker as Service & { command: string[] }
    // Nobody listens on port 1: the command line was understood, and Redis is what is missing.
    const said = await run(command, { REDIS_URL: 'redis://127.0.0.1:1' })
    expect(said, said.err).toMatchObject({ code: 1, err: expect.stringMatching(/^entente: Redis at redis:\/\/127/) })
    const wrong = await run([...command, '--metric-port', '1'], { REDIS_URL: 'redis://127.0.0.1:1' })
    expect(wrong.code).toBe(2)
    const port = command[command.indexOf('--metrics-port') + 1]
    expect(healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${port}/health`)
  })

  it('starts a server with flags that the program has, with a queue and without', async () => {
    const { command, environment } = compose.services.entente as Service & { command: string[] }
    const args = programArguments(command)
    expect(args[0]).toBe('start')
    const server = await startEntente({ data: join(folder, 'server'), env: { PORT: '0' } }, [
      ...args.slice(1),
      '--no-seeds',
    ])
    const health = /http:\/\/127\.0\.0\.1:\d+(\/health\/\w+)/.exec(dockerfile)?.[1]
    expect((await fetch(`${server.url}${health}`)).status).toBe(200)
    expect(await server.stop()).toBe(0)
    expect(environment?.NEO4J_URI).toBeDefined()
    const queued = command.map((part) => part.replace(/\$\{REDIS_URL:-\}/, 'redis://127.0.0.1:1'))
    expect(queued).not.toEqual(command)
    // The address arrived: without Neo4j it is refused.
    const said = await run(queued, { PORT: '0' })
    expect(said, said.err).toMatchObject({ code: 1, err: expect.stringMatching(/^entente: --redis needs Neo4j/) })
  })

  it('is built of an image that starts the same program', () => {
    const line = /^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]'
    expect(programArguments(JSON.parse(line) as string[])).toEqual(['start'])
    for (const [, target] of dockerfile.matchAll(/COPY --from=build \/app\/(\S+)/g))
      expect(['package.json', 'node_modules', 'bin', 'dist', 'graph', 'seeds', 'LICENSE']).toContain(target)
  })
})
