/** What the phrase rules on places share: word lists, small questions, and the making of a draft. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Modality } from '../../contract.ts'
import { packageFile } from '../../package-root.ts'
import { lemmaAt, type SentenceTree } from '../clauses/sentence-tree.ts'
import { people, titles } from '../clauses/standing-nouns.ts'
import type { EntityMention } from '../document.ts'
import type { Draft } from '../draft.ts'
import { placeForms } from '../lexicon/lexicons.ts'

const lists = z
  .record(z.string(), z.string())
  .parse(parse(readFileSync(packageFile('graph/extract/phrases/phrase-words.yaml'), 'utf8')))
const setOf = (name: string): ReadonlySet<string> => new Set((lists[name] ?? '').split(/\s+/).filter(Boolean))
export const KINDS = setOf('kinds')
export const STATE = setOf('state')
export const GOVERNMENT = setOf('government')
export const PLACING = setOf('placing')

export const isBodyName = (m: EntityMention): boolean => m.type === 'Organization' && m.kind === 'name'
/** The name of a body that begins at this token. */
export const bodyFrom = (tree: SentenceTree, at: number): EntityMention | undefined =>
  tree.mentions.find((m) => m.from === at && isBodyName(m))
/** The name of a body that ends before this token. */
export const bodyTo = (tree: SentenceTree, at: number): EntityMention | undefined =>
  tree.mentions.find((m) => m.to === at && isBodyName(m))

export const lower = (tree: SentenceTree, at: number): string => tree.lowers[at] ?? ''
export const isKind = (tree: SentenceTree, at: number): boolean =>
  KINDS.has(lemmaAt(tree, at)) ||
  /(maker|builder|smith|works|yard)s?$/.test(lower(tree, at)) ||
  // "a Wisconsin metal fabricator"
  (/[^st](?:er|or)$/.test(lemmaAt(tree, at)) && people.has(lemmaAt(tree, at)) && !titles.has(lemmaAt(tree, at)))
export const isGovernment = (mention: EntityMention, tree: SentenceTree): boolean => {
  for (let i = mention.from; i < mention.to; i++) if (GOVERNMENT.has(lower(tree, i))) return true
  return false
}
export const isPlaceLike = (mention: EntityMention): boolean =>
  (mention.type === 'Country' || mention.type === 'Place') && mention.rule !== 'country.seat'
/** "Saltillo, Coahuila": a state or province that the lexicon knows. */
export const isDivision = (tree: SentenceTree, place: EntityMention): boolean => {
  const name = tree.tokens
    .slice(place.from, place.to)
    .map((t) => t.text)
    .join(' ')
  return (
    place.type === 'Place' &&
    (/^(?:state|province|division)$/.test(placeForms.get(name)?.kind ?? '') ||
      /\s(?:State|Province|Region|District|County|Oblast|Prefecture|Governorate)$/.test(name))
  )
}
export const mentionsFrom = (tree: SentenceTree, at: number): EntityMention[] =>
  tree.mentions.filter((m) => m.from === at)

export const make = (
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
