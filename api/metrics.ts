/**
 * Figures for Prometheus: requests by route and status, their time, typed queries, and the process itself.
 * One registry for the process; the names are listed in docs/api.md.
 */
import type { RequestHandler } from 'express'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ArticleQueue } from '../graph/work/article-queue.ts'

export const registry = new Registry()
collectDefaultMetrics({ register: registry, prefix: 'entente_' })

const requestSeconds = new Histogram({
  name: 'entente_http_request_seconds',
  help: 'Time from request to the end of its answer, by method, route and status.',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 1, 5],
  registers: [registry],
})
export const cypherQueries = new Counter({
  name: 'entente_cypher_queries_total',
  help: 'Typed Cypher queries by outcome: answered, refused, limited, failed.',
  labelNames: ['outcome'] as const,
  registers: [registry],
})
export const loadedArticles = new Counter({
  name: 'entente_articles_loaded_total',
  help: 'Articles loaded over HTTP by outcome.',
  labelNames: ['outcome'] as const,
  registers: [registry],
})

/** Figures of the running server, read when they are asked for. */
export const watchQueries = (running: () => number, waiting: () => number): void => {
  for (const [name, help, read] of [
    ['entente_cypher_running', 'Typed queries that run now.', running],
    ['entente_cypher_waiting', 'Typed queries that wait for their turn.', waiting],
  ] as const) {
    registry.removeSingleMetric(name)
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  }
}

/** Depth of the queue that loads go to; null: none. A Redis that is away leaves the figures out. */
export const watchQueue = (queue: Pick<ArticleQueue, 'depth'> | null): void => {
  const name = 'entente_queue_jobs'
  registry.removeSingleMetric(name)
  if (!queue) return
  new Gauge({
    name,
    help: 'Jobs in the article queue by state; failed are the dead letters.',
    labelNames: ['state'] as const,
    registers: [registry],
    async collect() {
      this.reset()
      const depth = await queue.depth().catch(() => null)
      if (depth)
        for (const state of ['waiting', 'active', 'delayed', 'failed'] as const) this.set({ state }, depth[state])
    },
  })
}

export const countRequests: RequestHandler = (request, response, next) => {
  const started = performance.now()
  response.once('close', () => {
    // The declared path, never the asked one: addresses without end would make series without end.
    const route: unknown = request.route?.path
    requestSeconds.observe(
      {
        method: request.method,
        route: typeof route === 'string' ? route : 'other',
        status: String(response.statusCode),
      },
      (performance.now() - started) / 1000,
    )
  })
  next()
}
