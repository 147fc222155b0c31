/**
 * Seeded random numbers: the same seed and article number give the same draws on every machine, in any order.
 * Not for secrets.
 */

/** A source of draws. All methods are deterministic for the seeds that made it. */
export interface Draws {
  /** Uniform in [0, 1). */
  unit(): number
  /** Uniform whole number in [0, below). */
  below(below: number): number
  /** True with probability `p`. */
  chance(p: number): boolean
  pick<T>(items: readonly T[]): T
  /** Whole number in [0, below) with density 1/(n+1): few are drawn often, many seldom, as names in news are. */
  zipf(below: number): number
}

/** Mixes whole numbers into one of 32 bits (the finaliser of MurmurHash3). */
export const mix = (...numbers: number[]): number => {
  let hash = 0x9e3779b9
  for (const number of numbers) {
    hash = Math.imul(hash ^ (number | 0) ^ Math.trunc(number / 2 ** 32), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return hash >>> 0
}

/** Draws seeded by whole numbers (the generator is mulberry32: 32 bits of state, enough for one article). */
export const drawsOf = (...seeds: number[]): Draws => {
  let state = mix(...seeds)
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(unit() * limit)
  return {
    unit,
    below,
    chance: (p) => unit() < p,
    pick: <T>(items: readonly T[]): T => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    zipf: (limit) => Math.min(limit - 1, Math.floor(Math.exp(unit() * Math.log(limit + 1))) - 1),
  }
}
