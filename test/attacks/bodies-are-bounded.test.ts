// Threat: bodies that are empty, huge, packed, deep, mislabelled, half sent; and addresses that are strange.
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { problemIn } from '../helpers/api-server.ts'
import { describeAttack } from './attack-suite.ts'

await describeAttack('bodies are bounded', (attacked) => {
  const send = (
    body: BodyInit | Uint8Array,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ): Promise<Response> => fetch(`${attacked().api.url}/api/cypher`, { method: 'POST', headers, body: body as BodyInit })

  test('what is no JSON object of the right shape is the asker’s fault', async () => {
    for (const body of [
      '',
      ' ',
      '{',
      '[]',
      '"x"',
      'null',
      '{"query"}',
      '{"query": null}',
      '{"query": ["RETURN 1"]}',
      '{"parameters": {}}',
      '{"query": "RETURN 1 AS x", "extra": 1}',
      '{"query": "RETURN 1 AS x", "parameters": []}',
      'query=RETURN 1',
      "{'query': 'RETURN 1'}",
    ]) {
      const problem = await problemIn(await send(body))
      expect([400, 415], body).toContain(problem.status)
    }
  })

  test('a byte-order mark does no harm, UTF-16 and other encodings are refused or read right', async () => {
    expect([200, 400]).toContain((await send('\ufeff{"query": "RETURN 1 AS x"}')).status)
    const utf16 = Buffer.from('{"query": "RETURN 1 AS x"}', 'utf16le')
    expect([200, 400, 415]).toContain((await send(utf16)).status)
    expect([200, 415]).toContain((await send(utf16, { 'content-type': 'application/json; charset=utf-16' })).status)
    expect((await problemIn(await send('{}', { 'content-type': 'application/json; charset=klingon' }))).status).toBe(
      415,
    )
  })

  test('a kind of content that is wrong or missing is 415', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
      'nonsense',
    ])
      expect((await problemIn(await send('{"query": "RETURN 1 AS x"}', { 'content-type': type }))).status, type).toBe(
        415,
      )
    expect((await send(Buffer.from('{"query": "RETURN 1 AS x"}'), {})).status).toBe(415)
  })

  test('the last of two equal keys counts, as JSON says', async () => {
    expect(await (await send('{"query": "RETURN 1 AS x", "query": "RETURN 2 AS x"}')).json()).toMatchObject({
      rows: [[2]],
    })
  })

  test('a thousand levels deep', async () => {
    const deep = `${'['.repeat(1000)}1${']'.repeat(1000)}`
    expect((await problemIn(await send(`{"query": "RETURN $x AS x", "parameters": {"x": ${deep}}}`))).status).toBe(413)
  })

  test('too large, plain or packed, is 413 and is not read to its end', async () => {
    const large = `{"query": "RETURN 1 AS x", "parameters": {"x": "${'x'.repeat(5_000_000)}"}}`
    expect((await problemIn(await send(large))).status).toBe(413)
    const bomb = gzipSync(large)
    expect(bomb.length).toBeLessThan(10_000)
    const packed = await send(bomb, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    expect((await problemIn(packed)).status).toBe(413)
    expect(
      (await problemIn(await send('x', { 'content-type': 'application/json', 'content-encoding': 'gzip' }))).status,
    ).toBe(400)
    expect(
      (await problemIn(await send('x', { 'content-type': 'application/json', 'content-encoding': 'zip' }))).status,
    ).toBe(415)
  })

  test('an article too large is 413', async () => {
    const response = await fetch(`${attacked().api.url}/api/articles?name=a.txt`, {
      method: 'POST',
      body: 'x'.repeat(20_500_000),
      headers: { 'content-type': 'text/plain' },
    })
    expect((await problemIn(response)).status).toBe(413)
  })

  /** What the server says to bytes on a bare socket, or '' where it closes without a word. */
  const raw = (bytes: string): Promise<string> =>
    new Promise((resolve) => {
      const { hostname, port } = new URL(attacked().api.url)
      const socket = connect(Number(port), hostname)
      let said = ''
      socket.on('data', (data) => {
        said += data.toString('latin1')
        socket.end()
      })
      socket.on('close', () => resolve(said))
      socket.on('error', () => resolve(said))
      socket.write(bytes)
      setTimeout(() => socket.destroy(), 4000)
    })

  test('requests that lie about their length or are no HTTP are cut off, and the next one is answered', async () => {
    const head = 'POST /api/cypher HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
    for (const bytes of [
      'nonsense\r\n\r\n',
      `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}`,
      `${head}Content-Length: -1\r\n\r\n`,
      `${head}Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `${head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`,
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      `GET /${'a'.repeat(70_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      `GET /${'a'.repeat(70_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`,
      'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n',
    ])
      expect(await raw(bytes), bytes.slice(0, 60)).toMatch(
        /^HTTP\/1\.1 4\d\d [\s\S]*content-type: application\/problem\+json[\s\S]*"code":"(?:InvalidInput|LimitExceeded)"/i,
      )
    expect((await attacked().api.get('/api/stats')).status).toBe(200)
  })

  test('addresses that are long, encoded or climbing lead nowhere', async () => {
    for (const path of [
      `/api/graph?subject=${'a'.repeat(9000)}`,
      '/api/entities/a%2Fb%2F..%2Fc',
      '/api/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..%5c..%5cpackage.json',
      '/api//graph',
      '/API/graph',
      '/api/entities/%00',
    ]) {
      const response = await attacked().api.get(path)
      expect([400, 404, 414], path).toContain(response.status)
      expect(await response.text()).not.toMatch(/"dependencies"/)
    }
  })

  test('a repeated parameter that is no list is refused, not guessed', async () => {
    expect((await attacked().api.get('/api/entities?q=a&q=b')).status).toBe(400)
    expect((await attacked().api.get('/api/entities?q[a]=b')).status).toBe(400)
    expect((await attacked().api.get('/api/entities?__proto__=x')).status).toBe(400)
  })

  test('reading never writes: a query by GET, HEAD, PUT or in disguise is 405 or no query at all', async () => {
    const { api } = attacked()
    const create = encodeURIComponent('CREATE (n:Attack)')
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])
      for (const headers of [
        {},
        { 'x-http-method-override': 'POST' },
        { 'x-method-override': 'POST' },
        { 'x-http-method': 'POST' },
      ]) {
        const response = await fetch(`${api.url}/api/cypher?query=${create}&_method=POST`, { method, headers })
        expect(response.status, method).toBe(405)
        expect(response.headers.get('allow')).toBe('POST, OPTIONS')
      }
    expect((await fetch(`${api.url}/api/cypher`, { method: 'OPTIONS' })).status).toBe(204)
    expect([400, 415]).toContain((await fetch(`${api.url}/api/cypher?query=${create}`, { method: 'POST' })).status)
  })
})
