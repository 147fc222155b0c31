/**
 * Titles of persons, with their modifiers and portfolios: "Deputy Minister of Trade, Industry and Energy",
 * "energy minister", "sales director". Finds the words; who holds the title is read in find-roles.
 */
import { organisationWords, portfolioWords, type TitleRow, titleForms, titleModifiers } from '../lexicon/lexicons.ts'
import type { PhraseHit } from '../lexicon/phrase-trie.ts'
import type { Span } from './draft.ts'
import type { Word } from './words.ts'

export interface TitleHit extends Span {
  /** Tokens of the core ("Minister"), inside the span. */
  core: number
  kind: TitleRow['kind']
  /** Words of the portfolio, folded: what tells the ministry. */
  portfolio: string[]
  /** Written with capitals: may stand right before a name. */
  capital: boolean
}

const inPortfolio = (key: string): boolean => portfolioWords.has(key) || portfolioWords.has(`${key}s`)

const isPortfolio = (word: Word | undefined, lower = false): boolean =>
  word !== undefined && (word.capital || (lower && word.upos === 'NOUN')) && word.key.split('-').every(inPortfolio)

/**
 * End of the portfolio that starts at `from`: capitalised words of the lexicon joined by commas, "and" and "the".
 * "Trade, Industry and Energy Lee Min-jun" ends after "Energy". `lower` lets small letters in ("minister of trade").
 */
export const portfolioEnd = (words: readonly Word[], from: number, lower = false): number => {
  let end = from
  let i = from
  while (i < words.length) {
    const word = words[i]!
    if (isPortfolio(word, lower)) end = ++i
    else if (
      i > from &&
      (word.key === ',' ||
        word.key === 'and' ||
        word.key === '&' ||
        word.joint ||
        word.key === 'of' ||
        word.key === 'for')
    ) {
      let next = i + 1
      while (words[next] && /^(?:the|and|of|for|,)$/.test(words[next]!.key)) next++
      if (!isPortfolio(words[next], lower)) break
      // "… and the Investment Promotion Agency": another body begins.
      let run = next
      while (words[run]?.capital) run++
      if (
        run - next > 1 &&
        organisationWords.get(words[run - 1]!.key)?.place === 'head' &&
        !portfolioWords.has(words[run - 1]!.key)
      )
        break
      // "X, Y" goes on only where the list ends in "and": otherwise the comma closes the portfolio.
      if (word.key === ',' && words[i + 1]?.key !== 'and') {
        let last = next
        while (isPortfolio(words[last], lower) || words[last]?.joint) last++
        if (!/^(?:and|&|,)$/.test(words[last]?.key ?? '')) break
      }
      i = next
    } else break
  }
  return end
}

const keysBetween = (words: readonly Word[], from: number, to: number): string[] =>
  words
    .slice(from, to)
    .filter((w) => inPortfolio(w.key))
    .map((w) => w.key)

/** "Prime Ministers X and Y": a plural is a title right before a name only. */
const pluralAt = (words: readonly Word[], at: number): PhraseHit<TitleRow> | null => {
  if (!words[at]!.capital) return null
  const hit = titleForms.match(words, at)
  const last = hit && words[hit.to - 1]!
  const name = hit && words[hit.to]
  return hit && last?.capital && last.key.endsWith('s') && name?.capital && name.upos === 'PROPN' ? hit : null
}

/** "the ministers of Trade, X, and of Energy, Y": one title for each portfolio. */
const ministersAt = (words: readonly Word[], sentence: number, at: number): TitleHit[] => {
  const plural = words[at]!
  if (plural.key !== 'ministers' || !/^(?:of|for)$/.test(words[at + 1]?.key ?? '')) return []
  const hits: TitleHit[] = []
  for (let i = at + 1; i < words.length && hits.length < 6; i++) {
    if (/^[;:]$/.test(words[i]!.text)) break
    if (words[i]!.key !== 'of' && words[i]!.key !== 'for') continue
    let start = i + 1
    while (words[start]?.key === 'the') start++
    const to = portfolioEnd(words, start)
    if (to === start) {
      if (hits.length === 0) return []
      continue
    }
    const from = hits.length === 0 ? at : start
    hits.push({
      sentence,
      from,
      to,
      core: from,
      kind: 'ministry',
      portfolio: keysBetween(words, start, to),
      capital: plural.capital,
    })
    i = to - 1
  }
  return hits
}

/** Titles of one sentence, left to right, none overlapping. */
export const findTitles = (words: readonly Word[], sentence: number): TitleHit[] => {
  const known = found.get(words)
  if (known) return known
  const hits = titlesOf(words, sentence)
  found.set(words, hits)
  return hits
}
/** Titles of a sentence are asked for by names, roles and references. */
const found = new WeakMap<readonly Word[], TitleHit[]>()

const titlesOf = (words: readonly Word[], sentence: number): TitleHit[] => {
  const hits: TitleHit[] = []
  let free = 0
  for (let i = 0; i < words.length; i++) {
    const hit = titleForms.match(words, i, false) ?? pluralAt(words, i)
    if (!hit) {
      const chain = ministersAt(words, sentence, i)
      for (const title of chain) hits.push(title)
      const end = chain.at(-1)?.to
      if (end !== undefined) {
        free = end
        i = end - 1
      }
      continue
    }
    const first = words[i]!
    const kind = hit.value.kind
    // "Deputy Minister": the first word only says which.
    if (hit.to === i + 1 && titleModifiers.has(first.key) && titleForms.match(words, hit.to, false)) continue
    // Short forms are titles in capitals only: "PM", "MP", "HE", "King", "General".
    if (!first.capital && (kind === 'honorific' || kind === 'rank')) continue
    if (first.text.length <= 3 && kind !== 'honorific' && first.text !== first.text.toUpperCase()) continue
    if ((first.key === 'he' || first.key === 'hh' || first.key === 'pm') && first.text !== first.text.toUpperCase())
      continue
    let from = i
    let to = hit.to
    if (words[to]?.text === '.' && kind === 'honorific') to++
    let portfolio: string[] = []
    if (hit.value.portfolio === 'after' || hit.value.portfolio === 'both') {
      const link = words[to]?.key
      if (link === 'of' || link === 'for' || link === 'in') {
        let start = to + 1
        while (words[start]?.key === 'the' || words[start]?.key === 'state') start++
        const end = portfolioEnd(words, start, !first.capital)
        if (end > start) {
          portfolio = keysBetween(words, start, end)
          to = end
        }
      }
    }
    const lookBefore = (): void => {
      if (portfolio.length > 0 || !/^(?:before|both)$/.test(hit.value.portfolio)) return
      let start = from
      while (start > free) {
        const before = words[start - 1]!
        if (inPortfolio(before.key) && (before.capital || !first.capital) && before.upos !== 'VERB') start--
        // "Trade, Industry and Small Business (MTISB) Minister X": the acronym stands between.
        else if (
          start === from &&
          before.text === ')' &&
          /^\p{Lu}{2,8}$/u.test(words[start - 2]?.text ?? '') &&
          words[start - 3]?.text === '(' &&
          start - 3 > free &&
          inPortfolio(words[start - 4]!.key)
        )
          start -= 3
        else if (
          start < from &&
          (before.key === 'and' || before.joint || (before.key === ',' && words[start]!.capital)) &&
          start - 1 > free &&
          inPortfolio(words[start - 2]!.key) &&
          words[start - 2]!.capital === first.capital
        )
          start -= 2
        else break
      }
      portfolio = keysBetween(words, start, from)
      from = start
    }
    lookBefore()
    while (from > free) {
      const before = words[from - 1]!
      if (titleModifiers.has(before.key) && (before.capital || !first.capital) && before.key !== 'general') from--
      else if (before.joint && from - 2 >= free && titleModifiers.has(words[from - 2]!.key)) from -= 2
      else break
    }
    // "Energy Industry Deputy Minister": the field before the rank.
    lookBefore()
    hits.push({ sentence, from, to, core: i, kind, portfolio, capital: first.capital })
    free = to
    i = to - 1
  }
  return hits
}
