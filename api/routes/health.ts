/** Whether the server lives, whether its store answers, and its figures for Prometheus. */
import { z } from 'zod'
import { EntenteError } from '../../graph/errors.ts'
import { HttpProblem } from '../http-problem.ts'
import { registry } from '../metrics.ts'
import { route } from '../route.ts'

const ready = z
  .object({ status: z.literal('ready'), engine: z.enum(['embedded', 'neo4j']), version: z.string() })
  .meta({ id: 'Ready' })

/** Milliseconds in which the store must answer to count as reachable. */
const storeAnswersMs = 3000

const within = <T>(work: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new EntenteError('StoreUnavailable', `The store does not answer within ${ms} ms`)),
      ms,
    )
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const readiness = (path: string, operationId: string) =>
  route({
    method: 'get',
    path,
    operationId,
    tag: 'health',
    summary: 'Whether the store answers',
    answer: ready,
    cached: false,
    examples: [{ name: 'now' }],
    handle: async ({ store }) => {
      try {
        await within(store.read('RETURN 1 AS one'), storeAnswersMs)
        const { engine, version } = await within(store.facts(), storeAnswersMs)
        return { status: 'ready' as const, engine, version }
      } catch (error) {
        if (error instanceof EntenteError) throw error
        throw new HttpProblem(503, 'StoreUnavailable', 'The store does not answer', { 'Retry-After': '5' })
      }
    },
  })

export const healthRoutes = [
  readiness('/health', 'getHealth'),
  readiness('/health/ready', 'getReady'),
  route({
    method: 'get',
    path: '/health/live',
    operationId: 'getLive',
    tag: 'health',
    summary: 'Whether the server lives',
    answer: z.object({ status: z.literal('live'), instance: z.string() }).meta({ id: 'Live' }),
    cached: false,
    examples: [{ name: 'now' }],
    handle: async ({ instance }) => ({ status: 'live' as const, instance }),
  }),
  route({
    method: 'get',
    path: '/metrics',
    operationId: 'getMetrics',
    tag: 'health',
    summary: 'Figures for Prometheus',
    answer: { mediaTypes: ['text/plain'] },
    cached: false,
    examples: [{ name: 'now' }],
    handle: async (_context, { request, response }) => {
      response.setHeader('Content-Type', registry.contentType)
      response.setHeader('Cache-Control', 'no-store')
      const text = await registry.metrics()
      response.end(request.method === 'HEAD' ? undefined : text)
    },
  }),
]
