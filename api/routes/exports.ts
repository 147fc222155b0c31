/** The graph, or what a filter leaves of it, as a file in one of the formats of graph/export. */
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { exportFormats, formatNamed } from '../../graph/export/export-formats.ts'
import { exportSource } from '../../graph/export/export-source.ts'
import { route } from '../route.ts'
import { filterFields, filterOf } from '../statement-filter.ts'

const formatNames = exportFormats.map(({ name }) => name) as [string, ...string[]]

/** Pieces of text as larger chunks: a write for every line would cost more than the line. */
async function* inChunks(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = ''
  for await (const piece of pieces) {
    chunk += piece
    if (chunk.length < 32_768) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}

export const exportRoutes = [
  route({
    method: 'get',
    path: '/api/export',
    operationId: 'export',
    tag: 'exports',
    summary: 'The graph, or what a filter leaves of it, as a file',
    description: exportFormats.map(({ name, summary }) => `- \`${name}\`: ${summary}`).join('\n'),
    query: z.object({ format: z.enum(formatNames), ...filterFields }),
    answer: { mediaTypes: [...new Set(exportFormats.map(({ mediaType }) => mediaType.split(';')[0] ?? mediaType))] },
    cached: false,
    examples: [
      { name: 'for Gephi', query: { format: 'gexf' } },
      { name: 'statements of one sector', query: { format: 'csv', sector: 'sector:metallurgy' } },
    ],
    handle: async ({ store }, { query: { format: name, ...filter }, request, response }) => {
      const format = formatNamed(name)
      response.setHeader('Content-Type', format.mediaType)
      response.setHeader('Content-Disposition', `attachment; filename="entente.${format.name}"`)
      response.setHeader('Cache-Control', 'no-store')
      if (request.method === 'HEAD') {
        response.end()
        return
      }
      const pieces = inChunks(format.write(exportSource(store, filterOf(filter))))[Symbol.asyncIterator]()
      // The first piece is awaited before anything is sent, so that an error can still be answered as one.
      const first = await pieces.next()
      const rest = { [Symbol.asyncIterator]: () => pieces }
      await pipeline(async function* () {
        if (!first.done) yield first.value
        yield* rest
      }, response).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
      })
    },
  }),
]
