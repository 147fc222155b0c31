// Promise: a form with files, as a browser or `curl -F` sends it, loads them all; one that is bad is named and stops no other.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiUnderTest, apiOver, problemIn } from '../helpers/api-server.ts'
import { openTestStore } from '../helpers/test-store.ts'

let api: ApiUnderTest
beforeAll(async () => {
  api = await apiOver(await openTestStore())
})
afterAll(() => api.stop())

const formOf = (files: Record<string, string | Uint8Array<ArrayBuffer>>, type = ''): FormData => {
  const form = new FormData()
  for (const [name, content] of Object.entries(files)) form.append('file', new File([content], name, { type }))
  return form
}
const send = (body: BodyInit, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${api.url}/api/articles`, { method: 'POST', body, headers })
const loadedBy = async (response: Response): Promise<[string, string][]> => {
  const text = await response.text()
  expect(response.status, text).toBe(200)
  return (JSON.parse(text) as { articles: { id: string; outcome: string }[] }).articles.map((a) => [a.id, a.outcome])
}

const one = 'Chile exports copper to Norway.'
const two = 'Norway exports cod to Ghana.'

test('several files become articles in their order, and a second time nothing changes', async () => {
  const form = (): FormData => formOf({ '2021-01-02-copper.txt': one, 'cod \u00e9 "x".md': `# Cod\n\n${two}` })
  const [first, second] = await loadedBy(await send(form()))
  expect([first?.[1], second?.[1]]).toEqual(['loaded', 'loaded'])
  expect(first?.[0]).toBe('2021-01-02-copper')
  expect((await loadedBy(await send(form()))).map(([, outcome]) => outcome)).toEqual(['unchanged', 'unchanged'])
  expect(await (await api.get('/api/articles/2021-01-02-copper')).json()).toMatchObject({ article: { text: one } })
})

test('a name without an ending is helped by its kind, one with a path is cut to its end', async () => {
  expect(await loadedBy(await send(formOf({ notes: `${one} Twice.` }, 'text/plain')))).toHaveLength(1)
  const [[id = ''] = []] = await loadedBy(await send(formOf({ '../../up/deep.txt': `${two} Twice.` })))
  expect(id).toBe('deep')
})

test('a file that is bad is named, the others are loaded', async () => {
  const bad = await problemIn(await send(formOf({ 'good.txt': `${one} Good.`, 'bad.pdf': 'no pdf', 'odd.xyz': 'x' })))
  expect(bad.status).toBe(400)
  expect(bad.detail).toMatch(/bad\.pdf.*odd\.xyz.*other file was loaded/)
  expect((await api.get('/api/articles/good')).status).toBe(200)
})

test('a job watches a form too', async () => {
  const response = await fetch(`${api.url}/api/articles?job=true`, {
    method: 'POST',
    body: formOf({ 'job-a.txt': `${one} A.`, 'job-b.txt': `${two} B.` }),
  })
  expect(response.status).toBe(202)
  const events = await (await api.get(`${response.headers.get('location')}/events`)).text()
  expect(events).toMatch(/event: done\ndata: .*"job-a".*"job-b"/)
})

test('what is no form, holds no file, or comes from another page is refused', async () => {
  const type = 'multipart/form-data; boundary=x'
  for (const body of [
    'garbage',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf',
    '--x--\r\n',
  ])
    expect((await problemIn(await send(body, { 'content-type': type }))).status, body).toBe(400)
  expect((await problemIn(await send('--x--', { 'content-type': 'multipart/form-data' }))).status).toBe(400)
  const text = new FormData()
  text.append('text', 'Norway')
  expect((await problemIn(await send(text))).detail).toMatch(/"text" is no file/)
  expect((await problemIn(await send(formOf({ 'a.txt': one }), { origin: 'https://evil.example' }))).status).toBe(403)
  const many = formOf(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`${i}.txt`, one])))
  expect((await problemIn(await send(many))).status).toBe(413)
})
