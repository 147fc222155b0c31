// Promise: what is remembered of words is what was worked out, is bounded, and is true of any string.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ownCopy, WordCache } from '../../graph/read/word-cache.ts'

describe('a copy of its own', () => {
  it('is the same string, whatever its letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(ownCopy(text)).toBe(text)
      }),
    )
    expect(ownCopy('\ud800 Gdańsk \udc00')).toBe('\ud800 Gdańsk \udc00')
  })
})

describe('words that are remembered', () => {
  it('are worked out once', () => {
    const asked: string[] = []
    const cache = new WordCache(10, (word) => {
      asked.push(word)
      return word.length
    })
    expect(['tin', 'zinc', 'tin', 'zinc'].map((word) => cache.of(word))).toEqual([3, 4, 3, 4])
    expect(asked).toEqual(['tin', 'zinc'])
  })

  it('are forgotten beyond the limit, and right again when they come back', () => {
    let asked = 0
    const cache = new WordCache(3, (word) => {
      asked++
      return word.toUpperCase()
    })
    const words = ['a', 'b', 'c', 'd', 'a']
    expect(words.map((word) => cache.of(word))).toEqual(['A', 'B', 'C', 'D', 'A'])
    expect(asked).toBe(5)
  })

  it('are words: a huge string is worked out each time', () => {
    let asked = 0
    const cache = new WordCache(3, (word) => {
      asked++
      return word.length
    })
    const huge = 'x'.repeat(100_000)
    expect([cache.of(huge), cache.of(huge), asked]).toEqual([100_000, 100_000, 2])
  })
})
