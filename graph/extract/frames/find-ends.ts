/**
 * The entities at the ends of a frame: by its roles over the tree, inside other roles ("origin:obj"), or, where the tree
 * gives nothing, the nearest fitting name by word order. Pure.
 */
import type { EntityType } from '../../contract.ts'
import { originsOf, placesOf, possessorsOf } from '../clauses/goods-origins.ts'
import { type Argument, certainBody, resolveRole } from '../clauses/resolve-arguments.ts'
import type { KnownRoles } from '../clauses/roles.ts'
import {
  childrenIn,
  coordinated,
  prepositionOf,
  relation,
  type SentenceTree,
  subtree,
} from '../clauses/sentence-tree.ts'
import { quantities } from '../clauses/standing-nouns.ts'
import { logicalSubject, namedParticiple } from '../clauses/subjects.ts'
import { cueWords } from '../lexicon/lexicons.ts'

const namesWithin = (tree: SentenceTree, at: number): number[] => subtree(tree, at).filter((i) => i !== at)

type FindRole = (tree: SentenceTree, heads: readonly number[], types: ReadonlySet<EntityType>) => Argument[]

/** What a noun's complements with this preposition stand for. */
const complementOf =
  (preposition: string): FindRole =>
  (tree, heads, types) =>
    resolveRole(
      tree,
      heads.flatMap((head) =>
        childrenIn(tree, head, 'nmod')
          .filter((c) => prepositionOf(tree, c) === preposition)
          .flatMap((c) => coordinated(tree, c)),
      ),
      types,
    )

const CAUSES = cueWords('causes')
const LOANS = new Set(['loan', 'credit', 'line', 'grant', 'funding', 'financing', 'facility', 'fund', 'money'])
const ENVOYS = new Set(['ambassador', 'envoy', 'diplomat', 'consul'])
const ORDERING = new Set(['order', 'buy', 'purchase', 'commission', 'book', 'procure'])
const LENDING = /bank|fund|financ|credit|monetary|development-(?:agency|corporation)|investment-corporation|insur/

/** Goods and what they are counted in: "a batch of turbines". */
const goodsIn = (tree: SentenceTree, head: number): number[] => [
  head,
  ...(quantities.has(tree.lemmas[head] ?? '')
    ? childrenIn(tree, head, 'nmod').filter((c) => prepositionOf(tree, c) === 'of')
    : []),
]

/** "turbines made by X", "X-built turbines", "six X turbines": whose make goods are. */
const makersOf = (tree: SentenceTree, goods: number): number[] => [
  ...childrenIn(tree, goods, 'acl')
    .filter((c) => tree.tokens[c]?.xpos === 'VBN')
    .flatMap((c) => logicalSubject(tree, c)),
  ...childrenIn(tree, goods, 'amod').flatMap((c) => namedParticiple(tree, c) ?? []),
  ...brandBefore(tree, goods),
]

/** "six Velkora 300 aircraft": a company's name among the words right before goods. */
const brandBefore = (tree: SentenceTree, goods: number): number[] => {
  for (let i = goods - 1; i >= Math.max(0, goods - 7); i--) {
    const brand = (tree.covering[i] ?? []).find((m) => m.type === 'Organization' && m.kind === 'name')
    if (brand) return tree.lowers[brand.to] === "'s" || tree.lowers[brand.to] === '’s' ? [] : [brand.head]
    if (!['NOUN', 'PROPN', 'NUM', 'SYM', 'ADJ'].includes(tree.tokens[i]?.upos ?? '') && tree.lowers[i] !== '-')
      return []
  }
  return []
}

/** Roles that are looked for inside the noun phrases of another: "origin:obj", "poss:obj", "site:obj". */
const DERIVED: Record<string, FindRole> = {
  origin: originsOf,
  poss: possessorsOf,
  site: placesOf,
  // "equipment of X": whose make the goods are.
  maker: (tree, heads, types) =>
    resolveRole(
      tree,
      heads.flatMap((head) =>
        childrenIn(tree, head, 'nmod')
          .filter((c) => ['of', 'by', 'from'].includes(prepositionOf(tree, c)))
          .concat(goodsIn(tree, head).flatMap((goods) => makersOf(tree, goods)))
          .flatMap((c) => coordinated(tree, c)),
      ),
      types,
    ),
  // "the furnaces for the plant": for whom or what goods are.
  for: complementOf('for'),
  // "the initiative of X": whose cause it is.
  cause: (tree, heads, types) =>
    complementOf('of')(
      tree,
      heads.filter((head) => CAUSES.has(tree.lemmas[head] ?? '')),
      types,
    ),
  // "by an Indian credit line", "by a loan from X"
  lent: (tree, heads, types) =>
    resolveRole(
      tree,
      heads
        .filter((head) => LOANS.has(tree.lemmas[head] ?? ''))
        .flatMap((head) =>
          (tree.children[head] ?? []).filter(
            (c) =>
              ['amod', 'compound'].includes(relation(tree.tokens[c])) ||
              tree.tokens[c]?.deprel === 'nmod:poss' ||
              (relation(tree.tokens[c]) === 'nmod' && ['of', 'from', 'by'].includes(prepositionOf(tree, c))),
          ),
        )
        .flatMap((c) => coordinated(tree, c)),
      types,
    ),
  // "the ambassador of X", "the Chilean ambassador"
  envoy: (tree, heads, types) =>
    resolveRole(
      tree,
      heads
        .filter((head) => ENVOYS.has(tree.lemmas[head] ?? ''))
        .flatMap((head) => [
          ...childrenIn(tree, head, 'amod', 'compound'),
          ...childrenIn(tree, head, 'nmod').filter((c) => prepositionOf(tree, c) === 'of'),
        ]),
      types,
    ),
  // "a ban on the supply of X to Y": who is no longer supplied.
  dest: (tree, heads, types) =>
    resolveRole(
      tree,
      heads.flatMap((head) =>
        subtree(tree, head)
          .filter((c) => prepositionOf(tree, c) === 'to' && relation(tree.tokens[c]) === 'nmod')
          .flatMap((c) => coordinated(tree, c)),
      ),
      types,
    ),
  // "under a contract with X": the other party of a paper.
  party: complementOf('with'),
  // "the generators ordered by X": who has goods delivered.
  orderer: (tree, heads, types) =>
    resolveRole(
      tree,
      heads.flatMap((head) =>
        goodsIn(tree, head)
          .flatMap((goods) => [
            ...childrenIn(tree, goods, 'acl'),
            ...childrenIn(tree, goods, 'nmod').flatMap((c) => childrenIn(tree, c, 'acl')),
          ])
          .filter((c) => ORDERING.has(tree.lemmas[c] ?? ''))
          .flatMap((c) => logicalSubject(tree, c)),
      ),
      types,
    ),
  // The parties of a loan agreement: whoever lends by trade, and the rest.
  lender: (tree, heads, types) => resolveRole(tree, heads, types).filter((a) => LENDING.test(a.mention.entity)),
  borrower: (tree, heads, types) => resolveRole(tree, heads, types).filter((a) => !LENDING.test(a.mention.entity)),
}

/** The name of a role in a frame, taken apart. */
interface RoleName {
  /** How entities are found inside another role, and which. */
  derive: (typeof DERIVED)[string] | undefined
  of: string
  /** Keys among the roles: the word's own and, where it may hang on something else, far from it. */
  near: string
  far: string | null
}

const takeApart = (name: string): RoleName => {
  const colon = name.indexOf(':')
  const of = name.slice(colon + 1)
  return {
    derive: colon < 0 ? undefined : DERIVED[name.slice(0, colon)],
    of,
    near: name.replace('=', ''),
    // "=to" is the word's own phrase only; "verb:with" far from the verb is "verb:far:with".
    far:
      name.startsWith('far:') || name.startsWith('=')
        ? null
        : name.startsWith('verb:')
          ? `verb:far:${of}`
          : `far:${name}`,
  }
}
const roleNames = new Map<string, RoleName>()
const roleName = (name: string): RoleName => {
  const known = roleNames.get(name) ?? takeApart(name)
  roleNames.set(name, known)
  return known
}

const NOWHERE: readonly number[] = []

/** Entities in the first of the roles that holds one of the types. */
export const firstRole = (
  tree: SentenceTree,
  at: number,
  roles: KnownRoles,
  names: readonly string[],
  types: ReadonlySet<EntityType>,
): Argument[] => {
  for (const name of names) {
    const { derive, of, near } = roleName(name)
    const heads = name === 'inside' ? namesWithin(tree, at) : (roles.get(derive ? of : near) ?? NOWHERE)
    const found = derive ? derive(tree, heads, types) : resolveRole(tree, heads, types)
    if (found.length > 0) return found
  }
  for (const name of names) {
    const { derive, far, of } = roleName(name)
    const found = derive
      ? derive(tree, roles.get(`far:${of}`) ?? NOWHERE, types)
      : far === null
        ? []
        : resolveRole(tree, roles.get(far) ?? NOWHERE, types)
    if (found.length > 0) return found
  }
  return []
}

/** The nearest mention of a fitting type before a verb, not past another finite verb. */
export const nearestBefore = (tree: SentenceTree, at: number, types: ReadonlySet<EntityType>): Argument[] => {
  for (let i = at - 1; i >= 0; i--) {
    const token = tree.tokens[i]
    if (token?.upos === 'VERB' && token.feats.VerbForm === 'Fin') return []
    if (token && /^[;:“”"]$/.test(token.text)) return []
    const mention = (tree.byHead[i] ?? []).find((m) => types.has(m.type))
    // "UK-based X": the place only leads up to a name.
    if (!mention || tree.leads.has(mention.from)) continue
    // "of Houston, USA": the country only tells where the town lies.
    if (
      tree.lowers[mention.from - 1] === ',' &&
      (tree.covering[mention.from - 2] ?? []).some((m) => m.type === 'Place')
    )
      continue
    // "the Japanese firm": a firm that nobody knows, not its country.
    if (mention.kind === 'adjective' && certainBody(tree, tree.tokens[mention.head]?.head ?? -1)) continue
    // A name behind a preposition is no subject.
    const before = tree.tokens[mention.from - 1]
    const prepositional =
      before?.upos === 'ADP' || (before?.upos === 'DET' && tree.tokens[mention.from - 2]?.upos === 'ADP')
    const rel = relation(tree.tokens[mention.head])
    if (!prepositional && rel !== 'obj' && rel !== 'iobj') {
      const list = tree.listed.get(mention.head) ?? [mention.head]
      return list
        .flatMap((head) => (tree.byHead[head] ?? []).filter((m) => types.has(m.type)).slice(0, 1))
        .map((m) => ({ mention: m, loose: false }))
    }
  }
  return []
}

/** The nearest mention of a fitting type after a word, behind one of the prepositions or, for "obj", without one. */
export const nearestAfter = (
  tree: SentenceTree,
  at: number,
  names: readonly string[],
  types: ReadonlySet<EntityType>,
): Argument[] => {
  for (let i = at + 1; i < tree.tokens.length && i < at + 14; i++) {
    const token = tree.tokens[i]
    if (!token) break
    if ((token.upos === 'VERB' && token.feats.VerbForm === 'Fin') || /^(?:[;:“”".]|according)$/.test(token.text))
      return []
    const mention = (tree.byHead[i] ?? []).find((m) => types.has(m.type))
    if (!mention) continue
    // "Seoul-based X": the place only leads up to a name.
    if (tree.leads.has(mention.from)) return []
    let start = mention.from - 1
    while (start > at && ['DET', 'ADJ', 'NUM'].includes(tree.tokens[start]?.upos ?? '')) start--
    const before = tree.tokens[start]
    const preposition = before?.upos === 'ADP' || before?.text.toLowerCase() === 'to' ? before.text.toLowerCase() : null
    if (preposition === null ? names.includes('obj') && start === at : names.includes(preposition))
      return [{ mention, loose: false }]
    if (start === at) return []
  }
  return []
}
