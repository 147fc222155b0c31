/** Who holds which role, as drafts of statements: from the titles that the mention stage read. Adapts, finds nothing itself. */
import type { ExtractDocument } from './document.ts'
import type { Draft } from './draft.ts'

export const findRoleDrafts = (_document: ExtractDocument): Draft[] => []
