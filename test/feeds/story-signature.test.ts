// Near-duplicates: the same story in other papers is found, other stories are not.
import { expect, test } from 'vitest'
import {
  likeness,
  openStoryIndex,
  packSignature,
  signatureOf,
  unpackSignature,
} from '../../graph/feeds/story-signature.ts'
import { generateArticles } from '../../graph/generate/write-articles.ts'

const signature = (text: string): Uint32Array => {
  const made = signatureOf(text)
  if (!made) throw new Error('too short')
  return made
}
const articles = [...generateArticles({ articles: 2000, seed: 21 })].filter(
  ({ text }) => text.split(/\s+/).length >= 60,
)

test('a reprint with another headline, dateline and a cut paragraph is the same story; capitals and quotes do not matter', () => {
  const index = openStoryIndex()
  for (const { id, text } of articles) index.add(id, signature(text))
  for (const { id, text } of articles.slice(0, 200)) {
    const reprint = `CITY (Wire) – ${text.toUpperCase().replaceAll('“', '"').replaceAll('”', '"')}\n\nWrite to our desk.`
    expect(index.nearest(signature(reprint))?.id).toBe(id)
  }
})

test('articles of the same field, built from the same phrases, stay different stories', () => {
  const index = openStoryIndex()
  let joined = 0
  for (const { id, text } of articles) {
    const own = signature(text)
    if (index.nearest(own)) joined++
    index.add(id, own)
  }
  expect(joined).toBe(0)
})

test('the estimate is near the true share of common shingles', () => {
  const words = Array.from({ length: 400 }, (_, i) => `w${i}`)
  const other = [...words.slice(0, 300), ...Array.from({ length: 100 }, (_, i) => `v${i}`)]
  // 298 of 398 + 100 shingles are common.
  expect(likeness(signature(words.join(' ')), signature(other.join(' ')))).toBeCloseTo(298 / 498, 1)
})

test('a text too short to tell has no signature', () => {
  expect(signatureOf('Turkey exports wheat to Japan.')).toBeNull()
  expect(signatureOf('')).toBeNull()
})

test('signatures are kept as text and come back the same; what is none is null', () => {
  const own = signature(articles[0]?.text ?? '')
  expect(unpackSignature(packSignature(own))).toEqual(own)
  expect(unpackSignature('AAAA')).toBeNull()
})

test('past its limit the index forgets the oldest story and finds the others still', () => {
  const index = openStoryIndex({ threshold: 0.6, maxStories: 10 })
  for (const { id, text } of articles.slice(0, 15)) index.add(id, signature(text))
  expect(index.size).toBe(10)
  expect(index.nearest(signature(articles[0]?.text ?? ''))).toBeNull()
  expect(index.nearest(signature(articles[14]?.text ?? ''))?.id).toBe(articles[14]?.id)
})
