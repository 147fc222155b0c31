/** The arguments of a verb: passive, relative gaps, stray phrases and shared objects are undone here. Tree only. */
import { askOnce } from './ask-once.ts'
import { governingVerb } from './governing-verb.ts'
import { isPassive } from './passive.ts'
import { antecedents, nounBefore, RELATIVE, relcl } from './relative-clauses.ts'
import { standsForActor } from './resolve-arguments.ts'
import { addRole, type KnownRoles, type Roles } from './roles.ts'
import {
  childrenIn,
  coordinated,
  isVerb,
  lemmaAt,
  prepositionOf,
  relation,
  type SentenceTree,
} from './sentence-tree.ts'
import { engaging, papers } from './standing-nouns.ts'
import { GIVING, logicalSubject, namedParticiple, strayPhrases, surfaceSubject } from './subjects.ts'

/** Prepositions whose phrases belong to the verb more often than to the noun before them. */
export const STRAYING = new Set([
  'to',
  'from',
  'by',
  'with',
  'into',
  'in',
  'at',
  'against',
  'for',
  'on',
  'under',
  'through',
])
const ASIDE = new Set(['according to', 'due to', 'thanks to', 'prior to', 'compared to', 'compared with', 'owing to'])
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

/** Verbs beside those of giving that take whom they go to as an object. */
const SENDING = new Set(['sell', 'supply', 'send', 'lease', 'promise', 'bring', 'ship', 'cost', 'rent', 'donate'])

/** Adds the prepositional phrases of a word, each by its preposition behind `prefix`. */
export const prepositions = (tree: SentenceTree, roles: Roles, at: number, prefix: string): void => {
  for (const child of tree.children[at] ?? []) {
    const token = tree.tokens[child]
    const rel = relation(token)
    if (rel !== 'obl' && rel !== 'nmod') continue
    if (token?.deprel === 'nmod:poss' || token?.deprel === 'obl:agent') continue
    const preposition = prepositionOf(tree, child)
    // "according to X" says who tells it, "due to" why: neither is a party.
    if (!preposition || ASIDE.has(preposition)) continue
    if (lemmaAt(tree, child) === 'which' || lemmaAt(tree, child) === 'whom') {
      const nouns = relcl(tree, at)
        ? antecedents(tree, at).flatMap((a) => coordinated(tree, a))
        : nounBefore(tree, child - 1)
      addRole(
        roles,
        `${prefix}${preposition}`,
        nouns.filter((n) => n !== at),
      )
      continue
    }
    // The last word of a compound preposition says the role: "together with", "along with", "out of".
    for (const name of new Set([preposition, preposition.split(' ').at(-1) as string]))
      addRole(roles, `${prefix}${name}`, coordinated(tree, child))
  }
}

/** The arguments of a verb by logical role. */
export const rolesOfVerb: (tree: SentenceTree, verb: number) => KnownRoles = askOnce((tree: SentenceTree, verb) => {
  const roles: Roles = new Map()
  const hyphened = namedParticiple(tree, verb)
  if (hyphened !== null) {
    addRole(roles, 'subj', [hyphened])
    addRole(roles, 'obj', coordinated(tree, tree.tokens[verb]?.head ?? -1))
    return roles
  }
  const passive = isPassive(tree, verb)
  const subject = logicalSubject(tree, verb)
  if (subject.length > 0) addRole(roles, 'subj', subject)
  const token = tree.tokens[verb]
  if (passive) addRole(roles, 'obj', surfaceSubject(tree, verb))
  // The object of a passive ("was granted a loan") is the thing given.
  // "is owned 51 percent by X": the share is nothing given.
  const objects = childrenIn(tree, verb, 'obj').filter(
    (c) => !(passive && /^(?:percent|cent|%)$/i.test(tree.tokens[c]?.text ?? '')),
  )
  if (passive && objects.length > 0) {
    addRole(roles, 'iobj', roles.get('obj') ?? [])
    roles.set('obj', [])
  }
  const [receiver, given] = objects
  for (const child of objects) {
    // "sold Kenya a stake": of two objects, somebody and then something, the first receives.
    if (
      child === receiver &&
      given !== undefined &&
      (GIVING.has(lemmaAt(tree, verb)) || SENDING.has(lemmaAt(tree, verb))) &&
      standsForActor(tree, child) &&
      !coordinated(tree, child).includes(given) &&
      !standsForActor(tree, given)
    )
      addRole(roles, 'iobj', coordinated(tree, child))
    else if (RELATIVE.has(lemmaAt(tree, child)) && relcl(tree, verb))
      addRole(
        roles,
        'obj',
        antecedents(tree, verb).flatMap((a) => coordinated(tree, a)),
      )
    else addRole(roles, 'obj', coordinated(tree, child))
  }
  for (const child of childrenIn(tree, verb, 'iobj')) addRole(roles, 'iobj', coordinated(tree, child))
  if (!passive && objects.length === 0)
    for (const child of childrenIn(tree, verb, 'obl', 'nmod'))
      if (child > verb && prepositionOf(tree, child) === '' && !TIMES.has(lemmaAt(tree, child)))
        addRole(roles, 'obj', coordinated(tree, child))
  prepositions(tree, roles, verb, '')
  for (const child of strayPhrases(tree, verb)) {
    const name = prepositionOf(tree, child).split(' ').at(-1) as string
    if (STRAYING.has(name)) addRole(roles, `far:${name}`, coordinated(tree, child))
  }
  for (const [role, tokens] of rolesAbove(tree, verb)) addRole(roles, role, tokens)
  // "proposed that X build the dam", "offered to train X's engineers": whom it falls to.
  for (const child of childrenIn(tree, verb, 'ccomp'))
    if (child > verb && isVerb(tree.tokens[child]))
      addRole(
        roles,
        'that',
        childrenIn(tree, child, 'nsubj').flatMap((c) => coordinated(tree, c)),
      )
  for (const child of childrenIn(tree, verb, 'xcomp'))
    if (child > verb && ['VB', 'VBG'].includes(tree.tokens[child]?.xpos ?? ''))
      addRole(
        roles,
        'task',
        [
          ...childrenIn(tree, child, 'obj', 'iobj'),
          ...childrenIn(tree, child, 'obl').filter((c) => ['to', 'for', 'with'].includes(prepositionOf(tree, c))),
          // "setting up a commission with X"
          ...childrenIn(tree, child, 'obj').flatMap((o) =>
            childrenIn(tree, o, 'nmod').filter((c) => prepositionOf(tree, c) === 'with'),
          ),
        ].flatMap((c) => coordinated(tree, c)),
      )
  // "invests 20 million to modernise the plant": what it is for.
  for (const child of childrenIn(tree, verb, 'advcl', 'xcomp'))
    if (child > verb && tree.tokens[child]?.xpos === 'VB')
      addRole(
        roles,
        'purpose',
        childrenIn(tree, child, 'obj').flatMap((c) => coordinated(tree, c)),
      )
  // "intends with X to rent … there": phrases of the verb above an infinitive.
  for (
    let above = token?.head ?? -1, below = verb, step = 0;
    step < 3 && above >= 0 && relation(tree.tokens[below]) === 'xcomp';
    step++
  ) {
    prepositions(tree, roles, above, 'far:')
    if (relcl(tree, above) && childrenIn(tree, above, 'advmod').some((c) => lemmaAt(tree, c) === 'where'))
      addRole(roles, 'far:in', antecedents(tree, above))
    below = above
    above = tree.tokens[above]?.head ?? -1
  }
  if (childrenIn(tree, verb, 'advmod').some((c) => lemmaAt(tree, c) === 'there')) {
    const place = tree.mentions.filter((m) => ['Place', 'Country', 'Region'].includes(m.type) && m.to <= verb).at(-1)
    if (place) addRole(roles, 'far:in', [place.head])
  }
  if (!passive) roles.delete('by')
  else if (roles.has('by')) roles.delete('by')
  if (relcl(tree, verb)) {
    const adverbs = childrenIn(tree, verb, 'advmod').map((c) => lemmaAt(tree, c))
    if (adverbs.includes('where')) addRole(roles, 'in', antecedents(tree, verb))
    const relative = childrenIn(tree, verb, 'nsubj').some((c) => RELATIVE.has(lemmaAt(tree, c)))
    if (!passive && !relative && !roles.has('obj') && subject.length > 0) {
      const stranded = strandedPreposition(tree, verb)
      addRole(
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
      addRole(roles, 'obj', nounBefore(tree, that))
  }
  // An infinitive or verb beside another: "designs and builds ships", "is building and will operate the line".
  if (!passive && !roles.get('obj')?.length) {
    const partners = [...childrenIn(tree, verb, 'conj'), ...(relation(token) === 'conj' ? [token?.head ?? -1] : [])]
    for (const partner of partners) {
      if (partner < 0 || !isVerb(tree.tokens[partner])) continue
      const shared = childrenIn(tree, partner, 'obj').filter((c) => c > verb && c > partner)
      if (shared.length > 0)
        addRole(
          roles,
          'obj',
          shared.flatMap((c) => coordinated(tree, c)),
        )
    }
  }
  return roles
})

/**
 * For an infinitive: `patron`, who has it done ("Kenya contracted X to supply wagons"), and `deal`, the other party of the
 * paper or talks that it hangs on ("won an order from X to supply wagons", "is in talks with X to buy wheat").
 */
const rolesAbove = (tree: SentenceTree, verb: number): Roles => {
  const found: Roles = new Map()
  const token = tree.tokens[verb]
  const head = token?.head ?? -1
  if (head < 0 || token?.xpos !== 'VB' || !['xcomp', 'acl', 'advcl', 'ccomp'].includes(relation(token))) return found
  if (isVerb(tree.tokens[head])) {
    const engages =
      engaging.has(lemmaAt(tree, head)) && (isPassive(tree, head) || childrenIn(tree, head, 'obj').length > 0)
    if (engages) addRole(found, 'patron', logicalSubject(tree, head))
  }
  const nouns = isVerb(tree.tokens[head]) ? childrenIn(tree, head, 'obj', 'obl').filter((c) => c < verb) : [head]
  for (const noun of nouns) {
    if (!papers.has(lemmaAt(tree, noun))) continue
    const phrases = [noun, governingVerb(tree, noun) ?? (isVerb(tree.tokens[head]) ? head : -1)].flatMap((at) =>
      at < 0 ? [] : childrenIn(tree, at, 'nmod', 'obl'),
    )
    for (const phrase of phrases)
      if (phrase < verb && ['with', 'from', 'by'].includes(prepositionOf(tree, phrase).split(' ').at(-1) as string))
        addRole(found, 'deal', coordinated(tree, phrase))
  }
  return found
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
