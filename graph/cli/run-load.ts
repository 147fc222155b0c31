/**
 * The body of `entente load`: into the store, or through the server that holds it, or to a queue. A progress bar on a
 * terminal, a line now and then in a log, a line for each article that failed, a summary at the end. One bad article stops none of the others.
 */
import { Presets, SingleBar } from 'cli-progress'
import type { LoadOutcome } from '../contract.ts'
import { EntenteError, messageOf } from '../errors.ts'
import type { ArticleReader } from '../extract/llm/read-article-with.ts'
import type { SourceItem } from '../work/article-source.ts'
import { type ItemOutcome, type LoadSummary, loadSource } from '../work/load-source.ts'
import type { OpenTask } from '../work/open-task.ts'
import { openReadingPool, type ReadingPool } from '../work/reading-pool.ts'
import { openReader, tellModelUse } from './open-reader.ts'
import { paceOf } from './pace-line.ts'
import { sourceOf } from './standard-input.ts'
import { stopSignal } from './stop-signal.ts'
import { askServer, inWorkplace, type Workplace } from './workplace.ts'

export interface LoadOptions {
  json?: boolean
  reread?: boolean
  threads?: number
  redis?: string
  reader: 'rules' | 'llm' | 'both'
}

interface Progress {
  show(done: number, failed: number, fraction: number | null): void
  fail(sentence: string): void
  end(): void
}

/** Where nobody sees a bar: in a log. */
const secondsBetweenLines = 15

const progressBar = (): Progress => {
  const started = performance.now()
  const pace = (done: number, fraction: number | null): string =>
    paceOf(done, (performance.now() - started) / 1000, fraction)
  if (!process.stderr.isTTY) {
    let told = started
    return {
      show: (done, failed, fraction) => {
        if (performance.now() - told < secondsBetweenLines * 1000) return
        told = performance.now()
        process.stderr.write(`entente: ${done} articles, ${failed} failed; ${pace(done, fraction)}\n`)
      },
      fail: (sentence) => process.stderr.write(`entente: ${sentence}\n`),
      end: () => {},
    }
  }
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% | {articles} articles, {failed} failed | {pace}',
      stream: process.stderr,
      hideCursor: true,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  )
  bar.start(1000, 0, { articles: 0, failed: 0, pace: pace(0, null) })
  return {
    show: (articles, failed, fraction) =>
      bar.update(Math.round((fraction ?? 0) * 1000), { articles, failed, pace: pace(articles, fraction) }),
    fail: (sentence) => process.stderr.write(`\r\u001b[Kentente: ${sentence}\n`),
    end: () => {
      bar.stop()
    },
  }
}

const nothingYet = (): LoadSummary => ({ loaded: 0, replaced: 0, unchanged: 0, failed: 0, statements: 0, seconds: 0 })

const sendTask = (url: string, task: OpenTask): Promise<Response> => {
  switch (task.kind) {
    case 'file':
      return askServer(url, `/api/articles?${new URLSearchParams({ name: task.name })}`, {
        method: 'post',
        body: task.bytes,
        contentType: 'application/octet-stream',
      })
    case 'line':
      return askServer(url, '/api/articles?name=-.jsonl', {
        method: 'post',
        body: task.line,
        contentType: 'application/x-ndjson',
      })
    case 'page':
      return askServer(url, '/api/articles', {
        method: 'post',
        body: JSON.stringify({ html: task.html, url: task.name, ...(task.id ? { id: task.id } : {}) }),
        contentType: 'application/json',
      })
  }
}

type Sent = { id: string; outcome: LoadOutcome; statements: number }[]

/** The server reads, in its own threads. */
const readThere =
  (url: string) =>
  async (task: OpenTask): Promise<Sent> =>
    ((await (await sendTask(url, task)).json()) as { articles: Sent }).articles

/** Read here, by a model that the server need not know of; the server, which holds the store, keeps what was read. */
const readHere =
  (workplace: Workplace, pool: ReadingPool, reader: ArticleReader) =>
  async (task: OpenTask): Promise<Sent> => {
    const sent: Sent = []
    for (const { article, reading } of await pool.open(task)) {
      const input = { article, reading: reading ?? (await reader.read(article)) }
      const { outcome, statements } = await workplace.own('keep', input)
      sent.push({ id: article.id, outcome, statements })
    }
    return sent
  }

/** One article after another to the server that holds the store. */
const loadThroughServer = async (
  source: AsyncIterable<SourceItem>,
  signal: AbortSignal,
  send: (task: OpenTask) => Promise<Sent>,
  tell: (outcome: ItemOutcome, fraction: number | null) => void,
): Promise<LoadSummary> => {
  const summary = nothingYet()
  const started = performance.now()
  const count = (outcome: ItemOutcome, fraction: number | null): void => {
    summary[outcome.outcome]++
    summary.statements += outcome.statements
    tell(outcome, fraction)
  }
  for await (const { name, fraction, task } of source) {
    if (signal.aborted) break
    try {
      if (task instanceof EntenteError) throw task
      for (const { id, outcome, statements } of await send(task))
        count({ name, article: id, outcome, statements }, fraction)
    } catch (error) {
      if (!(error instanceof EntenteError) || error.kind === 'StoreUnavailable') throw error
      count({ name, article: null, outcome: 'failed', statements: 0, reason: messageOf(error) }, fraction)
    }
  }
  summary.seconds = (performance.now() - started) / 1000
  return summary
}

const enqueue = async (sources: readonly string[], redis: string, options: LoadOptions): Promise<void> => {
  const [{ openArticleQueue }, { enqueueSource }] = await Promise.all([
    import('../work/article-queue.ts'),
    import('../work/enqueue-source.ts'),
  ])
  const queue = openArticleQueue({ url: redis })
  const progress = progressBar()
  try {
    const { sent, refused } = await enqueueSource({
      source: sourceOf(sources),
      queue,
      signal: stopSignal(),
      onProgress: (now) => progress.show(now.sent, now.refused, now.fraction),
    })
    progress.end()
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ sent, refused })}\n`
        : `${sent} sent to the queue, ${refused} of them refusals\n`,
    )
    if (refused) process.exitCode = 1
  } finally {
    progress.end()
    await queue.close()
  }
}

/** `1 article loaded, 2 unchanged; 34 statements in 0.5 s`. */
const summaryLine = ({ loaded, replaced, unchanged, failed, statements, seconds }: LoadSummary): string => {
  const parts = [
    `${loaded} loaded`,
    ...(replaced ? [`${replaced} replaced`] : []),
    ...(unchanged ? [`${unchanged} unchanged`] : []),
    ...(failed ? [`${failed} failed`] : []),
  ]
  return `${parts.join(', ')}; ${statements} statements in ${seconds.toFixed(1)} s`
}

/** @throws EntenteError for a path that is not there, a store or a queue out of reach */
export const runLoad = async (sources: readonly string[], options: LoadOptions): Promise<void> => {
  if (options.redis) return enqueue(sources, options.redis, options)
  await inWorkplace(async (workplace) => {
    const signal = stopSignal()
    const progress = progressBar()
    const pool = openReadingPool(options.threads ? { threads: options.threads } : {})
    let summary: LoadSummary
    try {
      const reader = openReader(options.reader, pool)
      const failed = (outcome: ItemOutcome): void => {
        if (outcome.outcome === 'failed') progress.fail(outcome.reason ?? `${outcome.name} could not be loaded`)
      }
      let done = 0
      let failures = 0
      summary = workplace.store
        ? await loadSource({
            source: sourceOf(sources),
            store: workplace.store,
            pool: { threads: pool.threads, open: pool.open, read: reader.read },
            signal,
            reread: options.reread ?? false,
            onOutcome: failed,
            onProgress: (now) => progress.show(now.done, now.failed, now.fraction),
          })
        : await loadThroughServer(
            sourceOf(sources),
            signal,
            options.reader === 'rules' ? readThere(workplace.url ?? '') : readHere(workplace, pool, reader),
            (outcome, fraction) => {
              done++
              if (outcome.outcome === 'failed') failures++
              failed(outcome)
              progress.show(done, failures, fraction)
            },
          )
      progress.end()
      tellModelUse(reader)
    } finally {
      progress.end()
      await pool.close()
    }
    process.stdout.write(`${options.json ? JSON.stringify(summary) : summaryLine(summary)}\n`)
    if (summary.failed) process.exitCode = 1
  })
}
