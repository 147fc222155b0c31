/**
 * Figures for Prometheus: requests by route and status, their time, typed queries, and the process itself.
 * One registry for the process; the names are listed in docs/api.md.
 */
import type { RequestHandler } from 'express'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

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
