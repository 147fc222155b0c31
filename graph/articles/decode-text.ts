/**
 * Bytes to text: UTF-8 unless a byte-order mark or a declared charset says otherwise; binary is refused.
 * Line ends become \n here, once, so that every offset counted later is the same on every machine.
 */
import { invalidInput } from '../errors.ts'

const byteOrderMarks: [string, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const charsetOf = (bytes: Uint8Array, declared: string | null): string =>
  byteOrderMarks.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))?.[0] ?? declared ?? 'utf-8'

/**
 * @param name for the error's words
 * @param declared charset label that a header or a `<meta>` names, if any
 * @throws EntenteError `InvalidInput` where the bytes are not text in that charset
 */
export const decodeText = (name: string, bytes: Uint8Array, declared: string | null = null): string => {
  const charset = charsetOf(bytes, declared)
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(charset, { fatal: true })
  } catch {
    throw invalidInput(`${name}: unknown character set "${charset.slice(0, 40)}"`)
  }
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch (cause) {
    throw invalidInput(`${name}: not text in ${decoder.encoding}`, cause)
  }
  // A NUL never stands in prose; it is the surest sign of a binary file whose bytes happen to be valid.
  if (text.includes('\0')) throw invalidInput(`${name}: binary, not text`)
  return text.replace(/\r\n?/g, '\n')
}

/** The charset that an HTML page declares in its first bytes, or null. */
export const declaredCharset = (bytes: Uint8Array): string | null => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048))
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? null
}
