/**
 * An entity's name and aliases as the aggregate of what articles call it: how often each form was the name, how often
 * an alias. Kept on the entity as one JSON text, so that a load adds to it and taking back subtracts, in any order.
 */
import { nameFromId } from '../ontology/entity-ids.ts'

/** Form → [times the name, times an alias]. */
export type NameForms = Record<string, [number, number]>

export const parseForms = (text: unknown): NameForms =>
  typeof text === 'string' ? (JSON.parse(text) as NameForms) : {}

/**
 * Adds (`times` 1) or takes away (-1) what one article says; forms that nobody says any more vanish. `name` null: the
 * article means an entity that was merged into this one, so that all its names are aliases here.
 */
const addForms = (forms: NameForms, name: string | null, aliases: readonly string[], times: 1 | -1): NameForms => {
  const next: NameForms = { ...forms }
  const change = (form: string, place: 0 | 1): void => {
    const counts: [number, number] = [...(next[form] ?? [0, 0])]
    counts[place] += times
    if (counts[0] <= 0 && counts[1] <= 0) delete next[form]
    else next[form] = counts
  }
  if (name !== null) change(name, 0)
  for (const alias of aliases) if (alias !== name) change(alias, 1)
  return next
}

/** What a mention adds: under its own id a name and aliases, under a merged one aliases only. */
export const addMention = (
  forms: NameForms,
  mention: { named: string; entity: string; name: string; aliases: readonly string[] },
  times: 1 | -1,
): NameForms =>
  mention.named === mention.entity
    ? addForms(forms, mention.name, mention.aliases, times)
    : addForms(forms, null, [...new Set([mention.name, ...mention.aliases])], times)

/** As stored: keys sorted, so that equal forms are equal texts. */
export const formsText = (forms: NameForms): string =>
  JSON.stringify(Object.fromEntries(Object.entries(forms).sort(([a], [b]) => (a < b ? -1 : 1))))

/** The form most often used as the name (ties: first by code units) and all others, sorted. */
export const nameOf = (id: string, forms: NameForms, fixedName: string | null): { name: string; aliases: string[] } => {
  const names = Object.entries(forms)
    .filter(([, [asName]]) => asName > 0)
    .sort(([a, [m]], [b, [n]]) => n - m || (a < b ? -1 : 1))
  const name = fixedName ?? names[0]?.[0] ?? nameFromId(id)
  return {
    name,
    aliases: Object.keys(forms)
      .filter((form) => form !== name)
      .sort(),
  }
}

const letters: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ə: 'a',
}

/** How names and questions are compared: lower case, no accents, every run of other characters one blank. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ıłøđðþßæœə]/g, (letter) => letters[letter] ?? letter)
    .replace(/['’ʼ‘ʻ`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** All forms folded, each between bars, for `CONTAINS`: `|siemens|siemens ag|`. */
export const searchText = (name: string, aliases: readonly string[]): string =>
  `|${[...new Set([name, ...aliases].map(foldText))].filter(Boolean).sort().join('|')}|`
