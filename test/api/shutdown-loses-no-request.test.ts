// Promise: told to end under load, the server answers what it has begun, takes nothing new, and closes its store.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { entente, startEntente } from '../cli/run-entente.ts'
import { temporaryFolder } from '../helpers/both-stores.ts'

const folder = temporaryFolder()

test('SIGTERM while fifty clients ask', { timeout: 240_000 }, async () => {
  const options = { data: join(folder, 'data'), env: { PORT: '0' } }
  const running = await startEntente(options, ['--no-seeds'])
  const statuses: number[] = []
  const broken: string[] = []
  let ended = false
  const ask = async (path: string): Promise<void> => {
    while (!ended) {
      try {
        const response = await fetch(`${running.url}${path}`)
        // Its body too must come whole: JSON that is cut would throw.
        await response.json()
        statuses.push(response.status)
      } catch (error) {
        const cause = (error as { cause?: { code?: string } }).cause?.code ?? String(error)
        if (!ended) broken.push(cause)
        // Refused: the socket is closed, as it should be. Anything else would be a request lost.
        if (cause === 'ECONNREFUSED') return
      }
    }
  }
  const paths = ['/api/stats', '/api/graph', '/api/country-sectors', '/api/ontology', '/api/entities?q=a']
  const clients = Array.from({ length: 50 }, (_, i) => ask(paths[i % paths.length] ?? '/health'))
  await new Promise((resolve) => setTimeout(resolve, 1500))
  const code = await running.stop()
  ended = true
  await Promise.all(clients)
  expect(code).toBe(0)
  expect(statuses.length).toBeGreaterThan(50)
  expect(new Set(statuses)).toEqual(new Set([200]))
  // A connection may be closed between two requests; none may be broken within one.
  expect(broken.filter((cause) => !['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET'].includes(cause))).toEqual([])
  expect(existsSync(join(folder, 'data', 'server.json'))).toBe(false)
  expect((await entente(['check'], { data: join(folder, 'data') })).out).toMatch(/all agree/)
})
