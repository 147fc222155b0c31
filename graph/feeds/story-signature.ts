/**
 * MinHash signatures of articles and an index of them (locality-sensitive hashing by bands): finds the story that a text
 * repeats nearly word for word. A. Broder, "On the resemblance and containment of documents" (1997); A. Rajaraman and
 * J. Ullman, "Mining of Massive Datasets", chapter 3, for the bands. Knows nothing about feeds or stores.
 */

/** Numbers in a signature; the standard error of a likeness of 0.6 is then 0.043. */
export const signatureLength = 128
/** 32 bands of 4: a pair of likeness 0.6 shares a band in 98.8 of 100 cases, one of 0.2 in 5. */
const rowsPerBand = 4
const bandCount = signatureLength / rowsPerBand
/** Words in a shingle. */
const shingleWords = 3
/** Shingles of a text past which the rest is not looked at. */
const maxShingles = 20_000

/** FNV-1a over UTF-16 units. */
const hashText = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
const scramble = (value: number): number => {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
/** One odd multiplier and one offset for each number of the signature, the same for ever: signatures are kept. */
const multipliers = Uint32Array.from({ length: signatureLength }, (_, i) => scramble(2 * i + 1) | 1)
const offsets = Uint32Array.from({ length: signatureLength }, (_, i) => scramble(2 * i + 2))

/** The signature of a text; null for one too short to tell stories apart (under 30 words). */
export const signatureOf = (text: string): Uint32Array | null => {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length < 30) return null
  const signature = new Uint32Array(signatureLength).fill(0xffffffff)
  const last = Math.min(words.length - shingleWords, maxShingles)
  for (let at = 0; at <= last; at++) {
    const shingle = hashText(words.slice(at, at + shingleWords).join(' '))
    for (let i = 0; i < signatureLength; i++) {
      const value = scramble((Math.imul(shingle, multipliers[i] as number) + (offsets[i] as number)) >>> 0)
      if (value < (signature[i] as number)) signature[i] = value
    }
  }
  return signature
}

/** Estimated share of shingles that two texts have in common, 0 to 1 (Jaccard). */
export const likeness = (a: Uint32Array, b: Uint32Array): number => {
  let same = 0
  for (let i = 0; i < signatureLength; i++) if (a[i] === b[i]) same++
  return same / signatureLength
}

/** A signature as text for keeping, and back; null for text that is none. */
export const packSignature = (signature: Uint32Array): string =>
  Buffer.from(signature.buffer, signature.byteOffset, signature.byteLength).toString('base64')
export const unpackSignature = (text: string): Uint32Array | null => {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== signatureLength * 4) return null
  return Uint32Array.from({ length: signatureLength }, (_, i) => bytes.readUInt32LE(i * 4))
}

export interface StoryIndex {
  /** The kept story most like this signature, if one is like enough. */
  nearest(signature: Uint32Array): { id: string; likeness: number } | null
  /** Keeps a story; past the limit the oldest is forgotten. */
  add(id: string, signature: Uint32Array): void
  readonly size: number
}

export interface StoryIndexSettings {
  /** Likeness from which two texts are one story. */
  threshold: number
  /** Stories kept: some 3 kB each. */
  maxStories: number
}
export const storyDefaults: Readonly<StoryIndexSettings> = { threshold: 0.6, maxStories: 200_000 }

export const openStoryIndex = (settings: StoryIndexSettings = storyDefaults): StoryIndex => {
  const stories = new Map<string, Uint32Array>()
  const bands = Array.from({ length: bandCount }, () => new Map<number, string[]>())
  const bandKey = (signature: Uint32Array, band: number): number => {
    let key = band
    for (let row = 0; row < rowsPerBand; row++)
      key = scramble((key ^ (signature[band * rowsPerBand + row] as number)) >>> 0)
    return key
  }
  const forget = (id: string): void => {
    const signature = stories.get(id)
    if (!signature) return
    stories.delete(id)
    bands.forEach((band, number) => {
      const key = bandKey(signature, number)
      const rest = band.get(key)?.filter((other) => other !== id) ?? []
      if (rest.length) band.set(key, rest)
      else band.delete(key)
    })
  }
  return {
    get size() {
      return stories.size
    },
    nearest: (signature) => {
      let best: { id: string; likeness: number } | null = null
      const candidates = new Set(bands.flatMap((band, number) => band.get(bandKey(signature, number)) ?? []))
      for (const id of candidates) {
        const value = likeness(signature, stories.get(id) as Uint32Array)
        if (value >= settings.threshold && (!best || value > best.likeness)) best = { id, likeness: value }
      }
      return best
    },
    add: (id, signature) => {
      forget(id)
      stories.set(id, signature)
      bands.forEach((band, number) => {
        const key = bandKey(signature, number)
        const ids = band.get(key)
        if (ids) ids.push(id)
        else band.set(key, [id])
      })
      const oldest = stories.keys().next().value
      if (stories.size > settings.maxStories && oldest !== undefined) forget(oldest)
    },
  }
}
