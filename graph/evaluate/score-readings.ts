/**
 * Scores readings against annotated articles: precision, recall and F1 of entities, triples, pairs and country-sector
 * links, and of what the right triples say (modality, speaker, evidence, sectors), micro-averaged over all articles.
 * Also what a developer wants: errors, confusion of predicates, rules and confidence bins. Pure.
 */
import type { Entity, EntityType, Modality, Predicate, Statement } from '../contract.ts'
import { predicateRules } from '../ontology/ontology.ts'
import { alignEntities, foldName, type NamedEntity } from './align-entities.ts'

export interface GoldStatement {
  subject: string
  predicate: Predicate
  object: string
  modality: Modality
  speaker?: string | null
  sectors?: readonly string[]
  evidence?: string
}
export interface GoldArticle {
  id: string
  date: string
  title: string
  text: string
  entities: readonly NamedEntity[]
  statements: readonly GoldStatement[]
  countrySectors: readonly (readonly [string, string])[]
}
export interface SystemArticle {
  id: string
  entities: readonly (Entity | NamedEntity)[]
  statements: readonly (GoldStatement & Partial<Pick<Statement, 'rule' | 'confidence' | 'trigger'>>)[]
  countrySectors?: readonly (readonly [string, string])[]
}

export interface Figures {
  precision: number
  recall: number
  f1: number
  gold: number
  system: number
}
export interface ShareFigures {
  accuracy: number
  of: number
}
/** Keys and shapes as the corpus's own score prints them. */
export interface Score {
  entities: Figures
  triples: Figures
  pairs: Figures
  countrySectors: Figures
  sectorsOfMatched: Figures
  modality: ShareFigures
  speaker: ShareFigures
  evidence: ShareFigures
}

export interface ErrorLine {
  article: string
  kind: 'entity missed' | 'entity extra' | 'triple missed' | 'triple extra'
  what: string
  evidence: string
  rule: string | null
}

export interface DetailedScore {
  score: Score
  byType: Record<string, Figures>
  byPredicate: Record<string, Figures>
  /** "gold predicate → found predicate", for pairs that were found with another predicate. */
  confusion: Record<string, number>
  byRule: Record<string, { right: number; of: number }>
  /** Lower bound of a confidence bin of a tenth → how many of its statements were right. */
  byConfidence: Record<string, { right: number; of: number }>
  errors: ErrorLine[]
}

class Count {
  right = 0
  system = 0
  gold = 0
  add(gold: Iterable<string>, system: Iterable<string>): void {
    const [g, s] = [new Set(gold), new Set(system)]
    this.gold += g.size
    this.system += s.size
    for (const key of s) if (g.has(key)) this.right++
  }
  get figures(): Figures {
    const precision = this.system ? this.right / this.system : 0
    const recall = this.gold ? this.right / this.gold : 0
    const f1 = precision + recall ? (2 * precision * recall) / (precision + recall) : 0
    return { precision, recall, f1, gold: this.gold, system: this.system }
  }
}
class Share {
  hit = 0
  of = 0
  add(right: boolean): void {
    this.of++
    if (right) this.hit++
  }
  get figures(): ShareFigures {
    return { accuracy: this.of ? this.hit / this.of : 0, of: this.of }
  }
}

type Triple = Pick<GoldStatement, 'subject' | 'predicate' | 'object'>
const tripleKey = (t: Triple): string => {
  const ends = predicateRules[t.predicate]?.symmetric ? [t.subject, t.object].sort() : [t.subject, t.object]
  return `${ends[0]} ${t.predicate} ${ends[1]}`
}
const pairKey = (t: Triple): string => [t.subject, t.object].sort().join(' ')
const countInto = <K extends string>(
  record: Record<K, { right: number; of: number }>,
  key: K,
  right: boolean,
): void => {
  record[key] ??= { right: 0, of: 0 }
  record[key].of++
  if (right) record[key].right++
}

/** Scores a system's readings; an article that the system leaves out scores as empty. */
export const scoreReadings = (golds: readonly GoldArticle[], systems: readonly SystemArticle[]): DetailedScore => {
  const systemById = new Map(systems.map((s) => [s.id, s]))
  const counts = {
    entities: new Count(),
    triples: new Count(),
    pairs: new Count(),
    countrySectors: new Count(),
    sectorsOfMatched: new Count(),
  }
  const shares = { modality: new Share(), speaker: new Share(), evidence: new Share() }
  const types: Record<string, Count> = {}
  const predicates: Record<string, Count> = {}
  const confusion: Record<string, number> = {}
  const byRule: DetailedScore['byRule'] = {}
  const byConfidence: DetailedScore['byConfidence'] = {}
  const errors: ErrorLine[] = []
  for (const gold of golds) {
    const system = systemById.get(gold.id) ?? { id: gold.id, entities: [], statements: [], countrySectors: [] }
    const map = alignEntities(gold.entities, system.entities)
    const to = (id: string): string => map.get(id) ?? (id ? `?${id}` : id)
    const goldIds = gold.entities.map((e) => e.id)
    const systemIds = system.entities.map((e) => to(e.id))
    counts.entities.add(goldIds, systemIds)
    for (const type of new Set<EntityType>([...gold.entities, ...system.entities].map((e) => e.type))) {
      types[type] ??= new Count()
      types[type].add(
        gold.entities.filter((e) => e.type === type).map((e) => e.id),
        system.entities.filter((e) => e.type === type).map((e) => to(e.id)),
      )
    }
    const mapped = system.statements.map((s) => ({
      ...s,
      subject: to(s.subject),
      object: to(s.object),
      speaker: s.speaker ? to(s.speaker) : null,
    }))
    const goldTriples = new Map(gold.statements.map((s) => [tripleKey(s), s]))
    const systemTriples = new Map(mapped.map((s) => [tripleKey(s), s]))
    counts.triples.add(goldTriples.keys(), systemTriples.keys())
    counts.pairs.add(gold.statements.map(pairKey), mapped.map(pairKey))
    for (const predicate of new Set([...gold.statements, ...mapped].map((s) => s.predicate))) {
      predicates[predicate] ??= new Count()
      const of = (triples: Map<string, GoldStatement>): string[] =>
        [...triples].filter(([, s]) => s.predicate === predicate).map(([key]) => key)
      predicates[predicate].add(of(goldTriples), of(systemTriples))
    }
    for (const [key, g] of goldTriples) {
      const s = systemTriples.get(key)
      if (!s) continue
      shares.modality.add(s.modality === g.modality)
      shares.speaker.add((s.speaker ?? null) === (g.speaker ?? null))
      shares.evidence.add(Boolean(s.evidence) && foldName(s.evidence ?? '').includes(foldName(g.evidence ?? '')))
      const tagged = (list: readonly string[] | undefined): string[] =>
        (list ?? []).map((x) => `${gold.id} ${key} ${x}`)
      counts.sectorsOfMatched.add(tagged(g.sectors), tagged(s.sectors))
    }
    counts.countrySectors.add(
      gold.countrySectors.map((pair) => pair.join(' ')),
      (system.countrySectors ?? []).map((pair) => pair.join(' ')),
    )
    for (const [key, s] of systemTriples) {
      const right = goldTriples.has(key)
      if (s.rule) countInto(byRule, s.rule, right)
      if (s.confidence !== undefined)
        countInto(byConfidence, (Math.floor(Math.min(s.confidence, 0.999) * 10) / 10).toFixed(1), right)
      if (right) continue
      errors.push({
        article: gold.id,
        kind: 'triple extra',
        what: key,
        evidence: s.evidence ?? '',
        rule: s.rule ?? null,
      })
      const meant = [...goldTriples.values()].find((g) => pairKey(g) === pairKey(s) && !systemTriples.has(tripleKey(g)))
      if (meant) {
        const pair = `${meant.predicate} → ${s.predicate}`
        confusion[pair] = (confusion[pair] ?? 0) + 1
      }
    }
    for (const [key, s] of goldTriples)
      if (!systemTriples.has(key))
        errors.push({ article: gold.id, kind: 'triple missed', what: key, evidence: s.evidence ?? '', rule: null })
    for (const id of goldIds)
      if (!systemIds.includes(id))
        errors.push({ article: gold.id, kind: 'entity missed', what: id, evidence: '', rule: null })
    for (const id of systemIds)
      if (!goldIds.includes(id))
        errors.push({ article: gold.id, kind: 'entity extra', what: id, evidence: '', rule: null })
  }
  const figuresOf = (record: Record<string, Count>): Record<string, Figures> =>
    Object.fromEntries(
      Object.keys(record)
        .sort()
        .map((key) => [key, (record[key] as Count).figures]),
    )
  return {
    score: {
      entities: counts.entities.figures,
      triples: counts.triples.figures,
      pairs: counts.pairs.figures,
      countrySectors: counts.countrySectors.figures,
      sectorsOfMatched: counts.sectorsOfMatched.figures,
      modality: shares.modality.figures,
      speaker: shares.speaker.figures,
      evidence: shares.evidence.figures,
    },
    byType: figuresOf(types),
    byPredicate: figuresOf(predicates),
    confusion,
    byRule,
    byConfidence,
    errors,
  }
}
