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
    // Where its seat is, a body lies; elsewhere it only works.
    const seat = /^headquarters?$/.test(tree.lowers[at] ?? '') && places.every((p) => p.kind === 'name')
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
