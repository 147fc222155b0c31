/**
 * Countries and sectors that one sentence names together, where no statement ties them: a weaker link than
 * `linkCountriesToSectors`, for the table that a single reading gives. The graph derives nothing from it: there every cell
 * has a statement behind it. On the annotated articles such a pair is right about two times in three.
 */
import type { Statement } from '../contract.ts'
import { growTree, LONGEST_SENTENCE } from './clauses/sentence-tree.ts'
import type { EntityMention, ExtractDocument } from './document.ts'
import { countryInName } from './link-countries-to-sectors.ts'

/** Sorted, unique [country id, sector id] pairs. `statements` tell where organisations are at home. */
export const linkNamedTogether = (document: ExtractDocument, statements: readonly Statement[]): [string, string][] => {
  const homes = new Map<string, string>()
  for (const s of statements)
    if (s.predicate === 'LOCATED_IN' && s.subject.startsWith('org:') && s.object.startsWith('country:'))
      homes.set(s.subject, s.object)
  const bySentence = document.syntax.sentences.map((): EntityMention[] => [])
  for (const mention of document.mentions) bySentence[mention.sentence]?.push(mention)
  const pairs = new Map<string, [string, string]>()
  for (const [i, sentence] of document.syntax.sentences.entries()) {
    const mentions = bySentence[i] ?? []
    const sectors = mentions.filter((m) => m.type === 'Sector')
    if (sectors.length === 0 || sentence.kind === 'source' || sentence.tokens.length > LONGEST_SENTENCE) continue
    const tree = growTree(sentence, i, mentions)
    // "Japanese Minister X" names a person's office, not what the country does.
    const office = (m: EntityMention): boolean => m.kind === 'adjective' && tree.leads.get(m.from)?.type === 'Person'
    const countries = mentions.flatMap((m): string[] => {
      if (m.type === 'Country') return office(m) ? [] : [m.entity]
      const home = m.type === 'Organization' ? (homes.get(m.entity) ?? countryInName(m.entity)) : null
      return home ? [home] : []
    })
    for (const sector of sectors)
      for (const country of countries) pairs.set(`${country} ${sector.entity}`, [country, sector.entity])
  }
  return [...pairs.keys()].sort().map((key) => pairs.get(key) as [string, string])
}
