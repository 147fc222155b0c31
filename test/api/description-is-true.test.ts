// Promise: the OpenAPI document tells every route, and nothing that is not so.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApiDocument } from '../../api/openapi.ts'
import { allRoutes } from '../../api/routes/all-routes.ts'
import { type ApiUnderTest, apiOver } from '../helpers/api-server.ts'
import { openTestStore } from '../helpers/test-store.ts'

type Json = Record<string, unknown>
let api: ApiUnderTest
let document: {
  paths: Record<string, Record<string, Json>>
  components: { schemas: Record<string, Json> }
  openapi: string
}
beforeAll(async () => {
  api = await apiOver(await openTestStore())
  document = (await (await api.get('/api/openapi.json')).json()) as typeof document
})
afterAll(() => api.stop())

const within = (value: unknown, visit: (object: Json) => void): void => {
  if (Array.isArray(value)) for (const item of value) within(item, visit)
  else if (typeof value === 'object' && value !== null) {
    visit(value as Json)
    for (const inner of Object.values(value)) within(inner, visit)
  }
}

test('it is OpenAPI 3.1 and has every route once, with a summary and an answer', () => {
  expect(document.openapi).toMatch(/^3\.1/)
  const told = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )
  expect(told.sort()).toEqual(allRoutes.map(({ method, path }) => `${method} ${path}`).sort())
  const ids = allRoutes.map(({ operationId }) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const methods of Object.values(document.paths))
    for (const operation of Object.values(methods)) {
      expect(operation.summary).toBeTruthy()
      expect(Object.keys(operation.responses as Json)).toContain('200')
    }
})

test('every pointer leads somewhere, no schema lies unused', () => {
  const pointed = new Set<string>()
  within(document, (object) => {
    if (typeof object.$ref === 'string') pointed.add(object.$ref)
  })
  for (const pointer of pointed) {
    expect(pointer).toMatch(/^#\/components\/schemas\/\w+$/)
    expect(document.components.schemas).toHaveProperty(pointer.split('/').pop() ?? '')
  }
  for (const name of Object.keys(document.components.schemas)) expect(pointed).toContain(`#/components/schemas/${name}`)
})

test('it says the same each time', () => {
  expect(JSON.stringify(openApiDocument(allRoutes))).toBe(JSON.stringify(openApiDocument(allRoutes)))
})

test('the documentation page shows every route without a script', async () => {
  const response = await api.get('/api/docs')
  const page = await response.text()
  expect(response.headers.get('content-type')).toMatch(/^text\/html/)
  for (const { operationId } of allRoutes) expect(page).toContain(`id="${operationId}"`)
  expect(page).not.toMatch(/<script|https?:\/\/(?!localhost)/)
  expect((await api.get('/api/docs/style.css')).headers.get('content-type')).toMatch(/^text\/css/)
})
