/**
 * Leaves out the sectors that an article names only in passing. Where a text has a main subject, one that it names again
 * and again, a sector that it touches once and says nothing of is no subject of it; and a sector that no word of the text
 * names, only the name of a body, says more of the body than of the deed. Pure; adds nothing.
 */
import type { Statement } from '../contract.ts'
import type { ExtractDocument } from './document.ts'

/** Mentions of the most named sector from which on the text has a main subject. */
const MAIN_SUBJECT = 5
/** The same for a single word for an activity ("training", "transit") that stands beside the subject. */
const MAIN_BESIDE_FIELD = 4
/** Goods of one sentence that make it a list. */
const LISTED = 3

/** Papers, partnerships and undertakings name their trades once each ("cooperation in transport and training"): no passing remark. */
const COMMON: ReadonlySet<Statement['predicate']> = new Set([
  'AGREES_WITH',
  'PARTNERS_WITH',
  'DEVELOPS',
  'INVESTS_IN',
  'FINANCES',
])

/** Sectors that are no subject of the article. Those that a statement has as an end never are. */
export const passingSectors = (document: ExtractDocument, statements: readonly Statement[]): ReadonlySet<string> => {
  const counts = new Map<string, number>()
  const fields = new Set<string>()
  const listed = new Set<string>()
  const goodsIn = new Map<number, number>()
  for (const m of document.mentions)
    if (m.type === 'Commodity') goodsIn.set(m.sentence, (goodsIn.get(m.sentence) ?? 0) + 1)
  for (const mention of document.mentions) {
    if (mention.type !== 'Sector') continue
    counts.set(mention.entity, (counts.get(mention.entity) ?? 0) + 1)
    if (mention.rule === 'sector.field') fields.add(mention.entity)
    if (mention.rule === 'sector.named') listed.add(mention.entity)
    if (mention.rule === 'sector.commodity' && (goodsIn.get(mention.sentence) ?? 0) >= LISTED)
      listed.add(mention.entity)
  }
  const main = Math.max(0, ...counts.values())
  const ends = new Set(statements.flatMap((s) => [s.subject, s.object, s.counterpart]))
  const used = new Set(statements.flatMap((s) => s.sectors))
  const common = new Set(statements.filter((s) => COMMON.has(s.predicate)).flatMap((s) => s.sectors))
  const named = new Set([...counts.keys(), ...statements.flatMap((s) => s.sectors)])
  return new Set(
    [...named].filter((id) => {
      const count = counts.get(id) ?? 0
      // "wants to export garments, footwear and furniture": a list of goods names each once.
      if (ends.has(id) || count > 1 || listed.has(id)) return false
      if (count === 1 && (!fields.has(id) || common.has(id)) && used.has(id)) return false
      return count === 0 || main >= (fields.has(id) ? MAIN_BESIDE_FIELD : MAIN_SUBJECT)
    }),
  )
}

/** The document and statements without them. */
export const settleSectors = (
  document: ExtractDocument,
  statements: readonly Statement[],
): { document: ExtractDocument; statements: Statement[] } => {
  const passing = passingSectors(document, statements)
  if (passing.size === 0) return { document, statements: [...statements] }
  return {
    document: {
      ...document,
      entities: new Map([...document.entities].filter(([id]) => !passing.has(id))),
      mentions: document.mentions.filter((m) => !passing.has(m.entity)),
    },
    statements: statements.map((s) =>
      s.sectors.some((id) => passing.has(id)) ? { ...s, sectors: s.sectors.filter((id) => !passing.has(id)) } : s,
    ),
  }
}
