/**
 * The loop of simple recurrent units (see recurrent-layer.ts) as WebAssembly: two units at a time in 64-bit floats, in the
 * order of the definition, so that its numbers are those of the scalar code that trains.
 */
import {
  ABS2,
  ADD,
  ADD2,
  type Code,
  DIV2,
  get,
  int,
  load2,
  loop,
  MUL2,
  SUB2,
  set,
  splat2,
  step,
  store2,
} from './wasm-code.ts'

/**
 * `u(gates, gatesStep, carried, carriedStep, output, outputStep, cell, state, rows)`: runs one direction over at least one
 * row; pointers to the first row in the order of reading, steps to the next in bytes. `state` must hold zeros.
 */
export const unitsCode = (hidden: number): Code => {
  const [gates, gatesStep, carried, carriedStep, output, outputStep, cell, state, rows] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
  const [row, pg, ps, po, pc, pl, end] = [9, 10, 11, 12, 13, 14, 15]
  const [half, one, last, z, f, r, c, s] = [16, 17, 18, 19, 20, 21, 22, 23]
  const block = hidden * 4
  /** A gate before it is bent: its product, what the state adds, its bias. */
  const gate = (product: number, weight: number, bias: number): number[] => [
    ...get(pg!),
    ...load2(product * block),
    ...get(pc!),
    ...load2(weight * block),
    ...get(last!),
    ...MUL2,
    ...ADD2,
    ...get(pc!),
    ...load2(bias * block),
    ...ADD2,
  ]
  /** 0.5 + 0.5 x / (1 + |x|): a sigmoid without an exponential. */
  const bent = (x: number): number[] => [
    ...get(half!),
    ...get(half!),
    ...get(x),
    ...MUL2,
    ...get(one!),
    ...get(x),
    ...ABS2,
    ...ADD2,
    ...DIV2,
    ...ADD2,
    ...set(x),
  ]
  const twoUnits = [
    ...[...get(pl!), ...load2(0), ...set(last!)],
    ...[...gate(1, 0, 2), ...set(f!), ...bent(f!)],
    ...[...gate(2, 1, 3), ...set(r!), ...bent(r!)],
    ...[...get(pg!), ...load2(0), ...set(z!)],
    // c = z + f (last - z)
    ...[...get(z!), ...get(f!), ...get(last!), ...get(z!), ...SUB2, ...MUL2, ...ADD2, ...set(c!)],
    ...store2(get(pl!), get(c!)),
    // output = s + r (c - s)
    ...[...get(ps!), ...load2(0), ...set(s!)],
    ...store2(get(po!), [...get(s!), ...get(r!), ...get(c!), ...get(s!), ...SUB2, ...MUL2, ...ADD2]),
    ...[pg!, ps!, po!, pc!, pl!].flatMap((pointer) => step(pointer, int(8))),
  ]
  const oneRow = [
    ...[...get(gates!), ...set(pg!), ...get(carried!), ...set(ps!), ...get(output!), ...set(po!)],
    ...[...get(cell!), ...set(pc!), ...get(state!), ...set(pl!)],
    ...loop(twoUnits, pl!, end!),
    ...step(gates!, get(gatesStep!)),
    ...step(carried!, get(carriedStep!)),
    ...step(output!, get(outputStep!)),
    ...step(row!, int(1)),
  ]
  return {
    name: 'u',
    parameters: 9,
    numbers: 7,
    vectors: 8,
    body: [
      ...[...splat2(0.5), ...set(half!), ...splat2(1), ...set(one!)],
      ...[...get(state!), ...int(block), ...ADD, ...set(end!)],
      ...[...int(0), ...set(row!)],
      ...loop(oneRow, row!, rows!),
    ],
  }
}
