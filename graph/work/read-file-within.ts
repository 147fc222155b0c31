/** Reads a file up to a limit, even one that grows, never ends (a device, a pipe) or lies about its size. */
import { open } from 'node:fs/promises'
import { limitExceeded } from '../errors.ts'

/** @throws EntenteError `LimitExceeded` past `maxBytes` */
export const readFileWithin = async (path: string, maxBytes: number): Promise<Uint8Array> => {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size > maxBytes) throw limitExceeded(`${path}: ${size} bytes; one file may have ${maxBytes} (maxFileBytes)`)
    const parts: Buffer[] = []
    let total = 0
    for await (const part of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      total += part.length
      if (total > maxBytes) throw limitExceeded(`${path}: more than ${maxBytes} bytes (maxFileBytes)`)
      parts.push(part)
    }
    return Buffer.concat(parts)
  } finally {
    await file.close()
  }
}
