/**
 * The OpenAPI 3.1 document, made of the same declarations that mount and check the routes.
 * Describes only; whatever it says of a request or an answer is held by the schemas themselves.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { packageFile } from '../graph/package-root.ts'
import type { Route } from './route.ts'
import { problem } from './schemas.ts'

type Json = Record<string, unknown>

const tags: [string, string][] = [
  ['graph', 'Nodes and edges for drawing'],
  ['entities', 'Countries, companies, people, sectors …'],
  ['statements', 'What articles say, sentence by sentence'],
  ['overviews', 'Countries x sectors, dossiers, timeline, search'],
  ['reviews', 'What people decided: accept, correct, merge, undo'],
  ['articles', 'The sources: list, load, forget'],
  ['cypher', 'Queries in Cypher'],
  ['ask', 'Questions in plain English'],
  ['exports', 'The graph as a file'],
  ['about', 'What the graph is made of'],
  ['health', 'The server itself'],
]

/** A zod schema as JSON Schema; shapes that carry an id go into `components` and are pointed to. */
const schemaWriter =
  (components: Map<string, Json>) =>
  (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const { $schema, $defs, ...written } = z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      io,
      unrepresentable: 'any',
      reused: 'inline',
    }) as Json & { $defs?: Record<string, Json> }
    const point = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(point)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(
        Object.entries(value)
          .filter(
            ([key]) => key !== 'id' || typeof (value as Json).id !== 'string' || !('type' in value || 'anyOf' in value),
          )
          .map(([key, inner]) => [
            key,
            key === '$ref' && typeof inner === 'string'
              ? inner.replace('#/$defs/', '#/components/schemas/')
              : point(inner),
          ]),
      )
    }
    for (const [id, definition] of Object.entries($defs ?? {})) components.set(id, point(definition) as Json)
    const id = z.globalRegistry.get(schema)?.id
    if (id) {
      // A shape that stands among its own definitions is only pointed to.
      if (!('$ref' in written)) components.set(id, point(written) as Json)
      return { $ref: `#/components/schemas/${id}` }
    }
    return point(written) as Json
  }

const parametersOf = (route: Route, write: ReturnType<typeof schemaWriter>): Json[] =>
  (['path', 'query'] as const).flatMap((where) => {
    const object = where === 'path' ? route.params : route.query
    const written = z.toJSONSchema(object, { io: 'input', unrepresentable: 'any' }) as { required?: string[] }
    return Object.entries(object.shape).map(([name, field]) => {
      const { description, ...schema } = write(field as z.ZodType, 'input')
      const isList = 'type' in schema && schema.type === 'array'
      return {
        name,
        in: where,
        required: where === 'path' || (written.required ?? []).includes(name),
        ...(description ? { description } : {}),
        schema,
        ...(isList ? { style: 'form', explode: true } : {}),
      }
    })
  })

const problemAnswers = (route: Route): Json => {
  const statuses: [number, string][] = [
    [400, 'The request cannot be understood'],
    [403, 'Sent by a page of another origin'],
    [404, 'Not found'],
    [413, 'Larger than a limit'],
    [414, 'The address is too long'],
    [421, 'The Host header names another server'],
    [429, 'Too many requests'],
    [500, 'Unexpected error'],
    [503, 'The store, or a place in the queue, is not available'],
    [504, 'Took longer than the limit'],
  ]
  if (route.writes) statuses.push([401, 'The token is missing'], [409, 'In conflict with what is there'])
  if (route.body) statuses.push([415, 'Kind of content not supported'])
  return Object.fromEntries(
    statuses
      .sort(([a], [b]) => a - b)
      .map(([status, description]) => [
        String(status),
        { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      ]),
  )
}

const answerOf = (route: Route, write: ReturnType<typeof schemaWriter>): Json => {
  const content =
    route.answer instanceof z.ZodType
      ? { 'application/json': { schema: write(route.answer, 'output') } }
      : Object.fromEntries(
          route.answer.mediaTypes.map((type) => [type, type === 'text/plain' ? { schema: { type: 'string' } } : {}]),
        )
  const answers: Json = { [String(route.status)]: { description: 'The answer', content } }
  if (route.operationId === 'loadArticles') answers['202'] = { description: 'A job has begun', content }
  if (route.cached) answers['304'] = { description: 'As before (If-None-Match)' }
  return answers
}

/** Kinds of file that a body may be; what is in them no schema can tell. */
const fileTypes = [
  'text/plain',
  'text/markdown',
  'text/html',
  'application/pdf',
  'application/x-ndjson',
  'application/octet-stream',
]

const bodyOf = (route: Route, write: ReturnType<typeof schemaWriter>): Json => {
  if (!route.body) return {}
  const examples = Object.fromEntries(
    route.examples.filter((example) => example.body !== undefined).map(({ name, body }) => [name, { value: body }]),
  )
  const content: Json = { 'application/json': { schema: write(route.body, 'input'), examples } }
  if (route.bodyKind === 'file') {
    for (const type of fileTypes) content[type] = {}
    // Files under any name of field.
    content['multipart/form-data'] = {
      schema: { type: 'object', additionalProperties: { contentMediaType: 'application/octet-stream' } },
    }
  }
  return { requestBody: { required: true, content } }
}

export const openApiDocument = (routes: readonly Route[]): Json => {
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }
  const components = new Map<string, Json>()
  const write = schemaWriter(components)
  write(problem, 'output')
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const entry = paths[route.path] ?? {}
    paths[route.path] = entry
    entry[route.method] = {
      operationId: route.operationId,
      tags: [route.tag],
      summary: route.summary,
      ...(route.description ? { description: route.description } : {}),
      ...(route.writes ? { security: [{}, { token: [] }] } : {}),
      parameters: parametersOf(route, write),
      ...bodyOf(route, write),
      responses: { ...answerOf(route, write), ...problemAnswers(route) },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Entente',
      version,
      description: 'A knowledge graph of bilateral industrial relations: every edge shows its sentence.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: tags.map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'ENTENTE_TOKEN, where one is set.' },
      },
    },
  }
}
