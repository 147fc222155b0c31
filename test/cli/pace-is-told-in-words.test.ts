/** The pace of a load and the time left, out of counts alone. */
import { expect, test } from 'vitest'
import { paceOf } from '../../graph/cli/pace-line.ts'

test('articles a second, and the time left where the size of the source is known', () => {
  expect(paceOf(0, 3, 0.1)).toBe('starting')
  expect(paceOf(10, 4, null)).toBe('2.5 articles/s')
  expect(paceOf(50, 10, 0.25)).toBe('5.0 articles/s, 30 s left')
  expect(paceOf(9000, 60, 0.2)).toBe('150 articles/s, 4 min left')
  expect(paceOf(9000, 600, 0.01)).toBe('15.0 articles/s, 16.5 h left')
  expect(paceOf(100, 10, 1)).toBe('10.0 articles/s')
})
