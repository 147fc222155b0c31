/** Scores a network on treebank sentences: tags, heads, labels over words without punctuation; names by exact span. */

import { bestNames } from '../neural/name-spans.ts'
import type { Network } from '../neural/network.ts'
import type { GoldSentence } from './treebank.ts'

export interface Scores {
  upos: number
  xpos: number
  uas: number
  las: number
  nerF1: number
}

/** Spans of person, organisation and place names in a row of tags, as `from:to:type`. */
export const goldSpans = (tags: readonly string[]): Set<string> => {
  const spans = new Set<string>()
  for (let i = 0; i < tags.length; i++) {
    if (!tags[i]!.startsWith('B-') || tags[i]!.endsWith('EVENT')) continue
    let end = i + 1
    while (end < tags.length && tags[end]!.startsWith('I-')) end++
    spans.add(`${i}:${end}:${tags[i]!.slice(2)}`)
  }
  return spans
}

export const scoreNetwork = (
  network: Network,
  sentences: readonly GoldSentence[],
  names: readonly (string[] | null)[] | null,
): Scores => {
  const answers = network.read(sentences.map((s) => s.tokens.map((t) => t.form)))
  let [tokens, words, upos, xpos, uas, las, right, found, wanted] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
  sentences.forEach((s, i) => {
    const answer = answers[i]!
    s.tokens.forEach((t, j) => {
      const tag = network.config.tags[answer.tags[j]!]!
      tokens++
      if (tag.slice(tag.lastIndexOf('/') + 1) === t.upos) upos++
      if (tag.slice(0, tag.lastIndexOf('/')) === t.xpos) xpos++
      if (t.upos === 'PUNCT') return
      words++
      if (answer.heads[j] !== t.head) return
      uas++
      if (network.config.labels[answer.labels[j]!] === t.deprel) las++
    })
    const gold = names?.[i]
    if (!gold) return
    const theirs = goldSpans(gold)
    const mine = bestNames(answer.names, s.tokens.length, network.config.names).filter((n) => n.type !== 'EVENT')
    for (const n of mine) if (theirs.has(`${n.from}:${n.to}:${n.type}`)) right++
    found += mine.length
    wanted += theirs.size
  })
  const percent = (a: number, b: number): number => Math.round((1e4 * a) / Math.max(1, b)) / 100
  return {
    upos: percent(upos, tokens),
    xpos: percent(xpos, tokens),
    uas: percent(uas, words),
    las: percent(las, words),
    nerF1: percent(2 * right, found + wanted),
  }
}
