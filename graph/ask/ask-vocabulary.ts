/**
 * The names that a question may use: entities of the store, all countries with their adjectives, sectors with their
 * keywords. One look-up by folded name. Knows no grammar; loads once per state of the store.
 */

import type { EntityType } from '../contract.ts'
import { typeOfId } from '../ontology/entity-ids.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { fixedNames, type Named } from './fixed-names.ts'
import { meaningsOf } from './question-lexicon.ts'
import { foldText, nameKey } from './question-tokens.ts'

export interface NameEntry extends Named {
  /** Whether the form is an adjective ("Egyptian"), which then goes with the noun behind it. */
  adjective: boolean
  /** Statements it takes part in: of two readings the commoner one is taken. 0 for what the store does not hold. */
  statements: number
  /** Whether only a part of the name was used: a surname. */
  partial: boolean
}

export interface AskVocabulary {
  /** What a folded, singular form names, the likeliest first. */
  lookUp(key: string): readonly NameEntry[]
  /** Longest name in words. */
  maxWords: number
  /** Best known entities of the store by statements, for suggestions. */
  known: readonly NameEntry[]
  /** Names near a misspelt word (edit distance 1, or 2 from seven letters on), the likeliest first. */
  near(key: string): readonly NameEntry[]
}

/** Edits (insert, delete, replace, swap of neighbours) between two words, up to `limit`, else `limit + 1`. */
export const editDistance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1)
      next.push(best)
    }
    if (Math.min(...next) > limit) return limit + 1
    before = row
    row = next
  }
  return row[b.length]!
}

export interface StoredName {
  id: string
  name: string
  aliases: string[]
  statements: number
}

const commonTypes: ReadonlySet<EntityType> = new Set(['Commodity', 'Project', 'Agreement'])

/**
 * Whether an alias names one thing: "Blue Leaf" does, "the ministry", "Minister of Trade" and "plant" stand for many and
 * would take those words from the grammar.
 */
const isNaming = (alias: string, type: EntityType): boolean => {
  const words = foldText(alias).split(' ')
  const meanings = words.map((word) => meaningsOf(word))
  if (words.every((word, at) => meanings[at]!.length > 0 || commonWords.has(word))) return false
  if (type === 'Commodity') return true
  if (type === 'Person' && meanings.some((own) => own.some(({ kind }) => kind === 'title'))) return false
  return commonTypes.has(type) ? words.length > 1 || /\p{Lu}/u.test(alias) : /[\p{Lu}\p{N}]/u.test(alias)
}

/** Words that articles call a known thing by. */
const commonWords = new Set(
  'deputy department office government mission delegation consortium venture group concern holding side sides site facility line mine refinery smelter mill pipeline railway terminal fund'.split(
    ' ',
  ),
)

/** Words that the end of a name must have to stand for the whole. */
const shortestEnding: Partial<Record<EntityType, number>> = { Commodity: 1, Project: 2, Agreement: 2, Event: 2 }
const mostOfOneEnding = 50

/** Names between two pauses, so that a large graph does not hold up everybody else. */
const namesAtOnce = 2000

/** The vocabulary of these entities and of the fixed lists, made in steps. */
function* buildVocabulary(stored: readonly StoredName[]): Generator<void, AskVocabulary> {
  const byKey = new Map<string, NameEntry[]>()
  const counts = new Map(stored.map((entity) => [entity.id, entity.statements]))
  const names = new Map(stored.map((entity) => [entity.id, entity.name]))
  const add = (form: string, entry: NameEntry): void => {
    const key = nameKey(form)
    if (!key) return
    const known = byKey.get(key)
    if (!known) byKey.set(key, [entry])
    // Of a thousand people of one surname the question can mean none in particular.
    else if (entry.partial && known.length >= mostOfOneEnding) return
    else if (!known.some((other) => other.id === entry.id && (other.adjective || !entry.adjective))) known.push(entry)
  }
  for (const { form, ...named } of fixedNames())
    add(form, {
      ...named,
      name: names.get(named.id) ?? named.name,
      statements: counts.get(named.id) ?? 0,
      partial: false,
    })
  const known: NameEntry[] = []
  const described = new Map<string, NameEntry[]>()
  for (const [at, { id, name, aliases, statements }] of stored.entries()) {
    if (at % namesAtOnce === 0) yield
    const entry: NameEntry = { id, type: typeOfId(id), name, adjective: false, statements, partial: false }
    known.push(entry)
    add(name, entry)
    // Aliases of countries come from the fixed list, which knows adjectives from names.
    if (entry.type !== 'Country' && entry.type !== 'Sector')
      for (const alias of aliases) {
        if (isNaming(alias, entry.type)) add(alias, entry)
        else put(described, nameKey(alias), entry)
      }
    const words = name.split(' ')
    if (entry.type === 'Person' && words.length > 1) add(words.at(-1)!, { ...entry, partial: true })
  }
  const rank = (entry: NameEntry): number => (entry.partial ? 0 : 1e6) + (entry.adjective ? 0 : 1e5) + entry.statements
  // "the smelter" names the one that the graph knows by it, if there is but one.
  for (const [key, [only, another]] of described)
    if (only && !another && only.type !== 'Person' && meaningsOf(key).length === 0 && !byKey.has(key)) add(key, only)
  // The European Union is a region and a body: a question means either.
  for (const entries of byKey.values()) {
    if (entries.length < 2) continue
    const whole = entries.filter((entry) => !entry.partial && !entry.adjective)
    const region = whole.find(({ type }) => type === 'Region')
    const body = whole.find(
      ({ type, name }) => type === 'Organization' && nameKey(name) === nameKey(region?.name ?? ''),
    )
    if (!region || !body) continue
    entries[entries.indexOf(region)] = { ...region, also: [body.id] }
    entries[entries.indexOf(body)] = { ...body, also: [region.id] }
  }
  // "turbines" stands for all goods whose name ends so, "battery plant" for the projects, where none is called just that.
  const endings = new Map<string, NameEntry[]>()
  for (const [at, entry] of known.entries()) {
    if (at % namesAtOnce === 0) yield
    const least = shortestEnding[entry.type]
    if (!least) continue
    const words = nameKey(entry.name).split(' ')
    for (let length = least; length < words.length; length++) {
      put(endings, `${entry.type} ${words.slice(-length).join(' ')}`, entry)
    }
  }
  for (const [key, entries] of endings) {
    const ending = key.slice(key.indexOf(' ') + 1)
    const [most, ...rest] = entries.sort((a, b) => b.statements - a.statements)
    if (rest.length >= mostOfOneEnding || byKey.get(ending)?.some((entry) => entry.type === most!.type)) continue
    add(ending, {
      ...most!,
      name: rest.length > 0 ? ending : most!.name,
      partial: true,
      also: rest.map(({ id }) => id),
    })
  }
  yield
  for (const entries of byKey.values()) if (entries.length > 1) entries.sort((a, b) => rank(b) - rank(a))
  known.sort((a, b) => b.statements - a.statements || a.id.localeCompare(b.id))
  return {
    lookUp: (key) => byKey.get(key) ?? [],
    maxWords: 9,
    known,
    near: (key) => {
      if (key.length < 4) return []
      const limit = key.length < 7 ? 1 : 2
      const found: { entry: NameEntry; distance: number }[] = []
      for (const [form, entries] of byKey) {
        // A typing error seldom hits both of the first two letters.
        if (form[0] !== key[0] && form[1] !== key[1]) continue
        const distance = editDistance(key, form, limit)
        if (distance <= limit) found.push({ entry: entries[0]!, distance })
      }
      found.sort((a, b) => a.distance - b.distance || b.entry.statements - a.entry.statements)
      return [...new Map(found.map(({ entry }) => [entry.id, entry])).values()].slice(0, 3)
    },
  }
}

const put = (lists: Map<string, NameEntry[]>, key: string, entry: NameEntry): void => {
  const list = lists.get(key)
  if (list) list.push(entry)
  else lists.set(key, [entry])
}

/** The vocabulary of these entities at once. */
export const makeVocabulary = (stored: readonly StoredName[]): AskVocabulary => {
  const steps = buildVocabulary(stored)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

/** The same, letting others have their turn between the steps. */
const makeInTurns = async (stored: readonly StoredName[]): Promise<AskVocabulary> => {
  const steps = buildVocabulary(stored)
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    if (stored.length > namesAtOnce) await new Promise((resolve) => setImmediate(resolve))
  }
}

const cache = new WeakMap<GraphStore, { state: string; vocabulary: Promise<AskVocabulary> }>()

/** The vocabulary of a store, read again only when the number of its entities or statements has changed. */
export const vocabularyOf = async (store: GraphStore): Promise<AskVocabulary> => {
  const [entities] = await store.read('MATCH (e:Entity) RETURN count(e) AS n, max(e.id) AS last')
  const [statements] = await store.read('MATCH (s:Statement) RETURN count(s) AS n')
  const state = `${entities?.n} ${entities?.last} ${statements?.n}`
  const cached = cache.get(store)
  if (cached?.state === state) return cached.vocabulary
  const vocabulary = readNames(store).then(makeInTurns)
  cache.set(store, { state, vocabulary })
  vocabulary.catch(() => cache.delete(store))
  return vocabulary
}

const readNames = async (store: GraphStore): Promise<StoredName[]> => {
  const rows = await store.read(
    'MATCH (e:Entity) RETURN e.id AS id, e.name AS name, e.aliases AS aliases, e.statements AS statements',
  )
  return rows.map((row) => ({
    id: String(row.id),
    name: String(row.name),
    aliases: Array.isArray(row.aliases) ? row.aliases.map(String) : [],
    statements: Number(row.statements),
  }))
}
