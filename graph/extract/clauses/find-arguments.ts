/**
 * Who does what to whom at one word: the arguments of a verb, noun or adjective by role, over the tree.
 * Passive, relative clauses, participles, control and raising, coordination and light verbs are undone here, once for
 * all frames, so that frames speak of logical roles only. Knows no predicate and no entity.
 */

import { standsForActor } from './resolve-arguments.ts'
import {
  ancestors,
  childrenIn,
  coordinated,
  isVerb,
  lemmaAt,
  prepositionOf,
  relation,
  type SentenceTree,
} from './sentence-tree.ts'

/**
 * Roles: `subj`, `obj`, `iobj` (logical: a passive's subject is `obj`), a preposition ("with", "to", "from", …), `poss`
 * ("Turkey's"), `mod` (compounds and adjectives before the noun), `agent` (whose act a noun is: the subject of its light
 * verb), `holder` (whom a noun describes: "X is a supplier", "X, a supplier"), and `verb:<preposition>` for the
 * prepositions of a noun's light verb; `far:<preposition>` for phrases that hang on a verb's other arguments.
 */
export type Roles = Map<string, number[]>

const RELATIVE = new Set(['which', 'who', 'that', 'whom', 'whose', 'where'])
const LOOSE_NOUNS = new Set([
  'nmod',
  'obl',
  'obj',
  'nsubj',
  'appos',
  'conj',
  'root',
  'ccomp',
  'xcomp',
  'advcl',
  'acl',
  'parataxis',
])

const add = (roles: Roles, role: string, tokens: readonly number[]): void => {
  const list = roles.get(role)
  if (!list) roles.set(role, [...tokens])
  else for (const token of tokens) if (!list.includes(token)) list.push(token)
}

const features = (tree: SentenceTree, at: number): { xpos: string; aux: string[] } => ({
  xpos: tree.tokens[at]?.xpos ?? '',
  aux: childrenIn(tree, at, 'aux', 'cop').map((c) => lemmaAt(tree, c)),
})

/** Whether a verb form is passive: by its subject or auxiliary, a bare participle, or coordination with a passive. */
export const isPassive = (tree: SentenceTree, at: number): boolean => {
  const token = tree.tokens[at]
  if (!token) return false
  const kids = tree.children[at] ?? []
  const { aux } = features(tree, at)
  // "has delivered" is active, whatever the parser calls its subject.
  if (aux.includes('have') && !aux.includes('be')) return false
  if (kids.some((c) => /^(nsubj|aux|csubj):pass$/.test(tree.tokens[c]?.deprel ?? ''))) return true
  if (token.xpos !== 'VBN') return false
  if (aux.includes('have')) return aux.includes('be') && kids.some((c) => tree.tokens[c]?.text.toLowerCase() === 'been')
  if (aux.includes('be') || aux.includes('get')) return true
  const rel = relation(token)
  if (rel === 'acl' || rel === 'advcl' || rel === 'amod') return childrenIn(tree, at, 'obj').length === 0
  if (rel === 'conj' && token.head >= 0 && token.head !== at) {
    if (childrenIn(tree, at, 'nsubj').length > 0) return false
    return isPassive(tree, token.head)
  }
  if (rel === 'xcomp' || rel === 'ccomp') return childrenIn(tree, at, 'obj', 'nsubj').length === 0
  return false
}

/** Nouns that a relative pronoun, or a gap without one, stands for. */
const antecedents = (tree: SentenceTree, verb: number): number[] => {
  const head = tree.tokens[verb]?.head ?? -1
  return head < 0 ? [] : [head]
}

/** The noun that a relative pronoun stands for, by word order: the head of the phrase right before it. */
const nounBefore = (tree: SentenceTree, pronoun: number): number[] => {
  let at = pronoun - 1
  while (at >= 0 && ['PUNCT', 'ADP'].includes(tree.tokens[at]?.upos ?? '') && at > pronoun - 4) at--
  for (let step = 0; step < 6; step++) {
    const token = tree.tokens[at]
    if (!token || token.head < 0 || token.head > pronoun || token.head > at + 3) break
    const rel = relation(token)
    const placed = rel === 'nmod' && ['of', 'in', 'at', 'near', 'for'].includes(prepositionOf(tree, at))
    if (rel === 'flat' || rel === 'compound' || rel === 'appos' || placed) at = token.head
    else break
  }
  const token = tree.tokens[at]
  return token && ['NOUN', 'PROPN', 'PRON', 'NUM', 'SYM'].includes(token.upos)
    ? coordinated(tree, at).filter((c) => c < pronoun)
    : []
}

const relcl = (tree: SentenceTree, at: number): boolean => tree.tokens[at]?.deprel === 'acl:relcl'

/**
 * Tokens in the place of the grammatical subject of a verb, found at the verb itself or where control, coordination,
 * relative clauses and participles put it.
 */
export const surfaceSubject = (tree: SentenceTree, verb: number, depth = 0): number[] => {
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
      const near =
        tied.some((a) => (tree.covering[a] ?? []).length > 0) || tree.tokens[first]?.upos !== 'PRON'
          ? []
          : nounBefore(tree, first)
      return near.some((a) => (tree.covering[a] ?? []).length > 0) ? near : tied.flatMap((a) => coordinated(tree, a))
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
  if (rel === 'xcomp' || rel === 'ccomp') {
    if (!isVerb(above) && above?.upos !== 'ADJ' && above?.upos !== 'NOUN') return []
    const objects = childrenIn(tree, head, 'obj', 'iobj').filter((c) => c < verb)
    // "asks X to build": X builds; "promises X to build": the one who promises does.
    if (rel === 'xcomp' && objects.length > 0 && !['promise', 'pledge'].includes(lemmaAt(tree, head)))
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
    const giver = isVerb(above) ? head : governingVerb(tree, head)
    const given = giver === null ? [] : receivers(tree, giver)
    if (given.length > 0) return given
  }
  if (rel === 'advcl') return surfaceSubject(tree, head, depth + 1)
  if (rel === 'acl' && !relcl(tree, verb)) {
    const marked = childrenIn(tree, verb, 'mark', 'case').some((c) =>
      ['in', 'of', 'for', 'on', 'at', 'about'].includes(lemmaAt(tree, c)),
    )
    if ((token?.xpos === 'VBG' && !marked) || token?.xpos === 'VBN') return [head]
    // "invited millers to open …", read as a property of the millers
    if (token?.xpos === 'VB' && standsForActor(tree, head)) return coordinated(tree, head)
    // "its plan to build", "made an offer to build": the noun's owner acts.
    return ownersOfNoun(tree, head, depth + 1)
  }
  if (relcl(tree, verb)) {
    // A gap without a subject is the subject: "the firm selling", or "X, the maker, now sells" read as a relative clause.
    return antecedents(tree, verb).flatMap((a) => coordinated(tree, a))
  }
  return []
}

const GIVING = new Set([
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
const receivers = (tree: SentenceTree, verb: number): number[] => {
  if (!GIVING.has(lemmaAt(tree, verb))) return []
  const own = [
    ...childrenIn(tree, verb, 'iobj'),
    ...childrenIn(tree, verb, 'obj'),
    ...childrenIn(tree, verb, 'obl').filter((c) => prepositionOf(tree, c) === 'to'),
  ]
  return own.filter((c) => standsForActor(tree, c)).flatMap((c) => coordinated(tree, c))
}

/** Whose plan, offer or agreement a noun is: its possessor, else the subject of the verb it depends on. */
const ownersOfNoun = (tree: SentenceTree, noun: number, depth: number): number[] => {
  if (depth > 6) return []
  const owners = (tree.children[noun] ?? []).filter((c) => tree.tokens[c]?.deprel === 'nmod:poss')
  if (owners.length > 0) return owners.flatMap((c) => coordinated(tree, c))
  const between = childrenIn(tree, noun, 'nmod').filter((c) =>
    ['between', 'of', 'by', 'from'].includes(prepositionOf(tree, c)),
  )
  const verb = governingVerb(tree, noun)
  if (verb !== null) {
    const subjects = logicalSubject(tree, verb, depth + 1)
    if (subjects.length > 0) return subjects
  }
  return between.flatMap((c) => coordinated(tree, c))
}

/** Nouns whose topic is done by whoever does them: "signed a contract on the supply of …". */
const TOPICAL = new Set([
  'agreement',
  'contract',
  'deal',
  'memorandum',
  'protocol',
  'talk',
  'negotiation',
  'work',
  'progress',
  'project',
  'discussion',
  'treaty',
  'accord',
  'understanding',
  'document',
  'consultation',
])

/** The verb that a noun is the object, subject or prepositional complement of, through "of", coordination and copula. */
export const governingVerb = (tree: SentenceTree, noun: number): number | null => {
  let at = noun
  for (let step = 0; step < 5; step++) {
    const token = tree.tokens[at]
    const head = token?.head ?? -1
    if (head < 0 || !LOOSE_NOUNS.has(relation(token))) return null
    if (isVerb(tree.tokens[head])) return ['conj', 'acl', 'advcl', 'parataxis'].includes(relation(token)) ? null : head
    const inside =
      prepositionOf(tree, at) === 'in' &&
      ['interest', 'participation', 'involvement', 'cooperation', 'partnership', 'role'].includes(lemmaAt(tree, head))
    if (relation(token) === 'nmod' && !inside && !['of', 'on', 'for'].includes(prepositionOf(tree, at))) return null
    // "duties on imports": who sets the duty does not import.
    if (relation(token) === 'nmod' && prepositionOf(tree, at) === 'on' && !TOPICAL.has(lemmaAt(tree, head))) return null
    at = head
  }
  return null
}

const byPhrases = (tree: SentenceTree, verb: number): number[] => {
  const own = (tree.children[verb] ?? []).filter(
    (c) =>
      tree.tokens[c]?.deprel === 'obl:agent' || (relation(tree.tokens[c]) === 'obl' && prepositionOf(tree, c) === 'by'),
  )
  // "shipped to Turkey by X": the parser may hang the phrase on the noun before it.
  return own.length > 0 ? own : strayPhrases(tree, verb).filter((c) => prepositionOf(tree, c) === 'by' && c > verb)
}

/** Prepositional phrases that hang on the arguments of a verb instead of on the verb; nearest to the verb first. */
const strayPhrases = (tree: SentenceTree, verb: number, relations = ['obj', 'obl', 'iobj', 'nmod']): number[] => {
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

/** Prepositions whose phrases belong to the verb more often than to the noun before them. */
const STRAYING = new Set(['to', 'from', 'by', 'with', 'into', 'in', 'at', 'against', 'for', 'on', 'under', 'through'])
const TIMES = new Set([
  'year',
  'month',
  'week',
  'day',
  'quarter',
  'decade',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'time',
  'today',
  'yesterday',
  'spring',
  'summer',
  'autumn',
  'winter',
  'morning',
])

/** Who acts in a verb: the subject of an active, the by-phrase of a passive. */
export const logicalSubject = (tree: SentenceTree, verb: number, depth = 0): number[] => {
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

const prepositions = (tree: SentenceTree, roles: Roles, at: number, prefix: string): void => {
  for (const child of tree.children[at] ?? []) {
    const token = tree.tokens[child]
    const rel = relation(token)
    if (rel !== 'obl' && rel !== 'nmod') continue
    if (token?.deprel === 'nmod:poss' || token?.deprel === 'obl:agent') continue
    const preposition = prepositionOf(tree, child)
    if (!preposition) continue
    if (lemmaAt(tree, child) === 'which' || lemmaAt(tree, child) === 'whom') {
      const nouns = relcl(tree, at)
        ? antecedents(tree, at).flatMap((a) => coordinated(tree, a))
        : nounBefore(tree, child - 1)
      add(
        roles,
        `${prefix}${preposition}`,
        nouns.filter((n) => n !== at),
      )
      continue
    }
    // The last word of a compound preposition says the role: "together with", "along with", "out of".
    for (const name of new Set([preposition, preposition.split(' ').at(-1) as string]))
      add(roles, `${prefix}${name}`, coordinated(tree, child))
  }
}

const rolesOfVerb = (tree: SentenceTree, verb: number): Roles => {
  const roles: Roles = new Map()
  const passive = isPassive(tree, verb)
  const subject = logicalSubject(tree, verb)
  if (subject.length > 0) add(roles, 'subj', subject)
  const token = tree.tokens[verb]
  if (passive) add(roles, 'obj', surfaceSubject(tree, verb))
  // The object of a passive ("was granted a loan") is the thing given.
  const objects = childrenIn(tree, verb, 'obj')
  if (passive && objects.length > 0) {
    add(roles, 'iobj', roles.get('obj') ?? [])
    roles.set('obj', [])
  }
  for (const child of objects) {
    if (RELATIVE.has(lemmaAt(tree, child)) && relcl(tree, verb))
      add(
        roles,
        'obj',
        antecedents(tree, verb).flatMap((a) => coordinated(tree, a)),
      )
    else add(roles, 'obj', coordinated(tree, child))
  }
  for (const child of childrenIn(tree, verb, 'iobj')) add(roles, 'iobj', coordinated(tree, child))
  if (!passive && objects.length === 0)
    for (const child of childrenIn(tree, verb, 'obl', 'nmod'))
      if (child > verb && prepositionOf(tree, child) === '' && !TIMES.has(lemmaAt(tree, child)))
        add(roles, 'obj', coordinated(tree, child))
  prepositions(tree, roles, verb, '')
  for (const child of strayPhrases(tree, verb)) {
    const name = prepositionOf(tree, child).split(' ').at(-1) as string
    if (STRAYING.has(name)) add(roles, `far:${name}`, coordinated(tree, child))
  }
  // "intends with X to rent … there": phrases of the verb above an infinitive.
  for (
    let above = token?.head ?? -1, below = verb, step = 0;
    step < 3 && above >= 0 && relation(tree.tokens[below]) === 'xcomp';
    step++
  ) {
    prepositions(tree, roles, above, 'far:')
    if (relcl(tree, above) && childrenIn(tree, above, 'advmod').some((c) => lemmaAt(tree, c) === 'where'))
      add(roles, 'far:in', antecedents(tree, above))
    below = above
    above = tree.tokens[above]?.head ?? -1
  }
  if (childrenIn(tree, verb, 'advmod').some((c) => lemmaAt(tree, c) === 'there')) {
    const place = tree.mentions.filter((m) => ['Place', 'Country', 'Region'].includes(m.type) && m.to <= verb).at(-1)
    if (place) add(roles, 'far:in', [place.head])
  }
  if (!passive) roles.delete('by')
  else if (roles.has('by')) roles.delete('by')
  if (relcl(tree, verb)) {
    const adverbs = childrenIn(tree, verb, 'advmod').map((c) => lemmaAt(tree, c))
    if (adverbs.includes('where')) add(roles, 'in', antecedents(tree, verb))
    const relative = childrenIn(tree, verb, 'nsubj').some((c) => RELATIVE.has(lemmaAt(tree, c)))
    if (!passive && !relative && !roles.has('obj') && subject.length > 0) {
      const stranded = strandedPreposition(tree, verb)
      add(
        roles,
        stranded ?? 'obj',
        antecedents(tree, verb).flatMap((a) => coordinated(tree, a)),
      )
    }
  }
  // "a plant that X is building", read as a side clause
  if (!passive && !roles.get('obj')?.length && subject.length > 0) {
    const that = childrenIn(tree, verb, 'mark').find((c) => lemmaAt(tree, c) === 'that')
    if (
      that !== undefined &&
      ['NOUN', 'PROPN'].includes(tree.tokens[that - 1]?.upos ?? '') &&
      relation(token) !== 'ccomp'
    )
      add(roles, 'obj', nounBefore(tree, that))
  }
  // An infinitive or verb beside another: "designs and builds ships", "is building and will operate the line".
  if (!passive && !roles.get('obj')?.length) {
    const partners = [...childrenIn(tree, verb, 'conj'), ...(relation(token) === 'conj' ? [token?.head ?? -1] : [])]
    for (const partner of partners) {
      if (partner < 0 || !isVerb(tree.tokens[partner])) continue
      const shared = childrenIn(tree, partner, 'obj').filter((c) => c > verb && c > partner)
      if (shared.length > 0)
        add(
          roles,
          'obj',
          shared.flatMap((c) => coordinated(tree, c)),
        )
    }
  }
  return roles
}

const strandedPreposition = (tree: SentenceTree, verb: number): string | null => {
  for (const child of tree.children[verb] ?? []) {
    const token = tree.tokens[child]
    if (
      token?.upos === 'ADP' &&
      child > verb &&
      ['obl', 'advmod', 'case', 'compound'].includes(relation(token)) &&
      token.deprel !== 'compound:prt'
    )
      return token.text.toLowerCase()
  }
  return null
}

/** The name that a noun phrase follows after a comma ("X (MT), a Slovak subcontractor"), whatever the tree says. */
const besideName = (tree: SentenceTree, noun: number): number | null => {
  let at = noun - 1
  while (at > noun - 8 && ['ADJ', 'NOUN', 'PROPN', 'NUM', 'ADV', 'PART'].includes(tree.tokens[at]?.upos ?? '')) at--
  if (tree.tokens[at]?.upos === 'DET') at--
  if (tree.tokens[at]?.text.toLowerCase() === 'as') at--
  if (tree.tokens[at]?.text !== ',') return null
  at--
  if (tree.tokens[at]?.text === ')') while (at > 0 && tree.tokens[at]?.text !== '(') at--
  const end = tree.tokens[at]?.text === '(' ? at : at + 1
  const named = tree.mentions.find(
    (m) => m.to === end && m.kind === 'name' && ['Organization', 'Person', 'Country', 'Place'].includes(m.type),
  )
  if (!named) return null
  // "X of Russia, the original supplier": the maker, not its country.
  const before = tree.tokens[named.from - 1]?.text.toLowerCase()
  const owner =
    before === 'of' || before === 'from'
      ? tree.mentions.find((m) => m.to === named.from - 1 && m.type === 'Organization')
      : undefined
  return (owner ?? named).head
}

/** Whom a describing noun describes: the subject of its copula, what it stands in apposition to, "as a supplier". */
const holders = (tree: SentenceTree, noun: number): number[] => {
  const token = tree.tokens[noun]
  const head = token?.head ?? -1
  const rel = relation(token)
  if (childrenIn(tree, noun, 'cop').length > 0) {
    const subject = surfaceSubject(tree, noun)
    if (subject.length > 0) return subject
    // "Tata Motors is the owner": a subject that the parser took for a compound.
    const cop = childrenIn(tree, noun, 'cop')[0] as number
    const taken = (tree.children[noun] ?? []).filter(
      (c) => c < cop && (tree.covering[c] ?? []).some((m) => m.kind === 'name' && m.head === c),
    )
    if (taken.length > 0) return taken
  }
  const after = childrenIn(tree, noun, 'appos').flatMap((c) => coordinated(tree, c))
  const beside = besideName(tree, noun)
  if (beside !== null) after.unshift(beside)
  const lead = tree.leads.get(noun)
  if (lead) after.push(lead.head)
  if (head < 0) return after
  if (rel === 'appos') return [head, ...after]
  if (rel === 'conj') return [...holders(tree, head), ...after]
  // "is one of the largest producers", "is among the partners"
  if (
    rel === 'nmod' &&
    prepositionOf(tree, noun) === 'of' &&
    ['one', 'some', 'two', 'three', 'part'].includes(lemmaAt(tree, head))
  )
    return [...holders(tree, head), ...after]
  if (rel === 'xcomp') return [...surfaceSubject(tree, noun), ...after]
  if (
    (rel === 'compound' || rel === 'flat' || rel === 'nmod') &&
    head > noun &&
    after.length === 0 &&
    prepositionOf(tree, noun) === ''
  )
    return [head]
  if ((rel === 'obl' || rel === 'nmod' || rel === 'advcl') && prepositionOf(tree, noun) === 'as') {
    if (!isVerb(tree.tokens[head])) return [head, ...after]
    const objects = childrenIn(tree, head, 'obj')
    const own = objects.length > 0 ? objects : surfaceSubject(tree, head)
    return [...own.flatMap((c) => coordinated(tree, c)), ...after]
  }
  if (rel === 'advcl' && childrenIn(tree, noun, 'mark').length === 0) return [...surfaceSubject(tree, head), ...after]
  return after
}

const rolesOfNoun = (tree: SentenceTree, noun: number): Roles => {
  const roles: Roles = new Map()
  // Coordinated nouns share what stands before and after the whole: "imports and exports of steel".
  const twins = [noun]
  const token = tree.tokens[noun]
  if (relation(token) === 'conj' && token && token.head >= 0 && tree.tokens[token.head]?.upos === token.upos)
    twins.push(token.head)
  for (const at of twins)
    for (const child of tree.children[at] ?? []) {
      const deprel = tree.tokens[child]?.deprel ?? ''
      const rel = relation(tree.tokens[child])
      if (deprel === 'nmod:poss') add(roles, 'poss', coordinated(tree, child))
      else if (
        rel === 'compound' ||
        rel === 'amod' ||
        (rel === 'nmod' && child < at && prepositionOf(tree, child) === '')
      )
        add(roles, 'mod', coordinated(tree, child))
    }
  prepositions(tree, roles, noun, '')
  for (const child of strayPhrases(tree, noun, ['nmod'])) {
    const name = prepositionOf(tree, child).split(' ').at(-1) as string
    if (STRAYING.has(name)) add(roles, `far:${name}`, coordinated(tree, child))
  }
  for (const child of childrenIn(tree, noun, 'conj')) if (child > noun) prepositions(tree, roles, child, '')
  const participles = new Set(childrenIn(tree, noun, 'acl'))
  // "the tariff levied by X": a participle right after its noun, wherever the parser hangs it.
  const next = tree.tokens[noun + 1]
  if (
    next?.xpos === 'VBN' &&
    next.head !== noun &&
    !childrenIn(tree, noun + 1, 'aux').length &&
    relation(next) !== 'root'
  )
    participles.add(noun + 1)
  for (const child of participles) {
    // "the agreement signed with X", "a loan granted by X to Y", "exports led by tyres"
    if (tree.tokens[child]?.xpos !== 'VBN') continue
    for (const [role, tokens] of rolesOfVerb(tree, child)) {
      if (role === 'subj') add(roles, 'by', tokens)
      else if (role !== 'obj' && role !== 'iobj') add(roles, role, tokens)
    }
  }
  for (const child of childrenIn(tree, noun, 'acl')) {
    // "the agreement that our countries updated", "a contract with which …"
    if (tree.tokens[child]?.xpos === 'VBN' || !relcl(tree, child)) continue
    const subjects = childrenIn(tree, child, 'nsubj').filter((c) => !RELATIVE.has(lemmaAt(tree, c)))
    if (
      subjects.length > 0 &&
      childrenIn(tree, child, 'obj').filter((c) => !RELATIVE.has(lemmaAt(tree, c))).length === 0
    )
      add(
        roles,
        'agent',
        subjects.flatMap((c) => coordinated(tree, c)),
      )
  }
  add(
    roles,
    'holder',
    holders(tree, noun).filter((h) => h !== noun),
  )
  const verb = governingVerb(tree, noun)
  if (verb !== null) {
    const verbRoles = rolesOfVerb(tree, verb)
    const place = objectOf(tree, noun, verb) ? 'agent' : 'loose'
    const given =
      prepositionOf(tree, noun) === 'for' &&
      (GIVING.has(lemmaAt(tree, verb)) || ['contribute', 'fund', 'finance'].includes(lemmaAt(tree, verb)))
    if (given) add(roles, 'agent', receivers(tree, verb))
    else if (!subjectOf(tree, noun, verb)) add(roles, place, verbRoles.get('subj') ?? [])
    for (const [role, tokens] of verbRoles) {
      if (role === 'subj') continue
      add(
        roles,
        `verb:${role}`,
        tokens.filter((t) => !coordinated(tree, t).includes(noun)),
      )
    }
    if (verbRoles.has('iobj')) add(roles, 'to', verbRoles.get('iobj') ?? [])
  } else {
    const head = relation(token) === 'conj' ? (token?.head ?? -1) : -1
    if (head >= 0 && isVerb(tree.tokens[head])) add(roles, 'agent', logicalSubject(tree, head))
  }
  for (const role of ['holder', 'agent', 'loose']) if (roles.get(role)?.length === 0) roles.delete(role)
  return roles
}

/** Whether the noun is (within) what the verb is done to. */
const objectOf = (tree: SentenceTree, noun: number, verb: number): boolean => {
  const chain = [noun, ...ancestors(tree, noun)]
  const top = chain[chain.indexOf(verb) - 1]
  if (top === undefined) return false
  const deprel = tree.tokens[top]?.deprel ?? ''
  if (deprel === 'nsubj:pass') return true
  if (deprel === 'nsubj') return false
  if (relation(tree.tokens[top]) === 'obj' || relation(tree.tokens[top]) === 'iobj') return true
  // "enter into an agreement", "take part in talks", "embark on construction"
  return (
    relation(tree.tokens[top]) === 'obl' &&
    ['into', 'in', 'on', 'upon', 'with', 'to', 'for', 'at'].includes(prepositionOf(tree, top)) &&
    childrenIn(tree, verb, 'obj').length === 0
  )
}

const subjectOf = (tree: SentenceTree, noun: number, verb: number): boolean => {
  const chain = [noun, ...ancestors(tree, noun)]
  const top = chain[chain.indexOf(verb) - 1]
  return top !== undefined && tree.tokens[top]?.deprel === 'nsubj' && !isPassive(tree, verb)
}

const rolesOfAdjective = (tree: SentenceTree, adjective: number): Roles => {
  const roles: Roles = new Map()
  const token = tree.tokens[adjective]
  const rel = relation(token)
  if (rel === 'amod' && token && token.head >= 0) add(roles, 'subj', [token.head])
  else {
    const subject = surfaceSubject(tree, adjective)
    if (subject.length > 0) add(roles, 'subj', subject)
    else if ((rel === 'acl' || rel === 'appos') && token && token.head >= 0) add(roles, 'subj', [token.head])
  }
  prepositions(tree, roles, adjective, '')
  return roles
}

/** Behind a subject that cannot act ("an order imposing a tariff", "the deal provides"): whose it is. */
const addOwners = (tree: SentenceTree, roles: Roles): Roles => {
  for (const name of ['subj', 'agent']) {
    const heads = roles.get(name) ?? []
    const owners = heads
      .filter((h) => tree.tokens[h]?.upos === 'NOUN' && !standsForActor(tree, h))
      .flatMap((h) => ownersOfNoun(tree, h, 2))
    if (owners.length > 0) add(roles, `far:${name}`, owners)
  }
  return roles
}

/** The arguments of the word at `at` by logical role. */
export const argumentsAt = (tree: SentenceTree, at: number): Roles => addOwners(tree, rolesAt(tree, at))

const rolesAt = (tree: SentenceTree, at: number): Roles => {
  const upos = tree.tokens[at]?.upos
  if (upos === 'VERB' || upos === 'AUX') return rolesOfVerb(tree, at)
  if (upos === 'ADJ' || upos === 'ADV') return rolesOfAdjective(tree, at)
  return rolesOfNoun(tree, at)
}
