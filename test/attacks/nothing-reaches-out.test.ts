// Threat: a query that reads a file, asks an address or calls a procedure that does.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { functions, loading, otherEngines, procedures } from './attack-queries.ts'
import { describeAttack, expectRefused } from './attack-suite.ts'

let target: Server
let asked = 0
let port = 0
beforeAll(async () => {
  target = createServer((_request, response) => {
    asked++
    response.end('a,b\n1,2\n')
  })
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
  port = (target.address() as AddressInfo).port
})
afterAll(() => {
  target.close()
})

const addresses = (): string[] => [
  `http://127.0.0.1:${port}/a.csv`,
  `http://localhost:${port}/a.csv`,
  `http://[::1]:${port}/a.csv`,
  `http://2130706433:${port}/a.csv`,
  `http://0x7f000001:${port}/a.csv`,
  'http://169.254.169.254/latest/meta-data/',
  'http://10.0.0.1/a.csv',
  'https://example.org/a.csv',
  'ftp://127.0.0.1/a.csv',
  'file:///etc/hostname',
  '/etc/hostname',
  '../../../etc/hostname',
]

await describeAttack('nothing reaches out', (attacked) => {
  test('LOAD CSV, from any address or file', async () => {
    for (const address of addresses()) for (const query of loading(address)) await expectRefused(attacked().api, query)
    await expectRefused(attacked().api, 'LOAD CSV FROM $url AS line RETURN line', {
      url: `http://127.0.0.1:${port}/a.csv`,
    })
    expect(asked).toBe(0)
  })

  test('a store that is asked past the gate reads no file and no address', async () => {
    for (const address of addresses())
      await expect(
        attacked().store.readUntrusted(
          `LOAD CSV FROM '${address}' AS line RETURN line`,
          {},
          { timeoutMs: 5000, maxRows: 10 },
        ),
      ).rejects.toMatchObject({ kind: 'InvalidInput' })
    expect(asked).toBe(0)
  })

  test('procedures that are not listed, however they are written', async () => {
    for (const query of procedures) await expectRefused(attacked().api, query)
  })
  test('functions that are not listed', async () => {
    for (const query of functions) await expectRefused(attacked().api, query)
  })
  test('what other embedded engines would take for input and output', async () => {
    for (const query of otherEngines) await expectRefused(attacked().api, query)
  })
})
