/**
 * "Japanese investors", "our Egyptian friends", "the Belarusian side", "the Mongolian government": they stand for the
 * country, unless a body of that country is meant ("the Azerbaijani company") or named right after.
 */

import type { EntityMention } from '../document.ts'
import { singularOf } from '../lexicon/fold-word.ts'
import { actorNouns, type ReferenceNoun, referenceNouns } from '../lexicon/lexicons.ts'
import { type Discourse, isNational, nameHas } from './discourse.ts'
import type { Reference, Routine } from './routine.ts'

export const resolveActors: Routine = (discourse, sentence, token): Reference | null => {
  const words = discourse.words[sentence]!
  const at = discourse.at[sentence]!
  const mention = at[token]
  if (mention?.type !== 'Country' || mention.from !== token) return null
  const possessive = words[mention.to]?.token.xpos === 'POS'
  const adjunct =
    mention.kind === 'name' && words[mention.to]?.upos === 'NOUN' && actorNouns.has(words[mention.to]!.key)
  if (mention.kind !== 'adjective' && !possessive && !adjunct) return null
  // "Japanese and Turkish companies": the noun comes after the last of them.
  let i = mention.to + (possessive ? 1 : 0)
  while (i < words.length && i < mention.to + 6) {
    const word = words[i]!
    const other = at[i]
    if (other?.type === 'Country' && other.kind === 'adjective') i = other.to
    else if (word.key === 'and' || word.text === ',' || word.joint) i++
    else break
  }
  let noun = -1
  for (let k = i; k < Math.min(words.length, i + 4); k++) {
    const word = words[k]!
    if (at[k] && at[k]!.type !== 'Project' && at[k]!.kind !== 'nominal') break
    if (!/^(?:NOUN|ADJ)$/.test(word.upos) && !word.joint) break
    if (word.upos === 'NOUN') noun = k
  }
  if (noun < 0 || !actorNouns.has(words[noun]!.key) || words[noun + 1]?.joint) return null
  // A name right after says who it is.
  const next = words[noun + 1]
  if (next && (at[noun + 1]?.kind === 'name' || (/^["“„«]$/.test(next.text) && at[noun + 2]))) return null
  // "a Kenyan mining company, X": X is the company.
  if (
    next?.text === ',' &&
    singularOf(words[noun]!.key) === words[noun]!.key &&
    at[noun + 2]?.type === 'Organization' &&
    at[noun + 2]?.kind === 'name'
  )
    return null
  let from = mention.from
  while (from > 0 && /^(?:the|our|their|its|his|her|my|a|an|some|other)$/.test(words[from - 1]!.key)) from--
  // "Alder Pumpen, a German manufacturer": says what the body before it is.
  if (words[from - 1]?.text === ',' && at[from - 2]?.type === 'Organization' && /^(?:a|an|the)$/.test(words[from]!.key))
    return null
  // "…, a major German manufacturer": also with words between.
  let lead = from - 1
  while (lead > 0 && words[lead]!.upos === 'ADJ' && !at[lead]) lead--
  if (
    lead < from - 1 &&
    /^(?:a|an)$/.test(words[lead]!.key) &&
    words[lead - 1]?.text === ',' &&
    (at[lead - 2]?.type === 'Organization' || words[lead - 2]?.text === ')')
  )
    return null
  const key = words[noun]!.key
  const definite = words[from]?.key === 'the' || words[from]?.key === 'this'
  const row = referenceNouns.get(singularOf(key))
  if (definite && row?.points === 'body' && singularOf(key) === key) {
    const body = discourse.best(
      sentence,
      (m) =>
        m.type === 'Organization' &&
        discourse.countryOf(m.entity) === mention.entity &&
        (row.like.length > 0 || !isNational(m.entity)) &&
        (row.like.length === 0 || nameHas(discourse.entity(m.entity), row.like)),
    )
    const told = body ?? newlyPlaced(discourse, sentence, token, mention.entity, row)
    if (told)
      return {
        from,
        to: noun + 1,
        head: noun,
        entities: [told.entity],
        kind: 'nominal',
        rule: 'definite.body-of-country',
      }
  }
  if (definite && row?.points === 'person' && singularOf(key) === key) {
    const person = discourse.last(
      (m) =>
        m.type === 'Person' &&
        discourse.roles.some(
          (r) =>
            r.person === m.entity &&
            r.country === mention.entity &&
            (row.like.length === 0 || row.like.some((w) => r.title.toLowerCase().includes(w))),
        ),
    )
    if (person)
      return {
        from,
        to: noun + 1,
        head: noun,
        entities: [person.entity],
        kind: 'nominal',
        rule: 'definite.person-of-country',
      }
  }
  if (row?.points === 'person' && !/s$/.test(key)) return null
  return { from, to: noun + 1, head: noun, entities: [mention.entity], kind: 'nominal', rule: 'actor' }
}

/** "Norvale … The Finnish company …": a firm just spoken of, whose country the text had not told yet, learns it so. */
const newlyPlaced = (
  discourse: Discourse,
  sentence: number,
  token: number,
  country: string,
  row: ReferenceNoun,
): EntityMention | null => {
  const body = discourse.best(
    sentence,
    (m) =>
      m.type === 'Organization' &&
      m.kind !== 'pronoun' &&
      m.rule !== 'bloc' &&
      sentence - m.sentence <= 2 &&
      !isNational(m.entity) &&
      discourse.countryOf(m.entity) === null &&
      (m.sentence < sentence || m.to < token - 3) &&
      (row.like.length === 0 || nameHas(discourse.entity(m.entity), row.like)),
  )
  if (body) discourse.bodyCountry.set(body.entity, country)
  return body
}
