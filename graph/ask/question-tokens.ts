/**
 * Cuts a question into words and folds them for comparison (case, accents, quotes, possessives).
 * Knows no vocabulary; never changes the question's own text.
 */

export interface QuestionToken {
  /** As typed. */
  text: string
  /** Folded: lower case, no accents, no possessive. */
  folded: string
  /** Whether `'s` or a closing apostrophe stood behind it. */
  possessive: boolean
  /** Whether a comma stood before it. */
  afterComma: boolean
}

/** Lower case without accents, with straight quotes, hyphens as hyphens and single blanks. */
export const foldText = (text: string): string =>
  /^[\w .,&-]*$/.test(text) ? text.toLowerCase().replace(/ {2,}/g, ' ').trim() : foldAny(text)

const foldAny = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[‐-―−]/g, '-')
    .replace(/[“”„«»"]/g, '')
    .replace(/ı/g, 'i')
    .replace(/ø/gi, 'o')
    .replace(/ł/gi, 'l')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()

/** The words of a question. Quotation marks and end marks are dropped, `Egypt's` is one possessive word. */
export const questionTokens = (question: string): QuestionToken[] => {
  const tokens: QuestionToken[] = []
  let afterComma = false
  const pattern = /[\p{L}\p{N}\p{M}&]+(?:[-–./'’ʼ][\p{L}\p{N}\p{M}]+)*['’ʼ]?\.?|,/gu
  for (const [raw] of question.matchAll(pattern)) {
    if (raw === ',') {
      afterComma = true
      continue
    }
    // A full stop belongs to a word only in abbreviations such as "U.S."
    const text = /\..+\.$/u.test(raw) ? raw : raw.replace(/\.$/u, '')
    const possessive = /['’ʼ](?:s)?$/u.test(text)
    const folded = foldText(possessive ? text.replace(/['’ʼ]s?$/u, '') : text)
    if (folded) tokens.push({ text, folded: folded.replace(/'/g, ''), possessive, afterComma })
    afterComma = false
  }
  return tokens
}

const irregularPlurals = new Map([
  ['people', 'person'],
  ['memoranda', 'memorandum'],
  ['vaccines', 'vaccine'],
  ['leaves', 'leaf'],
])

/** A simple singular, for comparing names of goods: "turbines" and "turbine", "batteries" and "battery". */
export const singularOf = (word: string): string => {
  const irregular = irregularPlurals.get(word)
  if (irregular) return irregular
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(?:ches|shes|xes|sses|zes)$/.test(word)) return word.slice(0, -2)
  return word.replace(/s$/, '')
}

/** The key under which a name is looked up: folded, without a leading article, its last word singular. */
export const nameKey = (name: string): string => {
  const folded = foldText(name)
  // Most names are plain words, and there may be a hundred thousand of them.
  if (/^[\w-]+(?: [\w-]+)*$/.test(folded) && !/^(?:the|a|an) /.test(folded)) {
    const cut = folded.lastIndexOf(' ') + 1
    return folded.slice(0, cut) + singularOf(folded.slice(cut))
  }
  const words = folded
    .replace(/'s?(?=\s|$)/g, '')
    .replace(/[().,;:]/g, ' ')
    .replace(/'/g, '')
    .trim()
    .replace(/^(?:the|a|an) (?=.)/, '')
    .split(/\s+/)
  return [...words.slice(0, -1), singularOf(words.at(-1) ?? '')].join(' ')
}
