// Promise: docs/api.md names every route, setting and format, and nothing that is not there.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { apiSettingsFrom } from '../../api/api-settings.ts'
import { allRoutes } from '../../api/routes/all-routes.ts'
import { articleFileEndings } from '../../graph/articles/read-article-file.ts'
import { exportFormats } from '../../graph/export/export-formats.ts'
import { packageFile } from '../../graph/package-root.ts'

const page = readFileSync(packageFile('docs/api.md'), 'utf8')
const start = readFileSync(packageFile('docs/getting-started.md'), 'utf8')

test('every route, with its method, and no other', () => {
  const told = page
    .split('\n')
    .filter((line) => /^\| (GET|POST|DELETE) /.test(line))
    .flatMap((line) => {
      const method = line.split(' ')[1]?.toLowerCase()
      return [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, path]) => `${method} ${path}`)
    })
  expect(told.sort()).toEqual(allRoutes.map(({ method, path }) => `${method} ${path}`).sort())
})

test('every setting that is read, with its default', () => {
  const source = readFileSync(packageFile('api/api-settings.ts'), 'utf8')
  const read = new Set([...source.matchAll(/\bENTENTE_[A-Z_]+|'PORT'/g)].map(([name]) => name.replaceAll("'", '')))
  const told = new Map(
    [...page.matchAll(/^\| `(PORT|ENTENTE_[A-Z_]+)` \| ([^|]+) \|/gm)].map(([, name, value]) => [
      name ?? '',
      (value ?? '').trim(),
    ]),
  )
  expect([...told.keys()].sort()).toEqual([...read].sort())
  const defaults = apiSettingsFrom({})
  for (const [name, value] of [
    ['ENTENTE_QUERY_MS', defaults.queryTimeMs],
    ['ENTENTE_QUERY_MAX_MS', defaults.queryTimeMaxMs],
    ['ENTENTE_QUERY_ROWS', defaults.queryRows],
    ['ENTENTE_ANSWER_BYTES', defaults.answerBytes],
    ['ENTENTE_QUERIES_AT_ONCE', defaults.queriesAtOnce],
    ['ENTENTE_QUERIES_WAITING', defaults.queriesWaiting],
    ['ENTENTE_BODY_BYTES', defaults.bodyBytes],
    ['ENTENTE_ARTICLE_BYTES', defaults.articleBytes],
    ['ENTENTE_CACHE_BYTES', defaults.cacheBytes],
    ['ENTENTE_SHUTDOWN_MS', defaults.shutdownMs],
  ] as const)
    expect(told.get(name), name).toBe(String(value))
})

test('every figure of /metrics that is the project’s own', () => {
  const own = [...readFileSync(packageFile('api/metrics.ts'), 'utf8').matchAll(/'(entente_[a-z_]+[a-z])'/g)].map(
    ([, name]) => name ?? '',
  )
  expect(own.length).toBeGreaterThan(3)
  for (const name of own) expect(page, name).toContain(`\`${name}\``)
})

test('every format of export, every kind of file', () => {
  for (const { name } of exportFormats) expect(page, name).toContain(`\`${name}\``)
  for (const ending of articleFileEndings.filter((name) => !['markdown', 'htm'].includes(name)))
    expect(start, ending).toContain(`\`.${ending}\``)
})
