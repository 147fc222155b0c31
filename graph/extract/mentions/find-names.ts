/**
 * Proper names in running text: where a row of capitalised words begins that is no ordinary start of a sentence.
 * Says where names stand; what they name is decided in type-names over the whole article.
 */
import {
  agreementHeads,
  cueWords,
  isCommonWord,
  organisationWords,
  placeForms,
  sectorWords,
} from '../lexicon/lexicons.ts'
import type { Draft } from './draft.ts'
import type { GeoHit } from './find-countries.ts'
import type { TitleHit } from './find-titles.ts'
import { lowerMinistries } from './lower-ministries.ts'
import { hasHead, hasOrganisationWord, isNameWord, QUOTE, rowEnd, saysWhose } from './name-rows.ts'
import { type NameCandidate, splitRow } from './split-names.ts'
import type { Word } from './words.ts'

/** First halves of demonyms: "Anglo-", "Sino-". */
const HALVES = cueWords('halves')

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
  // "Terming Peru a partner, …".
  if (word.token.xpos === 'VBG' && word.upos === 'VERB') return true
  if (!isCommonWord(word.text) && !lower.has(word.key))
    return /^(?:DET|PRON|ADP|CCONJ|SCONJ|AUX|INTJ|PART|ADV|NUM)$/.test(word.upos)
  if (organisationWords.get(word.key)?.place === 'head' && words[i + 1]?.key === 'of') return false
  const next = words[i + 1]
  if (
    next &&
    (isNameWord(next) || (next.joint && isNameWord(words[i + 2]))) &&
    /^(?:PROPN|ADJ|NOUN)$/.test(word.upos)
  ) {
    const end = rowEnd(words, i, i)
    // "Export-Import Bank of Korea": ordinary words that a body's name is made of.
    return !hasOrganisationWord(words, i + 1, end)
  }
  return true
}
/** "Jan Novak", "April Jones": months that are given names, too, before a surname and behind no word of time. */
const isGivenMonth = (words: readonly Word[], at: number): boolean => {
  const next = words[at + 1]
  return (
    /^(?:jan|april|june|august)$/.test(words[at]!.key) &&
    !words[at]!.text.endsWith('.') &&
    isNameWord(next) &&
    next?.upos === 'PROPN' &&
    !isCommonWord(next.text) &&
    !/^(?:in|on|since|by|of|from|until|till|last|early|late|mid|this|next|through|-|–|to|for)$/.test(
      words[at - 1]?.key ?? '',
    ) &&
    !/^\d/.test(words[at - 1]?.text ?? '')
  )
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
    else if (word.upos === 'AUX' || (word.upos === 'VERB' && word.token.xpos !== 'VBG')) return false
    else if (word.key.length > 3) others++
  }
  return capitals >= 4 && capitals >= 4 * others
}
/** End of a topic in capitals and common words: "the Mutual Protection of Investments". */
const topicAfter = (words: readonly Word[], from: number): number => {
  // "on X" is a topic whatever its words, "for X" may be a body's.
  const proper = words[from - 1]!.key === 'for'
  let end = from
  for (let i = from; i < words.length; i++) {
    const word = words[i]!
    if (word.capital && (isCommonWord(word.text) || !proper)) end = i + 1
    else if (!/^(?:of|and|the|in|for|on|to)$/.test(word.key)) return word.capital ? from : end
  }
  return end
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
  // A credit line ("Source: X, reporting by Y") names nobody that the article is about.
  if ((isShouted(words) || draft.syntax.sentences[sentence]!.kind === 'source') && !dateline) return out
  let topicEnd = 0
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    // "an agreement on Gainful Occupation of Dependents": what it is on, in capitals.
    if (/^(?:on|for|regarding|concerning)$/.test(word.key) && agreementHeads.get(words[i - 1]?.key ?? '') === 'strong')
      topicEnd = topicAfter(words, i + 1)
    if (i < topicEnd) continue
    const covering = titles.find((t) => t.from <= i && i < t.to)
    if (covering && !(covering.from === i && covering.capital)) continue
    const month = isGivenMonth(words, i)
    if (!covering && !isNameWord(word) && !month) continue
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
    // "(Photo: Harbour News)".
    if (words[i - 1]?.text === ':' && /^(?:photo|source|image|picture|credit|file)$/.test(words[i - 2]?.key ?? ''))
      continue
    // "our farmers are GREAT": emphasis makes no name.
    if (
      word.text.length > 3 &&
      word.text === word.text.toUpperCase() &&
      isCommonWord(word.text) &&
      /^(?:ADJ|ADV|VERB|AUX)$/.test(word.upos) &&
      !isNameWord(words[i + 1]) &&
      !words[i - 1]?.capital
    )
      continue
    // "the Chilean State-owned miner": says whose a thing is.
    if (saysWhose(words, i)) continue
    // "the Anglo-Australian miner": half a demonym.
    if (HALVES.has(word.key) && words[i + 1]?.joint && geos.some((g) => g.from === i + 2)) continue
    // "Norvale Oy <NOR.HE>": a ticker.
    if (words[i - 1]?.text === '<') continue
    // "(NYSE: DOW)": an exchange and a ticker.
    if (
      words[i - 1]?.text === '(' &&
      words[i + 1]?.text === ':' &&
      words[i + 2]?.capital &&
      words[i + 3]?.text === ')'
    ) {
      i += 3
      continue
    }
    const row = rowEnd(words, i, Math.max(month ? i + 1 : i, geo?.to ?? i, title?.to ?? i), titles)
    // "Commission for Asia and the Pacific": a region at the end is taken whole.
    const end = geos.find((g) => g.from < row && g.to > row && g.from > i)?.to ?? row
    // "Dow's Basic Chemicals business": a part of a company by its trade.
    if (
      words[i - 1]?.token.xpos === 'POS' &&
      /^(?:business|division|segment|unit|arm|department)$/.test(words[end]?.key ?? '') &&
      words.slice(i, end).every((w) => isCommonWord(w.text))
    ) {
      i = end - 1
      continue
    }
    // "X, Global Sales president of Y": the field of an office is no body.
    // "Deputy Premier for Industrial Growth": so is what it is for.
    if (
      words.slice(i, end).every((w) => isCommonWord(w.text)) &&
      ((words[i - 1]?.text === ',' && titles.some((t) => t.from === end && !t.capital)) ||
        (words[i - 1]?.key === 'for' && titles.some((t) => t.to === i - 1) && !hasHead(words, i, end)))
    ) {
      i = end - 1
      continue
    }
    if (end > i) splitRow(draft, sentence, i, end, geos, titles, anew && !geo && !title && isCommonWord(word.text), out)
    i = Math.max(i, end - 1)
  }
  out.push(
    ...lowerMinistries(draft, sentence, geos).filter((name) => !out.some((n) => n.from < name.to && name.from < n.to)),
  )
  for (const [at, name] of out.entries()) {
    const next = words[name.to]
    // "the Gujarat government": the body of a province.
    if (
      next?.key !== 'government' ||
      next.capital ||
      name.title ||
      placeForms.match(words, name.from, false)?.to !== name.to
    )
      continue
    if (!/^(?:state|province|division)$/.test(placeForms.match(words, name.from, false)!.value.kind)) continue
    out[at] = { ...name, to: name.to + 1, text: `${name.text} government`, key: `${name.key} government` }
  }
  // Of "TALLINN, Sept. 11 (Southern Wire) --" only the place counts.
  if (dateline) out.length = Math.min(out.length, 1)
  // "the Kano-Kaduna line": two cities, no third thing.
  for (const name of [...out]) {
    const joint = words.findIndex((w, k) => k > name.from && k < name.to - 1 && w.joint)
    if (
      joint < 0 ||
      placeForms.match(words, name.from, false)?.to !== joint ||
      placeForms.match(words, joint + 1, false)?.to !== name.to ||
      name.title
    )
      continue
    const part = (from: number, to: number): NameCandidate => ({
      ...name,
      from,
      to,
      text: draft.text({ sentence, from, to }),
      key: words
        .slice(from, to)
        .map((w) => w.key)
        .join(' '),
      unsure: false,
    })
    out.splice(out.indexOf(name), 1, part(name.from, joint), part(joint + 1, name.to))
  }
  // A demonym or possessive country right before a name: "Canada's Southfield Zinc".
  for (const name of out) {
    if (name.geo) continue
    const before = words[name.from - 1]
    if (before && /^['’]s?$/u.test(before.text)) name.geo = geos.find((g) => g.to === name.from - 1) ?? null
  }
  return out
}
