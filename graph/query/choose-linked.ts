/**
 * Which nodes a drawing with a budget shows: the most important ones that have a line to another one shown. A disc
 * without a line tells its reader nothing and raises the question why it is there.
 */

/**
 * At most `limit` ids of `ranked`: an id comes in as soon as one of its partners has been met in the ranking, so that a
 * larger limit only adds to what a smaller one shows; where the ids run out before, the first of those left over fill
 * the places. `always` stay in any case. Pure.
 */
export const chooseLinked = (
  ranked: readonly string[],
  edges: readonly { source: string; target: string }[],
  limit: number,
  always: readonly string[] = [],
): Set<string> => {
  const others = new Map<string, Set<string>>(ranked.map((id) => [id, new Set()]))
  for (const { source, target } of edges) {
    others.get(source)?.add(target)
    others.get(target)?.add(source)
  }
  const met = new Set<string>()
  const kept = new Set(always)
  for (const id of ranked) {
    const partners = [...(others.get(id) ?? [])].filter((other) => met.has(other))
    met.add(id)
    if (partners.length === 0) continue
    const needed = kept.has(id) || partners.some((other) => kept.has(other)) ? 1 : 2
    if (kept.size + needed > limit) continue
    for (const one of [id, ...partners]) if (kept.size < limit) kept.add(one)
  }
  for (const id of ranked) if (kept.size < limit) kept.add(id)
  return kept
}
