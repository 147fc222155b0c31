// `entente mcp` as a client starts it: the SDK's own client over standard input and output, the store in a data folder.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import { builtModule } from '../../graph/package-root.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { loadSmallGraph } from '../ask/small-graph.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'entente-mcp-'))
let client: Client

beforeAll(async () => {
  const store = await openStore({ dataFolder })
  await prepareStore(store)
  await loadSmallGraph(store)
  await store.close()
  client = new Client({ name: 'test', version: '1' })
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [builtModule('graph/cli/entente.ts'), 'mcp'],
    env: { PATH: process.env.PATH ?? '', ENTENTE_DATA: dataFolder },
    stderr: 'pipe',
  })
  await client.connect(transport as Transport)
})
afterAll(async () => {
  await client?.close()
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
})

test('a client finds the tools and asks', async () => {
  expect((await client.listTools()).tools.map(({ name }) => name)).toContain('countries_x_sectors')
  const result = await client.callTool({
    name: 'ask',
    arguments: { question: 'Which countries are linked to metallurgy?' },
  })
  expect(JSON.stringify(result.content)).toContain('5 countries are linked to Metallurgy')
})

test('writing is refused here too', async () => {
  const result = await client.callTool({ name: 'cypher', arguments: { query: 'MATCH (n) DETACH DELETE n' } })
  expect(result.isError).toBe(true)
})

test('when the client goes, the program ends and the data folder is free', async () => {
  await client.close()
  const store = await openStore({ dataFolder })
  const [row] = await store.read('MATCH (a:Article) RETURN count(a) AS n')
  expect(row?.n).toBe(7)
  await store.close()
})
