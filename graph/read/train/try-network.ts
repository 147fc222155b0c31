import { parseArgs } from 'node:util'
import { Network } from '../neural/network.ts'
import { nameTags } from './name-spans.ts'
import { scoreNetwork } from './score-network.ts'
import { configFrom, type Lesson, trainNetwork } from './train-network.ts'
import { readNameTags, readTreebank } from './treebank.ts'

const { values } = parseArgs({ options: { treebanks: { type: 'string' }, epochs: { type: 'string', default: '12' }, limit: { type: 'string' }, rate: { type: 'string', default: '0.002' }, drop: { type: 'string', default: '0.3' } } })
const folder = values.treebanks!
const train = [...readTreebank(folder, 'en_ewt-train.conllu'), ...readTreebank(folder, 'en_gum-open-train.conllu')]
const dev = readTreebank(folder, 'en_ewt-dev.conllu')
const pud = readTreebank(folder, 'en_pud-test.conllu')
const devNames = readNameTags(folder, 'en_ewt-dev.uner.iob2', dev)
const pudNames = readNameTags(folder, 'en_pud-test.uner.iob2', pud)
let lessons: Lesson[] = [
  ...train.map((gold) => ({ gold, names: /^GUM/.test(gold.document) ? nameTags(gold) : null, tree: true })),
  ...dev.flatMap((gold, i) => (devNames[i] ? [{ gold, names: devNames[i]!, tree: false }] : [])),
]
if (values.limit) lessons = lessons.slice(0, Number(values.limit))
const config = configFrom(train)
const d = Number(values.drop)
const started = performance.now()
trainNetwork(lessons, config, { rate: Number(values.rate), inputDrop: d, layerDrop: d, roleDrop: d, tagWeight: 1, nameWeight: 1 }, Number(values.epochs), 3, (epoch, loss, trainer) => {
  const network = new Network(config, trainer.weights())
  const t = performance.now()
  const a = scoreNetwork(network, dev, null)
  const b = scoreNetwork(network, pud, pudNames)
  const rate = (25147 + 21180) / (performance.now() - t)
  process.stdout.write(`${((performance.now() - started) / 1000).toFixed(0)}s epoch ${epoch + 1} loss ${loss.toFixed(4)} dev ${JSON.stringify(a)} pud ${JSON.stringify(b)} ${rate.toFixed(1)}k tok/s\n`)
})
