/**
 * Ties short forms to the long ones of the same article: a surname to its person, "Southfield" to Southfield Zinc, an
 * acronym to what it stands for, "the Council" to the council. Types are decided elsewhere.
 */
import { foldWord } from '../lexicon/fold-word.ts'
import { bodyForms, countryForms, givenNames, isCommonWord, organisationWords } from '../lexicon/lexicons.ts'
import type { Draft } from './draft.ts'
import type { NameGroup } from './name-group.ts'

const words = (key: string): string[] => key.split(' ')

export const absorb = (long: NameGroup, short: NameGroup): void => {
  if (short.text !== long.text) long.aliases.add(short.text)
  for (const alias of short.aliases) long.aliases.add(alias)
  long.mentions.push(...short.mentions)
  short.mentions = []
}

/** Whether `short` may be short for `long`: its letters stand in `long` in this order, from a first letter on. */
export const looksShort = (short: string, long: string): boolean => {
  const letters = foldWord(short).replace(/[^\p{L}]/gu, '')
  const text = foldWord(long)
  let at = 0
  for (const letter of letters) {
    at = text.indexOf(letter, at)
    if (at < 0) return false
    at++
  }
  return letters.length >= 2 && /^[\p{Lu}]/u.test(short)
}

/** "the Chamber", "the Council": a head with a capital is the body of the article whose name has it. */
export const joinHeads = (groups: readonly NameGroup[]): void => {
  for (const short of groups) {
    if (
      short.key.includes(' ') ||
      organisationWords.get(short.key)?.place !== 'head' ||
      short.text === short.text.toUpperCase()
    )
      continue
    // "the Ministry" is told by its country, later.
    if (/^(?:ministry|department|government|parliament|embassy)$/.test(short.key)) continue
    const long = groups
      .filter(
        (g) =>
          g !== short &&
          g.mentions.length > 0 &&
          words(g.key).length > 1 &&
          words(g.key).includes(short.key) &&
          !/\b(?:session|round|edition)\b/.test(g.key),
      )
      .sort((a, b) => b.mentions.length - a.mentions.length)[0]
    if (long) absorb(long, short)
  }
}

const startsWith = (long: string[], short: string[]): boolean => short.every((w, i) => long[i] === w)
const endsWith = (long: string[], short: string[]): boolean =>
  short.every((w, i) => long[long.length - short.length + i] === w)

/** "Tolva Corporation" for "Tolva": the long form adds only what every company may be called. */
const isFullForm = (short: NameGroup, long: NameGroup): boolean =>
  long.kind === 'Organization' &&
  long.key.startsWith(`${short.key} `) &&
  long.key
    .slice(short.key.length + 1)
    .split(' ')
    .every((w) => organisationWords.get(w)?.place === 'form' || /^(?:corporation|company|group|holdings?)$/.test(w))

/** Acronyms that a name may go by: its capitals or its initials, with the legal form ("OVL" of ONGC Videsh Ltd) or without. */
const shortsOf = (name: string): string[] => {
  let parts = name.split(/[\s-]+/).filter((w) => /^\p{Lu}/u.test(w))
  const found: string[] = []
  for (;;) {
    found.push(parts.join('').replace(/[^\p{Lu}]/gu, ''), parts.map((w) => w.charAt(0)).join(''))
    if (parts.length < 3 || organisationWords.get(parts.at(-1)!)?.place !== 'form') return found
    parts = parts.slice(0, -1)
  }
}

/** "China Nonferrous" for "Nonferrous": the long form only adds the country. */
const addsCountry = (short: NameGroup, long: NameGroup): boolean => {
  const parts = words(long.key)
  while (parts.length > 2 && organisationWords.get(parts.at(-1)!)?.place === 'form') parts.pop()
  const key = parts.join(' ')
  if (long.kind !== 'Organization' || !key.endsWith(` ${short.key}`) || organisationWords.get(short.key)) return false
  const rest = key.slice(0, -short.key.length - 1)
  return countryForms.get(rest)?.kind === 'name' && !isCommonWord(short.text)
}

const PARTS = /^(?:unit|subsidiary|arm|affiliate|part|branch|division|parent|owned|controlled)$/
/** "Tolva" beside "Tolva Peru", "Tolva Leather, a unit of Austria's Tolva": a group and what belongs to it are two. */
const standsApart = (draft: Draft, short: NameGroup, long: NameGroup): boolean =>
  countryForms.get(long.text.slice(short.text.length + 1))?.kind === 'name' ||
  long.mentions.some((l) =>
    short.mentions.some((s) => {
      if (s.sentence !== l.sentence || s.from < l.to || s.from > l.to + 12) return false
      return draft.words[s.sentence]!.slice(l.to, s.from).some((w) => PARTS.test(w.key))
    }),
  )

/** Ties surnames, first words and acronyms to the names they stand for; the long form must be in the article. */
export const joinShortForms = (draft: Draft, groups: NameGroup[]): void => {
  const byLength = [...groups].sort((a, b) => words(b.key).length - words(a.key).length)
  for (const { short, long } of draft.syntax.acronyms) {
    const a = groups.find((g) => g.mentions.length > 0 && g.text === short)
    const b = groups.find(
      (g) =>
        g.mentions.length > 0 &&
        g !== a &&
        (g.text === long || g.text === long.replace(/^[Tt]he /, '') || long.endsWith(g.text)),
    )
    if (a && b && words(b.key).length > 1) {
      if (b.kind === 'Place' || b.kind === 'Person') b.kind = b.kind === 'Person' ? 'Organization' : b.kind
      absorb(b, a)
    } else if (b) b.aliases.add(short)
  }
  // "KMG" beside KazMunayGas, "ADB" beside Asian Development Bank: the capitals of one name, without a bracket.
  for (const short of groups) {
    if (short.mentions.length === 0 || !/^\p{Lu}{3,6}$/u.test(short.text)) continue
    const fits = groups.filter(
      (g) =>
        g !== short &&
        g.mentions.length > 0 &&
        g.kind === 'Organization' &&
        g.text.length > short.text.length + 2 &&
        [g.text, ...g.mentions.map((m) => m.text)].some((name) => shortsOf(name).includes(short.text)),
    )
    if (fits.length === 1) absorb(fits[0]!, short)
  }
  // "Nordic Statistics Bureau (NoStat)": a name in brackets right after one is its short form.
  for (const long of groups)
    for (const m of [...long.mentions]) {
      const line = draft.words[m.sentence]!
      if (line[m.to]?.text !== '(' || line[m.to + 1]?.start !== line[m.to]!.end) continue
      const short = groups.find(
        (g) =>
          g !== long &&
          g.mentions.some((x) => x.sentence === m.sentence && x.from === m.to + 1 && line[x.to]?.text === ')'),
      )
      if (
        !short ||
        words(short.key).length > 3 ||
        !(
          looksShort(short.text, long.text) ||
          (words(long.key).length > 2 && /^[\p{Lu}\d]{2,8}$/u.test(short.text) && long.kind !== 'Place') ||
          words(short.key)[0] === words(long.key)[0]
        )
      )
        continue
      if (long.kind === 'Person') long.kind = 'Organization'
      absorb(long, short)
      break
    }
  for (const short of [...byLength].reverse()) {
    if (short.mentions.length === 0) continue
    const parts = words(short.key)
    const longer = byLength.filter((g) => g !== short && g.mentions.length > 0 && words(g.key).length > parts.length)
    const people = longer.filter((g) => g.kind === 'Person')
    const title = short.mentions.some((m) => m.title)
    if (short.kind === 'Person' || short.around.Place < 2) {
      const person =
        people.find((g) => endsWith(words(g.key), parts)) ??
        people.find((g) => parts.length === 1 && startsWith(words(g.key), parts) && g.mentions.length > 0)
      if (person && (short.kind === 'Person' || short.votes.Organization < 5)) {
        absorb(person, short)
        continue
      }
    }
    // "First Quartz" beside First Quartz Minerals Ltd: two words of a firm's name, however much its chairman speaks.
    const firm =
      parts.length > 1 &&
      givenNames.get(parts[0]!) === undefined &&
      longer.some((g) => g.kind === 'Organization' && startsWith(words(g.key), parts))
    if (title || (short.kind === 'Person' && !firm && (short.votes.Person >= 3 || parts.length > 1))) continue
    if (short.kind === 'Event') {
      const event = longer.find((g) => g.kind === 'Event' && endsWith(words(g.key), parts))
      if (event && parts.length < 2) absorb(event, short)
      continue
    }
    // "Area 1" for Rovar Area 1.
    if (short.kind === 'Place' && /\d$/.test(short.key) && parts.length > 1) {
      const site = longer.find((g) => g.kind === 'Place' && endsWith(words(g.key), parts))
      if (site) absorb(site, short)
      continue
    }
    // "Southfield" for Southfield Zinc, "director of Leeds" for Leeds Zinc; not "in Leeds" beside it, a place of its own.
    if (short.kind === 'Place' && short.votes.Place >= 3 && (short.around.Organization < 3 || short.around.Place > 1))
      continue
    // "Siemens" beside "Siemens Energy" is a company of its own; beside "Siemens AG" it is that.
    const ownBody = bodyForms.get(short.text)
    if (ownBody && !ownBody.exact && !longer.some((g) => isFullForm(short, g))) continue
    const body = longer.find(
      (g) =>
        g.kind === 'Organization' &&
        startsWith(words(g.key), parts) &&
        !standsApart(draft, short, g) &&
        !/^(?:national|central|state|bank|ministry|international|federal)$/.test(short.key),
    )
    if (body) absorb(body, short)
    else {
      const national = longer.filter((g) => addsCountry(short, g))
      if (national.length === 1) absorb(national[0]!, short)
    }
  }
}
