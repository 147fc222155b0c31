import type { SentenceTree } from '../clauses/sentence-tree.ts'
import type { EntityMention } from '../document.ts'
import type { Draft } from '../draft.ts'

import { closedLists, describedLists, describedNames } from './body-lists.ts'
import { isGovernment, isKind, isPlaceLike, lower, make, mentionsFrom, STATE } from './place-words.ts'
import { frontedPlaces, nestedThings, placedPlaces, placedThings } from './placed-things.ts'

/** What stands before a name in its noun phrase: modifiers back to a determiner, verb, preposition or mark. */
const before = (tree: SentenceTree, from: number, limit = 9): number[] => {
  const found: number[] = []
  for (let i = from - 1; i >= 0 && found.length < limit; i--) {
    const token = tree.tokens[i]
    if (!token) break
    if (/^[“”"'’‘]$/.test(token.text)) continue
    const noun = ['NOUN', 'ADJ', 'PROPN', 'NUM', 'PART'].includes(token.upos) || /^(-|–|&|'s|’s|'|’)$/.test(token.text)
    const gerund = token.upos === 'VERB' && /(ing|ed|owned|run|based|built)$/.test(token.text)
    // "the Egyptian power sector and X": a name right behind "and" is another thing.
    const joint =
      token.text.toLowerCase() === 'and' &&
      i > 0 &&
      i < from - 1 &&
      ['NOUN', 'ADJ'].includes(tree.tokens[i - 1]?.upos ?? '')
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
    const based = isSeat(tree, home)
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
    // "Linz, Austria-based X": the city.
    const city = based
      ? tree.mentions.find((m) => m.type === 'Place' && m.to === home.from - 1 && lower(tree, m.to) === ',')
      : undefined
    drafts.push(
      make(
        tree,
        name,
        'LOCATED_IN',
        city ?? home,
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

/** "Accra-based", "Accra-headquartered". */
const isSeat = (tree: SentenceTree, home: EntityMention): boolean =>
  /^-?(?:based|headquartered)$/.test(lower(tree, home.to)) ||
  (lower(tree, home.to) === '-' && /^(?:based|headquartered)$/.test(lower(tree, home.to + 1))) ||
  /-based$/.test(lower(tree, home.to - 1))

/** "X (MT), a German maker of pumps", "X, a company based in Y": the noun phrase in apposition after a name. */
const appositions = (tree: SentenceTree, name: EntityMention): Draft[] => {
  const drafts: Draft[] = []
  if (isGovernment(name, tree)) return drafts
  let at = name.to
  if (/^[”"’]$/.test(lower(tree, at))) at++
  if (lower(tree, at) === '(') {
    const inside = tree.mentions.find(
      (m) => m.from === at + 1 && isPlaceLike(m) && m.kind === 'name' && [')', ','].includes(lower(tree, m.to)),
    )
    // "Norvik (Thailand) has …": part of a subsidiary's name; "A (Germany), B (France)" tells where each is from.
    const single = inside?.type === 'Country' && tree.lowers.filter((word) => word === '(').length < 2
    if (inside && !(single && lower(tree, inside.to) === ')'))
      drafts.push(make(tree, name, 'LOCATED_IN', inside, 'locate.brackets', at + 1))
    while (at < tree.tokens.length && lower(tree, at) !== ')') at++
    at++
  }
  // "Norvik America, Inc., a …"
  if (lower(tree, at) === ',' && /^(?:inc|ltd|llc|plc|corp|co|s\.?a|gmbh|ag)\.?$/.test(lower(tree, at + 1))) at += 2
  const apart = lower(tree, at) === ',' && lower(tree, at + 1) === 'of' ? 1 : 0
  if (['of', 'from'].includes(lower(tree, at)) || apart > 0) {
    const from = at + apart
    const home = tree.mentions.find(
      (m) => isPlaceLike(m) && (m.from === from + 1 || (m.from === from + 2 && lower(tree, from + 1) === 'the')),
    )
    // "66 percent of X from Russia's Y": a place that leads up to another name is that name's.
    const leads = home !== undefined && (/^(['’]s|['’])$/.test(lower(tree, home.to)) || tree.leads.has(home.from))
    if (home && home.kind === 'name' && !leads) drafts.push(make(tree, name, 'LOCATED_IN', home, 'locate.of', at))
  }
  // "X is one of the largest builders of Austria" says the same.
  const copula = /^(?:is|was|remains)$/.test(lower(tree, at))
  if (!copula && !/^[,–-]$/.test(lower(tree, at))) return drafts
  const det = lower(tree, at + 1)
  // "X, headquartered in Linz"
  if (/^(?:based|headquartered)$/.test(det) && /^(?:in|at|near)$/.test(lower(tree, at + 2))) {
    const seat = tree.mentions.find((m) => isPlaceLike(m) && m.kind === 'name' && m.from === at + 3)
    return seat ? [...drafts, make(tree, name, 'LOCATED_IN', seat, 'locate.apposition', at + 1)] : drafts
  }
  const oneOf = det === 'one' && ['of', 'among'].includes(lower(tree, at + 2))
  const opensNoun =
    ['a', 'an', 'the', 'another', 'one', 'its', 'our'].includes(det) ||
    mentionsFrom(tree, at + 1).some(
      (m) => m.kind === 'adjective' || (m.type === 'Country' && /^(['’]s|['’])$/.test(lower(tree, m.to))),
    )
  if (!opensNoun) return drafts
  let kindAt = -1
  let state = false
  let home: EntityMention | null = null
  for (let i = oneOf ? at + 3 : at + 1; i < Math.min(at + 14, tree.tokens.length); i++) {
    const token = tree.tokens[i]
    if (!token || (token.text === ',' && kindAt >= 0) || /^[;:.—]$/.test(token.text)) break
    if (token.upos === 'VERB' && token.feats.VerbForm === 'Fin') break
    if (token.upos === 'ADP' && kindAt < 0) break
    const here = mentionsFrom(tree, i).find(isPlaceLike)
    if (here && kindAt < 0 && !home) home = here
    if (STATE.has(lower(tree, i))) state = true
    // "a major Finnish yard": there "major" is no kind of company.
    if (isKind(tree, i) && token.upos !== 'ADJ') {
      kindAt = i
      // "X, the Turkish news agency Y reported": a name behind the noun takes it for itself.
      if (tree.mentions.some((m) => m.type === 'Organization' && m.kind === 'name' && m.from === i + 1)) return drafts
      if (tree.tokens[i + 1]?.upos !== 'NOUN') break
    }
    if (tree.mentions.some((m) => m.type === 'Organization' && m.kind === 'name' && m.from === i)) break
  }
  if (kindAt < 0) return drafts
  // "Under the contract with X, the Tallinn company will …": a subject of its own, no apposition.
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
      // "a subsidiary of Seoul-based X", "a unit of Peru's X": the place is the other's.
      if (place?.kind === 'name' && !tree.leads.has(place.from) && !/^['’]s?$/.test(lower(tree, place.to))) {
        drafts.push(make(tree, name, 'LOCATED_IN', place, 'locate.apposition', i))
        if (state && place.type === 'Country') drafts.push(make(tree, place, 'OWNS', name, 'own.state', i))
        break
      }
    }
  }
  return drafts
}

/** A later short form that carries the demonym: "the Portuguese firm", read as the company it stands for. */
const nominals = (tree: SentenceTree): Draft[] =>
  tree.mentions.flatMap((mention) => {
    if (mention.kind !== 'nominal' || mention.type !== 'Organization') return []
    const inside = tree.mentions.filter((m) => isPlaceLike(m) && m.from >= mention.from && m.to <= mention.to)
    const home =
      inside.find((m) => m.type === 'Country' && m.kind === 'adjective') ??
      // "the Linz, Austria-based company"
      (inside.some((m) => isSeat(tree, m)) ? inside[0] : undefined)
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
    ...closedLists(tree),
    ...describedNames(tree),
    ...placedThings(tree),
    ...nestedThings(tree),
    ...placedPlaces(tree),
    ...nominals(tree),
  ]
  return drafts.filter((d) => d.subject !== d.object)
}
