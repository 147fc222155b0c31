// Promise: each example in the documentation is answered, in the shape that the documentation says, on both engines.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { allRoutes } from '../../api/routes/all-routes.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { type ApiUnderTest, apiOver } from '../helpers/api-server.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { samples } from '../helpers/sample-readings.ts'

test('every route that can be asked without knowing an id has an example', () => {
  for (const route of allRoutes)
    if (!route.path.includes('{') && route.method === 'get') expect(route.examples, route.operationId).not.toEqual([])
})

await describeOnBothStores('examples', (under) => {
  let api: ApiUnderTest
  beforeAll(async () => {
    const store = await under.fresh()
    for (const { article, reading } of samples) await loadArticle(store, article, reading)
    api = await apiOver(store)
  })
  afterAll(() => api.stop())

  for (const route of allRoutes)
    for (const example of route.examples)
      test(`${route.operationId}: ${example.name}`, async () => {
        const path = route.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
          encodeURIComponent(example.params?.[name] ?? ''),
        )
        const address = `${path}?${new URLSearchParams(example.query ?? {})}`
        const response = route.method === 'get' ? await api.get(address) : await api.post(address, example.body)
        const text = await response.text()
        expect(response.status, text.slice(0, 500)).toBe(route.status)
        if (route.answer instanceof z.ZodType) {
          expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
          route.answer.parse(JSON.parse(text))
        } else {
          const type = response.headers.get('content-type')?.split(';')[0]
          expect(route.answer.mediaTypes).toContain(type)
          expect(text.length).toBeGreaterThan(0)
        }
      })

  test('ids that lists give can be asked for', async () => {
    const json = async <T>(path: string): Promise<T> => {
      const response = await api.get(path)
      expect(response.status, path).toBe(200)
      return (await response.json()) as T
    }
    const { items: statements } = await json<{ items: { id: string }[] }>('/api/statements?limit=500')
    for (const { id } of statements)
      expect(await json(`/api/statements/${encodeURIComponent(id)}`)).toMatchObject({ id })
    const { items: articles } = await json<{ items: { id: string }[] }>('/api/articles')
    expect(articles.length).toBeGreaterThanOrEqual(samples.length)
    for (const { id } of articles)
      expect(await json(`/api/articles/${encodeURIComponent(id)}`)).toMatchObject({ article: { id } })
    const { items: entities } = await json<{ items: { id: string }[] }>('/api/entities?limit=500')
    for (const { id } of entities.slice(0, 30)) {
      expect(await json(`/api/entities/${encodeURIComponent(id)}`)).toMatchObject({ entity: { id } })
      await json(`/api/entities/${encodeURIComponent(id)}/neighbours`)
    }
  })

  test('pages follow each other without a gap or a repeat', async () => {
    for (const path of ['/api/statements', '/api/entities', '/api/articles']) {
      const whole = (await (await api.get(`${path}?limit=500`)).json()) as { items: { id: string }[]; total: number }
      const seen: string[] = []
      let next: string | null = ''
      while (next !== null) {
        const cursor: string = next ? `&cursor=${encodeURIComponent(next)}` : ''
        const page = (await (await api.get(`${path}?limit=3${cursor}`)).json()) as {
          items: { id: string }[]
          next: string | null
        }
        seen.push(...page.items.map(({ id }) => id))
        next = page.next
      }
      expect(seen, path).toEqual(whole.items.map(({ id }) => id))
      expect(new Set(seen).size, path).toBe(whole.total)
    }
  })

  test('a list may be repeated or hold commas, and means any of them', async () => {
    const total = async (query: string): Promise<number> =>
      ((await (await api.get(`/api/statements?${query}`)).json()) as { total: number }).total
    const both = await total('modality=actual,planned')
    expect(both).toBe(await total('modality=actual&modality=planned'))
    expect(both).toBe((await total('modality=actual')) + (await total('modality=planned')))
  })

  test('a review changes what is answered next, and can be taken back', async () => {
    const stats = async (): Promise<unknown> => (await api.get('/api/graph?limit=500')).json()
    const before = await stats()
    const { items } = (await (await api.get('/api/statements?limit=1')).json()) as { items: { id: string }[] }
    const path = `/api/statements/${encodeURIComponent(items[0]?.id ?? '')}/review`
    const rejected = await api.post(path, { decision: 'rejected', by: 'test' })
    expect(rejected.status).toBe(200)
    expect(await rejected.json()).toMatchObject({ review: 'rejected' })
    expect(await stats()).not.toEqual(before)
    expect((await api.post(path, { decision: 'clear' })).status).toBe(200)
    expect(await stats()).toEqual(before)
  })

  test('an article that was loaded is there at once, and gone when it is forgotten', async () => {
    const text = 'Zambia exports copper to Malta, the ministry said on Monday.'
    const loaded = await api.post('/api/articles', { id: 'zambia', text, date: '2022-02-02' })
    expect(await loaded.json()).toMatchObject({ articles: [{ id: 'zambia', outcome: 'loaded' }] })
    expect(await (await api.post('/api/articles', { id: 'zambia', text, date: '2022-02-02' })).json()).toMatchObject({
      articles: [{ id: 'zambia', outcome: 'unchanged' }],
    })
    expect(await (await api.get('/api/articles/zambia')).json()).toMatchObject({
      article: { text, date: '2022-02-02' },
    })
    const forgotten = await fetch(`${api.url}/api/articles/zambia`, { method: 'DELETE' })
    expect(await forgotten.json()).toEqual({ forgotten: 'zambia' })
    expect((await api.get('/api/articles/zambia')).status).toBe(404)
  })
})
