/** JSON: one document `{nodes, edges, statements, articles}`, or one object a line that says what it is. */
import type { ExportFormat } from './export-format.ts'

async function* list(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  yield '['
  let separator = '\n'
  for await (const item of items) {
    yield separator + JSON.stringify(item)
    separator = ',\n'
  }
  yield '\n]'
}

export const json: ExportFormat = {
  name: 'json',
  mediaType: 'application/json',
  summary: 'One JSON document: nodes, edges, statements, articles',
  async *write(source) {
    yield '{"nodes": '
    yield* list(source.entities())
    yield ',\n"edges": '
    yield* list(source.edges())
    yield ',\n"statements": '
    yield* list(source.statements())
    yield ',\n"articles": '
    yield* list(source.articles())
    yield '}\n'
  },
}

export const jsonLines: ExportFormat = {
  name: 'jsonl',
  mediaType: 'application/x-ndjson',
  summary: 'JSON Lines: {"kind": "entity" | "edge" | "statement" | "article", …} a line',
  async *write(source) {
    for await (const item of source.entities()) yield `${JSON.stringify({ kind: 'entity', ...item })}\n`
    for await (const item of source.edges()) yield `${JSON.stringify({ kind: 'edge', ...item })}\n`
    for await (const item of source.statements()) yield `${JSON.stringify({ kind: 'statement', ...item })}\n`
    for await (const item of source.articles()) yield `${JSON.stringify({ kind: 'article', ...item })}\n`
  },
}
