/**
 * Who holds which title, and where: "Kazakh Deputy Prime Minister X", "X, an adviser at Y", "its director, X".
 * Feeds HOLDS_ROLE_IN and tells coreference whom a speaker's "we" stands for. Reads mentions and tags, adds no mention.
 */
import type { EntityMention, ExtractDocument } from '../document.ts'
import { placeForms, seats } from '../lexicon/lexicons.ts'
import { findTitles, type TitleHit } from './find-titles.ts'
import { bodyOf } from './role-bodies.ts'
import { holderOf } from './role-holders.ts'
import type { RoleReader } from './role-reader.ts'
import { allWords } from './words.ts'

export interface Role {
  person: string
  /** The title as written, without the body: "Deputy Prime Minister", "sales director". */
  title: string
  /** Organisation or country that it is held in; null where the text tells neither. */
  body: string | null
  /** The country of the person, where the title or the body tells it. */
  country: string | null
  kind: TitleHit['kind']
  /** The title's words. */
  sentence: number
  from: number
  to: number
  start: number
  end: number
  /** The mention of the person that the title stands with. */
  mention: EntityMention
  /** The mention that names the body beside the title; null where it was found elsewhere. */
  bodyMention: EntityMention | null
}

/** Every title of the article that a named person holds. */
export const findRoles = (document: ExtractDocument): Role[] => {
  const words = allWords(document.syntax)
  const at = words.map((line) => new Array<EntityMention | undefined>(line.length))
  for (const m of document.mentions) {
    if (m.type === 'Sector' || m.type === 'Commodity' || m.kind === 'pronoun') continue
    // "the Peruvian ambassador" is a title, whomever it means.
    if (m.type === 'Person' && m.kind === 'nominal') continue
    for (let i = m.from; i < m.to; i++) {
      const known = at[m.sentence]![i]
      if (!known || known.to - known.from < m.to - m.from) at[m.sentence]![i] = m
    }
  }
  const titles = words.map((line, sentence) => findTitles(line, sentence))
  const reader: RoleReader = { document, words, at, titles, home: homeOf(document), listed: null }
  const roles: Role[] = []
  words.forEach((line, sentence) => {
    for (const title of titles[sentence]!) {
      if (title.kind === 'honorific' || title.kind === 'rank') continue
      const mention = holderOf(reader, title)
      if (!mention) continue
      if (title.kind === 'plain') continue
      const { body, bodyMention, country } = bodyOf(reader, title, mention)
      const first = line[title.from]!
      const last = line[title.to - 1]!
      if (country) reader.listed = { sentence, to: Math.max(mention.to, title.to), country }
      roles.push({
        person: mention.entity,
        title: document.article.text.slice(first.start, last.end).replace(/\s+/g, ' '),
        body,
        country,
        kind: title.kind,
        sentence,
        from: title.from,
        to: title.to,
        start: first.start,
        end: last.end,
        mention,
        bodyMention,
      })
    }
  })
  return completeRoles([...roles, ...colleagues(reader, roles)])
}

/** "his Argentine colleague X": X holds the title of the one just spoken of, in another country. */
const colleagues = (reader: RoleReader, roles: readonly Role[]): Role[] =>
  reader.document.mentions.flatMap((m): Role[] => {
    if (m.type !== 'Person' || m.kind !== 'name' || roles.some((r) => r.person === m.entity)) return []
    const line = reader.words[m.sentence]!
    const noun = line[m.from - 1]?.text === ',' ? m.from - 2 : m.from - 1
    if (!/^(?:counterpart|colleague|opposite)$/.test(line[noun]?.key ?? '')) return []
    const land = reader.at[m.sentence]![noun - 1]
    const model =
      [...roles].reverse().find((r) => r.sentence < m.sentence || (r.sentence === m.sentence && r.from < m.from)) ??
      roles.find((r) => r.sentence === m.sentence)
    if (land?.type !== 'Country' || !model) return []
    const word = line[noun]!
    return [
      {
        ...model,
        person: m.entity,
        body: land.entity,
        country: land.entity,
        sentence: m.sentence,
        from: noun,
        to: noun + 1,
        start: word.start,
        end: word.end,
        mention: m,
        bodyMention: land,
      },
    ]
  })

/** "TALLINN, Sept. 11 (Agency) --" or "Quito, 14 June.": the country of the city that opens the article. */
const homeOf = (document: ExtractDocument): string | null => {
  const first = document.mentions.find((m) => m.type === 'Place' || m.type === 'Country')
  const opening = document.syntax.dateline ? document.syntax.dateline.end : 0
  if (first?.type !== 'Place' || first.start > Math.max(opening, 4)) return null
  const name = document.entities.get(first.entity)?.name ?? ''
  const country = seats.get(name) ?? placeForms.get(name)?.country
  return country ? `country:${country}` : null
}

/** A person's later title without a body takes the one already known; the same role twice is one. */
const completeRoles = (roles: readonly Role[]): Role[] => {
  const done: Role[] = []
  // A role whose body was only guessed gives way to one that names it.
  const sure = new Set(roles.filter((r) => r.bodyMention).map((r) => r.person))
  for (const role of roles) {
    if (!role.bodyMention && sure.has(role.person)) continue
    const known = done.find((r) => r.person === role.person)
    // Of two that were guessed the first holds.
    if (known && (role.body === null || known.body === role.body || (!role.bodyMention && known.body !== null))) {
      if (known.body !== role.body && role.body !== null) continue
      // The longer title says more: "Minister of Trade" before "Minister".
      if (role.title.length > known.title.length && role.body !== null) done[done.indexOf(known)] = role
      continue
    }
    done.push(role)
  }
  return done
}
