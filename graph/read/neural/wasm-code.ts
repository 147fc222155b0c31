/**
 * Words of WebAssembly as bytes: the few instructions that the network's inner loops need, and a module of such functions
 * over one memory. Assembled here so that nothing is compiled, fetched or shipped as a binary. Knows no mathematics.
 */

const leb = (value: number): number[] => {
  const bytes: number[] = []
  let v = value
  for (;;) {
    const byte = v & 0x7f
    v >>= 7
    const done = (v === 0 && (byte & 0x40) === 0) || (v === -1 && (byte & 0x40) !== 0)
    bytes.push(done ? byte : byte | 0x80)
    if (done) return bytes
  }
}
const uleb = (value: number): number[] => (value < 128 ? [value] : [(value & 0x7f) | 0x80, ...uleb(value >>> 7)])

const I32 = 0x7f
const V128 = 0x7b
export const get = (i: number): number[] => [0x20, ...uleb(i)]
export const set = (i: number): number[] => [0x21, ...uleb(i)]
export const int = (value: number): number[] => [0x41, ...leb(value)]
export const ADD = [0x6a]
export const MUL = [0x6c]
export const LESS = [0x48]
export const load = (offset: number): number[] => [0xfd, 0x00, 2, ...uleb(offset)]
export const loadSplat = (offset: number): number[] => [0xfd, 0x09, 2, ...uleb(offset)]
export const store = (offset: number): number[] => [0xfd, 0x0b, 2, ...uleb(offset)]
export const ADD4 = [0xfd, 0xe4, 0x01]
export const MUL4 = [0xfd, 0xe6, 0x01]
/** a · b + c, rounded once where the processor can (relaxed SIMD): the engine must be asked for it. */
export const MULADD4 = [0xfd, 0x85, 0x02]
/** Two 32-bit floats as 64-bit ones, and back: stores them at an address. */
export const load2 = (offset: number): number[] => [0xfd, 0x5d, 2, ...uleb(offset), 0xfd, 0x5f]
export const store2 = (address: number[], value: number[]): number[] => [
  ...address,
  ...value,
  ...[0xfd, 0x5e],
  ...[0xfd, 0x5b, 2, 0, 0],
]
/** Sums of two products of 16-bit numbers each, as four 32-bit numbers. */
export const DOT4 = [0xfd, 0xba, 0x01]
export const ADDINT4 = [0xfd, 0xae, 0x01]
export const FLOAT4 = [0xfd, 0xfa, 0x01]
export const ABS4 = [0xfd, 0xe0, 0x01]
export const MAX4 = [0xfd, 0xe9, 0x01]
export const DIV4 = [0xfd, 0xe7, 0x01]
/** Four floats rounded to the nearest whole numbers, and two such fours as eight 16-bit numbers. */
export const WHOLE4 = [0xfd, 0x6a, 0xfd, 0xf8, 0x01]
export const NARROW8 = [0xfd, 0x85, 0x01]
/** Of a vector given twice: its halves changed over, its pairs changed over. */
export const TURN_HALVES = [0xfd, 0x0d, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]
export const TURN_PAIRS = [0xfd, 0x0d, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11]
/** Four times the same float. */
export const splat4 = (value: number): number[] => [
  0xfd,
  0x0c,
  ...new Uint8Array(Float32Array.of(value, value, value, value).buffer),
]
export const ABS2 = [0xfd, 0xec, 0x01]
export const ADD2 = [0xfd, 0xf0, 0x01]
export const SUB2 = [0xfd, 0xf1, 0x01]
export const MUL2 = [0xfd, 0xf2, 0x01]
export const DIV2 = [0xfd, 0xf3, 0x01]
/** Twice the same 64-bit float. */
export const splat2 = (value: number): number[] => [0xfd, 0x0c, ...new Uint8Array(Float64Array.of(value, value).buffer)]
export const ZERO4 = [0xfd, 0x0c, ...new Array<number>(16).fill(0)]
export const step = (local: number, by: number[]): number[] => [...get(local), ...by, ...ADD, ...set(local)]
/** `do … while (left < right)`. */
export const loop = (body: number[], left: number, right: number): number[] => [
  0x03,
  0x40,
  ...body,
  ...get(left),
  ...get(right),
  ...LESS,
  0x0d,
  0,
  0x0b,
]

const section = (id: number, bytes: number[]): number[] => [id, ...uleb(bytes.length), ...bytes]
const text = (s: string): number[] => [s.length, ...Buffer.from(s)]
const each = (items: readonly number[][]): number[] => [items.length, ...items.flat()]

/** A function of 32-bit numbers that gives nothing. */
export interface Code {
  /** One letter. */
  name: string
  parameters: number
  /** Locals after the parameters: 32-bit numbers first, then vectors. */
  numbers: number
  vectors: number
  body: number[]
}

/** A module of functions on the imported memory `e.m`, each exported by its name. */
export const moduleOf = (functions: readonly Code[]): Uint8Array => {
  const types = functions.map((f) => [0x60, f.parameters, ...new Array<number>(f.parameters).fill(I32), 0])
  const bodies = functions.map((f) => {
    const bytes = [2, f.numbers, I32, f.vectors, V128, ...f.body, 0x0b]
    return [...uleb(bytes.length), ...bytes]
  })
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, each(types)),
    ...section(2, [1, ...text('e'), ...text('m'), 2, 0, 1]),
    ...section(3, [functions.length, ...functions.map((_, i) => i)]),
    ...section(7, each(functions.map((f, i) => [...text(f.name), 0, i]))),
    ...section(10, each(bodies)),
  ])
}
