/**
 * Lemmas from the form and its tag: a table of exceptions, then the commonest change of ending for the longest known
 * end of the word, checked against the lemmas known. All three are counted from the treebanks by training.
 */
import { foldForm } from './word-forms.ts'
import { wordClass } from './word-lists.ts'

const PEOPLE_CLASS = 2

export interface LemmaTable {
  /** `lower case form|XPOS` to lemma, where the endings err. */
  words: Readonly<Record<string, string>>
  /** `end of the word|XPOS` to `<letters cut>:<letters put>`. */
  endings: Readonly<Record<string, string>>
  /** Verbs and nouns in their dictionary form, in one string, separated by spaces. */
  verbs: string
  nouns: string
}

export const LONGEST_ENDING = 6

/** How `form` is turned to `lemma`: letters cut from its end and letters put there; null if they share too little. */
export const endingChange = (form: string, lemma: string): string | null => {
  let same = 0
  while (same < form.length && same < lemma.length && form[same] === lemma[same]) same++
  return same < 2 && form.length > 3 ? null : `${form.length - same}:${lemma.slice(same)}`
}

const applyChange = (form: string, change: string): string => {
  const colon = change.indexOf(':')
  return form.slice(0, form.length - Number(change.slice(0, colon))) + change.slice(colon + 1)
}

const sets = new WeakMap<LemmaTable, { verbs: Set<string>; nouns: Set<string> }>()

const known = (table: LemmaTable, kind: 'verbs' | 'nouns'): Set<string> => {
  let found = sets.get(table)
  if (!found) {
    found = { verbs: new Set(table.verbs.split(' ')), nouns: new Set(table.nouns.split(' ')) }
    sets.set(table, found)
  }
  return found[kind]
}

const VOWEL = /[aeiouy]/

/** Dictionary form of a regular verb form that is not in the table: a known verb if one fits, else by its letters. */
const verbLemma = (table: LemmaTable, word: string, guess: string): string => {
  const verbs = known(table, 'verbs')
  if (verbs.has(guess)) return guess
  const stem = word.replace(/(?:ing|ed|es|s)$/, '')
  if (stem === word || stem.length < 2) return guess
  const doubled = /([bdfgklmnprt])\1$/.test(stem) ? [stem.slice(0, -1)] : []
  const candidates = [stem, `${stem}e`, ...doubled, ...(stem.endsWith('i') ? [`${stem.slice(0, -1)}y`] : [])]
  for (const candidate of candidates) if (verbs.has(candidate)) return candidate
  // Unknown: a stem that lost its "e" ends as few whole verbs do.
  if (/[^aeiou](?:[lrz]|[bcdgkpt]l)$/.test(stem) && /[bcdfgkptsz]l$|[uv]$/.test(stem)) return `${stem}e`
  if (
    /(?:[cgsuvz]|[aeiou][^aeiouwxy](?<![aeiou][aeiou].|er|en|on|et|it|or|el|al|op|ic))$/.test(stem) &&
    VOWEL.test(stem) &&
    !/(?:ss|[aeiou]{2}.)$/.test(stem)
  )
    return `${stem}e`
  return guess
}

/** True of words whose lemma keeps its capitals. */
const keepsCase = (xpos: string, upos: string): boolean => xpos.startsWith('NNP') || upos === 'PROPN' || upos === 'X'

/** The lemma of a word. A lemma is never empty. `first` says that the word opens its sentence. */
export const lemmatise = (table: LemmaTable, form: string, xpos: string, upos: string, first = false): string => {
  if (upos === 'PUNCT' || upos === 'SYM') return foldForm(form)
  const plain = form.length > 60 ? form : form.replace(/[’‘ʼ]/g, "'")
  const key = plain.toLowerCase()
  const capital = plain !== key
  const acronym = capital && plain.length > 1 && plain.length < 6 && plain === plain.toUpperCase()
  const word =
    keepsCase(xpos, upos) ||
    (capital && upos === 'ADJ' && (!first || wordClass(plain) === PEOPLE_CLASS)) ||
    (acronym && upos === 'NOUN')
      ? plain
      : key
  if (form.length > 60) return word
  const listed = table.words[`${key}|${xpos}`]
  if (listed !== undefined) return listed
  if (upos === 'NUM' || xpos === 'NNP' || xpos === 'FW') return word
  for (let length = Math.min(LONGEST_ENDING, key.length - 1); length >= 0; length--) {
    const change = table.endings[`${key.slice(key.length - length)}|${xpos}`]
    if (change === undefined) continue
    const lemma = applyChange(word, change) || word
    if (/^VB[DGNZ]$/.test(xpos)) return verbLemma(table, key, lemma)
    // "goods", "oceans": what is known as a noun is left, what becomes a known noun is turned.
    if (xpos === 'NNS' && !known(table, 'nouns').has(lemma)) {
      const single = key.replace(/ies$/, 'y').replace(/s$/, '')
      if (known(table, 'nouns').has(single) || (lemma === key && /[^s]s$/.test(key))) return single
    }
    return lemma
  }
  return word
}
