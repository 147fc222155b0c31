/** How fast a load goes and how long it will take, in words, out of counts and seconds alone. */

const inWords = (seconds: number): string => {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}

/**
 * `48.2 articles/s, 3 min left`; the time left only where the fraction that is done tells it.
 * @param done articles so far
 * @param fraction of the source that is done, 0 to 1, or null where its size is not known
 */
export const paceOf = (done: number, seconds: number, fraction: number | null): string => {
  if (done === 0 || seconds <= 0) return 'starting'
  const rate = done / seconds
  const pace = `${rate >= 100 ? Math.round(rate) : rate.toFixed(1)} articles/s`
  if (fraction === null || fraction <= 0 || fraction >= 1) return pace
  return `${pace}, ${inWords((seconds / fraction) * (1 - fraction))} left`
}
