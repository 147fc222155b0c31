/**
 * What an organisation is, from the words around its name: "the tea exporter X" (EXPORTS), "X, a maker of pumps"
 * (PRODUCES), "the software company X" (ACTIVE_IN), and what a copula says of where a thing is ("X is in Y").
 * One sentence at a time, by word order inside the noun phrase.
 */
import type { EntityType, Predicate } from '../../contract.ts'
import { resolveArgument } from '../clauses/resolve-arguments.ts'
import { childrenIn, coordinated, lemmaAt, prepositionOf, type SentenceTree } from '../clauses/sentence-tree.ts'
import { surfaceSubject } from '../clauses/subjects.ts'
import type { EntityMention } from '../document.ts'
import type { Draft } from '../draft.ts'
import { findModality } from '../modality/find-modality.ts'
import { isKind } from './place-words.ts'

const MAKERS =
  /^(producer|maker|manufacturer|grower|refiner|brewer|miner|smelter|builder|processor|distiller|fabricator|assembler|steelmaker|carmaker|planemaker|shipbuilder|baker|winemaker)s?$/
const EXPORTERS = /^exporters?$/
const IMPORTERS = /^importers?$/
const KINDS =
  /^(company|companies|firm|firms|group|cooperative|house|retailer|utility|carrier|airline|newspaper|operator|specialist|provider|start-?up|giant|bank|insurer|agency|association|union|business|enterprise|supplier|contractor|distributor|chain|school|fund|institute|developer|major|conglomerate|publisher|broadcaster|hospital|clinic|shipyard|yard|trader|cluster|supermarket|corporation|holding|concern|plant|factory|mill|zone|park|daily|weekly|magazine|portal|miner|drugmaker|major)s?$/

const DOERS =
  /^(bank|insurer|distributor|contractor|carrier|trader|supplier|builder|developer|operator|school|fund|zone|plant|factory|mill|park|shipyard|yard)s?$/
/** Sectors that say too little to be told of a company by a noun. */
const VAGUE = new Set(['sector:manufacturing', 'sector:finance', 'sector:insurance'])

const COMMODITY: ReadonlySet<EntityType> = new Set(['Commodity'])
const PLACED: ReadonlySet<EntityType> = new Set(['Place', 'Organization', 'Project', 'Event'])

const text = (tree: SentenceTree, at: number): string => tree.lowers[at] ?? ''

const make = (
  tree: SentenceTree,
  subject: EntityMention,
  predicate: Predicate,
  object: EntityMention,
  rule: string,
  trigger: number,
): Draft => ({
  subject: subject.entity,
  predicate,
  object: object.entity,
  counterpart: null,
  commodities: [],
  title: null,
  modality: 'actual',
  sentence: tree.index,
  trigger,
  rule,
  ends: [subject, object],
  path: 'tree',
  attributed: false,
})

/** Reads one stretch of words that describes a name: [from, to). */
const describe = (tree: SentenceTree, name: EntityMention, from: number, to: number): Draft[] => {
  const drafts: Draft[] = []
  for (let i = from; i < to; i++) {
    const word = text(tree, i)
    const predicate: Predicate | null = MAKERS.test(word)
      ? 'PRODUCES'
      : EXPORTERS.test(word)
        ? 'EXPORTS'
        : IMPORTERS.test(word)
          ? 'IMPORTS'
          : null
    if (predicate) {
      const goods = tree.mentions.filter(
        (m) => m.type === 'Commodity' && m.kind !== 'pronoun' && m.to === i && m.from >= from,
      )
      if (text(tree, i + 1) === 'of' && goods.length === 0)
        for (const head of tree.children[i] ?? [])
          if (prepositionOf(tree, head) === 'of')
            for (const good of coordinated(tree, head))
              goods.push(...resolveArgument(tree, good, COMMODITY).map((a) => a.mention))
      drafts.push(
        ...goods.slice(0, 4).map((good) => make(tree, name, predicate, good, `kind.${predicate.toLowerCase()}`, i)),
      )
      if (goods.length > 0) continue
    }
    if (KINDS.test(word) && !DOERS.test(word)) {
      const goods = (at: number): boolean =>
        tree.mentions.some((m) => m.type === 'Commodity' && m.from <= at && m.to > at)
      const sector = tree.mentions
        .filter(
          (m) =>
            m.type === 'Sector' &&
            m.from >= from &&
            m.from <= i &&
            m.to <= to &&
            m.to >= i - 1 &&
            !goods(m.from) &&
            !VAGUE.has(m.entity),
        )
        .at(-1)
      if (sector) drafts.push(make(tree, name, 'ACTIVE_IN', sector, 'kind.sector', i))
    }
  }
  return drafts
}

/** What the words before and after each organisation's name say that it is. */
export const findKinds = (tree: SentenceTree): Draft[] => {
  const drafts: Draft[] = []
  for (const name of tree.mentions) {
    if (name.type !== 'Organization' || name.kind !== 'name') continue
    let from = name.from
    while (
      from > 0 &&
      (['NOUN', 'ADJ', 'PROPN', 'NUM'].includes(tree.tokens[from - 1]?.upos ?? '') ||
        ['-', '“', '"', 'and'].includes(text(tree, from - 1))) &&
      name.from - from < 8
    )
      from--
    drafts.push(...describe(tree, name, from, name.from))
    let at = name.to
    if (text(tree, at) === '(') {
      while (at < tree.tokens.length && text(tree, at) !== ')') at++
      at++
    }
    if (/^[,–-]$/.test(text(tree, at)) && ['a', 'an', 'the', 'one'].includes(text(tree, at + 1))) {
      let to = at + 2
      while (
        to < tree.tokens.length &&
        to < at + 14 &&
        !/^[,;:.]$/.test(text(tree, to)) &&
        tree.tokens[to]?.feats.VerbForm !== 'Fin'
      )
        to++
      const other = tree.mentions.some(
        (m) => m.type === 'Organization' && m.kind === 'name' && m.from > at && m.from < to && m.entity !== name.entity,
      )
      if (!other || tree.lowers.slice(at, to).some((w) => w === 'of' || w === 'for'))
        drafts.push(...describe(tree, name, at + 1, to))
    }
  }
  return [...drafts, ...nationalGoods(tree), ...copulaLocations(tree), ...copulaHomes(tree)]
}

/** "X is a German company", "X is the largest bank in Germany": a body whose kind tells its country. */
const copulaHomes = (tree: SentenceTree): Draft[] =>
  tree.tokens.flatMap((token, at) => {
    if (token.xpos !== 'NN' || childrenIn(tree, at, 'cop').length === 0 || !isKind(tree, at)) return []
    const homes = [
      ...childrenIn(tree, at, 'amod', 'compound').filter((c) =>
        (tree.byHead[c] ?? []).some((m) => m.type === 'Country' && m.kind === 'adjective'),
      ),
      ...childrenIn(tree, at, 'nmod').filter((c) => ['in', 'from'].includes(prepositionOf(tree, c))),
    ].flatMap((c) =>
      (tree.byHead[c] ?? []).filter((m) => m.type === 'Country' && m.rule !== 'country.seat').slice(0, 1),
    )
    const [home] = homes
    if (!home || findModality(tree, at) !== 'actual') return []
    return surfaceSubject(tree, at)
      .flatMap((head) => tree.byHead[head] ?? [])
      .filter((m) => m.type === 'Organization' && m.entity !== home.entity)
      .slice(0, 1)
      .map((m) => ({ ...make(tree, m, 'LOCATED_IN', home, 'locate.kind', at), attributed: true }))
  })

/** "Kazakh flour millers": what a country's makers make. */
const nationalGoods = (tree: SentenceTree): Draft[] =>
  tree.mentions.flatMap((good) => {
    if (good.type !== 'Commodity' || good.kind !== 'name') return []
    const home = tree.mentions.find(
      (m) =>
        m.type === 'Country' &&
        m.kind === 'adjective' &&
        (m.to === good.from || (m.from >= good.from && m.to <= good.head && m.to < good.to)),
    )
    // "the Indian cement maker X": X makes it.
    if (!home || tree.leads.has(home.from)) return []
    // "Uruguayan cheese" alone says little; makers do.
    const miller =
      MAKERS.test(text(tree, good.to)) ||
      /(?:millers|growers|farmers|mills|weavers|spinners)$/.test(text(tree, good.to))
    return miller ? [{ ...make(tree, home, 'PRODUCES', good, 'kind.makers', good.head), attributed: true }] : []
  })

const PLACES = new Set(['Place', 'Country', 'Region'] as const)

/** "The mine is in Chile": a place as predicate. */
const copulaLocations = (tree: SentenceTree): Draft[] =>
  tree.tokens.flatMap((_, at) => {
    if (childrenIn(tree, at, 'cop').length === 0 || !['in', 'near', 'at', 'inside'].includes(prepositionOf(tree, at)))
      return []
    const home = (tree.byHead[at] ?? []).find((m) => (PLACES as ReadonlySet<string>).has(m.type))
    if (!home || lemmaAt(tree, at) === '') return []
    return surfaceSubject(tree, at)
      .flatMap((head) => resolveArgument(tree, head, PLACED))
      .filter((a) => a.mention.entity !== home.entity && !a.loose)
      .map((a) => ({
        ...make(tree, a.mention, 'LOCATED_IN', home, 'locate.copula', at),
        modality: findModality(tree, at),
        attributed: true,
      }))
  })
