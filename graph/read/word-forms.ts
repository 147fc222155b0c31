/** What the models see of a word: its folded form, its shape, and numbers for strings. */

/** A 32-bit number for a string, the same on every machine (FNV-1a over UTF-16 units). */
export const hashText = (text: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h | 0
}

const FOLDS: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '``': '"',
  "''": '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  ʼ: "'",
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '…': '...',
}

/** The form that models know a word by: typographic marks as plain ones, digits as 0. */
export const foldForm = (form: string): string => {
  if (form.length <= 2) {
    const fold = FOLDS[form]
    if (fold !== undefined) return fold
  }
  const plain = form.length > 60 ? form.slice(0, 60) : form
  return plain.replace(/[’‘ʼ]/g, "'").replace(/\d/g, '0')
}

/** Letter pattern, runs shortened: "McKay" = XxXx, "2,000" = 0,0. */
export const shapeOf = (form: string): string => {
  let shape = ''
  let last = ''
  for (const c of form.length > 40 ? form.slice(0, 40) : form) {
    const lower = c.toLowerCase()
    const kind =
      c >= '0' && c <= '9' ? '0' : c !== lower ? 'X' : c !== c.toUpperCase() ? 'x' : /\p{L}/u.test(c) ? 'o' : c
    if (kind !== last) shape += kind
    last = kind
  }
  return shape
}
