/** Packs a trained network into a model file and reads it back. Vectors are kept as bytes with a scale for each row. */
import { type ModelArray, packModel, unpackModel } from '../model-file.ts'
import type { NetworkWeights } from './network.ts'
import { type NetworkConfig, PART_SIZE, WORD_SIZE, weightShapes } from './network-shape.ts'

/** A table of rows of `size` floats as bytes with a scale for each row. */
export const quantised = (table: Float32Array, size: number): { data: Int8Array; scales: Float32Array } => {
  const rows = table.length / size
  const data = new Int8Array(table.length)
  const scales = new Float32Array(rows)
  for (let r = 0; r < rows; r++) {
    let top = 0
    for (let i = 0; i < size; i++) top = Math.max(top, Math.abs(table[r * size + i]!))
    if (top === 0) continue
    scales[r] = top / 127
    for (let i = 0; i < size; i++) data[r * size + i] = Math.round((table[r * size + i]! * 127) / top)
  }
  return { data, scales }
}

/** Bytes of the model file. Rows of `parts` that training never touched are zeroed by giving them in `unused`. */
export const packNetwork = (config: NetworkConfig, weights: NetworkWeights): Buffer => {
  if (!(weights.words instanceof Float32Array) || !(weights.parts instanceof Float32Array))
    throw new Error('only fresh weights are packed')
  const words = quantised(weights.words, WORD_SIZE)
  const parts = quantised(weights.parts, PART_SIZE)
  const arrays: Record<string, ModelArray> = {
    wordData: words.data,
    wordScales: words.scales,
    partData: parts.data,
    partScales: parts.scales,
  }
  for (const name of Object.keys(weightShapes(config))) arrays[name] = weights.dense.get(name)!.data
  return packModel({ config }, arrays)
}

/** Reads what `packNetwork` wrote. */
export const unpackNetwork = (bytes: Uint8Array): { config: NetworkConfig; weights: NetworkWeights } => {
  const file = unpackModel(bytes)
  const { config } = file.meta as { config: NetworkConfig }
  const array = (name: string): ModelArray => {
    const found = file.arrays.get(name)
    if (!found) throw new Error(`the model file lacks ${name}`)
    return found
  }
  const dense: NetworkWeights['dense'] = new Map()
  for (const [name, [rows, columns]] of Object.entries(weightShapes(config))) {
    dense.set(name, { rows, columns, data: array(name) as Float32Array })
  }
  return {
    config,
    weights: {
      words: { data: array('wordData') as Int8Array, scales: array('wordScales') as Float32Array },
      parts: { data: array('partData') as Int8Array, scales: array('partScales') as Float32Array },
      dense,
    },
  }
}
