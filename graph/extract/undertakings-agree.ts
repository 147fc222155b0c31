/**
 * What lies in or comes out of an undertaking is as real as the undertaking itself: a mine that the article only plans or
 * has cancelled lies nowhere yet and makes nothing. Looks at drafts alone; changes modalities, finds nothing.
 */
import type { Modality } from '../contract.ts'
import { strongerModality } from '../ontology/ontology.ts'
import type { SentenceTree } from './clauses/sentence-tree.ts'
import type { Draft } from './draft.ts'

const TELLING: readonly Draft['predicate'][] = ['DEVELOPS', 'INVESTS_IN', 'FINANCES', 'SUPPORTS']
/** Facts of noun phrases, which say nothing of when. */
const TIMELESS = /^(?:locate\.(?!verb|copula)|produce\.(?:nested|capacity))/

const takeOn = (fact: Draft, plan: Modality | undefined): Draft =>
  plan && plan !== 'actual' && fact.modality === 'actual' ? { ...fact, modality: plan, attributed: true } : fact

/** Within one sentence: the facts of its noun phrases take the modality that its verbs give to the undertaking. */
export const agreeInSentence = (tree: SentenceTree, facts: readonly Draft[], framed: readonly Draft[]): Draft[] => {
  const plans = new Map<string, Modality>()
  for (const draft of framed)
    if (draft.object.startsWith('project:') && TELLING.includes(draft.predicate))
      plans.set(draft.object, draft.modality)
  // "is putting up a potash mine": what is being built makes nothing yet.
  const rising = new Set(
    framed.filter((d) => d.predicate === 'DEVELOPS' && tree.tokens[d.trigger]?.xpos === 'VBG').map((d) => d.object),
  )
  return facts.map((fact) => {
    const told = plans.get(fact.subject)
    return takeOn(
      fact,
      told === 'actual' && fact.predicate === 'PRODUCES' && rising.has(fact.subject) ? 'planned' : told,
    )
  })
}

/** Over the whole article: what all who build or pay for an undertaking only plan, or have given up. */
export const agreeInArticle = (drafts: readonly Draft[]): Draft[] => {
  const plans = new Map<string, Modality>()
  const building = new Map<string, Modality>()
  for (const draft of drafts) {
    if (!draft.object.startsWith('project:') || !TELLING.includes(draft.predicate) || draft.modality === 'denied')
      continue
    if (draft.predicate === 'DEVELOPS') {
      const built = building.get(draft.object)
      building.set(draft.object, built ? strongerModality(built, draft.modality) : draft.modality)
    }
    const known = plans.get(draft.object)
    plans.set(draft.object, known ? strongerModality(known, draft.modality) : draft.modality)
  }
  return drafts.map((draft) => {
    if (TIMELESS.test(draft.rule)) return takeOn(draft, plans.get(draft.subject))
    // What is lent or delivered to it by implication is as real as it is.
    return /^implied\.(?:finances|supplies)\.opening$/.test(draft.rule)
      ? takeOn(draft, building.get(draft.object))
      : draft
  })
}
