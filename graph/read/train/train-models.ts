/**
 * `npm run train -- --treebanks DIR --out DIR`: makes the shipped model files from the treebanks. Same bytes every time.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { SparseWeights } from '../linear-model.ts'
import { LinearModel } from '../linear-model.ts'
import { packModel } from '../model-file.ts'
import { tagWords } from '../tag-words.ts'
import { formHashes } from '../word-forms.ts'
import { trainLemmas } from './train-lemmas.ts'
import { jackknife, parseTree, tagName, trainParser, trainTagger } from './train-linear.ts'
import { nameTags } from './name-spans.ts'
import { type NamedSentence, trainNames } from './train-names.ts'
import { type GoldSentence, readNameTags, readTreebank } from './treebank.ts'
import { NAME_TAGS, nameInput, tagNames } from '../find-names.ts'

const { values } = parseArgs({
  options: { treebanks: { type: 'string' }, out: { type: 'string' }, epochs: { type: 'string', default: '8' }, fast: { type: 'boolean', default: false } },
})
const folder = values.treebanks ?? ''
const out = values.out ?? ''
const say = (line: string): void => {
  process.stdout.write(`${((performance.now() / 1000) | 0).toString().padStart(5)}s ${line}\n`)
}
mkdirSync(out, { recursive: true })
const train = [...readTreebank(folder, 'en_ewt-train.conllu'), ...readTreebank(folder, 'en_gum-open-train.conllu')]
const dev = readTreebank(folder, 'en_ewt-dev.conllu')
const pud = readTreebank(folder, 'en_pud-test.conllu')

const count = new Map<string, number>()
for (const s of train) for (const t of s.tokens) count.set(tagName(t), (count.get(tagName(t)) ?? 0) + 1)
const tagList = [...count].filter(([, n]) => n >= 5).map(([tag]) => tag).sort()
const tagIds = new Map(tagList.map((tag, i) => [tag, i]))
const labelList = [...new Set(train.flatMap((s) => s.tokens.map((t) => t.deprel)))].sort()
const labelIds = new Map(labelList.map((label, i) => [label, i]))
const featsOf = new Map<string, Map<string, number>>()
for (const s of train) for (const t of s.tokens) {
  for (const key of [tagName(t), `${t.form.toLowerCase()}|${tagName(t)}`]) {
    const of = featsOf.get(key) ?? new Map<string, number>()
    of.set(t.feats, (of.get(t.feats) ?? 0) + 1)
    featsOf.set(key, of)
  }
}
const feats: Record<string, string> = {}
for (const [key, of] of [...featsOf].sort((a, b) => a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))) {
  const best = [...of].sort((a, b) => b[1] - a[1])[0]!
  const bar = key.lastIndexOf('|')
  if (bar < 0) feats[key] = best[0]
  else if (best[1] >= 3 && feats[key.slice(bar + 1)] !== best[0] && !/\/(PROPN|X|NOUN|ADJ|VERB)$/.test(key)) feats[key] = best[0]
}

const tagger = trainTagger(train, tagIds, 6, 1)
const taggerWeights = tagger.toSparse(0.2, 0.05)
const save = (name: string, w: SparseWeights, meta: object): void => {
  const bytes = packModel({ classes: w.classes, scale: w.scale, ...meta }, { keys: w.keys, lengths: w.lengths, pairClasses: w.pairClasses, pairWeights: w.pairWeights })
  writeFileSync(join(out, name), bytes)
  say(`${name}: ${w.keys.length} keys, ${w.pairWeights.length} weights, ${(bytes.length / 1e6).toFixed(2)} MB`)
}
save('tagger.bin.gz', taggerWeights, { tags: tagList })
const shipped = new LinearModel(taggerWeights)
const check = (name: string, sentences: readonly GoldSentence[]): Int32Array[] => {
  let [upos, xpos, n] = [0, 0, 0]
  const tags = sentences.map((s) => tagWords(shipped, s.tokens.map((t) => t.form)))
  sentences.forEach((s, i) => s.tokens.forEach((t, j) => {
    const [x, u] = tagList[tags[i]![j]!]!.split('/')
    n++
    if (x === t.xpos) xpos++
    if (u === t.upos) upos++
  }))
  say(`${name} UPOS ${((100 * upos) / n).toFixed(2)} XPOS ${((100 * xpos) / n).toFixed(2)}`)
  return tags
}
const devTags = check('ewt-dev', dev)
const pudTags = check('pud', pud)
const lemmas = trainLemmas(train)
writeFileSync(join(out, 'words.json.gz'), gzipSync(JSON.stringify({ lemmas, feats }), { level: 9 }))
say(`lemmas: ${Object.keys(lemmas.words).length} words, ${Object.keys(lemmas.endings).length} endings, ${Object.keys(feats).length} feats`)
const trainTags = jackknife(train, tagIds, values.fast ? 2 : 5, 5)
say('jackknifed')
const spansOf = (tags: readonly string[]): Set<string> => {
  const spans = new Set<string>()
  for (let i = 0; i < tags.length; i++) {
    if (!tags[i]!.startsWith('B-') || tags[i]!.endsWith('EVENT')) continue
    let end = i + 1
    while (end < tags.length && tags[end]!.startsWith('I-')) end++
    spans.add(`${i}:${end}:${tags[i]!.slice(2)}`)
  }
  return spans
}
const forms = (s: GoldSentence): string[] => s.tokens.map((t) => t.form)
const devNames = readNameTags(folder, 'en_ewt-dev.uner.iob2', dev)
const named: NamedSentence[] = [
  ...dev.flatMap((s, i) => (devNames[i] ? [{ forms: forms(s), tags: devTags[i]!, names: devNames[i]! }] : [])),
  ...train.flatMap((s, i) => (/^GUM/.test(s.document) ? [{ forms: forms(s), tags: trainTags[i]!, names: nameTags(s) }] : [])),
]
const nameWeights = trainNames(named, 10, 11).toSparse(0.2, 0.05)
save('names.bin.gz', nameWeights, {})
const nameModel = new LinearModel(nameWeights)
for (const name of ['en_pud-test', 'en_ewt-test']) {
  const sentences = readTreebank(folder, `${name}.conllu`)
  const gold = readNameTags(folder, `${name}.uner.iob2`, sentences)
  say(`${name}: ${gold.filter((g) => g === null).length} sentences without names file`)
  let [right, found, wanted] = [0, 0, 0]
  const bad: string[] = []
  sentences.forEach((s, i) => {
    if (!gold[i]) return
    const ids = tagNames(nameModel, nameInput(forms(s), tagWords(shipped, forms(s))))
    const mine = spansOf([...ids].map((id) => NAME_TAGS[id]!))
    const theirs = spansOf(gold[i]!)
    for (const span of mine) if (theirs.has(span)) right++
    else bad.push(`+${span} ${forms(s).slice(Number(span.split(':')[0]), Number(span.split(':')[1])).join(' ')}`)
    for (const span of theirs) if (!mine.has(span)) bad.push(`-${span} ${forms(s).slice(Number(span.split(':')[0]), Number(span.split(':')[1])).join(' ')}`)
    found += mine.size
    wanted += theirs.size
  })
  say(`${name} names P ${((100 * right) / found).toFixed(1)} R ${((100 * right) / wanted).toFixed(1)} F1 ${((200 * right) / (found + wanted)).toFixed(2)}`)
  if (values.fast) say(bad.slice(0, 150).join(' | '))
}
if (values.fast) process.exit(0)
const root = labelIds.get('root')!
const score = (name: string, sentences: readonly GoldSentence[], tags: Int32Array[], arcs: LinearModel, labels: LinearModel): void => {
  let [uas, las, n] = [0, 0, 0]
  sentences.forEach((s, i) => {
    const tree = parseTree(arcs, labels, s.tokens.map((t) => formHashes(t.form)), tags[i]!, root)
    s.tokens.forEach((t, j) => {
      if (t.upos === 'PUNCT') return
      n++
      if (tree.head[j] === t.head) {
        uas++
        if (labelList[tree.label[j]!] === t.deprel) las++
      }
    })
  })
  say(`${name} UAS ${((100 * uas) / n).toFixed(2)} LAS ${((100 * las) / n).toFixed(2)}`)
}
const epochs = Number(values.epochs)
trainParser(train, trainTags, labelIds, epochs, 7, (epoch, arcs, labels) => {
  if (epoch < epochs - 1 && epoch % 2 === 1) return
  const [a, l] = [arcs.toSparse(0.3, 0.1), labels.toSparse(0.4, 0.1)]
  const [am, lm] = [new LinearModel(a), new LinearModel(l)]
  say(`epoch ${epoch + 1}`)
  score('ewt-dev', dev, devTags, am, lm)
  score('pud', pud, pudTags, am, lm)
  save('arcs.bin.gz', a, {})
  save('labels.bin.gz', l, { labels: labelList })
})
