/**
 * Coreference: what "we", "he", "the company", "the two countries", "our Japanese colleagues" stand for, as further
 * mentions of entities that the article names. Reads left to right once; adds no entity, changes no mention.
 */
import type { EntityMention, ExtractDocument } from '../document.ts'
import { Discourse } from './discourse.ts'
import { resolveActors } from './resolve-actors.ts'
import { resolveDefinite } from './resolve-definite.ts'
import { resolveFirstPerson } from './resolve-first-person.ts'
import { resolveLatter } from './resolve-latter.ts'
import { resolvePairs } from './resolve-pairs.ts'
import { resolveThirdPerson } from './resolve-third-person.ts'
import type { Routine } from './routine.ts'

/** Order matters: a later routine sees what an earlier one made of the word ("his" before "his department"). */
const ROUTINES: readonly Routine[] = [
  resolvePairs,
  resolveLatter,
  resolveFirstPerson,
  resolveActors,
  resolveThirdPerson,
  resolveDefinite,
]

/** Adds mentions for pronouns and definite phrases. `document.speakers` must be filled for "we" to be resolved. */
export const resolveReferences = (document: ExtractDocument): ExtractDocument => {
  const discourse = new Discourse(document)
  const added: EntityMention[] = []
  const starting = new Map<string, EntityMention[]>()
  for (const m of document.mentions) {
    if (m.type === 'Sector') continue
    const key = `${m.sentence} ${m.from}`
    starting.set(key, [...(starting.get(key) ?? []), m])
  }
  discourse.words.forEach((words, sentence) => {
    for (let i = 0; i < words.length; i++) {
      for (const routine of ROUTINES) {
        const found = routine(discourse, sentence, i)
        if (!found) continue
        for (const entity of found.entities) {
          const known = document.entities.get(entity)
          if (!known) continue
          const mention: EntityMention = {
            entity,
            type: known.type,
            sentence,
            from: found.from,
            to: found.to,
            head: found.head,
            start: words[found.from]!.start,
            end: words[found.to - 1]!.end,
            kind: found.kind,
            rule: found.rule,
          }
          added.push(mention)
          discourse.seen.push(mention)
          for (let k = found.from; k < found.to; k++) discourse.at[sentence]![k] ??= mention
        }
      }
      for (const m of starting.get(`${sentence} ${i}`) ?? []) discourse.seen.push(m)
    }
  })
  const mentions = [...document.mentions, ...added].sort((a, b) => a.start - b.start || b.end - a.end)
  return { ...document, mentions }
}
