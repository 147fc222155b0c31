/**
 * Rounds rows of floats to 16-bit whole numbers, as WebAssembly, for products in whole numbers: half the work of floats, and
 * exact, so the same on every machine.
 */
import {
  ABS4,
  ADD,
  type Code,
  DIV4,
  get,
  int,
  load,
  loop,
  MAX4,
  MUL4,
  NARROW8,
  set,
  splat4,
  step,
  store,
  TURN_HALVES,
  TURN_PAIRS,
  WHOLE4,
} from './wasm-code.ts'

/** Largest numbers of a rounded row and of a rounded column: 256 of their products fit in 32 bits. */
export const ROW_TOP = 8191
export const COLUMN_TOP = 1023

/**
 * `q(from, to, scales, rows, width)`: rounds rows of `width` bytes, a multiple of 32, each by its own largest number; writes the
 * whole numbers without gaps and for each row its scale in 16 bytes, four times the same.
 */
export const roundCode = (): Code => {
  const [from, to, scales, rows, width] = [0, 1, 2, 3, 4]
  const [row, end] = [5, 6]
  const [p, top, factor] = [7, 8, 9]
  const fold = (turn: number[]): number[] => [...get(top!), ...get(top!), ...get(top!), ...turn, ...MAX4, ...set(top!)]
  const largest = [
    ...[...get(top!), ...get(p!), ...load(0), ...ABS4, ...MAX4],
    ...[...get(p!), ...load(16), ...ABS4, ...MAX4, ...set(top!)],
    ...step(p!, int(32)),
  ]
  const four = (at: number): number[] => [...get(from!), ...load(at), ...get(factor!), ...MUL4, ...WHOLE4]
  const eight = [
    ...[...get(to!), ...four(0), ...four(16), ...NARROW8, ...store(0)],
    ...[...step(from!, int(32)), ...step(to!, int(16))],
  ]
  const oneRow = [
    ...[...splat4(1e-9), ...set(top!), ...get(from!), ...set(p!)],
    ...[...get(from!), ...get(width!), ...ADD, ...set(end!)],
    ...loop(largest, p!, end!),
    ...[...fold(TURN_HALVES), ...fold(TURN_PAIRS)],
    ...[...splat4(ROW_TOP), ...get(top!), ...DIV4, ...set(factor!)],
    ...loop(eight, from!, end!),
    ...[...get(scales!), ...get(top!), ...splat4(ROW_TOP), ...DIV4, ...store(0), ...step(scales!, int(16))],
    ...step(row!, int(1)),
  ]
  return {
    name: 'q',
    parameters: 5,
    numbers: 3,
    vectors: 2,
    body: [...int(0), ...set(row!), ...loop(oneRow, row!, rows!)],
  }
}
