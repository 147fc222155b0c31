/** Which node lies in a direction. Pure arithmetic for the arrow keys. */
import type { Positions } from './layout.ts'

/** The neighbour to go to, or null. Nearness counts, but less than direction. */
export const neighbourTowards = (
  from: string,
  direction: readonly [number, number],
  candidates: Iterable<string>,
  positions: Positions,
): string | null => {
  const here = positions.get(from)
  if (!here) return null
  let best: string | null = null
  let bestScore = 0.2
  for (const id of candidates) {
    const there = positions.get(id)
    if (!there || id === from) continue
    const [dx, dy] = [there[0] - here[0], there[1] - here[1]]
    const distance = Math.hypot(dx, dy) || 1
    const along = (dx * direction[0] + dy * direction[1]) / distance
    const score = along - Math.min(0.3, distance / 4000)
    if (score > bestScore) {
      bestScore = score
      best = id
    }
  }
  return best
}
