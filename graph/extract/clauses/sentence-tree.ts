/**
 * A sentence ready for questions: its tokens as a tree with children, and the mentions on their heads.
 * Built once per sentence and shared by every stage after mentions. Never changes the syntax it is given.
 */
import type { Sentence, Token } from '../../read/syntax.ts'
import type { EntityMention } from '../document.ts'
import { type Answers, askOnce } from './ask-once.ts'
import { mendTree } from './mend-tree.ts'
import { relation } from './mending.ts'
import { counting, titles } from './standing-nouns.ts'

export { relation }

export interface SentenceTree {
  sentence: Sentence
  /** Index of the sentence in the article. */
  index: number
  tokens: readonly Token[]
  /** Lower-case lemma, lower-case text and relation without subtype of each token, which every rule asks for. */
  lemmas: readonly string[]
  lowers: readonly string[]
  relations: readonly string[]
  /** What was asked of the tree, and of its words without mentions, before. */
  answers: Answers
  answersOfWords: Answers
  /** Children of each token, in text order. */
  children: readonly (readonly number[])[]
  mentions: readonly EntityMention[]
  /** Mentions whose syntactic head is the token, longest first. */
  byHead: readonly (readonly EntityMention[])[]
  /** Mentions that cover the token, longest first. */
  covering: readonly (readonly EntityMention[])[]
  /** Heads of names that stand in one list ("Canada, Russia and Belarus"), for each head in it: the whole list. */
  listed: ReadonlyMap<number, readonly number[]>
  /**
   * Where a word only leads up to a name ("the Turkish firm X", "Poland's X", "the state-owned company X"): from each
   * token of the lead to the name's mention.
   */
  leads: ReadonlyMap<number, EntityMention>
}

/** The words of a long title before a person ("Omani Minister of Commerce, Industry and Investment X"), back to its first. */
const titleBefore = (tokens: readonly Token[], mentions: readonly EntityMention[], name: EntityMention): number[] => {
  let title = -1
  for (let i = name.from - 1; i >= Math.max(0, name.from - 16); i--) {
    const token = tokens[i]
    if (!token || mentions.some((m) => m.type === 'Person' && m.kind === 'name' && m.from <= i && m.to > i)) break
    if (titles.has(token.lemma.toLowerCase())) {
      title = i
      break
    }
    const inside = ['NOUN', 'PROPN', 'ADJ', 'CCONJ', 'DET'].includes(token.upos)
    if (!inside && !/^(of|for|,|-|&)$/.test(token.text.toLowerCase())) break
  }
  if (title < 0) return []
  let from = title
  while (['PROPN', 'ADJ', 'NOUN', 'PART'].includes(tokens[from - 1]?.upos ?? '') && from > title - 5) from--
  return Array.from({ length: name.from - from }, (_, i) => from + i)
}

/** What may stand between the first word of a noun phrase and the name that it leads up to. */
const findLeads = (tokens: readonly Token[], mentions: readonly EntityMention[]): Map<number, EntityMention> => {
  const leads = new Map<number, EntityMention>()
  for (const name of mentions) {
    if (name.kind !== 'name' || (name.type !== 'Organization' && name.type !== 'Person')) continue
    for (let i = name.from - 1; i >= 0 && i > name.from - 9; i--) {
      const token = tokens[i]
      if (!token) break
      const word = token.text.toLowerCase()
      if (/^(['’]s|['’]|-|“|")$/.test(word)) continue
      const inName = mentions.find(
        (m) =>
          m.kind === 'name' &&
          m.from <= i &&
          m.to > i &&
          (m.type === 'Organization' || m.type === 'Person') &&
          m.entity !== name.entity,
      )
      if (inName) break
      // "Poland accused X" is no "Poland-owned X".
      const participle =
        token.upos === 'VERB' && token.xpos !== 'VBD' && relation(token) !== 'root' && /(ed|ing|run|built)$/.test(word)
      if (!['NOUN', 'ADJ', 'PROPN', 'NUM'].includes(token.upos) && !participle) break
      // "told Reuters": a lone noun before a name leads to it only if it is no name of its own kind.
      if (!leads.has(i)) leads.set(i, name)
    }
    if (name.type === 'Person')
      for (const i of titleBefore(tokens, mentions, name)) if (!leads.has(i)) leads.set(i, name)
  }
  return leads
}

const JOINTS = new Set([',', '-', '–', '—', '/', 'and', 'or', '&', 'the', 'both', 'as', 'well', 'also', 'its', 'a'])

const AMOUNT = /^(?:[\d.,]+\p{L}{0,3}|%|[$€£¥₹]|us\$)$/u
/** "Egypt (3 million tonnes), Turkey", "to Egypt — 5.8 mln, to Turkey": an amount beside each name of the list. */
const isCounted = (gap: readonly string[]): boolean =>
  gap.length < 16 &&
  gap.some((word) => AMOUNT.test(word)) &&
  gap.some((word) => /^[,;]$/.test(word) || word === 'and') &&
  gap.every((word) => JOINTS.has(word) || AMOUNT.test(word) || counting.has(word))

/** Where the words that lead up to a name begin ("Brazil's X", "the Turkish firm X"). */
const leadStart = (name: EntityMention, leads: ReadonlyMap<number, EntityMention>): number => {
  let from = name.from
  while (from > 0 && (leads.get(from - 1) === name || leads.get(from - 2) === name)) from--
  return from
}

/**
 * "Kenya, Uganda to build railway": headlines and hasty texts leave "and" out; "with the help of Kenya, Uganda has built" is
 * no list.
 */
const countriesBare = (tokens: readonly Token[], run: readonly EntityMention[]): boolean => {
  const [first] = run
  const next = tokens[run.at(-1)?.to ?? -1]
  const fronted = tokens[(first?.from ?? 0) - 1]?.upos === 'ADP' && /^(?:VERB|AUX|ADV)$/.test(next?.upos ?? '')
  return first?.type === 'Country' && !fronted
}

/** Lists of names of one type, by word order: parsers break long lists more often than commas lie. */
const findLists = (
  tokens: readonly Token[],
  mentions: readonly EntityMention[],
  leads: ReadonlyMap<number, EntityMention>,
): Map<number, number[]> => {
  const listed = new Map<number, number[]>()
  const inOrder = mentions
    .filter((m) => m.kind !== 'pronoun' && (leads.get(m.from)?.from ?? -1) < m.to)
    .sort((a, b) => a.from - b.from || b.to - a.to)
  let run: EntityMention[] = []
  let joined = false
  const close = (): void => {
    if (run.length > 1 && (joined || countriesBare(tokens, run)))
      for (const m of run)
        listed.set(
          m.head,
          run.map((r) => r.head),
        )
    run = []
    joined = false
  }
  for (const mention of inOrder) {
    const last = run.at(-1)
    if (last && mention.from < last.to) continue
    const gap = last
      ? tokens.slice(last.to, Math.max(last.to, leadStart(mention, leads))).map((t) => t.text.toLowerCase())
      : []
    const counted = last?.type === 'Country' && gap.length > 1 && isCounted(gap)
    const and = counted || ['and', 'or', '&', '-', '–', '—', '/'].some((joint) => gap.includes(joint))
    const fits =
      last !== undefined &&
      last.type === mention.type &&
      last.kind === mention.kind &&
      gap.length > 0 &&
      (counted || (gap.length < 5 && gap.every((word) => JOINTS.has(word))))
    if (!fits || (joined && !and && gap[0] === ',' && mention.type !== 'Country')) {
      close()
      run = [mention]
      continue
    }
    run.push(mention)
    if (and) joined = true
  }
  close()
  return listed
}

/** Tokens of the longest sentence that is looked into; a longer one is a table or a text without full stops. */
export const LONGEST_SENTENCE = 300

/** What a tree knows without mentions; the stages grow trees of the same sentence. */
type Words = Pick<SentenceTree, 'tokens' | 'lemmas' | 'lowers' | 'relations' | 'children' | 'answersOfWords'>
const wordsBySentence = new WeakMap<Sentence, Words>()

const wordsOf = (sentence: Sentence): Words => {
  const known = wordsBySentence.get(sentence)
  if (known) return known
  const { tokens, children } = mendTree(sentence)
  const lemmas: string[] = []
  const lowers: string[] = []
  const relations: string[] = []
  for (const token of tokens) {
    lemmas.push(token.lemma.toLowerCase())
    lowers.push(token.text.toLowerCase())
    relations.push(relation(token))
  }
  const words: Words = { tokens, lemmas, lowers, relations, children, answersOfWords: [] }
  wordsBySentence.set(sentence, words)
  return words
}

export const growTree = (sentence: Sentence, index: number, mentions: readonly EntityMention[]): SentenceTree => {
  const words = wordsOf(sentence)
  const { tokens } = words
  const byHead: EntityMention[][] = []
  const covering: EntityMention[][] = []
  for (let i = 0; i < tokens.length; i++) {
    byHead.push([])
    covering.push([])
  }
  const long = tokens.length > LONGEST_SENTENCE
  const leads = long ? new Map<number, EntityMention>() : findLeads(tokens, mentions)
  const longest = [...mentions].sort((a, b) => b.to - b.from - (a.to - a.from))
  for (const mention of longest) {
    byHead[mention.head]?.push(mention)
    for (let i = mention.from; i < mention.to; i++) covering[i]?.push(mention)
  }
  return {
    sentence,
    index,
    ...words,
    answers: [],
    mentions,
    byHead,
    covering,
    listed: long ? new Map() : findLists(tokens, mentions, leads),
    leads,
  }
}

/** Children of `at` in one of the relations (compared without subtype). */
export const childrenIn = (tree: SentenceTree, at: number, ...relations: string[]): number[] => {
  const found: number[] = []
  const children = tree.children[at]
  if (children) for (const child of children) if (relations.includes(tree.relations[child] as string)) found.push(child)
  return found
}

/** Every token under `at`, itself included, in text order. Safe on trees with loops. */
export const subtree: (tree: SentenceTree, at: number) => readonly number[] = askOnce((tree: SentenceTree, at) => {
  const seen = new Set<number>()
  const visit = (token: number): void => {
    if (seen.has(token)) return
    seen.add(token)
    for (const child of tree.children[token] ?? []) visit(child)
  }
  visit(at)
  return [...seen].sort((a, b) => a - b)
}, 'words')

/** A token and what is coordinated with it ("A, B and C" gives all three), in text order. */
export const coordinated: (tree: SentenceTree, at: number) => readonly number[] = askOnce((tree: SentenceTree, at) => {
  const found = [at]
  for (const head of found) {
    for (const child of childrenIn(tree, head, 'conj'))
      if (!found.includes(child) && !isVerb(tree.tokens[child])) found.push(child)
    for (const other of tree.listed.get(head) ?? []) if (!found.includes(other)) found.push(other)
  }
  return found.length === 1 ? found : found.sort((a, b) => a - b)
})

/** The preposition of a noun phrase in lower case ("with", "according to"), or an empty string. */
export const prepositionOf: (tree: SentenceTree, at: number) => string = askOnce((tree: SentenceTree, at) => {
  const cases = childrenIn(tree, at, 'case').filter((c) => tree.tokens[c]?.upos !== 'PART')
  if (cases.length === 0) return ''
  const words = cases.flatMap((c) => [c, ...childrenIn(tree, c, 'fixed')]).filter((c) => c < at)
  return words
    .sort((a, b) => a - b)
    .map((c) => tree.lowers[c] ?? '')
    .join(' ')
}, 'words')

/** Lower-case lemma of a token. */
export const lemmaAt = (tree: SentenceTree, at: number): string => tree.lemmas[at] ?? ''

export const isVerb = (token: Token | undefined): boolean => token?.upos === 'VERB' || token?.upos === 'AUX'

/** The chain of heads above a token, nearest first. Safe on loops. */
export const ancestors: (tree: SentenceTree, at: number) => readonly number[] = askOnce((tree: SentenceTree, at) => {
  const chain: number[] = []
  let head = tree.tokens[at]?.head ?? -1
  while (head >= 0 && !chain.includes(head) && head !== at) {
    chain.push(head)
    head = tree.tokens[head]?.head ?? -1
  }
  return chain
}, 'words')
