/**
 * The words of an article as the lexicons see them: one per token, folded, with capitals and joints marked.
 * A view of the syntax; changes nothing in it.
 */
import type { Sentence, Syntax, Token } from '../../read/syntax.ts'
import { WordCache } from '../../read/word-cache.ts'
import { foldWord } from '../lexicon/fold-word.ts'
import { openersOf, type TrieWord } from '../lexicon/phrase-trie.ts'

export interface Word extends TrieWord {
  text: string
  /** Folded form, the dot of an abbreviation taken off. */
  key: string
  /** A hyphen or dash without spaces around it. */
  joint: boolean
  start: number
  end: number
  /** Begins with a capital, or has one inside (`eSwatini`). */
  capital: boolean
  upos: string
  token: Token
}

const JOINT = /^[-–‑‐—/]$/u
const CAPITAL = /^(?:[\p{Lu}\p{Lt}]|\p{Ll}{1,2}\p{Lu})/u
const ABBREVIATION = /^(\p{L}+)\.$/u

/** What a word is by its letters alone. */
type Form = Pick<Word, 'text' | 'key' | 'capital'> & { opens: number; mayJoin: boolean }
const forms = new WordCache(50_000, (text): Form => {
  const key = foldWord(text.endsWith('.') ? text.replace(ABBREVIATION, '$1') : text)
  return { text, key, opens: openersOf(key), mayJoin: JOINT.test(text), capital: CAPITAL.test(text) }
})

/** Words of one sentence, one for each of its tokens. */
export const wordsOf = ({ tokens }: Sentence): Word[] => {
  const words: Word[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    const { text, key, opens, mayJoin, capital } = forms.of(token.text)
    const joint = mayJoin && tokens[i - 1]?.end === token.start && tokens[i + 1]?.start === token.end
    words.push({ text, key, opens, joint, start: token.start, end: token.end, capital, upos: token.upos, token })
  }
  return words
}

/** Views that were made already: several stages ask for the same one. */
const views = new WeakMap<Syntax, Word[][]>()

/** Words of every sentence, in order. */
export const allWords = (syntax: Syntax): Word[][] => {
  const known = views.get(syntax)
  if (known) return known
  const made = syntax.sentences.map(wordsOf)
  views.set(syntax, made)
  return made
}

/** The text of words `from` to `to`, end exclusive, as it stands in the article. */
export const textOf = (text: string, words: readonly Word[], from: number, to: number): string =>
  text.slice(words[from]!.start, words[to - 1]!.end).replace(/\s+/g, ' ')

/** The syntactic head among tokens `from` to `to`: the one whose own head lies outside. */
export const headOf = (words: readonly Word[], from: number, to: number): number => {
  for (let i = to - 1; i >= from; i--) {
    const { head, deprel } = words[i]!.token
    if ((head < from || head >= to) && deprel !== 'punct') return i
  }
  return to - 1
}
