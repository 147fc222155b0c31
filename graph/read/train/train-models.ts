/**
 * `npm run train -- --treebanks DIR --out DIR`: makes the shipped model files from the treebanks. Two runs give the same
 * bytes. `--keep DIR` keeps the networks of the courses; `--first FILE` takes the first one's from a file instead of training it.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { isMainThread } from 'node:worker_threads'
import { packModel } from '../model-file.ts'
import { Network } from '../neural/network.ts'
import { packNetwork, unpackNetwork } from '../neural/network-file.ts'
import { countFeatures } from './count-features.ts'
import { countTags } from './count-tags.ts'
import { drills } from './drills.ts'
import { nameTags } from './name-spans.ts'
import { scoreNetwork } from './score-network.ts'
import { silverNames } from './silver-names.ts'
import { joinTeam, startTeam } from './team.ts'
import { trainLemmas } from './train-lemmas.ts'
import { type Course, configFrom, type Lesson, trainNetwork } from './train-network.ts'
import { readNameTags, readTreebank } from './treebank.ts'

/** Made-up sentences of trade news in the second course, about one in ten. */
const DRILLS_COUNT = 2640
/** Weight of names that were not marked by people. */
const SILVER_TRUST = 0.5

const { values } = parseArgs({
  options: {
    treebanks: { type: 'string' },
    out: { type: 'string' },
    first: { type: 'string' },
    keep: { type: 'string' },
  },
})
if (!values.treebanks || !values.out) {
  process.stderr.write('usage: npm run train -- --treebanks DIR --out DIR [--keep DIR] [--first FILE]\n')
  process.exit(2)
}
const folder = values.treebanks
// Older engines know relaxed SIMD only when asked; newer ones do not know the flag and need none.
setFlagsFromString('--experimental-wasm-relaxed-simd')
const out = values.out
const say = (line: string): void => {
  if (isMainThread) process.stdout.write(`${Math.round(process.cpuUsage().user / 1e6)} s ${line}\n`)
}

const team = isMainThread ? startTeam(new URL(import.meta.url)) : joinTeam()
const write = (name: string, bytes: Buffer): void => {
  if (isMainThread) writeFileSync(join(out, name), bytes)
  say(`${name} ${(bytes.length / 1e6).toFixed(2)} MB`)
}
mkdirSync(out, { recursive: true })
const ewt = readTreebank(folder, 'en_ewt-train.conllu')
const gum = readTreebank(folder, 'en_gum-open-train.conllu')
const dev = readTreebank(folder, 'en_ewt-dev.conllu')
const devNames = readNameTags(folder, 'en_ewt-dev.uner.iob2', dev)
const trees = [...ewt, ...gum, ...dev]
const silver = (typer: Network | null): Lesson[] => {
  const names = typer && silverNames(typer, ewt)
  return ewt.map((gold, i) => ({ gold, names: names && names[i]!, tree: true, trust: SILVER_TRUST }))
}
/** The treebanks' sentences; those of EWT train with the names that `typer` gives them, if there is one. */
const lessons = (peoples: boolean, typer: Network | null): Lesson[] => [
  ...silver(typer),
  ...gum.map((gold) => ({ gold, names: nameTags(gold, peoples), tree: true })),
  ...dev.map((gold, i) => ({ gold, names: devNames[i]!, tree: true })),
]
/** Universal NER's names again, without their trees: few as they are, names are to be found in their manner. */
const namesAgain = (times: number): Lesson[] =>
  Array.from({ length: times }, () => dev.map((gold, i) => ({ gold, names: devNames[i]!, tree: false }))).flat()

const config = configFrom(trees)
const tagsByLabel = countTags(trees, config)
const words = packModel({ lemmas: trainLemmas(trees), feats: countFeatures(trees) }, { tagsByLabel })
write('words.bin.gz', words)
const settings = { inputDrop: 0.25, layerDrop: 0.15, roleDrop: 0.2, tagWeight: 1, nameWeight: 2, fused: true }

/** Runs a course and gives its packed network. PUD is scored for the record only: nothing is chosen by it. */
const teach = (name: string, course: Course, with_: readonly Lesson[]): Buffer => {
  const trainer = trainNetwork(
    with_,
    config,
    course,
    (epoch, loss) => {
      say(`epoch ${epoch + 1} of ${course.end}, loss ${loss.toFixed(4)}`)
    },
    team,
  )
  const bytes = packNetwork(config, trainer.weights())
  if (!isMainThread) return bytes
  if (values.keep) writeFileSync(join(values.keep, `${name}.bin.gz`), bytes)
  const shipped = unpackNetwork(bytes)
  const pud = readTreebank(folder, 'en_pud-test.conllu')
  const names = readNameTags(folder, 'en_pud-test.uner.iob2', pud)
  say(`pud ${JSON.stringify(scoreNetwork(new Network(shipped.config, shipped.weights, tagsByLabel), pud, names))}`)
  return bytes
}

// First the treebanks alone; then, from there, the drills and the lists of names come in and the rate falls to nothing.
const first = values.first
  ? readFileSync(values.first)
  : teach(
      'first',
      { settings: { ...settings, rate: 0.002 }, epochs: 12, end: 9, seed: 3, hints: false },
      lessons(true, null),
    )
const { weights } = unpackNetwork(first)
const gumAgain = gum.map((gold) => ({ gold, names: nameTags(gold), tree: true }))
const second = teach(
  'second',
  { settings: { ...settings, rate: 0.0012 }, epochs: 8, end: 8, seed: 7, hints: true, start: weights },
  [
    ...lessons(false, new Network(config, weights, null, true)),
    ...gumAgain,
    ...namesAgain(2),
    ...drills(DRILLS_COUNT, 21),
  ],
)
write('network.bin.gz', second)
