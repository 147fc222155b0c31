/**
 * The sectors that an entity stands for by itself: a commodity's makers, the trade in a company's or plant's name, and
 * what the article says that an organisation makes. Lexicons and drafts in, a look-up out.
 */
import type { Entity } from '../../contract.ts'
import type { ExtractDocument } from '../document.ts'
import type { Draft } from '../draft.ts'
import { bodyForms, commodityForms, organisationWords, projectHeads, sectorWords } from '../lexicon/lexicons.ts'
import { type PhraseTrie, phraseKeys } from '../lexicon/phrase-trie.ts'
import { minedGoods, minedSectors } from '../mentions/mined-goods.ts'
import { allWords } from '../mentions/words.ts'

/** What is known of entities beyond the sentence. */
export interface Knowledge {
  /** Sectors that an entity stands for by itself: a commodity's maker, an undertaking's or company's trade. */
  sectorsOf: (entity: string) => readonly string[]
  /** The article's main sectors, most frequent first. */
  topics: readonly string[]
  published: string | null
}

const wordsOf = (name: string): { key: string; joint: boolean }[] =>
  phraseKeys(name).map((key) => ({ key, joint: false }))

const cache = new Map<string, readonly string[]>()
const CACHE_LIMIT = 20_000

/** Sectors that the words of a name tell; the most telling kind of word only. */
export const sectorsOfName = (name: string, type: Entity['type']): readonly string[] => {
  const key = `${type} ${name}`
  const known = cache.get(key)
  if (known) return known
  const words = wordsOf(name)
  const from = <T>(trie: PhraseTrie<T>, read: (value: T) => readonly string[]): string[] =>
    [...new Set(trie.findAll(words).flatMap((hit) => read(hit.value)))].filter(Boolean)
  const goods = (): string[] => {
    const hits = commodityForms.findAll(words)
    return [...new Set(hits.flatMap((hit) => hit.value.sectors))]
  }
  const lastGood = (): readonly string[] => commodityForms.findAll(words).at(-1)?.value.sectors ?? []
  const fields = (): string[] => [
    ...from(sectorWords.field, (w) => w.sectors),
    ...from(sectorWords.modifier, (w) => w.sectors),
    ...from(sectorWords.maker, (w) => w.sectors),
  ]
  const heads = (): string[] => from(projectHeads, (h) => [h.sector])
  let found: readonly string[] = []
  if (type === 'Commodity') found = lastGood()
  else if (type === 'Organization') {
    const body = bodyForms.get(name)
    found = body?.sector ? [body.sector] : []
    for (const read of [fields, () => from(organisationWords, (w) => [w.sector]), goods])
      if (found.length === 0) found = read()
  } else {
    for (const read of [heads, goods, fields]) if (found.length === 0) found = read()
    // "copper mine": the good says which mining.
    if (found[0] === 'sector:mining' && goods().length > 0) found = minedSectors(goods())
  }
  const result = [...new Set(found)].slice(0, 2)
  if (cache.size >= CACHE_LIMIT) cache.clear()
  cache.set(key, result)
  return result
}

/** What is known of an article's entities beyond single sentences. */
export const knowledgeOf = (document: ExtractDocument, drafts: readonly Draft[]): Knowledge => {
  const trades = new Map<string, Set<string>>()
  const { entities } = document
  const mined = minedGoods(allWords(document.syntax), document.mentions)
  const ofName = (id: string): readonly string[] => {
    const entity = entities.get(id)
    const sectors = entity ? sectorsOfName(entity.name, entity.type) : []
    return mined.has(id) ? minedSectors(sectors) : sectors
  }
  for (const draft of drafts) {
    const sectors =
      draft.predicate === 'ACTIVE_IN'
        ? [draft.object]
        : ['PRODUCES', 'EXPORTS'].includes(draft.predicate)
          ? ofName(draft.object)
          : []
    for (const sector of sectors) {
      const known = trades.get(draft.subject)
      if (known) known.add(sector)
      else trades.set(draft.subject, new Set([sector]))
    }
  }
  const counts = new Map<string, number>()
  for (const mention of document.mentions) {
    const sectors =
      mention.type === 'Sector' ? [mention.entity] : mention.type === 'Commodity' ? ofName(mention.entity) : []
    for (const sector of sectors) counts.set(sector, (counts.get(sector) ?? 0) + 1)
  }
  const topics = [...counts]
    .filter(([, n]) => n > 1)
    .sort((a, b) => b[1] - a[1])
    .map(([sector]) => sector)
  return {
    published: document.article.date,
    topics,
    sectorsOf: (id) => {
      const own = ofName(id)
      if (own.length > 0 || !id.startsWith('org:')) return own
      return [...(trades.get(id) ?? [])].slice(0, 2)
    },
  }
}
