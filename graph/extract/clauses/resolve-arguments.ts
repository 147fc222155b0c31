/**
 * From an argument's head word to the entities it stands for: the mention on the word, a coordinated or appositive name,
 * or the entity that a standing noun carries ("Japanese investors", "mills of Vietnam", "tonnes of wheat").
 * Reads mentions as they are; it finds no new ones. Long, because each step falls back on the one before.
 */
import type { EntityType } from '../../contract.ts'
import type { EntityMention } from '../document.ts'
import { cueWords } from '../lexicon/lexicons.ts'
import { askOnce } from './ask-once.ts'
import { childrenIn, coordinated, lemmaAt, prepositionOf, relation, type SentenceTree } from './sentence-tree.ts'
import { parts, people, quantities, standing, titles } from './standing-nouns.ts'

const SINGLE = new Set([
  'company',
  'firm',
  'bank',
  'group',
  'manufacturer',
  'producer',
  'maker',
  'contractor',
  'plant',
  'factory',
  'agency',
  'fund',
  'operator',
  'supplier',
  'lender',
  'developer',
  'holding',
  'corporation',
  'insurer',
  'subsidiary',
  'university',
  'institute',
  'newspaper',
])

/** Whether a body is called by its name at this head. */
export const namesBody = (tree: SentenceTree, at: number): boolean =>
  (tree.byHead[at] ?? []).some((m) => m.type === 'Organization' && m.kind === 'name')

/** "the Portuguese firm": one certain firm, which coreference names; it stands for no country. */
export const certainBody = (tree: SentenceTree, at: number): boolean =>
  tree.tokens[at]?.xpos !== 'NNS' &&
  SINGLE.has(lemmaAt(tree, at)) &&
  // "the Norvik group" is Norvik.
  !childrenIn(tree, at, 'compound').some((c) => namesBody(tree, c)) &&
  childrenIn(tree, at, 'det').some((d) => ['the', 'this', 'that'].includes(lemmaAt(tree, d)))

/** Whether a noun stands for the entity beside it: a listed one, or one that says who does something ("millers"). */
const isStanding = (tree: SentenceTree, at: number): boolean =>
  !certainBody(tree, at) &&
  (standing.has(lemmaAt(tree, at)) ||
    (tree.tokens[at]?.xpos === 'NNS' &&
      /(?:[^n]ers|ors|ists|men)$/.test(tree.tokens[at]?.text.toLowerCase() ?? '') &&
      !/(?:comput|contain|transform|numb|pap|pow|fib|scann|sensor|react|motor|tract|conveyor|trail|turb|boil|compress|generat|process|convert|invert|flow|pow|wat|fertilis|fertiliz|polym|lett|ord|quart|memb|matt|gangst|semiconduct)/.test(
        tree.tokens[at]?.text.toLowerCase() ?? '',
      )))

const COMPANY_PARTS = cueWords('company-parts')
const SHARE = /^(?:percent|cent|%)$/
const TRADES = new Set(['export', 'exports', 'import', 'imports', 'shipment', 'sale', 'purchase'])
const LANDS = new Set(['country', 'nation', 'state', 'republic', 'kingdom', 'economy', 'neighbour', 'neighbor'])

/** An entity in an argument's place; `loose` where a modifier stands for the head. */
export interface Argument {
  mention: EntityMention
  loose: boolean
}

/** What is neither somebody nor goods. */
export const UNDERTAKINGS = new Set<EntityType>(['Place', 'Project', 'Agreement', 'Event'])
const COMMODITY: ReadonlySet<EntityType> = new Set(['Commodity'])
export const GOODS = new Set<EntityType>(['Commodity', 'Sector'])

/** The person whose title stands at `head`, however long it runs ("Minister of Trade, Industry and Energy X"). */
const titledPerson = (tree: SentenceTree, head: number): EntityMention | null => {
  for (let i = head + 1; i < Math.min(head + 16, tree.tokens.length); i++) {
    const token = tree.tokens[i]
    const person = tree.mentions.find((m) => m.from === i && m.type === 'Person' && m.kind === 'name')
    if (person) return person
    if (
      !token ||
      !(
        ['NOUN', 'PROPN', 'ADJ', 'CCONJ', 'DET', 'PART'].includes(token.upos) ||
        [',', '-', '&', 'of', 'for', 'to'].includes(token.text.toLowerCase())
      )
    )
      return null
  }
  return null
}

/** The country or body of a title without a name: "the Minister of Agriculture of Belarus", "the Iranian minister". */
const titledBody = (tree: SentenceTree, head: number): EntityMention | null => {
  const actor = (i: number): EntityMention | undefined =>
    tree.mentions.find((m) => m.from === i && (m.type === 'Country' || m.type === 'Organization'))
  for (let i = head + 1; i < Math.min(head + 14, tree.tokens.length); i++) {
    const found = actor(i)
    if (found) return found
    const token = tree.tokens[i]
    if (
      !token ||
      !(
        ['NOUN', 'PROPN', 'ADJ', 'CCONJ', 'DET'].includes(token.upos) ||
        ['of', 'for', ','].includes(token.text.toLowerCase())
      )
    )
      break
    if (token.text === ',' && tree.tokens[i + 1]?.upos !== 'NOUN' && tree.tokens[i + 1]?.upos !== 'PROPN') break
  }
  for (let i = head - 1; i >= Math.max(0, head - 4); i--) {
    const found = tree.mentions.find((m) => m.to === i + 1 && m.type === 'Country')
    if (found) return found
    if (!['NOUN', 'PROPN', 'ADJ', 'PART'].includes(tree.tokens[i]?.upos ?? '')) break
  }
  return null
}

/** "X, a subsidiary of Y, a firm based in …": the name right before the comma of a noun phrase, whatever the tree says. */
const nameBeforeComma = (tree: SentenceTree, noun: number): EntityMention | undefined => {
  let at = noun - 1
  while (at > noun - 8 && ['ADJ', 'NOUN', 'PROPN', 'NUM', 'ADV', 'PART'].includes(tree.tokens[at]?.upos ?? '')) at--
  if (!['a', 'an', 'the'].includes(tree.lowers[at] ?? '') || tree.lowers[at - 1] !== ',') return undefined
  at -= 2
  if (tree.lowers[at] === ')') while (at > 0 && tree.lowers[at] !== '(') at--
  const end = tree.lowers[at] === '(' ? at : at + 1
  return tree.mentions.find((m) => m.to === end && m.kind === 'name')
}

const modifiers = (tree: SentenceTree, head: number): number[] =>
  (tree.children[head] ?? []).filter((child) => {
    const rel = relation(tree.tokens[child])
    if (rel === 'compound' || rel === 'amod' || rel === 'flat') return true
    return rel === 'nmod' && ['', 'of', 'from', 'in', 'for'].includes(prepositionOf(tree, child))
  })

/**
 * The entities of the given types that the argument headed by `head` stands for, without what is coordinated with it.
 * An empty list where it stands for none of them.
 */
export const resolveArgument = (
  tree: SentenceTree,
  head: number,
  types: ReadonlySet<EntityType>,
  depth = 0,
): readonly Argument[] => {
  if (depth > 0) return findArgument(tree, head, types, depth)
  let ask = byTypes.get(types)
  if (!ask) {
    ask = askOnce((tree, head) => findArgument(tree, head, types, 0))
    byTypes.set(types, ask)
  }
  return ask(tree, head)
}
/** Answers are kept by the very set that is asked with, so callers hold theirs as constants. */
const byTypes = new WeakMap<ReadonlySet<EntityType>, (tree: SentenceTree, head: number) => readonly Argument[]>()

const findArgument = (
  tree: SentenceTree,
  head: number,
  types: ReadonlySet<EntityType>,
  depth: number,
): readonly Argument[] => {
  const fits = (mention: EntityMention): boolean => types.has(mention.type)
  const lead = tree.leads.get(head)
  if (lead && fits(lead) && depth === 0) return [{ mention: lead, loose: false }]
  if (isStanding(tree, head) && tree.tokens[head]?.xpos === 'NNS' && depth === 0) {
    const listed = namedBy(tree, head).flatMap((c) =>
      [...(tree.byHead[c] ?? []), ...(tree.covering[c] ?? [])].filter(fits).slice(0, 1),
    )
    if (listed.length > 0) return unique(listed).map((mention) => ({ mention, loose: false }))
  }
  const own = (tree.byHead[head] ?? []).filter(fits)
  if (own[0]) return together(own)
  const covering = (tree.covering[head] ?? []).filter(fits)
  if (covering[0]) return together(covering)
  if (depth > 3) return []
  // "the ministers of Peru and Chile" are of both.
  if (titles.has(lemmaAt(tree, head)) && tree.tokens[head]?.xpos !== 'NNS') {
    const person = titledPerson(tree, head)
    if (person) return fits(person) ? [{ mention: person, loose: false }] : []
    const place = titledBody(tree, head)
    if (place && fits(place)) return [{ mention: place, loose: true }]
  }
  const self = tree.tokens[head]
  if (self && relation(self) === 'appos' && self.head >= 0 && self.head < head && depth === 0) {
    // "X, the tea exporter, sells …": what stands in apposition is what it stands beside.
    const before = nameBeforeComma(tree, head)
    if (before && fits(before) && (before.type === 'Organization' || before.type === 'Person'))
      return [{ mention: before, loose: false }]
    const beside = (tree.byHead[self.head] ?? []).find(
      (m) => fits(m) && (m.type === 'Organization' || m.type === 'Person'),
    )
    if (beside) return [{ mention: beside, loose: false }]
  }
  // "its Velkora Gas subsidiary": the subsidiary by its name, whatever the parser makes of the words.
  if (COMPANY_PARTS.has(lemmaAt(tree, head))) {
    const part = tree.mentions.find((m) => m.to === head && m.kind === 'name' && m.type === 'Organization')
    if (part && fits(part)) return [{ mention: part, loose: false }]
  }
  const appositions = childrenIn(tree, head, 'appos').flatMap((child) => coordinated(tree, child))
  const named = appositions.flatMap((child) => resolveArgument(tree, child, types, depth + 1))
  if (named.length > 0 && named.some((a) => !a.loose)) return named
  // "tonnes of wheat", "the rest of the shares", "a number of companies"
  const lemma = lemmaAt(tree, head)
  const upos = tree.tokens[head]?.upos
  const inner = (tree.children[head] ?? []).filter(
    (c) =>
      ['nmod', 'obl'].includes(relation(tree.tokens[c])) &&
      ['of', 'to', 'for', 'from', 'in'].includes(prepositionOf(tree, c)),
  )
  if (quantities.has(lemma) || upos === 'NUM' || upos === 'PRON' || upos === 'DET' || upos === 'SYM') {
    // "to Egypt — 3 million tonnes", hung on the tonnes
    const named = (tree.children[head] ?? []).find(
      (c) =>
        c < head &&
        ['compound', 'nmod', 'flat', 'nummod'].includes(relation(tree.tokens[c])) &&
        (tree.byHead[c] ?? []).some((m) => m.type === 'Country' && m.kind === 'name' && fits(m)) &&
        /^[-–—(:]$/.test(tree.lowers[tree.byHead[c]?.[0]?.to ?? 0] ?? ''),
    )
    if (named !== undefined)
      return coordinated(tree, named).flatMap((c) =>
        (tree.byHead[c] ?? [])
          .filter(fits)
          .slice(0, 1)
          .map((mention) => ({ mention, loose: false })),
      )
    const ofs = (tree.children[head] ?? [])
      .filter((c) => relation(tree.tokens[c]) === 'nmod' || relation(tree.tokens[c]) === 'obl')
      .filter((c) => {
        const preposition = prepositionOf(tree, c)
        // "51 percent by X and 49 percent by Y"
        return preposition === 'of' || (preposition === 'by' && SHARE.test(lemma) && relation(self) === 'conj')
      })
      .flatMap((c) => coordinated(tree, c))
    const found = ofs.flatMap((c) => resolveArgument(tree, c, types, depth + 1))
    if (found.length > 0) return found
  }
  // "a consortium led by X"
  if (['consortium', 'group', 'venture', 'alliance'].includes(lemma)) {
    const led = childrenIn(tree, head, 'acl')
      .filter((c) => ['lead', 'head', 'comprise', 'form'].includes(lemmaAt(tree, c)))
      .flatMap((c) => [...childrenIn(tree, c, 'obl'), ...childrenIn(tree, c, 'obj')])
      .filter((c) => ['by', ''].includes(prepositionOf(tree, c)))
      .flatMap((c) => coordinated(tree, c))
      .flatMap((c) => resolveArgument(tree, c, types, depth + 1))
      .filter((a) => a.mention.type === 'Organization')
    if (led.length > 0) return led
  }
  if (isStanding(tree, head) || upos === 'PROPN') {
    const found = modifiers(tree, head)
      .filter((c) => relation(tree.tokens[c]) !== 'nmod' || prepositionOf(tree, c) !== 'for')
      .filter(
        (c) =>
          prepositionOf(tree, c) !== 'in' ||
          people.has(lemma) ||
          self?.xpos === 'NNS' ||
          !['factory', 'office', 'plant', 'mill', 'works'].includes(lemma),
      )
      .flatMap((c) => coordinated(tree, c))
      .flatMap((c) =>
        together(
          [...(tree.byHead[c] ?? []), ...(tree.covering[c] ?? [])]
            .filter((m) => fits(m) && !GOODS.has(m.type) && !UNDERTAKINGS.has(m.type))
            // "the East African country" is a country, which coreference names.
            .filter((m) => m.type !== 'Region' || m.kind !== 'adjective' || self?.xpos === 'NNS' || !LANDS.has(lemma)),
        ).map((a) => a.mention),
      )
    // "Russia's Transmash company": the company, not the country before it.
    const bodies = found.filter((m) => m.type === 'Organization' && m.kind === 'name')
    if (found.length > 0) return unique(bodies.length > 0 ? bodies : found).map((mention) => ({ mention, loose: true }))
  }
  if (parts.has(lemma)) {
    const whole = inner
      .filter((c) => ['of', 'for'].includes(prepositionOf(tree, c)))
      .flatMap((c) => coordinated(tree, c))
    const found = whole
      .flatMap((c) => resolveArgument(tree, c, types, depth + 1))
      .filter((a) => UNDERTAKINGS.has(a.mention.type))
    if (found.length > 0) return found
  }
  const examples = (tree.children[head] ?? []).filter(
    (c) =>
      relation(tree.tokens[c]) === 'nmod' &&
      ['including', 'such as', 'like', 'namely', 'among'].includes(prepositionOf(tree, c)),
  )
  if (examples.length > 0) {
    const found = examples
      .flatMap((c) => coordinated(tree, c))
      .flatMap((c) => resolveArgument(tree, c, types, depth + 1))
    if (found.length > 0) return found
  }
  if (types.has('Commodity')) {
    // "rice exports": the goods of the trade
    if (TRADES.has(lemma)) {
      const traded = childrenIn(tree, head, 'compound').flatMap((c) => resolveArgument(tree, c, COMMODITY, depth + 1))
      if (traded.length > 0) return traded.map((a) => ({ ...a, loose: true }))
    }
    const inside = inner.filter((c) => prepositionOf(tree, c) === 'of').flatMap((c) => coordinated(tree, c))
    const found = inside.flatMap((c) => resolveArgument(tree, c, COMMODITY, depth + 1))
    if (found.length > 0) return found.map((a) => ({ ...a, loose: true }))
  }
  if (named.length > 0) return named
  // "X, the maker, sells …": what stands in apposition is what it stands beside.
  const token = tree.tokens[head]
  if (token && relation(token) === 'appos' && token.head >= 0 && depth === 0)
    return resolveArgument(tree, token.head, types, depth + 1)
  return []
}

/** The longest mention, with those that share its words: "the two countries" stands for both. */
const together = (mentions: readonly EntityMention[]): Argument[] => {
  const [first] = mentions
  return unique(
    mentions.filter(
      (m) =>
        m === first ||
        (m.kind === 'nominal' && first?.kind === 'nominal' && m.to === first.to && m.head === first.head),
    ),
  ).map((mention) => ({
    mention,
    loose: false,
  }))
}

const unique = (mentions: EntityMention[]): EntityMention[] => {
  const seen = new Set<string>()
  return mentions.filter((m) => !seen.has(m.entity) && seen.add(m.entity))
}

/** The entities of the given types in all the places of a role, each entity once. */
export const resolveRole = (
  tree: SentenceTree,
  heads: readonly number[],
  types: ReadonlySet<EntityType>,
): Argument[] => {
  // Most roles of most words are empty.
  if (heads.length === 0) return []
  const seen = new Set<string>()
  const resolved = heads.map((head) => ({ head, found: resolveArgument(tree, head, types) }))
  // "X, a Canadian company, has signed": the company is X, wherever the parser hangs it.
  const named = resolved.find(({ found }) =>
    found.some((a) => !a.loose && (a.mention.type === 'Organization' || a.mention.type === 'Country')),
  )
  return resolved
    .filter(
      ({ head, found }) =>
        !(
          named &&
          // "… with a Canadian company, X"
          (named.head < head || (named.head > head && tree.lowers[head + 1] === ',')) &&
          singleBody(tree, head) &&
          found.every((a) => a.loose && (a.mention.type === 'Country' || a.mention.type === 'Region'))
        ),
    )
    .flatMap(({ found }) => found)
    .filter((a) => !seen.has(a.mention.entity) && seen.add(a.mention.entity))
}

/** "a Canadian company": one body, named elsewhere. */
const singleBody = (tree: SentenceTree, at: number): boolean =>
  tree.tokens[at]?.xpos === 'NN' && (SINGLE.has(lemmaAt(tree, at)) || /(?:er|or)$/.test(lemmaAt(tree, at)))

/** "The Slovenian firms active there are A, B and C", "… include A and B": the names behind a plural subject. */
const namedBy = (tree: SentenceTree, at: number): number[] => {
  const token = tree.tokens[at]
  const head = token?.head ?? -1
  if (head < 0 || relation(token) !== 'nsubj') return []
  const names =
    lemmaAt(tree, head) === 'include'
      ? childrenIn(tree, head, 'obj')
      : childrenIn(tree, head, 'cop').length > 0
        ? [head]
        : []
  return names
    .flatMap((c) => coordinated(tree, c))
    .filter((c) => (tree.covering[c] ?? []).some((m) => m.type === 'Organization' && m.kind === 'name'))
}

/** Whether a noun stands for somebody who can act: a mention of an actor, or a standing noun. */
export const standsForActor = (tree: SentenceTree, at: number): boolean =>
  (tree.byHead[at] ?? []).some((m) => ['Country', 'Region', 'Organization', 'Person'].includes(m.type)) ||
  isStanding(tree, at)
