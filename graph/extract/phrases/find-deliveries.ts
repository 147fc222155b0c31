/**
 * Deliveries that a paper or talks are about: "the contract between X and Kenya provides for the delivery of pumps", "X is
 * negotiating the supply of pumps with Kenya". The company of the two delivers. One sentence at a time, out of the ties
 * that frames found in it; two companies or two countries tell no direction and give nothing.
 */
import { childrenIn, lemmaAt, prepositionOf, type SentenceTree, subtree } from '../clauses/sentence-tree.ts'
import type { Draft } from '../draft.ts'
import { cueWords } from '../lexicon/lexicons.ts'
import { weakerModality } from '../modality/modality-cues.ts'

const ACTS = cueWords('delivery-acts')
const WARES = cueWords('wares')

/** The goods of the first noun of delivery in the sentence that tells any; null where there is none. */
const delivered = (tree: SentenceTree): { at: number; goods: string[] } | null => {
  for (const [at, token] of tree.tokens.entries()) {
    if (token.upos !== 'NOUN' || !ACTS.has(lemmaAt(tree, at))) continue
    const of = childrenIn(tree, at, 'nmod').filter((c) => prepositionOf(tree, c) === 'of')
    const inside = of.flatMap((c) => subtree(tree, c))
    const goods = inside
      .flatMap((i) => tree.byHead[i] ?? [])
      .filter((m) => m.type === 'Commodity')
      .map((m) => m.entity)
    if (goods.length > 0 || of.some((c) => WARES.has(lemmaAt(tree, c)))) return { at, goods: [...new Set(goods)] }
  }
  return null
}

/** Supplies out of the ties `found` in a sentence that speaks of a delivery without saying whose. */
export const findDeliveries = (tree: SentenceTree, found: readonly Draft[]): Draft[] => {
  if (found.some((d) => ['SUPPLIES', 'EXPORTS', 'IMPORTS', 'DEVELOPS'].includes(d.predicate))) return []
  const tie = found.find((d) => d.predicate === 'AGREES_WITH' || d.predicate === 'PARTNERS_WITH')
  const company = tie?.ends.find((m) => m.type === 'Organization')
  const country = tie?.ends.find((m) => m.type === 'Country')
  if (!tie || !company || !country || tie.modality === 'denied') return []
  const delivery = delivered(tree)
  if (!delivery) return []
  return [
    {
      ...tie,
      subject: company.entity,
      predicate: 'SUPPLIES',
      object: country.entity,
      commodities: delivery.goods,
      trigger: delivery.at,
      rule: 'supply.agreed',
      ends: [company, country],
      modality: weakerModality(tie.modality, 'planned'),
    },
  ]
}
