/**
 * Who is where, from facilities in noun phrases: "Dacia's plant in Tangier", "the Moroccan plant of Dacia", "with works in
 * Linz", "its factory in Steyr" (OPERATES_IN), and what a possessor makes: "its benzene", "Alcoa's aluminium".
 */
import type { EntityType } from '../../contract.ts'
import { resolveArgument } from '../clauses/resolve-arguments.ts'
import { childrenIn, coordinated, lemmaAt, prepositionOf, type SentenceTree } from '../clauses/sentence-tree.ts'
import { logicalSubject, surfaceSubject } from '../clauses/subjects.ts'
import type { EntityMention } from '../document.ts'
import type { Draft } from '../draft.ts'
import { findModality } from '../modality/find-modality.ts'

const FACILITIES =
  /^(plant|works|factory|mill|office|branch|subsidiary|unit|refinery|smelter|yard|shipyard|warehouse|depot|store|shop|outlet|mine|terminal|base|laboratory|workshop|centre|center|facility|facilities|site|operation|business|network|hub|showroom|quarry|farm|dairy|brewery|restaurant|hotel|project|headquarter|presence|representation|assets?)s?$/
/** Works that stand where they are, whoever owns them; a "Peruvian office" abroad is Peru's. */
const SITES = /^(?:plant|works|factory|mill|refinery|smelter|yard|shipyard|mine|quarry|farm|dairy|brewery)s?$/i
const HEADQUARTERS = /^headquarters?$/i
const PLACES: ReadonlySet<EntityType> = new Set(['Place', 'Country', 'Region'])
const OWNERS: ReadonlySet<EntityType> = new Set(['Organization'])

const make = (tree: SentenceTree, owner: EntityMention, place: EntityMention, at: number, rule: string): Draft => ({
  subject: owner.entity,
  predicate: 'OPERATES_IN',
  object: place.entity,
  counterpart: null,
  commodities: [],
  title: null,
  modality: findModality(tree, at),
  sentence: tree.index,
  trigger: at,
  rule,
  ends: [owner, place],
  path: 'tree',
  attributed: true,
})

/** "Siemens, with branches in Zambia": the name before the comma. */
const nameBeforeWith = (tree: SentenceTree, at: number): number[] => {
  let i = at - 1
  while (i > at - 5 && ['ADJ', 'NOUN', 'NUM', 'DET', 'PRON'].includes(tree.tokens[i]?.upos ?? '')) i--
  if (tree.tokens[i]?.text.toLowerCase() !== 'with') return []
  const end = tree.tokens[i - 1]?.text === ',' ? i - 1 : i
  const named = tree.mentions.find((m) => m.to === end && m.type === 'Organization')
  return named ? [named.head] : []
}

/** "the Romanian yard of X in Brăila": the place behind the owner. */
const behindOwner = (tree: SentenceTree, at: number): EntityMention[] => {
  const start = tree.lowers[at + 2] === 'the' ? at + 3 : at + 2
  const owner = tree.mentions.find((m) => m.type === 'Organization' && m.from <= start && m.to > start)
  if (tree.lowers[at + 1] !== 'of' || !owner || !/^(?:in|at|near)$/.test(tree.lowers[owner.to] ?? '')) return []
  return tree.mentions.filter((m) => m.from === owner.to + 1 && m.type === 'Place' && m.kind === 'name')
}

/** Every presence that the noun phrases of a sentence tell. */
export const findFacilities = (tree: SentenceTree): Draft[] => {
  const drafts: Draft[] = []
  for (const [at, token] of tree.tokens.entries()) {
    if (token.upos !== 'NOUN' || !FACILITIES.test(token.text.toLowerCase())) continue
    const kids = tree.children[at] ?? []
    const places = [
      ...kids
        .filter(
          (c) =>
            ['in', 'at', 'near', 'on'].includes(prepositionOf(tree, c)) && tree.tokens[c]?.deprel.startsWith('nmod'),
        )
        .flatMap((c) => coordinated(tree, c)),
      ...childrenIn(tree, at, 'amod', 'compound').flatMap((c) => coordinated(tree, c)),
    ].flatMap((c) =>
      [...(tree.byHead[c] ?? []), ...(tree.covering[c] ?? [])]
        .filter((m) => PLACES.has(m.type) && m.rule !== 'country.seat')
        .slice(0, 1),
    )
    if (places.length > 0) places.push(...behindOwner(tree, at))
    if (places.length === 0) continue
    const owners = [
      ...kids
        .filter(
          (c) =>
            tree.tokens[c]?.deprel === 'nmod:poss' ||
            (tree.tokens[c]?.deprel.startsWith('nmod') && prepositionOf(tree, c) === 'of'),
        )
        .flatMap((c) => coordinated(tree, c)),
      // "a producer of resins with works in Linz"
      ...(prepositionOf(tree, at) === 'with' && token.head >= 0
        ? [token.head, ...(tree.children[token.head] ?? []).filter((c) => tree.tokens[c]?.deprel === 'nmod:poss')]
        : []),
      ...nameBeforeWith(tree, at),
      // "quarries in North Bay run by X"
      ...[...childrenIn(tree, at, 'acl'), ...places.flatMap((p) => childrenIn(tree, p.head, 'acl'))]
        .filter((c) => ['run', 'operate', 'own', 'manage', 'work', 'lease'].includes(lemmaAt(tree, c)))
        .flatMap((c) => logicalSubject(tree, c)),
    ].flatMap((c) => resolveArgument(tree, c, OWNERS).map((a) => a.mention))
    // "… has its factory in Steyr": the possessor is the subject.
    const its = kids.some((c) => ['its', 'their'].includes(tree.tokens[c]?.text.toLowerCase() ?? ''))
    if (
      owners.length === 0 &&
      its &&
      token.head >= 0 &&
      ['have', 'run', 'operate', 'own', 'keep', 'close', 'expand'].includes(lemmaAt(tree, token.head))
    )
      owners.push(
        ...surfaceSubject(tree, token.head).flatMap((c) => resolveArgument(tree, c, OWNERS).map((a) => a.mention)),
      )
    // "From its headquarters in Linz, X exports …"
    if (owners.length === 0 && its && HEADQUARTERS.test(token.text) && token.deprel === 'obl' && token.head >= 0)
      owners.push(
        ...surfaceSubject(tree, token.head).flatMap((c) => resolveArgument(tree, c, OWNERS).map((a) => a.mention)),
      )
    // Where its seat is, a body lies; elsewhere it only works: "its regional headquarters in Bangkok", one that is planned.
    const regional = childrenIn(tree, at, 'amod', 'compound').some(
      (c) => !/^(?:global|world|worldwide|main|corporate|company|group|head|current)$/.test(tree.lowers[c] ?? ''),
    )
    const seat =
      HEADQUARTERS.test(token.text) &&
      !regional &&
      places.every((p) => p.kind === 'name') &&
      findModality(tree, at) === 'actual'
    // "the Romanian yard in Brăila": the town, which lies there.
    const land = SITES.test(token.text) ? places.find((p) => p.type === 'Country' && p.kind === 'adjective') : undefined
    const town = places.find((p) => p.type === 'Place')
    if (land && town) {
      drafts.push({ ...make(tree, town, land, at, 'locate.facility'), predicate: 'LOCATED_IN', modality: 'actual' })
      places.splice(places.indexOf(land), 1)
    }
    for (const owner of owners)
      for (const place of places)
        if (owner.entity !== place.entity)
          drafts.push(
            seat && place.type !== 'Region'
              ? { ...make(tree, owner, place, at, 'locate.seat'), predicate: 'LOCATED_IN' }
              : make(tree, owner, place, at, 'operate.facility'),
          )
  }
  return drafts
}
