/**
 * Metals and minerals that an article speaks of as they come out of the ground: "a copper mine", "tin reserves", "mines
 * nickel". They belong to mining there, and to metallurgy or chemistry elsewhere. Reads words and mentions only.
 */
import type { EntityMention } from '../document.ts'
import { commodityFacts } from '../lexicon/commodity-facts.ts'
import { cueWords } from '../lexicon/lexicons.ts'
import type { Word } from './words.ts'

const BEHIND = cueWords('mined-behind')
const AHEAD = cueWords('mined-ahead')
const MAKER = cueWords('mined-maker')
const WORKED = cueWords('worked')
/** Sectors that work what others mine, and the mining that it comes from. */
const SOURCE: Readonly<Record<string, string>> = {
  'sector:metallurgy': 'sector:metal-ore-mining',
  'sector:gas-supply': 'sector:oil-and-gas',
  'sector:fertilisers': 'sector:mineral-mining',
  'sector:chemicals': 'sector:mineral-mining',
  'sector:jewellery': 'sector:mineral-mining',
  'sector:building-materials': 'sector:mineral-mining',
}
const MINING = /^sector:(?:coal-mining|oil-and-gas|metal-ore-mining|mineral-mining)$/

/** HS chapters and headings of what is sold as it is dug: minerals without lime and cement, ores, fuels, gems, metals but iron and aluminium. */
const DUG = /^(?:25(?!22|23)|26|27|71(?!13)|74$|75|78|79|80|81)/
const isDug = (entity: string): boolean => DUG.test(commodityFacts(entity).hs ?? '')

/** The goods, by id, that the text mines and nowhere works. */
export const minedGoods = (
  words: readonly (readonly Word[])[],
  mentions: readonly EntityMention[],
): ReadonlySet<string> => {
  const mined = new Set<string>()
  const worked = new Set<string>()
  for (const { type, entity, sentence, from, to } of mentions) {
    if (type !== 'Commodity') continue
    const line = words[sentence]!
    const next = line[to]?.joint ? line[to + 1] : line[to]
    const back = line[from - 1]?.key === 'of' ? line[from - 2] : line[from - 1]
    // "copper, cobalt and other minerals".
    const listed = line.slice(to, to + 7).some((w, i, all) => /^minerals?$/.test(w.key) && all[i - 1]?.key === 'other')
    const dug = MAKER.has(next?.key ?? '') && isDug(entity)
    if (listed || dug || BEHIND.has(next?.key ?? '') || AHEAD.has(back?.key ?? '')) mined.add(entity)
    if (WORKED.has(next?.key ?? '') || WORKED.has(line[from]?.key ?? '') || WORKED.has(back?.key ?? ''))
      worked.add(entity)
  }
  for (const entity of worked) mined.delete(entity)
  return mined
}

/** The sectors of a good that is mined: only those of mining. */
export const minedSectors = (sectors: readonly string[]): readonly string[] => {
  const own = sectors.filter((s) => MINING.test(s))
  if (own.length > 0) return own
  const [first] = sectors.flatMap((s) => SOURCE[s] ?? [])
  return first ? [first] : sectors
}
