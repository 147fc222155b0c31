/**
 * Goods and services by the lexicon, with the modifiers that tell which ("raw nickel ore", "hot-rolled steel").
 * A word with other senses ("gas", "wood") counts only where the sentence handles it as a good.
 */
import type { Entity } from '../../contract.ts'
import { singularOf, slugOf } from '../lexicon/fold-word.ts'
import {
  type CommodityForm,
  commodityForms,
  cueWords,
  isCommonWord,
  projectHeads,
  sectorWords,
} from '../lexicon/lexicons.ts'
import type { Draft, Span } from './draft.ts'
import { isShouted } from './find-names.ts'
import { isEmpty, phraseStart, sectorNounAhead } from './noun-phrases.ts'
import { sectorListed } from './sector-lists.ts'
import type { Word } from './words.ts'

/** Nouns after a good that make a sector, an office or a measure of it: "the steel industry", "energy minister". */
const SECTOR_AFTER = cueWords('sector-after')
/** After these a good stays a good: "tea exporter", "copper producer", "cement plant". */
const TRADE_VERBS = cueWords('trade-verbs')
const TRADE_NOUNS = cueWords('trade-nouns')

/** How things go, and how long: "by rail", "to date". */
const HOW = cueWords('how')
/** "to supply gas": a verb that the tag takes for a noun. */
const DEALS = /^(?:supply|export|import|buy|sell|deliver|purchase)$/
const POWER_UNITS = /^(?:megawatts?|gigawatts?|kilowatts?|mw|gw|kw|kwh|mwh|gwh|twh)$/
const ANY_GOOD = /^(?:equipment|product|good|machine)$/
const GENERIC =
  /^(?:mineral|metal|product|equipment|machine|machinery|fuel|commodity|vehicle|drug|vessel|ship|plane|aircraft)$/
const ALLOWED_AFTER =
  /^(?:price|prices|maker|makers|exporter|exporters|sector|concentrate|product|products|part|parts|mine|mines|mill|mills|house|houses|company|firm|bottle|bottles|crop|harvest|growing|grower|growers|user|users|buyer|buyers|trader|traders|dealer|dealers|fleet|stake|embargo|ban|tender|tenders|shortage|glut|crisis|shipments|spot|kit|kits|giant|group|sales|business|businesses|capacity|venture)$/

const looksTraded = (words: readonly Word[], from: number, to: number): boolean => {
  for (let i = Math.max(0, from - 6); i < Math.min(words.length, to + 4); i++) {
    if (i >= from && i < to) continue
    const word = words[i]!
    if (TRADE_NOUNS.has(word.key)) return true
    if (word.upos === 'VERB' && TRADE_VERBS.has(word.token.lemma)) return true
  }
  const head = words[to - 1]!.token
  const governor = words[head.head]
  return governor !== undefined && (TRADE_VERBS.has(governor.token.lemma) || TRADE_NOUNS.has(governor.key))
}

/** Index of what comes after a comma or "and" (or before it, going back), or -1. */
const nextInList = (words: readonly Word[], at: number, step: 1 | -1): number => {
  let i = at
  while (/^(?:,|and|or)$/.test(words[i]?.key ?? '')) i += step
  return i === at ? -1 : i
}

/** "cocoa, wood, rubber and paper": a word with other senses in a list of three goods or more is one of them. */
const inGoodsList = (words: readonly Word[], from: number, to: number): boolean => {
  let items = 1
  let sure = false
  const count = (form: CommodityForm): void => {
    items++
    if (form.kind === 'good') sure = true
  }
  for (let at = nextInList(words, to, 1); at > 0; ) {
    const hit = commodityForms.match(words, at)
    if (!hit || words[hit.to - 1]!.upos === 'VERB') break
    count(hit.value)
    at = nextInList(words, hit.to, 1)
  }
  for (let end = nextInList(words, from - 1, -1); end >= 0; ) {
    let hit = null
    for (let i = Math.max(0, end - 3); i <= end && hit?.to !== end + 1; i++) hit = commodityForms.match(words, i)
    if (hit?.to !== end + 1 || words[end]!.upos === 'VERB') break
    count(hit.value)
    end = nextInList(words, hit.from - 1, -1)
  }
  return items > 2 && sure
}

/** "agricultural and industrial equipment": the first of two words before one good, with that good. */
const sharedHead = (words: readonly Word[], from: number, to: number): { at: number; name: string } | null => {
  const at = from - 2
  const word = words[at]
  if (to - from < 1 || !/^(?:and|or|,)$/.test(words[from - 1]?.key ?? '') || !word || words[at + 1]!.joint) return null
  if (!/^(?:ADJ|NOUN)$/.test(word.upos) || commodityForms.match(words, at)?.to === at + 1) return null
  const name = `${word.key} ${words[to - 1]!.key}`
  return commodityForms.get(name) || commodityForms.get(`${word.key} ${singularOf(words[to - 1]!.key)}`)
    ? { at, name }
    : null
}

/** Goods of one sentence. */
export const markCommodities = (draft: Draft, sentence: number, titles: readonly Span[]): void => {
  const words = draft.words[sentence]!
  const stop = (i: number): boolean =>
    draft.at(sentence, i) !== undefined || titles.some((t) => t.from <= i && i < t.to)
  const shouted = isShouted(words)
  const listed = sectorListed(words)
  for (let i = 0; i < words.length; ) {
    if (stop(i)) {
      i++
      continue
    }
    const hit = commodityForms.match(words, i)
    if (!hit) {
      i++
      continue
    }
    const end = hit.to
    // "steel wire rod" is wire rod, not steel wire.
    const later = laterGood(words, hit.from, end)
    if (later > 0) {
      i = later
      continue
    }
    i = end
    // "LPG tanks", "steel wire rod": the last of two goods in one row is meant; the first tells which.
    const next = commodityForms.match(words, end)
    if (
      next &&
      next.value.kind === 'good' &&
      !stop(end) &&
      (/^(?:NOUN|PROPN)$/.test(words[end]!.upos) ||
        (words[end - 1]!.token.head >= end && words[end - 1]!.token.head < next.to))
    )
      continue
    if (!accepts(draft, words, hit.from, end, hit.value, sentence, listed)) continue
    let from = shouted ? hit.from : phraseStart(words, hit.from, stop)
    // A modifier that opens a sentence, or a long row of them, is more than a name.
    while (hit.from - from > 3) from++
    // Never from the middle of a compound: "light-duty Rosa bus".
    while (from < hit.from && words[from - 1]?.joint) from++
    while (
      from < hit.from &&
      (words[from]!.joint ||
        isEmpty(words[from]!) ||
        DEALS.test(words[from]!.key) ||
        (commodityForms.match(words, from)?.to === from + 1 && words[from + 1]?.text === ','))
    )
      from++
    // "Norvale copper", "Tolva cars": a mine's or a brand's name tells no kind of good.
    while (
      from < hit.from &&
      from > 0 &&
      !shouted &&
      words[from]!.capital &&
      !/^\p{Lu}[\p{Lu}\d]*$/u.test(words[from]!.text)
    )
      from++
    // "Fighter trucks": a capital in the middle of a sentence is a brand's.
    if (
      end - hit.from === 1 &&
      hit.from > 0 &&
      words[hit.from]!.capital &&
      !hit.value.exact &&
      !shouted &&
      words[hit.from - 1]!.capital === false &&
      /^\p{L}/u.test(words[hit.from - 1]!.text)
    )
      continue
    // "your equipment", "key equipment": a word that fits every good names none.
    if (end - from === 1 && ANY_GOOD.test(singularOf(words[from]!.key)) && !longerNamed(draft, words[from]!.key))
      continue
    const shared = sharedHead(words, from, end)
    if (shared && !stop(shared.at)) {
      const name = `${words[shared.at]!.key} ${singularOf(words[end - 1]!.key)}`
      const id = `commodity:${slugOf(name)}`
      draft.entity(id, 'Commodity', name)
      draft.mention({
        sentence,
        from: shared.at,
        to: shared.at + 1,
        entity: id,
        type: 'Commodity',
        kind: 'name',
        rule: 'commodity.shared',
      })
    }
    mark(draft, { sentence, from, to: end }, hit, words)
  }
}

/** Where a good begins inside a longer row that ends after it: 0 where none does. */
const laterGood = (words: readonly Word[], from: number, end: number): number => {
  for (let k = from + 1; k < end; k++) {
    const hit = commodityForms.match(words, k)
    if (hit && hit.to > end && words[hit.to - 1]!.upos === 'NOUN') return k
  }
  return 0
}

/** Whether a good stands within the next three words. */
const commodityAhead = (words: readonly Word[], from: number): boolean =>
  [from, from + 1, from + 2].some((i) => i < words.length && commodityForms.match(words, i) !== null)

const accepts = (
  draft: Draft,
  words: readonly Word[],
  from: number,
  to: number,
  form: CommodityForm,
  sentence: number,
  listed: readonly boolean[] | null,
): boolean => {
  const first = words[from]!
  const last = words[to - 1]!
  const after = words[to]
  if (form.exact && first.text !== first.text.toUpperCase()) return false
  // "to date", "by train": no goods.
  if (
    to - from === 1 &&
    singularOf(last.key) === last.key &&
    /^(?:to|by)$/.test(words[from - 1]?.key ?? '') &&
    HOW.has(last.key)
  )
    return false
  // "a stable power supply": what a grid does, unless somebody sells it.
  if (
    last.key === 'power' &&
    /^(?:supply|supplies|generation|production|demand|consumption|ratio|sector)$/.test(after?.key ?? '')
  )
    return false
  // The tree may know a noun that the tag does not: "exports dates".
  const nominal = /^(?:obj|nmod|obl|conj|nsubj|compound|appos)/.test(last.token.deprel) && last.key.endsWith('s')
  if (to - from === 1 && /^(?:VERB|ADV|AUX|ADP)$/.test(last.upos) && !(last.upos === 'VERB' && nominal)) return false
  // "gas chemical complex": an adjective before its noun; "ship 60,000 tonnes": a verb.
  if (to - from === 1 && last.upos === 'ADJ' && after?.upos === 'NOUN' && !sectorWords.maker.match(words, from))
    return false
  if (to - from === 1 && after?.upos === 'NUM' && !last.key.endsWith('s')) return false
  if (to - from === 1 && last.upos === 'ADJ' && !/^(?:amod|compound)/.test(last.token.deprel) && form.kind === 'loose')
    return false
  // Capitals in the middle of a sentence belong to a name that was not taken, unless an acronym.
  if (first.capital && !form.exact && from > 0 && first.upos === 'PROPN' && !isCommonWord(first.text)) return false
  if (draft.at(sentence, from - 1)?.type === 'Organization' && first.capital) return false
  // "ship-rebuilding", "battery-grade lithium": part of another word.
  if (after?.joint && words[to + 1] && words[to + 1]!.upos !== 'PROPN') return false
  if (after && !after.joint && (after.upos === 'NOUN' || after.upos === 'PROPN') && SECTOR_AFTER.has(after.key)) {
    if (form.kind === 'loose') return false
    return /^(?:price|prices|station|stations|supplier|suppliers|deposit|deposits|duty|duties|tariff|quota|quotas|ban|embargo|storage|fleet|market|contract|deal|agreement)$/.test(
      after.key,
    )
  }
  // "lead time": a word with other senses before another noun is one of those.
  if (
    form.kind === 'loose' &&
    to - from === 1 &&
    after?.upos === 'NOUN' &&
    !after.joint &&
    !TRADE_NOUNS.has(after.key) &&
    !ALLOWED_AFTER.test(after.key) &&
    !projectHeads.match(words, to) &&
    !commodityForms.match(words, to) &&
    !sectorWords.maker.match(words, from)
  )
    return false
  // "salt flat", "gold medal": the good only describes another thing, unless one that makes or trades it.
  if (
    after &&
    !after.joint &&
    after.upos === 'NOUN' &&
    last.token.deprel === 'compound' &&
    !TRADE_NOUNS.has(after.key) &&
    !ALLOWED_AFTER.test(after.key) &&
    !sectorWords.maker.match(words, from) &&
    !projectHeads.match(words, to) &&
    !commodityForms.match(words, to)
  )
    return false
  // "agricultural equipment manufacturing", "textile makers": a maker of a whole family names the sector, no good.
  if (sectorNounAhead(words, to) || listed?.[from]) return false
  // "the Delta thermal power plant", "steel mills": part of what stands there or of who makes it.
  const plant = projectHeads.match(words, from)
  if (plant && plant.to > to) return false
  for (let i = Math.max(0, from - 2); i < from; i++) {
    const maker = sectorWords.maker.match(words, i)
    if (maker && maker.to >= to) return false
  }
  // "a container of avocados", "six truckloads of steel": what goods are counted in.
  if (
    to - from === 1 &&
    after?.key === 'of' &&
    /^(?:container|truck|tank|bag|barrel|bottle|wagon|ship|vessel)$/.test(singularOf(last.key)) &&
    commodityAhead(words, to + 1)
  )
    return false
  // "380 megawatts of electricity": what a station can do, no good that is sold.
  if (words[from - 1]?.key === 'of' && POWER_UNITS.test(words[from - 2]?.key ?? '')) return false
  // "the mineral", "this product": a reference back, no good of its own.
  if (
    to - from === 1 &&
    GENERIC.test(singularOf(last.key)) &&
    /^(?:the|this|that|these|those)$/.test(words[from - 1]?.key ?? '')
  )
    return false
  if (form.kind === 'loose') return looksTraded(words, from, to) || inGoodsList(words, from, to)
  if (
    to - from === 1 &&
    /^(?:textile|food|drug|chemical|software|electronics|pharmaceutical|leather|footwear|fashion|vehicle|furniture|packaging)$/.test(
      singularOf(last.key),
    ) &&
    after &&
    !after.joint &&
    sectorWords.maker.match(words, from)
  )
    return false
  return true
}

/** A good known from before by a longer name with this last word. */
const longerNamed = (draft: Draft, name: string): Entity | undefined =>
  [...draft.entities.values()].find(
    (e) =>
      e.type === 'Commodity' &&
      (e.name.endsWith(` ${name}`) || (name.length > 3 && e.name !== name && e.name.endsWith(name))),
  )

/** "soy" after "soybeans", "petrochemical products" after "petrochemicals": another form of one row of the lexicon. */
const sameGood = (draft: Draft, name: string): Entity | undefined => {
  const bare = (text: string): string => text.toLowerCase().replace(/ products?$/, '')
  const row = commodityForms.get(name)?.sectors
  if (!row) return undefined
  const own = bare(name)
  return [...draft.entities.values()].find((e) => {
    if (e.type !== 'Commodity' || commodityForms.get(e.name)?.sectors !== row) return false
    const other = bare(e.name)
    return (
      own.length > 2 && other.length > 2 && (own.startsWith(other) || other.startsWith(own)) && !/ /.test(own + other)
    )
  })
}

const mark = (
  draft: Draft,
  span: Span,
  hit: { from: number; to: number; value: CommodityForm },
  words: readonly Word[],
): void => {
  const text = draft.text(span)
  const parts = text.split(' ')
  const last = parts.at(-1)!
  // "buses" and "bus" are one good: the id is the singular.
  const keep =
    hit.value.exact ||
    (/ics$|goods$|equipment$|works$|clothes$|arms$/.test(last) && commodityForms.get(singularOf(last)) === undefined)
  const name = (keep ? parts : [...parts.slice(0, -1), matchCase(last, singularOf(last.toLowerCase()))]).join(' ')
  const plain =
    words[span.from]!.capital && !hit.value.exact && span.from === 0
      ? name.charAt(0).toLowerCase() + name.slice(1)
      : name
  const id = `commodity:${slugOf(plain)}`
  // "scanners" after "ultrasound scanners" are those; "steel" after "hot-rolled steel" is not.
  const alone = last.toLowerCase()
  if (parts.length === 1 && (singularOf(alone) !== alone || ANY_GOOD.test(alone)) && !draft.entities.has(id)) {
    const longer = longerNamed(draft, plain)
    if (longer) {
      draft.entity(longer.id, 'Commodity', text)
      draft.mention({ ...span, entity: longer.id, type: 'Commodity', kind: 'name', rule: 'commodity.again' })
      return
    }
  }
  const same = draft.entities.has(id) ? undefined : sameGood(draft, plain)
  if (same) {
    draft.entity(same.id, 'Commodity', text)
    draft.mention({ ...span, entity: same.id, type: 'Commodity', kind: 'name', rule: 'commodity.again' })
    return
  }
  const core = draft.text({ sentence: span.sentence, from: hit.from, to: hit.to })
  draft.entity(
    id,
    'Commodity',
    text === text.toUpperCase() ? text : plain,
    text === plain ? [] : [text, ...(core === text ? [] : [core])],
  )
  draft.mention({ ...span, entity: id, type: 'Commodity', kind: 'name', rule: 'commodity' })
}

const matchCase = (model: string, word: string): string =>
  model === model.toUpperCase() && model.length > 1 ? model : word
