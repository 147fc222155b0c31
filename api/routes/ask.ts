/** Questions in plain English: read by a grammar, answered with the Cypher, a table and the evidence. */
import { z } from 'zod'
import { answerQuestion, longestQuestion } from '../../graph/ask/answer-question.ts'
import { type AskModel, cypherForm } from '../../graph/ask/ask-model.ts'
import type { AskAnswer, AskColumn, AskKind } from '../../graph/contract.ts'
import { openChatModel } from '../../graph/extract/llm/chat-model.ts'
import { llmSettingsFrom } from '../../graph/extract/llm/llm-settings.ts'
import { route } from '../route.ts'
import { entityLabel, storedStatement } from '../schemas.ts'

const kinds = [
  'relation',
  'entities',
  'country-sectors',
  'statements',
  'sayings',
  'roles',
  'profile',
  'articles',
  'totals',
  'help',
  'model',
] as const satisfies readonly AskKind[]
const cells = [
  'entity',
  'predicate',
  'text',
  'number',
  'date',
  'modality',
  'statement',
  'article',
] as const satisfies readonly AskColumn['kind'][]

const askAnswer = z
  .object({
    question: z.string(),
    understood: z
      .boolean()
      .meta({ description: 'False where the question could not be read; then `answer` says why.' }),
    kind: z.enum(kinds).nullable(),
    reading: z.string().nullable().meta({ description: 'How the question was read, in words.' }),
    answer: z.string(),
    cypher: z.string().nullable().meta({ description: 'The query that gave the table, as POST /api/cypher takes it.' }),
    parameters: z.record(z.string(), z.unknown()),
    columns: z.array(z.object({ key: z.string(), label: z.string(), kind: z.enum(cells) })),
    rows: z.array(z.array(z.unknown())),
    truncated: z.boolean(),
    statements: z
      .array(storedStatement)
      .meta({ description: 'The evidence, ten statements at most: the surest of the table’s first rows in turn.' }),
    entities: z.record(z.string(), entityLabel),
    unread: z.array(z.string()),
    suggestions: z.array(z.string()),
  })
  .meta({ id: 'AskAnswer' })

let model: AskModel | null | undefined
/** The language model of the environment, opened with the first question that needs it. @throws EntenteError */
const modelOfEnvironment = (): AskModel | null => {
  if (model !== undefined) return model
  const llm = llmSettingsFrom(process.env)
  model = llm && { name: llm.model, ask: openChatModel(llm, globalThis.fetch, cypherForm()) }
  return model
}

export const askRoutes = [
  route({
    method: 'get',
    path: '/api/ask',
    operationId: 'ask',
    tag: 'ask',
    summary: 'Ask a question in plain English',
    description:
      'Read by a grammar over the ontology’s own words and the names in the graph; see docs/ask.md. A question that is not wholly read is not answered, and the nearest ones are offered.',
    query: z.object({
      q: z
        .string()
        .min(1)
        .max(longestQuestion)
        .meta({ examples: ['Which countries are linked to metallurgy?'] }),
    }),
    answer: askAnswer,
    // "last year" is not the same tomorrow.
    cached: false,
    isQuery: true,
    examples: [
      { name: 'countries of a sector', query: { q: 'Which countries are linked to metallurgy?' } },
      { name: 'between two countries', query: { q: 'How are Russia and Japan connected?' } },
    ],
    handle: ({ store, settings, queries }, { query, signal }): Promise<AskAnswer> =>
      queries.run(signal, () =>
        answerQuestion(store, query.q, {
          today: new Date().toISOString().slice(0, 10),
          timeoutMs: settings.queryTimeMaxMs,
          signal,
          model: modelOfEnvironment(),
        }),
      ),
  }),
]
