/** Loads the shipped model files, once, when they are first asked for. Reads only graph/read/models. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { packageFile } from '../package-root.ts'
import type { LemmaTable } from './lemmatise.ts'
import { LinearModel, type SparseWeights } from './linear-model.ts'
import { unpackModel } from './model-file.ts'

export interface Models {
  tagger: LinearModel
  arcs: LinearModel
  labels: LinearModel
  names: LinearModel
  /** `XPOS/UPOS` by tag id. */
  tags: { xpos: string; upos: string }[]
  labelNames: string[]
  root: number
  lemmas: LemmaTable
  /** Features by `XPOS/UPOS` and by `lower case form|XPOS/UPOS`. */
  feats: Readonly<Record<string, string>>
}

const readLinear = (name: string): { model: LinearModel; meta: { tags?: string[]; labels?: string[] } } => {
  const file = unpackModel(readFileSync(packageFile(`graph/read/models/${name}`)))
  const meta = file.meta as { classes: number; scale: number; tags?: string[]; labels?: string[] }
  const weights = { classes: meta.classes, scale: meta.scale, ...Object.fromEntries(file.arrays) } as unknown as SparseWeights
  return { model: new LinearModel(weights), meta }
}

const load = (): Models => {
  const tagger = readLinear('tagger.bin.gz')
  const labels = readLinear('labels.bin.gz')
  const words = JSON.parse(gunzipSync(readFileSync(packageFile('graph/read/models/words.json.gz'))).toString('utf8')) as {
    lemmas: LemmaTable
    feats: Record<string, string>
  }
  const labelNames = labels.meta.labels ?? []
  return {
    tagger: tagger.model,
    arcs: readLinear('arcs.bin.gz').model,
    labels: labels.model,
    names: readLinear('names.bin.gz').model,
    tags: (tagger.meta.tags ?? []).map((tag) => {
      const slash = tag.lastIndexOf('/')
      return { xpos: tag.slice(0, slash), upos: tag.slice(slash + 1) }
    }),
    labelNames,
    root: labelNames.indexOf('root'),
    ...words,
    lemmas: words.lemmas,
  }
}

let loaded: Models | null = null

/** The models; the first call loads them. */
export const models = (): Models => {
  loaded ??= load()
  return loaded
}
