/**
 * From what was read to what holds: a person's correction laid over the statement, merged ids followed, the ends of a
 * symmetric predicate in order. Pure. The statement as read can always be had back, so that any decision can be undone.
 */
import { createHash } from 'node:crypto'
import type { Modality, Predicate, Review, Statement } from '../contract.ts'
import { predicateRules } from '../ontology/ontology.ts'
import type { ReviewEvent } from './review-log.ts'
import { endsOf, renameEnds, type StatementEnds } from './statement-roles.ts'

/** The parts that a decision may change. */
export interface Changeable extends StatementEnds {
  predicate: Predicate
  modality: Modality
}

export interface EffectiveStatement extends Statement {
  article: string
  review: Review
  /** The changeable parts as read, where they differ from what holds; null where nothing differs. */
  original: Changeable | null
}

const same = (id: string): string => id

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i])

const isSame = (a: Changeable, b: Changeable): boolean =>
  a.subject === b.subject &&
  a.object === b.object &&
  a.counterpart === b.counterpart &&
  a.project === b.project &&
  a.event === b.event &&
  a.speaker === b.speaker &&
  a.predicate === b.predicate &&
  a.modality === b.modality &&
  sameList(a.sectors, b.sectors) &&
  sameList(a.commodities, b.commodities) &&
  sameList(a.places, b.places)

const changeableOf = (s: Statement, rename: (id: string) => string): Changeable => ({
  ...renameEnds(endsOf(s), rename),
  predicate: s.predicate,
  modality: s.modality,
})

export const evidenceHash = (evidence: string): string =>
  createHash('sha256').update(evidence).digest('hex').slice(0, 16)

/** `subject predicate object`: the derived edge that a statement counts in. */
export const edgeKey = (s: Pick<Statement, 'subject' | 'predicate' | 'object'>): string =>
  `${s.subject} ${s.predicate} ${s.object}`

/** The statement as it was read, whatever holds now. Lists are sorted. */
export const statementAsRead = (s: EffectiveStatement): Statement => {
  const { article: _article, review: _review, original, ...statement } = s
  return { ...statement, ...(original ?? {}) }
}

/**
 * What holds of a statement that was read, under the decision that stands on it and the merges that hold.
 * A decision on another sentence than the present one does not count.
 */
export const effectiveStatement = (
  read: Statement,
  article: string,
  decision: ReviewEvent | undefined,
  resolve: (id: string) => string,
): EffectiveStatement => {
  const asRead = changeableOf(read, same)
  const counts = decision && decision.kind !== 'clear' && decision.evidence === evidenceHash(read.evidence)
  const corrected: Statement = { ...read, ...asRead, ...(counts ? (decision.correction ?? {}) : {}) }
  const holds = changeableOf(corrected, resolve)
  if (predicateRules[holds.predicate].symmetric && holds.subject > holds.object)
    [holds.subject, holds.object] = [holds.object, holds.subject]
  const differs = !isSame(holds, asRead)
  return {
    ...read,
    ...holds,
    article,
    review: counts ? (decision.kind as Review) : null,
    original: differs ? asRead : null,
  }
}
