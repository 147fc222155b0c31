/**
 * Runs an asynchronous job on every item of a stream, several at a time, and gives the results in the stream's order.
 * The reader of the results sets the pace: no more is begun than the window and its weight allow.
 */

export interface Window<T> {
  /** Items begun and not yet handed over, at most. */
  size: number
  /** Sum of the weights of these items, at most; one item alone may weigh more. */
  weight?: number
  weightOf?: (item: T) => number
}

/** @throws what `work` throws, at the place of its item; the stream is then closed */
export async function* inOrder<T, R>(
  source: AsyncIterable<T> | Iterable<T>,
  window: Window<T>,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const iterator = (async function* () {
    yield* source
  })()
  const begun: { result: Promise<R>; weight: number }[] = []
  let weight = 0
  let ended = false
  const weightOf = window.weightOf ?? (() => 0)
  const limit = window.weight ?? Number.POSITIVE_INFINITY
  try {
    for (;;) {
      while (!ended && begun.length < window.size && (weight < limit || begun.length === 0)) {
        const next = await iterator.next()
        if (next.done) {
          ended = true
          break
        }
        const own = weightOf(next.value)
        const result = work(next.value)
        // Handled when its turn comes; until then a failure must not count as unhandled.
        result.catch(() => {})
        begun.push({ result, weight: own })
        weight += own
      }
      const first = begun.shift()
      if (!first) return
      const value = await first.result
      weight -= first.weight
      yield value
    }
  } finally {
    await iterator.return(undefined)
  }
}

/** Groups a stream: a group ends when it is full or when `splits` says that the next item must not join it. */
export async function* inGroups<T>(
  source: AsyncIterable<T>,
  size: number,
  splits: (group: readonly T[], next: T) => boolean = () => false,
): AsyncGenerator<T[]> {
  let group: T[] = []
  for await (const item of source) {
    if (group.length >= size || (group.length > 0 && splits(group, item))) {
      yield group
      group = []
    }
    group.push(item)
  }
  if (group.length) yield group
}
