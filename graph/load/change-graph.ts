/**
 * The one way in which statements change: given what a set of articles said before and says after, it writes the
 * difference and brings everything derived along, in the caller's transaction. Load, forget, review and merge all end here.
 */

import { typeOfId } from '../ontology/entity-ids.ts'
import type { WriteTransaction } from '../store/graph-store.ts'
import { addToEdges, type EdgeChange, readGainingEdges, recountEdges } from './change-edges.ts'
import { createMadeIn, factsOfGood } from './commodity-edges.ts'
import { contributionsOf, type Derived, linksOf, type StatementLink } from './derive.ts'
import type { EffectiveStatement } from './effective-statement.ts'
import { addMention, formsText, type NameForms, nameOf, parseForms, searchText } from './entity-names.ts'
import { groupBy } from './group-by.ts'
import { changeLinked } from './linked-totals.ts'
import { LoadMemory } from './load-memory.ts'
import { isReference, referenceNames } from './reference-data.ts'
import { rolesOf } from './statement-roles.ts'
import {
  createLinks,
  createMentions,
  createRoles,
  createStatements,
  deleteMentions,
  deleteStatements,
  type MentionEdge,
} from './stored-statements.ts'
import { putRows, spelt, type WriteQueue, writeQueue } from './write-queue.ts'

/** Everything that the articles concerned say: all of their statements and mentions, not a part of them. */
export interface ArticleContents {
  statements: readonly EffectiveStatement[]
  mentions: readonly MentionEdge[]
}

/** The difference with all that follows from it, without a look at the graph. */
interface Change {
  before: ArticleContents
  after: ArticleContents
  linksBefore: readonly StatementLink[]
  linksAfter: readonly StatementLink[]
  was: Derived
  is: Derived
  /** Every entity concerned. */
  touched: readonly string[]
}

const changeOf = (before: ArticleContents, after: ArticleContents): Change => {
  const [linksBefore, linksAfter] = [linksOf(before.statements), linksOf(after.statements)]
  return {
    ...{ before, after, linksBefore, linksAfter },
    was: contributionsOf(before.statements, linksBefore),
    is: contributionsOf(after.statements, linksAfter),
    touched: entitiesOf(before, after),
  }
}

const edgesOf = ({ was, is }: Change): EdgeChange => ({ was: was.edges, is: is.edges, withSectors: true })
const linkEdgesOf = ({ was, is }: Change): EdgeChange => ({ was: was.links, is: is.links, withSectors: false })

/**
 * Writes the difference. Articles of `after` must be in the graph already; entities are made and removed as needed.
 * What `memory` knows is not read, and it knows all that was written; where something went away, it forgets everything.
 */
export const changeGraph = async (
  transaction: WriteTransaction,
  before: ArticleContents,
  after: ArticleContents,
  memory: LoadMemory = LoadMemory.none(),
): Promise<void> => {
  const change = changeOf(before, after)
  const queue = writeQueue(transaction)
  await readEntities(transaction, change.touched, memory)
  await Promise.all([edgesOf(change), linkEdgesOf(change)].map((edges) => readGainingEdges(transaction, edges, memory)))
  const uncounted = putChange(queue, change, memory)
  for (const edges of [edgesOf(change), linkEdgesOf(change)]) await recountEdges(transaction, queue, edges)
  removeOrphans(queue, uncounted)
  await queue.done()
  if (before.statements.length > 0 || before.mentions.length > 0) memory.forget()
}

/**
 * Works out what a load of new articles writes, while the transaction before it may still be going on: the memory must be
 * whole, and is then as that transaction will leave the graph.
 */
export const planNewContents = (queue: WriteQueue, after: ArticleContents, memory: LoadMemory): void => {
  putChange(queue, changeOf({ statements: [], mentions: [] }, after), memory)
}

/** Puts all but what has to be counted again. Gives the entities that count nothing any more. */
const putChange = (queue: WriteQueue, change: Change, memory: LoadMemory): string[] => {
  const { before, after, linksBefore, linksAfter, was, is } = change
  const fresh = freshStatements([before.statements, linksBefore], [after.statements, linksAfter])
  deleteStatements(queue, fresh.gone)
  const uncounted = changeEntities(queue, change, memory)
  createStatements(queue, fresh.statements)
  createLinks(queue, fresh.links)
  createRoles(queue, fresh.statements)
  changeMentions(queue, before.mentions, after.mentions)
  addToEdges(queue, edgesOf(change), memory)
  addToEdges(queue, linkEdgesOf(change), memory)
  changeLinked(queue, was.linked, is.linked)
  memory.trim()
  return uncounted
}

type Linked = [statements: readonly EffectiveStatement[], links: readonly StatementLink[]]

/** Statements that are no more as they were, and those that are to be made anew, with their links. */
const freshStatements = (
  before: Linked,
  after: Linked,
): { gone: string[]; statements: readonly EffectiveStatement[]; links: readonly StatementLink[] } => {
  if (before[0].length === 0) return { gone: [], statements: after[0], links: after[1] }
  const withLinks = ([statements, links]: Linked): Map<string, [EffectiveStatement, StatementLink[]]> => {
    const found = new Map(statements.map((s): [string, [EffectiveStatement, StatementLink[]]] => [s.id, [s, []]]))
    for (const link of links) found.get(link.statement)?.[1].push(link)
    return found
  }
  const was = withLinks(before)
  const is = withLinks(after)
  const isSame = (id: string): boolean =>
    was.has(id) && is.has(id) && JSON.stringify(was.get(id)) === JSON.stringify(is.get(id))
  const fresh = [...is.entries()].filter(([id]) => !isSame(id)).map(([, both]) => both)
  return {
    gone: [...was.keys()].filter((id) => !isSame(id)),
    statements: fresh.map(([statement]) => statement),
    links: fresh.flatMap(([, links]) => links),
  }
}

const changeMentions = (queue: WriteQueue, before: readonly MentionEdge[], after: readonly MentionEdge[]): void => {
  if (before.length === 0) {
    createMentions(queue, after)
    return
  }
  const [was, is] = [new Set(before.map((m) => JSON.stringify(m))), new Set(after.map((m) => JSON.stringify(m)))]
  deleteMentions(
    queue,
    before.filter((m) => !is.has(JSON.stringify(m))),
  )
  createMentions(
    queue,
    after.filter((m) => !was.has(JSON.stringify(m))),
  )
}

/** Every entity concerned. */
const entitiesOf = (before: ArticleContents, after: ArticleContents): string[] => {
  const ids = new Set<string>()
  for (const { statements, mentions } of [before, after]) {
    for (const s of statements) for (const [, id] of rolesOf(s)) ids.add(id)
    for (const { entity } of mentions) ids.add(entity)
  }
  return [...ids].sort()
}

/** Reads into the memory what is stored of these, where it is not known. */
const readEntities = async (
  transaction: WriteTransaction,
  touched: readonly string[],
  memory: LoadMemory,
): Promise<void> => {
  const ids = touched.filter((id) => memory.entity(id) === undefined)
  if (ids.length === 0) return
  const rows = await transaction.run(
    `UNWIND $ids AS id MATCH (e:Entity {id: id})
RETURN id, e.forms AS forms, e.statements AS statements, e.articles AS articles, e.mentions AS mentions`,
    { ids },
  )
  for (const row of rows)
    memory.entities.set(String(row.id), {
      forms: typeof row.forms === 'string' ? row.forms : '{}',
      statements: Number(row.statements ?? 0),
      articles: Number(row.articles ?? 0),
      mentions: Number(row.mentions ?? 0),
    })
}

type Properties = { id: string } & Record<string, unknown>

const freshNames = ['id', 'name', 'aliases', 'forms', 'search', 'statements', 'articles', 'mentions', 'hs']

/** Makes missing entities and moves names and counts by the difference. Gives those that count nothing any more. */
const changeEntities = (
  queue: WriteQueue,
  { touched, before, after, was: { entities: was }, is: { entities: is } }: Change,
  memory: LoadMemory,
): string[] => {
  const [mentionsBefore, mentionsAfter] = [byEntity(before.mentions), byEntity(after.mentions)]
  const articlesOf = (mentions: readonly MentionEdge[] | undefined): number =>
    new Set(mentions?.map((m) => m.article)).size
  const fresh: Properties[] = []
  const renamed: Properties[] = []
  const counted: Properties[] = []
  const uncounted: string[] = []
  for (const id of touched) {
    const old = memory.entity(id)
    const oldForms = parseForms(old?.forms)
    let forms: NameForms = oldForms
    for (const m of mentionsBefore.get(id) ?? []) forms = addMention(forms, m, -1)
    for (const m of mentionsAfter.get(id) ?? []) forms = addMention(forms, m, 1)
    const counts = {
      statements: (old?.statements ?? 0) + (is.get(id)?.statements ?? 0) - (was.get(id)?.statements ?? 0),
      articles: (old?.articles ?? 0) + (is.get(id)?.articles.size ?? 0) - (was.get(id)?.articles.size ?? 0),
      mentions: (old?.mentions ?? 0) + articlesOf(mentionsAfter.get(id)) - articlesOf(mentionsBefore.get(id)),
    }
    if (counts.statements === 0 && counts.mentions === 0) uncounted.push(id)
    const now = { forms: formsText(forms), ...counts }
    memory.entities.set(id, now)
    if (old && isNamedAlike(id, oldForms, forms)) counted.push({ id, properties: now })
    else if (old) renamed.push({ id, properties: entityProperties(id, forms, counts) })
    else fresh.push({ id, ...entityProperties(id, forms, counts) })
  }
  for (const [type, rows] of groupBy(fresh, ({ id }) => typeOfId(id)))
    putRows(queue, freshNames, `CREATE (e:Entity:${type} ${spelt('row', freshNames)})`, rows)
  for (const rows of [renamed, counted])
    putRows(queue, ['id', 'properties'], 'MATCH (e:Entity {id: row.id}) SET e += row.properties', rows)
  createMadeIn(
    queue,
    fresh.map(({ id }) => id),
  )
  return uncounted
}

/** Whether the name and aliases that these forms make are the same. */
const isNamedAlike = (id: string, a: NameForms, b: NameForms): boolean => {
  const fixed = referenceNames.get(id) ?? null
  const [one, other] = [nameOf(id, a, fixed), nameOf(id, b, fixed)]
  return one.name === other.name && one.aliases.join('\n') === other.aliases.join('\n')
}

/** What an entity's node holds out of the articles, and a good's out of the lexicon. */
export const entityProperties = (
  id: string,
  forms: NameForms,
  counts: { statements: number; articles: number; mentions: number },
): Record<string, unknown> => {
  const { name, aliases } = nameOf(id, forms, referenceNames.get(id) ?? null)
  const hs = factsOfGood(id)?.hs
  return { name, aliases, forms: formsText(forms), search: searchText(name, aliases), ...counts, ...(hs ? { hs } : {}) }
}

/** Of entities that count nothing, those that no rejected statement names and no reference list holds. */
const removeOrphans = (queue: WriteQueue, ids: readonly string[]): void => {
  const candidates = ids.filter((id) => !isReference(id))
  if (candidates.length === 0) return
  queue.put(
    `UNWIND $ids AS id MATCH (e:Entity {id: id})
WHERE NOT EXISTS { MATCH (e)-[r]-() WHERE type(r) <> 'MADE_IN' }
DETACH DELETE e`,
    { ids: candidates },
  )
}

const byEntity = (mentions: readonly MentionEdge[]): Map<string, MentionEdge[]> => groupBy(mentions, (m) => m.entity)
