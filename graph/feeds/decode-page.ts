/**
 * Text of a fetched page or feed: the charset that the server, the byte-order mark or the document itself names; where
 * that proves wrong, UTF-8, and last windows-1252, which every byte fits. Feeds lie about their charset often.
 */
import { gunzipSync } from 'node:zlib'
import { limitExceeded } from '../errors.ts'

const decode = (bytes: Uint8Array, charset: string): string | null => {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const bomCharset = (bytes: Uint8Array): string | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** What the document's own first bytes declare. */
const declaredCharset = (bytes: Uint8Array): string | null => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048))
  return (
    /<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    null
  )
}

/**
 * @param contentType the header's value, which may name a charset
 * @param maxBytes limit on a body that is itself a gzip file (`sitemap.xml.gz`)
 * @throws EntenteError `LimitExceeded`
 */
export const decodePage = (body: Uint8Array, contentType: string, maxBytes: number): string => {
  let bytes = body
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes, { maxOutputLength: maxBytes })
    } catch {
      throw limitExceeded(`gzip file is broken or unpacks to more than ${maxBytes} bytes (maxBytes)`)
    }
  }
  const header = /charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1] ?? null
  for (const charset of [bomCharset(bytes), header, declaredCharset(bytes), 'utf-8']) {
    const text = charset ? decode(bytes, charset) : null
    if (text !== null) return text
  }
  return new TextDecoder('windows-1252').decode(bytes)
}
