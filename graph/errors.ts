/** The one error class. Thrown anywhere; turned into HTTP or a CLI sentence in one place each. */
import type { ErrorKind } from './contract.ts'

export class EntenteError extends Error {
  readonly kind: ErrorKind
  constructor(kind: ErrorKind, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'EntenteError'
    this.kind = kind
  }
}

export const invalidInput = (message: string, cause?: unknown): EntenteError =>
  new EntenteError('InvalidInput', message, { cause })
export const notFound = (message: string): EntenteError => new EntenteError('NotFound', message)
export const limitExceeded = (message: string): EntenteError => new EntenteError('LimitExceeded', message)
export const storeUnavailable = (message: string, cause?: unknown): EntenteError =>
  new EntenteError('StoreUnavailable', message, { cause })
export const conflict = (message: string): EntenteError => new EntenteError('Conflict', message)

/** The text of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
