/**
 * Streams generated articles as JSON Lines into a file or standard output. Holds one article at a time, whatever the
 * number; the reader of the stream sets the pace.
 */
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ComposeOptions, composeArticle, type GeneratedArticle } from './compose-article.ts'

export interface GenerateOptions {
  articles: number
  seed: number
  /** Number of the first article, so that a long run can be split or taken up again. Default 0. */
  from?: number
  style?: NonNullable<ComposeOptions['style']>
}

/** Articles `from` … `from + articles - 1` of a seed, in order. */
export function* generateArticles(options: GenerateOptions): Generator<GeneratedArticle> {
  const { articles, seed, from = 0, style = 'varied' } = options
  for (let index = from; index < from + articles; index++) yield composeArticle({ seed, index, style })
}

function* lines(options: GenerateOptions): Generator<string> {
  for (const article of generateArticles(options)) yield `${JSON.stringify(article)}\n`
}

/** Writes the articles, one JSON object a line; ends when all are written. The target is closed unless it is stdout. */
export const writeArticles = (options: GenerateOptions, target: Writable): Promise<void> =>
  pipeline(Readable.from(lines(options), { highWaterMark: 16 }), target, { end: target !== process.stdout })
