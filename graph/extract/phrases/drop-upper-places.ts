/**
 * Leaves out what a state or country behind a comma would say a second time: who has "offices in Saltillo, Coahuila" is in
 * the town. Compares the drafts of one sentence; adds none.
 */
import type { Draft } from '../draft.ts'

/** The drafts without those whose end only tells where the end of another one lies. */
export const dropUpperPlaces = (drafts: readonly Draft[]): Draft[] => {
  const towns = new Map(
    drafts.flatMap(({ rule, ends: [town, upper] }) =>
      rule === 'locate.comma' && town && upper ? [[upper, town]] : [],
    ),
  )
  if (towns.size === 0) return [...drafts]
  return drafts.filter((draft) => {
    const [subject, object] = draft.ends
    const town = object && towns.get(object)
    if (!town || draft.rule === 'locate.comma') return true
    return !drafts.some((d) => d.predicate === draft.predicate && d.ends[0] === subject && d.ends[1] === town)
  })
}
