/** Promise: most words of trade news have a vector learned elsewhere, like words have like vectors, and any string may ask. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VECTOR_SIZE, vectorRow, writeVector } from '../../graph/read/word-vectors.ts'

const vector = (word: string): Float32Array => {
  const out = new Float32Array(VECTOR_SIZE)
  writeVector(vectorRow(word), out, 0)
  return out
}

const likeness = (a: string, b: string): number => {
  const [x, y] = [vector(a), vector(b)]
  let [both, left, right] = [0, 0, 0]
  for (let i = 0; i < VECTOR_SIZE; i++) {
    both += x[i]! * y[i]!
    left += x[i]! * x[i]!
    right += y[i]! * y[i]!
  }
  return both / Math.sqrt(left * right)
}

describe('vectors of words', () => {
  it('are there for the words of the field, in any case, with accents or without', () => {
    for (const word of ['refinery', 'Refinery', 'TURBINES', 'memorandum', 'Kyrgyzstan', 'Erdoğan', 'Erdogan', ',', '%'])
      expect(vectorRow(word), word).toBeGreaterThanOrEqual(0)
    expect(vectorRow('Kyrgyzstan')).toBe(vectorRow('kyrgyzstan'))
  })

  it('are more alike for words of a kind', () => {
    for (const [word, like, unlike] of [
      ['wheat', 'barley', 'minister'],
      ['Kazakhstan', 'Uzbekistan', 'locomotive'],
      ['exports', 'imports', 'mayor'],
      ['spokesman', 'minister', 'copper'],
    ] as const)
      expect(likeness(word, like), word).toBeGreaterThan(likeness(word, unlike) + 0.2)
  })

  it('are nothing for what is no word, and never an error', () => {
    expect(vectorRow('qzxvkjhgqq')).toBe(-1)
    expect([...vector('qzxvkjhgqq')]).toEqual(new Array(VECTOR_SIZE).fill(0))
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(vector(text).every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})
