/**
 * The container of a model: a JSON header and typed arrays, little-endian, in one gzip file. Same input, same bytes.
 */
import { gunzipSync, gzipSync } from 'node:zlib'

export type ModelArray = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Float32Array

const KINDS = { Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Float32Array } as const
type Kind = keyof typeof KINDS

interface Header {
  meta: unknown
  arrays: { name: string; kind: Kind; length: number }[]
}

export interface ModelFile {
  meta: unknown
  arrays: Map<string, ModelArray>
}

const aligned = (n: number): number => (n + 7) & ~7

/** Bytes of a model file. */
export const packModel = (meta: unknown, arrays: Record<string, ModelArray>): Buffer => {
  const header: Header = { meta, arrays: [] }
  for (const [name, array] of Object.entries(arrays)) {
    header.arrays.push({ name, kind: array.constructor.name as Kind, length: array.length })
  }
  const json = Buffer.from(JSON.stringify(header))
  const size = Object.values(arrays).reduce((sum, a) => sum + aligned(a.byteLength), aligned(json.length + 4))
  const bytes = Buffer.alloc(size)
  bytes.writeUInt32LE(json.length, 0)
  json.copy(bytes, 4)
  let offset = aligned(json.length + 4)
  for (const array of Object.values(arrays)) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset)
    offset += aligned(array.byteLength)
  }
  const packed = gzipSync(bytes, { level: 9 })
  // The operating system's number in the gzip head differs between machines.
  packed[9] = 255
  return packed
}

/** Reads what `packModel` wrote. */
export const unpackModel = (packed: Uint8Array): ModelFile => {
  const raw = gunzipSync(packed)
  // Typed arrays need an aligned buffer of their own.
  const buffer = new ArrayBuffer(raw.length)
  new Uint8Array(buffer).set(raw)
  const length = new DataView(buffer).getUint32(0, true)
  const header = JSON.parse(raw.subarray(4, 4 + length).toString('utf8')) as Header
  const arrays = new Map<string, ModelArray>()
  let offset = aligned(length + 4)
  for (const { name, kind, length: count } of header.arrays) {
    const array = new KINDS[kind](buffer, offset, count)
    arrays.set(name, array)
    offset += aligned(array.byteLength)
  }
  return { meta: header.meta, arrays }
}
