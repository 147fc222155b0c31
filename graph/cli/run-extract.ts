/** The body of `entente extract`: one line an article, in the order given; what fails is named on standard error. */
import { once } from 'node:events'
import type { Article, Reading } from '../contract.ts'
import { EntenteError, messageOf } from '../errors.ts'
import { inOrder } from '../work/in-order.ts'
import { openReadingPool } from '../work/reading-pool.ts'
import { openReader, tellModelUse } from './open-reader.ts'
import { sourceOf } from './standard-input.ts'

export interface ExtractOptions {
  threads?: number
  reader: 'rules' | 'llm' | 'both'
}

const lineOf = (article: Article, { entities, mentions, statements, countrySectors, notes }: Reading): string => {
  const { id, title, date, language, url, publisher } = article
  return `${JSON.stringify({ id, title, date, language, url, publisher, entities, mentions, statements, countrySectors, notes })}\n`
}

/** @throws EntenteError for a path that is not there */
export const runExtract = async (sources: readonly string[], options: ExtractOptions): Promise<void> => {
  const pool = openReadingPool(options.threads ? { threads: options.threads } : {})
  try {
    const reader = openReader(options.reader, pool)
    const results = inOrder(sourceOf(sources), { size: pool.threads * 4 }, async ({ task }) => {
      try {
        if (task instanceof EntenteError) throw task
        const lines: string[] = []
        for (const { article } of await pool.open(task)) lines.push(lineOf(article, await reader.read(article)))
        return { lines, fault: null }
      } catch (error) {
        if (!(error instanceof EntenteError)) throw error
        return { lines: [], fault: messageOf(error) }
      }
    })
    for await (const { lines, fault } of results) {
      if (fault) {
        process.stderr.write(`entente: ${fault}\n`)
        process.exitCode = 1
      }
      for (const line of lines) if (!process.stdout.write(line)) await once(process.stdout, 'drain')
    }
    tellModelUse(reader)
  } finally {
    await pool.close()
  }
}
