/**
 * What people decided, as a log of `:Review` nodes that is only ever added to. What holds now is a fold over the log:
 * the last decision on a statement or entity that was not undone. Pure but for the three functions that read or append.
 */
import type { Modality, Predicate } from '../contract.ts'
import { conflict } from '../errors.ts'
import type { Row, WriteTransaction } from '../store/graph-store.ts'
import { groupBy } from './group-by.ts'

/** What a correction puts in place of what was read. Absent: left as read. */
export interface Correction {
  predicate?: Predicate
  subject?: string
  object?: string
  modality?: Modality
  sectors?: string[]
}

export type ReviewKind = 'accepted' | 'rejected' | 'corrected' | 'clear' | 'merge' | 'split' | 'undo'

/** One line of the log. */
export interface ReviewEvent {
  /** `review:` and the number, nine digits. */
  id: string
  seq: number
  kind: ReviewKind
  /** The statement, or the entity that is merged into another or split from it. */
  target: string
  /** With `merge`: the entity that stays. */
  into: string | null
  /** With `corrected`. */
  correction: Correction | null
  /** With `undo`: the id of the event that is taken back. */
  undoes: string | null
  /** The sentence that was judged, hashed: another sentence under the same id needs another look. */
  evidence: string | null
  by: string | null
  /** ISO 8601 time. */
  at: string
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

export const eventFromRow = (row: Row): ReviewEvent => ({
  id: String(row.id),
  seq: Number(row.seq),
  kind: row.kind as ReviewKind,
  target: String(row.target),
  into: text(row.into),
  correction: typeof row.correction === 'string' ? (JSON.parse(row.correction) as Correction) : null,
  undoes: text(row.undoes),
  evidence: text(row.evidence),
  by: text(row.by),
  at: String(row.at),
})

/** The columns that `eventFromRow` wants, of a node `r`. */
export const eventColumns =
  'r.id AS id, r.seq AS seq, r.kind AS kind, r.target AS target, r.into AS into, r.correction AS correction, ' +
  'r.undoes AS undoes, r.evidence AS evidence, r.by AS by, r.at AS at'

/** The last event of one target that holds: undone ones and the undoing itself left out. Null: nothing was decided. */
export const standingEvent = (events: readonly ReviewEvent[]): ReviewEvent | null => {
  const standing: ReviewEvent[] = []
  for (const event of [...events].sort((a, b) => a.seq - b.seq)) {
    if (event.kind !== 'undo') standing.push(event)
    else {
      const place = standing.findIndex((other) => other.id === event.undoes)
      if (place >= 0) standing.splice(place, 1)
    }
  }
  return standing.at(-1) ?? null
}

type Reader = Pick<WriteTransaction, 'run'>

/** Cypher: the log of each of `$targets`. */
const eventsOfTargetsCypher = `UNWIND $targets AS target MATCH (r:Review {target: target}) RETURN ${eventColumns}`

/** The standing decision on each of these targets; those without one are absent. */
export const standingEvents = async (store: Reader, targets: readonly string[]): Promise<Map<string, ReviewEvent>> => {
  const unique = [...new Set(targets)]
  const rows = unique.length > 0 ? await store.run(eventsOfTargetsCypher, { targets: unique }) : []
  const standing = new Map<string, ReviewEvent>()
  for (const [target, events] of groupBy(rows.map(eventFromRow), (event) => event.target)) {
    const event = standingEvent(events)
    if (event) standing.set(target, event)
  }
  return standing
}

/** Where each of these ids leads after all merges that hold. Ids that were not merged lead to themselves. */
export const resolveIds = async (store: Reader, ids: readonly string[]): Promise<(id: string) => string> => {
  const into = new Map<string, string>()
  let open = [...new Set(ids)]
  while (open.length > 0) {
    const found: string[] = []
    for (const [target, event] of await standingEvents(store, open)) {
      if (event.kind !== 'merge' || event.into === null) continue
      into.set(target, event.into)
      found.push(event.into)
    }
    open = found.filter((id) => !into.has(id))
  }
  return (id) => {
    let current = id
    let steps = 0
    for (let next = into.get(current); next !== undefined; next = into.get(current)) {
      current = next
      if (++steps > into.size) throw conflict(`${id} would be merged into itself`)
    }
    return current
  }
}

/** Appends to the log and to the journal; an event that comes from the journal keeps its number. */
export const appendEvent = async (
  transaction: WriteTransaction,
  event: Omit<ReviewEvent, 'id' | 'seq'> & { id?: string; seq?: number },
): Promise<ReviewEvent> => {
  const [last] = await transaction.run('MATCH (r:Review) RETURN max(r.seq) AS seq')
  const seq = event.seq ?? Number(last?.seq ?? 0) + 1
  const whole: ReviewEvent = { ...event, seq, id: event.id ?? `review:${String(seq).padStart(9, '0')}` }
  await transaction.run('MERGE (r:Review {id: $id}) SET r = $properties', {
    id: whole.id,
    properties: { ...whole, correction: whole.correction && JSON.stringify(whole.correction) },
  })
  return whole
}
