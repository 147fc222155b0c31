/** Trains the network on the treebanks: epochs of shuffled batches, a falling rate, a few sentences recast in capitals. */

import type { NetworkWeights } from '../neural/network.ts'
import { NAME_TAGS, type NetworkConfig, wordKey, wordParts } from '../neural/network-shape.ts'
import { vectorRow } from '../word-vectors.ts'
import { NetworkTrainer, type TrainSettings } from './network-trainer.ts'
import { randomFrom, shuffled } from './random.ts'
import { DOUBT } from './silver-names.ts'
import type { Team } from './team.ts'
import type { TrainSentence } from './train-sentence.ts'
import type { GoldSentence } from './treebank.ts'

/**
 * A sentence to train on; `names` null where it has none marked, a name `?` where it is not sure, `tree` false where only its
 * names are used.
 */
export interface Lesson {
  gold: GoldSentence
  names: readonly string[] | null
  tree: boolean
  /** How much its names weigh, 1 if not given. */
  trust?: number
}

const BATCH = 500
const MAX_LESSON = 200
/** How often a word is read without its own vector: this over this plus the times it is seen. */
const RARE = 0.8

export const configFrom = (sentences: readonly GoldSentence[]): NetworkConfig => {
  const words = new Map<string, number>()
  const tags = new Map<string, number>()
  const labels = new Set<string>()
  for (const s of sentences) {
    for (const t of s.tokens) {
      const key = wordKey(t.form)
      words.set(key, (words.get(key) ?? 0) + 1)
      const tag = `${t.xpos}/${t.upos}`
      tags.set(tag, (tags.get(tag) ?? 0) + 1)
      labels.add(t.deprel)
    }
  }
  return {
    words: [...words]
      .filter(([, n]) => n >= 2)
      .map(([word]) => word)
      .sort(),
    tags: [...tags]
      .filter(([, n]) => n >= 3)
      .map(([tag]) => tag)
      .sort(),
    labels: [...labels].sort(),
    names: [...NAME_TAGS],
  }
}

const titled = (form: string): string =>
  /^\p{Ll}/u.test(form) && form.length > 3 ? form[0]!.toUpperCase() + form.slice(1) : form

/** Lessons as the newsroom would set them: sometimes all in capitals, sometimes as a title, sometimes without its stop. */
const recast = (lesson: Lesson, random: () => number): { forms: string[]; length: number } => {
  let forms = lesson.gold.tokens.map((t) => t.form)
  const dice = random()
  if (dice < 0.02) forms = forms.map((f) => f.toUpperCase())
  else if (dice < 0.05) forms = forms.map(titled)
  const last = lesson.gold.tokens.at(-1)!
  const stop = last.upos === 'PUNCT' && last.form === '.' && last.head >= 0
  return { forms, length: stop && random() < 0.06 ? forms.length - 1 : forms.length }
}

export interface Course {
  settings: TrainSettings
  /** Epochs over which the rate would fall to nothing, and after how many of them the course ends. */
  epochs: number
  end: number
  seed: number
  /** Whether the lists of names are used. */
  hints: boolean
  /** Weights to start from. */
  start?: NetworkWeights
}

/** Trains a network; `report` is called after each epoch. */
export const trainNetwork = (
  lessons: readonly Lesson[],
  config: NetworkConfig,
  course: Course,
  report: (epoch: number, loss: number, trainer: NetworkTrainer) => void,
  team: Team | null = null,
): NetworkTrainer => {
  const { settings, epochs, seed } = course
  const trainer = new NetworkTrainer(config, settings, seed, team)
  if (course.start) trainer.start(course.start)
  const random = randomFrom(seed + 1)
  const rowOf = new Map(config.words.map((word, i) => [word, i + 1]))
  const tagOf = new Map(config.tags.map((tag, i) => [tag, i]))
  const labelOf = new Map(config.labels.map((label, i) => [label, i]))
  const nameOf = new Map(config.names.map((name, i) => [name, i]))
  const seen = new Map<string, number>()
  for (const { gold } of lessons)
    for (const t of gold.tokens) seen.set(wordKey(t.form), (seen.get(wordKey(t.form)) ?? 0) + 1)
  const partsOf = new Map<string, Int32Array>()
  const parts = (form: string): Int32Array => {
    let rows = partsOf.get(form)
    if (!rows) {
      rows = wordParts(form, course.hints)
      partsOf.set(form, rows)
    }
    return rows
  }
  const usable = lessons.filter(({ gold }) => gold.tokens.length <= MAX_LESSON)
  const fixed = usable.map((lesson) => {
    const { gold, names, tree } = lesson
    const n = gold.tokens.length
    return {
      lesson,
      keys: gold.tokens.map((t) => wordKey(t.form)),
      vectors: Int32Array.from(gold.tokens, (t) => vectorRow(t.form)),
      tags: Int32Array.from(gold.tokens, (t) => (tree ? (tagOf.get(`${t.xpos}/${t.upos}`) ?? -1) : -1)),
      heads: tree ? Int32Array.from(gold.tokens, (t) => (t.head < 0 ? n : t.head)) : null,
      labels: Int32Array.from(gold.tokens, (t) => labelOf.get(t.deprel) ?? -1),
      names: names === null ? null : Int32Array.from(names, (name) => (name === DOUBT ? -1 : (nameOf.get(name) ?? 0))),
    }
  })
  const numbered = (f: (typeof fixed)[number]): TrainSentence => {
    const { forms, length } = recast(f.lesson, random)
    const words = new Int32Array(length)
    for (let i = 0; i < length; i++) {
      const key = f.keys[i]!
      // A rare word is now and then read by its parts alone.
      words[i] = random() < RARE / (RARE + seen.get(key)!) ? 0 : (rowOf.get(key) ?? 0)
    }
    const heads = f.heads === null ? null : f.heads.slice(0, length)
    if (heads !== null && length < f.keys.length)
      for (let i = 0; i < length; i++) if (heads[i] === f.keys.length) heads[i] = length
    return {
      words,
      parts: forms.slice(0, length).map(parts),
      vectors: f.vectors.subarray(0, length),
      tags: f.tags.subarray(0, length),
      heads,
      labels: f.labels.subarray(0, length),
      names: f.names === null ? null : f.names.subarray(0, length),
      trust: f.lesson.trust ?? 1,
    }
  }
  const tokens = usable.reduce((sum, { gold }) => sum + gold.tokens.length, 0)
  const steps = Math.ceil((epochs * tokens) / BATCH)
  let step = 0
  for (let epoch = 0; epoch < course.end; epoch++) {
    let [loss, batches, size] = [0, 0, 0]
    let batch: TrainSentence[] = []
    const flush = (): void => {
      if (batch.length === 0) return
      const warm = Math.min(1, (step + 1) / Math.min(200, steps / 10))
      const fall = Math.max(0.02, 1 - step / steps)
      loss += trainer.step(batch, settings.rate * warm * fall)
      batches++
      step++
      batch = []
      size = 0
    }
    for (const f of shuffled(fixed, random)) {
      if (size + f.keys.length > BATCH * 1.15) flush()
      batch.push(numbered(f))
      size += f.keys.length
      if (size >= BATCH) flush()
    }
    flush()
    report(epoch, loss / batches, trainer)
  }
  return trainer
}
