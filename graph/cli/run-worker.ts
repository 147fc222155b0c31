/** The body of `entente worker`: opens store and threads, starts the worker, serves its figures, ends well. */
import { createServer, type Server } from 'node:http'
import { invalidInput, messageOf } from '../errors.ts'
import { prepareStore } from '../load/prepare-store.ts'
import { openStore } from '../store/open-store.ts'
import { storeSettingsFrom } from '../store/store-settings.ts'
import { openArticleQueue } from '../work/article-queue.ts'
import { startQueueWorker } from '../work/queue-worker.ts'
import { openReadingPool } from '../work/reading-pool.ts'
import { stopped, stopSignal } from './stop-signal.ts'

export interface WorkerOptions {
  redis?: string
  threads?: number
  concurrency?: number
  rate?: number
  timeLimit: number
  memoryLimit: number
  lock: number
  metricsPort?: number
}

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const serveFigures = (port: number, figures: () => Promise<string>): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      if (request.url !== '/metrics' && request.url !== '/health') {
        response.writeHead(404).end()
        return
      }
      figures().then(
        (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text),
        (error) => response.writeHead(503, { 'content-type': 'text/plain' }).end(`${messageOf(error)}\n`),
      )
    })
    server.on('error', reject)
    server.listen(port, () => resolve(server))
  })

/** @throws EntenteError */
export const runWorker = async (options: WorkerOptions): Promise<void> => {
  const url = options.redis
  if (!url) throw invalidInput('--redis or REDIS_URL must say where Redis is, e.g. redis://127.0.0.1:6379')
  const signal = stopSignal()
  const queue = openArticleQueue({ url })
  const store = await openStore(storeSettingsFrom(process.env))
  const pool = openReadingPool({
    ...(options.threads ? { threads: options.threads } : {}),
    timeLimitMs: options.timeLimit * 1000,
    memoryLimitMb: options.memoryLimit,
  })
  let server: Server | null = null
  try {
    await prepareStore(store)
    // Says at once where Redis is not there, instead of waiting in silence.
    const { waiting } = await queue.depth()
    const worker = startQueueWorker({
      url,
      store,
      pool,
      lockMs: options.lock * 1000,
      ...(options.concurrency ? { concurrency: options.concurrency } : {}),
      ...(options.rate ? { rate: options.rate } : {}),
      onEvent: (event) => {
        if (event.event === 'done') return
        if (event.event === 'redis') process.stderr.write(`entente: Redis: ${event.message}\n`)
        else process.stderr.write(`entente: ${event.name}: ${event.reason}${event.final ? '' : ' (is tried again)'}\n`)
      },
    })
    if (options.metricsPort !== undefined)
      server = await serveFigures(options.metricsPort, async () => worker.prometheus() + (await queue.prometheus()))
    tell(`worker ready: ${pool.threads} threads, ${waiting} jobs waiting`)
    await stopped(signal)
    await worker.close()
    tell('worker ended')
  } finally {
    server?.close()
    await pool.close()
    await queue.close()
    await store.close()
  }
}
