/** Counts the lemma table from the treebanks: endings first, then the words that the endings get wrong. */
import { endingChange, type LemmaTable, LONGEST_ENDING, lemmatise } from '../lemmatise.ts'
import type { GoldSentence } from './treebank.ts'

const bump = (counts: Map<string, Map<string, number>>, key: string, value: string): void => {
  const of = counts.get(key) ?? new Map<string, number>()
  of.set(value, (of.get(value) ?? 0) + 1)
  counts.set(key, of)
}

const commonest = (counts: Map<string, number>): [string, number, number] => {
  let best = ''
  let top = 0
  let sum = 0
  for (const [value, n] of counts) {
    sum += n
    if (n > top || (n === top && value < best)) [best, top] = [value, n]
  }
  return [best, top, sum]
}

export const trainLemmas = (sentences: readonly GoldSentence[]): LemmaTable => {
  const lemmas = new Map<string, Map<string, number>>()
  const uposOf = new Map<string, string>()
  for (const sentence of sentences) {
    for (const token of sentence.tokens) {
      if (token.xpos === 'GW' || token.xpos === 'ADD' || token.lemma === '_') continue
      const key = `${token.form.replace(/[’‘ʼ]/g, "'").toLowerCase()}|${token.xpos}`
      bump(lemmas, key, token.lemma)
      uposOf.set(key, token.upos)
    }
  }
  const changes = new Map<string, Map<string, number>>()
  for (const [key, counts] of lemmas) {
    const [form, xpos] = [key.slice(0, key.lastIndexOf('|')), key.slice(key.lastIndexOf('|') + 1)]
    const [lemma] = commonest(counts)
    const change = endingChange(form, xpos.startsWith('NNP') ? lemma.toLowerCase() : lemma)
    if (change === null) continue
    for (let n = 0; n <= Math.min(LONGEST_ENDING, form.length - 1); n++)
      bump(changes, `${form.slice(form.length - n)}|${xpos}`, change)
  }
  const endings: Record<string, string> = {}
  const shorter = (ending: string, xpos: string): string | undefined => {
    for (let n = ending.length - 1; n >= 0; n--) {
      const found = endings[`${ending.slice(ending.length - n)}|${xpos}`]
      if (found !== undefined) return found
    }
    return undefined
  }
  // Shorter endings first: a longer one is kept only where it says something else.
  for (const key of [...changes.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    const [change, top, sum] = commonest(changes.get(key)!)
    const [ending, xpos] = [key.slice(0, key.lastIndexOf('|')), key.slice(key.lastIndexOf('|') + 1)]
    if ((ending.length > 1 && top < 2) || top * 2 < sum) continue
    if (shorter(ending, xpos) !== change) endings[key] = change
  }
  const listOf = (xpos: RegExp): string => {
    const found = new Map<string, number>()
    for (const s of sentences)
      for (const t of s.tokens)
        if (xpos.test(t.xpos) && /^[a-z]+$/.test(t.lemma)) found.set(t.lemma, (found.get(t.lemma) ?? 0) + 1)
    return [...found.keys()].sort().join(' ')
  }
  const words: Record<string, string> = {}
  const table: LemmaTable = { words, endings, verbs: listOf(/^VB/), nouns: listOf(/^NNS?$/) }
  for (const key of [...lemmas.keys()].sort()) {
    const [form, xpos] = [key.slice(0, key.lastIndexOf('|')), key.slice(key.lastIndexOf('|') + 1)]
    const upos = uposOf.get(key)!
    if (upos === 'PUNCT' || upos === 'SYM' || xpos === 'NNP') continue
    const [lemma, top, sum] = commonest(lemmas.get(key)!)
    if (top * 2 > sum && lemmatise(table, form, xpos, upos) !== lemma && !/^NNP/.test(xpos)) words[key] = lemma
  }
  return table
}
