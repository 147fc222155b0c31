/**
 * Where a row of capitalised words that may be a name ends: which small words, commas and genitives join it on.
 * Looks at words alone; what the row names, and where it must be cut, is decided elsewhere.
 */
import { singularOf } from '../lexicon/fold-word.ts'
import {
  agreementHeads,
  commodityForms,
  cueWords,
  eventHeads,
  isCommonWord,
  organisationWords,
  portfolioWords,
  projectHeads,
  sectorWords,
} from '../lexicon/lexicons.ts'
import { portfolioEnd, type TitleHit } from './find-titles.ts'
import type { Word } from './words.ts'

const DATE_WORDS = cueWords('date-words')
const NEVER = cueWords('never')
/** Codes of currencies: capitals, but no names. */
const CODES = cueWords('codes')
const FOREIGN = cueWords('foreign')
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
const TWIN_TRADES = cueWords('twin-trades')
const NUMBERED = cueWords('numbered')
const COMPANY_ENDS = new Set(['sons', 'partners', 'brothers', 'company', 'co', 'associates', 'daughters'])
const GIVEN_HALVES =
  /^(?:in|un|on|te|o|do|so|he|ho|ok|me|my|a|i|an|won|woo|min|hee|seek|yon|sun|pen|ping|king|song|young)$/
export const QUOTE = /^["“”„«»‘’'`]+$/u

const isHead = (word: Word): boolean => {
  const row = organisationWords.get(word.key)
  return (row?.place === 'head' && word.capital) || (word.capital && eventHeads.get(singularOf(word.key)) !== undefined)
}
/** Whether a capitalised word of the span heads names of bodies or events. */
export const hasHead = (words: readonly Word[], from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if (isHead(words[i]!)) return true
  return false
}
/** Whether the capitalised words from `from` on begin a body of their own: "Ministry of", "Foreign Economic Relations Board". */
const hasBody = (words: readonly Word[], from: number): boolean => {
  for (let i = from; i < Math.min(words.length, from + 6) && words[i]!.capital; i++)
    if (organisationWords.get(words[i]!.key)?.place === 'head' && (i > from || words[i + 1]?.key === 'of')) return true
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
export const isNameWord = (word: Word | undefined): boolean =>
  word?.capital === true &&
  !DATE_WORDS.has(word.key) &&
  !CODES.has(word.text) &&
  !(/^\p{Lu}\p{L}?\p{L}?\$?\d/u.test(word.text) && CODES.has(word.text.replace(/\d.*$/, ''))) &&
  !(NEVER.has(word.key) && !/^[\p{Lu}]{2,}$/u.test(word.text))

const OWNERS = cueWords('owners')
/** "State-owned", "Government-run": says whose a thing is, and is no name. */
export const saysWhose = (words: readonly Word[], at: number): boolean =>
  OWNERS.has(words[at]!.key) &&
  words[at + 1]?.joint === true &&
  /^(?:owned|run|controlled|backed|linked|funded|led)$/.test(words[at + 2]?.key ?? '')

const isPlain = (word: Word): boolean =>
  isCommonWord(word.text) ||
  // "Epidemiology", "Petrochemistry", "Robotics": fields of study.
  /(?:ology|graphy|nomy|istry|metry|iatry|ics)$/.test(word.key) ||
  portfolioWords.has(word.key) ||
  // "Norvale Offshore and Shipbuilding Co.": trades.
  sectorWords.field.get(word.key) !== undefined ||
  sectorWords.modifier.get(word.key) !== undefined ||
  organisationWords.get(word.key) !== undefined ||
  commodityForms.get(word.key) !== undefined

/** Whether "and" at `at` joins the name before it with the capitalised words `k` to `run`. */
const joinsByAnd = (words: readonly Word[], from: number, at: number, k: number, run: number): boolean => {
  const before = words[at - 1]!
  const next = words[k]
  if (!next || run === k || !before.capital || words[at - 1]!.joint) return false
  // "the US and European Union".
  if (/^(?:US|UK|EU|UN|UAE|USA)$/.test(before.text)) return false
  const headed = hasHead(words, from, at)
  const otherHead = hasHead(words, k, run)
  // "Ministry of Agriculture and Livestock", not "… and the Investment Promotion Agency".
  // "X International and the Government of Y": the article begins another body.
  if (k > at + 1 && otherHead) return false
  if (portfolioWords.has(before.key) && portfolioWords.has(next.key))
    return headed ? !otherHead : hasOrganisationWord(words, k, Math.min(words.length, k + 4))
  // "Norvale Offshore and Shipbuilding Co.": a trade with a legal form is no company of its own.
  if (
    k === at + 1 &&
    run - k === 2 &&
    organisationWords.get(words[run - 1]!.key)?.place === 'form' &&
    (sectorWords.field.get(next.key) ?? sectorWords.modifier.get(next.key))
  )
    return true
  if (k > at + 1 || !isPlain(before) || !isPlain(next)) return false
  // "Research Institute of Signal and Communication": two fields of one body.
  if (headed) return !otherHead && words.slice(from, at).some((w) => /^(?:of|for|on)$/.test(w.key))
  // "Vietnam Textile and Apparel Association", "Wafa Marketing and Promotion PLC".
  return otherHead || organisationWords.get(words[run - 1]!.key)?.place === 'form'
}

/** End of the name that starts at `from`, end exclusive. `limit` keeps it out of the next title or quotation. */
export const rowEnd = (
  words: readonly Word[],
  from: number,
  start: number,
  titles: readonly TitleHit[] = [],
): number => {
  let j = start
  const next = (k: number): Word | undefined => words[k]
  while (j < words.length) {
    const word = words[j]!
    const after = next(j + 1)
    if (j > from && word.capital && saysWhose(words, j)) break
    // Inside a row "An" or "A" is part of the name: "Loc An", "SEA-A".
    if (
      isNameWord(word) ||
      (j > from &&
        word.capital &&
        word.upos === 'PROPN' &&
        words[j - 1]!.capital &&
        NEVER.has(word.key) &&
        word.text.length < 4)
    ) {
      j = Math.max(j + 1, titles.find((t) => t.from === j && t.capital)?.to ?? 0)
      continue
    }
    if (j === from) break
    // "Block 114", "Area 1", "OML 30": what is drilled goes by a number.
    if (/^\d{1,4}[A-Z]?$/.test(word.text) && NUMBERED.has(words[j - 1]!.key) && words[j - 1]!.capital) {
      j++
      continue
    }
    // "Samra II Ltd": a number of a name.
    if (/^(?:II|III|IV|VI{0,3}|IX|XI{0,3})$/.test(word.text)) {
      j++
      continue
    }
    if (word.joint && after) {
      if (
        after.capital ||
        /^\d/.test(after.text) ||
        (!isCommonWord(after.text) && /^\p{L}{2}/u.test(after.text) && after.key !== 'headquartered') ||
        // "Jae-in", "Jong-un": the second half of a given name may look like a small word.
        (GIVEN_HALVES.test(after.text) && !isCommonWord(words[j - 1]!.text) && words[j - 1]!.text.length < 6)
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
    // "the Nam Ngum 5 power plant": the number of a unit belongs to its name.
    if (/^\d{1,2}$/.test(word.text) && words[from - 1]?.key === 'the' && after && !after.capital) {
      const plant = projectHeads.match(words, j + 1, false)
      if (plant && words[plant.to]?.upos !== 'NOUN') {
        j++
        continue
      }
    }
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
    // "the X Trade in Goods Agreement".
    if (word.key === 'in' && after && isNameWord(after)) {
      let k = j + 1
      while (isNameWord(words[k]) && k < j + 5) k++
      if (agreementHeads.get(words[k - 1]!.key) === 'strong' && k > j + 2) {
        j = k
        continue
      }
    }
    if (/^(?:of|for|on)$/.test(word.key) && hasHead(words, from, j)) {
      // "Delta General Company of the Ministry of Trade": a whole name, then the body that it belongs to.
      if (
        word.key === 'of' &&
        after?.key === 'the' &&
        j - from > 1 &&
        hasBody(words, j + 2) &&
        words.slice(from, j).some((w) => w.capital && !isCommonWord(w.text))
      )
        break
      let k = j + 1
      while (words[k]?.key === 'the' || words[k]?.key === 'of') k++
      if (!isNameWord(words[k])) break
      const end = portfolioEnd(words, k)
      j = end > k ? end : k + 1
      continue
    }
    if (word.key === 'and' && after) {
      // "Tolva Iron and Steel company", "Merrin Engineering and Construction": one trade in two words.
      if (after.capital && TWIN_TRADES.has(`${before.key} ${after.key}`)) {
        j += 2
        continue
      }
      if (COMPANY_ENDS.has(after.key) && after.capital) {
        j += 2
        continue
      }
      let k = j + 1
      if (words[k]?.key === 'the') k++
      let run = k
      while (isNameWord(words[run])) run++
      if (joinsByAnd(words, from, j, k, run)) {
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
    // "Norvik (East Africa) Ltd.": a country in brackets before the legal form belongs to the name.
    if (word.text === '(' && after?.capital) {
      let k = j + 1
      while (words[k]?.capital && k < j + 4) k++
      if (words[k]?.text !== ')' || organisationWords.get(words[k + 1]?.key ?? '')?.place !== 'form') break
      j = k + 2
      continue
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
