/**
 * Answers about words that are kept from article to article, since texts say the same words again and again. Bounded in
 * number and length, and never the reason that the text of an article stays in memory.
 */

/** Longer strings are no words that come back. */
const LONGEST = 60

/** The same string in memory of its own: a piece cut out of a text may keep the whole text alive for as long as it lives. */
export const ownCopy = (piece: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is Latin-1, which takes half the room
  const encoding = /^[\x00-\xff]*$/.test(piece) ? 'latin1' : 'utf16le'
  return Buffer.from(piece, encoding).toString(encoding)
}

export class WordCache<Answer> {
  readonly #known = new Map<string, Answer>()
  readonly #limit: number
  readonly #make: (word: string) => Answer

  /** `make` must give the same answer for the same word. Beyond `limit` words, all is forgotten and learned anew. */
  constructor(limit: number, make: (word: string) => Answer) {
    this.#limit = limit
    this.#make = make
  }

  of(word: string): Answer {
    const known = this.#known.get(word)
    if (known !== undefined) return known
    if (word.length > LONGEST) return this.#make(word)
    const own = ownCopy(word)
    const answer = this.#make(own)
    if (this.#known.size >= this.#limit) this.#known.clear()
    this.#known.set(own, answer)
    return answer
  }
}
