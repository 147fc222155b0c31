/**
 * Ministries that the press writes small: "the commerce ministry", "Chinese ministry of commerce", "the US department of
 * energy". Gives candidates for names as they would stand with capitals; decides no type.
 */
import { portfolioWords } from '../lexicon/lexicons.ts'
import type { Draft } from './draft.ts'
import type { GeoHit } from './find-countries.ts'
import type { NameCandidate } from './split-names.ts'
import type { Word } from './words.ts'

const isField = (word: Word | undefined): boolean =>
  word !== undefined && !word.capital && portfolioWords.has(word.key) && /^(?:NOUN|ADJ|PROPN)$/.test(word.upos)

/** End of "commerce, industry and trade" from `at` on. */
const fieldsEnd = (words: readonly Word[], at: number): number => {
  let end = at
  for (let i = at; i < words.length; i++) {
    if (isField(words[i])) end = i + 1
    else if (i === at || !/^(?:and|,|&)$/.test(words[i]!.key) || !isField(words[i + 1])) break
  }
  // "agriculture, trade and industry" goes on only where it closes with "and".
  return words.slice(at, end).some((w) => w.key === ',') && !words.slice(at, end).some((w) => w.key === 'and')
    ? at + 1
    : end
}

const fieldsStart = (words: readonly Word[], head: number): number => {
  let start = head
  while (
    start > 0 &&
    (isField(words[start - 1]) || (words[start - 1]!.key === 'and' && start < head && isField(words[start - 2])))
  )
    start--
  return start
}

/** Candidates of one sentence. */
export const lowerMinistries = (draft: Draft, sentence: number, geos: readonly GeoHit[]): NameCandidate[] => {
  const words = draft.words[sentence]!
  const found: NameCandidate[] = []
  words.forEach((word, i) => {
    if (word.capital || !/^(?:ministry|department)$/.test(word.key) || words[i + 1]?.joint) return
    const fieldFirst = words[i + 1]?.key === 'of' && isField(words[i + 2])
    const from = fieldFirst ? i : fieldsStart(words, i)
    const to = fieldFirst ? fieldsEnd(words, i + 2) : i + 1
    if (to - from < 2) return
    const possessed = /^['’]s?$/u.test(words[from - 1]?.text ?? '')
    const geo = geos.find((g) => g.country && g.to === (possessed ? from - 1 : from)) ?? null
    // "the sales department", "a department of trade": companies and universities have them too.
    if (word.key === 'department' && !geo) return
    if (!geo && words[from - 1]?.upos !== 'DET' && from > 0 && !possessed) return
    const text = words
      .slice(from, to)
      .map((w) => (/^(?:of|and|for|,|&)$/.test(w.key) ? w.text : w.text.charAt(0).toUpperCase() + w.text.slice(1)))
      .join(' ')
      .replace(/ ,/g, ',')
    found.push({
      sentence,
      from,
      to,
      text,
      key: words
        .slice(from, to)
        .map((w) => w.key)
        .join(' '),
      title: null,
      geo,
      inner: [],
      quoted: false,
      unsure: false,
    })
  })
  return found
}
