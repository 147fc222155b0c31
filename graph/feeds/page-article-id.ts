/** The id of an article that is known by its address: an update of the page replaces it, wherever it came from. */
import { createHash } from 'node:crypto'

/** The first 16 hex digits of a text's SHA-256. */
export const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

export const pageArticleId = (url: string): string => `web-${shortHash(url)}`
