/**
 * Where goods come from, whose they are and where an argument lies: entities inside the noun phrase of another role.
 * Reads mentions and trees; finds no new ones.
 */
import type { EntityType } from '../../contract.ts'
import { type Argument, GOODS, namesBody, resolveArgument, UNDERTAKINGS } from './resolve-arguments.ts'
import { coordinated, lemmaAt, prepositionOf, relation, type SentenceTree } from './sentence-tree.ts'
import { namedParticiple } from './subjects.ts'

const MAKING = new Set(['make', 'produce', 'manufacture', 'originate', 'grow', 'build', 'assemble', 'mine'])

const GOING = new Set(['to', 'for', 'with', 'into', 'against', 'by', 'under'])

/** Where the goods of an argument come from: "Kazakh wheat", "steel from Turkey", "Seychelles' tuna". */
export const originsOf = (tree: SentenceTree, heads: readonly number[], types: ReadonlySet<EntityType>): Argument[] => {
  const found: Argument[] = []
  const visit = (head: number, depth: number): void => {
    for (const child of tree.children[head] ?? []) {
      const rel = relation(tree.tokens[child])
      const preposition = prepositionOf(tree, child)
      const before = rel === 'amod' || rel === 'compound' || tree.tokens[child]?.deprel === 'nmod:poss'
      const made = rel === 'obl' && preposition === 'in' && MAKING.has(lemmaAt(tree, head))
      const from = ((rel === 'nmod' || rel === 'obl') && preposition === 'from') || made
      const participle =
        rel === 'acl' && (tree.tokens[child]?.xpos === 'VBN' || ['originate', 'come'].includes(lemmaAt(tree, child)))
      if (
        // "equipment to a Korean contractor": who gets goods is not where they come from.
        (rel === 'nmod' && !from && tree.tokens[child]?.deprel !== 'nmod:poss' && !GOING.has(preposition)) ||
        rel === 'conj' ||
        rel === 'appos' ||
        participle
      ) {
        if (depth < 3) visit(child, depth + 1)
        continue
      }
      if (!before && !from) continue
      const maker = namedParticiple(tree, child)
      if (maker !== null) {
        const named = (tree.byHead[maker] ?? []).find((m) => types.has(m.type))
        if (named) found.push({ mention: named, loose: true })
        continue
      }
      for (const at of coordinated(tree, child)) {
        const direct = [...(tree.byHead[at] ?? []), ...(tree.covering[at] ?? [])].find(
          (m) => types.has(m.type) && !GOODS.has(m.type),
        )
        if (direct) found.push({ mention: direct, loose: true })
        else if (before && depth < 3) visit(at, depth + 1)
        else if (from)
          found.push(
            ...resolveArgument(tree, at, types, 2)
              .filter((a) => !GOODS.has(a.mention.type) && !UNDERTAKINGS.has(a.mention.type))
              .map((a) => ({ ...a, loose: true })),
          )
      }
    }
  }
  for (const head of heads) visit(head, 0)
  return once(found)
}

const once = (found: Argument[]): Argument[] =>
  found.filter((a, i) => found.findIndex((b) => b.mention.entity === a.mention.entity) === i)

/** Whose the goods of an argument are: "a third of India's imports". */
export const possessorsOf = (
  tree: SentenceTree,
  heads: readonly number[],
  types: ReadonlySet<EntityType>,
): Argument[] => {
  const found: Argument[] = []
  const visit = (head: number, depth: number): void => {
    for (const child of tree.children[head] ?? [])
      if (tree.tokens[child]?.deprel === 'nmod:poss')
        found.push(...coordinated(tree, child).flatMap((at) => resolveArgument(tree, at, types, 1)))
      // "20 tons of ore to Peru's Velkora": whose a named body is does not say whose the goods are.
      else if (relation(tree.tokens[child]) === 'nmod' && depth < 2 && !namesBody(tree, child)) visit(child, depth + 1)
  }
  for (const head of heads) visit(head, 0)
  return once(found.filter((a) => a.mention.kind !== 'pronoun')).map((a) => ({ ...a, loose: true }))
}

/** The country or place that an argument lies in: "power projects in Bangladesh". */
export const placesOf = (tree: SentenceTree, heads: readonly number[], types: ReadonlySet<EntityType>): Argument[] => {
  const found: Argument[] = []
  const visit = (head: number, depth: number): void => {
    for (const child of tree.children[head] ?? []) {
      if (relation(tree.tokens[child]) !== 'nmod') continue
      const inside = tree.tokens[child]?.deprel === 'nmod:poss' || ['in', 'across'].includes(prepositionOf(tree, child))
      if (inside)
        found.push(
          ...coordinated(tree, child).flatMap((at) =>
            (tree.byHead[at] ?? [])
              .filter((m) => types.has(m.type) && m.type === 'Country')
              .map((mention) => ({ mention, loose: true })),
          ),
        )
      else if (depth < 3) visit(child, depth + 1)
    }
  }
  for (const head of heads) visit(head, 0)
  return once(found)
}
