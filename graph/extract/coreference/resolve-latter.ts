/**
 * "The former", "the latter": the first and the last of the two that were named right before, in the same sentence or the
 * one before it. Two of one kind only: a company and a country are no such pair.
 */
import type { Reference, Routine } from './routine.ts'

const KINDS: ReadonlySet<string> = new Set(['Organization', 'Country', 'Person', 'Project', 'Place'])

export const resolveLatter: Routine = (discourse, sentence, token): Reference | null => {
  const words = discourse.words[sentence]!
  const word = words[token + 1]
  if (words[token]!.key !== 'the' || !word || !/^(?:former|latter)$/.test(word.key)) return null
  const after = words[token + 2]
  // "the former minister", "the latter company" say what they mean by a noun.
  if (after && /^(?:NOUN|PROPN|ADJ|NUM)$/.test(after.upos) && !after.joint) return null
  for (let s = sentence; s >= Math.max(0, sentence - 1); s--) {
    const named = [...discourse.seen]
      .reverse()
      .filter((m) => m.sentence === s && KINDS.has(m.type) && m.kind !== 'pronoun')
    const last = named[0]
    const first = last && named.find((m) => m.type === last.type && m.entity !== last.entity)
    if (!last || !first) continue
    const entity = word.key === 'latter' ? last.entity : first.entity
    return { from: token, to: token + 2, head: token + 1, entities: [entity], kind: 'nominal', rule: word.key }
  }
  return null
}
