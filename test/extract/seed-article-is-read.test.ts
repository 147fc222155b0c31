// Promise: the article that comes with the project gives the graph that a newcomer is shown first.
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { readImportFile } from '../../graph/articles/read-article-file.ts'
import type { Reading, Statement } from '../../graph/contract.ts'
import { packageFile } from '../../graph/package-root.ts'
import { readArticle } from '../../graph/read-article.ts'

const file = 'seeds/2016-03-01-russia-japan-metallurgy.md'
let text = ''
let reading: Reading
beforeAll(async () => {
  const [item] = await readImportFile(file, readFileSync(packageFile(file)))
  if (!item) throw new Error('no article in the seed')
  text = item.article.text
  reading = readArticle(item.article)
})

const said = (subject: string, predicate: string, object: string): Statement | undefined =>
  reading.statements.find((s) => s.predicate === predicate && [s.subject, s.object].join() === [subject, object].join())

test('its countries, bodies, people, places, goods, sectors and regions are found', () => {
  expect(reading.entities.map((e) => e.id)).toEqual(
    expect.arrayContaining([
      ...['country:RUS', 'country:JPN', 'country:EGY', 'org:rusal', 'place:tokyo', 'commodity:primary-aluminium'],
      ...['person:denis-manturov', 'person:stanislav-voskresensky', 'person:abdel-fattah-el-sisi'],
      ...['sector:metallurgy', 'sector:mechanical-engineering'],
      ...['region:asia-pacific', 'region:africa', 'region:southeast-asia'],
    ]),
  )
})
test('Russia and Japan are in talks, on these sectors, in these regions, says the minister', () => {
  const talks = said('country:JPN', 'PARTNERS_WITH', 'country:RUS')
  expect(talks).toMatchObject({ modality: 'discussed', speaker: 'person:denis-manturov' })
  expect(talks?.sectors).toEqual(expect.arrayContaining(['sector:metallurgy', 'sector:mechanical-engineering']))
  expect(talks?.places).toEqual(
    expect.arrayContaining(['region:asia-pacific', 'region:africa', 'region:southeast-asia']),
  )
})
test.each([
  ['country:EGY', 'PARTNERS_WITH', 'country:RUS'],
  ['country:RUS', 'PROPOSES', 'country:JPN'],
  ['country:RUS', 'EXPORTS', 'commodity:primary-aluminium'],
  ['org:rusal', 'PRODUCES', 'commodity:primary-aluminium'],
  ['person:denis-manturov', 'HOLDS_ROLE_IN', 'country:RUS'],
  ['person:stanislav-voskresensky', 'HOLDS_ROLE_IN', 'org:russian-ministry-of-economic-development'],
  ['person:abdel-fattah-el-sisi', 'HOLDS_ROLE_IN', 'country:EGY'],
])('%s %s %s is a fact', (subject, predicate, object) => {
  expect(said(subject, predicate, object)?.modality).toBe('actual')
})
test('every statement shows its sentence as it stands in the text', () => {
  for (const s of reading.statements) expect(text.slice(s.start, s.end)).toBe(s.evidence)
})
