/**
 * Where a described thing begins and ends: the words that belong to a noun before and after it. By tags, with the tree
 * only where it agrees; a tree that fails must not cut a name in two.
 */
import { cueWords } from '../lexicon/lexicons.ts'
import type { Draft } from './draft.ts'
import type { Word } from './words.ts'

/** Adjectives and other words that say nothing of what a thing is: they do not belong to its name. */
const EMPTY = cueWords('empty')
const UNITS = cueWords('units')

/** Start of the noun phrase whose last word is at `head`: modifiers that tell what it is. */
export const phraseStart = (words: readonly Word[], head: number, stop: (i: number) => boolean): number => {
  let start = head
  while (start > 0) {
    const i = start - 1
    const word = words[i]!
    if (stop(i)) break
    if (word.joint) {
      const before = words[i - 1]
      if (!before || stop(i - 1) || UNITS.has(words[start]!.key) || /^\d/.test(before.text)) break
      start = i - 1
      continue
    }
    if (/^\d/.test(word.text) || word.upos === 'NUM' || UNITS.has(word.key) || EMPTY.has(word.key)) break
    // "off-take": a part of a hyphened word belongs to it, whatever its tag.
    // "long-term lithium": a compound that begins with an empty word is empty.
    if (words[i - 1]?.joint && EMPTY.has(words[i - 2]?.key ?? '')) break
    if (
      words[i - 1]?.joint &&
      /^\p{L}/u.test(word.text) &&
      !stop(i - 2) &&
      !/^(?:made|built|based|owned|grade|class|style|led|backed|making|producing|advantaged|effective|efficient|quality|intensive|added|related|scale|led|driven)$/.test(
        word.key,
      )
    )
      start = i
    else if (word.upos === 'NOUN' || (word.upos === 'ADJ' && !/^(?:JJR|JJS)$/.test(word.token.xpos))) start = i
    else if (word.upos === 'PROPN' && word.capital) start = i
    else if (
      word.upos === 'VERB' &&
      /^VBN$|^VBG$/.test(word.token.xpos) &&
      /^(?:amod|compound)/.test(word.token.deprel)
    )
      start = i
    else break
  }
  while (start < head && words[start]!.joint) start++
  return start
}

const SECTOR_NOUN = /^(?:sector|sectors|industry|industries|manufacturing|engineering|sphere|spheres|processing)$/

/** Whether a list that goes on at `from` ends in "sector" or "industry": "textile and garment industry". */
export const sectorNounAhead = (words: readonly Word[], from: number): boolean => {
  if (!/^(?:,|and|or|&)$/.test(words[from]?.key ?? '')) return false
  for (let i = from; i < Math.min(words.length, from + 9); i++) {
    const word = words[i]!
    if (SECTOR_NOUN.test(word.key)) return true
    if (!/^(?:,|and|or|&)$/.test(word.key) && !word.joint && !/^(?:NOUN|ADJ|PROPN)$/.test(word.upos)) return false
  }
  return false
}

/** Whether the word says what a thing is, as far as names of goods go. */
export const isEmpty = (word: Word): boolean => EMPTY.has(word.key) || UNITS.has(word.key)

/** The place or country that a phrase right after `end` puts the thing in: "in Sousse", "at Mombasa", "near Arica". */
export const locationAfter = (
  draft: Draft,
  sentence: number,
  end: number,
): { from: number; to: number; entity: string } | null => {
  const words = draft.words[sentence]!
  const link = words[end]
  if (!link || !/^(?:in|at|near|to|from|under|across|between|off|around|outside)$/.test(link.key)) return null
  let k = end + 1
  while (
    words[k] &&
    /^(?:the|port|city|town|of|province|region|northern|southern|eastern|western|central|north|south|east|west|north-eastern|southeastern|northwestern|northeastern|southwestern)$/.test(
      words[k]!.key,
    )
  )
    k++
  const mention = draft.at(sentence, k)
  if (!mention || !/^(?:Place|Country|Region)$/.test(mention.type) || mention.kind === 'adjective') return null
  return { from: end, to: mention.to, entity: mention.entity }
}
