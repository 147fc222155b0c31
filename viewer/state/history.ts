/** Undo and redo as a pure list of past and future states. */
export interface History<T> {
  past: readonly T[]
  future: readonly T[]
}

/** Steps that are kept; the oldest is dropped first. */
export const historyDepth = 100

export const emptyHistory = <T>(): History<T> => ({ past: [], future: [] })

/** `present` becomes the past; what was undone before is gone. */
export const recorded = <T>(history: History<T>, present: T): History<T> => ({
  past: [...history.past, present].slice(-historyDepth),
  future: [],
})

/** One step back: the state to show and the history then; null where there is no past. */
export const undone = <T>(history: History<T>, present: T): { present: T; history: History<T> } | null => {
  const last = history.past.at(-1)
  if (last === undefined) return null
  return { present: last, history: { past: history.past.slice(0, -1), future: [present, ...history.future] } }
}

/** One step forward again. */
export const redone = <T>(history: History<T>, present: T): { present: T; history: History<T> } | null => {
  const next = history.future[0]
  if (next === undefined) return null
  return { present: next, history: { past: [...history.past, present], future: history.future.slice(1) } }
}
