/**
 * "The two countries", "both sides", "the parties", "the two companies", "the two ministers": several entities at one
 * span, one mention for each.
 */
import { singularOf } from '../lexicon/fold-word.ts'
import type { Reference, Routine } from './routine.ts'

const STATES =
  /^(?:country|nation|state|government|side|party|neighbour|neighbor|people|economy|capital|leader|delegation|republic|friend|ally)$/
const BODIES =
  /^(?:company|firm|partner|group|bank|university|enterprise|corporation|manufacturer|business|institution|organisation|organization|airline|chamber|agency|institute|pair|signatory|shareholder)$/
const PEOPLE = /^(?:minister|president|official|leader|premier|ambassador|diplomat|chairman|chairmen|interlocutor)$/

export const resolvePairs: Routine = (discourse, sentence, token): Reference | null => {
  const words = discourse.words[sentence]!
  const first = words[token]!
  if (!/^(?:the|both|our|these|two|those|their|each)$/.test(first.key) || discourse.at[sentence]![token]) return null
  let i = token + 1
  let two = first.key === 'both' || first.key === 'two'
  if (first.key === 'both' && /^(?:the|of|our|these)$/.test(words[i]?.key ?? '')) i++
  if (words[i]?.key === 'two' || words[i]?.key === '2' || words[i]?.key === 'both') {
    two = true
    i++
  }
  while (words[i] && words[i]!.upos === 'ADJ' && !discourse.at[sentence]![i] && i < token + 5) i++
  const noun = words[i]
  if (noun?.upos !== 'NOUN') return null
  const single = singularOf(noun.key)
  const plural = single !== noun.key
  if (!plural && !(first.key === 'each' || (noun.key === 'pair' && first.key === 'the'))) return null
  // Without "two" only "the sides", "the parties" and "the partners" mean a pair.
  if (!two && !(first.key === 'the' && /^(?:side|party|partner|pair|signatory)$/.test(single) && i === token + 1))
    return null
  if (/^(?:of|to|in)$/.test(words[i + 1]?.key ?? '') && !two && discourse.at[sentence]![i + 2]) return null
  let entities: string[] = []
  if (PEOPLE.test(single)) {
    entities = [
      ...new Set(
        [...discourse.seen]
          .reverse()
          .filter(
            (m) =>
              m.type === 'Person' &&
              sentence - m.sentence <= 4 &&
              discourse.roles.some(
                (r) =>
                  r.person === m.entity &&
                  r.title.toLowerCase().includes(single === 'leader' || single === 'official' ? '' : single),
              ),
          )
          .map((m) => m.entity),
      ),
    ].slice(0, 2)
  } else if (BODIES.test(single) && !(single === 'partner' && !discourse.seen.some((m) => m.type === 'Organization'))) {
    entities = bodiesBefore(discourse, sentence)
  } else if (STATES.test(single)) {
    entities =
      /^(?:side|party)$/.test(single) && discourse.pair('Country', sentence).length < 2
        ? bodiesBefore(discourse, sentence)
        : discourse.pair('Country', sentence)
  }
  if (entities.length < 2) return null
  return { from: token, to: i + 1, head: i, entities, kind: 'nominal', rule: 'pair' }
}

/** The last two companies that one sentence names together; banks and ministries only where there is nothing else. */
const bodiesBefore = (discourse: Parameters<Routine>[0], sentence: number): string[] => {
  for (let s = sentence; s >= Math.max(0, sentence - 5); s--) {
    const all = [
      ...new Set(discourse.seen.filter((m) => m.sentence === s && m.type === 'Organization').map((m) => m.entity)),
    ]
    const own = all.filter((id) => !/ministry|government|bank|commission|union|organization/.test(id))
    const pick = own.length >= 2 ? own : all
    // "a joint venture of A and B": the two that "and" joins.
    const line = discourse.words[s]!
    const seen = discourse.seen.filter((m) => m.sentence === s && pick.includes(m.entity))
    for (const [i, m] of seen.entries()) {
      const next = seen[i + 1]
      if (
        next &&
        next.entity !== m.entity &&
        next.from - m.to <= 5 &&
        line.slice(m.to, next.from).some((w) => w.key === 'and' || w.key === 'with')
      )
        return [m.entity, next.entity]
    }
    if (pick.length >= 2) return pick.slice(0, 2)
  }
  return []
}
