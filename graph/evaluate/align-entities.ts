/**
 * Maps the entities that a reader found onto those of an annotated article: countries, regions and sectors by id, the
 * others by id, name, alias or shared words, best likeness first, one to one. What cannot be aligned is an error.
 * The measure of docs/evaluation.md; the same as the one the corpus was made with.
 */
import type { Entity, EntityType } from '../contract.ts'

export type NamedEntity = Pick<Entity, 'id' | 'type' | 'name'> & { aliases?: readonly string[] }

const CLOSED: ReadonlySet<EntityType> = new Set(['Country', 'Region', 'Sector'])
const DESCRIBED: ReadonlySet<EntityType> = new Set([
  'Event',
  'Project',
  'Agreement',
  'Commodity',
  'Place',
  'Organization',
])
const STOP = new Set(['the', 'of', 'and', 'for', 'in', 'a', 'an', 'on'])

const words = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** A name folded for comparison: words in lower case without accents, parted by spaces. */
export const foldName = (text: string): string => words(text).join(' ')

const bag = (text: string): Set<string> =>
  new Set(
    words(text)
      .filter((word) => !STOP.has(word))
      .map((word) => word.replace(/(ies)$/, 'y').replace(/s$/, '')),
  )

const overlap = (a: string, b: string): number => {
  const [x, y] = [bag(a), bag(b)]
  if (x.size === 0 || y.size === 0) return 0
  const common = [...x].filter((word) => y.has(word)).length
  return common / (x.size + y.size - common)
}

const namesOf = (entity: NamedEntity): string[] =>
  [
    entity.name ?? '',
    ...(entity.aliases ?? []),
    entity.id.slice(entity.id.indexOf(':') + 1).replaceAll('-', ' '),
  ].filter(Boolean)

/** How well two entities of one type name the same thing, 0 to 1. */
export const likeness = (gold: NamedEntity, found: NamedEntity): number => {
  if (gold.type !== found.type) return 0
  if (gold.id === found.id) return 1
  if (CLOSED.has(gold.type)) return 0
  const [g, s] = [namesOf(gold), namesOf(found)]
  if (g.some((a) => s.some((b) => foldName(a) === foldName(b)))) return 0.99
  const best = Math.max(...g.flatMap((a) => s.map((b) => overlap(a, b))))
  if (gold.type === 'Person') {
    const last = (names: string[]): Set<string | undefined> => new Set(names.map((name) => words(name).at(-1)))
    return best >= 0.5 && [...last(g)].some((word) => last(s).has(word)) ? best : 0
  }
  return DESCRIBED.has(gold.type) && best >= 0.5 ? best : 0
}

/** Found id → annotated id, for every found entity that has a counterpart. */
export const alignEntities = (gold: readonly NamedEntity[], found: readonly NamedEntity[]): Map<string, string> => {
  const pairs = gold
    .flatMap((g) => found.map((s) => ({ g, s, value: likeness(g, s) })))
    .filter((pair) => pair.value > 0)
  pairs.sort((a, b) => b.value - a.value)
  const taken = new Set<string>()
  const map = new Map<string, string>()
  for (const { g, s } of pairs) {
    if (taken.has(g.id) || map.has(s.id)) continue
    taken.add(g.id)
    map.set(s.id, g.id)
  }
  return map
}
