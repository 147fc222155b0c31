/** Loads the shipped model files, once, when they are first asked for. Reads only graph/read/models. */
import { readFileSync } from 'node:fs'
import { packageFile } from '../package-root.ts'
import type { LemmaTable } from './lemmatise.ts'
import { unpackModel } from './model-file.ts'
import { Network } from './neural/network.ts'
import { unpackNetwork } from './neural/network-file.ts'

export interface Models {
  network: Network
  /** `XPOS/UPOS` by tag id. */
  tags: { xpos: string; upos: string; name: string }[]
  lemmas: LemmaTable
  /** Features by `XPOS/UPOS` and by `lower case form|XPOS/UPOS`. */
  feats: Readonly<Record<string, string>>
}

const load = (): Models => {
  const read = (name: string): Buffer => readFileSync(packageFile(`graph/read/models/${name}`))
  const { config, weights } = unpackNetwork(read('network.bin.gz'))
  const file = unpackModel(read('words.bin.gz'))
  const words = file.meta as { lemmas: LemmaTable; feats: Record<string, string> }
  return {
    network: new Network(config, weights, file.arrays.get('tagsByLabel')),
    tags: config.tags.map((name) => {
      const slash = name.lastIndexOf('/')
      return { xpos: name.slice(0, slash), upos: name.slice(slash + 1), name }
    }),
    ...words,
  }
}

let loaded: Models | null = null

/** The models; the first call loads them. */
export const models = (): Models => {
  loaded ??= load()
  return loaded
}
