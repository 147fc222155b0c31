/**
 * "He", "she", "his", "it", "its", "they": the last that fits, subjects first. Inside a quotation "he" is left alone,
 * for there it is seldom the one who speaks.
 */
import type { EntityMention } from '../document.ts'
import type { Discourse } from './discourse.ts'
import type { Reference, Routine } from './routine.ts'

const PERSON = /^(?:he|she|him|his|her|hers|himself|herself)$/
const THING = /^(?:it|its|itself)$/
const MANY = /^(?:they|them|their|theirs|themselves)$/
const THINGS: ReadonlySet<string> = new Set(['Organization', 'Country', 'Project', 'Place', 'Event'])
/** Places that act or are owned: a mine, not a city. */
const isThing = (m: EntityMention): boolean =>
  THINGS.has(m.type) && (m.type !== 'Place' || /mine|zone|port|plant|station|site|field|park/.test(m.entity))

export const resolveThirdPerson: Routine = (discourse, sentence, token): Reference | null => {
  const words = discourse.words[sentence]!
  const word = words[token]!
  if (word.upos !== 'PRON' && !/^PRP/.test(word.token.xpos)) return null
  if (discourse.at[sentence]![token]) return null
  const one = (entities: readonly string[], rule: string): Reference | null =>
    entities.length > 0 ? { from: token, to: token + 1, head: token, entities, kind: 'pronoun', rule } : null
  if (PERSON.test(word.key)) {
    const person = personOf(discourse, sentence, token)
    return person ? one([person], 'he') : null
  }
  if (THING.test(word.key)) {
    if (word.token.deprel === 'expl' || isEmptyIt(discourse, sentence, token)) return null
    const thing = antecedent(discourse, sentence, token)
    return thing ? one([thing], 'it') : null
  }
  if (MANY.test(word.key)) return one(manyBefore(discourse, sentence, token), 'they')
  return null
}

/** Whom "he", "she" or "his" stands for at this word. */
export const personOf = (discourse: Discourse, sentence: number, token: number): string | null => {
  const word = discourse.words[sentence]![token]!
  const span = discourse.speakerAt(word.start)
  if (span?.direct) {
    // In a quotation: someone named inside it, or nobody.
    const inside = discourse.last((m) => m.type === 'Person' && m.start >= span.start && m.entity !== span.speaker)
    return inside?.entity ?? null
  }
  // "Ambassador X, who reaffirmed his country's confidence".
  const line = discourse.words[sentence]!
  for (let i = token - 1; i > Math.max(0, token - 12); i--) {
    if (line[i]!.key !== 'who') continue
    const before = discourse.at[sentence]![line[i - 1]?.text === ',' ? i - 2 : i - 1]
    if (before?.type === 'Person') return before.entity
    break
  }
  const gender = /^(?:she|her|hers|herself)$/.test(word.key) ? 'f' : 'm'
  const may = (id: string): boolean => (discourse.gender.get(id) ?? gender) === gender
  const speaks = span?.speaker?.startsWith('person:') && may(span.speaker) ? span.speaker : null
  const same = discourse.last(
    (m) => m.type === 'Person' && m.sentence === sentence && discourse.isSubject(m) && may(m.entity),
  )
  const named =
    same ??
    discourse.best(
      sentence,
      (m) => m.type === 'Person' && !discourse.inQuote(m.start) && may(m.entity),
      (m) => (discourse.gender.get(m.entity) === gender ? 0.8 : 0),
    )
  let last: string | null = speaks
  if (!last)
    for (const s of discourse.document.speakers) {
      if (s.end > word.start) break
      if (s.speaker?.startsWith('person:') && may(s.speaker)) last = s.speaker
    }
  const person =
    same?.entity ??
    (last && (!named || named.sentence < sentence - 1 || named.entity === last) ? last : (named?.entity ?? last))
  // What "she" was once, she stays.
  if (person && discourse.gender.get(person) === undefined) discourse.gender.set(person, gender)
  return person
}

/** "It is hoped that", "it would be wrong to": nothing is meant. */
const isEmptyIt = (discourse: Discourse, sentence: number, token: number): boolean => {
  const words = discourse.words[sentence]!
  if (words[token]!.key !== 'it') return false
  const head = words[words[token]!.token.head]
  if (
    head &&
    /^(?:ADJ|ADV)$/.test(head.upos) &&
    words.slice(token, token + 10).some((w) => w.key === 'that' || w.key === 'to')
  )
    return true
  if (
    head &&
    /^nsubj:pass|^expl/.test(words[token]!.token.deprel) &&
    words.slice(token, token + 12).some((w) => w.key === 'that' || w.key === 'to') &&
    /^(?:mention|discuss|decide|understand|agree|expect|note|say|report|believe|plan|announce|state|stress|recall|hope|know|propose|suggest|emphasise|emphasize|point|think|estimate|assume|resolve|reckon)$/.test(
      head.token.lemma,
    )
  )
    return true
  return (
    /^(?:hope|expect|seem|appear|emerge|turn|follow|rain|become)$/.test(head?.token.lemma ?? '') &&
    words.slice(token, token + 8).some((w) => w.key === 'that')
  )
}

/** The thing that "it" or "its" stands for: the subject so far of this sentence, else of the one before. */
const antecedent = (discourse: Discourse, sentence: number, token: number): string | null => {
  const word = discourse.words[sentence]![token]!
  const span = discourse.speakerAt(word.start)
  const fits = (m: EntityMention): boolean =>
    isThing(m) && m.kind !== 'adjective' && !(span?.direct && m.rule === 'we.speaker')
  // "According to the Norvik Daily, …": who is only quoted is not spoken of.
  const quoted = (m: EntityMention): boolean => {
    const words = discourse.words[m.sentence]!
    const at = words[m.from - 1]?.key === 'the' ? m.from - 2 : m.from - 1
    return words[at]?.key === 'to' && words[at - 1]?.key === 'according'
  }
  const here = [...discourse.seen].reverse().filter((m) => m.sentence === sentence && fits(m) && !quoted(m))
  const subjects = here.filter((m) => discourse.isSubject(m))
  // "said that it was not in talks": the body for which the speaker speaks.
  if (span && !span.direct && span.speaker?.startsWith('person:') && !subjects.some((m) => m.start >= span.start)) {
    const body = discourse.standsFor(span.speaker) ?? null
    if (body?.startsWith('org:')) return body
  }
  const object = /^(?:obj|iobj|obl|nmod)/.test(word.token.deprel) && word.key === 'it'
  if (object) {
    const other = here.find((m) => !discourse.isSubject(m) && m.type !== 'Country' && m.type !== 'Event')
    if (other) return other.entity
  }
  if (subjects[0]) return subjects[0].entity
  const own = here.find((m) => m.type === 'Organization' || m.type === 'Project')
  if (word.key !== 'it' && own) return own.entity
  const before = [...discourse.seen]
    .reverse()
    .filter((m) => m.sentence < sentence && sentence - m.sentence <= 2 && fits(m))
  const nearest =
    before.find((m) => m.sentence === sentence - 1 && discourse.isSubject(m)) ??
    before.find((m) => discourse.isSubject(m))
  return (nearest ?? own ?? before.find((m) => m.type !== 'Country'))?.entity ?? null
}

/** Those that "they" stands for: a pair or a plural just named, else a body. */
const manyBefore = (discourse: Discourse, sentence: number, token: number): string[] => {
  const inQuote = discourse.speakerAt(discourse.words[sentence]![token]!.start)?.direct ?? false
  for (let s = sentence; s >= Math.max(0, sentence - 2); s--) {
    const line = discourse.seen.filter(
      (m) => m.sentence === s && /^(?:Country|Organization)$/.test(m.type) && m.rule !== 'we.speaker',
    )
    if (line.length === 0) continue
    const pair = line.filter((m) => m.rule === 'pair')
    if (pair.length >= 2) return [...new Set(pair.map((m) => m.entity))].slice(-2)
    const actor = [...line].reverse().find((m) => m.rule === 'actor')
    if (actor)
      return line
        .filter((m) => m.rule === 'actor' && m.to === actor.to && m.sentence === actor.sentence)
        .map((m) => m.entity)
    const subjects = line.filter((m) => m.kind !== 'adjective' && discourse.isSubject(m))
    const ids = [...new Set(subjects.map((m) => m.entity))]
    if (ids.length === 2) return ids
    if (inQuote && line.length > 0) return [line.at(-1)!.entity]
    if (ids.length === 1 && ids[0]!.startsWith('org:')) return ids
  }
  return []
}
