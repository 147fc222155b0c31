/**
 * Who holds which title, and where: "Kazakh Deputy Prime Minister X", "X, an adviser at Y", "its director, X".
 * Feeds HOLDS_ROLE_IN and tells coreference whom a speaker's "we" stands for. Reads mentions and tags, adds no mention.
 */
import type { EntityMention, ExtractDocument } from '../document.ts'
import { countryName, demonymOf, placeForms, portfolioWords, seats, titleModifiers } from '../lexicon/lexicons.ts'
import { findTitles, type TitleHit } from './find-titles.ts'
import { allWords, type Word } from './words.ts'

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

const GAP_LIMIT = 8
const LINK = /^(?:of|at|for|with|in|to|from)$/
/** Words that may stand between "X," and the title. */
const BETWEEN = /^(?:DET|ADJ|NUM|PROPN|NOUN|PART|PRON|ADV)$/

interface Reader {
  document: ExtractDocument
  words: Word[][]
  at: (EntityMention | undefined)[][]
  titles: TitleHit[][]
  /** Country of the dateline or of the address that opens the article. */
  home: string | null
}

/** Every title of the article that a named person holds. */
export const findRoles = (document: ExtractDocument): Role[] => {
  const words = allWords(document.syntax)
  const at = words.map((line) => new Array<EntityMention | undefined>(line.length))
  for (const m of document.mentions) {
    if (m.type === 'Sector' || m.type === 'Commodity' || m.kind === 'pronoun') continue
    for (let i = m.from; i < m.to; i++) {
      const known = at[m.sentence]![i]
      if (!known || known.to - known.from < m.to - m.from) at[m.sentence]![i] = m
    }
  }
  const titles = words.map((line, sentence) => findTitles(line, sentence))
  const reader: Reader = { document, words, at, titles, home: homeOf(document) }
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
const colleagues = (reader: Reader, roles: readonly Role[]): Role[] =>
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

/** "GABORONE, Sept. 11 (Agency) --" or "Montevideo, 14 June.": the country of the city that opens the article. */
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
    if (known && (role.body === null || known.body === role.body)) {
      // The longer title says more: "Minister of Trade" before "Minister".
      if (role.title.length > known.title.length && role.body !== null) done[done.indexOf(known)] = role
      continue
    }
    done.push(role)
  }
  return done
}

const personAt = (reader: Reader, sentence: number, i: number): EntityMention | null => {
  const mention = reader.at[sentence]?.[i]
  return mention?.type === 'Person' && mention.kind === 'name' ? mention : null
}

const skipHonorifics = (reader: Reader, sentence: number, from: number): number => {
  let i = from
  for (;;) {
    const next = reader.titles[sentence]!.find((t) => t.from === i && t.kind === 'honorific')
    if (next) i = next.to
    else if (i > from && reader.words[sentence]![i]?.text === '.') i++
    else return i
  }
}

const holderOf = (reader: Reader, title: TitleHit): EntityMention | null => {
  const line = reader.words[title.sentence]!
  const { sentence } = title
  // "Minister Denis Manturov", with "Dr" or "Mr" between.
  const k = skipHonorifics(reader, sentence, title.to)
  const right = personAt(reader, sentence, k)
  if (right && right.from === k) return right
  // "X, an adviser at", "X, the Russian ambassador", "X is the chairman".
  let i = title.from - 1
  let steps = 0
  while (
    i >= 0 &&
    steps < GAP_LIMIT &&
    line[i]!.text !== ',' &&
    line[i]!.text !== '(' &&
    !personAt(reader, sentence, i)
  ) {
    const word = line[i]!
    if (
      !BETWEEN.test(word.upos) &&
      word.token.xpos !== 'POS' &&
      !titleModifiers.has(word.key) &&
      word.key !== 'and' &&
      !word.joint &&
      !/^(?:is|was|as|who|became|becomes|remains)$/.test(word.key)
    )
      break
    i--
    steps++
  }
  if (i >= 0 && /^[,(]$/.test(line[i]!.text)) {
    let p = i - 1
    // "X, chairman and owner" and "X, who is the chairman".
    if (line[p]?.text === ')') while (p > 0 && line[p]!.text !== '(') p--
    const left = personAt(reader, sentence, p) ?? (line[p]?.text === '(' ? personAt(reader, sentence, p - 1) : null)
    if (left && title.kind) return left
  } else if (i >= 0) {
    const left = personAt(reader, sentence, i)
    if (left && line.slice(i + 1, title.from).some((w) => /^(?:is|was|as|became|becomes|remains)$/.test(w.key)))
      return left
  }
  // "its managing director, X", "the president of the Gujarat Pharma Council, X".
  let end = title.to
  let inside = 0
  while (line[end] && line[end]!.text !== ',' && inside < 14) {
    const word = line[end]!
    if (/^(?:VERB|AUX|SCONJ|PRON)$/.test(word.upos) && !reader.at[sentence]![end]) break
    if (personAt(reader, sentence, end)) break
    end++
    inside++
  }
  let p = end
  if (line[p]?.text === ',') p++
  p = skipHonorifics(reader, sentence, p)
  const later = personAt(reader, sentence, p)
  if (later && later.from === p && (p > end || end > title.to)) {
    // "the minister, X said" is one; "the minister told X" is not: nothing but the body may stand between.
    const between = line.slice(title.to, end)
    if (between.every((w) => !/^(?:VERB|AUX|CCONJ)$/.test(w.upos) || reader.at[sentence]![line.indexOf(w)])) {
      const after = line[later.to]
      if (
        p === end ||
        after?.text === ',' ||
        after?.text === '.' ||
        after?.text === '”' ||
        after?.text === ')' ||
        after?.upos === 'VERB' ||
        !after ||
        after.upos === 'CCONJ' ||
        after.text === ';'
      )
        return later
    }
  }
  return null
}

interface Body {
  body: string | null
  bodyMention: EntityMention | null
  country: string | null
}

const isCountry = (m: EntityMention | undefined): boolean => m?.type === 'Country'
const isBody = (m: EntityMention | undefined): boolean => m?.type === 'Organization' && m.kind !== 'pronoun'

const bodyOf = (reader: Reader, title: TitleHit, person: EntityMention): Body => {
  const line = reader.words[title.sentence]!
  const at = reader.at[title.sentence]!
  let org = null as EntityMention | null
  let country = null as EntityMention | null
  // After the title: "of the Chamber of Commerce of Serbia", "for natural resources" is no body.
  if (LINK.test(line[title.to]?.key ?? '') || title.portfolio.length > 0) {
    for (let i = title.to; i < Math.min(line.length, title.to + 16); i++) {
      const word = line[i]!
      if (/^[,;.:”"(]$/.test(word.text) && !(word.text === ',' && at[i])) break
      if (i > title.to && (word.upos === 'VERB' || word.upos === 'AUX') && !at[i]) break
      const m = at[i]
      if (m && m.entity === person.entity) break
      if (m && isBody(m) && !org) {
        org = m
        break
      }
      // "Ambassador to Peru" is not of Peru.
      const abroad = title.kind === 'diplomat' && /^(?:to|in)$/.test(line[title.to]?.key ?? '')
      if (m && isCountry(m) && !country && !abroad) country = m
      if ((m?.type === 'Event' || m?.type === 'Project') && !org) {
        org = m
        break
      }
    }
  }
  // Before it: "EBRD's director", "Russian Deputy Minister", "ministry spokesman".
  if (!org) {
    for (let i = title.from - 1; i >= Math.max(0, title.from - 5); i--) {
      const m = at[i]
      if (m && m.entity !== person.entity) {
        if (isBody(m)) org = m
        else if (isCountry(m)) country ??= m
        else if (m.type === 'Region' && m.kind === 'adjective') continue
        break
      }
      const word = line[i]!
      if (
        !/^(?:ADJ|NOUN|PROPN|PART)$/.test(word.upos) &&
        word.token.xpos !== 'POS' &&
        !word.joint &&
        !titleModifiers.has(word.key)
      )
        break
    }
  }
  const named = country?.entity ?? null
  if (title.kind === 'ministry') {
    const ministry = ministryOf(reader, title.portfolio, named)
    const land =
      named ??
      (ministry ? countryOfBody(reader.document, ministry) : null) ??
      countryNear(reader, title.sentence, title.from)
    const rightful =
      ministry &&
      (named !== null ||
        countryOfBody(reader.document, ministry) === land ||
        countryOfBody(reader.document, ministry) === null)
        ? ministry
        : null
    if (org && !/commission|council|union/i.test(org.entity))
      return { body: rightful ?? org.entity, bodyMention: org, country: land }
    if (org) return { body: org.entity, bodyMention: org, country: named }
    return { body: rightful ?? land, bodyMention: rightful ? null : country, country: land }
  }
  if (org) return { body: org.entity, bodyMention: org, country: named ?? countryOfBody(reader.document, org.entity) }
  if (title.kind === 'state' || title.kind === 'diplomat') {
    const land = named ?? countryNear(reader, title.sentence, title.from)
    return { body: land, bodyMention: country, country: land }
  }
  if (
    country &&
    title.kind === 'body' &&
    /^(?:Leader|Chief|Head|Official|Representative|Spokes)/i.test(line[title.core]!.text)
  )
    return { body: country.entity, bodyMention: country, country: country.entity }
  // "its director", "the company's chairman", "our CEO", "ministry spokesman".
  const before = line[title.from - 1]
  if (before?.key === 'ministry' || line[title.from]?.key === 'ministry') {
    const ministry = lastBody(reader, title.sentence, title.from, (id) => /ministry|department/.test(id))
    if (ministry) return { body: ministry, bodyMention: null, country: countryOfBody(reader.document, ministry) }
  }
  const possessive = line
    .slice(Math.max(0, title.from - 4), title.from)
    .some((w) => /^(?:its|their|our|his|her)$/.test(w.key) || w.token.xpos === 'POS')
  const plant = /^(?:plant|site|project|factory|mine)$/.test(line[title.from]!.key)
  if (possessive || plant || line[title.from - 1]?.text === ',' || line[title.from - 1]?.upos === 'DET') {
    if (plant) {
      const id = mostNamed(reader)
      return { body: id, bodyMention: null, country: id && countryOfBody(reader.document, id) }
    }
    const own = line.slice(Math.max(0, title.from - 3), title.from).some((w) => w.key === 'our')
    const id = own ? firstBody(reader) : lastBody(reader, title.sentence, Math.min(title.from, person.from), () => true)
    if (id) return { body: id, bodyMention: null, country: countryOfBody(reader.document, id) }
  }
  return { body: named, bodyMention: country, country: named }
}

/** The ministry of the article with this portfolio and, where told, this country. */
const ministryOf = (reader: Reader, portfolio: readonly string[], country: string | null): string | null => {
  if (portfolio.length === 0) return null
  for (const entity of reader.document.entities.values()) {
    if (entity.type !== 'Organization' || !/ministry|department|secretariat/.test(entity.id)) continue
    const own = new Set(
      entity.name
        .toLowerCase()
        .split(/[^\p{L}]+/u)
        .filter((w) => portfolioWords.has(w) && w !== 'ministry'),
    )
    if (!portfolio.every((w) => own.has(w) || w === 'state')) continue
    const land = countryOfBody(reader.document, entity.id)
    if (country === null || land === null || land === country) return entity.id
  }
  return null
}

/** The country whose name or demonym is part of a body's name: `org:kazakh-foreign-ministry` gives `country:KAZ`. */
export const countryOfBody = (document: ExtractDocument, body: string): string | null => {
  if (body.startsWith('country:')) return body
  const entity = document.entities.get(body)
  if (!entity) return null
  const names = [entity.name, ...entity.aliases].join(' ')
  for (const other of document.entities.values()) {
    if (other.type !== 'Country') continue
    const iso3 = other.id.slice(8)
    if (
      names.includes(demonymOf(iso3)) ||
      names.includes(countryName(iso3)) ||
      other.aliases.some((a) => a.length > 3 && names.includes(a))
    )
      return other.id
  }
  return null
}

/** The country that the text speaks of at this place: the last one named before it, else the first of the article. */
const countryNear = (reader: Reader, sentence: number, token: number): string | null => {
  if (reader.home) return reader.home
  const countries = reader.document.mentions.filter((m) => m.type === 'Country')
  // A demonym ("Japanese Ambassador") says less of where the article is at home than a name.
  let first: string | null = (countries.find((m) => m.kind === 'name' && m.sentence <= 2) ?? countries[0])?.entity ?? null
  let subject: string | null = null
  let last: string | null = null
  const { tokens } = reader.document.syntax.sentences[sentence]!
  for (const m of countries) {
    first ??= m.entity
    if (m.sentence > sentence || (m.sentence === sentence && m.from > token)) break
    if (m.sentence === sentence) {
      let at = m.head
      for (let step = 0; step < 5 && at >= 0; step++) {
        if (tokens[at]!.deprel.startsWith('nsubj')) subject ??= m.entity
        at = tokens[at]!.head
      }
      const side = tokens[m.to]?.text
      if (side === 'side' || side === 'delegation') subject = m.entity
    }
    last = m.entity
  }
  return subject ?? (sentence <= 2 ? first : null) ?? last ?? first
}

const lastBody = (reader: Reader, sentence: number, token: number, fits: (id: string) => boolean): string | null => {
  let found: string | null = null
  let subject: string | null = null
  for (const m of reader.document.mentions) {
    if (m.sentence > sentence || (m.sentence === sentence && m.from >= token)) break
    if (m.type !== 'Organization' || !fits(m.entity)) continue
    found = m.entity
    const { deprel } = reader.document.syntax.sentences[m.sentence]!.tokens[m.head]!
    if (deprel.startsWith('nsubj') && m.sentence >= sentence - 2) subject = m.entity
  }
  return subject ?? found
}

/** The organisation that the article names most, banks and ministries aside: the one whose plant "the plant" is. */
const mostNamed = (reader: Reader): string | null => {
  const counts = new Map<string, number>()
  for (const m of reader.document.mentions)
    if (m.type === 'Organization' && !/bank|ministry|government|commission/.test(m.entity))
      counts.set(m.entity, (counts.get(m.entity) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

const firstBody = (reader: Reader): string | null =>
  reader.document.mentions.find((m) => m.type === 'Organization')?.entity ?? null
