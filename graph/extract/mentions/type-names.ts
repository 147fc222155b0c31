/**
 * Decides what each name of the article names, by the votes of all its mentions, and ties short forms to long ones:
 * a surname to its person, "Southfield" to Southfield Zinc, an acronym to what it stands for.
 */
import { foldWord, singularOf } from '../lexicon/fold-word.ts'
import {
  agreementHeads,
  bodyForms,
  commodityForms,
  cueWords,
  eventHeads,
  givenNames,
  isCommonWord,
  organisationWords,
  placeForms,
  projectHeads,
} from '../lexicon/lexicons.ts'
import type { Draft } from './draft.ts'
import type { TitleHit } from './find-titles.ts'
import { absorb, joinHeads, joinShortForms, looksShort } from './join-short-forms.ts'
import { innerVotes, type NameKind, noVotes, outerVotes, type Votes } from './name-evidence.ts'
import type { NameGroup } from './name-group.ts'
import type { NameCandidate } from './split-names.ts'

const add = (a: Votes, b: Votes): void => {
  for (const kind of Object.keys(a) as NameKind[]) a[kind] += b[kind]
}
const NO_NAME_TAILS = cueWords('no-name-tails')
const KINDS: readonly NameKind[] = ['Event', 'Agreement', 'Project', 'Person', 'Place', 'Organization']
/** "C-140", "MH-70R": a model of a machine. */
const MODEL = /^\p{Lu}{1,4}-\d{1,4}\p{Lu}{0,3}(?: |$)/u
/** Points below which a name is dropped: a capital alone is no name. */
const LEAST = 1.2
const LEAST_OF_ROW = 0.5
/** Points that one common word with a capital needs: "the Executive", "Supply". */
const LEAST_OF_WORD = 4
const isPlainWord = (group: NameGroup): boolean =>
  !group.key.includes(' ') && isCommonWord(group.text) && group.text !== group.text.toUpperCase()

/** Points that a row of common words needs which no word of bodies heads: "Foreign Sales", "Economy Model". */
const LEAST_OF_PHRASE = 1.5
const isPhrase = (group: NameGroup): boolean =>
  group.kind === 'Organization' &&
  group.score < LEAST_OF_PHRASE &&
  group.key.includes(' ') &&
  group.mentions.length === 1 &&
  !group.mentions[0]!.quoted &&
  group.mentions[0]!.inner.length === 0 &&
  group.text.split(/[\s-]+/).every((w) => isCommonWord(w) && organisationWords.get(foldWord(w)) === undefined)

const decide = (group: NameGroup, words: number): void => {
  if (words > 1) group.votes.Organization += 0.8
  let best: NameKind = 'Organization'
  for (const kind of KINDS) if (group.votes[kind] > group.votes[best]) best = kind
  group.kind = best
  group.score = group.votes[best]
}

const words = (key: string): string[] => key.split(' ')

/** Groups the candidates by name, lets them vote, links short forms, and drops what has no evidence. */
export const typeNames = (
  draft: Draft,
  candidates: readonly NameCandidate[],
  titles: readonly (readonly TitleHit[])[],
): NameGroup[] => {
  const groups = new Map<string, NameGroup>()
  const terms = commonAcronyms(draft, titles)
  for (const name of candidates) {
    if (terms.has(name.text)) continue
    // "DELIVERING ON FAIR TRADE": a line in capitals.
    if (
      name.text === name.text.toUpperCase() &&
      words(name.key).length > 1 &&
      words(name.key).every((w) => isCommonWord(w)) &&
      !bodyForms.get(name.text)
    )
      continue
    // "the Memorandum", "the MoU" are agreements, found later.
    const row = organisationWords.get(name.text)
    if (row && (row.place === 'form' || (row.place === 'lead' && name.text === name.text.toUpperCase()))) continue
    const line = draft.words[name.sentence]!
    if (NO_NAME_TAILS.has(line[name.to - 1]!.key) && name.title === null) continue
    // "Liquefied Natural Gas", "the MH-70 helicopter": goods and models, however written.
    if (name.key.includes(' ') && (commodityForms.get(name.text) || projectHeads.get(singularOf(name.key)))) continue
    if (MODEL.test(name.text) && !bodyForms.get(name.text) && !projectHeads.match(line, name.to, false)) continue
    // "Memorandums", "Agreements" in a headline are no bodies either.
    if (
      agreementHeads.get(name.text) ||
      agreementHeads.get(singularOf(name.key)) ||
      (!name.key.includes(' ') && eventHeads.get(name.text))
    )
      continue
    let group = groups.get(name.key)
    if (!group) {
      group = {
        key: name.key,
        text: name.text,
        kind: 'Organization',
        score: 0,
        votes: noVotes(),
        around: noVotes(),
        mentions: [],
        aliases: new Set(),
      }
      add(group.votes, innerVotes(draft.words[name.sentence]!, name))
      groups.set(name.key, group)
    }
    // A form in capitals ("TALLINN") gives way to the usual one.
    if (group.text === group.text.toUpperCase() && name.text !== name.text.toUpperCase() && group.text.length > 4)
      group.text = name.text
    group.mentions.push(name)
    const around = outerVotes(draft, name, titles[name.sentence]!)
    add(group.votes, around)
    add(group.around, around)
  }
  // What the syntax takes for a name adds to the votes, by how far it covers this one. Evidence, never alone.
  const bySentence = new Map<number, NameCandidate[]>()
  for (const name of candidates) bySentence.set(name.sentence, [...(bySentence.get(name.sentence) ?? []), name])
  for (const span of draft.syntax.names)
    for (const name of bySentence.get(span.sentence) ?? []) {
      const shared = Math.min(span.to, name.to) - Math.max(span.from, name.from)
      const group = shared > 0 ? groups.get(name.key) : undefined
      if (!group) continue
      const kind =
        span.type === 'PER' ? 'Person' : span.type === 'ORG' ? 'Organization' : span.type === 'LOC' ? 'Place' : 'Event'
      const weight = name.to - name.from > 1 ? 2 : kind === 'Place' ? 1.6 : 1
      group.votes[kind] += (weight * span.score * shared) / Math.max(span.to - span.from, name.to - name.from)
    }
  // "Commerce Ministry" and "Ministry of Commerce" are one.
  const bySet = new Map<string, NameGroup>()
  for (const group of groups.values()) {
    if (!/\b(?:ministry|department|bank|chamber|embassy|council|agency)\b/.test(group.key)) continue
    const set = words(group.key)
      .filter((w) => !/^(?:of|the|for|and|,|&)$/.test(w))
      .sort()
      .join(' ')
    const known = bySet.get(set)
    if (known) {
      add(known.votes, group.votes)
      absorb(known, group)
      groups.delete(group.key)
    } else bySet.set(set, group)
  }
  const all = [...groups.values()]
  doubtLoneNames(all)
  joinHeads(all)
  for (const group of all) decide(group, words(group.key).length)
  joinShortForms(draft, all)
  shareAmongNeighbours(draft, all)
  return all.filter(
    (g) =>
      g.mentions.length > 0 &&
      !isPhrase(g) &&
      g.score >= (isPlainWord(g) ? LEAST_OF_WORD : g.key.includes(' ') ? LEAST_OF_ROW : LEAST),
  )
}

/**
 * News gives a person a first name or a title once, and says "in" of a place. A single word that has neither, however
 * often it speaks or stands beside "of", is more likely a company.
 */
const doubtLoneNames = (groups: readonly NameGroup[]): void => {
  const parts = new Set<string>()
  for (const { key, votes } of groups)
    if (key.includes(' ') && votes.Person > votes.Organization) for (const part of words(key)) parts.add(part)
  for (const group of groups) {
    const { key, votes, around } = group
    if (group.mentions.some((m) => m.title)) continue
    // People come back by their surname; who is always called in full, and never by a first name that is known, is a firm.
    if (key.includes(' ')) {
      const [first = ''] = words(key)
      if (group.mentions.length > 2 && around.Person < 3 && givenNames.get(first) === undefined) votes.Person *= 0.5
      continue
    }
    if (!parts.has(key) && givenNames.get(key) !== 'usual' && around.Person < 4)
      votes.Person *= group.mentions.length > 1 ? 0.3 : 0.7
    if (group.mentions.length > 2 && placeForms.get(group.text) === undefined && around.Place < 2) votes.Place *= 0.5
    if (votes.Person + votes.Place > 0 && group.mentions.length > 1) votes.Organization += 0.5
  }
}

/** Acronyms that the article explains by common words: "countervailing duty (CVD)", "gross weight (GVW 5.7t)". No bodies. */
const commonAcronyms = (draft: Draft, titles: readonly (readonly TitleHit[])[]): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const [sentence, line] of draft.words.entries())
    for (let i = 2; i < line.length - 1; i++) {
      const { text } = line[i]!
      if (line[i - 1]!.text !== '(' || !/^\p{Lu}{2,6}s?$/u.test(text)) continue
      // "Director General (DG)": an office.
      const office = titles[sentence]!.find((t) => t.to === i - 1 && t.kind !== 'honorific')
      if (office && line[i + 1]!.text === ')' && line[office.from]!.key.startsWith(text.charAt(0).toLowerCase()))
        found.add(text)
      if (/^[\d.,]+/.test(line[i + 1]!.text)) found.add(text)
      if (line[i + 1]!.text !== ')') continue
      // As many words before the bracket as may give its letters, all of them common.
      let from = i - 1
      while (from > 0 && i - 1 - from < text.length && !line[from - 1]!.capital && /^\p{L}/u.test(line[from - 1]!.text))
        from--
      const phrase = line.slice(from, i - 1)
      const letters = text.replace(/s$/, '').toLowerCase()
      for (let k = 0; k < phrase.length; k++)
        if (
          phrase[k]!.key.startsWith(letters.charAt(0)) &&
          phrase.at(-1)!.key.includes(letters.at(-1)!) &&
          looksShort(
            text.replace(/s$/, ''),
            phrase
              .slice(k)
              .map((w) => w.key)
              .join(' '),
          )
        )
          found.add(text)
    }
  return found
}

/** "Linz and Steyr": a name that has little of its own takes the kind of its neighbour in a list. */
const shareAmongNeighbours = (draft: Draft, groups: readonly NameGroup[]): void => {
  const at = new Map<string, NameGroup>()
  for (const group of groups)
    for (const m of group.mentions) for (let i = m.from; i < m.to; i++) at.set(`${m.sentence} ${i}`, group)
  for (const group of groups)
    for (const m of group.mentions) {
      const line = draft.words[m.sentence]!
      let k = m.to
      if (line[k]?.text === ',') k++
      if (line[k]?.key === 'and' || line[k]?.key === 'or') k++
      if (k === m.to) continue
      const other = at.get(`${m.sentence} ${k}`)
      if (!other || other === group || (other.kind === group.kind && Math.min(other.score, group.score) >= LEAST))
        continue
      const [weak, strong] = other.score < group.score ? [other, group] : [group, other]
      if (weak.score < 2.5 && strong.score >= 2.5 && strong.kind !== 'Person' && strong.kind !== 'Event') {
        weak.votes[strong.kind] += 2.5
        weak.kind = strong.kind
        weak.score = weak.votes[strong.kind]
      }
    }
}
