/**
 * Who owns a company, from noun phrases and shares without a verb of their own: "a Norvik company", "Norvik unit X", "the
 * state-owned X", "A with 60 percent and B with the rest". One sentence at a time; what lies where is told from outside.
 */
import type { SentenceTree } from '../clauses/sentence-tree.ts'
import type { EntityMention } from '../document.ts'
import type { Draft } from '../draft.ts'
import { cueWords } from '../lexicon/lexicons.ts'
import { bodyFrom, bodyTo, isBodyName, lower, make } from './place-words.ts'

const PARTS = cueWords('company-parts')
const HOLDING = cueWords('holding-verbs')
const STATE = /^state-(?:owned|run|controlled|backed)$/
const OWNED = new Set(['owned', 'run', 'controlled'])

/** "X, a Norvik company", "Norvik unit X", "Norvik's X unit": whose a company is, by its place in the phrase. */
const partsOf = (tree: SentenceTree): Draft[] =>
  tree.tokens.flatMap((token, at) => {
    if (token.upos !== 'NOUN' || !PARTS.has(tree.lowers[at] ?? '')) return []
    const before = bodyTo(tree, at)
    if (!before) return []
    const after = bodyFrom(tree, at + 1)
    const unit = ['unit', 'arm', 'division', 'brand'].includes(lower(tree, at))
    if (after && unit) return [make(tree, before, 'OWNS', after, 'own.part', at)]
    const led = lower(tree, before.from - 1)
    // "Norvik's X unit"
    const owner = /^['’]s?$/.test(led) ? bodyTo(tree, before.from - 1) : undefined
    if (owner && unit) return [make(tree, owner, 'OWNS', before, 'own.part', at)]
    // "X, a Norvik company"
    const named =
      /^(?:a|an)$/.test(led) && lower(tree, before.from - 2) === ',' ? bodyTo(tree, before.from - 2) : undefined
    return named && !after ? [make(tree, before, 'OWNS', named, 'own.part', at)] : []
  })

/**
 * "state-owned X", "the state-run Georgian Y": the country that the name carries or that the article puts X in.
 * @param homeOf the country of a body, where the article tells it.
 */
export const findStateOwned = (tree: SentenceTree, homeOf: (id: string) => string | null): Draft[] =>
  tree.mentions.flatMap((name) => {
    if (!isBodyName(name)) return []
    let state = -1
    for (let i = name.from - 1; i >= Math.max(0, name.from - 7); i--) {
      const word = lower(tree, i)
      if (
        STATE.test(word) ||
        (word === '-' && lower(tree, i - 1) === 'state' && OWNED.has(lower(tree, i + 1))) ||
        // "State owned X"
        (word === 'state' && OWNED.has(lower(tree, i + 1)))
      ) {
        state = i
        break
      }
      if (word !== '-' && !OWNED.has(word) && !['NOUN', 'ADJ'].includes(tree.tokens[i]?.upos ?? '')) break
    }
    // Its country stands there itself: read with the other words before a name.
    if (state < 0 || tree.mentions.some((m) => m.type === 'Country' && m.to <= name.from && m.to >= state - 2))
      return []
    const home = homeOf(name.entity)
    return home ? [{ ...make(tree, name, 'OWNS', name, 'own.state', state), subject: home }] : []
  })

/** Words between an owner's name and its share. */
const BETWEEN = new Set(
  '( with holding owning having holds owns has hold own for a the remaining other will would taking another ,'.split(
    ' ',
  ),
)

/** Where a share stands right beside an owner's name: "B 40%", "B (40%)", "B with 40 percent", "B the rest", "40% by B". */
const shareBeside = (tree: SentenceTree, owner: EntityMention): boolean => {
  let at = owner.to
  let steps = 0
  while (BETWEEN.has(lower(tree, at)) && steps < 6) {
    if (lower(tree, at) === ',' && steps > 0) break
    if (['rest', 'remainder'].includes(lower(tree, at + 1)) && lower(tree, at) === 'the') return true
    at++
    steps++
  }
  if (isShare(tree, at)) return steps > 0 || lower(tree, at) !== ''
  return lower(tree, owner.from - 1) === 'by' && isShareBefore(tree, owner.from - 1)
}
const PERCENT = new Set(['%', 'percent', 'pct', 'per'])
const isShare = (tree: SentenceTree, at: number): boolean =>
  /^\d[\d.,]*%?$/.test(lower(tree, at)) && (PERCENT.has(lower(tree, at + 1)) || lower(tree, at).endsWith('%'))
const isShareBefore = (tree: SentenceTree, end: number): boolean => {
  const from = lower(tree, end - 1) === 'cent' ? end - 2 : end - 1
  return isShare(tree, from - 1) || isShare(tree, from)
}

/**
 * "A owns 60% and B 40% of X": A owns no B, as parsers read it.
 * @returns what the sentence's words gave, without those.
 */
export const withoutCoOwners = (tree: SentenceTree, framed: readonly Draft[]): Draft[] =>
  framed.filter((d) => {
    const owned = d.ends[1]
    return !(
      d.predicate === 'OWNS' &&
      owned?.type === 'Organization' &&
      owned.kind === 'name' &&
      ['and', ',', 'with', 'while'].includes(lower(tree, owned.from - 1)) &&
      shareBeside(tree, owned)
    )
  })

/** "A holds 60 percent of X, with B holding the rest": who else has a share in what the sentence gives an owner of. */
const othersShares = (tree: SentenceTree, framed: readonly Draft[]): Draft[] => {
  const owned = framed.filter((d) => d.predicate === 'OWNS' && d.modality !== 'ended')
  const [first] = owned
  const thing = first?.ends[1]
  if (!first || !thing || new Set(owned.map((d) => d.object)).size > 1) return []
  return tree.mentions
    .filter(
      (m) =>
        (m.type === 'Organization' || m.type === 'Country') &&
        m.kind === 'name' &&
        m.entity !== thing.entity &&
        !owned.some((d) => d.subject === m.entity) &&
        !framed.some((d) => d.predicate === 'OWNS' && d.subject === m.entity && d.object === thing.entity) &&
        shareBeside(tree, m),
    )
    .map((m) => ({
      ...make(tree, m, 'OWNS', thing, 'own.shares', m.head, first.modality),
      attributed: first.attributed,
    }))
}

/** "X, owned 51 percent by A and 49 percent by B". */
const ownedInParts = (tree: SentenceTree): Draft[] =>
  tree.tokens.flatMap((token, at) => {
    if (!HOLDING.has(token.lemma) || !isShare(tree, at + 1)) return []
    const thing = tree.mentions.find(
      (m) =>
        ['Organization', 'Project', 'Place'].includes(m.type) &&
        (m.to === at ||
          (m.to === at - 1 && [',', 'is', 'was', 'be'].includes(lower(tree, at - 1))) ||
          (m.to === at - 2 && lower(tree, at - 1) === 'is')),
    )
    if (!thing) return []
    return tree.mentions
      .filter((m) => m.from > at && (m.type === 'Organization' || m.type === 'Country') && m.kind === 'name')
      .filter((m) => lower(tree, m.from - 1) === 'by' && isShareBefore(tree, m.from - 1))
      .map((m) => make(tree, m, 'OWNS', thing, 'own.shares', at))
  })

/** What one sentence says of owners by phrases; `framed` is what its verbs and nouns gave. */
export const findHoldings = (tree: SentenceTree, framed: readonly Draft[]): Draft[] => [
  ...partsOf(tree),
  ...ownedInParts(tree),
  ...othersShares(tree, framed),
]
