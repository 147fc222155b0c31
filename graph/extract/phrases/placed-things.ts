/**
 * Where undertakings, events and places lie: from what stands right behind, inside or before their names ("the plant at
 * Garabogaz", "Izmir, Turkey", "In Tanzania, a …"). One sentence at a time, by word order.
 */
import type { Modality } from '../../contract.ts'
import { lemmaAt, type SentenceTree } from '../clauses/sentence-tree.ts'
import type { EntityMention } from '../document.ts'
import type { Draft } from '../draft.ts'
import { findModality } from '../modality/find-modality.ts'

import { isDivision, isPlaceLike, lower, make, PLACING } from './place-words.ts'

/** An event lies where it lies, unless the sentence is about holding it. */
const eventModality = (tree: SentenceTree, thing: EntityMention): Modality => {
  const head = tree.tokens[thing.head]?.head ?? -1
  const held =
    head >= 0 &&
    ['hold', 'take', 'open', 'convene', 'host', 'plan', 'schedule', 'cancel', 'postpone'].includes(lemmaAt(tree, head))
  return held ? findModality(tree, thing.head) : 'actual'
}

const DIVISIONS = new Set([
  'province',
  'district',
  'state',
  'region',
  'port',
  'city',
  'prefecture',
  'governorate',
  'county',
])

/** "Izmir (Turkey)": a place and the country in brackets behind it. */
const bracketed = (tree: SentenceTree): Draft[] =>
  tree.mentions.flatMap((place) => {
    if (place.type !== 'Place' || place.kind !== 'name' || lower(tree, place.to) !== '(') return []
    const home = tree.mentions.find(
      (m) => m.from === place.to + 1 && m.type === 'Country' && m.kind === 'name' && lower(tree, m.to) === ')',
    )
    return home ? [make(tree, place, 'LOCATED_IN', home, 'locate.brackets', place.to)] : []
  })

const SITES =
  /plant|mine|mill|station|port|terminal|refinery|field|park|yard|deposit|factory|airport|smelter|complex|dam|canal|railway|zone/
/** "Turkey's Soma mine", "the Turkish Akkuyu plant": a country right before a site's name. */
const ownSites = (tree: SentenceTree): Draft[] =>
  tree.mentions.flatMap((site) => {
    if ((site.type !== 'Project' && site.type !== 'Place') || site.kind !== 'name' || !SITES.test(site.entity))
      return []
    // "China's X project" is China's doing, wherever it lies; a mine or a port lies there.
    const owned = /^['’]s?$/.test(lower(tree, site.from - 1)) && site.type === 'Place'
    const before = owned ? site.from - 1 : site.from
    const home = tree.mentions.find(
      (m) => m.type === 'Country' && m.to === before && (owned ? m.kind === 'name' : m.kind === 'adjective'),
    )
    return home ? [make(tree, site, 'LOCATED_IN', home, 'locate.own', home.from, findModality(tree, site.head))] : []
  })

const PLURALS = /^(?:provinces|cities|towns|states|districts|regions|counties|ports|governorates|prefectures|villages)$/
/** "the provinces of A, B and C": the places of the list before its last one; none where no such noun opens the list. */
const listedBefore = (tree: SentenceTree, last: EntityMention): EntityMention[] => {
  const found: EntityMention[] = []
  for (let at = last.from; ; ) {
    let end = at
    while (/^(?:,|and)$/.test(lower(tree, end - 1))) end--
    const before =
      end < at ? tree.mentions.find((m) => m.type === 'Place' && m.kind === 'name' && m.to === end) : undefined
    if (!before) return PLURALS.test(lower(tree, at - 1)) || PLURALS.test(lower(tree, at - 2)) ? found : []
    found.push(before)
    at = before.from
  }
}

/** "northern Mozambique, the provinces of A, B and C": what a country's name and such a list say. */
const listedBehind = (tree: SentenceTree): Draft[] =>
  tree.mentions.flatMap((home) => {
    if (home.type !== 'Country' || home.kind === 'pronoun') return []
    let at = home.kind === 'adjective' || /^['’]s?$/.test(lower(tree, home.to)) ? home.to : home.to + 1
    if (at > home.to && lower(tree, home.to) !== ',') return []
    while (/^(?:the|['’]s?|northern|southern|eastern|western|central|two|three|four|five)$/.test(lower(tree, at))) at++
    if (!PLURALS.test(lower(tree, at)) || lower(tree, at + 1) !== 'of') return []
    const found: EntityMention[] = []
    for (let next = at + 2; ; ) {
      if (lower(tree, next) === 'the') next++
      const place = tree.mentions.find((m) => m.type === 'Place' && m.kind === 'name' && m.from === next)
      if (!place) break
      found.push(place)
      next = place.to
      while (/^(?:,|and)$/.test(lower(tree, next))) next++
      if (next === place.to) break
    }
    return found.map((place) => make(tree, place, 'LOCATED_IN', home, 'locate.province', home.from))
  })

/** "the plant at Garabogaz in Turkmenistan", "Izmir, Turkey": a thing and the place right behind it. */
export const placedThings = (tree: SentenceTree): Draft[] => {
  const drafts: Draft[] = [...bracketed(tree), ...ownSites(tree), ...listedBehind(tree)]
  for (const thing of tree.mentions) {
    if (!['Place', 'Project', 'Event'].includes(thing.type) || thing.kind === 'pronoun') continue
    let at = thing.to
    // "Tete province in Mozambique", "Nakuru district in …"
    const division = thing.type === 'Place' && DIVISIONS.has(lower(tree, at))
    if (division && (PLACING.has(lower(tree, at + 1)) || lower(tree, at + 1) === 'of')) at++
    const comma = lower(tree, at) === ',' && thing.type === 'Place'
    const preposition = lower(tree, at)
    if (!comma && !PLACING.has(preposition) && !(preposition === 'of' && (division || thing.type === 'Project')))
      continue
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
        at < thing.to + 6)
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
    // "a plant in Peru's Arequipa", but "a unit of Peru's X" lies wherever it does.
    if (home.type === 'Country' && /^['’]s?$/.test(lower(tree, home.to))) {
      const owned = tree.mentions.find((m) => m.from === (home?.to ?? 0) + 1 && m.kind === 'name')
      if (owned?.type === 'Place') home = owned
      else if (tree.tokens[home.to + 1]?.upos === 'PROPN') continue
    }
    // "Oklahoma, Texas" are two.
    const above =
      home.type === 'Country' || home.type === 'Region' || (isDivision(tree, home) && !isDivision(tree, thing))
    if (comma && (!above || home.kind !== 'name')) continue
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
    if (!comma && thing.type === 'Place')
      for (const other of listedBefore(tree, thing))
        drafts.push(make(tree, other, 'LOCATED_IN', home, 'locate.in', thing.to))
  }
  return drafts
}

/** A place inside an undertaking's own name: "the Sohar copper-rod plant"; goods inside it are what it makes. */
export const nestedThings = (tree: SentenceTree): Draft[] =>
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
          .filter(
            (m) =>
              m.type === 'Commodity' && m.to <= thing.head && !/^(?:-|power|fired|electric)/.test(lower(tree, m.to)),
          )
          .map((m) => ({
            ...make(tree, thing, 'PRODUCES', m, 'produce.nested', thing.head, modality),
            attributed: true,
          }))
      : []
    return [...places, ...goods]
  })

/** A province or city that a demonym or possessive places: "the Mongolian province of X", "Poland's Poznań". */
export const placedPlaces = (tree: SentenceTree): Draft[] => {
  const drafts: Draft[] = []
  for (const place of tree.mentions) {
    if (place.type !== 'Place' || place.kind !== 'name') continue
    // "Lima's Convention Centre": a town's, too.
    const town = tree.mentions.find((m) => m.type === 'Place' && m.kind === 'name' && m.to === place.from - 1)
    const window = tree.mentions.filter((m) => m.type === 'Country' && m.to <= place.from && m.to >= place.from - 7)
    const home = town && /^['’]s?$/.test(lower(tree, town.to)) ? town : window.at(-1)
    if (!home) continue
    const words = Array.from({ length: place.from - home.to }, (_, i) => lower(tree, home.to + i))
    const noun =
      /^(city|town|province|capital|port|region|village|district|island|state|county|resort|oasis|governorate|prefecture|peninsula|centre|center|hub|municipality|emirate|canton|coast)$/
    const described =
      words.some((w) => noun.test(w)) &&
      words.every(
        (w) =>
          noun.test(w) ||
          /^(of|the|,|-|['’]s|['’]|(?:north|south)?-?(?:northern|southern|eastern|western)|north|south|east|west|coastal|industrial|central|border|mining|second|third|largest|main|biggest|financial|commercial|economic|former|ancient|historic|seaside|sea|free|administrative|capital)$/.test(
            w,
          ),
      )
    const owned = /^(['’]s|['’])$/.test(words[0] ?? '') && words.length === 1
    if (described || owned) drafts.push(make(tree, place, 'LOCATED_IN', home, 'locate.province', home.from))
  }
  return drafts
}

/** "In Tanzania, a study for a fertiliser complex …", "Iraq, where a hospital …": a place named first holds what follows. */
export const frontedPlaces = (tree: SentenceTree): Draft[] => {
  const drafts: Draft[] = []
  for (const place of tree.mentions) {
    if (place.type !== 'Place' && place.type !== 'Country') continue
    if (place.kind !== 'name') continue
    const fronted =
      place.from <= 3 && ['in', 'at', 'near'].includes(lower(tree, place.from - 1)) && lower(tree, place.to) === ','
    const where = lower(tree, place.to) === ',' && lower(tree, place.to + 1) === 'where'
    // "Niger: A loan for a solar plant …": the head of a paragraph.
    const head = place.from === 0 && lower(tree, place.to) === ':'
    if (!fronted && !where && !head) continue
    const end = where ? Math.min(place.to + 14, tree.tokens.length) : tree.tokens.length
    for (const thing of tree.mentions)
      if (thing.type === 'Project' && thing.kind === 'name' && thing.from > place.to && thing.from < end)
        drafts.push(
          make(tree, thing, 'LOCATED_IN', place, 'locate.fronted', place.from, findModality(tree, thing.head)),
        )
  }
  return drafts
}
