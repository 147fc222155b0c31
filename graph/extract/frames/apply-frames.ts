/**
 * Applies the frames to one sentence: every word that a frame knows, with its roles, gives the statements whose ends are
 * there. Where the tree gives no end, word order is asked (the nearest fitting name before or after). Pure. One piece, because
 * every step works on the same match.
 */
import type { EntityType } from '../../contract.ts'
import { fitsOntology, predicateRules } from '../../ontology/ontology.ts'
import { argumentsAt } from '../clauses/find-arguments.ts'
import { lightVerb, participleOf } from '../clauses/governing-verb.ts'
import { isPassive } from '../clauses/passive.ts'
import { type Argument, resolveRole } from '../clauses/resolve-arguments.ts'
import type { KnownRoles } from '../clauses/roles.ts'
import { lemmaAt, relation, type SentenceTree } from '../clauses/sentence-tree.ts'
import { sites } from '../clauses/standing-nouns.ts'
import type { EntityMention } from '../document.ts'
import type { Draft, Miss } from '../draft.ts'
import { singularOf } from '../lexicon/fold-word.ts'
import { cueWords } from '../lexicon/lexicons.ts'
import { decidedOn, findModality } from '../modality/find-modality.ts'
import { weakerModality } from '../modality/modality-cues.ts'
import { holds } from './conditions.ts'
import { firstRole, nearestAfter, nearestBefore } from './find-ends.ts'
import { type Frame, framesByWord, type WordClass } from './load-frames.ts'
import {
  cutsOff,
  givesAway,
  objectRolesAt,
  onAgreement,
  oneBody,
  partyless,
  personsFirst,
  SHARES,
  turnedDown,
  WINNING,
  wonBy,
} from './special-cases.ts'

const GOODS: ReadonlySet<EntityType> = new Set(['Commodity'])
const NOUNS = new Set(['NOUN', 'PROPN', 'SYM', 'NUM'])

const wordClasses = (tree: SentenceTree, at: number): WordClass[] => {
  const token = tree.tokens[at]
  if (!token) return []
  if (token.upos === 'VERB') return ['verb', 'adjective']
  if (token.upos === 'ADJ') return ['adjective', 'verb']
  return NOUNS.has(token.upos) ? ['noun', 'agent'] : []
}

/** Whether the words after a frame's first word stand with it: its particle or complement, within four tokens. */
const restStands = (tree: SentenceTree, at: number, rest: readonly string[]): boolean => {
  let from = at + 1
  for (const word of rest) {
    const window = [0, 1, 2, 3].map((i) => from + i)
    const found = window.find(
      (i) => tree.tokens[i]?.text.toLowerCase() === word || (tree.tokens[i] && lemmaAt(tree, i) === word),
    )
    if (found === undefined) return false
    from = found + 1
  }
  return true
}

/** Frames of what may be turned down. */
const ANSWERED = new Set(['dispute.reject', 'propose.receive', 'propose.noun'])
/** Frames of giving away what one owns. */
const SELLING = new Set(['own.sell', 'own.purchaser'])
/** Most statements that one frame may give at one word. */
const PAIRS_LIMIT = 24

interface Found {
  drafts: Draft[]
  misses: Miss[]
}

export interface ApplyOptions {
  /** Whether word order may stand in where the tree gives no end. */
  order: boolean
}

/** Of "in Izmir, Turkey" only the city: the country is the city's. */
const innermost = (places: Argument[]): Argument[] => {
  const sites = places.filter((p) => p.mention.type === 'Place')
  return sites.length > 0 ? sites : places
}

const DIVISIONS = cueWords('place-nouns')
/** "in the province of Izmir", "in the south of Turkey": a place noun stands before the name. */
const named = (tree: SentenceTree, place: EntityMention): boolean => {
  for (let i = place.from - 1; i >= Math.max(0, place.from - 5); i--) {
    const word = tree.lowers[i] ?? ''
    if (
      DIVISIONS.has(word) ||
      /^(?:area|part|region|north|south|east|west|centre|center|outskirts|suburbs?|heart)$/.test(word)
    )
      return true
    if (!['of', 'the', "'s", '’s'].includes(word) && tree.tokens[i]?.upos !== 'PROPN') return false
  }
  return false
}

const SITES: ReadonlySet<EntityType> = new Set(['Place', 'Country'])

/** Where an undertaking lies, from the verb that builds it: "will build a plant in Y", "opens at Y a third factory". */
const siteOf = (
  tree: SentenceTree,
  roles: KnownRoles,
  objects: readonly Argument[],
  draft: (s: EntityMention, p: Draft['predicate'], o: EntityMention, loose: boolean) => Draft,
): Draft[] => {
  const projects = objects.filter((o) => o.mention.type === 'Project')
  if (projects.length === 0) return []
  const places = innermost(firstRole(tree, -1, roles, ['in', 'at', 'near', 'on', 'within'], SITES))
  return places.flatMap((place) =>
    projects.map((project) => ({
      ...draft(project.mention, 'LOCATED_IN', place.mention, place.loose),
      rule: 'locate.site',
      attributed: true,
    })),
  )
}

/** What one frame gives at one word. */
const applyFrame = (
  tree: SentenceTree,
  at: number,
  frame: Frame,
  roles: KnownRoles,
  options: ApplyOptions,
): Draft[] | Pick<Miss, 'lacks' | 'half'> => {
  const lemma = lemmaAt(tree, at)
  const condition = frame.needs.find((name) => !holds(name, tree, at, roles, frame.goods))
  if (condition) return { lacks: 'condition', half: null }
  if (frame.light) {
    const verbs = [lightVerb(tree, at), participleOf(tree, at)].filter((v) => v !== null)
    if (!verbs.some((verb) => frame.light?.has(lemmaAt(tree, verb)))) return { lacks: 'condition', half: null }
  }
  const symmetric = predicateRules[frame.predicate].symmetric
  let path: Draft['path'] = 'tree'
  let subjects = firstRole(tree, at, roles, frame.subject, frame.subjects)
  const things =
    (roles.get('obj') ?? []).length > 0 && resolveRole(tree, roles.get('obj') ?? [], frame.types).length === 0
  const objectRoles = objectRolesAt(frame, lemma, things)
  let objects = firstRole(tree, at, roles, objectRoles, frame.types)
  // Who visits a capital has met nobody by that.
  if (frame.predicate === 'MEETS_WITH') {
    objects = personsFirst(objects.filter((o) => o.mention.rule !== 'country.seat'))
    subjects = personsFirst(subjects)
  }
  if (frame.predicate === 'LOCATED_IN') {
    objects = innermost(objects.filter((o) => o.mention.kind === 'name' && (!o.loose || named(tree, o.mention))))
    subjects = subjects.filter((s) => !(s.loose && s.mention.type === 'Organization'))
  }
  // "supports the growth of X" backs the growth; "sold Y a stake in X" sells no Y.
  // "makes progress in exports of beef": no beef is made.
  if (frame.id === 'produce.verb' && lemma === 'make') objects = objects.filter((o) => !o.loose)
  // "builds cement plants" makes no cement.
  if (frame.id === 'produce.verb' && (roles.get('obj') ?? []).some((head) => sites.has(lemmaAt(tree, head))))
    return { lacks: 'condition', half: null }
  if (frame.id === 'support.verb') {
    objects = objects.filter((o) => !o.loose || o.mention.type === 'Country')
    subjects = personsFirst(subjects)
  }
  if (SELLING.has(frame.id) && (roles.get('obj') ?? []).some((head) => SHARES.has(lemmaAt(tree, head)))) {
    // Who gets the share is the share's own frame's to tell.
    if (frame.id === 'own.purchaser') return { lacks: 'condition', half: null }
    objects = firstRole(tree, at, roles, ['in', 'far:in', 'of'], frame.types)
  }
  objects = objects.filter((o) => !subjects.some((s) => s.mention.entity === o.mention.entity))
  if (
    options.order &&
    frame.word === 'verb' &&
    frame.predicate !== 'LOCATED_IN' &&
    // "will be made at X": who makes it is not told.
    !((frame.predicate === 'PRODUCES' || frame.predicate === 'RESTRICTS') && isPassive(tree, at)) &&
    subjects.length === 0 &&
    (objects.length > 0 || (symmetric && !frame.needs.includes('object'))) &&
    frame.subject.includes('subj')
  ) {
    subjects = nearestBefore(tree, at, frame.subjects).filter(
      (s) => !objects.some((o) => o.mention.entity === s.mention.entity),
    )
    path = 'order'
  }
  if (
    options.order &&
    objects.length === 0 &&
    subjects.length > 0 &&
    frame.word !== 'agent' &&
    frame.predicate !== 'LOCATED_IN'
  ) {
    objects = nearestAfter(tree, at, objectRoles, frame.types).filter(
      (o) => !subjects.some((s) => s.mention.entity === o.mention.entity),
    )
    if (objects.length > 0) path = 'order'
  }
  // A list of dozens is a table or an enumeration, not a statement on each pair.
  if (subjects.length * Math.max(1, objects.length) > PAIRS_LIMIT) return { lacks: 'condition', half: null }
  // Who wins a contract together has signed it with somebody else.
  const won = frame.id === 'agree.noun' && WINNING.has(lemmaAt(tree, lightVerb(tree, at) ?? -1))
  const pairing = !won && symmetric && objects.length === 0 && !frame.needs.includes('object')
  const lacks =
    subjects.length === 0
      ? 'subject'
      : objects.length === 0 && !(pairing && subjects.length > 1 && subjects.length < 8)
        ? 'object'
        : null
  const open = lacks !== null && objects.length === 0 && partyless(tree, at, frame, roles)
  if (lacks !== null && subjects.length + objects.length === 0 && !open) return { lacks, half: null }
  // "won an order": what is won or awarded is agreed, not planned.
  const got = frame.predicate === 'AGREES_WITH' && frame.word === 'noun' ? wonBy(tree, at) : null
  const found = findModality(tree, got ?? at)
  const told = frame.predicate === 'RESTRICTS' && found === 'planned' && decidedOn(tree, at) ? 'actual' : found
  const own =
    (frame.predicate === 'OWNS' && frame.word === 'noun' && frame.id !== 'own.buyer' && givesAway(tree, at)) ||
    (frame.predicate === 'SUPPLIES' && frame.word === 'noun' && cutsOff(tree, at))
      ? 'ended'
      : frame.modality
  // A frame that says "actual": what its verb ends ("closed its market") is the very fact.
  // What is not sold is still owned.
  // What is turned down was asked for all the same, and who turns it down quarrels.
  const ending =
    (own === 'actual' && told === 'ended') ||
    (told === 'denied' && (frame.id === 'own.sell' || (ANSWERED.has(frame.id) && turnedDown(tree, at))))
  const modality = ending ? 'actual' : own ? weakerModality(own, told) : told
  // A plant still to be run is nobody's presence yet.
  if (frame.id === 'operate.works' && (modality === 'planned' || modality === 'discussed'))
    return { lacks: 'condition', half: null }
  const commodities = frame.goods
    .flatMap((name) => resolveRole(tree, roles.get(name) ?? [], GOODS))
    .map((a) => a.mention.entity)
  if (lacks !== null)
    return {
      lacks,
      half: {
        predicate: frame.predicate,
        known: open ? [] : [...subjects, ...objects].map((a) => a.mention),
        commodities,
        modality,
      },
    }
  const counterparts = firstRole(tree, at, roles, frame.counterpart, frame.counterparts).filter(
    (c) => !subjects.some((s) => s.mention.entity === c.mention.entity),
  )
  const sellers = frame.predicate === 'IMPORTS' ? counterparts.filter((c) => c.mention.type === 'Organization') : []
  const draft = (
    subject: EntityMention,
    predicate: Draft['predicate'],
    object: EntityMention,
    loose: boolean,
    more: Partial<Draft> = {},
  ): Draft => ({
    subject: subject.entity,
    predicate,
    object: object.entity,
    counterpart: null,
    commodities: [...new Set(commodities)],
    title: null,
    modality,
    sentence: tree.index,
    trigger: at,
    rule: frame.id,
    ends: [subject, object],
    path: path === 'tree' && loose ? 'loose' : path,
    // "X, a maker of pumps": an apposition belongs to no speaker.
    attributed: frame.word !== 'agent' || !['appos', 'compound', 'flat'].includes(relation(tree.tokens[at])),
    ...more,
  })

  const drafts: Draft[] = []
  // Talks on a treaty are a treaty discussed.
  const predicate =
    frame.predicate === 'PARTNERS_WITH' && frame.modality === 'discussed' && onAgreement(tree, roles)
      ? 'AGREES_WITH'
      : frame.predicate
  if (pairing && objects.length === 0) {
    for (const [i, a] of subjects.entries())
      for (const b of subjects.slice(i + 1))
        if (!oneBody(tree, a.mention, b.mention))
          drafts.push(draft(a.mention, predicate, b.mention, a.loose || b.loose))
    return drafts
  }
  // Bought from a named company: it supplies.
  if (sellers.length > 0) {
    const goods = objects.filter((o) => o.mention.type === 'Commodity').map((o) => o.mention.entity)
    return subjects.flatMap((buyer) =>
      sellers.map((s) => draft(s.mention, 'SUPPLIES', buyer.mention, s.loose || buyer.loose, { commodities: goods })),
    )
  }
  for (const s of subjects)
    for (const o of objects) {
      // Who sets up a joint venture owns it.
      const venture = frame.predicate === 'DEVELOPS' && lemmaAt(tree, o.mention.head) === 'venture'
      const single = counterparts.length === 1 ? (counterparts[0]?.mention.entity ?? null) : null
      drafts.push(
        draft(s.mention, venture ? 'OWNS' : predicate, o.mention, s.loose || o.loose, { counterpart: single }),
      )
    }
  if (frame.predicate === 'DEVELOPS' || frame.id === 'invest.verb') drafts.push(...siteOf(tree, roles, objects, draft))
  // Several sellers, or several buyers of one seller's goods: each pair is a supply.
  const buyers = frame.id === 'import.verb' && subjects.length > 1 && counterparts.length === 1
  if (frame.many && (counterparts.length > 1 || buyers))
    for (const s of subjects)
      for (const c of counterparts) {
        const goods = {
          commodities: objects.filter((o) => o.mention.type === 'Commodity').map((o) => o.mention.entity),
        }
        const loose = s.loose || c.loose
        drafts.push(
          frame.predicate === 'IMPORTS'
            ? draft(c.mention, frame.many, s.mention, loose, goods)
            : draft(s.mention, frame.many, c.mention, loose, goods),
        )
      }
  return drafts.filter((d) => d.subject !== d.object)
}

const plausible = (draft: Draft): boolean => {
  const [subject, object] = draft.ends
  return subject !== undefined && object !== undefined && draft.subject !== draft.object && typesFit(draft)
}

const typesFit = (draft: Draft): boolean => {
  const [a, b] = draft.ends.map((m) => m.type)
  if (!a || !b) return false
  const direct = draft.ends[0]?.entity === draft.subject
  return direct ? fitsOntology(a, draft.predicate, b) : fitsOntology(b, draft.predicate, a)
}

/** "signed the Protocol": a paper in capitals, behind an article. */
const definite = (tree: SentenceTree, at: number): boolean =>
  ['the', 'a', 'an', 'this'].includes(tree.lowers[at - 1] ?? '')

/** Every statement that the frames find in a sentence, and why words that they know gave none. */
export const applyFrames = (tree: SentenceTree, options: ApplyOptions): Found => {
  const drafts: Draft[] = []
  const misses: Miss[] = []
  if (tree.mentions.length < 1) return { drafts, misses }
  for (const [at] of tree.tokens.entries()) {
    const lemma = lemmaAt(tree, at)
    const text = tree.tokens[at]?.text.toLowerCase() ?? ''
    const named = framesByWord.get(lemma) ?? (lemma.endsWith('s') ? framesByWord.get(singularOf(lemma)) : undefined)
    // "works" is no plural of "work".
    const own = text === lemma || tree.tokens[at]?.upos !== 'NOUN' ? undefined : framesByWord.get(text)
    const entries =
      own && named ? [...own, ...named.filter((n) => !own.some((o) => o.frame === n.frame))] : (own ?? named)
    if (!entries) continue
    const classes = wordClasses(tree, at)
    if (classes.length === 0) continue
    // A word inside a name or commodity says nothing by itself ("Turkish Exporters' Union").
    if (
      (tree.covering[at] ?? []).some(
        (m) =>
          m.kind === 'name' &&
          !['Agreement', 'Project', 'Sector'].includes(m.type) &&
          (m.to - m.from > 1 || m.type === 'Organization'),
      )
    )
      continue
    let roles: KnownRoles | null = null
    const given = new Set<string>()
    // A noun written large inside a sentence is part of a name or title ("Minister of Trade").
    const capital = at > 0 && tree.tokens[at]?.upos === 'PROPN' && /^\p{Lu}/u.test(tree.tokens[at]?.text ?? '')
    for (const { frame, rest } of entries) {
      if (capital && frame.word === 'noun' && !(frame.predicate === 'AGREES_WITH' && definite(tree, at))) continue
      if (frame.predicate === 'LOCATED_IN' && tree.tokens[at - 1]?.text === '-') continue
      if (!classes.includes(frame.word) && !(frame.word === 'verb' && relation(tree.tokens[at]) === 'amod')) continue
      if (
        frame.word === 'verb' &&
        tree.tokens[at]?.upos === 'ADJ' &&
        !/ed$|ing$|built$/.test(tree.tokens[at]?.text ?? '')
      )
        continue
      if (rest.length > 0 && !restStands(tree, at, rest)) continue
      if (frame.unless.some((id) => given.has(id))) continue
      roles ??= argumentsAt(tree, at)
      const result = applyFrame(tree, at, frame, roles, options)
      if (!Array.isArray(result)) misses.push({ sentence: tree.index, trigger: at, rule: frame.id, ...result })
      else {
        const fit = result.filter(plausible)
        if (fit.length > 0) given.add(frame.id)
        drafts.push(...fit)
      }
    }
  }
  return { drafts, misses }
}
