/**
 * The arguments of a noun: what hangs on it, whom it describes, and the phrases of its light verb. Tree only. Long, because the
 * constructions share their small questions on the tree.
 */
import { governingVerb } from './governing-verb.ts'
import { isPassive } from './passive.ts'
import { RELATIVE, relcl } from './relative-clauses.ts'
import { addRole, type Roles } from './roles.ts'
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
import { carriers, listing, papers } from './standing-nouns.ts'
import { GIVING, logicalSubject, receivers, strayPhrases, surfaceSubject } from './subjects.ts'
import { prepositions, rolesOfVerb, STRAYING } from './verb-arguments.ts'

/** The name that a noun phrase follows after a comma ("X (MT), a Slovak subcontractor"), whatever the tree says. */
const besideName = (tree: SentenceTree, noun: number): number | null => {
  let at = noun - 1
  while (at > noun - 8 && ['ADJ', 'NOUN', 'PROPN', 'NUM', 'ADV', 'PART'].includes(tree.tokens[at]?.upos ?? '')) at--
  if (tree.tokens[at]?.upos === 'DET') at--
  if (tree.tokens[at]?.text.toLowerCase() === 'as') at--
  if (tree.tokens[at]?.text !== ',' && tree.tokens[at]?.text !== '(') return null
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

const REPLACING = new Set(['replace', 'succeed', 'overtake', 'supplant', 'displace', 'pass'])

/** "its local partners, A and B": the names behind a plural, read as coordinated with it. */
const listBehind = (tree: SentenceTree, noun: number): number[] => {
  if (tree.tokens[noun]?.xpos !== 'NNS' || tree.tokens[noun + 1]?.text !== ',') return []
  const names = childrenIn(tree, noun, 'conj').filter((c) =>
    (tree.covering[c] ?? []).some((m) => m.kind === 'name' && ['Organization', 'Country', 'Person'].includes(m.type)),
  )
  const first = names[0]
  return first !== undefined && (tree.covering[first] ?? []).some((m) => m.from === noun + 2) ? names : []
}

/** Whom a describing noun describes: the subject of its copula, what it stands in apposition to, "as a supplier". */
const holders = (tree: SentenceTree, noun: number): readonly number[] => {
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
  // "The main suppliers are X and Y": the names stand in the place of the predicate.
  if (rel === 'nsubj' && head > noun && childrenIn(tree, head, 'cop').length > 0) {
    const names = coordinated(tree, head).filter((c) => (tree.covering[c] ?? []).some((m) => m.kind === 'name'))
    if (names.length > 0) return names
  }
  // "Its customers include X and Y."
  if (rel === 'nsubj' && listing.has(lemmaAt(tree, head))) {
    const names = childrenIn(tree, head, 'obj').flatMap((c) => coordinated(tree, c))
    if (names.length > 0) return names
  }
  // "counts X among its customers", "picked X as its supplier": the object.
  if (rel === 'obl' && prepositionOf(tree, noun) === 'among' && isVerb(tree.tokens[head])) {
    const objects = childrenIn(tree, head, 'obj').flatMap((c) => coordinated(tree, c))
    if (objects.length > 0) return objects
  }
  const after = childrenIn(tree, noun, 'appos').flatMap((c) => coordinated(tree, c))
  const beside = besideName(tree, noun)
  // "a programme with X, as the main producer of …": X is the producer, not the programme.
  if (beside !== null && prepositionOf(tree, noun) === 'as') return [beside]
  if (beside !== null) after.unshift(beside)
  const lead = tree.leads.get(noun)
  if (lead) after.push(lead.head)
  if (after.length === 0) after.push(...listBehind(tree, noun))
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
  // "has become the main market", read as an object
  if (rel === 'obj' && ['become', 'remain', 'stay', 'represent', 'constitute'].includes(lemmaAt(tree, head)))
    return [...surfaceSubject(tree, head), ...after]
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
    // "has replaced X as the main supplier": the new one.
    const objects = REPLACING.has(lemmaAt(tree, head)) ? [] : childrenIn(tree, head, 'obj')
    const own = objects.length > 0 ? objects : surfaceSubject(tree, head)
    return [...own.flatMap((c) => coordinated(tree, c)), ...after]
  }
  if (rel === 'advcl' && childrenIn(tree, noun, 'mark').length === 0) return [...surfaceSubject(tree, head), ...after]
  return after
}

/** "…, followed by X and Y": who comes next in the same rank. */
const followers = (tree: SentenceTree, noun: number): number[] => {
  for (let i = noun + 1; i < Math.min(noun + 18, tree.tokens.length - 1); i++) {
    if (tree.tokens[i]?.text.toLowerCase() !== 'followed' || tree.tokens[i + 1]?.text.toLowerCase() !== 'by') continue
    return tree.mentions
      .filter((m) => m.from > i && m.type === 'Country' && m.kind === 'name' && !tree.leads.has(m.from))
      .map((m) => m.head)
  }
  return []
}

/** "On a visit to Peru, X toured …": whoever acts then is on it. */
const VISITS = new Set(['visit', 'trip', 'tour'])
const NEXT = new Set(['of', 'from', 'to', 'with', 'between', 'by', 'against'])

/** The prepositional phrase right behind a noun, where the parser hangs it on something before ("in May imports from X"). */
const phraseBehind = (tree: SentenceTree, noun: number): number | null => {
  const preposition = tree.tokens[noun + 1]
  const phrase = preposition?.head ?? -1
  if (!preposition || relation(preposition) !== 'case' || !NEXT.has(preposition.text.toLowerCase())) return null
  const token = tree.tokens[phrase]
  if (!token || phrase <= noun || token.head >= noun || tree.tokens[token.head]?.upos === 'VERB') return null
  return ['nmod', 'obl'].includes(relation(token)) ? phrase : null
}

/** "an agreement to buy gas from X": whom the task of a paper is done with. */
/** "the Peruvian-Chilean agreement": the first of two joined by a hyphen, hung on the second. */
const twinBefore = (tree: SentenceTree, modifier: number): number[] =>
  (tree.children[modifier] ?? []).filter(
    (c) => c === modifier - 2 && ['-', '–'].includes(tree.lowers[c + 1] ?? '') && (tree.byHead[c] ?? []).length > 0,
  )

const otherParty = (tree: SentenceTree, paper: number): number[] => {
  const verb = governingVerb(tree, paper)
  const tasks = [...childrenIn(tree, paper, 'acl'), ...(verb === null ? [] : childrenIn(tree, verb, 'xcomp', 'advcl'))]
  return tasks
    .filter((t) => t > paper && tree.tokens[t]?.xpos === 'VB' && TAKING.has(lemmaAt(tree, t)))
    .flatMap((task) => [...childrenIn(tree, task, 'obl'), ...strayPhrases(tree, task)])
    .filter((phrase) => prepositionOf(tree, phrase) === 'from')
}
const TAKING = new Set([
  'buy',
  'purchase',
  'import',
  'acquire',
  'procure',
  'source',
  'lease',
  'receive',
  'take',
  'obtain',
])

/** What a noun is said to be or to include: "Kenya's main exports are tea and coffee", "exports include tea". */
const listedBy = (tree: SentenceTree, noun: number): number[] => {
  const token = tree.tokens[noun]
  const head = token?.head ?? -1
  if (head < 0 || relation(token) !== 'nsubj') return []
  if (listing.has(lemmaAt(tree, head)))
    return [...childrenIn(tree, head, 'obj'), ...childrenIn(tree, head, 'obl')]
      .filter((c) => c > head && ['', 'of'].includes(prepositionOf(tree, c)))
      .flatMap((c) => coordinated(tree, c))
  return childrenIn(tree, head, 'cop').length > 0 && prepositionOf(tree, head) === ''
    ? [...coordinated(tree, head)]
    : []
}

/** The arguments of a noun, with those of the light verb that it depends on. */
export const rolesOfNoun = (tree: SentenceTree, noun: number): Roles => {
  const roles = ownRoles(tree, noun)
  const token = tree.tokens[noun]
  const head = token?.head ?? -1
  // "Kenya's main export items include tea": the goods word carries what the trade word says.
  if (head > noun && head < noun + 3 && relation(token) === 'compound' && carriers.has(lemmaAt(tree, head)))
    for (const [role, tokens] of ownRoles(tree, head))
      if (['poss', 'of', 'to', 'from', 'listed', 'holder'].includes(role)) addRole(roles, role, tokens)
  return roles
}

const ownRoles = (tree: SentenceTree, noun: number): Roles => {
  const roles: Roles = new Map()
  const listed = listedBy(tree, noun)
  if (listed.length > 0) addRole(roles, 'listed', listed)
  // "Kenya's main supplier Norvik Steel": whose supplier, hung on the name.
  const lead = tree.leads.get(noun)
  if (lead)
    for (const child of tree.children[lead.head] ?? [])
      if (tree.tokens[child]?.deprel === 'nmod:poss' && child < noun) addRole(roles, 'poss', coordinated(tree, child))
  // Coordinated nouns share what stands before and after the whole: "imports and exports of steel".
  const twins = [noun]
  const token = tree.tokens[noun]
  if (relation(token) === 'conj' && token && token.head >= 0 && tree.tokens[token.head]?.upos === token.upos)
    twins.push(token.head)
  for (const at of twins)
    for (const child of tree.children[at] ?? []) {
      const deprel = tree.tokens[child]?.deprel ?? ''
      const rel = relation(tree.tokens[child])
      if (deprel === 'nmod:poss') addRole(roles, 'poss', coordinated(tree, child))
      else if (
        rel === 'compound' ||
        rel === 'amod' ||
        (rel === 'nmod' && child < at && prepositionOf(tree, child) === '')
      )
        addRole(roles, 'mod', [...twinBefore(tree, child), ...coordinated(tree, child)])
    }
  prepositions(tree, roles, noun, '')
  const behind = phraseBehind(tree, noun)
  if (behind !== null) addRole(roles, prepositionOf(tree, behind), coordinated(tree, behind))
  for (const child of strayPhrases(tree, noun, ['nmod'])) {
    const name = prepositionOf(tree, child).split(' ').at(-1) as string
    if (STRAYING.has(name)) addRole(roles, `far:${name}`, coordinated(tree, child))
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
      if (role === 'subj') addRole(roles, 'by', tokens)
      else if (role !== 'obj' && role !== 'iobj') addRole(roles, role, tokens)
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
      addRole(
        roles,
        'agent',
        subjects.flatMap((c) => coordinated(tree, c)),
      )
    // "the ban that India placed on toys": what it is on hangs on the verb.
    if (subjects.length > 0)
      for (const phrase of childrenIn(tree, child, 'obl'))
        if (['on', 'against', 'with', 'to'].includes(prepositionOf(tree, phrase)))
          addRole(roles, prepositionOf(tree, phrase), coordinated(tree, phrase))
  }
  const verb = governingVerb(tree, noun)
  // "opened a plant for the production of cars": what the noun is the purpose of.
  if (prepositionOf(tree, noun) === 'for' && token && token.head >= 0)
    addRole(
      roles,
      'serves',
      isVerb(tree.tokens[token.head])
        ? childrenIn(tree, token.head, 'obj', 'nsubj').filter((c) => c < noun)
        : [token.head],
    )
  // "a loan to build the dam": what it is for.
  const purposes = [
    ...childrenIn(tree, noun, 'acl'),
    ...(verb === null ? [] : childrenIn(tree, verb, 'advcl', 'xcomp')),
  ]
    .filter((c) => c > noun && tree.tokens[c]?.xpos === 'VB')
    .flatMap((c) => childrenIn(tree, c, 'obj'))
  if (purposes.length > 0)
    addRole(
      roles,
      'purpose',
      purposes.flatMap((c) => coordinated(tree, c)),
    )
  if (papers.has(lemmaAt(tree, noun)))
    for (const other of otherParty(tree, noun)) addRole(roles, 'task', coordinated(tree, other))
  const held = holders(tree, noun).filter((h) => h !== noun)
  addRole(roles, 'holder', held.length > 0 ? [...held, ...followers(tree, noun)] : held)
  if (verb !== null) {
    const verbRoles = rolesOfVerb(tree, verb)
    const place = objectOf(tree, noun, verb) ? 'agent' : 'loose'
    const given =
      prepositionOf(tree, noun) === 'for' &&
      (GIVING.has(lemmaAt(tree, verb)) || ['contribute', 'fund', 'finance'].includes(lemmaAt(tree, verb)))
    if (given) addRole(roles, 'agent', receivers(tree, verb))
    // "imposed a tax on imports": who taxes does not import.
    else if (
      !subjectOf(tree, noun, verb) &&
      (VISITS.has(lemmaAt(tree, noun)) ||
        !(place === 'loose' && ['on', 'against', 'from', 'over'].includes(prepositionOf(tree, noun))))
    )
      addRole(roles, place, verbRoles.get('subj') ?? [])
    for (const [role, tokens] of verbRoles) {
      if (role === 'subj') continue
      addRole(
        roles,
        `verb:${role}`,
        tokens.filter((t) => !coordinated(tree, t).includes(noun)),
      )
    }
    if (verbRoles.has('iobj')) addRole(roles, 'to', verbRoles.get('iobj') ?? [])
  } else {
    const above = token?.head ?? -1
    const head = relation(token) === 'conj' ? above : -1
    if (head >= 0 && isVerb(tree.tokens[head])) addRole(roles, 'agent', logicalSubject(tree, head))
    // "is interested in, ready for, keen on cooperation"
    if (
      above >= 0 &&
      tree.tokens[above]?.upos === 'ADJ' &&
      relation(token) === 'obl' &&
      ['in', 'for', 'on', 'to', 'about'].includes(prepositionOf(tree, noun))
    )
      addRole(roles, 'loose', surfaceSubject(tree, above))
  }
  // "picked X as supplier": who picked it.
  if (
    relation(token) === 'obl' &&
    ['as', 'among'].includes(prepositionOf(tree, noun)) &&
    isVerb(tree.tokens[token?.head ?? -1])
  )
    addRole(roles, 'patron', logicalSubject(tree, token?.head ?? -1))
  for (const role of ['holder', 'agent', 'loose', 'patron']) if (roles.get(role)?.length === 0) roles.delete(role)
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
