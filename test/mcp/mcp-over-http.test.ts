// The SDK's own client against the MCP server over HTTP, on a real embedded store.
import { readFileSync } from 'node:fs'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askRoute } from '../../api/ask-route.ts'
import { type AskRoute, mcpTools } from '../../graph/mcp/mcp-tools.ts'
import { serveMcpOverHttp } from '../../graph/mcp/serve-mcp.ts'
import { packageFile } from '../../graph/package-root.ts'
import { stopCypherCheck } from '../../graph/query/check-cypher.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openSmallGraph } from '../ask/small-graph.ts'

let store: GraphStore
let closeStore: () => Promise<void>
let served: { url: string; close: () => Promise<void> }
let client: Client
const reported: unknown[] = []
const routes: AskRoute = async <T>(name: string, question = {}) => (await askRoute(store, name, question)) as T
const settings = { host: '127.0.0.1', port: 0, token: null, hosts: [] }

const connect = async (url: string, headers: Record<string, string> = {}): Promise<Client> => {
  const made = new Client({ name: 'test', version: '1' })
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } })
  await made.connect(transport as Transport)
  return made
}

beforeAll(async () => {
  const opened = await openSmallGraph()
  store = opened.store
  closeStore = opened.close
  served = await serveMcpOverHttp(routes, settings, (error) => reported.push(error))
  client = await connect(served.url)
})
afterAll(async () => {
  await client?.close()
  await served?.close()
  await closeStore?.()
  await stopCypherCheck()
})

const call = async (name: string, input: Record<string, unknown> = {}) => {
  const result = (await client.callTool({ name, arguments: input })) as CallToolResult
  const [first] = result.content
  return {
    text: first?.type === 'text' ? first.text : '',
    data: (result.structuredContent ?? {}) as Record<string, never>,
    isError: result.isError === true,
  }
}

describe('what a client sees', () => {
  test('the tools, all of them marked as reading only, and how to use them', async () => {
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name).sort()).toEqual([
      'ask',
      'countries_x_sectors',
      'cypher',
      'dossier',
      'evidence',
      'schema',
      'search',
    ])
    for (const { annotations, description, inputSchema } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false })
      expect(description).toBeTruthy()
      expect(inputSchema.type).toBe('object')
    }
    expect(client.getInstructions()).toContain('Quote the sentence')
    expect(client.getServerVersion()?.name).toBe('entente')
  })
})

test('docs/mcp.md lists the tools that there are', () => {
  const page = readFileSync(packageFile('docs/mcp.md'), 'utf8')
  const listed = [...page.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name)
  expect(listed.sort()).toEqual(mcpTools.map(({ name }) => name).sort())
})

describe('the tools', () => {
  test('search gives ids to go on with', async () => {
    const { text, data } = await call('search', { query: 'rasteel' })
    expect(text).toContain('[org:rasteel]')
    expect(data).toHaveProperty('entities')
  })

  test('ask gives the answer, the evidence and the Cypher', async () => {
    const { text, isError } = await call('ask', { question: 'What does Russia export to Japan?' })
    expect(isError).toBe(false)
    expect(text).toContain('Russia exports 2 goods to Japan')
    expect(text).toContain('"Rasteel exports steel pipes to Japan."')
    expect(text).toContain('MATCH')
  })

  test('ask says what it cannot read, and what it can', async () => {
    const { text, isError } = await call('ask', { question: 'What is the meaning of life?' })
    expect(isError).toBe(false)
    expect(text).toContain('Not read')
    expect(text).toContain('Questions that can be read:')
  })

  test('dossier takes names, codes and ids of countries', async () => {
    for (const input of [
      { country: 'Egypt', other: 'Japan' },
      { country: 'EGY', other: 'jpn' },
      { country: 'country:EGY', other: 'Japan' },
    ]) {
      const { text } = await call('dossier', input)
      expect(text.split('\n')[0]).toMatch(/^Egypt and Japan$|^Japan and Egypt$/)
      expect(text).toContain('AGREES_WITH')
    }
    expect((await call('dossier', { country: 'Egypt' })).text).toContain('Textiles')
  })

  test('countries_x_sectors answers by country, by sector word and by date', async () => {
    const egypt = await call('countries_x_sectors', { country: 'Egypt' })
    expect(egypt.text).toContain('Egypt [country:EGY] · Textiles [sector:textiles]: 3 statements')
    expect(egypt.text).not.toContain('[country:JPN]')
    expect((await call('countries_x_sectors', { sector: 'metallurgy', to: '2016-12-31' })).text).not.toContain(
      'country:EGY',
    )
    expect((await call('countries_x_sectors', { limit: 1 })).text).toContain('1 shown')
  })

  test('evidence gives sentences verbatim with their articles, page by page', async () => {
    const first = await call('evidence', { subject: 'org:rasteel', predicates: ['EXPORTS'], limit: 1 })
    expect(first.text).toContain('2 statements, 1 shown; next page: cursor ')
    const cursor = /cursor (\S+)/.exec(first.text)?.[1]
    const second = await call('evidence', { subject: 'org:rasteel', predicates: ['EXPORTS'], limit: 1, cursor })
    const both = first.text + second.text
    expect(both).toContain('"Rasteel exports steel pipes to Japan." (Rasteel ships pipes, Example Gazette, 2018-06-12')
    expect(both).toContain('planned')
  })

  test('cypher reads', async () => {
    const { text } = await call('cypher', {
      query: 'MATCH (a:Article) WHERE a.date >= $from RETURN count(a) AS articles',
      parameters: { from: '2020-01-01' },
    })
    expect(text).toBe('articles\n4')
  })

  test('schema names labels, predicates and sectors', async () => {
    const { text } = await call('schema')
    for (const word of ['PARTNERS_WITH', 'LINKED_TO', 'sector:metallurgy', 'Statement']) expect(text).toContain(word)
  })
})

describe('what is refused', () => {
  test('Cypher that writes, reaches out or is broken, by the same gate as the API', async () => {
    for (const query of [
      'CREATE (n:Entity {id: "x"}) RETURN n',
      'MATCH (n) DETACH DELETE n',
      "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
      'CALL dbms.listConfig()',
      'MATCH (n RETURN n',
    ]) {
      const { text, isError } = await call('cypher', { query })
      expect(isError, query).toBe(true)
      expect(text, query).toMatch(/^InvalidInput: /)
    }
    expect((await call('cypher', { query: 'MATCH (a:Article) RETURN count(a) AS n' })).text).toBe('n\n7')
  })

  test('unknown countries, sectors, tools and wrong arguments are told', async () => {
    expect(await call('dossier', { country: 'Atlantis' })).toMatchObject({ isError: true })
    expect((await call('countries_x_sectors', { sector: 'alchemy' })).text).toContain('NotFound')
    expect(await call('search', {})).toMatchObject({ isError: true })
    expect(await call('evidence', { limit: 100_000 })).toMatchObject({ isError: true })
    expect(await call('evidence', { predicates: ['OWNS; DROP'] })).toMatchObject({ isError: true })
    expect(await call('drop_everything')).toMatchObject({ isError: true })
    expect(reported).toEqual([])
  })

  test('other methods, other paths and endless bodies', async () => {
    expect((await fetch(served.url)).status).toBe(405)
    expect((await fetch(served.url.replace('/mcp', '/'))).status).toBe(404)
    const post = (body: string) =>
      fetch(served.url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      })
    expect((await post(`{"a":"${'x'.repeat(2_000_000)}"}`)).status).toBe(413)
    const broken = await post('{')
    expect(broken.status).toBe(400)
    expect(await broken.text()).not.toContain('node_modules')
  })

  test('a page elsewhere whose name was bound to this address', async () => {
    const { request } = await import('node:http')
    const url = new URL(served.url)
    const status = await new Promise<number>((resolve, reject) => {
      const asked = request(
        { host: url.hostname, port: url.port, path: '/mcp', method: 'POST', headers: { host: 'evil.example' } },
        (response) => {
          response.resume()
          resolve(response.statusCode ?? 0)
        },
      )
      asked.on('error', reject)
      asked.end('{}')
    })
    expect(status).toBe(403)
  })

  test('an open address without a token, and a wrong token', async () => {
    await expect(serveMcpOverHttp(routes, { ...settings, host: '0.0.0.0' }, () => {})).rejects.toThrow('ENTENTE_TOKEN')
    const guarded = await serveMcpOverHttp(routes, { ...settings, token: 'right' }, () => {})
    try {
      await expect(connect(guarded.url)).rejects.toThrow()
      await expect(connect(guarded.url, { authorization: 'Bearer wrong' })).rejects.toThrow()
      const allowed = await connect(guarded.url, { authorization: 'Bearer right' })
      expect((await allowed.listTools()).tools).toHaveLength(7)
      await allowed.close()
    } finally {
      await guarded.close()
    }
  })

  test('a port that is taken is named', async () => {
    const port = Number(new URL(served.url).port)
    await expect(serveMcpOverHttp(routes, { ...settings, port }, () => {})).rejects.toThrow(`Port ${port}`)
  })
})

test('many clients at once get each their own answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) => call('search', { query: index % 2 ? 'rasteel' : 'aluvia' })),
  )
  for (const [index, { text }] of answers.entries()) expect(text).toContain(index % 2 ? 'org:rasteel' : 'org:aluvia')
})
