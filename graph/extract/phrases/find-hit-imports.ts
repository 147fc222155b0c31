/**
 * Imports that a measure hits: "duties on imports of X from Y" says that Y supplies the country that sets them, and that
 * it buys X abroad. One sentence at a time; the measure itself is a frame's.
 */
import type { EntityType } from '../../contract.ts'
import { originsOf } from '../clauses/goods-origins.ts'
import { resolveRole } from '../clauses/resolve-arguments.ts'
import { childrenIn, coordinated, lemmaAt, prepositionOf, type SentenceTree } from '../clauses/sentence-tree.ts'
import type { EntityMention } from '../document.ts'
import type { Draft } from '../draft.ts'

const GOODS: ReadonlySet<EntityType> = new Set(['Commodity'])
const COUNTRIES: ReadonlySet<EntityType> = new Set(['Country', 'Region'])

/**
 * Supplies and imports out of the restrictions `found` in a sentence.
 * @param countryOf the country of a body that restricts, where it is known.
 */
export const findHitImports = (
  tree: SentenceTree,
  found: readonly Draft[],
  countryOf: (id: string) => string | null,
): Draft[] => {
  const measure = found.find((d) => d.predicate === 'RESTRICTS' && d.modality !== 'denied')
  const [actor, hit] = measure?.ends ?? []
  if (!measure || !actor || !hit) return []
  const country = measure.subject.startsWith('country:') ? measure.subject : countryOf(measure.subject)
  if (!country) return []
  const at = tree.tokens.findIndex((_, i) => ['import', 'imports'].includes(lemmaAt(tree, i)))
  const noun = tree.tokens[at]
  // "import duties" speak of the duty, not of a trade that there is.
  if (at < 0 || noun?.upos !== 'NOUN' || noun.deprel === 'compound') return []
  const own = originsOf(tree, [at], COUNTRIES).map((a) => a.mention)
  // "duties on some steel imports from A and B", with the origin hung on the duty: whom it hits.
  const from = tree.tokens.slice(at + 1, at + 7).some((t) => t.text.toLowerCase() === 'from')
  const sellers =
    own.length > 0 || !from
      ? own
      : found.flatMap((d) => (d.predicate === 'RESTRICTS' && d.object.startsWith('country:') ? d.ends.slice(1, 2) : []))
  const goods = resolveRole(
    tree,
    [
      ...childrenIn(tree, at, 'nmod').filter((c) => prepositionOf(tree, c) === 'of'),
      ...childrenIn(tree, at, 'compound'),
    ].flatMap((c) => coordinated(tree, c)),
    GOODS,
  ).map((a) => a.mention)
  const base = {
    title: null,
    modality: 'actual' as const,
    sentence: tree.index,
    trigger: at,
    rule: 'imports.hit',
    path: 'tree' as const,
    attributed: true,
  }
  const buyer: EntityMention = actor
  return [
    ...sellers
      .filter((s) => s.entity !== country)
      .map(
        (seller): Draft => ({
          ...base,
          subject: seller.entity,
          predicate: 'SUPPLIES',
          object: country,
          counterpart: null,
          commodities: goods.map((g) => g.entity),
          ends: [seller, buyer],
        }),
      ),
    ...goods.map(
      (good): Draft => ({
        ...base,
        subject: country,
        predicate: 'IMPORTS',
        object: good.entity,
        counterpart: sellers.length === 1 ? (sellers[0]?.entity ?? null) : null,
        commodities: [],
        ends: [buyer, good],
      }),
    ),
  ]
}
