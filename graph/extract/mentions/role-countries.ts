/**
 * The country of an office that names none: whom a guest met, who leads a delegation, where the article is at home.
 * Reads words and mentions; knows no titles' meaning.
 */
import type { EntityMention } from '../document.ts'
import { cueWords, seats } from '../lexicon/lexicons.ts'
import type { RoleReader } from './role-reader.ts'
import type { Word } from './words.ts'

const MET = cueWords('meet-verbs')
const MEETINGS = cueWords('meet-nouns')
const RECEIVED = cueWords('receive-verbs')
const TRAVELS = cueWords('travels')

/** "visited Peru", "flew to Lima", "on a visit to Peru": whether a country or capital is where somebody went. */
const isVisited = (line: readonly Word[], m: EntityMention): boolean => {
  let i = m.from - 1
  while (i >= 0 && (/^(?:the|neighbouring|neighboring|of)$/.test(line[i]!.key) || line[i]!.upos === 'ADJ')) i--
  if (line[i]?.token.lemma === 'visit') return true
  if (!/^(?:to|in|for|into)$/.test(line[i]?.key ?? '')) return false
  return line
    .slice(Math.max(0, i - 4), i)
    .some((w) => TRAVELS.has(w.token.lemma) && (w.upos === 'VERB' || w.upos === 'NOUN'))
}

/** Whether the title at `token` belongs to one who was met, received somebody, or held talks with a guest. */
const isMet = (reader: RoleReader, sentence: number, token: number): boolean => {
  const line = reader.words[sentence]!
  const at = reader.at[sentence]!
  let link: string | null = null
  for (let i = token - 1; i >= Math.max(0, token - 40); i--) {
    const word = line[i]!
    const { lemma } = word.token
    if (/^(?:with|by|on)$/.test(word.key)) link = word.key
    if (at[i] && at[i]!.type !== 'Event') continue
    if (MET.has(lemma) && word.upos === 'VERB') return link !== 'by'
    if (MEETINGS.has(lemma) && word.upos !== 'ADJ') return link === 'with'
    if (RECEIVED.has(lemma) && word.upos === 'VERB') return link === 'by'
    if (/^[;:.]$/.test(word.text) || (word.upos === 'VERB' && word.token.feats.VerbForm === 'Fin')) return false
  }
  return false
}

/** The country that was visited, for an office of whom the guest met there; null where nothing tells of a visit. */
export const hostMet = (reader: RoleReader, sentence: number, token: number): string | null => {
  if (!isMet(reader, sentence, token)) return null
  let host: string | null = null
  for (const m of reader.document.mentions) {
    if (m.sentence > sentence || m.sentence < sentence - 2 || m.kind !== 'name') continue
    if (m.sentence === sentence && m.from > token && host) continue
    if (m.type !== 'Country' && m.type !== 'Place') continue
    if (!isVisited(reader.words[m.sentence]!, m)) continue
    const seat = m.type === 'Place' ? seats.get(reader.document.entities.get(m.entity)?.name ?? '') : undefined
    const country = m.type === 'Country' ? m.entity : seat ? `country:${seat}` : null
    if (country && reader.document.entities.has(country)) host = country
  }
  return host
}

/**
 * The country that the text speaks of at this place: the delegation or host that the sentence names, else where the article
 * is at home, else the last country before it, else the first. Never the country of another's title.
 */
export const countryNear = (reader: RoleReader, sentence: number, token: number): string | null => {
  const line = reader.words[sentence]!
  const all = reader.document.mentions.filter((m) => m.type === 'Country' && (isNamed(m) || m.kind === 'adjective'))
  const here = all.filter((m) => m.sentence === sentence)
  // "Peruvian Minister X, Minister Y and …": of one government.
  if (reader.listed && reader.listed.sentence === sentence) {
    const between = line.slice(reader.listed.to, token)
    if (between.length < 5 && between.every((w) => /^(?:,|;|and|as|well|the|&)$/.test(w.key)))
      return reader.listed.country
  }
  // "the Peruvian side, headed by Minister X"
  const led = here.filter((m) => m.to <= token && token - m.to < 6 && SIDE.test(line[m.to]?.key ?? '')).at(-1)
  if (led && line.slice(led.to, token).some((w) => LEADING.test(w.key))) return led.entity
  // "met the Peruvian ambassador to Chile": Chile is at home.
  const host = here.find(
    (m) =>
      /^(?:to|in)$/.test(line[m.from - 1]?.key ?? '') && /^(?:ambassador|envoy)$/.test(line[m.from - 2]?.key ?? ''),
  )
  if (host) return host.entity
  const others = new Set(here.filter((m) => titled(reader, m)).map((m) => m.entity))
  if (reader.home && !others.has(reader.home)) return reader.home
  // Whom a minister invites or visits behind the title is another country.
  const { tokens } = reader.document.syntax.sentences[sentence]!
  const later = (m: EntityMention): boolean =>
    m.sentence === sentence &&
    m.from > token &&
    (m.kind !== 'name' ||
      /^(?:obj|iobj|obl)/.test(tokens[m.head]?.deprel ?? '') ||
      AWAY.test(line[m.from - 1]?.key ?? ''))
  const countries = all.filter((m) => !others.has(m.entity) && !later(m))
  // A demonym ("Japanese Ambassador") says less of where the article is at home than a name.
  const first: string | null = (countries.find((m) => isNamed(m) && m.sentence <= 2) ?? countries[0])?.entity ?? null
  let subject: string | null = null
  let last: string | null = null
  for (const m of countries) {
    if (m.sentence > sentence || (m.sentence === sentence && m.from > token)) break
    if (m.sentence === sentence) {
      let at = m.head
      for (let step = 0; step < 5 && at >= 0; step++) {
        if (tokens[at]!.deprel.startsWith('nsubj')) subject ??= m.entity
        at = tokens[at]!.head
      }
      if (SIDE.test(tokens[m.to]?.text ?? '')) subject = m.entity
    }
    last = m.entity
  }
  return subject ?? (sentence <= 2 ? first : null) ?? last ?? first
}
/** A country by its name, "the government of Peru" included. */
const isNamed = (m: EntityMention): boolean => m.kind === 'name' || m.rule === 'country.government'
const AWAY = /^(?:to|with|in|into|from|at|for)$/
export const SIDE = /^(?:side|delegation|team|mission|party)$/
const LEADING = /^(?:led|headed|chaired|represented|under)$/

/** Whether a country stands right beside somebody's title ("the Peruvian ambassador", "the ambassador of Peru"). */
const titled = (reader: RoleReader, m: EntityMention): boolean => {
  const line = reader.words[m.sentence]!
  const link = line[m.from - 1]?.key === 'the' ? m.from - 2 : m.from - 1
  return reader.titles[m.sentence]!.some(
    (t) =>
      t.kind !== 'honorific' &&
      (t.from === m.to ||
        (t.from === m.to + 1 && line[m.to]?.token.xpos === 'POS') ||
        (t.to === link && line[link]?.key === 'of')),
  )
}
