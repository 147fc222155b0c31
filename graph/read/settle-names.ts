/**
 * Settles the names of a text once all sentences are read: ends trimmed, first names drawn in, heads of events and bodies
 * heeded, and one name given one type throughout, so that "Petrov" alone is the person that "Ivan Petrov" was.
 */
import type { NameSpan, NameType, Token } from './syntax.ts'
import { wordClass } from './word-lists.ts'

const COUNTRY_CLASS = 1
const GIVEN_CLASS = 6
const PLACE_CLASS = 7
const TITLE_CLASS = 5
const BODY_CLASS = 4
const EVENT_CLASS = 8
const DATE_CLASS = 10
/** Words of a name that is looked for again. */
const LONGEST = 5
/** What a name found by its likeness is sure of, at most. */
const LIKENESS = 0.6

type Row = readonly Token[]

const isProper = (token: Token | undefined): boolean =>
  token?.xpos.startsWith('NNP') === true && /^\p{Lu}/u.test(token.text)

const isCapitalNoun = (token: Token): boolean => token.xpos === 'NN' && /^\p{Lu}\p{Ll}/u.test(token.text)

const textOf = (row: Row, from: number, to: number): string =>
  row
    .slice(from, to)
    .map((t) => t.text)
    .join(' ')

const trim = (row: Row, name: NameSpan): NameSpan | null => {
  let { from, to, type } = name
  const loose = (t: Token): boolean =>
    /^(?:ADP|DET|CCONJ|PUNCT|AUX|PART|PRON)$/.test(t.upos) && !/^\p{Lu}/u.test(t.text)
  while (to > from && loose(row[to - 1]!)) to--
  while (from < to && loose(row[from]!)) from++
  if (type === 'PER') {
    while (from < to && wordClass(row[from]!.text) === TITLE_CLASS) from++
    // "Amr Nassar" of which only "Nassar" was found.
    while (
      isProper(row[from - 1]) &&
      (wordClass(row[from - 1]!.text) === 0 || wordClass(row[from - 1]!.text) === GIVEN_CLASS) &&
      !/^(?:CC|IN)$/.test(row[from - 2]?.xpos ?? '') &&
      near(row, from - 1, from, to)
    ) {
      from--
    }
  }
  if (from >= to) return null
  const last = wordClass(row[to - 1]!.text)
  if (to - from > 1 && last === EVENT_CLASS) type = 'EVENT'
  else if (to - from > 1 && type === 'LOC' && (last === BODY_CLASS || wordClass(row[from]!.text) === BODY_CLASS))
    type = 'ORG'
  else if (type === 'LOC' && isUnion(row, from, to)) type = 'ORG'
  else if (type === 'ORG' && isCountry(row, from, to) && !isUnion(row, from, to)) type = 'LOC'
  return { ...name, from, to, type }
}

/** Bodies of states, however much they act and are spoken of as one. */
const isUnion = (row: Row, from: number, to: number): boolean =>
  /^(?:E\.?U\.?|U\.?N\.?|European Union|United Nations|African Union)$/.test(textOf(row, from, to))

/** Words of a country's name alone: a place whatever it does, "the United Kingdom" as well as "North Korea". */
const isCountry = (row: Row, from: number, to: number): boolean => {
  const classes = row.slice(from, to).map((t) => wordClass(t.text))
  return classes.includes(COUNTRY_CLASS) && classes.every((c) => c === COUNTRY_CLASS || c === PLACE_CLASS)
}

/** "Gulf of Mexico", "Bank of Japan": a head of places or bodies and the name after its "of" are one name. */
const joinOf = (row: Row, names: readonly NameSpan[]): NameSpan[] => {
  const joined: NameSpan[] = []
  for (const name of names) {
    const before = joined.at(-1)
    const head = before && wordClass(row[before.to - 1]!.text)
    const gap = before ? textOf(row, before.to, name.from) : ''
    if (
      before &&
      (head === BODY_CLASS || head === PLACE_CLASS) &&
      (gap === 'of' || gap === 'of the') &&
      before.type !== 'PER' &&
      name.type !== 'PER'
    )
      joined[joined.length - 1] = { ...before, to: name.to }
    else joined.push(name)
  }
  return joined
}

/** Draws in the words before a name that its last word takes for its parts, and a person's number after it: "Acme" of "Acme Broadband Services". */
const drawIn = (row: Row, name: NameSpan, taken: Uint8Array): NameSpan => {
  let { from } = name
  const part = (t: Token | undefined): boolean =>
    isProper(t) && /^(?:compound|flat)$/.test(t!.deprel) && t!.head >= from && t!.head < name.to
  while (from > 0 && !taken[from - 1] && part(row[from - 1]) && wordClass(row[from - 1]!.text) !== TITLE_CLASS) {
    from--
    taken[from] = 1
  }
  let { to } = name
  if (name.type === 'PER' && to < row.length && !taken[to] && isNumeral(row[to]!)) {
    taken[to] = 1
    to++
  }
  return from === name.from && to === name.to ? name : { ...name, from, to }
}

/** "II" of "Karl II": part of the name of a person. */
const isNumeral = (t: Token): boolean => /^(?:II|III|IV|VI{0,3}|IX|XI{0,3}|XI?V|XVI{0,3}|Jr\.?|Sr\.?)$/.test(t.text)

/** True if the name is one general word, as "Gulf" and "State" are: more likely a part of a name or none. */
const isGeneral = (row: Row, { from, to }: NameSpan): boolean =>
  to - from === 1 && (wordClass(row[from]!.text) === PLACE_CLASS || /^(?:State|World|House)$/.test(row[from]!.text))

/** Leaves out a first name that was found apart and then drawn into the name after it. */
const withoutCovered = (names: readonly NameSpan[]): NameSpan[] =>
  names.filter((name, i) => {
    const next = names[i + 1]
    return !(next && next.sentence === name.sentence && next.from < name.to)
  })

/** True if the word at `i` is joined to the span as a part of one name. */
const near = (row: Row, i: number, from: number, to: number): boolean => {
  const own = row[i]!
  const joined = (t: Token): boolean => /^(?:flat|compound|nmod:desc)$/.test(t.deprel)
  if (joined(own) && own.head >= from && own.head < to) return true
  return row.slice(from, to).some((t) => joined(t) && t.head === i)
}

class Votes {
  readonly #of = new Map<string, Map<NameType, number>>()

  add(text: string, type: NameType, score: number): void {
    const votes = this.#of.get(text) ?? new Map<NameType, number>()
    votes.set(type, (votes.get(type) ?? 0) + score)
    this.#of.set(text, votes)
  }

  /** The type that most speaks for, with its votes and those of `other`. */
  best(
    text: string,
    other: NameType | null = null,
  ): { type: NameType; votes: number; share: number; others: number } | null {
    const votes = this.#of.get(text)
    if (!votes) return null
    let sum = 0
    let top: [NameType, number] = ['PER', -1]
    for (const [type, n] of votes) {
      sum += n
      if (n > top[1]) top = [type, n]
    }
    return { type: top[0], votes: top[1], share: top[1] / sum, others: other === null ? 0 : (votes.get(other) ?? 0) }
  }
}

/** The names of one text, in order; `rows` are its sentences' tokens. */
export const settleNames = (rows: readonly Row[], names: readonly NameSpan[]): NameSpan[] => {
  const settled = withoutCovered(names.map((name) => trim(rows[name.sentence]!, name)).filter((name) => name !== null))
  const votes = new Votes()
  for (const name of settled) {
    const row = rows[name.sentence]!
    votes.add(textOf(row, name.from, name.to), name.type, name.score)
    if (name.type === 'PER' && name.to - name.from > 1) votes.add(row[name.to - 1]!.text, 'PER', 2 * name.score)
  }
  const bySentence = new Map<number, NameSpan[]>()
  for (const name of settled) bySentence.set(name.sentence, [...(bySentence.get(name.sentence) ?? []), name])
  return rows.flatMap((row, sentence) => {
    const own = (bySentence.get(sentence) ?? []).map((name) => {
      const best = votes.best(textOf(row, name.from, name.to), name.type)
      return best !== null && best.type !== name.type && best.votes > 2 * best.others
        ? { ...name, type: best.type }
        : name
    })
    const taken = new Uint8Array(row.length)
    for (const name of own) taken.fill(1, name.from, name.to)
    for (let i = 0; i < row.length; i++) {
      if (taken[i]) continue
      // A person's surname is a name where it stands with a capital inside a sentence, even if it was taken for a noun.
      const surname = i > 0 && isCapitalNoun(row[i]!) && votes.best(row[i]!.text)?.type === 'PER'
      if (!surname && !isProper(row[i])) continue
      for (let length = Math.min(LONGEST, row.length - i); length >= 1; length--) {
        if (taken.subarray(i, i + length).some((t) => t === 1)) continue
        const best = votes.best(textOf(row, i, i + length))
        const kind = wordClass(row[i]!.text)
        if (best === null || best.share < 0.6 || (length === 1 && (kind === DATE_CLASS || kind === TITLE_CLASS)))
          continue
        own.push({
          sentence,
          from: i,
          to: i + length,
          type: best.type,
          score: Math.min(LIKENESS, Math.round(best.votes * 50) / 100),
        })
        taken.fill(1, i, i + length)
        break
      }
    }
    const drawn = own.map((name) => (name.type === 'EVENT' ? name : drawIn(row, name, taken)))
    return joinOf(
      row,
      drawn.sort((a, b) => a.from - b.from),
    ).filter((name) => !isGeneral(row, name))
  })
}
