/**
 * Proper names in running text: rows of capitalised words with the small words that join them, cut where a demonym or a
 * title ends and a name begins. Says where names stand; what they name is decided in type-names over the whole article.
 */
import { singularOf } from '../lexicon/fold-word.ts'
import {
  agreementHeads,
  bodyForms,
  eventHeads,
  isCommonWord,
  organisationWords,
  portfolioWords,
  sectorWords,
} from '../lexicon/lexicons.ts'
import type { Draft, Span } from './draft.ts'
import type { GeoHit } from './find-countries.ts'
import { portfolioEnd, type TitleHit } from './find-titles.ts'
import type { Word } from './words.ts'

export interface NameCandidate extends Span {
  text: string
  /** Folded words of the name, joined: the same for every mention of it. */
  key: string
  /** The title right before the name. */
  title: TitleHit | null
  /** The demonym or country right before it: "Turkish X", "Canada's X". */
  geo: GeoHit | null
  /** A country or region inside the name ("Russian Ministry of …"). */
  inner: GeoHit[]
  /** Stands between quotation marks of its own. */
  quoted: boolean
  /** Begins a sentence with a word that might be no name. */
  unsure: boolean
}

const DATE_WORDS = new Set(
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
)
const NEVER = new Set(
  'i a an the this that these those it he she we they you his her its our their my your in on at of for from to by with as if when while after before since although though because but and or nor so yet not no yes both either neither each every all some any many much most more few another other such what which who whom whose where why how there here then thus hence however moreover furthermore meanwhile also too only just even still already again once under over between among through during within without against according despite instead perhaps indeed finally earlier later today yesterday tomorrow dear thank thanks ladies gentlemen excellencies source photo image read more q usd eur euro euros dollar dollars brl czk cny rmb inr jpy gbp chf try rub kzt percent pct vs per re mr mrs ms dr covid covid-19 christmas easter ramadan internet'.split(
    ' ',
  ),
)
/** Codes of currencies: capitals, but no names. */
const CODES = new Set(
  'USD EUR GBP JPY CNY RMB INR BRL CZK CHF TRY RUB UAH KZT UZS BYN PLN HUF RON BGN SEK NOK DKK AUD CAD NZD SGD MYR IDR THB PHP VND KRW TWD HKD ZAR NGN KES GHS EGP MAD TND DZD SAR AED QAR KWD BHD OMR JOD ILS ARS CLP COP PEN UYU MXN PKR BDT LKR NPR RSD GEL AMD AZN XOF XAF ETB TZS UGX RM Rs US$ CEO CFO COO GDP VAT R&D CIF FOB EXW DDP HPP NPP CHP EV EVs AI IT ICT PV SME SMEs MSME MSMEs FDI IPO EPC PPP PPPs PPA PPAs B2B B2G GMT ET PM AM TV TVs USB QR ESG LOI MOU MOUs MoU MoUs FTA FTAs CEPA BIT EPA CSR HR PR NGO NGOs VIP CV MW GW kWh MWh GWh CO2 LNG LPG CNG PCR DNA HIV SUV SUVs UAV UAVs ID ATM HS HQ II III IV VI VII VIII IX XI XII'.split(
    ' ',
  ),
)
const FOREIGN = new Set(
  'de del della dei degli di da do dos das du des la le les el al van von der den ter zu bin bint ibn ben y e et und og och för i na az ul ur dan yang ve'.split(
    ' ',
  ),
)
const OWN_GENITIVE = new Set([
  'people',
  'women',
  'lloyd',
  'children',
  'world',
  'farmer',
  'men',
  'mcdonald',
  'queen',
  'king',
  'moody',
  'sotheby',
  'christie',
])
const COMPANY_ENDS = new Set(['sons', 'partners', 'brothers', 'company', 'co', 'associates', 'daughters'])
const QUOTE = /^["“”„«»‘’'`]+$/u

const isHead = (word: Word): boolean => {
  const row = organisationWords.get(word.key)
  return (row?.place === 'head' && word.capital) || (word.capital && eventHeads.get(singularOf(word.key)) !== undefined)
}
const hasHead = (words: readonly Word[], from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if (isHead(words[i]!)) return true
  return false
}
/** Whether any word of the span is one of those that names of bodies are made of. */
export const hasOrganisationWord = (words: readonly Word[], from: number, to: number): boolean => {
  for (let i = from; i < to; i++) {
    const word = words[i]!
    if (
      word.capital &&
      (organisationWords.get(word.key) ||
        eventHeads.get(singularOf(word.key)) ||
        agreementHeads.get(word.key) === 'strong')
    )
      return true
  }
  return false
}
const isNameWord = (word: Word | undefined): boolean =>
  word !== undefined &&
  word.capital &&
  !DATE_WORDS.has(word.key) &&
  !CODES.has(word.text) &&
  !(NEVER.has(word.key) && !/^[\p{Lu}]{2,}$/u.test(word.text))

/** End of the name that starts at `from`, end exclusive. `limit` keeps it out of the next title or quotation. */
const chunkEnd = (words: readonly Word[], from: number, start: number, titles: readonly TitleHit[] = []): number => {
  let j = start
  const next = (k: number): Word | undefined => words[k]
  while (j < words.length) {
    const word = words[j]!
    const after = next(j + 1)
    if (isNameWord(word)) {
      j = Math.max(j + 1, titles.find((t) => t.from === j && t.capital)?.to ?? 0)
      continue
    }
    if (j === from) break
    if (word.joint && after) {
      if (
        isNameWord(after) ||
        /^\d/.test(after.text) ||
        (!after.capital && !isCommonWord(after.text) && /^\p{L}/u.test(after.text))
      ) {
        j += 2
        continue
      }
      break
    }
    if ((word.text === '&' || word.text === '+') && after && isNameWord(after)) {
      j += 2
      continue
    }
    const before = words[j - 1]!
    if (/^['’]s?$/u.test(word.text) && after && isNameWord(after)) {
      const plural = /^['’]$/u.test(word.text) && before.key.endsWith('s')
      if (
        OWN_GENITIVE.has(before.key) ||
        (plural && hasOrganisationWord(words, j + 1, Math.min(words.length, j + 4)))
      ) {
        j += 2
        continue
      }
      break
    }
    if (
      word.key === 'in' &&
      hasHead(words, from, j) &&
      words.slice(from, j).some((w) => w.key === 'for' || w.key === 'of') &&
      after &&
      isNameWord(after) &&
      isCommonWord(after.text)
    ) {
      j += 2
      continue
    }
    if (/^(?:of|for|on)$/.test(word.key) && hasHead(words, from, j)) {
      let k = j + 1
      while (words[k]?.key === 'the' || words[k]?.key === 'of') k++
      if (!isNameWord(words[k])) break
      const end = portfolioEnd(words, k)
      j = end > k ? end : k + 1
      continue
    }
    if (word.key === 'and' && after) {
      if (COMPANY_ENDS.has(after.key) && after.capital) {
        j += 2
        continue
      }
      let k = j + 1
      if (words[k]?.key === 'the') k++
      if (
        before.capital &&
        portfolioWords.has(before.key) &&
        words[k]?.capital &&
        portfolioWords.has(words[k]!.key) &&
        (hasHead(words, from, j) || hasOrganisationWord(words, k, Math.min(words.length, k + 4)))
      ) {
        j = k + 1
        continue
      }
      break
    }
    if (word.key === ',' && before.capital && portfolioWords.has(before.key) && hasHead(words, from, j)) {
      const end = portfolioEnd(words, j - 1)
      if (end > j + 1) {
        j = end
        continue
      }
      break
    }
    if (FOREIGN.has(word.key) && !word.capital) {
      let k = j + 1
      while (words[k] && FOREIGN.has(words[k]!.key) && !words[k]!.capital) k++
      if (words[k]?.joint) k++
      if (isNameWord(words[k]) && k - j <= 3) {
        j = k + 1
        continue
      }
      // "el-Sisi": a small word joined to the name.
      if (after?.joint && isNameWord(words[j + 2])) {
        j += 3
        continue
      }
    }
    break
  }
  return j
}

/** Whether a capital at the start of a sentence or quotation makes no name. */
const isOrdinaryStart = (
  words: readonly Word[],
  i: number,
  lower: ReadonlySet<string>,
  names: ReadonlySet<string>,
): boolean => {
  const word = words[i]!
  if (/^[\p{Lu}\d&.-]{2,}$/u.test(word.text) && !isCommonWord(word.text)) return false
  if (names.has(word.key)) return false
  if (!isCommonWord(word.text) && !lower.has(word.key))
    return /^(?:DET|PRON|ADP|CCONJ|SCONJ|AUX|INTJ|PART|ADV|NUM)$/.test(word.upos)
  if (organisationWords.get(word.key)?.place === 'head' && words[i + 1]?.key === 'of') return false
  const next = words[i + 1]
  if (
    next &&
    (isNameWord(next) || (next.joint && isNameWord(words[i + 2]))) &&
    /^(?:PROPN|ADJ|NOUN)$/.test(word.upos)
  ) {
    const end = chunkEnd(words, i, i)
    // "Export-Import Bank of Korea": ordinary words that a body's name is made of.
    return !hasOrganisationWord(words, i + 1, end)
  }
  return true
}

/** Words that begin with a capital where no sentence begins, and words that stand in lower case, of the whole article. */
export const capitalHabits = (draft: Draft): { names: ReadonlySet<string>; lower: ReadonlySet<string> } => {
  const names = new Set<string>()
  const lower = new Set<string>()
  for (const words of draft.words) {
    const shouted = isShouted(words)
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!
      if (!/^\p{L}/u.test(word.text)) continue
      if (!word.capital) lower.add(word.key)
      else if (i > 0 && !shouted && !startsAnew(words, i) && word.upos === 'PROPN') names.add(word.key)
    }
  }
  return { names, lower }
}

const startsAnew = (words: readonly Word[], i: number): boolean => {
  const before = words[i - 1]
  return (
    !before || QUOTE.test(before.text) || (/^[:•*–—-]+$/u.test(before.text) && !before.joint) || before.text === '('
  )
}

/** A headline with capitals on every word, or all in capitals: capitals say nothing in it. */
export const isShouted = (words: readonly Word[]): boolean => {
  let capitals = 0
  let others = 0
  for (const word of words) {
    if (!/^\p{L}/u.test(word.text)) continue
    if (word.capital) capitals++
    else if (word.upos === 'VERB' && word.token.xpos !== 'VBG') return false
    else if (word.key.length > 3) others++
  }
  return capitals >= 4 && capitals >= 4 * others
}

/** Splits a row of capitalised words into titles, demonyms and names. */
const split = (
  draft: Draft,
  sentence: number,
  from: number,
  to: number,
  geos: readonly GeoHit[],
  titles: readonly TitleHit[],
  unsure: boolean,
  out: NameCandidate[],
): void => {
  const words = draft.words[sentence]!
  const inner = geos.filter((g) => g.from >= from && g.to <= to)
  const emit = (start: number, end: number, title: TitleHit | null, geo: GeoHit | null, sure: boolean): void => {
    while (end > start && (words[end - 1]!.joint || /^(?:and|of|for|the|,|&)$/.test(words[end - 1]!.key))) end--
    while (start < end && words[start]!.joint) start++
    if (end <= start) return
    const text = draft.text({ sentence, from: start, to: end })
    const before = words[start - 1]
    const after = words[end]
    out.push({
      sentence,
      from: start,
      to: end,
      text,
      title,
      geo,
      unsure: !sure && start === from && unsure,
      key: words
        .slice(start, end)
        .filter((w) => !w.joint)
        .map((w) => w.key)
        .join(' '),
      inner: inner.filter((g) => g.from >= start && g.to <= end && g.to - g.from < end - start),
      quoted: before !== undefined && after !== undefined && QUOTE.test(before.text) && QUOTE.test(after.text),
    })
  }
  const titleAt = (k: number): TitleHit | undefined => titles.find((t) => t.from === k && t.capital && t.to <= to)
  const rest = (start: number, title: TitleHit | null, geo: GeoHit | null): void => {
    if (start >= to) return
    const body = bodyForms.match(words, start, false)
    if (
      body &&
      body.to <= to &&
      body.value.name.includes(' ') &&
      body.to < to &&
      body.to - start > 1 &&
      titles.some((t) => t.from === body.to)
    ) {
      emit(start, body.to, title, geo, true)
      return rest(body.to, null, null)
    }
    const first = titleAt(start)
    const last = words[to - 1]!
    const bodyName =
      organisationWords.get(last.key)?.place === 'head' ||
      (organisationWords.get(last.key)?.place === 'tail' &&
        first !== undefined &&
        first.kind !== 'ministry' &&
        first.kind !== 'body')
    if (first && !(bodyName && first.to < to)) return rest(first.to, first, geo && !title ? geo : geo)
    const hit = inner.find((g) => g.from === start)
    if (hit) {
      if (hit.to >= to) return
      let after = hit.to
      if (words[after]?.joint) {
        const second = inner.find((g) => g.from === after + 1)
        const lastKind = organisationWords.get(last.key)?.place
        if (second && hasOrganisationWord(words, second.to, to) && lastKind !== 'tail' && lastKind !== 'form')
          return emit(start, to, title, null, true)
        after++
      }
      if (titleAt(after)) return rest(after, title, hit)
      if (hasOrganisationWord(words, after, to)) {
        const ministry = words
          .slice(after, to)
          .some((w) => /^(?:ministry|embassy|government|parliament|consulate)$/.test(w.key))
        const plain = words
          .slice(after, to)
          .every(
            (w) =>
              w.joint ||
              organisationWords.get(w.key) ||
              isCommonWord(w.text) ||
              portfolioWords.has(w.key) ||
              !w.capital ||
              inner.some((g) => g.from <= words.indexOf(w) && g.to > words.indexOf(w)),
          )
        const known = bodyForms.match(words, start, false)
        if (ministry || plain || (known && known.to > hit.to)) {
          const cut = titles.find(
            (t) =>
              t.from > after &&
              t.to <= to &&
              t.capital &&
              t.kind !== 'plain' &&
              t.kind !== 'rank' &&
              t.kind !== 'honorific',
          )
          if (!cut) return emit(start, to, title, null, true)
          emit(start, cut.from, title, null, true)
          return rest(cut.from, null, null)
        }
      }
      const known = bodyForms.match(words, start, false)
      if (known && known.to === to) return emit(start, to, title, null, true)
      // "Ceylon Leaf", "Kenya Airways": a country by its name opens a name of common words; "Japan Ito Naoki" is two.
      const inTitle = titles.some((t) => t.to <= start && t.to >= start - 4)
      const plainRest = words
        .slice(after, to)
        .every((w) => isCommonWord(w.text) || organisationWords.get(w.key) || !w.capital)
      if (
        hit.country?.kind === 'name' &&
        after === hit.to &&
        title === null &&
        !inTitle &&
        plainRest &&
        !titles.some((t) => t.from >= after && t.to <= to)
      )
        return emit(start, to, null, null, true)
      return rest(after, title, hit)
    }
    const later = titles.find(
      (t) =>
        t.from > start &&
        t.from < to &&
        t.to <= to &&
        t.capital &&
        t.kind !== 'plain' &&
        t.kind !== 'rank' &&
        (t.to < to || t.kind === 'body' || t.kind === 'ministry' || t.kind === 'diplomat' || t.kind === 'state'),
    )
    if (later && !(organisationWords.get(last.key)?.place === 'head' && later.kind === 'honorific')) {
      emit(start, later.from, title, geo, false)
      return rest(later.from, null, null)
    }
    emit(start, to, title, geo, title !== null || geo !== null)
  }
  rest(from, null, null)
}

/** Candidates for names in one sentence. Headlines that shout give none: their names are looked up afterwards. */
export const findNames = (
  draft: Draft,
  sentence: number,
  geos: readonly GeoHit[],
  titles: readonly TitleHit[],
  habits: { names: ReadonlySet<string>; lower: ReadonlySet<string> },
): NameCandidate[] => {
  const words = draft.words[sentence]!
  const out: NameCandidate[] = []
  const dateline =
    draft.syntax.sentences[sentence]!.kind === 'source' &&
    draft.syntax.dateline !== null &&
    words[0] !== undefined &&
    words[0].start < draft.syntax.dateline.end
  if (isShouted(words) && !dateline) return out
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const covering = titles.find((t) => t.from <= i && i < t.to)
    if (covering && !(covering.from === i && covering.capital)) continue
    if (!covering && !isNameWord(word)) continue
    // "9 million US dollars", "JSC “X”": a currency's or a legal form's word is no name.
    if (/^U\.?S\.?$/.test(word.text) && /^(?:dollars?|\$)$/.test(words[i + 1]?.key ?? '')) continue
    const geo = geos.find((g) => g.from === i)
    const title = titles.find((t) => t.from === i && t.capital)
    const anew = startsAnew(words, i)
    // "Shipbuilder Vard Holdings": the first word only says what it is.
    const trade =
      anew &&
      !geo &&
      !title &&
      isCommonWord(word.text) &&
      words[i + 1] !== undefined &&
      isNameWord(words[i + 1]) &&
      sectorWords.maker.match(words, i)?.to === i + 1
    const ordinary = trade || (anew && !geo && !title && isOrdinaryStart(words, i, habits.lower, habits.names))
    if (ordinary) continue
    const end = chunkEnd(words, i, Math.max(i, geo?.to ?? i, title?.to ?? i), titles)
    if (end > i) split(draft, sentence, i, end, geos, titles, anew && !geo && !title && isCommonWord(word.text), out)
    i = Math.max(i, end - 1)
  }
  // Of "GABORONE, Sept. 11 (Southern Wire) --" only the place counts.
  if (dateline) out.length = Math.min(out.length, 1)
  // A demonym or possessive country right before a name: "Canada's Northgate Copper".
  for (const name of out) {
    if (name.geo) continue
    const before = words[name.from - 1]
    if (before && /^['’]s?$/u.test(before.text)) name.geo = geos.find((g) => g.to === name.from - 1) ?? null
  }
  return out
}
