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
  /** Stories kept: some 2 kB each. */
  maxStories: number
}
export const storyDefaults: Readonly<StoryIndexSettings> = { threshold: 0.6, maxStories: 100_000 }

/**
 * An empty index. Stories stand in numbered slots used in turn, so the oldest gives way; bands point to slots by number,
 * which keeps a story at a fraction of what a map of strings would take.
 */
export const openStoryIndex = (settings: StoryIndexSettings = storyDefaults): StoryIndex => {
  const { threshold, maxStories } = settings
  let signatures = new Uint32Array(signatureLength * Math.min(maxStories, 1024))
  const ids: (string | null)[] = []
  const slotOf = new Map<string, number>()
  const bands = Array.from({ length: bandCount }, () => new Map<number, number | number[]>())
  let next = 0

  const at = (slot: number): Uint32Array => signatures.subarray(slot * signatureLength, (slot + 1) * signatureLength)
  const bandKey = (signature: Uint32Array, band: number): number => {
    let key = band
    for (let row = 0; row < rowsPerBand; row++)
      key = scramble((key ^ (signature[band * rowsPerBand + row] as number)) >>> 0)
    return key | 0
  }
  const inBand = (band: Map<number, number | number[]>, key: number): number[] => {
    const found = band.get(key)
    return found === undefined ? [] : typeof found === 'number' ? [found] : found
  }
  const forget = (slot: number): void => {
    const id = ids[slot]
    if (id === null || id === undefined) return
    bands.forEach((band, number) => {
      const key = bandKey(at(slot), number)
      const [first, ...rest] = inBand(band, key).filter((other) => other !== slot)
      if (first === undefined) band.delete(key)
      else band.set(key, rest.length ? [first, ...rest] : first)
    })
    ids[slot] = null
    slotOf.delete(id)
  }
  const makeRoom = (slot: number): void => {
    if ((slot + 1) * signatureLength <= signatures.length) return
    const larger = new Uint32Array(Math.min(signatures.length * 2, signatureLength * maxStories))
    larger.set(signatures)
    signatures = larger
  }
  return {
    get size() {
      return slotOf.size
    },
    nearest: (signature) => {
      let best: { id: string; likeness: number } | null = null
      const candidates = new Set(bands.flatMap((band, number) => inBand(band, bandKey(signature, number))))
      for (const slot of candidates) {
        const value = likeness(signature, at(slot))
        const id = ids[slot]
        if (id && value >= threshold && (!best || value > best.likeness)) best = { id, likeness: value }
      }
      return best
    },
    add: (id, signature) => {
      const before = slotOf.get(id)
      if (before !== undefined) forget(before)
      const slot = next
      next = (next + 1) % maxStories
      forget(slot)
      makeRoom(slot)
      at(slot).set(signature)
      ids[slot] = id
      slotOf.set(id, slot)
      bands.forEach((band, number) => {
        const key = bandKey(signature, number)
        const others = inBand(band, key)
        band.set(key, others.length ? [...others, slot] : slot)
      })
    },
  }
}
