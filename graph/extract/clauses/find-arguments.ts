/**
 * Who does what to whom at one word: the arguments of a verb, noun or adjective by role, over the tree.
 * Passive, relative clauses, participles, control and raising, coordination and light verbs are undone here, once for
 * all frames, so that frames speak of logical roles only. Knows no predicate and no entity.
 */

import { rolesOfNoun } from './noun-arguments.ts'
import { standsForActor } from './resolve-arguments.ts'
import { addRole, type KnownRoles, type Roles } from './roles.ts'
import { relation, type SentenceTree } from './sentence-tree.ts'
import { ownersOfNoun, surfaceSubject } from './subjects.ts'
import { prepositions, rolesOfVerb } from './verb-arguments.ts'

const rolesOfAdjective = (tree: SentenceTree, adjective: number): Roles => {
  const roles: Roles = new Map()
  const token = tree.tokens[adjective]
  const rel = relation(token)
  if (rel === 'amod' && token && token.head >= 0) addRole(roles, 'subj', [token.head])
  else {
    const subject = surfaceSubject(tree, adjective)
    if (subject.length > 0) addRole(roles, 'subj', subject)
    else if ((rel === 'acl' || rel === 'appos') && token && token.head >= 0) addRole(roles, 'subj', [token.head])
  }
  prepositions(tree, roles, adjective, '')
  return roles
}

/** Behind a subject that cannot act ("an order imposing a tariff", "the deal provides"): whose it is. */
const withOwners = (tree: SentenceTree, known: KnownRoles): KnownRoles => {
  let roles: Roles | null = null
  for (const name of ['subj', 'agent']) {
    const heads = known.get(name) ?? []
    const owners = heads
      .filter((h) => tree.tokens[h]?.upos === 'NOUN' && !standsForActor(tree, h))
      .flatMap((h) => ownersOfNoun(tree, h, 2))
    if (owners.length === 0) continue
    roles ??= new Map([...known].map(([role, tokens]) => [role, [...tokens]]))
    addRole(roles, `far:${name}`, owners)
  }
  return roles ?? known
}

/** The arguments of the word at `at` by logical role. */
export const argumentsAt = (tree: SentenceTree, at: number): KnownRoles => withOwners(tree, rolesAt(tree, at))

const rolesAt = (tree: SentenceTree, at: number): KnownRoles => {
  const upos = tree.tokens[at]?.upos
  if (upos === 'VERB' || upos === 'AUX') return rolesOfVerb(tree, at)
  if (upos === 'ADJ' || upos === 'ADV') return rolesOfAdjective(tree, at)
  return rolesOfNoun(tree, at)
}
