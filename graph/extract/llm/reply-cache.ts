/**
 * Keeps replies of a model by the hash of everything that led to them, so that the same article is asked once. A file
 * each, written whole or not at all. A reply that was of no use is not kept.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { ModelReply } from './chat-model.ts'

export interface ReplyCache {
  get(key: string): Promise<ModelReply | null>
  put(key: string, reply: ModelReply): Promise<void>
}

const replyShape = z.object({
  text: z.string(),
  cutOff: z.boolean(),
  inputTokens: z.number(),
  outputTokens: z.number(),
})

/** The key of a request: a hash over model, messages and the form asked for. */
export const cacheKey = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/** A cache in `<data folder>/llm-cache`. A broken file counts as none. */
export const replyCacheIn = (folder: string): ReplyCache => {
  const fileOf = (key: string): string => join(folder, key.slice(0, 2), `${key}.json`)
  return {
    get: async (key) => {
      try {
        return replyShape.parse(JSON.parse(await readFile(fileOf(key), 'utf8')))
      } catch {
        return null
      }
    },
    put: async (key, reply) => {
      const file = fileOf(key)
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      const draft = `${file}.${process.pid}`
      await writeFile(draft, JSON.stringify(reply), { mode: 0o600 })
      await rename(draft, file)
    },
  }
}

/** Keeps nothing. */
export const noCache: ReplyCache = { get: async () => null, put: async () => {} }
