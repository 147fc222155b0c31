/** Cypher that anyone may type: through the gate, in its turn, within limits. */
import { z } from 'zod'
import { EntenteError } from '../../graph/errors.ts'
import { prepareCypher, runPrepared } from '../../graph/query/run-cypher.ts'
import { cypherQueries } from '../metrics.ts'
import { route } from '../route.ts'
import { cypherAnswer } from '../schemas.ts'

const outcomeOf = (error: unknown): string =>
  !(error instanceof EntenteError) ? 'failed' : error.kind === 'LimitExceeded' ? 'limited' : 'refused'

export const cypherRoutes = [
  route({
    method: 'post',
    path: '/api/cypher',
    operationId: 'runCypher',
    tag: 'cypher',
    summary: 'Run a reading Cypher query',
    description:
      'Read-only, by an allow-list of clauses, functions and procedures, with limits on time, rows and size; `truncated` says that rows were cut. See docs/cypher.md for the values’ shapes.',
    body: z
      .strictObject({
        query: z.string().min(1),
        parameters: z.record(z.string(), z.unknown()).default({}),
        timeoutMs: z
          .number()
          .int()
          .min(1)
          .optional()
          .meta({ description: 'More or less time than the default, up to the most.' }),
      })
      .meta({ id: 'CypherQuery' }),
    answer: cypherAnswer,
    isQuery: true,
    examples: [
      {
        name: 'partners of a country',
        body: {
          query:
            'MATCH (a:Country {iso3: $iso3})-[r:PARTNERS_WITH]-(b:Country) RETURN b.name AS partner, r.statements AS statements ORDER BY statements DESC',
          parameters: { iso3: 'JPN' },
        },
      },
    ],
    handle: async ({ store, settings, queries }, { body, signal, response }) => {
      const limits = {
        timeoutMs: Math.min(body.timeoutMs ?? settings.queryTimeMs, settings.queryTimeMaxMs),
        maxRows: settings.queryRows,
        maxBytes: settings.answerBytes,
        signal,
      }
      try {
        const answer = await queries.run(signal, async () => {
          // Until it runs, what runs out is size; then it is time.
          response.locals.limitStatus = 413
          const prepared = await prepareCypher(body.query, body.parameters)
          response.locals.limitStatus = 504
          return runPrepared(store, prepared, limits)
        })
        cypherQueries.inc({ outcome: 'answered' })
        return answer
      } catch (error) {
        cypherQueries.inc({ outcome: outcomeOf(error) })
        throw error
      }
    },
  }),
]
