/**
 * Finds phrases of a lexicon in a row of words: one walk down a tree of folded words, longest phrase first.
 * Time is linear in the text, whatever the size of the lexicon. Knows nothing of what the phrases mean.
 */
import { WordCache } from '../../read/word-cache.ts'
import { foldWord, singularOf } from './fold-word.ts'

/** What the trie needs of a word of the text. `key` is the folded form; `joint` a hyphen or dash inside a compound. */
export interface TrieWord {
  key: string
  joint: boolean
  /** Which tries have a phrase that opens with this word, as `openersOf` tells; a word without it is looked up. */
  opens?: number
}

interface Node<T> {
  next: Map<string, Node<T>>
  value: T | undefined
}

export interface PhraseHit<T> {
  from: number
  /** End exclusive. */
  to: number
  value: T
}

const step = <T>(node: Node<T>, key: string, plural: boolean): Node<T> | undefined =>
  node.next.get(key) ?? (plural ? node.next.get(singularOf(key)) : undefined)

const stepThrough = <T>(node: Node<T>, keys: readonly string[], plural: boolean): Node<T> | undefined => {
  let at: Node<T> | undefined = node
  for (const key of keys) at = at && step(at, key, plural)
  return at
}

/** The words of a phrase as the trie compares them: folded, hyphens as gaps, dots of abbreviations kept inside. */
export const phraseKeys = (phrase: string): readonly string[] => keysOfNames.of(phrase)

const splitPhrase = (phrase: string): readonly string[] =>
  (phrase.match(/(?:\p{L}{1,2}\.){2,}\p{L}?|[\p{L}\p{M}\p{N}]+(?:['’ʼʻ][\p{L}\p{M}]+)*|&/gu) ?? [])
    .flatMap((word) => /^(.+)(['’]s)$/u.exec(word)?.slice(1) ?? [word])
    .map(foldWord)

/** The names of an article are looked for in one trie after another. */
const keysOfNames = new WordCache(20_000, splitPhrase)

/** For every word that opens a phrase of any trie: a bit for each such trie. Most words of a text open none. */
const openers = new Map<string, number>()
/** Tries beyond this number share the last bit. */
const LAST_BIT = 30
let tries = 0

/** The bits of a folded word, of its singular, and all of them where a hyphen hides two words. */
export const openersOf = (key: string): number => {
  if (key.includes('-')) return -1
  const single = singularOf(key)
  const own = openers.get(key) ?? 0
  return single === key ? own : own | (openers.get(single) ?? 0)
}

export class PhraseTrie<T> {
  readonly #root: Node<T> = { next: new Map(), value: undefined }
  /** Its bit in `opens`; 0 for a trie of one article, whose phrases the words of that article do not know of. */
  readonly #bit: number

  constructor(scope: 'lexicon' | 'article' = 'lexicon') {
    this.#bit = scope === 'article' ? 0 : 1 << Math.min(tries++, LAST_BIT)
  }

  /** Adds a phrase; the first value for a phrase stays. Plurals of the last word match too. */
  add(phrase: string, value: T): this {
    const keys = splitPhrase(phrase)
    let node = this.#root
    for (const key of keys) {
      let next = node.next.get(key)
      if (!next) {
        next = { next: new Map(), value: undefined }
        node.next.set(key, next)
      }
      node = next
    }
    const [first] = keys
    if (first !== undefined) {
      node.value ??= value
      if (this.#bit !== 0) openers.set(first, (openers.get(first) ?? 0) | this.#bit)
    }
    return this
  }

  #mayOpen(word: TrieWord, plural: boolean): boolean {
    return word.opens === undefined || this.#bit === 0
      ? this.#opens(word.key, plural)
      : (word.opens & this.#bit) !== 0
  }

  /** Whether any phrase begins so: most words of a text begin none. */
  #opens(key: string, plural: boolean): boolean {
    const { next } = this.#root
    return next.has(key) || (plural && next.has(singularOf(key))) || key.includes('-')
  }

  /** Longest phrase that starts at word `from`, or null. With `plural`, plurals match their singular too. */
  match(words: readonly TrieWord[], from: number, plural = true): PhraseHit<T> | null {
    if (from >= words.length || !this.#mayOpen(words[from]!, plural)) return null
    let node = this.#root
    let best: PhraseHit<T> | null = null
    /** Where a plural went on as it stands ("weapons system") and may go on as its singular too ("weapons"). */
    let others: { node: Node<T>; at: number }[] | null = null
    for (let i = from; ; ) {
      for (; i < words.length; i++) {
        const word = words[i]!
        if (word.joint && i > from) continue
        // "Vice-Minister" may be one word of the text; a phrase knows it as two.
        const hyphened = word.key.includes('-')
        const next: Node<T> | undefined = hyphened
          ? stepThrough(node, word.key.split(/[-–]/), plural)
          : step(node, word.key, plural)
        if (!next) break
        if (plural && !hyphened) {
          const single = node.next.get(singularOf(word.key))
          if (single && single !== next) {
            others ??= []
            others.push({ node: single, at: i })
          }
        }
        node = next
        if (node.value !== undefined && (!best || i + 1 > best.to)) best = { from, to: i + 1, value: node.value }
      }
      const other = others?.pop()
      if (!other) return best
      node = other.node
      if (node.value !== undefined && (!best || other.at + 1 > best.to))
        best = { from, to: other.at + 1, value: node.value }
      i = other.at + 1
    }
  }

  /** Value of exactly this phrase. */
  get(phrase: string): T | undefined {
    // One plain word is the usual question.
    if (!/[^\p{L}]/u.test(phrase)) return this.#root.next.get(foldWord(phrase))?.value
    let node: Node<T> | undefined = this.#root
    for (const key of phraseKeys(phrase)) node = node?.next.get(key)
    return node?.value
  }

  /** Longest phrases, left to right, none overlapping. */
  findAll(words: readonly TrieWord[], plural = true): PhraseHit<T>[] {
    const hits: PhraseHit<T>[] = []
    for (let i = 0; i < words.length; ) {
      const hit = this.match(words, i, plural)
      if (hit) hits.push(hit)
      i = hit ? hit.to : i + 1
    }
    return hits
  }
}
