/**
 * Puts the sentences behind an answer into the order in which a person should see them: first those that name, in so many
 * words, what was asked for. A statement may be linked to a sector by its project or good alone, and its sentence then
 * looks beside the point. Pure.
 */
import type { AskVocabulary } from './ask-vocabulary.ts'
import { nameKey, questionTokens } from './question-tokens.ts'

export interface EvidenceRow {
  /** What tells the row of the table that the statement is behind. */
  row: string
  /** The statement. */
  id: string
  sentence: string
}

/** Words of a name that is looked for in a sentence. */
const longestName = 4

/** How many of the ids the sentence names. */
const namedIn = (sentence: string, ids: ReadonlySet<string>, vocabulary: AskVocabulary): Set<string> => {
  const words = questionTokens(sentence).map(({ folded }) => folded)
  const named = new Set<string>()
  for (let from = 0; from < words.length; from++)
    for (let size = 1; size <= Math.min(longestName, words.length - from); size++)
      for (const entry of vocabulary.lookUp(nameKey(words.slice(from, from + size).join(' '))))
        for (const id of [entry.id, ...(entry.also ?? [])]) if (ids.has(id)) named.add(id)
  return named
}

/**
 * Statements behind the table: those whose sentence names what was asked before all others; of both, one for each row of
 * the table in turn, then a second for each, and so on; within a row those first that name the row too, else as they come.
 * @param asked ids that the question names, a sector with all below it
 */
export const orderEvidence = (
  found: readonly EvidenceRow[],
  rows: readonly string[],
  asked: ReadonlySet<string>,
  vocabulary: AskVocabulary,
): string[] => {
  const scored = found.map((item) => {
    const named = namedIn(item.sentence, new Set([...asked, item.row]), vocabulary)
    const isAsked = [...named].some((id) => asked.has(id))
    return { ...item, isAsked, score: (isAsked ? 2 : 0) + (named.has(item.row) ? 1 : 0), rank: rows.indexOf(item.row) }
  })
  // Sorting is stable: what names as much stays in the order of confidence and date.
  scored.sort((a, b) => b.score - a.score)
  const turns = new Map<string, number>()
  const inTurns = scored.map((item) => {
    const turn = turns.get(item.row) ?? 0
    turns.set(item.row, turn + 1)
    return { ...item, turn }
  })
  inTurns.sort(
    (a, b) => Number(b.isAsked) - Number(a.isAsked) || a.turn - b.turn || b.score - a.score || a.rank - b.rank,
  )
  return [...new Set(inTurns.map(({ id }) => id))]
}
