/**
 * Where things lie, from noun phrases without a verb: "the Turkish contractor X", "Canada's X", "X of Finland",
 * "X, a German maker", "Accra-based X", "the plant at Y", "Izmir, Turkey". One sentence at a time, by word order:
 * such phrases are short, and order is surer here than the tree.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Modality } from '../../contract.ts'
import { packageFile } from '../../package-root.ts'
import { lemmaAt, type SentenceTree } from '../clauses/sentence-tree.ts'
import type { EntityMention } from '../document.ts'
import type { Draft } from '../draft.ts'
import { findModality } from '../modality/find-modality.ts'

const lists = z
  .record(z.string(), z.string())
  .parse(parse(readFileSync(packageFile('graph/extract/phrases/phrase-words.yaml'), 'utf8')))
const setOf = (name: string): ReadonlySet<string> => new Set((lists[name] ?? '').split(/\s+/).filter(Boolean))
const KINDS = setOf('kinds')
const STATE = setOf('state')
const GOVERNMENT = setOf('government')
const PLACING = setOf('placing')

const lower = (tree: SentenceTree, at: number): string => tree.tokens[at]?.text.toLowerCase() ?? ''
const isKind = (tree: SentenceTree, at: number): boolean =>
  KINDS.has(lemmaAt(tree, at)) || /(maker|builder|smith|works|yard)s?$/.test(lower(tree, at))
const isGovernment = (mention: EntityMention, tree: SentenceTree): boolean => {
  for (let i = mention.from; i < mention.to; i++) if (GOVERNMENT.has(lower(tree, i))) return true
  return false
}
const isPlaceLike = (mention: EntityMention): boolean =>
  (mention.type === 'Country' || mention.type === 'Place') && mention.rule !== 'country.seat'
const mentionsFrom = (tree: SentenceTree, at: number): EntityMention[] => tree.mentions.filter((m) => m.from === at)

const make = (
  tree: SentenceTree,
  subject: EntityMention,
  predicate: Draft['predicate'],
  object: EntityMention,
  rule: string,
  trigger: number,
  modality: Modality = 'actual',
): Draft => ({
  subject: subject.entity,
  predicate,
  object: object.entity,
  counterpart: null,
  commodities: [],
  title: null,
  modality,
  sentence: tree.index,
  trigger,
  rule,
  ends: [subject, object],
  path: 'tree',
  attributed: modality !== 'actual' && subject.type !== 'Event',
})

/** What stands before a name in its noun phrase: modifiers back to a determiner, verb, preposition or mark. */
const before = (tree: SentenceTree, from: number, limit = 9): number[] => {
  const found: number[] = []
  for (let i = from - 1; i >= 0 && found.length < limit; i--) {
    const token = tree.tokens[i]
    if (!token) break
    if (/^[“”"'’‘]$/.test(token.text)) continue
    const noun = ['NOUN', 'ADJ', 'PROPN', 'NUM', 'PART'].includes(token.upos) || /^(-|–|&|'s|’s|'|’)$/.test(token.text)
    const gerund = token.upos === 'VERB' && /(ing|ed|owned|run|based|built)$/.test(token.text)
    const joint =
      token.text.toLowerCase() === 'and' && i > 0 && ['NOUN', 'ADJ'].includes(tree.tokens[i - 1]?.upos ?? '')
    if (!noun && !gerund && !joint) break
    found.push(i)
  }
  return found.reverse()
}

/** "the Turkish state company X", "Canada's X", "Accra-based X", "the Bologna firm X". */
const namePhrases = (tree: SentenceTree, name: EntityMention): Draft[] => {
  const drafts: Draft[] = []
  if (isGovernment(name, tree)) return drafts
  const words = before(tree, name.from)
  const text = words.map((i) => lower(tree, i))
  const kindHere = words.some((i) => isKind(tree, i))
  for (const home of tree.mentions) {
    if (
      !isPlaceLike(home) ||
      home.kind === 'pronoun' ||
      !words.includes(home.from) ||
      home.to > name.from ||
      home.entity === name.entity
    )
      continue
    const next = lower(tree, home.to)
    const possessive = /^(['’]s|['’])$/.test(next)
    const rest = words.filter((i) => i >= home.to)
    const based =
      next === '-based' ||
      (next === '-' && lower(tree, home.to + 1) === 'based') ||
      /-based$/.test(lower(tree, home.to - 1))
    // "Turkish President X's company" and titles: a name of a person between breaks the phrase.
    if (tree.mentions.some((m) => m.type === 'Person' && m.from >= home.to && m.to <= name.from)) continue
    // Another organisation between takes the demonym for itself.
    if (
      tree.mentions.some(
        (m) =>
          m.type === 'Organization' &&
          m.kind === 'name' &&
          m.from >= home.to &&
          m.to <= name.from &&
          m.entity !== name.entity,
      )
    )
      continue
    const adjacent = rest.length === 0
    if (home.type === 'Place' && !kindHere && !based && !possessive) continue
    if (home.kind !== 'adjective' && home.type === 'Country' && !possessive && !based && !kindHere) continue
    if (!adjacent && !kindHere && !based && !possessive && home.kind !== 'adjective') continue
    drafts.push(
      make(
        tree,
        name,
        'LOCATED_IN',
        home,
        possessive ? 'locate.possessive' : based ? 'locate.based' : 'locate.demonym',
        home.from,
      ),
    )
    if (
      home.type === 'Country' &&
      text.some((word, i) => STATE.has(word) || (word === 'owned' && text[i - 2] === 'state'))
    )
      drafts.push(make(tree, home, 'OWNS', name, 'own.state', home.from))
  }
  return drafts
}

/** "X (MT), a German maker of pumps", "X, a company based in Y": the noun phrase in apposition after a name. */
const appositions = (tree: SentenceTree, name: EntityMention): Draft[] => {
  const drafts: Draft[] = []
  if (isGovernment(name, tree)) return drafts
  let at = name.to
  if (/^[”"’]$/.test(lower(tree, at))) at++
  if (lower(tree, at) === '(') {
    const inside = tree.mentions.find(
      (m) => m.from === at + 1 && isPlaceLike(m) && m.kind === 'name' && lower(tree, m.to) === ')',
    )
    if (inside) drafts.push(make(tree, name, 'LOCATED_IN', inside, 'locate.brackets', at + 1))
    while (at < tree.tokens.length && lower(tree, at) !== ')') at++
    at++
  }
  if (lower(tree, at) === 'of' || lower(tree, at) === 'from') {
    const home = tree.mentions.find(
      (m) => isPlaceLike(m) && (m.from === at + 1 || (m.from === at + 2 && lower(tree, at + 1) === 'the')),
    )
    // "66 percent of X from Russia's Y": a place that leads up to another name is that name's.
    const leads = home !== undefined && (/^(['’]s|['’])$/.test(lower(tree, home.to)) || tree.leads.has(home.from))
    if (home && home.kind === 'name' && !leads) drafts.push(make(tree, name, 'LOCATED_IN', home, 'locate.of', at))
  }
  if (lower(tree, at) !== ',' && lower(tree, at) !== '–' && lower(tree, at) !== '-') return drafts
  const det = lower(tree, at + 1)
  const opensNoun =
    ['a', 'an', 'the', 'another', 'one', 'its', 'our'].includes(det) ||
    mentionsFrom(tree, at + 1).some(
      (m) => m.kind === 'adjective' || (m.type === 'Country' && /^(['’]s|['’])$/.test(lower(tree, m.to))),
    )
  if (!opensNoun) return drafts
  let kindAt = -1
  let state = false
  let home: EntityMention | null = null
  for (let i = at + 1; i < Math.min(at + 14, tree.tokens.length); i++) {
    const token = tree.tokens[i]
    if (!token || (token.text === ',' && kindAt >= 0) || /^[;:.—]$/.test(token.text)) break
    if (token.upos === 'VERB' && token.feats.VerbForm === 'Fin') break
    if (token.upos === 'ADP' && kindAt < 0) break
    const here = mentionsFrom(tree, i).find(isPlaceLike)
    if (here && kindAt < 0 && !home) home = here
    if (STATE.has(lower(tree, i))) state = true
    if (isKind(tree, i)) {
      kindAt = i
      if (tree.tokens[i + 1]?.upos !== 'NOUN') break
    }
    if (tree.mentions.some((m) => m.type === 'Organization' && m.kind === 'name' && m.from === i)) break
  }
  if (kindAt < 0) return drafts
  // "Under the contract with X, the Yerevan company will …": a subject of its own, no apposition.
  const follows = tree.tokens[kindAt + 1]
  if (follows && (follows.upos === 'AUX' || (follows.upos === 'VERB' && follows.feats.VerbForm === 'Fin')))
    return drafts
  if (home) {
    drafts.push(make(tree, name, 'LOCATED_IN', home, 'locate.apposition', home.from))
    if (state && home.type === 'Country') drafts.push(make(tree, home, 'OWNS', name, 'own.state', home.from))
  } else {
    // "a flooring maker from Braga", "a company of Finland", "a firm in Daejeon"
    for (let i = kindAt + 1; i < Math.min(kindAt + 8, tree.tokens.length); i++) {
      if (
        tree.tokens[i]?.text === ',' ||
        tree.tokens[i]?.feats.VerbForm === 'Fin' ||
        ['with', 'whose', 'for'].includes(lower(tree, i))
      )
        break
      if (!['from', 'in', 'of'].includes(lower(tree, i))) continue
      const place = tree.mentions.find(
        (m) => isPlaceLike(m) && (m.from === i + 1 || (m.from === i + 2 && lower(tree, i + 1) === 'the')),
      )
      if (place?.kind === 'name') {
        drafts.push(make(tree, name, 'LOCATED_IN', place, 'locate.apposition', i))
        if (state && place.type === 'Country') drafts.push(make(tree, place, 'OWNS', name, 'own.state', i))
        break
      }
    }
  }
  return drafts
}

/** "Two Turkish textile makers, A and B": a described plural and the names that follow it. */
const describedLists = (tree: SentenceTree): Draft[] => {
  const drafts: Draft[] = []
  for (const home of tree.mentions) {
    if (home.kind !== 'adjective' || home.type !== 'Country') continue
    let i = home.to
    let kind = -1
    while (i < tree.tokens.length && i < home.to + 5 && ['NOUN', 'ADJ', 'PROPN'].includes(tree.tokens[i]?.upos ?? '')) {
      if (isKind(tree, i)) kind = i
      i++
    }
    if (kind < 0 || i !== kind + 1) continue
    let at = i
    const plural = tree.tokens[kind]?.xpos === 'NNS'
    if ([',', ':', '–', 'like'].includes(lower(tree, at))) at++
    else if (['led', 'headed'].includes(lower(tree, at)) && lower(tree, at + 1) === 'by') at += 2
    else if (!plural) continue
    else if (lower(tree, at) === 'such' && lower(tree, at + 1) === 'as') at += 2
    // Names joined by commas and "and".
    for (;;) {
      const name = tree.mentions.find((m) => m.from === at && m.type === 'Organization' && m.kind === 'name')
      if (!name) break
      drafts.push(make(tree, name, 'LOCATED_IN', home, 'locate.list', home.from))
      at = name.to
      while ([',', 'and', '&'].includes(lower(tree, at))) at++
    }
  }
  return drafts
}

/** An event lies where it lies, unless the sentence is about holding it. */
const eventModality = (tree: SentenceTree, thing: EntityMention): Modality => {
  const head = tree.tokens[thing.head]?.head ?? -1
  const held =
    head >= 0 &&
    ['hold', 'take', 'open', 'convene', 'host', 'plan', 'schedule', 'cancel', 'postpone'].includes(lemmaAt(tree, head))
  return held ? findModality(tree, thing.head) : 'actual'
}

/** "the plant at Garabogaz in Turkmenistan", "Izmir, Turkey": a thing and the place right behind it. */
const placedThings = (tree: SentenceTree): Draft[] => {
  const drafts: Draft[] = []
  for (const thing of tree.mentions) {
    if (!['Place', 'Project', 'Event'].includes(thing.type) || thing.kind === 'pronoun') continue
    let at = thing.to
    const comma = lower(tree, at) === ',' && thing.type === 'Place'
    const preposition = lower(tree, at)
    if (!comma && !PLACING.has(preposition) && !(preposition === 'of' && thing.type === 'Project')) continue
    at++
    while (
      [
        'the',
        'its',
        'a',
        'an',
        'port',
        'city',
        'town',
        'province',
        'of',
        'region',
        'state',
        'district',
        'northern',
        'southern',
        'eastern',
        'western',
        'central',
      ].includes(lower(tree, at)) ||
      (['ADJ', 'NOUN'].includes(tree.tokens[at]?.upos ?? '') &&
        !tree.mentions.some((m) => m.from === at) &&
        at < thing.to + 5)
    )
      at++
    let home = tree.mentions.find(
      (m) =>
        m.from === at && (isPlaceLike(m) || m.type === 'Region') && m.entity !== thing.entity && m.kind !== 'pronoun',
    )
    // "the Mongolian province of X": the place is the named one.
    if (home?.kind === 'adjective') {
      const named = tree.mentions.find(
        (m) => m.type === 'Place' && m.from > (home?.to ?? 0) && m.from <= (home?.to ?? 0) + 3,
      )
      if (named) home = named
      else if (!comma) {
        const noun = lower(tree, home.to)
        if (
          ![
            'city',
            'town',
            'province',
            'capital',
            'port',
            'region',
            'coast',
            'village',
            'district',
            'island',
            'border',
          ].includes(noun)
        )
          continue
      }
    }
    if (!home) continue
    if (comma && ((home.type !== 'Country' && home.type !== 'Region') || home.kind !== 'name')) continue
    // "Tokyo, Japan and …": but a list "Minsk, Russia and Kenya" is no place in a place.
    if (
      comma &&
      /^(,|and)$/.test(lower(tree, home.to)) &&
      lower(tree, home.to + 1) !== '' &&
      tree.mentions.some((m) => m.from === home.to + 1 && isPlaceLike(m) && m.kind === 'name')
    )
      continue
    const modality =
      thing.type === 'Place'
        ? 'actual'
        : thing.type === 'Event'
          ? eventModality(tree, thing)
          : findModality(tree, thing.head)
    drafts.push(make(tree, thing, 'LOCATED_IN', home, comma ? 'locate.comma' : 'locate.in', thing.to, modality))
  }
  return drafts
}

/** A place inside an undertaking's own name: "the Sohar copper-rod plant"; goods inside it are what it makes. */
const nestedThings = (tree: SentenceTree): Draft[] =>
  tree.mentions.flatMap((thing) => {
    if (thing.type !== 'Project' || thing.kind !== 'name') return []
    const inside = tree.mentions.filter(
      (m) => m !== thing && m.from >= thing.from && m.to <= thing.to && m.kind !== 'pronoun',
    )
    const modality = findModality(tree, thing.head)
    const places = inside
      .filter((m) => m.type === 'Place')
      .map((m) => make(tree, thing, 'LOCATED_IN', m, 'locate.nested', thing.head, modality))
    const makes =
      /^(plant|factory|mill|refinery|smelter|complex|unit|works|facility|mine|line|workshop|brewery|sawmill|assembly|foundry|farm|field|quarry)s?$/.test(
        lower(tree, thing.head),
      )
    const goods = makes
      ? inside
          .filter((m) => m.type === 'Commodity' && m.to <= thing.head && lower(tree, m.to) !== '-')
          .map((m) => ({
            ...make(tree, thing, 'PRODUCES', m, 'produce.nested', thing.head, modality),
            attributed: true,
          }))
      : []
    return [...places, ...goods]
  })

/** A province or city that a demonym or possessive places: "the Mongolian province of X", "Poland's Poznań". */
const placedPlaces = (tree: SentenceTree): Draft[] => {
  const drafts: Draft[] = []
  for (const place of tree.mentions) {
    if (place.type !== 'Place' || place.kind !== 'name') continue
    const window = tree.mentions.filter((m) => m.type === 'Country' && m.to <= place.from && m.to >= place.from - 6)
    const home = window.at(-1)
    if (!home) continue
    const words = Array.from({ length: place.from - home.to }, (_, i) => lower(tree, home.to + i))
    const noun =
      /^(city|town|province|capital|port|region|village|district|island|state|county|resort|oasis|governorate|prefecture|peninsula)$/
    const described =
      words.some((w) => noun.test(w)) &&
      words.every(
        (w) =>
          noun.test(w) ||
          /^(of|the|['’]s|['’]|northern|southern|eastern|western|coastal|industrial|central|border|mining|second|largest|main)$/.test(
            w,
          ),
      )
    const owned = /^(['’]s|['’])$/.test(words[0] ?? '') && words.length === 1
    if (described || owned) drafts.push(make(tree, place, 'LOCATED_IN', home, 'locate.province', home.from))
  }
  return drafts
}

/** "In Tanzania, a study for a fertiliser complex …", "Iraq, where a hospital …": a place named first holds what follows. */
const frontedPlaces = (tree: SentenceTree): Draft[] => {
  const drafts: Draft[] = []
  for (const place of tree.mentions) {
    if (place.type !== 'Place' && place.type !== 'Country') continue
    if (place.kind !== 'name') continue
    const fronted =
      place.from <= 3 && ['in', 'at', 'near'].includes(lower(tree, place.from - 1)) && lower(tree, place.to) === ','
    const where = lower(tree, place.to) === ',' && lower(tree, place.to + 1) === 'where'
    if (!fronted && !where) continue
    const end = where ? Math.min(place.to + 14, tree.tokens.length) : tree.tokens.length
    for (const thing of tree.mentions)
      if (thing.type === 'Project' && thing.kind === 'name' && thing.from > place.to && thing.from < end)
        drafts.push(
          make(tree, thing, 'LOCATED_IN', place, 'locate.fronted', place.from, findModality(tree, thing.head)),
        )
  }
  return drafts
}

/** A later short form that carries the demonym: "the Portuguese firm", read as the company it stands for. */
const nominals = (tree: SentenceTree): Draft[] =>
  tree.mentions.flatMap((mention) => {
    if (mention.kind !== 'nominal' || mention.type !== 'Organization') return []
    const home = tree.mentions.find(
      (m) => m.type === 'Country' && m.kind === 'adjective' && m.from >= mention.from && m.to <= mention.to,
    )
    return home && isKind(tree, mention.head)
      ? [make(tree, mention, 'LOCATED_IN', home, 'locate.nominal', home.from)]
      : []
  })

/** Every location that the noun phrases of a sentence tell. */
export const findLocations = (tree: SentenceTree): Draft[] => {
  const names = tree.mentions.filter((m) => m.type === 'Organization' && m.kind === 'name')
  const placed = new Set(placedThings(tree).map((d) => d.subject))
  const drafts = [
    ...frontedPlaces(tree).filter((d) => !placed.has(d.subject)),
    ...names.flatMap((name) => [...namePhrases(tree, name), ...appositions(tree, name)]),
    ...describedLists(tree),
    ...placedThings(tree),
    ...nestedThings(tree),
    ...placedPlaces(tree),
    ...nominals(tree),
  ]
  return drafts.filter((d) => d.subject !== d.object)
}
