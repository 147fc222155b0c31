/**
 * `npm run train -- --treebanks DIR --out DIR`: makes the shipped model files from the treebanks. Two runs give the same
 * bytes. `--epochs N` for a shorter trial; `--hold-out` keeps EWT dev out of training and scores it after each epoch.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packModel } from '../model-file.ts'
import { Network } from '../neural/network.ts'
import { packNetwork, unpackNetwork } from '../neural/network-file.ts'
import { countFeatures } from './count-features.ts'
import { drills } from './drills.ts'
import { nameTags } from './name-spans.ts'
import { scoreNetwork } from './score-network.ts'
import { trainLemmas } from './train-lemmas.ts'
import { configFrom, type Lesson, trainNetwork } from './train-network.ts'
import { readNameTags, readTreebank } from './treebank.ts'

/** Made-up sentences of trade news, about one in twelve. */
const DRILLS_COUNT = 1950

const { values } = parseArgs({
  options: {
    treebanks: { type: 'string' },
    out: { type: 'string' },
    epochs: { type: 'string', default: '13' },
    'hold-out': { type: 'boolean', default: false },
  },
})
if (!values.treebanks || !values.out) {
  process.stderr.write('usage: npm run train -- --treebanks DIR --out DIR\n')
  process.exit(2)
}
const folder = values.treebanks
const out = values.out
const say = (line: string): void => {
  process.stdout.write(`${Math.round(process.cpuUsage().user / 1e6)} s ${line}\n`)
}

mkdirSync(out, { recursive: true })
const ewt = readTreebank(folder, 'en_ewt-train.conllu')
const gum = readTreebank(folder, 'en_gum-open-train.conllu')
const dev = readTreebank(folder, 'en_ewt-dev.conllu')
const devNames = readNameTags(folder, 'en_ewt-dev.uner.iob2', dev)
const held = values['hold-out']
const trees = held ? [...ewt, ...gum] : [...ewt, ...gum, ...dev]
const lessons: Lesson[] = [
  ...ewt.map((gold) => ({ gold, names: null, tree: true })),
  ...gum.map((gold) => ({ gold, names: nameTags(gold), tree: true })),
  ...drills(DRILLS_COUNT, 21),
  ...dev.map((gold, i) => ({ gold, names: devNames[i]!, tree: !held })).filter((l) => l.tree || l.names !== null),
]

const words = packModel({ lemmas: trainLemmas(trees), feats: countFeatures(trees) }, {})
writeFileSync(join(out, 'words.bin.gz'), words)
say(`words.bin.gz ${(words.length / 1e6).toFixed(2)} MB`)

const config = configFrom(trees)
const settings = { rate: 0.0025, inputDrop: 0.3, layerDrop: 0.3, roleDrop: 0.3, tagWeight: 1, nameWeight: 2 }
const epochs = Number(values.epochs)
trainNetwork(lessons, config, settings, epochs, 3, (epoch, loss, trainer) => {
  say(`epoch ${epoch + 1} of ${epochs}, loss ${loss.toFixed(4)}`)
  if (held) say(`ewt-dev ${JSON.stringify(scoreNetwork(new Network(config, trainer.weights()), dev, devNames))}`)
  if (epoch < epochs - 1 && epoch % 4 !== 3) return
  const bytes = packNetwork(config, trainer.weights())
  writeFileSync(join(out, 'network.bin.gz'), bytes)
  say(`network.bin.gz ${(bytes.length / 1e6).toFixed(2)} MB`)
  // As shipped, on a test set, for the record only: nothing is chosen by it.
  const shipped = unpackNetwork(bytes)
  const pud = readTreebank(folder, 'en_pud-test.conllu')
  say(
    `pud ${JSON.stringify(scoreNetwork(new Network(shipped.config, shipped.weights), pud, readNameTags(folder, 'en_pud-test.uner.iob2', pud)))}`,
  )
})
