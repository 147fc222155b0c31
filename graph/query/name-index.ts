/**
 * Names that resemble what was typed: trigrams find candidates, edit distance judges them. Kept in memory per store and
 * made again when the graph has changed; used only where looking the words up in the store finds too little.
 */
import type { EntityLabel } from '../contract.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { labelColumns, labelFrom, number, text } from './row-values.ts'

/** Entities indexed at most, those with most statements first: some 200 bytes of memory each. */
const mostEntities = 200_000

export const namedEntitiesCypher = `MATCH (e:Entity)
WHERE e.mentions + e.statements > 0
RETURN ${labelColumns('e')}, e.search AS search, e.statements AS statements
ORDER BY statements DESC, id
LIMIT ${mostEntities}`

export const graphVersionCypher = "MATCH (m:Meta {id: 'entente'}) RETURN m.writes AS writes"

export interface NamedEntity {
  label: EntityLabel
  statements: number
  /** Name forms, folded. */
  forms: string[]
}

interface NameIndex {
  version: number
  entities: NamedEntity[]
  /** Names and the words of names, each with the entities that have it. */
  units: string[]
  owners: number[][]
  /** Trigram → units. */
  grams: Map<string, number[]>
}

const indexes = new WeakMap<GraphStore, Promise<NameIndex>>()

export const trigramsOf = (unit: string): string[] => {
  const padded = ` ${unit} `
  return Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3))
}

export const formsOf = (search: string): string[] => search.split('|').filter(Boolean)

/** All named entities, those with most statements first. */
export const namedEntities = async (store: GraphStore): Promise<NamedEntity[]> =>
  (await store.read(namedEntitiesCypher)).map((row) => ({
    label: labelFrom(row),
    statements: number(row, 'statements'),
    forms: formsOf(text(row, 'search')),
  }))

const buildIndex = async (store: GraphStore, version: number): Promise<NameIndex> => {
  const entities = await namedEntities(store)
  const ownersOf = new Map<string, Set<number>>()
  for (const [i, { forms }] of entities.entries())
    for (const unit of forms.flatMap((form) => [form, ...form.split(' ').filter((word) => word.length > 2)])) {
      const known = ownersOf.get(unit)
      if (known) known.add(i)
      else ownersOf.set(unit, new Set([i]))
    }
  const units = [...ownersOf.keys()]
  const grams = new Map<string, number[]>()
  for (const [i, unit] of units.entries())
    for (const gram of new Set(trigramsOf(unit))) {
      const known = grams.get(gram)
      if (known) known.push(i)
      else grams.set(gram, [i])
    }
  return { version, entities, units, owners: [...ownersOf.values()].map((set) => [...set]), grams }
}

const indexOf = async (store: GraphStore): Promise<NameIndex> => {
  const [meta] = await store.read(graphVersionCypher)
  const version = Number(meta?.writes ?? 0)
  const known = await indexes.get(store)?.catch(() => undefined)
  if (known?.version === version) return known
  const building = buildIndex(store, version)
  indexes.set(store, building)
  return building
}

/** Edits (insert, delete, replace, swap of neighbours) between two words; `most + 1` as soon as it is more than `most`. */
export const editDistance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let [before, previous] = [new Array<number>(b.length + 1).fill(0), Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(
        (previous[j] as number) + 1,
        (current[j - 1] as number) + 1,
        (previous[j - 1] as number) + change,
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] as number) + 1)
      current.push(best)
      least = Math.min(least, best)
    }
    if (least > most) return most + 1
    ;[before, previous] = [previous, current]
  }
  return previous[b.length] as number
}

/** Edits that a word of this length may be off: none below 4 letters, one below 8, then two. */
export const allowedEdits = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/** Entities with a name, or a word of a name, within the allowed edits of `folded`, each with the fewest edits. */
const nearestTo = (index: NameIndex, folded: string, cutShort: boolean): Map<number, number> => {
  const most = allowedEdits(folded)
  const shared = new Map<number, number>()
  for (const gram of new Set(trigramsOf(folded)))
    for (const unit of index.grams.get(gram) ?? []) shared.set(unit, (shared.get(unit) ?? 0) + 1)
  const nearest = new Map<number, number>()
  for (const [unit, count] of shared) {
    // One edit spoils three trigrams at most, a swap four; units with fewer in common cannot be within reach.
    if (count < folded.length - 4 * most - 1) continue
    const name = index.units[unit] as string
    const distance = cutShort && name.startsWith(folded) ? 0 : editDistance(folded, name, most)
    if (distance > most) continue
    for (const owner of index.owners[unit] as number[])
      nearest.set(owner, Math.min(nearest.get(owner) ?? Number.POSITIVE_INFINITY, distance))
  }
  return nearest
}

/** Entities that have every one of these words in their names, each word within its own edits. */
const nearestToWords = (index: NameIndex, words: readonly string[]): Map<number, number> => {
  // Short words are no part of the index: "of" must not stand in the way.
  const [first, ...others] = words.filter((word) => word.length > 2).map((word) => nearestTo(index, word, true))
  if (!first || others.length === 0) return new Map()
  const found = new Map<number, number>()
  for (const [owner, distance] of first) {
    const distances = others.map((other) => other.get(owner))
    if (distances.every((d) => d !== undefined))
      found.set(
        owner,
        distances.reduce<number>((sum, d) => sum + d, distance),
      )
  }
  return found
}

/**
 * Entities with a name, or a word of a name, within the allowed edits of `folded`, or with all of its words, each within
 * its own edits; the nearest first.
 */
export const similarEntities = async (
  store: GraphStore,
  folded: string,
  limit: number,
): Promise<(NamedEntity & { distance: number })[]> => {
  if (allowedEdits(folded) === 0) return []
  const index = await indexOf(store)
  const nearest = nearestTo(index, folded, false)
  for (const [owner, distance] of nearestToWords(index, folded.split(' ')))
    nearest.set(owner, Math.min(nearest.get(owner) ?? Number.POSITIVE_INFINITY, distance))
  return [...nearest]
    .map(([owner, distance]) => ({ ...(index.entities[owner] as NamedEntity), distance }))
    .sort((a, b) => a.distance - b.distance || b.statements - a.statements || (a.label.id < b.label.id ? -1 : 1))
    .slice(0, limit)
}
