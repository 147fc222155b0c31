/**
 * Loads articles one after the other until it is killed, telling each acknowledged one on a line of its own. First tells
 * what it finds. Run as a process of its own by the kill tests: node load-loop.mjs SETTINGS_JSON ARTICLES_FILE START
 */
import { readFileSync } from 'node:fs'
import { checkStore } from '../../dist/graph/load/check-store.js'
import { loadArticle } from '../../dist/graph/load/load-article.js'
import { prepareStore } from '../../dist/graph/load/prepare-store.js'
import { openStore } from '../../dist/graph/store/open-store.js'

const [settings, file, start] = process.argv.slice(2)
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)
const store = await openStore(JSON.parse(settings))
await prepareStore(store)
const { differences } = await checkStore(store)
const found = await store.read('MATCH (a:Article) RETURN a.id AS id, a.sha256 AS sha256, a.title AS title')
tell({ differences, found: Object.fromEntries(found.map((row) => [row.id, row.title])) })
const items = JSON.parse(readFileSync(file, 'utf8'))
for (let i = Number(start); ; i++) {
  const { article, reading } = items[i % items.length]
  await loadArticle(store, article, reading)
  tell({ loaded: article.id, title: article.title })
}
