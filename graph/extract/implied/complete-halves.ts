/**
 * Statements whose other end goes without saying: "Furnaces are supplied by X" in an article on one plant, "a loan of
 * $200 million" for the project just named, "talks with Y" held by whoever speaks. What the article was about just before
 * fills in, by a rule for each predicate; such statements carry the path `implied` and little confidence.
 */
import type { EntityType, Predicate } from '../../contract.ts'
import { fitsOntology } from '../../ontology/ontology.ts'
import type { EntityMention, ExtractDocument } from '../document.ts'
import type { Draft, Miss } from '../draft.ts'
import { speakerOf } from '../speakers/attribute-speakers.ts'

interface Fill {
  /** Which end is missing. */
  lacks: 'subject' | 'object'
  /** Where it is looked for, in this order: the first fitting name after the word, who the sentence is about, the last subject of a predicate, the last mention of a type, the speaker's body. */
  from: readonly (
    | { subjectOf: readonly Predicate[] }
    | { last: readonly EntityType[] }
    | 'near'
    | 'topic'
    | 'speaker'
    | 'protagonist'
  )[]
  needsGoods?: boolean
}

const FILLS: Partial<Record<Predicate, readonly Fill[]>> = {
  SUPPLIES: [{ lacks: 'subject', from: [{ subjectOf: ['SUPPLIES', 'EXPORTS', 'PRODUCES'] }] }],
  EXPORTS: [{ lacks: 'subject', from: ['topic'] }],
  FINANCES: [{ lacks: 'object', from: [{ last: ['Project'] }] }],
  INVESTS_IN: [{ lacks: 'object', from: [{ last: ['Project'] }] }],
  RESTRICTS: [{ lacks: 'subject', from: ['topic'] }],
  DEVELOPS: [{ lacks: 'subject', from: ['topic', { subjectOf: ['DEVELOPS', 'INVESTS_IN'] }, 'speaker'] }],
  PARTNERS_WITH: [
    { lacks: 'object', from: ['speaker'] },
    { lacks: 'subject', from: ['speaker'] },
  ],
  TRADES_WITH: [
    { lacks: 'object', from: ['protagonist'] },
    { lacks: 'subject', from: ['protagonist'] },
  ],
  ATTENDS: [{ lacks: 'object', from: ['near', { last: ['Event'] }] }],
  DISPUTES_WITH: [{ lacks: 'object', from: [{ subjectOf: ['RESTRICTS', 'DISPUTES_WITH'] }] }],
}

const LENDERS = /bank|fund|finance|credit|invest|capital|insur|guarantee/
const TAKING_PART = new Set([
  'attend',
  'participate',
  'exhibit',
  'participation',
  'delegation',
  'stand',
  'pavilion',
  'present',
  'chair',
  'open',
  'organiser',
  'participant',
])

const typeOf = (id: string, document: ExtractDocument): EntityType | undefined => document.entities.get(id)?.type

/** The country named most, apart from those given. */
const protagonist = (document: ExtractDocument, not: ReadonlySet<string>): string | null => {
  const counts = new Map<string, number>()
  for (const mention of document.mentions)
    if (mention.type === 'Country' && !not.has(mention.entity))
      counts.set(mention.entity, (counts.get(mention.entity) ?? 0) + 1)
  const [best] = [...counts].sort((a, b) => b[1] - a[1])
  return best && best[1] > 2 ? best[0] : null
}

/** Who a sentence is about: the actor that opens it, if no preposition stands before. */
const topicOf = (document: ExtractDocument, sentence: number, before: number): string | null => {
  const first = document.mentions.find(
    (m) => m.sentence === sentence && ['Country', 'Organization', 'Region'].includes(m.type) && m.kind !== 'adjective',
  )
  if (!first || first.start >= before || first.from > 3) return null
  const previous = document.syntax.sentences[sentence]?.tokens[first.from - 1]
  const earlier = document.syntax.sentences[sentence]?.tokens[first.from - 2]
  return previous?.upos === 'ADP' || (previous?.upos === 'DET' && earlier?.upos === 'ADP') ? null : first.entity
}

/** Drafts out of halves. `drafts` are what was found, in text order; `bodyOf` gives the body or country of a person. */
export const completeHalves = (
  document: ExtractDocument,
  drafts: readonly Draft[],
  misses: readonly Miss[],
  bodyOf: ReadonlyMap<string, string>,
): Draft[] => {
  const found: Draft[] = []
  for (const miss of misses) {
    const half = miss.half
    if (!half) continue
    const fill = FILLS[half.predicate]?.find(
      (f) => f.lacks === miss.lacks && (!f.needsGoods || half.commodities.length > 0),
    )
    if (!fill) continue
    // A word that gave a statement by another frame needs no filling.
    if (
      drafts.some((d) => d.sentence === miss.sentence && d.trigger === miss.trigger && d.predicate === half.predicate)
    )
      continue
    const offset = document.syntax.sentences[miss.sentence]?.tokens[miss.trigger]?.start ?? 0
    const known = new Set(half.known.map((m) => m.entity))
    const fitting = (id: string | null | undefined): string | null => {
      const type = id ? typeOf(id, document) : undefined
      const other = half.known[0]?.type
      if (!id || !type || !other || known.has(id)) return null
      const fits =
        miss.lacks === 'subject' ? fitsOntology(type, half.predicate, other) : fitsOntology(other, half.predicate, type)
      return fits ? id : null
    }
    let filled: string | null = null
    let how = ''
    for (const source of fill.from) {
      if (source === 'near') {
        filled =
          document.mentions
            .filter((m) => m.sentence === miss.sentence && m.start > offset)
            .map((m) => fitting(m.entity))
            .find((id) => id !== null) ?? null
        how = 'near'
      } else if (source === 'topic') {
        filled = fitting(topicOf(document, miss.sentence, offset))
        // Who lends for a plant does not build it.
        if (half.predicate === 'DEVELOPS' && filled && LENDERS.test(filled)) filled = null
        how = 'topic'
      } else if (source === 'speaker') {
        const speaker = speakerOf(document, offset)
        filled = fitting(speaker ? (bodyOf.get(speaker) ?? (speaker.startsWith('org:') ? speaker : null)) : null)
        how = 'speaker'
      } else if (source === 'protagonist') {
        filled = fitting(protagonist(document, known))
        how = 'protagonist'
      } else if ('last' in source) {
        // Who speaks or presents may do so anywhere; who takes part does so where the article is.
        const word = document.syntax.sentences[miss.sentence]?.tokens[miss.trigger]?.lemma.toLowerCase() ?? ''
        if (half.predicate === 'ATTENDS' && !TAKING_PART.has(word)) continue
        const last = document.mentions
          .filter(
            (m) =>
              source.last.includes(m.type) &&
              m.start < offset &&
              miss.sentence - m.sentence < (half.predicate === 'FINANCES' ? 2 : 4),
          )
          .at(-1)
        filled = fitting(last?.entity)
        how = 'last'
      } else {
        const before = drafts
          .filter(
            (d) =>
              source.subjectOf.includes(d.predicate) &&
              (d.sentence < miss.sentence || (d.sentence === miss.sentence && d.trigger < miss.trigger)),
          )
          .at(-1)
        filled = fitting(before?.subject)
        how = 'before'
      }
      if (filled) break
    }
    // A denial is seldom of whom the text was about before: no end is guessed for it.
    if (!filled || half.modality === 'denied') continue
    const mention = document.mentions.find((m) => m.entity === filled)
    for (const end of half.known) {
      if (!mention) continue
      const ends: [EntityMention, EntityMention] = miss.lacks === 'subject' ? [mention, end] : [end, mention]
      found.push({
        subject: ends[0].entity,
        predicate: half.predicate,
        object: ends[1].entity,
        counterpart: null,
        commodities: half.commodities,
        title: null,
        modality: half.modality,
        sentence: miss.sentence,
        trigger: miss.trigger,
        rule: `implied.${half.predicate.toLowerCase().replace(/_.*/, '')}.${how}`,
        ends,
        path: 'implied',
        attributed: true,
      })
    }
  }
  return found
}
