/**
 * What the commodity lexicon knows of a good by its id alone: its heading of the Harmonized System and the sectors that
 * make it. For the store, which knows ids and no texts; reads this one file, when first asked, and none of the others.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { sectorById } from '../../ontology/ontology.ts'
import { packageFile } from '../../package-root.ts'
import { listCell, parseLexicon, textCell } from './parse-lexicon.ts'
import { PhraseTrie, phraseKeys } from './phrase-trie.ts'

/** A row of commodities.csv. */
export const commodityShape = z.object({
  name: textCell,
  hs: z.string().regex(/^(\d{2}|\d{4})?$/, 'must be an HS chapter or heading: two or four digits'),
  sectors: listCell.refine((ids) => ids.every((id) => sectorById.has(id)), 'names no sector of sectors.json'),
  kind: z.enum(['good', 'loose', 'service']),
  forms: listCell,
})

export interface CommodityFacts {
  /** Chapter or heading, two or four digits; null where the lexicon has none for exactly this good. */
  hs: string | null
  sectors: readonly string[]
}

interface Good extends CommodityFacts {
  words: number
}

const file = 'commodities.csv'
const unknown: CommodityFacts = { hs: null, sectors: [] }

/** The lexicon as it stands in its file: what is stored of it is worked out again when this text changes. */
export const commodityLexiconText = (): string => readFileSync(packageFile(`graph/extract/lexicon/${file}`), 'utf8')

let read: PhraseTrie<Good> | undefined

const goods = (): PhraseTrie<Good> => {
  if (read) return read
  // Out of the count of tries that the reader's words are marked with: these phrases are looked up by id alone.
  read = new PhraseTrie<Good>('article')
  for (const { name, hs, sectors, forms } of parseLexicon(file, commodityLexiconText(), commodityShape, ['name']))
    for (const form of [name, ...forms])
      read.add(form, { hs: hs === '' ? null : hs, sectors, words: phraseKeys(form).length })
  return read
}

/**
 * Facts of the good that an id names: `commodity:seamless-steel-pipe`. A name that the lexicon lacks is taken for a kind
 * of what its last words name, which tells the sectors; the heading only where at least two words do: a "tractor kit" is
 * not the kit of another heading.
 */
export const commodityFacts = (id: string): CommodityFacts => {
  const words = phraseKeys(id.slice(id.indexOf(':') + 1).replaceAll('-', ' ')).map((key) => ({ key, joint: false }))
  for (let from = 0; from < words.length; from++) {
    const hit = goods().match(words, from)
    if (hit?.to !== words.length) continue
    const { hs, sectors, words: size } = hit.value
    return { hs: from === 0 || size > 1 ? hs : null, sectors }
  }
  return unknown
}
