// Promise: a drawing with a budget spends it on entities that have a line, the most important ones first.
import { expect, test } from 'vitest'
import { chooseLinked } from '../../graph/query/choose-linked.ts'

const edge = (ends: string) => ({ source: ends[0] ?? '', target: ends[1] ?? '' })
const chosen = (ranked: string, edges: string[], limit: number, always = '') =>
  [...chooseLinked([...ranked], edges.map(edge), limit, [...always])].sort().join('')

test('an important entity whose partners are not shown gives way to the next one that has a line', () => {
  expect(chosen('abcdef', ['ac', 'bf', 'ce'], 3)).toBe('ace')
  expect(chosen('abcdefgh', ['ab', 'dh', 'fg'], 4)).toBe('abfg')
})

test('a larger drawing holds the smaller one', () => {
  const edges = ['ad', 'be', 'cf', 'dg', 'ah']
  for (const limit of [2, 4, 6])
    for (const id of chosen('abcdefgh', edges, limit)) expect(chosen('abcdefgh', edges, limit + 2)).toContain(id)
})

test('where nothing else is there, loose ones fill the places, by rank', () => {
  expect(chosen('abcd', ['cd'], 1)).toBe('a')
  expect(chosen('abcd', [], 3)).toBe('abc')
  expect(chosen('abcd', ['ab'], 4)).toBe('abcd')
})

test('who was asked for stays', () => {
  expect(chosen('xabc', ['ab', 'bc'], 3, 'x')).toBe('abx')
})
