/**
 * The reader: an article in, entities and statements out. A pure function of (article, lexicon, models): no clock, no
 * network, no store. Each stage is a function of its own; this file only says in which order they run.
 */
import type { Article, Entity, Mention, Reading } from './contract.ts'
import { resolveReferences } from './extract/coreference/resolve-references.ts'
import type { ExtractDocument } from './extract/document.ts'
import { findRoleDrafts } from './extract/find-role-drafts.ts'
import { type Found, findStatements } from './extract/find-statements.ts'
import { linkCountriesToSectors } from './extract/link-countries-to-sectors.ts'
import { linkNamedTogether } from './extract/link-named-together.ts'
import { markNames } from './extract/mentions/mark-names.ts'
import { settleSectors } from './extract/settle-sectors.ts'
import { attributeSpeakers } from './extract/speakers/attribute-speakers.ts'
import { sectorById } from './ontology/ontology.ts'
import { parseText } from './read/parse-text.ts'
import type { Syntax } from './read/syntax.ts'

/** A reading with what led to it, for `explain` and for tests of single stages. */
export interface DetailedReading extends Reading {
  syntax: Syntax
  document: ExtractDocument | null
  misses: Found['misses']
}

const languages: Record<string, string> = {
  und: 'a language that could not be told',
  ru: 'Russian',
  zh: 'Chinese',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  pt: 'Portuguese',
  ar: 'Arabic',
  tr: 'Turkish',
  ja: 'Japanese',
  ko: 'Korean',
  it: 'Italian',
}

const nothing = (syntax: Syntax, note: string): DetailedReading => ({
  entities: [],
  mentions: [],
  statements: [],
  countrySectors: [],
  notes: [note],
  syntax,
  document: null,
  misses: [],
})

/** Sectors that statements name but no words of the text: they are nodes of the graph all the same. */
const sectorEntities = (ids: Iterable<string>, known: ReadonlyMap<string, Entity>): Entity[] =>
  [...new Set(ids)]
    .filter((id) => !known.has(id))
    .map((id) => ({ id, type: 'Sector', name: sectorById.get(id)?.label ?? id, aliases: [] }))

/** Reads one article and keeps what led to each statement. */
export const readInDetail = (article: Article): DetailedReading => {
  const syntax = parseText(article.text, { title: article.title })
  if (syntax.sentences.length === 0) return nothing(syntax, 'The text is empty.')
  if (syntax.language !== 'en')
    return nothing(
      syntax,
      `The reader knows English only; this text is in ${languages[syntax.language] ?? `“${syntax.language}”`}.`,
    )
  const read = resolveReferences(attributeSpeakers(markNames(article, syntax)))
  const roles = findRoleDrafts(read)
  const { statements: found, misses, trees } = findStatements(read, roles)
  const { document, statements } = settleSectors(read, found)
  const extra = sectorEntities(
    statements.flatMap((s) => s.sectors),
    document.entities,
  )
  const mentions = document.mentions.map(
    (m): Mention => ({ entity: m.entity, start: m.start, end: m.end, kind: m.kind === 'adjective' ? 'name' : m.kind }),
  )
  const linked = new Map(
    [...linkCountriesToSectors(statements), ...linkNamedTogether(document, statements, trees)].map((pair) => [
      pair.join(' '),
      pair,
    ]),
  )
  const countrySectors = [...linked.keys()].sort().map((key) => linked.get(key) as [string, string])
  const notes = statements.length === 0 ? ['No statement between countries, organisations or persons was found.'] : []
  return {
    entities: [...document.entities.values(), ...extra],
    mentions,
    statements,
    countrySectors,
    notes,
    syntax,
    document,
    misses,
  }
}

/**
 * Reads one article. The same text gives the same reading on every machine.
 * Text in a language that the reader does not know gives an empty reading whose `notes` say so.
 */
export const readArticle = (article: Article): Reading => {
  const { entities, mentions, statements, countrySectors, notes } = readInDetail(article)
  return { entities, mentions, statements, countrySectors, notes }
}
