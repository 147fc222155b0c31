/**
 * What coreference knows of an article while it reads it from the first word to the last: the mentions so far, who
 * speaks where, who holds which role, and whence each body is. Looks things up; adds no mention itself.
 */
import type { Entity, EntityType } from '../../contract.ts'
import type { EntityMention, ExtractDocument, SpeakerSpan } from '../document.ts'
import { foldWord, singularOf } from '../lexicon/fold-word.ts'
import { countryForms, countryName, demonymOf } from '../lexicon/lexicons.ts'
import { findRoles, type Role } from '../mentions/find-roles.ts'
import { countryOfBody } from '../mentions/role-bodies.ts'
import { allWords, type Word } from '../mentions/words.ts'

/** Sentences that a pronoun or "the company" reaches back. */
export const REACH = 6

export class Discourse {
  readonly document: ExtractDocument
  readonly words: Word[][]
  readonly roles: Role[]
  /** Mentions before the word that is being read, resolved ones included, in order. */
  readonly seen: EntityMention[] = []
  /** The longest mention over each token, sectors and goods aside. */
  readonly at: (EntityMention | undefined)[][]
  /** Country of a body, where the text tells it: "the Turkish firm X", "X of Finland". */
  readonly bodyCountry = new Map<string, string>()
  /** Nouns that the text says a body is: "maker", "contractor". */
  readonly bodyNouns = new Map<string, Set<string>>()
  /** `m` or `f` of persons, where a title tells it. */
  readonly gender = new Map<string, 'm' | 'f'>()
  /** Countries named in the headline, in order. */
  readonly headline: string[]

  constructor(document: ExtractDocument) {
    this.document = document
    this.words = allWords(document.syntax)
    this.at = this.words.map((line) => new Array<EntityMention | undefined>(line.length))
    for (const m of document.mentions) {
      if (m.type === 'Sector' || m.type === 'Commodity') continue
      for (let i = m.from; i < m.to; i++) {
        const known = this.at[m.sentence]![i]
        if (!known || known.to - known.from < m.to - m.from) this.at[m.sentence]![i] = m
      }
    }
    this.roles = findRoles(document)
    this.headline = headlineCountries(document.article.title)
    for (const m of document.mentions) if (m.type === 'Organization') this.#learnBody(m)
    for (const m of document.mentions) if (m.type === 'Person') this.#learnGender(m)
  }

  entity(id: string): Entity | undefined {
    return this.document.entities.get(id)
  }

  typeOf(id: string): EntityType | null {
    return this.document.entities.get(id)?.type ?? null
  }

  /** The speaker whose words hold this offset, direct speech before reported speech. */
  speakerAt(offset: number): SpeakerSpan | null {
    let found: SpeakerSpan | null = null
    for (const span of this.document.speakers) {
      if (span.start > offset) break
      if (span.end <= offset || span.speaker === null) continue
      if (!found || (span.direct && !found.direct) || (span.direct === found.direct && span.start >= found.start))
        found = span
    }
    return found
  }

  inQuote(offset: number): boolean {
    return this.document.speakers.some((s) => s.direct && s.start <= offset && offset < s.end)
  }

  /** Whom a speaker's "we" stands for: a minister's is the country, a manager's the company. */
  standsFor(speaker: string): string | null {
    const type = this.typeOf(speaker)
    if (type === 'Country' || type === 'Region') return speaker
    if (type === 'Organization') return isNational(speaker) ? (this.countryOf(speaker) ?? speaker) : speaker
    if (type !== 'Person') return null
    const roles = this.roles.filter((r) => r.person === speaker)
    const role = roles.find((r) => r.body) ?? roles[0]
    if (!role) return this.bodyBeside(speaker)
    const owner = role.bodyMention ? null : this.#ownerOf(role)
    if (owner) return owner
    if (role.kind === 'ministry' || role.kind === 'state' || role.kind === 'diplomat') return role.country ?? role.body
    if (role.body?.startsWith('org:'))
      return isNational(role.body) ? (role.country ?? this.countryOf(role.body) ?? role.body) : role.body
    return role.body ?? role.country
  }

  /** "the company's assistant president": the body that the words before a title were read as. */
  #ownerOf(role: Role): string | null {
    const line = this.words[role.sentence]!
    for (let i = role.from - 1; i > Math.max(0, role.from - 4); i--) {
      if (line[i]!.token.xpos !== 'POS') continue
      const m = this.at[role.sentence]![i - 1]
      return m?.type === 'Organization' && m.kind === 'nominal' ? m.entity : null
    }
    return null
  }

  countryOf(body: string): string | null {
    return this.bodyCountry.get(body) ?? countryOfBody(this.document, body)
  }

  /** Country of a person: that of the role, else of the body. */
  countryOfPerson(person: string): string | null {
    const role = this.roles.find((r) => r.person === person && r.country) ?? this.roles.find((r) => r.person === person)
    return role?.country ?? (role?.body ? this.countryOf(role.body) : null)
  }

  /** A body named right after a person without a title: "X, who represents the firm Y". */
  bodyBeside(person: string): string | null {
    const first = this.document.mentions.find((m) => m.entity === person)
    if (!first) return null
    return (
      this.document.mentions.find(
        (m) => m.type === 'Organization' && m.sentence === first.sentence && m.start > first.end,
      )?.entity ?? null
    )
  }

  isSubject(m: EntityMention): boolean {
    const tokens = this.document.syntax.sentences[m.sentence]!.tokens
    const token = tokens[m.head]
    if (!token) return false
    if (/^nsubj/.test(token.deprel)) return true
    // A name that opens the sentence is what it is about, whatever the tree says, unless it only leads up to another.
    const leads = /^(?:-|['’]s?)$/.test(tokens[m.to]?.text ?? '') || (token.deprel === 'compound' && token.head >= m.to)
    if (m.from === 0 && m.kind !== 'adjective' && !leads) return true
    return token.deprel === 'conj' && /^nsubj/.test(tokens[token.head]?.deprel ?? '')
  }

  /** Most fitting of the mentions so far: near ones and subjects first. Null where none is in reach. */
  best(
    sentence: number,
    fits: (m: EntityMention) => boolean,
    bonus: (m: EntityMention) => number = () => 0,
  ): EntityMention | null {
    let best: EntityMention | null = null
    let most = Number.NEGATIVE_INFINITY
    for (let i = this.seen.length - 1; i >= 0; i--) {
      const m = this.seen[i]!
      if (sentence - m.sentence > REACH) break
      if (!fits(m)) continue
      const score = -1.2 * (sentence - m.sentence) + (this.isSubject(m) ? 1.3 : 0) + bonus(m)
      if (score > most) {
        best = m
        most = score
      }
    }
    return best
  }

  /** The last mention so far that fits. */
  last(fits: (m: EntityMention) => boolean): EntityMention | null {
    for (let i = this.seen.length - 1; i >= 0; i--) if (fits(this.seen[i]!)) return this.seen[i]!
    return null
  }

  /** The two countries (or bodies) that the text is about at this point. */
  pair(type: EntityType, sentence: number): string[] {
    const counts = new Map<string, number>()
    for (const m of this.seen) if (m.type === type) counts.set(m.entity, (counts.get(m.entity) ?? 0) + 1)
    const ranked = [...counts].sort((a, b) => b[1] - a[1])
    const [first, second, third] = ranked
    if (first && second && second[1] >= 2 && (!third || third[1] < second[1])) return [first[0], second[0]]
    if (type === 'Country' && this.headline.length === 2 && this.headline.every((id) => counts.has(id)))
      return this.headline
    for (let s = sentence; s >= Math.max(0, sentence - REACH); s--) {
      const inside = [...new Set(this.seen.filter((m) => m.sentence === s && m.type === type).map((m) => m.entity))]
      if (inside.length === 2) return inside
      if (inside.length > 2) return inside.slice(-2)
    }
    return first && second ? [first[0], second[0]] : []
  }

  #learnGender(m: EntityMention): void {
    const line = this.words[m.sentence]!
    const near = line.slice(Math.max(0, m.from - 2), m.from).map((w) => w.key)
    const titles = this.roles.filter((r) => r.person === m.entity).map((r) => r.title.toLowerCase())
    if (
      near.includes('mr') ||
      near.includes('sir') ||
      titles.some((t) => /\b(?:spokesman|king|prince|emir|sultan|businessman)\b/.test(t))
    )
      this.gender.set(m.entity, 'm')
    if (
      near.some((w) => /^(?:mrs|ms|miss|dame|madam|mme)$/.test(w)) ||
      titles.some((t) => /woman\b|\b(?:queen|princess)\b/.test(t))
    )
      this.gender.set(m.entity, 'f')
  }

  #learnBody(m: EntityMention): void {
    const line = this.words[m.sentence]!
    const nouns = this.bodyNouns.get(m.entity) ?? new Set<string>()
    this.bodyNouns.set(m.entity, nouns)
    let i = m.from - 1
    for (let step = 0; i >= 0 && step < 6; step++, i--) {
      const word = line[i]!
      const other = this.at[m.sentence]![i]
      if (other?.type === 'Country') {
        this.bodyCountry.set(m.entity, this.bodyCountry.get(m.entity) ?? other.entity)
        break
      }
      if (/^(?:NOUN|ADJ)$/.test(word.upos) && !other) nouns.add(singularOf(word.key))
      else if (word.token.xpos !== 'POS' && !word.joint && !/^["“„«]$/.test(word.text)) break
    }
    // "The customer is X".
    if (
      /^(?:is|was|are|were)$/.test(line[m.from - 1]?.key ?? '') &&
      line[m.from - 2]?.upos === 'NOUN' &&
      line[m.from - 3]?.key === 'the'
    )
      nouns.add(singularOf(line[m.from - 2]!.key))
    // "X of Finland", "X, a German manufacturer", "X, a state company of Mongolia".
    if (line[m.to]?.key === 'of' || line[m.to]?.key === 'from') {
      const next = this.at[m.sentence]![line[m.to + 1]?.key === 'the' ? m.to + 2 : m.to + 1]
      if (next?.type === 'Country') this.bodyCountry.set(m.entity, this.bodyCountry.get(m.entity) ?? next.entity)
    }
    if (line[m.to]?.text === ',' && /^(?:a|an|the|one|another)$/.test(line[m.to + 1]?.key ?? '')) {
      for (let k = m.to + 2; k < Math.min(line.length, m.to + 10); k++) {
        const word = line[k]!
        if (/^[,.;:]$/.test(word.text) || word.upos === 'VERB' || word.upos === 'AUX') break
        const other = this.at[m.sentence]![k]
        if (other?.type === 'Country') this.bodyCountry.set(m.entity, this.bodyCountry.get(m.entity) ?? other.entity)
        else if (word.upos === 'NOUN' && !other) nouns.add(singularOf(word.key))
      }
    }
  }
}

/** Bodies whose "we" is the country: ministries, governments, embassies, parliaments. */
export const isNational = (id: string): boolean =>
  /\b(?:ministry|government|embassy|parliament|presidency|cabinet|senate|ministries|consulate)\b/.test(id)

const headlineCountries = (title: string): string[] => {
  const words = title
    .split(/[\s–—-]+/)
    .map((text) => ({ text, key: foldWord(text.replace(/['’]s?$|[.,:;!?"“”]+/gu, '')), joint: false }))
  const found: string[] = []
  for (let i = 0; i < words.length; i++) {
    const hit = countryForms.match(words, i, false)
    if (
      !hit ||
      !/^\p{Lu}/u.test(words[i]!.text) ||
      (hit.value.exact && words[i]!.text !== words[i]!.text.toUpperCase())
    )
      continue
    const id = `country:${hit.value.country}`
    if (!found.includes(id)) found.push(id)
    i = hit.to - 1
  }
  return found
}

/** Whether a name tells the trade of a noun: "the shipbuilder" of Norvale Shipbuilding, "the brewer" of Velkora Breweries. */
export const nameTells = (entity: Entity | undefined, noun: string): boolean =>
  entity !== undefined &&
  noun.length >= STEM &&
  [entity.name, ...entity.aliases].some((name) =>
    foldWord(name)
      .split(/[^\p{L}]+/u)
      .some((w) => w.length >= STEM && w.startsWith(noun.slice(0, STEM))),
  )
const STEM = 5

/** Whether a name holds one of these words. */
export const nameHas = (entity: Entity | undefined, like: readonly string[]): boolean => {
  if (!entity) return false
  const words = new Set([entity.name, ...entity.aliases].flatMap((n) => foldWord(n).split(/[^\p{L}\p{N}]+/u)))
  return like.some((w) => words.has(w) || words.has(`${w}s`))
}

export const countryLabel = (id: string): string => `${countryName(id.slice(8))} ${demonymOf(id.slice(8))}`
