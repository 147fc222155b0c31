/**
 * What a route is: a path, the schemas of what goes in and comes out, examples, and a function from one to the other.
 * One declaration makes the handler, the checks, the OpenAPI entry and the tests of its examples.
 */
import type { Request, Response } from 'express'
import type { Logger } from 'pino'
import { z } from 'zod'
import { invalidInput } from '../graph/errors.ts'
import type { GraphStore } from '../graph/store/graph-store.ts'
import type { ArticleQueue } from '../graph/work/article-queue.ts'
import type { ApiSettings } from './api-settings.ts'
import type { FeedWatching } from './feed-watching.ts'
import type { LoadArticles } from './load-articles.ts'
import type { LoadJobs } from './load-jobs.ts'
import type { QueryGate } from './query-gate.ts'

/** What every route may use. */
export interface ApiContext {
  store: GraphStore
  settings: ApiSettings
  log: Logger
  queries: QueryGate
  load: LoadArticles
  jobs: LoadJobs
  /** Where loads go; null where the server does them itself. */
  queue: ArticleQueue | null
  /** Null where nobody follows feeds. */
  feeds: FeedWatching | null
  /** Tells this run of the server from others. */
  instance: string
  /** To be called after every write: answers kept for the next asker are thrown away. */
  changed: () => void
}

export interface RouteInput<P, Q, B> {
  params: P
  query: Q
  body: B
  /** Ends when the client goes away. */
  signal: AbortSignal
  request: Request
  response: Response
}

export interface RouteExample {
  name: string
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
}

/** How the body arrives: as checked JSON, or as the bytes of a file whose kind the header tells. */
export type BodyKind = 'json' | 'file'

export interface Route {
  method: 'get' | 'post' | 'delete'
  /** With parameters as OpenAPI writes them: `/api/entities/{id}`. */
  path: string
  operationId: string
  tag: string
  summary: string
  description?: string
  params: z.ZodObject
  query: z.ZodObject
  body: z.ZodType | null
  bodyKind: BodyKind
  /** Schema of the JSON answer, or the media types of a stream. */
  answer: z.ZodType | { mediaTypes: string[] }
  status: number
  /** Needs the token where one is set. */
  writes: boolean
  /** The answer may be kept until the graph changes. */
  cached: boolean
  /** Counts against the limit on typed queries. */
  isQuery: boolean
  /** Status of `LimitExceeded`: 504 where time is what runs out, 413 where it is size. */
  limitStatus: number
  examples: RouteExample[]
  /** Returns what to send as JSON; undefined where it has sent the answer itself. */
  handle: (context: ApiContext, input: RouteInput<never, never, never>) => Promise<unknown>
}

interface RouteDeclaration<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A>
  extends Pick<Route, 'method' | 'path' | 'operationId' | 'tag' | 'summary'>,
    Partial<
      Pick<Route, 'description' | 'bodyKind' | 'status' | 'writes' | 'cached' | 'isQuery' | 'limitStatus' | 'examples'>
    > {
  params?: P
  query?: Q
  body?: B
  answer: A
  handle: (
    context: ApiContext,
    input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<A extends z.ZodType ? z.output<A> : void>
}

type NoFields = z.ZodObject<Record<never, never>>

/** A route with its defaults filled in: GETs are kept in the cache, writes are POST or DELETE and say so. */
export const route = <
  A extends z.ZodType | { mediaTypes: string[] },
  P extends z.ZodObject = NoFields,
  Q extends z.ZodObject = NoFields,
  B extends z.ZodType = z.ZodUndefined,
>(
  declaration: RouteDeclaration<P, Q, B, A>,
): Route => ({
  status: 200,
  writes: false,
  cached: declaration.method === 'get',
  isQuery: false,
  limitStatus: 504,
  bodyKind: 'json',
  examples: [],
  ...declaration,
  params: declaration.params ?? z.object({}),
  query: declaration.query ?? z.object({}),
  body: declaration.body ?? null,
  handle: declaration.handle as Route['handle'],
})

const describeIssue = (issue: z.core.$ZodIssue, where: string): string => {
  if (issue.code === 'unrecognized_keys')
    return `${where}: unknown ${issue.keys
      .slice(0, 3)
      .map((key) => `"${key.slice(0, 60)}"`)
      .join(', ')}`
  const path = issue.path.map(String).join('.').slice(0, 100)
  return `${where}${path ? ` "${path}"` : ''}: ${issue.message}`
}

/**
 * Holds one part of a request to its schema; fields that the schema does not know are refused, not ignored, since a
 * filter that is spelt wrong would give a wrong answer.
 * @param where `query`, `path` or `body`, for the words
 * @throws EntenteError `InvalidInput`
 */
export const checkPart = (schema: z.ZodType, value: unknown, where: string): unknown => {
  const strict = schema instanceof z.ZodObject ? schema.strict() : schema
  const result = strict.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw invalidInput(issue ? describeIssue(issue, where) : `${where}: not valid`)
}
