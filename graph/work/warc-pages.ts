/**
 * The pages of a web archive (WARC, plain or gzip), one at a time: answers with status 200 and HTML. Everything else in
 * the archive is passed over; a page past the limit is refused in its place.
 */
import { createReadStream } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { WARCParser, type WARCRecord } from 'warcio'
import { articleLimits } from '../articles/article-limits.ts'
import { type EntenteError, limitExceeded } from '../errors.ts'
import { decodePage } from '../feeds/decode-page.ts'
import { pageArticleId } from '../feeds/page-article-id.ts'
import type { OpenTask } from './open-task.ts'

const payloadOf = async (record: WARCRecord, maxBytes: number): Promise<Buffer | null> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of record.contentReader as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > maxBytes) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** @throws Error where the file is no WARC */
export async function* warcPages(
  path: string,
): AsyncGenerator<{ name: string; task: OpenTask | EntenteError; bytes: number }> {
  const maxBytes = articleLimits.maxFileBytes
  const file = createReadStream(path)
  try {
    for await (const record of new WARCParser(file)) {
      const url = record.warcTargetURI
      const status = Number(record.httpHeaders?.statusCode)
      const headers = record.httpHeaders?.headers
      const type = headers?.get('content-type') ?? ''
      if (
        record.warcType !== 'response' ||
        !url ||
        status !== 200 ||
        !/^(?:text\/html|application\/xhtml\+xml)/i.test(type)
      ) {
        await record.skipFully()
        continue
      }
      const payload = await payloadOf(record, maxBytes)
      const item = { name: url, bytes: file.bytesRead }
      if (!payload) {
        await record.skipFully()
        yield { ...item, task: limitExceeded(`${url}: more than ${maxBytes} bytes (maxFileBytes)`) }
        continue
      }
      const isBrotli = /\bbr\b/i.test(headers?.get('content-encoding') ?? '')
      const body = isBrotli ? brotliDecompressSync(payload, { maxOutputLength: maxBytes }) : payload
      yield {
        ...item,
        task: { kind: 'page', name: url, html: decodePage(body, type, maxBytes), id: pageArticleId(url) },
      }
    }
  } finally {
    file.destroy()
  }
}
