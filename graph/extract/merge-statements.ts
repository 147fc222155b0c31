/**
 * One fact, once: joins drafts of the same ends and predicate, keeps the strongest modality with its sentence, drops what a
 * closer predicate of the same sentence already says. Pure; order of the result is the order of the text.
 */
import { hash } from 'node:crypto'
import type { Statement } from '../contract.ts'
import { predicateRules, strongerModality } from '../ontology/ontology.ts'

/** Id of a statement: stable for article and triple. */
export const statementId = (article: string, subject: string, predicate: string, object: string): string =>
  `statement:${article}:${hash('sha256', `${subject}|${predicate}|${object}`).slice(0, 12)}`

/** Ends of a symmetric predicate stand in alphabetical order. */
export const orderEnds = <T extends Pick<Statement, 'subject' | 'predicate' | 'object'>>(statement: T): T =>
  predicateRules[statement.predicate].symmetric && statement.subject > statement.object
    ? { ...statement, subject: statement.object, object: statement.subject }
    : statement

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])]

/** What a closer predicate between the same two in the same sentence makes needless. */
const COVERED: Partial<Record<Statement['predicate'], readonly Statement['predicate'][]>> = {
  MEETS_WITH: [
    'PARTNERS_WITH',
    'AGREES_WITH',
    'PROPOSES',
    'SUPPLIES',
    'DISPUTES_WITH',
    'FINANCES',
    'OWNS',
    'SUPPORTS',
    'INVESTS_IN',
    'TRADES_WITH',
  ],
  PARTNERS_WITH: ['AGREES_WITH', 'SUPPLIES', 'OWNS', 'FINANCES', 'DISPUTES_WITH'],
  OPERATES_IN: ['DEVELOPS', 'LOCATED_IN', 'OWNS', 'INVESTS_IN', 'SUPPLIES', 'RESTRICTS'],
  SUPPLIES: ['RESTRICTS', 'FINANCES'],
  INVESTS_IN: ['FINANCES'],
}

const pairKey = ({ subject, object }: Statement): string =>
  subject < object ? `${subject} ${object}` : `${object} ${subject}`

/**
 * Exports to or imports from one side name it as counterpart; where the article tells several, each pair is a supply of
 * its own and the trade stands without a counterpart.
 */
const severalSides = (statements: readonly Statement[]): Statement[] => {
  const sides = new Map<string, Set<string>>()
  const trade = (s: Statement): boolean =>
    (s.predicate === 'EXPORTS' || s.predicate === 'IMPORTS') && s.counterpart !== null
  for (const s of statements) if (trade(s)) sides.set(s.id, (sides.get(s.id) ?? new Set()).add(s.counterpart as string))
  return statements.flatMap((s): Statement[] => {
    if (!trade(s) || (sides.get(s.id)?.size ?? 0) < 2) return [s]
    const side = s.counterpart as string
    const [subject, object] = s.predicate === 'EXPORTS' ? [s.subject, side] : [side, s.subject]
    const article = s.id.slice('statement:'.length, s.id.lastIndexOf(':'))
    return [
      { ...s, counterpart: null },
      {
        ...s,
        id: statementId(article, subject, 'SUPPLIES', object),
        subject,
        predicate: 'SUPPLIES',
        object,
        counterpart: null,
        commodities: union(s.commodities, s.object.startsWith('commodity:') ? [s.object] : []),
        rule: `${s.rule}.side`,
      },
    ]
  })
}

/** Joins equal statements and drops covered ones. `statements` in text order. */
export const mergeStatements = (statements: readonly Statement[]): Statement[] => {
  const here = new Map<string, Set<Statement['predicate']>>()
  const ordered = severalSides(statements).map(orderEnds)
  for (const s of ordered) {
    const key = `${s.start} ${pairKey(s)}`
    const known = here.get(key)
    if (known) known.add(s.predicate)
    else here.set(key, new Set([s.predicate]))
  }
  const merged = new Map<string, Statement>()
  for (const s of ordered) {
    const others = here.get(`${s.start} ${pairKey(s)}`)
    // Imports that a duty hits are told besides the duty, a venture besides what is signed for it.
    if (
      s.rule !== 'imports.hit' &&
      !['partner.venture', 'partner.agreement'].includes(s.rule) &&
      COVERED[s.predicate]?.some((p) => others?.has(p))
    )
      continue
    const known = merged.get(s.id)
    merged.set(s.id, known ? join(known, s) : s)
  }
  return dropNeedless([...merged.values()])
}

/** ACTIVE_IN only where no other statement already says so. */
const dropNeedless = (statements: Statement[]): Statement[] => {
  const said = new Set(
    statements
      .filter((s) => s.predicate !== 'ACTIVE_IN' && s.predicate !== 'LOCATED_IN')
      .flatMap((s) => s.sectors.map((sector) => `${s.subject} ${sector}`)),
  )
  return statements.filter((s) => s.predicate !== 'ACTIVE_IN' || !said.has(`${s.subject} ${s.object}`))
}

const join = (a: Statement, b: Statement): Statement => {
  // What a sentence says outright is the better evidence than what another leaves to be understood.
  const [first, second] = [a, b].map((s) => s.rule.startsWith('implied.'))
  const lead = first === second ? (strongerModality(a.modality, b.modality) === a.modality ? a : b) : first ? b : a
  const other = lead === a ? b : a
  return {
    ...lead,
    counterpart: lead.counterpart ?? other.counterpart,
    sectors: union(a.sectors, b.sectors),
    commodities: union(a.commodities, b.commodities),
    places: union(a.places, b.places),
    project: lead.project ?? other.project,
    event: lead.event ?? other.event,
    amount: lead.amount ?? other.amount,
    title: lead.title ?? other.title,
    // Said twice, from different words, it is likelier.
    confidence:
      a.start === b.start ? Math.max(a.confidence, b.confidence) : 1 - (1 - a.confidence) * (1 - 0.4 * b.confidence),
  }
}
