/** The queue that loads go to, where the server has one: how much waits, how fast it goes, and what failed for good. */
import { z } from 'zod'
import { route } from '../route.ts'
import { limitField } from '../statement-filter.ts'

const count = z.int().min(0)
const deadLetter = z
  .object({
    id: z.string().meta({ description: 'For `entente queue replay`.' }),
    name: z.string(),
    reason: z.string(),
    attempts: count,
    failedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'DeadLetter' })

export const queueRoutes = [
  route({
    method: 'get',
    path: '/api/queue',
    operationId: 'getQueue',
    tag: 'articles',
    summary: 'The queue of articles to load, with its dead letters, the newest first',
    description: '`queue` is null where the server was not started with `--redis`: it reads what is loaded itself.',
    query: z.object({ limit: limitField(20, 200) }),
    answer: z
      .object({
        queue: z
          .object({
            waiting: count,
            active: count,
            delayed: count.meta({ description: 'Waiting for their next try.' }),
            failed: count,
            articlesPerSecond: z.number().min(0).nullable(),
            deadLetters: z.array(deadLetter),
          })
          .nullable(),
      })
      .meta({ id: 'Queue' }),
    cached: false,
    examples: [{ name: 'as it is' }],
    handle: async ({ queue }, { query }) => {
      if (!queue) return { queue: null }
      const [depth, letters] = await Promise.all([queue.depth(), queue.deadLetters(query.limit)])
      const shown = letters.map(({ id, name, reason, attempts, failedAt }) => ({
        id,
        name,
        reason,
        attempts,
        failedAt,
      }))
      return { queue: { ...depth, deadLetters: shown } }
    },
  }),
]
