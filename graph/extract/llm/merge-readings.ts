/**
 * Joins what two readers found in one article: entities by id, or by a name that both know; statements by their ends.
 * What both say is likelier than what one says. Pure.
 */
import type { Entity, Mention, Reading, Statement } from '../../contract.ts'
import { foldWord } from '../lexicon/fold-word.ts'
import { linkCountriesToSectors } from '../link-countries-to-sectors.ts'
import { orderEnds, statementId } from '../merge-statements.ts'

/** Entities of one id become one with all names. */
export const joinEntities = (lists: readonly (readonly Entity[])[]): Entity[] => {
  const joined = new Map<string, Entity>()
  for (const entity of lists.flat()) {
    const before = joined.get(entity.id)
    const names = before ? [...before.aliases, entity.name, ...entity.aliases] : entity.aliases
    joined.set(entity.id, {
      ...(before ?? entity),
      aliases: [...new Set(names)].filter((name) => name !== (before ?? entity).name),
    })
  }
  return [...joined.values()]
}

/** Mentions without doubles, in the order of the text. */
export const joinMentions = (lists: readonly (readonly Mention[])[]): Mention[] => {
  const joined = new Map(lists.flat().map((mention) => [`${mention.start} ${mention.end} ${mention.entity}`, mention]))
  return [...joined.values()].sort((a, b) => a.start - b.start || b.end - a.end)
}

/** The second reading's ids where the first calls an entity of the same type by one of the same names. */
const renaming = (first: readonly Entity[], second: readonly Entity[]): ((id: string) => string) => {
  const keys = ({ type, name, aliases }: Entity): string[] =>
    [name, ...aliases].map((form) => `${type} ${foldWord(form)}`)
  const byName = new Map(first.flatMap((entity) => keys(entity).map((key) => [key, entity.id] as const)).reverse())
  const own = new Set(first.map(({ id }) => id))
  const renamed = new Map(
    second.map((entity) => {
      const found = own.has(entity.id)
        ? entity.id
        : keys(entity)
            .map((key) => byName.get(key))
            .find((id) => id !== undefined)
      return [entity.id, found ?? entity.id] as const
    }),
  )
  return (id) => renamed.get(id) ?? id
}

const renameStatement = (statement: Statement, article: string, rename: (id: string) => string): Statement => {
  const maybe = (id: string | null): string | null => (id === null ? null : rename(id))
  const renamed = orderEnds({ ...statement, subject: rename(statement.subject), object: rename(statement.object) })
  return {
    ...renamed,
    id: statementId(article, renamed.subject, renamed.predicate, renamed.object),
    counterpart: maybe(statement.counterpart),
    speaker: maybe(statement.speaker),
    project: maybe(statement.project),
    event: maybe(statement.event),
    commodities: statement.commodities.map(rename),
    places: statement.places.map(rename),
  }
}

/** The first reading's statement, with what the second adds to it; that both found it counts for it. */
const joinStatement = (first: Statement, second: Statement): Statement => ({
  ...first,
  counterpart: first.counterpart ?? second.counterpart,
  sectors: [...new Set([...first.sectors, ...second.sectors])],
  commodities: [...new Set([...first.commodities, ...second.commodities])],
  places: [...new Set([...first.places, ...second.places])],
  project: first.project ?? second.project,
  event: first.event ?? second.event,
  amount: first.amount ?? second.amount,
  title: first.title ?? second.title,
  speaker: first.speaker ?? second.speaker,
  confidence: 1 - (1 - first.confidence) * (1 - 0.5 * second.confidence),
  rule: `${first.rule} + ${second.rule}`,
})

/** Both readings of one article as one; the first's names and sentences stand where both have the same. */
export const mergeReadings = (article: string, first: Reading, second: Reading): Reading => {
  const rename = renaming(first.entities, second.entities)
  const statements = new Map(first.statements.map((statement) => [statement.id, statement]))
  for (const statement of second.statements) {
    const renamed = renameStatement(statement, article, rename)
    if (renamed.subject === renamed.object) continue
    const before = statements.get(renamed.id)
    statements.set(renamed.id, before ? joinStatement(before, renamed) : renamed)
  }
  const ordered = [...statements.values()].sort((a, b) => a.start - b.start)
  return {
    entities: joinEntities([first.entities, second.entities.map((entity) => ({ ...entity, id: rename(entity.id) }))]),
    mentions: joinMentions([
      first.mentions,
      second.mentions.map((mention) => ({ ...mention, entity: rename(mention.entity) })),
    ]),
    statements: ordered,
    countrySectors: linkCountriesToSectors(ordered),
    notes: [...first.notes, ...second.notes],
  }
}
