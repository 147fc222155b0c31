/**
 * Where bodies are whose names stand behind or before what they are: "two Turkish textile makers, A and B", "A, B and other
 * Korean companies", "the largest bank in Peru, A". By word order, one sentence at a time.
 */
import type { SentenceTree } from '../clauses/sentence-tree.ts'
import type { Draft } from '../draft.ts'
import { bodyFrom, bodyTo, isGovernment, isKind, isPlaceLike, lower, make } from './place-words.ts'

/** "A, B and other Korean companies": the names that a described plural closes. */
export const closedLists = (tree: SentenceTree): Draft[] => {
  const drafts: Draft[] = []
  for (const home of tree.mentions) {
    if (home.kind !== 'adjective' || home.type !== 'Country') continue
    let at = home.from - 1
    while (
      ['other', 'some', 'several', 'many', 'more', 'two', 'three', 'leading', 'major', 'large'].includes(
        lower(tree, at),
      )
    )
      at--
    if (at === home.from - 1 || !['and', 'or'].includes(lower(tree, at))) continue
    let kind = home.to
    while (tree.tokens[kind]?.upos !== 'NOUN' && kind < home.to + 2) kind++
    while (tree.tokens[kind + 1]?.upos === 'NOUN') kind++
    if (!isKind(tree, kind) || tree.tokens[kind]?.xpos !== 'NNS') continue
    at--
    for (;;) {
      while (lower(tree, at) === ',' || lower(tree, at) === 'and') at--
      const name = bodyTo(tree, at + 1)
      if (!name) break
      drafts.push(make(tree, name, 'LOCATED_IN', home, 'locate.list', home.from))
      at = name.from - 1
      if (lower(tree, at) !== ',' && lower(tree, at) !== 'and') break
    }
  }
  return drafts
}

/** "Slovenian firms operating in X are A, B …", "… include A": where the names begin, or -1. */
const naming = (tree: SentenceTree, from: number): number => {
  for (let i = from; i < from + 8; i++) {
    const word = lower(tree, i)
    if (/^(are|include|includes|including|namely)$/.test(word)) return bodyFrom(tree, i + 1) ? i + 1 : -1
    if (/^[.;:]$/.test(word) || tree.tokens[i]?.feats.VerbForm === 'Fin') return -1
  }
  return -1
}

/** Behind "companies": where "such as", "including" or a colon lets the names begin. */
const opening = (tree: SentenceTree, from: number, plural: boolean): number | null => {
  let at = from
  const mark = [',', ':', '–', 'like'].includes(lower(tree, at))
  if (mark) at++
  if (['led', 'headed'].includes(lower(tree, at)) && lower(tree, at + 1) === 'by') return at + 2
  if (!plural) return mark ? at : null
  if (lower(tree, at) === 'such' && lower(tree, at + 1) === 'as') return at + 2
  if (['including', 'namely', 'notably'].includes(lower(tree, at))) return at + 1
  if (!mark && naming(tree, at) >= 0) return naming(tree, at)
  return at
}

/** Where the next name of a list may begin after one that nobody knows: "A, Nile sugar, B". -1 where the list ends. */
const skipStrange = (tree: SentenceTree, at: number): number => {
  for (let i = at; i < at + 5; i++) {
    if ([',', 'and', '&'].includes(lower(tree, i))) return i > at ? i + 1 : -1
    if (!/^\p{Lu}/u.test(tree.tokens[i]?.text ?? '') && i === at) return -1
    if (/^(?:VERB|AUX|ADP|PUNCT|PRON|DET)$/.test(tree.tokens[i]?.upos ?? 'PUNCT')) return -1
  }
  return -1
}

/** "Two Turkish textile makers, A and B": a described plural and the names that follow it. */
export const describedLists = (tree: SentenceTree): Draft[] => {
  const drafts: Draft[] = []
  for (const home of tree.mentions) {
    // "two state-owned Peru companies": a country by its name, as part of the noun phrase.
    const part = /^(?:compound|amod)/.test(tree.tokens[home.head]?.deprel ?? '')
    if (home.type !== 'Country' || (home.kind !== 'adjective' && !(home.kind === 'name' && part))) continue
    let i = home.to
    let kind = -1
    while (
      i < tree.tokens.length &&
      i < home.to + 5 &&
      ['NOUN', 'ADJ', 'PROPN'].includes(tree.tokens[i]?.upos ?? '') &&
      lower(tree, i) !== 'such' &&
      !bodyFrom(tree, i)
    ) {
      if (isKind(tree, i)) kind = i
      i++
    }
    if (kind < 0 || i !== kind + 1) continue
    const plural = tree.tokens[kind]?.xpos === 'NNS'
    const first = opening(tree, i, plural)
    if (first === null) continue
    // Names joined by commas and "and".
    let last = first
    for (let at = first; at >= 0; ) {
      const name = bodyFrom(tree, at)
      if (name && !tree.leads.has(home.from))
        drafts.push(make(tree, name, 'LOCATED_IN', home, 'locate.list', home.from))
      if (name) {
        at = name.to
        while ([',', 'and', '&'].includes(lower(tree, at))) at++
        if (!plural) break
        if (at === name.to) at = skipStrange(tree, at - 1)
      } else at = plural && at > last ? skipStrange(tree, at) : -1
      while (at > 0 && [',', 'and', '&'].includes(lower(tree, at))) at++
      last = Math.max(last, at - 1)
    }
  }
  return drafts
}

/** "the largest bank in Peru, A, has …", "Peru's largest bank, A": a description that leads up to a name behind a comma. */
export const describedNames = (tree: SentenceTree): Draft[] =>
  tree.mentions.flatMap((name): Draft[] => {
    if (name.type !== 'Organization' || name.kind !== 'name' || lower(tree, name.from - 1) !== ',') return []
    if (isGovernment(name, tree)) return []
    const comma = name.from - 1
    let from = comma
    while (
      from > 0 &&
      comma - from < 10 &&
      !/^[,;:.()“”"]$/.test(lower(tree, from - 1)) &&
      !/^(?:VERB|AUX|SCONJ|CCONJ)$/.test(tree.tokens[from - 1]?.upos ?? '')
    )
      from--
    // A body of its own in between is what the words tell of.
    if (tree.mentions.some((m) => m.from >= from && m.to <= comma && m.type === 'Organization')) return []
    const homes = tree.mentions.filter((m) => m.from >= from && m.to <= comma && isPlaceLike(m) && m.kind !== 'pronoun')
    const home = homes.at(-1)
    if (!home) return []
    const genitive = /^['’]s?$/.test(lower(tree, home.to))
    let kind = comma - 1
    // "in Peru", "of the Norwegian coast": the noun stands before the place.
    if (home.to === comma) {
      kind = home.from - 1
      if (lower(tree, kind) === 'the') kind--
      if (!/^(?:in|from|of)$/.test(lower(tree, kind)) || home.kind !== 'name') return []
      kind--
    } else if (!genitive && home.kind !== 'adjective') return []
    if (!isKind(tree, kind) || tree.tokens[kind]?.xpos === 'NNS') return []
    // "In a deal with a Peruvian company, A will …": the name is the subject, unless a comma closes it, too.
    const before = tree.tokens.slice(from, Math.min(kind, home.from)).some((t) => t.upos === 'ADP')
    const closed = /^(?:[,.;:)]|)$/.test(lower(tree, name.to))
    if (!closed && (before || tree.tokens[from - 1]?.upos === 'ADP' || from > 1)) return []
    return [make(tree, name, 'LOCATED_IN', home, 'locate.apposition', home.from)]
  })
