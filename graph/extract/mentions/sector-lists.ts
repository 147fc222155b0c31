/**
 * Where a sentence lists sectors as such: "in the fields of energy, machinery and textiles", "cooperation in trade,
 * finance and health", "the textile and garment industries". What stands there is a trade, be it the name of a good.
 * By words and tags; says where, not which.
 */
import { cueWords } from '../lexicon/lexicons.ts'
import type { Word } from './words.ts'

/** Nouns after which a list names sectors: "fields of", "sectors such as". */
const SECTOR_NOUNS = cueWords('sector-nouns')
/** Nouns of working together: "cooperation in" opens a list of sectors where it names more than one. */
const COOPERATION = cueWords('cooperation-nouns')
/** Nouns that close one: "… and garment industries". */
const CLOSING =
  /^(?:sector|sectors|industry|industries|manufacturing|engineering|sphere|spheres|processing|fields|areas)$/
const LEAD = /^(?:of|like|including|include|includes|:|as|are|-+|[–—])$/

const isItem = (word: Word): boolean => !word.capital && /^(?:NOUN|ADJ|PROPN)$/.test(word.upos)
const isJoin = (word: Word): boolean => word.joint || /^(?:,|and|or|&|the|as|well)$/.test(word.key)

/** For each word whether it stands in a list of sectors, or null where the sentence has none. */
export const sectorListed = (words: readonly Word[]): boolean[] | null => {
  let listed: boolean[] | null = null
  const take = (from: number, to: number): void => {
    listed ??= new Array<boolean>(words.length).fill(false)
    listed.fill(true, from, to)
  }
  for (let i = 0; i < words.length; i++) {
    const { key } = words[i]!
    const cooperation = COOPERATION.has(key) && words[i + 1]?.key === 'in'
    if (SECTOR_NOUNS.has(key) || cooperation) {
      let start = i + 1
      while (
        start < words.length &&
        (/^(?:such|,|namely|especially|particularly|mainly)$/.test(words[start]!.key) || words[start]!.upos === 'ADV')
      )
        start++
      if (!cooperation && !LEAD.test(words[start]?.key ?? '')) continue
      start++
      let end = start
      let joins = 0
      while (end < words.length && (isItem(words[end]!) || isJoin(words[end]!))) {
        if (/^(?:,|and)$/.test(words[end]!.key)) joins++
        end++
      }
      if (end > start && (!cooperation || joins > 0)) take(start, end)
    } else if (CLOSING.test(key) && i > 2) {
      let start = i
      let joins = 0
      while (start > 0 && (isItem(words[start - 1]!) || isJoin(words[start - 1]!))) {
        start--
        if (/^(?:,|and|or)$/.test(words[start]!.key)) joins++
      }
      // "A and B industry" names both; "the new X industry" is read by its modifier.
      if (joins > 0) take(start, i)
    }
  }
  return listed
}
