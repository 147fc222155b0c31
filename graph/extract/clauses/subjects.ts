/**
 * Who stands in the subject's place of a verb, and whose a noun is: found at the word itself or where relative clauses,
 * control, participles, coordination and verbs of giving put it. Tree only; knows no predicate. Long, because the places ask
 * one another in turn.
 */
import { askOnce } from './ask-once.ts'
import { governingVerb } from './governing-verb.ts'
import { features, isPassive } from './passive.ts'
import { antecedents, nounBefore, RELATIVE, relcl } from './relative-clauses.ts'
import { standsForActor } from './resolve-arguments.ts'
import {
  childrenIn,
  coordinated,
  isVerb,
  lemmaAt,
  prepositionOf,
  relation,
  type SentenceTree,
} from './sentence-tree.ts'
import { engaging } from './standing-nouns.ts'

/**
 * Tokens in the place of the grammatical subject of a verb, found at the verb itself or where control, coordination,
 * relative clauses and participles put it.
 */
export const surfaceSubject = (tree: SentenceTree, verb: number, depth = 0): readonly number[] =>
  depth === 0 ? subjectOf(tree, verb) : findSubject(tree, verb, depth)

const findSubject = (tree: SentenceTree, verb: number, depth: number): readonly number[] => {
  if (depth > 6) return []
  const own = childrenIn(tree, verb, 'nsubj', 'csubj').filter((c) => tree.tokens[c]?.upos !== 'VERB')
  const token = tree.tokens[verb]
  const head = token?.head ?? -1
  if (own.length > 0) {
    const first = own[0] as number
    const word = lemmaAt(tree, first)
    if (RELATIVE.has(word) && (relcl(tree, verb) || relation(token) === 'acl')) {
      const tied = antecedents(tree, verb)
      // "the package for X, which is owned by …": the name right before, where the parser's choice names nothing.
      const actor = (a: number): boolean =>
        (tree.covering[a] ?? []).some((m) => m.type === 'Country' || m.type === 'Organization' || m.type === 'Person')
      const near = tied.some(actor) || tree.tokens[first]?.upos !== 'PRON' ? [] : nounBefore(tree, first)
      return near.some(actor) ||
        (near.some((a) => (tree.covering[a] ?? []).length > 0) &&
          !tied.some((a) => (tree.covering[a] ?? []).length > 0))
        ? near
        : tied.flatMap((a) => coordinated(tree, a))
    }
    if (RELATIVE.has(word) && relation(token) === 'conj' && head >= 0 && relcl(tree, head))
      return surfaceSubject(tree, head, depth + 1)
    if (RELATIVE.has(word) && tree.tokens[first]?.upos === 'PRON' && first > 0) {
      const noun = nounBefore(tree, first)
      if (noun.length > 0) return noun
    }
    return own.flatMap((c) => coordinated(tree, c))
  }
  if (head < 0) return []
  const rel = relation(token)
  const above = tree.tokens[head]
  if (rel === 'conj') return surfaceSubject(tree, head, depth + 1)
  // "Taking part are X and Y": the names behind the copula act.
  if (rel === 'csubj' && token?.xpos === 'VBG' && head > verb && childrenIn(tree, head, 'cop').some((c) => c > verb))
    return coordinated(tree, head)
  if (rel === 'xcomp' || rel === 'ccomp') {
    if (!isVerb(above) && above?.upos !== 'ADJ' && above?.upos !== 'NOUN') return []
    const objects = childrenIn(tree, head, 'obj', 'iobj').filter((c) => c < verb)
    // "asks X to build": X builds; "promises X to build": the one who promises does.
    if (rel === 'xcomp' && objects.length > 0 && !SELF.has(lemmaAt(tree, head)))
      return objects.flatMap((c) => coordinated(tree, c))
    return rel === 'xcomp' || token?.xpos === 'VBG' ? surfaceSubject(tree, head, depth + 1) : []
  }
  if (rel === 'advcl' || rel === 'acl') {
    // "a farm, to be built by X": the noun before the comma, wherever the clause hangs.
    const to = childrenIn(tree, verb, 'mark').find((c) => tree.tokens[c]?.text.toLowerCase() === 'to')
    if (to !== undefined && to > 1 && tree.tokens[to - 1]?.text === ',' && features(tree, verb).aux.includes('be')) {
      const noun = nounBefore(tree, to)
      if (noun.length > 0) return noun
    }
  }
  if ((rel === 'advcl' || rel === 'acl' || rel === 'xcomp') && token?.xpos === 'VB') {
    const shared = partnersIn(tree, verb, head, depth)
    if (shared.length > 0) return shared
    // "selected X to build": X builds, whatever the parser hangs the purpose on.
    if (rel === 'advcl' && engaging.has(lemmaAt(tree, head))) {
      const engaged = isPassive(tree, head) ? surfaceSubject(tree, head, depth + 1) : objectsBefore(tree, head, verb)
      if (engaged.some((at) => standsForActor(tree, at))) return engaged
    }
    const lenders = lendersOf(tree, verb, head)
    if (lenders.length > 0) return lenders
    const giver = isVerb(above) ? head : governingVerb(tree, head)
    // "approved a loan to X to finance the dam": who lends finances it.
    if (giver !== null && GIVING.has(lemmaAt(tree, giver)) && FUNDING.has(lemmaAt(tree, verb)))
      return logicalSubject(tree, giver, depth + 1)
    const given = giver === null ? [] : receivers(tree, giver)
    if (given.length > 0) return given
    // "gave a grant to build the dam": whoever gives the money does not build.
    if (
      giver !== null &&
      GIVING.has(lemmaAt(tree, giver)) &&
      [head, ...childrenIn(tree, giver, 'obj')].some((at) => at !== giver && MONEY.has(lemmaAt(tree, at)))
    )
      return []
  }
  if (rel === 'advcl' && token?.xpos === 'VBG') {
    // "praised X for lifting the ban": X lifted it.
    const why = childrenIn(tree, verb, 'mark', 'case').some((c) => lemmaAt(tree, c) === 'for')
    const blamed = why ? objectsBefore(tree, head, verb) : []
    if (blamed.some((at) => standsForActor(tree, at))) return blamed
  }
  if (rel === 'advcl') return surfaceSubject(tree, head, depth + 1)
  if (rel === 'acl' && !relcl(tree, verb)) {
    const marked = childrenIn(tree, verb, 'mark', 'case').some((c) =>
      ['in', 'of', 'for', 'on', 'at', 'about'].includes(lemmaAt(tree, c)),
    )
    if ((token?.xpos === 'VBG' && !marked) || token?.xpos === 'VBN') return [head]
    // "invited millers to open …", read as a property of the millers
    let first = head
    for (let step = 0; step < 3 && ['conj', 'appos', 'flat'].includes(relation(tree.tokens[first])); step++)
      first = tree.tokens[first]?.head ?? first
    if (token?.xpos === 'VB' && standsForActor(tree, head) && prepositionOf(tree, first) === '')
      return coordinated(tree, head)
    // "signed a contract with X, the refiner, to sell …", hung on the other party: the paper's owner sells.
    const paper = tree.tokens[first]?.head ?? -1
    if (token?.xpos === 'VB' && prepositionOf(tree, first) === 'with' && PAPERS.has(lemmaAt(tree, paper)))
      return ownersOfNoun(tree, paper, depth + 1)
    // "its plan to build", "made an offer to build": the noun's owner acts.
    return ownersOfNoun(tree, head, depth + 1)
  }
  if (relcl(tree, verb)) {
    // A gap without a subject is the subject: "the firm selling", or "X, the maker, now sells" read as a relative clause.
    return antecedents(tree, verb).flatMap((a) => coordinated(tree, a))
  }
  return []
}

/** Verbs with an object after which the subject does what follows: "promised X to build", "overtook X to become". */
const SELF = new Set([
  'promise',
  'pledge',
  'beat',
  'overtake',
  'surpass',
  'outstrip',
  'pass',
  'displace',
  'replace',
  'join',
])

const subjectOf = askOnce((tree: SentenceTree, verb) => findSubject(tree, verb, 0))

const objectsBefore = (tree: SentenceTree, verb: number, end: number): number[] =>
  childrenIn(tree, verb, 'obj')
    .filter((c) => c < end)
    .flatMap((c) => coordinated(tree, c))

const JOINING = new Set([
  'team',
  'partner',
  'cooperate',
  'collaborate',
  'join',
  'ally',
  'agree',
  'sign',
  'work',
  'link',
])
const PAPERS = new Set([
  'agreement',
  'contract',
  'deal',
  'memorandum',
  'mou',
  'pact',
  'accord',
  'order',
  'tender',
  'venture',
])
/** What partners do as one; who supplies or buys is only one of them. */
const SHARED = new Set([
  'build',
  'construct',
  'develop',
  'establish',
  'set',
  'create',
  'launch',
  'produce',
  'manufacture',
  'assemble',
  'make',
  'operate',
  'explore',
  'implement',
  'modernise',
  'modernize',
  'upgrade',
  'expand',
])

/**
 * "teamed up with Y to build", "signed a deal with Y to develop": both build; but a country or ministry that signs with a
 * company has the company build.
 */
const partnersIn = (tree: SentenceTree, verb: number, head: number, depth: number): number[] => {
  if (!SHARED.has(lemmaAt(tree, verb))) return []
  const noun = PAPERS.has(lemmaAt(tree, head)) ? head : null
  const above = noun === null ? head : governingVerb(tree, head)
  if (above === null || !isVerb(tree.tokens[above]) || (noun === null && !JOINING.has(lemmaAt(tree, above)))) return []
  const others = [above, ...(noun === null ? childrenIn(tree, above, 'obj') : [noun])]
    .flatMap((at) => childrenIn(tree, at, 'obl', 'nmod'))
    .filter((c) => prepositionOf(tree, c).split(' ').at(-1) === 'with' && c < verb)
    .flatMap((c) => coordinated(tree, c))
  if (others.length === 0) return []
  const own = logicalSubject(tree, above, depth + 1)
  const company = (at: number): boolean => {
    const type = (tree.leads.get(at) ?? tree.byHead[at]?.[0] ?? tree.covering[at]?.[0])?.type
    return type === 'Organization'
  }
  if (others.some(company) !== own.some(company)) return own.some(company) ? [...own] : others
  return [...own, ...others]
}

const MONEY = new Set([
  'loan',
  'credit',
  'grant',
  'financing',
  'funding',
  'aid',
  'money',
  'fund',
  'guarantee',
  'dollar',
  'euro',
  '$',
  '€',
])
const FUNDING = new Set(['fund', 'finance', 'refinance', 'cofinance', 'co-finance', 'support'])

/** "secured a loan from X to fund the line": X funds it. */
const lendersOf = (tree: SentenceTree, verb: number, head: number): number[] => {
  if (!FUNDING.has(lemmaAt(tree, verb))) return []
  const above = isVerb(tree.tokens[head]) ? head : governingVerb(tree, head)
  if (
    above === null ||
    !['secure', 'receive', 'get', 'obtain', 'take', 'borrow', 'raise', 'win', 'seek'].includes(lemmaAt(tree, above))
  )
    return []
  return [above, ...childrenIn(tree, above, 'obj')]
    .flatMap((at) => childrenIn(tree, at, 'obl', 'nmod'))
    .filter((c) => prepositionOf(tree, c) === 'from')
    .flatMap((c) => coordinated(tree, c))
}

/** Verbs by which somebody receives something. */
export const GIVING = new Set([
  'lend',
  'grant',
  'give',
  'award',
  'provide',
  'pay',
  'offer',
  'extend',
  'loan',
  'allocate',
  'hand',
  'assign',
  'entrust',
  'disburse',
  'approve',
])

/** Who receives in a verb of giving: what is built with the money is built by the receiver. */
export const receivers = (tree: SentenceTree, verb: number): number[] => {
  if (!GIVING.has(lemmaAt(tree, verb))) return []
  const objects = childrenIn(tree, verb, 'obj')
  const own = [
    ...childrenIn(tree, verb, 'iobj'),
    ...objects,
    // "awarded a contract to X", hung on the paper
    ...objects.flatMap((o) => childrenIn(tree, o, 'nmod').filter((c) => prepositionOf(tree, c) === 'to')),
    ...childrenIn(tree, verb, 'obl').filter((c) => prepositionOf(tree, c) === 'to'),
  ]
  return own.filter((c) => standsForActor(tree, c)).flatMap((c) => coordinated(tree, c))
}

/** Whose plan, offer or agreement a noun is: its possessor, else the subject of the verb it depends on. */
export const ownersOfNoun = (tree: SentenceTree, noun: number, depth: number): readonly number[] => {
  if (depth > 6) return []
  const owners = (tree.children[noun] ?? []).filter((c) => tree.tokens[c]?.deprel === 'nmod:poss')
  if (owners.length > 0) return owners.flatMap((c) => coordinated(tree, c))
  const between = childrenIn(tree, noun, 'nmod').filter((c) =>
    ['between', 'of', 'by', 'from'].includes(prepositionOf(tree, c)),
  )
  // "was in talks to buy": the subject of the copula.
  if (childrenIn(tree, noun, 'cop').length > 0) {
    const subjects = surfaceSubject(tree, noun, depth + 1)
    if (subjects.length > 0) return subjects
  }
  const verb = governingVerb(tree, noun)
  if (verb !== null) {
    const subjects = logicalSubject(tree, verb, depth + 1)
    if (subjects.length > 0) return subjects
  }
  return between.flatMap((c) => coordinated(tree, c))
}

const byPhrases = (tree: SentenceTree, verb: number): number[] => {
  const own = (tree.children[verb] ?? []).filter(
    (c) =>
      tree.tokens[c]?.deprel === 'obl:agent' || (relation(tree.tokens[c]) === 'obl' && prepositionOf(tree, c) === 'by'),
  )
  // "shipped to Turkey by X": the parser may hang the phrase on the noun before it.
  if (own.length > 0) return own
  const stray = strayPhrases(tree, verb).filter((c) => prepositionOf(tree, c) === 'by' && c > verb)
  // "were invited to bid by X"
  return stray.length > 0
    ? stray
    : childrenIn(tree, verb, 'xcomp')
        .filter((c) => !isPassive(tree, c))
        .flatMap((c) => childrenIn(tree, c, 'obl').filter((o) => prepositionOf(tree, o) === 'by'))
}

/** Prepositional phrases that hang on the arguments of a verb instead of on the verb; nearest to the verb first. */
export const strayPhrases = (
  tree: SentenceTree,
  verb: number,
  relations = ['obj', 'obl', 'iobj', 'nmod'],
): number[] => {
  const found: number[] = []
  const visit = (at: number, depth: number): void => {
    if (depth > 3) return
    for (const child of tree.children[at] ?? []) {
      const rel = relation(tree.tokens[child])
      if (rel === 'nmod' && tree.tokens[child]?.deprel !== 'nmod:poss') found.push(child)
      if (rel === 'nmod' || rel === 'conj' || rel === 'appos') visit(child, depth + 1)
    }
  }
  for (const child of childrenIn(tree, verb, ...relations)) visit(child, 0)
  return found
}

/** "the World Bank-funded dam", "Turkish-built": the name that a hyphen joins to a participle before its noun. */
export const namedParticiple = (tree: SentenceTree, verb: number): number | null => {
  const token = tree.tokens[verb]
  if (token?.xpos !== 'VBN' || relation(token) !== 'amod' || tree.tokens[verb - 1]?.text !== '-') return null
  if (tree.lowers[verb] === 'based') return null
  const name = tree.mentions.find((m) => m.to === verb - 1 && ACTING.has(m.type))
  return name?.head ?? null
}
const ACTING = new Set(['Country', 'Organization', 'Region'])

/** Who acts in a verb: the subject of an active, the by-phrase of a passive. */
export const logicalSubject = (tree: SentenceTree, verb: number, depth = 0): readonly number[] => {
  if (!isPassive(tree, verb)) return surfaceSubject(tree, verb, depth)
  const own = byPhrases(tree, verb)
  if (own.length > 0) return own.flatMap((c) => coordinated(tree, c))
  // "delivered and installed by X": the phrase may hang on another verb of the chain.
  const chain = [
    ...childrenIn(tree, verb, 'conj'),
    ...(relation(tree.tokens[verb]) === 'conj' ? [tree.tokens[verb]?.head ?? -1] : []),
  ]
  return chain
    .filter((c) => c >= 0 && isVerb(tree.tokens[c]))
    .flatMap((c) => byPhrases(tree, c))
    .flatMap((c) => coordinated(tree, c))
}
