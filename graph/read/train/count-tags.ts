/** Counts which relations words of a tag have, so that a word's relation has a say in its tag. */
import type { NetworkConfig } from '../neural/network-shape.ts'
import type { GoldSentence } from './treebank.ts'

/** Ten times the logarithm of the share that each label has among the words of each tag: a row for each label, a column for each tag. */
export const countTags = (sentences: readonly GoldSentence[], { tags, labels }: NetworkConfig): Int8Array => {
  const tagOf = new Map(tags.map((tag, i) => [tag, i]))
  const labelOf = new Map(labels.map((label, i) => [label, i]))
  const counts = new Float64Array(labels.length * tags.length)
  const totals = new Float64Array(tags.length)
  for (const { tokens } of sentences) {
    for (const t of tokens) {
      const tag = tagOf.get(`${t.xpos}/${t.upos}`)
      const label = labelOf.get(t.deprel)
      if (tag === undefined || label === undefined) continue
      counts[label * tags.length + tag]!++
      totals[tag]!++
    }
  }
  return Int8Array.from(counts, (n, i) =>
    Math.max(-127, Math.round(10 * Math.log((n + 0.5) / (totals[i % tags.length]! + 0.5 * labels.length)))),
  )
}
