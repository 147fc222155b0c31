/**
 * How fast the reader reads: words and articles a second on one core, while it warms up and after, then on 1, 2, 4 … threads
 * of the pool.
 *   node dist/bench/read.js [--articles 400] [--threads 1,2,4] [--source test/corpus]
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Article } from '../graph/contract.ts'
import { generateArticles } from '../graph/generate/write-articles.ts'
import { readArticle } from '../graph/read-article.ts'
import { inOrder } from '../graph/work/in-order.ts'
import { openReadingPool } from '../graph/work/reading-pool.ts'
import { articleOf } from './generated-readings.ts'

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '400' },
    threads: { type: 'string', default: '1,2,4' },
    source: { type: 'string' },
  },
})

/** Annotated articles of a folder, over and over, or generated ones. */
const articles: Article[] = values.source
  ? readdirSync(values.source)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(values.source ?? '', name), 'utf8')) as Article & { lang: string })
      .map(({ id, title, date, lang, text }) => ({ id, title, date, language: lang, url: null, publisher: null, text }))
  : [...generateArticles({ articles: Number(values.articles), seed: 1 })].map(articleOf)
const words = articles.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0)

const rows: { how: string; seconds: number; articlesPerSecond: number; wordsPerSecond: number; memory: number }[] = []
const note = (how: string, seconds: number): void => {
  rows.push({
    how,
    seconds,
    articlesPerSecond: articles.length / seconds,
    wordsPerSecond: words / seconds,
    memory: process.memoryUsage().rss / 2 ** 20,
  })
}

for (const article of articles.slice(0, 40)) readArticle(article)
let statements = 0
// Processor time of the whole process: what the machine does beside it does not count, but collecting garbage and compiling
// do. Compiling is most of what the first pass costs more; a long load pays it once.
for (const how of ['one core, first pass', 'one core, warmed up']) {
  const started = process.cpuUsage()
  statements = 0
  for (const article of articles) statements += readArticle(article).statements.length
  const { user, system } = process.cpuUsage(started)
  note(how, (user + system) / 1e6)
}

for (const threads of values.threads.split(',').filter(Boolean).map(Number)) {
  const pool = openReadingPool({ threads })
  const readAll = async (list: readonly Article[]): Promise<void> => {
    for await (const reading of inOrder(list, { size: threads * 4 }, pool.read)) void reading
  }
  await readAll(articles.slice(0, 20 * threads))
  const begun = performance.now()
  await readAll(articles)
  note(`${threads} threads`, (performance.now() - begun) / 1000)
  await pool.close()
}
console.log(`${articles.length} articles, ${words} words, ${statements} statements`)
console.log(
  `${''.padEnd(28)} ${'seconds'.padStart(9)} ${'articles/s'.padStart(11)} ${'words/s'.padStart(9)} ${'MB'.padStart(6)}`,
)
for (const { how, seconds, articlesPerSecond, wordsPerSecond, memory } of rows)
  console.log(
    `${how.padEnd(28)} ${seconds.toFixed(1).padStart(9)} ${articlesPerSecond.toFixed(1).padStart(11)} ${wordsPerSecond.toFixed(0).padStart(9)} ${memory.toFixed(0).padStart(6)}`,
  )
console.log(JSON.stringify({ bench: 'read', articles: articles.length, words, statements, rows }))
