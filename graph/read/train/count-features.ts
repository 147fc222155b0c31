/** Counts which morphological features go with a tag, and with a form under that tag where it differs. */
import type { GoldSentence } from './treebank.ts'

/** Features by `XPOS/UPOS` and by `lower case form|XPOS/UPOS`; the latter for closed classes and auxiliaries only. */
export const countFeatures = (sentences: readonly GoldSentence[]): Record<string, string> => {
  const counts = new Map<string, Map<string, number>>()
  for (const s of sentences) {
    for (const t of s.tokens) {
      const tag = `${t.xpos}/${t.upos}`
      for (const key of [tag, `${t.form.toLowerCase()}|${tag}`]) {
        const of = counts.get(key) ?? new Map<string, number>()
        of.set(t.feats, (of.get(t.feats) ?? 0) + 1)
        counts.set(key, of)
      }
    }
  }
  const feats: Record<string, string> = {}
  const keys = [...counts.keys()].sort((a, b) => Number(a.includes('|')) - Number(b.includes('|')) || (a < b ? -1 : 1))
  for (const key of keys) {
    const [best, n] = [...counts.get(key)!].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]!
    const bar = key.lastIndexOf('|')
    if (bar < 0) feats[key] = best
    else if (n >= 3 && feats[key.slice(bar + 1)] !== best && !/\/(?:PROPN|X|NOUN|ADJ|VERB)$/.test(key))
      feats[key] = best
  }
  return feats
}
