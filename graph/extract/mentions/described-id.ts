/**
 * Ids of things that have no name of their own ("second contract", "blending plant"): they carry the actor or place of
 * their sentence, so that the same words in two articles do not become one thing.
 */
import { slugOf } from '../lexicon/fold-word.ts'
import type { Draft } from './draft.ts'

const WORDS_OF_SLUG = 8

/** `agreement:zhezmys-off-take-contract`; `full` is the described name, `core` its short form. */
export const describedId = (draft: Draft, prefix: string, sentence: number, full: string, core: string): string => {
  const named = /\p{Lu}\p{Ll}/u.test(full.slice(1))
  const slug = slugOf(full)
    .split('-')
    .filter((w) => !/^(?:the|a|an|of|on|for|in|and|to)$/.test(w))
    .slice(0, WORDS_OF_SLUG)
    .join('-')
  if (named) return `${prefix}:${slug}`
  const inSentence = draft.mentions.filter((m) => m.sentence === sentence)
  const owner =
    inSentence.find((m) => m.type === 'Organization') ??
    inSentence.find((m) => m.type === 'Country') ??
    inSentence.find((m) => m.type === 'Place') ??
    draft.mentions.find((m) => m.type === 'Organization' || m.type === 'Country')
  const name = owner ? (draft.entities.get(owner.entity)?.name ?? '') : ''
  return `${prefix}:${slugOf(`${name} ${core === full ? core : slug}`)}`
}
