/** Reads back the cursor of a page. A cursor that was not made here is the asker's mistake. */
import { invalidInput } from '../errors.ts'

/** @throws EntenteError `InvalidInput` */
export const readCursor = (cursor: string | null | undefined, length: number): (string | number)[] | null => {
  if (cursor === null || cursor === undefined || cursor === '') return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(key) && key.length === length && key.every((part) => ['string', 'number'].includes(typeof part)))
      return key as (string | number)[]
  } catch {}
  throw invalidInput('The cursor is not one that this list gave')
}

/** The number of items asked for, within 1 and `most`. @throws EntenteError `InvalidInput` */
export const readLimit = (limit: number | undefined, usual: number, most: number): number => {
  if (limit === undefined) return usual
  if (!Number.isInteger(limit) || limit < 1 || limit > most)
    throw invalidInput(`limit must be a whole number from 1 to ${most}`)
  return limit
}
