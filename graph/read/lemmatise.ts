/**
 * Lemmas from the form and its tag: a table of exceptions, then the commonest change of ending for the longest known
 * end of the word. Both are counted from the treebanks by training.
 */
import { foldForm } from './word-forms.ts'

/** `lower case form|XPOS` to lemma, and `end of the word|XPOS` to `<letters cut>:<letters put>`. */
export interface LemmaTable {
  words: Readonly<Record<string, string>>
  endings: Readonly<Record<string, string>>
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

/** True of words whose lemma keeps its capitals. */
const keepsCase = (xpos: string, upos: string): boolean => xpos.startsWith('NNP') || upos === 'PROPN' || upos === 'X'

/** The lemma of a word. A lemma is never empty. */
export const lemmatise = (table: LemmaTable, form: string, xpos: string, upos: string): string => {
  if (upos === 'PUNCT' || upos === 'SYM') return foldForm(form)
  const plain = form.length > 60 ? form : form.replace(/[’‘ʼ]/g, "'")
  const word = keepsCase(xpos, upos) ? plain : plain.toLowerCase()
  if (form.length > 60) return word
  const key = plain.toLowerCase()
  const known = table.words[`${key}|${xpos}`]
  if (known !== undefined) return known
  if (upos === 'NUM' || xpos === 'NNP' || xpos === 'FW') return word
  for (let length = Math.min(LONGEST_ENDING, key.length - 1); length >= 0; length--) {
    const change = table.endings[`${key.slice(key.length - length)}|${xpos}`]
    if (change !== undefined) return applyChange(word, change) || word
  }
  return word
}
