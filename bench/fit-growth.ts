/** Fits how something grows: the exponent b of y = a·x^b, by least squares on the logarithms. */

/** @param points [x, y], at least two with different x, all above 0 */
export const growthExponent = (points: readonly (readonly [number, number])[]): number => {
  const logs = points.filter(([x, y]) => x > 0 && y > 0).map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
  const [mx, my] = [mean(logs.map(([x]) => x)), mean(logs.map(([, y]) => y))]
  const over = logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0)
  const under = logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0)
  return under === 0 ? Number.NaN : over / under
}

/** The middle value. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
