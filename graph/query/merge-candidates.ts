/**
 * Pairs of entities that may be one and the same, with the reasons, for a person to decide. Looks within a type only and
 * never merges by itself. A pair that someone split is not proposed again.
 */
import type { EntityLabel, EntityType } from '../contract.ts'
import { groupBy } from '../load/group-by.ts'
import { eventColumns, eventFromRow, standingEvent } from '../load/review-log.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { allowedEdits, editDistance, type NamedEntity, namedEntities, trigramsOf } from './name-index.ts'
import { readLimit } from './read-cursor.ts'

export interface MergeCandidate {
  /** The one with more statements: what the other would be merged into. */
  keep: EntityLabel & { statements: number }
  drop: EntityLabel & { statements: number }
  /** What makes them look alike, in words. */
  reasons: string[]
  /** 0 to 1. */
  score: number
}

/** Types whose ids are made from names; countries, regions and sectors are reference data. */
const mergeable: readonly EntityType[] = [
  'Organization',
  'Person',
  'Place',
  'Project',
  'Event',
  'Agreement',
  'Commodity',
]

/** Words that an acronym leaves out. */
const smallWords = new Set(['of', 'the', 'and', 'for', 'in', 'de', 'la', 'du', 'des', 'y', 'e', 'und'])
/** Endings of company names that do not tell companies apart. */
const legalForms =
  /\b(ltd|limited|llc|inc|corp|corporation|co|company|plc|gmbh|ag|sa|spa|as|ab|oy|nv|bv|ojsc|pjsc|jsc|oao|pao|ooo|group|holding)\b/g

const initialsOf = (form: string): string => {
  const words = form.split(' ').filter((word) => !smallWords.has(word))
  return words.length < 3 ? '' : words.map((word) => word[0]).join('')
}
const withoutLegalForm = (form: string): string => form.replace(legalForms, ' ').replace(/\s+/g, ' ').trim()

interface Pair {
  a: number
  b: number
  reasons: Map<string, number>
}

const log = async (store: GraphStore): Promise<Set<string>> => {
  const rows = await store.read(`MATCH (r:Review) WHERE r.kind IN ['merge', 'split', 'undo'] RETURN ${eventColumns}`)
  const apart = new Set<string>()
  for (const events of groupBy(rows.map(eventFromRow), (event) => event.target).values()) {
    const event = standingEvent(events)
    if (event?.kind === 'split' && event.into) apart.add([event.target, event.into].sort().join(' '))
  }
  return apart
}

/** The likeliest first. @throws EntenteError `InvalidInput` for a limit that cannot be */
export const mergeCandidates = async (
  store: GraphStore,
  options: { type?: EntityType; limit?: number } = {},
): Promise<MergeCandidate[]> => {
  const limit = readLimit(options.limit, 100, 1000)
  const [all, apart] = await Promise.all([namedEntities(store), log(store)])
  const found: MergeCandidate[] = []
  for (const type of mergeable) {
    if (options.type && options.type !== type) continue
    const entities = all.filter(({ label }) => label.type === type)
    for (const { a, b, reasons } of pairsOf(entities)) {
      const [first, second] = [entities[a] as NamedEntity, entities[b] as NamedEntity]
      if (apart.has([first.label.id, second.label.id].sort().join(' '))) continue
      const ordered =
        first.statements > second.statements ||
        (first.statements === second.statements && first.label.id < second.label.id)
      const [keep, drop] = ordered ? [first, second] : [second, first]
      found.push({
        keep: { ...keep.label, statements: keep.statements },
        drop: { ...drop.label, statements: drop.statements },
        reasons: [...reasons.keys()],
        score: Math.max(...reasons.values()),
      })
    }
  }
  return found
    .sort(
      (p, q) =>
        q.score - p.score ||
        q.keep.statements + q.drop.statements - p.keep.statements - p.drop.statements ||
        (p.drop.id < q.drop.id ? -1 : 1),
    )
    .slice(0, limit)
}

/** Pairs among entities of one type. Forms shared by many say nothing and are left out. */
const pairsOf = (entities: readonly NamedEntity[]): Pair[] => {
  const pairs = new Map<string, Pair>()
  const propose = (a: number, b: number, reason: string, score: number): void => {
    if (a === b) return
    const key = a < b ? `${a} ${b}` : `${b} ${a}`
    const pair = pairs.get(key) ?? { a: Math.min(a, b), b: Math.max(a, b), reasons: new Map() }
    pair.reasons.set(reason, Math.max(score, pair.reasons.get(reason) ?? 0))
    pairs.set(key, pair)
  }
  const owners = new Map<string, number[]>()
  const put = (map: Map<string, number[]>, key: string, owner: number): void => {
    const known = map.get(key)
    if (!known) map.set(key, [owner])
    else if (!known.includes(owner)) known.push(owner)
  }
  const stripped = new Map<string, number[]>()
  for (const [i, { forms }] of entities.entries())
    for (const form of forms) {
      put(owners, form, i)
      const bare = withoutLegalForm(form)
      if (bare.length > 2) put(stripped, bare, i)
    }
  const mostSharing = 5
  const each = (map: Map<string, number[]>, reason: (form: string) => string, score: number): void => {
    for (const [form, sharing] of map)
      if (sharing.length > 1 && sharing.length <= mostSharing)
        for (const a of sharing) for (const b of sharing) if (a < b) propose(a, b, reason(form), score)
  }
  each(owners, (form) => `both are called "${form}"`, 0.95)
  each(stripped, (form) => `both are called "${form}", the legal form left out`, 0.85)
  for (const [i, { forms }] of entities.entries())
    for (const form of forms) {
      const initials = initialsOf(form)
      if (initials.length < 3) continue
      const sharing = owners.get(initials) ?? []
      if (sharing.length <= mostSharing)
        for (const j of sharing) propose(i, j, `"${initials}" may be short for "${form}"`, 0.7)
    }
  proposeSimilar(owners, propose)
  return [...pairs.values()]
}

/** Names that differ by a letter or two. Only names of some length: short ones differ by design. */
const proposeSimilar = (
  owners: ReadonlyMap<string, number[]>,
  propose: (a: number, b: number, reason: string, score: number) => void,
): void => {
  const shortest = 6
  const names = [...owners.keys()].filter((form) => form.length >= shortest && !/\d/.test(form))
  const byGram = new Map<string, number[]>()
  for (const [i, name] of names.entries()) {
    const grams = [...new Set(trigramsOf(name))]
    const shared = new Map<number, number>()
    for (const gram of grams) for (const j of byGram.get(gram) ?? []) shared.set(j, (shared.get(j) ?? 0) + 1)
    const most = Math.min(allowedEdits(name), 2)
    for (const [j, count] of shared) {
      if (count < name.length - 4 * most) continue
      const other = names[j] as string
      const distance = editDistance(name, other, most)
      if (distance > most) continue
      for (const a of owners.get(name) as number[])
        for (const b of owners.get(other) as number[])
          propose(
            a,
            b,
            `"${other}" and "${name}" differ by ${distance} ${distance === 1 ? 'letter' : 'letters'}`,
            0.6 - distance / 10,
          )
    }
    for (const gram of grams) {
      const known = byGram.get(gram)
      if (known) known.push(i)
      else byGram.set(gram, [i])
    }
  }
}
