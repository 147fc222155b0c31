/**
 * Statements whose other end goes without saying: "Furnaces are supplied by X" in an article on one plant, "a loan of
 * $200 million" for the project just named, "talks with Y" held by whoever speaks. What the article was about just before
 * fills in, by a rule for each predicate; such statements carry the path `implied` and little confidence.
 */
import type { EntityType, Predicate } from '../../contract.ts'
import { fitsOntology } from '../../ontology/ontology.ts'
import type { EntityMention, ExtractDocument } from '../document.ts'
import type { Draft, Half, Miss } from '../draft.ts'
import {
  before,
  beforeObject,
  buyer,
  doer,
  type Gap,
  homeland,
  last,
  main,
  near,
  opening,
  pairOf,
  party,
  protagonist,
  type Source,
  speaker,
  topic,
  undertaking,
} from './fill-sources.ts'

interface Fill {
  /** Which end is missing. */
  lacks: 'subject' | 'object'
  /** Where it is looked for, in this order, each source with the name it has in rules. */
  from: readonly (readonly [name: string, source: Source])[]
  /** What else must hold. */
  when?: (gap: Gap) => boolean
}

const wordOf = ({ document, miss }: Gap) => document.syntax.sentences[miss.sentence]?.tokens[miss.trigger]

/** Who takes part does so where the article is; who speaks or presents may do so anywhere. */
const TAKING_PART = new Set(
  'attend participate exhibit participation delegation stand pavilion present chair open organiser participant'.split(
    ' ',
  ),
)
/** "participation in projects": in something else than the event told of before. */
const elsewhere = (gap: Gap): boolean => {
  const tokens = gap.document.syntax.sentences[gap.miss.sentence]?.tokens ?? []
  const at = tokens.findIndex((t, i) => i > gap.miss.trigger && i < gap.miss.trigger + 3 && /^(?:in|at)$/.test(t.text))
  return at >= 0 && !tokens.slice(at + 1, at + 6).some((t) => EVENTS.test(t.lemma.toLowerCase()))
}
const EVENTS =
  /^(?:it|event|forum|exhibition|fair|expo|summit|conference|congress|session|meeting|show|ceremony|seminar|workshop|which|opening|talk)$/
const takesPart: Source = (gap) =>
  TAKING_PART.has(wordOf(gap)?.lemma.toLowerCase() ?? '') && !elsewhere(gap) ? last('Event', 4)(gap) : null

const takesPartAgain: Source = (gap) =>
  TAKING_PART.has(wordOf(gap)?.lemma.toLowerCase() ?? '') && !elsewhere(gap) ? beforeObject('ATTENDS')(gap) : null

/** Something that happened or is to happen, not what somebody does for a living ("X supplies pumps"). */
const single = (gap: Gap): boolean => {
  const word = wordOf(gap)
  return word?.upos === 'VERB' ? word.xpos !== 'VBZ' && word.xpos !== 'VBP' : true
}

/** A company's own delivery: no supplier by trade ("a source of"), no country. */
const delivery = (gap: Gap): boolean =>
  single(gap) &&
  ['supply.verb', 'supply.noun', 'supply.order', 'supply.receive'].includes(gap.miss.rule) &&
  gap.half.known.every((m) => m.type === 'Organization' && m.kind !== 'adjective')

/** "Under the contract X will supply pumps": to come, and nothing behind the goods says to whom. */
const promised = (gap: Gap): boolean => {
  const tokens = gap.document.syntax.sentences[gap.miss.sentence]?.tokens ?? []
  return (
    delivery(gap) &&
    gap.miss.rule === 'supply.verb' &&
    gap.half.modality === 'planned' &&
    !tokens.slice(gap.miss.trigger + 1, gap.miss.trigger + 14).some((t) => /^(to|for)$/i.test(t.text))
  )
}

const PRESS = /news|agency|press|times|daily|weekly|herald|reuters|bloomberg|interfax|tribune|gazette|journal|media|tv$/
/** Who builds is no person and no newspaper that tells of it. */
const builder =
  (source: Source): Source =>
  (gap) => {
    const id = source(gap)
    return id && !id.startsWith('person:') && !PRESS.test(id) ? id : null
  }

/** Who lends by trade; others pay for what they build. */
const LENDERS = /bank|fund|financ|credit|development|agency|insur|union|commission/
const lender = (gap: Gap): boolean => gap.half.known.every((m) => LENDERS.test(m.entity))
const lends = (gap: Gap): boolean => gap.miss.rule !== 'finance.agent' && lender(gap)

/** "The customer is X": said of the deal that the article is about. */
const names = (gap: Gap): boolean => {
  const tokens = gap.document.syntax.sentences[gap.miss.sentence]?.tokens ?? []
  return (
    /^(?:the|its)$/i.test(tokens[gap.miss.trigger - 1]?.text ?? '') &&
    gap.half.known.every((m) => m.type === 'Organization' && m.kind === 'name') &&
    ['customer', 'client', 'buyer'].includes(wordOf(gap)?.lemma.toLowerCase() ?? '')
  )
}

/** "The order was placed by X": the order just told of. */
const definite = (gap: Gap): boolean => {
  const tokens = gap.document.syntax.sentences[gap.miss.sentence]?.tokens ?? []
  return (
    gap.miss.rule === 'agree.order' &&
    gap.half.known.every((m) => m.type === 'Organization') &&
    ['the', 'this'].some((word) => [1, 2].some((step) => tokens[gap.miss.trigger - step]?.text.toLowerCase() === word))
  )
}

const amongCountries = (gap: Gap): boolean => gap.half.known.every((m) => m.type === 'Country' || m.type === 'Region')

const FILLS: Partial<Record<Predicate, readonly Fill[]>> = {
  SUPPLIES: [
    {
      lacks: 'subject',
      from: [['before', before('SUPPLIES', 'EXPORTS', 'PRODUCES')]],
      when: (gap) => ['supply.agent', 'supply.customer', 'supply.noun'].includes(gap.miss.rule),
    },
    {
      lacks: 'subject',
      from: [['contractor', opening('Organization')]],
      when: (gap) => gap.miss.rule === 'supply.customer' && names(gap),
    },
    {
      lacks: 'subject',
      from: [['doer', doer]],
      when: (gap) =>
        ![
          'supply.agent',
          'supply.customer',
          'supply.noun',
          'supply.receive',
          'supply.maker',
          'supply.bought',
          'supply.deliveries',
        ].includes(gap.miss.rule),
    },
    {
      lacks: 'object',
      from: [['undertaking', undertaking]],
      when: delivery,
    },
    { lacks: 'object', from: [['party', party]], when: promised },
    {
      lacks: 'object',
      from: [['opening', opening('Project')]],
      when: delivery,
    },
    { lacks: 'object', from: [['buyer', buyer]], when: (gap) => gap.miss.rule !== 'supply.made' },
  ],
  AGREES_WITH: [
    {
      lacks: 'subject',
      from: [['before', before('SUPPLIES', 'DEVELOPS', 'FINANCES')]],
      when: definite,
    },
    {
      lacks: 'object',
      from: [['before', before('SUPPLIES', 'DEVELOPS', 'FINANCES')]],
      when: definite,
    },
  ],
  OWNS: [{ lacks: 'object', from: [['main', main('Project')]], when: (gap) => gap.miss.rule === 'own.belong' }],
  EXPORTS: [
    { lacks: 'subject', from: [['topic', topic]] },
    {
      lacks: 'subject',
      from: [['before', before('EXPORTS')]],
      when: (gap) => gap.miss.rule === 'export.noun' && gap.half.modality === 'actual',
    },
  ],
  FINANCES: [
    { lacks: 'object', from: [['last', last('Project', 2)]], when: lends },
    { lacks: 'object', from: [['opening', opening('Project')]], when: lender },
  ],
  INVESTS_IN: [
    {
      lacks: 'object',
      from: [['last', last('Project', 4)]],
      when: (gap) => gap.half.known.every((m) => m.kind !== 'adjective'),
    },
  ],
  RESTRICTS: [
    {
      lacks: 'subject',
      from: [['before', before('RESTRICTS')]],
      when: (gap) => gap.miss.rule === 'restrict.affect',
    },
    { lacks: 'subject', from: [['topic', topic]], when: (gap) => gap.miss.rule !== 'restrict.affect' },
    { lacks: 'subject', from: [['same', before('RESTRICTS')]] },
  ],
  DEVELOPS: [
    {
      lacks: 'object',
      from: [['main', main('Project', 2)]],
      when: (gap) => ['develop.noun', 'develop.agent', 'develop.award'].includes(gap.miss.rule),
    },
    {
      lacks: 'subject',
      from: [
        ['topic', builder(topic)],
        ['before', builder(before('DEVELOPS', 'INVESTS_IN'))],
        ['speaker', builder(speaker)],
      ],
    },
  ],
  TRADES_WITH: [
    {
      lacks: 'object',
      from: [
        ['homeland', homeland],
        ['protagonist', protagonist],
      ],
      when: amongCountries,
    },
    {
      lacks: 'subject',
      from: [
        ['homeland', homeland],
        ['protagonist', protagonist],
      ],
      when: amongCountries,
    },
  ],
  ATTENDS: [
    {
      lacks: 'object',
      from: [
        ['near', near],
        ['last', takesPart],
        ['same', takesPartAgain],
      ],
    },
  ],
  DISPUTES_WITH: [{ lacks: 'object', from: [['before', before('RESTRICTS', 'DISPUTES_WITH')]] }],
}

const typeOf = (id: string, document: ExtractDocument): EntityType | undefined => document.entities.get(id)?.type

/** `how` its missing ends were found. */
const impliedDraft = (ends: readonly [EntityMention, EntityMention], miss: Miss, half: Half, how: string): Draft => ({
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

/** Drafts out of halves. `drafts` are what was found, in text order; `bodyOf` gives the body or country of a person. */
export const completeHalves = (
  document: ExtractDocument,
  drafts: readonly Draft[],
  misses: readonly Miss[],
  bodyOf: ReadonlyMap<string, string>,
): Draft[] => {
  const found: Draft[] = []
  const given = new Set(drafts.map((d) => `${d.sentence} ${d.trigger} ${d.predicate}`))
  for (const miss of misses) {
    const half = miss.half
    // A denial is seldom of whom the text was about before: no end is guessed for it.
    if (!half || half.modality === 'denied') continue
    const fills = FILLS[half.predicate]?.filter((f) => f.lacks === miss.lacks) ?? []
    // "X met Y and discussed trade": X with Y.
    const one = miss.rule === 'discuss.verb' && miss.lacks === 'object' ? half.known[0]?.entity : undefined
    if (fills.length === 0 && half.known.length > 0 && !one) continue
    // A word that gave a statement by another frame needs no filling.
    if (given.has(`${miss.sentence} ${miss.trigger} ${half.predicate}`)) continue
    const known = new Set(half.known.map((m) => m.entity))
    if (half.known.length === 0 || one) {
      // Papers that may be signed some day are guessed of nobody.
      if (half.predicate === 'AGREES_WITH' && half.modality === 'discussed') continue
      const pair = pairOf(document, drafts, miss, half, bodyOf, one)
      if (pair) found.push(impliedDraft(pair, miss, half, 'pair'))
      continue
    }
    const gap: Gap = {
      document,
      drafts,
      miss,
      half,
      known,
      offset: document.syntax.sentences[miss.sentence]?.tokens[miss.trigger]?.start ?? 0,
      bodyOf,
      fitting: (id) => {
        const type = id ? typeOf(id, document) : undefined
        const other = half.known[0]?.type
        if (!id || !type || !other || known.has(id)) return null
        const fits =
          miss.lacks === 'subject'
            ? fitsOntology(type, half.predicate, other)
            : fitsOntology(other, half.predicate, type)
        return fits ? id : null
      },
    }
    for (const [how, source] of fills.flatMap((f) => (f.when && !f.when(gap) ? [] : f.from))) {
      const filled = source(gap)
      const mention = filled && document.mentions.find((m) => m.entity === filled)
      if (!mention) continue
      for (const end of half.known) {
        const ends: [EntityMention, EntityMention] = miss.lacks === 'subject' ? [mention, end] : [end, mention]
        found.push(impliedDraft(ends, miss, half, how))
      }
      break
    }
  }
  return found
}
