/** The files for `neo4j-admin database import` hold every node and edge once, and any text survives the quoting. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadArticle } from '../../graph/load/load-article.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import { csvField, writeImportFiles } from '../../graph/load/write-import-files.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { temporaryFolder } from '../helpers/both-stores.ts'
import { samples } from '../helpers/sample-readings.ts'

/** Records of a CSV text; a quoted field may hold commas, quotes and line ends. */
const records = (text: string): string[][] => {
  const found: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    found.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\n') found.push([])
  }
  return found.filter((fields) => fields.length > 1)
}

describe('the files for neo4j-admin', () => {
  const folder = temporaryFolder()

  it('hold every node and every edge once', async () => {
    const store = await openStore({ dataFolder: join(folder, 'data') })
    await prepareStore(store)
    const title = 'A "title", with\na line end'
    for (const { article, reading } of samples) await loadArticle(store, { ...article, title }, reading)
    const [nodes] = await store.read('MATCH (n) RETURN count(n) AS n')
    const [edges] = await store.read('MATCH ()-[r]->() RETURN count(r) AS n')
    const csv = join(folder, 'csv')
    const { files, command } = await writeImportFiles(store, csv)
    await store.close()
    expect(files).toEqual(readdirSync(csv).sort())
    const count = (start: string): number =>
      files
        .filter((name) => name.startsWith(start))
        .reduce((sum, name) => sum + records(readFileSync(join(csv, name), 'utf8')).length - 1, 0)
    expect(count('nodes-')).toBe(nodes?.n)
    expect(count('edges-')).toBe(edges?.n)
    for (const name of files) expect(`${command} `).toContain(`=${name} `)
    const articles = records(readFileSync(join(csv, 'nodes-Article.csv'), 'utf8'))
    const column = articles[0]?.indexOf('title') as number
    expect(articles.slice(1).map((fields) => fields[column])).toEqual([title, title, title])
    const widths = new Set(articles.map((fields) => fields.length))
    expect(widths.size).toBe(1)
  })

  it('tell nothing from an empty text, and part lists by a character that no name holds', () => {
    expect([null, undefined, '', 0, false].map(csvField)).toEqual(['', '', '""', '"0"', '"false"'])
    expect(csvField(['a', 'b "c"'])).toBe('"a\u001fb ""c"""')
  })
})
