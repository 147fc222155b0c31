/**
 * Where a title is held: the body or country beside it, the ministry of its portfolio, else what the text is about there.
 * Reads mentions; a body that was only guessed comes without a mention.
 */
import type { EntityMention, ExtractDocument } from '../document.ts'
import { slugOf } from '../lexicon/fold-word.ts'
import { countryName, demonymOf, placeForms, portfolioWords, seats, titleModifiers } from '../lexicon/lexicons.ts'
import type { TitleHit } from './find-titles.ts'
import { countryNear, hostMet, SIDE } from './role-countries.ts'
import type { RoleReader } from './role-reader.ts'
import type { Word } from './words.ts'

const LEADS = /^(?:led|leads|headed|heads|chaired|chairs)$/
const LINK = /^(?:of|at|for|with|in|to|from)$/

interface Body {
  body: string | null
  bodyMention: EntityMention | null
  country: string | null
}

const isCountry = (m: EntityMention | undefined): boolean => m?.type === 'Country'
const isBody = (m: EntityMention | undefined): boolean => m?.type === 'Organization' && m.kind !== 'pronoun'

/** Body and country of a title that `person` holds. */
export const bodyOf = (reader: RoleReader, title: TitleHit, person: EntityMention): Body => {
  const line = reader.words[title.sentence]!
  const at = reader.at[title.sentence]!
  let org = null as EntityMention | null
  let country = null as EntityMention | null
  // After the title: "of the Chamber of Commerce of Norway", "for natural resources" is no body.
  if (LINK.test(line[title.to]?.key ?? '') || title.portfolio.length > 0) {
    for (let i = title.to; i < Math.min(line.length, title.to + 16); i++) {
      const word = line[i]!
      if (/^[,;.:”"(]$/.test(word.text) && !(word.text === ',' && at[i])) break
      // "of the state-run X": a participle behind a hyphen is no verb.
      if (i > title.to && (word.upos === 'VERB' || word.upos === 'AUX') && !at[i] && line[i - 1]?.text !== '-') break
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
  // "X, chief executive, Norvale Steel, said": the body behind a comma.
  if (!org && !country && title.kind === 'body') org = bodyBehindComma(reader, title, person)
  // After the name: "President X of the Republic of Peru", "Minister X (Peru)".
  if (!org && !country) {
    const behind = behindName(line, at, person)
    if (isBody(behind)) org = behind as EntityMention
    else if (isCountry(behind)) country = behind as EntityMention
  }
  // Before it: "EBRD's director", "Russian Deputy Minister", "ministry spokesman".
  let province: string | null = null
  if (!org) {
    const lead = leadOf(reader, title)
    for (let i = lead - 1; i >= Math.max(0, lead - 5); i--) {
      const m = at[i]
      if (m && m.entity !== person.entity) {
        if (isBody(m)) org = m
        else if (isCountry(m)) country ??= m
        // "Sindh Governor X": held in the country that the province belongs to.
        else if (m.type === 'Place') province = countryOfPlace(reader.document, m.entity)
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
  // "flew to Peru and met with President X": whom a guest meets there is of that country.
  const named =
    country?.entity ??
    province ??
    (!org && (title.kind === 'ministry' || title.kind === 'state') ? hostMet(reader, title.sentence, title.from) : null)
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
  // "Oklahoma Governor X": a state that acts like a body; the office is held in its country.
  const land = org && title.kind === 'state' ? countryOfPlace(reader.document, org.entity) : null
  if (land) return { body: land, bodyMention: null, country: land }
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

/** "Peruvian Deputy Premier and Minister of Trade X": where the first of joined titles begins. */
const leadOf = (reader: RoleReader, title: TitleHit): number => {
  const line = reader.words[title.sentence]!
  let from = title.from
  for (;;) {
    const joint = /^(?:and|cum|[-–—,&])$/.test(line[from - 1]?.key ?? '') || line[from - 1]?.joint
    const before = joint
      ? reader.titles[title.sentence]!.find((t) => t.to === from - 1 && t.kind !== 'honorific')
      : undefined
    if (!before) return from
    from = before.from
  }
}

/** The organisation that stands alone behind the comma of a title that follows its holder, or null. */
const bodyBehindComma = (reader: RoleReader, title: TitleHit, person: EntityMention): EntityMention | null => {
  const line = reader.words[title.sentence]!
  if (person.to > title.from || person.to < title.from - 8) return null
  let end = title.to
  for (;;) {
    const joint = /^(?:and|&|,)$/.test(line[end]?.key ?? '')
    const next = joint ? reader.titles[title.sentence]!.find((t) => t.from === end + 1) : undefined
    if (!next) break
    end = next.to
  }
  if (line[end]?.text !== ',') return null
  const m = reader.at[title.sentence]![end + 1]
  if (!m || !isBody(m) || m.kind !== 'name' || m.from !== end + 1) return null
  const after = line[m.to]
  if (after && !/^(?:[,;.:)(]|and)$/.test(after.text) && !/^(?:VERB|AUX|ADP|ADV)$/.test(after.upos)) return null
  // "…, chairman, Norvale and Tolva have signed": its own subject.
  return /^(?:nsubj|obj)/.test(line[m.head]?.token.deprel ?? '') && after?.text !== ',' ? null : m
}

/** What "of", "from" or a bracket right behind a person's name names. */
const behindName = (
  line: readonly Word[],
  at: readonly (EntityMention | undefined)[],
  person: EntityMention,
): EntityMention | undefined => {
  const link = line[person.to]
  if (link?.text === '(') {
    const inside = at[person.to + 1]
    return inside?.from === person.to + 1 && line[inside.to]?.text === ')' ? inside : undefined
  }
  // "X, who leads the Peruvian delegation"
  if (link?.text === ',' && line[person.to + 1]?.key === 'who' && LEADS.test(line[person.to + 2]?.key ?? '')) {
    const whose = line[person.to + 3]?.key === 'the' ? person.to + 4 : person.to + 3
    const side = line.slice(whose, whose + 5).some((w) => SIDE.test(w.key))
    return side && isCountry(at[whose]) ? at[whose] : undefined
  }
  if (!/^(?:of|from)$/.test(link?.key ?? '')) return undefined
  const next = line[person.to + 1]?.key === 'the' ? person.to + 2 : person.to + 1
  return at[next]
}

/** The country of a place that the lexicon knows, if the article names it. */
const countryOfPlace = (document: ExtractDocument, place: string): string | null => {
  const name = document.entities.get(place)?.name ?? ''
  const country = seats.get(name) ?? placeForms.get(name)?.country
  return country && document.entities.has(`country:${country}`) ? `country:${country}` : null
}

/** The ministry of the article with this portfolio and, where told, this country. */
const ministryOf = (reader: RoleReader, portfolio: readonly string[], country: string | null): string | null => {
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
      body.startsWith(`org:${slugOf(demonymOf(iso3))}-`) ||
      other.aliases.some((a) => a.length > 3 && names.includes(a))
    )
      return other.id
  }
  return null
}

const lastBody = (
  reader: RoleReader,
  sentence: number,
  token: number,
  fits: (id: string) => boolean,
): string | null => {
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
const mostNamed = (reader: RoleReader): string | null => {
  const counts = new Map<string, number>()
  for (const m of reader.document.mentions)
    if (m.type === 'Organization' && !/bank|ministry|government|commission/.test(m.entity))
      counts.set(m.entity, (counts.get(m.entity) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

const firstBody = (reader: RoleReader): string | null =>
  reader.document.mentions.find((m) => m.type === 'Organization')?.entity ?? null
