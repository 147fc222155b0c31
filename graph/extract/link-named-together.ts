/**
 * Countries and sectors that the text names together, where no statement ties them: in one sentence, in one that goes on
 * with the trade of the sentence before, or in an article that has one trade only. A weaker link than
 * `linkCountriesToSectors`, for the table that a single reading gives. The graph derives nothing from it: there every cell
 * has a statement behind it. On the annotated articles such a pair of one sentence is right about
 * two times in three, the others one time in two.
 */
import type { Statement } from '../contract.ts'
import { LONGEST_SENTENCE, type SentenceTree } from './clauses/sentence-tree.ts'
import type { EntityMention, ExtractDocument } from './document.ts'
import { countryInName, linkCountriesToSectors } from './link-countries-to-sectors.ts'
import { narrowSectors } from './narrow-sectors.ts'
import { sectorsOfName } from './qualifiers/sectors-of-entity.ts'

/** The one sector that at least half of what an article names of trades belongs to, or null. */
const mainSector = (document: ExtractDocument): string | null => {
  const counts = new Map<string, number>()
  let all = 0
  for (const m of document.mentions)
    if (m.type === 'Sector') {
      counts.set(m.entity, (counts.get(m.entity) ?? 0) + 1)
      all++
    }
  return [...counts].find(([, count]) => count > 1 && count * 2 >= all)?.[0] ?? null
}

/**
 * Sorted, unique [country id, sector id] pairs. `statements` tell where organisations are at home; `trees` are those of the
 * document's sentences.
 */
export const linkNamedTogether = (
  document: ExtractDocument,
  statements: readonly Statement[],
  trees: readonly Pick<SentenceTree, 'leads'>[],
): [string, string][] => {
  const homes = new Map<string, string>()
  for (const s of statements)
    if (s.predicate === 'LOCATED_IN' && s.subject.startsWith('org:') && s.object.startsWith('country:'))
      homes.set(s.subject, s.object)
  const pairs = new Map<string, [string, string]>()
  const add = (country: string, sector: string): void => {
    pairs.set(`${country} ${sector}`, [country, sector])
  }
  // What lies in a country is its trade, as far as the name of what lies there and the article tell it.
  const spoken = new Set(document.mentions.map((m) => m.entity))
  for (const s of statements) {
    const entity = document.entities.get(s.subject)
    if (s.predicate !== 'LOCATED_IN' || !s.object.startsWith('country:')) continue
    if (entity?.type !== 'Organization' && entity?.type !== 'Project') continue
    for (const sector of sectorsOfName(entity.name, entity.type)) if (spoken.has(sector)) add(s.object, sector)
  }
  const bySentence = document.syntax.sentences.map((): EntityMention[] => [])
  for (const mention of document.mentions) bySentence[mention.sentence]?.push(mention)
  const { sentences } = document.syntax
  for (const [i, sentence] of sentences.entries()) {
    const mentions = bySentence[i] ?? []
    const sectors = mentions.filter((m) => m.type === 'Sector')
    if (sentence.kind === 'source' || sentence.tokens.length > LONGEST_SENTENCE) continue
    if (sectors.length === 0) {
      // A sentence without a trade goes on with the one of the sentence before it, where that names one only.
      const before = sentences[i - 1]?.paragraph === sentence.paragraph ? (bySentence[i - 1] ?? []) : []
      const [only, ...others] = new Set(before.filter((m) => m.type === 'Sector').map((m) => m.entity))
      if (only && others.length === 0) for (const m of mentions) if (m.type === 'Country') add(m.entity, only)
      continue
    }
    // "Japanese Minister X" names a person's office, not what the country does.
    const office = (m: EntityMention): boolean =>
      m.kind === 'adjective' && trees[i]?.leads.get(m.from)?.type === 'Person'
    const countries = mentions.flatMap((m): string[] => {
      if (m.type === 'Country') return office(m) ? [] : [m.entity]
      const home = m.type === 'Organization' ? (homes.get(m.entity) ?? countryInName(m.entity)) : null
      return home ? [home] : []
    })
    const named = new Set(sectors.filter((m) => m.rule === 'sector.named').map((m) => m.entity))
    const close = narrowSectors([...new Set(sectors.map((m) => m.entity))], named)
    for (const sector of close) for (const country of countries) add(country, sector)
  }
  const main = mainSector(document)
  if (main) {
    const linked = new Set([...pairs.values(), ...linkCountriesToSectors(statements)].map(([country]) => country))
    for (const m of document.mentions) if (m.type === 'Country' && !linked.has(m.entity)) add(m.entity, main)
  }
  return [...pairs.keys()].sort().map((key) => pairs.get(key) as [string, string])
}
