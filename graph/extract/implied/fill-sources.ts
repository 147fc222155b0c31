/**
 * Where a missing end is looked for: who the sentence is about, who was said to supply or build just before, the other
 * party of the deal, the undertaking that the text is about. Each source is a question on the document and the drafts so
 * far; it answers with an entity id or null. Pure.
 */
import type { EntityType, Predicate } from '../../contract.ts'
import { type EntityMention, type ExtractDocument, mentionsIn } from '../document.ts'
import type { Draft, Half, Miss } from '../draft.ts'
import { countryInName } from '../link-countries-to-sectors.ts'
import { speakerOf } from '../speakers/attribute-speakers.ts'

/** A word with one end, and all that may tell the other. */
export interface Gap {
  document: ExtractDocument
  /** Drafts of the whole article, in text order. */
  drafts: readonly Draft[]
  miss: Miss
  half: Half
  /** Entities at the end that is known. */
  known: ReadonlySet<string>
  /** Where the word stands in the text. */
  offset: number
  bodyOf: ReadonlyMap<string, string>
  /** The id, if it fits the missing end by type. */
  fitting: (id: string | null | undefined) => string | null
}

export type Source = (gap: Gap) => string | null

const ACTORS: readonly EntityType[] = ['Country', 'Organization', 'Region']

const isBefore = (draft: Draft, miss: Miss): boolean =>
  draft.sentence < miss.sentence || (draft.sentence === miss.sentence && draft.trigger < miss.trigger)

/** The country named most, apart from those known. */
export const protagonist: Source = ({ document, known, fitting }) => {
  const counts = new Map<string, number>()
  for (const mention of document.mentions)
    if (mention.type === 'Country' && !known.has(mention.entity))
      counts.set(mention.entity, (counts.get(mention.entity) ?? 0) + 1)
  const [best] = [...counts].sort((a, b) => b[1] - a[1])
  return best && best[1] > 2 ? fitting(best[0]) : null
}

const LENDERS = /bank|fund|finance|credit|invest|capital|insur|guarantee/

/** Who a sentence is about: the actor that opens it, if no preposition stands before. */
export const topic: Source = ({ document, miss, half, offset, fitting }) => {
  const first = mentionsIn(document, miss.sentence).find((m) => ACTORS.includes(m.type) && m.kind !== 'adjective')
  if (!first || first.start >= offset || first.from > 3) return null
  const tokens = document.syntax.sentences[miss.sentence]?.tokens
  const previous = tokens?.[first.from - 1]
  const earlier = tokens?.[first.from - 2]
  if (previous?.upos === 'ADP' || (previous?.upos === 'DET' && earlier?.upos === 'ADP')) return null
  // Who lends for a plant does not build it.
  if (half.predicate === 'DEVELOPS' && LENDERS.test(first.entity)) return null
  return fitting(first.entity)
}

/** The body or country of whoever speaks. */
export const speaker: Source = ({ document, offset, bodyOf, fitting }) => {
  const said = speakerOf(document, offset)
  return said ? fitting(bodyOf.get(said) ?? (said.startsWith('org:') ? said : null)) : null
}

/** The country that whoever speaks speaks for. */
export const homeland: Source = (gap) => {
  const id = speaker(gap)
  return id?.startsWith('country:') ? id : null
}

/** The first fitting name after the word. */
export const near: Source = ({ document, miss, offset, fitting }) =>
  mentionsIn(document, miss.sentence)
    .filter((m) => m.start > offset)
    .map((m) => fitting(m.entity))
    .find((id) => id !== null) ?? null

/** The subject of the last statement of one of the predicates. */
export const before =
  (...predicates: Predicate[]): Source =>
  ({ drafts, miss, fitting }) =>
    fitting(drafts.filter((d) => predicates.includes(d.predicate) && isBefore(d, miss)).at(-1)?.subject)

/** The last mention of a type, not farther back than some sentences. */
export const last =
  (type: EntityType, sentences: number): Source =>
  ({ document, miss, offset, fitting }) =>
    fitting(
      document.mentions
        .filter((m) => m.type === type && m.start < offset && miss.sentence - m.sentence < sentences)
        .at(-1)?.entity,
    )

const DESCRIBING: ReadonlySet<Predicate> = new Set(['LOCATED_IN', 'HOLDS_ROLE_IN', 'ACTIVE_IN'])

/** Who was said to do something earlier in the same sentence. */
export const doer: Source = ({ drafts, miss, fitting }) =>
  fitting(
    drafts.find((d) => d.sentence === miss.sentence && d.trigger < miss.trigger && !DESCRIBING.has(d.predicate))
      ?.subject,
  )

/** The object of the last statement of one of the predicates. */
export const beforeObject =
  (...predicates: Predicate[]): Source =>
  ({ drafts, miss, fitting }) =>
    fitting(drafts.filter((d) => predicates.includes(d.predicate) && isBefore(d, miss)).at(-1)?.object)

/** Sentences that open an article. */
const OPENING = 2

/** The first mention of one of the types in the opening sentences: what the article is about. */
export const opening =
  (...types: EntityType[]): Source =>
  ({ document, fitting }) =>
    document.mentions
      .filter((m) => m.sentence < OPENING && types.includes(m.type))
      .map((m) => fitting(m.entity))
      .find((id) => id !== null) ?? null

/** The entity of a type that the article names most, and at least so often. */
export const main =
  (type: EntityType, least = 1): Source =>
  ({ document, fitting }) => {
    const counts = new Map<string, number>()
    for (const mention of document.mentions)
      if (mention.type === type && fitting(mention.entity))
        counts.set(mention.entity, (counts.get(mention.entity) ?? 0) + 1)
    const [best] = [...counts].sort((a, b) => b[1] - a[1])
    return best && best[1] >= least ? fitting(best[0]) : null
  }

/** "Under the contract X will deliver …": the other party of the last agreement of the one who is known. */
export const party: Source = ({ drafts, miss, known, fitting }) => {
  const deal = drafts
    .filter(
      (d) =>
        d.predicate === 'AGREES_WITH' &&
        (known.has(d.subject) || known.has(d.object)) &&
        isBefore(d, miss) &&
        miss.sentence - d.sentence < 5,
    )
    .at(-1)
  return deal ? fitting(known.has(deal.subject) ? deal.object : deal.subject) : null
}

/** Undertakings on paper or of money; nothing is delivered to them. */
const ON_PAPER = /plan|programme|program|credit|fund|line$|initiative|scheme|strategy|venture/
/** Who was said to buy the same goods abroad. */
export const buyer: Source = ({ drafts, miss, half, fitting }) =>
  fitting(
    drafts
      .filter(
        (d) =>
          d.predicate === 'IMPORTS' &&
          isBefore(d, miss) &&
          miss.sentence - d.sentence < 4 &&
          half.commodities.includes(d.object),
      )
      .at(-1)?.subject,
  )

const RUNS: ReadonlySet<Predicate> = new Set(['DEVELOPS', 'OWNS', 'INVESTS_IN'])

/** The undertaking named last, unless whoever is known builds or owns it. */
export const undertaking: Source = ({ document, drafts, miss, known, offset, fitting }) => {
  const projects = document.mentions.filter((m) => m.type === 'Project' && m.start < offset && !ON_PAPER.test(m.entity))
  const named = projects.filter((m) => miss.sentence - m.sentence < 3).at(-1)?.entity
  if (!named) return null
  const own = drafts.some((d) => RUNS.has(d.predicate) && d.object === named && known.has(d.subject))
  return own ? null : fitting(named)
}

const TIES: ReadonlySet<Predicate> = new Set([
  'PARTNERS_WITH',
  'AGREES_WITH',
  'MEETS_WITH',
  'TRADES_WITH',
  'FINANCES',
  'SUPPLIES',
])

/**
 * Both ends of what is said without any: the parties of the last tie between two countries or bodies, the bodies or
 * countries of the persons who met; null where the article has told none so far. `one` must be a party of the tie.
 */
export const pairOf = (
  document: ExtractDocument,
  drafts: readonly Draft[],
  miss: Miss,
  half: Half,
  bodyOf: ReadonlyMap<string, string>,
  one?: string,
): readonly [EntityMention, EntityMention] | null => {
  const mentionOf = (id: string): EntityMention | undefined => document.mentions.find((m) => m.entity === id)
  const countryOf = (id: string): string => {
    const country = countryInName(id)
    return country && document.entities.has(country) ? country : id
  }
  const actor = (m: EntityMention | undefined): m is EntityMention =>
    m !== undefined && (m.type === 'Country' || m.type === 'Organization')
  const tie = drafts
    .filter(
      (d) =>
        TIES.has(d.predicate) &&
        isBefore(d, miss) &&
        miss.sentence - d.sentence < (one ? 2 : 6) &&
        (!one || d.subject === one || d.object === one),
    )
    .at(-1)
  if (!tie) return one ? null : twoOf(document, half)
  const bodies = [tie.subject, tie.object].map((id) => bodyOf.get(id) ?? id)
  // Ministries that talk of trade or of working together talk for their countries.
  const states = half.predicate === 'TRADES_WITH' || half.predicate === 'PARTNERS_WITH'
  for (const ids of states ? [bodies.map(countryOf)] : [bodies, bodies.map(countryOf)]) {
    const [a, b] = ids.map(mentionOf)
    if (actor(a) && actor(b) && a.entity !== b.entity && a.type === b.type) return [a, b]
  }
  return null
}

/** The two countries that the article names, where all others are named much more seldom. */
const twoOf = (document: ExtractDocument, half: Half): readonly [EntityMention, EntityMention] | null => {
  if (half.predicate === 'AGREES_WITH') return null
  const counts = new Map<string, number>()
  for (const m of document.mentions)
    if (m.type === 'Country' && m.kind !== 'pronoun') counts.set(m.entity, (counts.get(m.entity) ?? 0) + 1)
  const [first, second, third] = [...counts].sort((a, b) => b[1] - a[1])
  if (!first || !second || second[1] < 2 || (third && third[1] * 2 > second[1])) return null
  const [a, b] = [first, second].map(([id]) => document.mentions.find((m) => m.entity === id))
  return a && b ? [a, b] : null
}
