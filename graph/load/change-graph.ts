/**
 * The one way in which statements change: given what a set of articles said before and says after, it writes the
 * difference and brings everything derived along, in the caller's transaction. Load, forget, review and merge all end here.
 */

import { typeOfId } from '../ontology/entity-ids.ts'
import type { Row, WriteTransaction } from '../store/graph-store.ts'
import { changeEdges, changeLinks, factsOfGaining } from './change-edges.ts'
import { createMadeIn, factsOfGood } from './commodity-edges.ts'
import { contributionsOf, type Derived, linksOf, type StatementLink } from './derive.ts'
import type { EffectiveStatement } from './effective-statement.ts'
import { addMention, formsText, type NameForms, nameOf, parseForms, searchText } from './entity-names.ts'
import { groupBy } from './group-by.ts'
import { changeLinked } from './linked-totals.ts'
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
import { type WriteQueue, writeQueue } from './write-queue.ts'

/** Everything that the articles concerned say: all of their statements and mentions, not a part of them. */
export interface ArticleContents {
  statements: readonly EffectiveStatement[]
  mentions: readonly MentionEdge[]
}

/** Writes the difference. Articles of `after` must be in the graph already; entities are made and removed as needed. */
export const changeGraph = async (
  transaction: WriteTransaction,
  before: ArticleContents,
  after: ArticleContents,
): Promise<void> => {
  // The engine works through what is put while the next rows are worked out here: so the largest part comes first, and
  // what was asked for is answered while the links are written, which need nothing of it.
  const queue = writeQueue(transaction)
  const [linksBefore, linksAfter] = [linksOf(before.statements), linksOf(after.statements)]
  const fresh = changeStatements(queue, [before.statements, linksBefore], [after.statements, linksAfter])
  const was = contributionsOf(before.statements, linksBefore)
  const is = contributionsOf(after.statements, linksAfter)
  const touched = entitiesOf(before, after)
  const reading = Promise.all([
    readEntities(transaction, touched),
    factsOfGaining(transaction, was.edges, is.edges),
    factsOfGaining(transaction, was.links, is.links),
  ])
  createLinks(queue, fresh.links)
  const [entities, edges, links] = await reading
  const uncounted = changeEntities(queue, touched, entities, [before, was.entities], [after, is.entities])
  createRoles(queue, fresh.statements)
  changeMentions(queue, before.mentions, after.mentions)
  await changeEdges(transaction, queue, was.edges, is.edges, edges)
  await changeLinks(transaction, queue, was.links, is.links, links)
  changeLinked(queue, was.linked, is.linked)
  removeOrphans(queue, uncounted)
  await queue.done()
}

type Linked = [statements: readonly EffectiveStatement[], links: readonly StatementLink[]]

/** Removes statements that are no more as they were, and makes their nodes anew; gives those that lack their edges. */
const changeStatements = (
  queue: WriteQueue,
  before: Linked,
  after: Linked,
): { statements: EffectiveStatement[]; links: StatementLink[] } => {
  const withLinks = ([statements, links]: Linked): Map<string, [EffectiveStatement, StatementLink[]]> => {
    const found = new Map(statements.map((s): [string, [EffectiveStatement, StatementLink[]]] => [s.id, [s, []]]))
    for (const link of links) found.get(link.statement)?.[1].push(link)
    return found
  }
  const was = withLinks(before)
  const is = withLinks(after)
  const isSame = (id: string): boolean =>
    was.has(id) && is.has(id) && JSON.stringify(was.get(id)) === JSON.stringify(is.get(id))
  const gone = [...was.keys()].filter((id) => !isSame(id))
  const fresh = [...is.entries()].filter(([id]) => !isSame(id)).map(([, both]) => both)
  deleteStatements(queue, gone)
  const statements = fresh.map(([statement]) => statement)
  createStatements(queue, statements)
  return { statements, links: fresh.flatMap(([, links]) => links) }
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

const readEntities = async (transaction: WriteTransaction, ids: readonly string[]): Promise<Row[]> =>
  ids.length === 0
    ? []
    : transaction.run(
        `UNWIND $ids AS id MATCH (e:Entity {id: id})
RETURN id, e.forms AS forms, e.statements AS statements, e.articles AS articles, e.mentions AS mentions`,
        { ids },
      )

/** Makes missing entities and moves names and counts by the difference. Gives those that count nothing any more. */
const changeEntities = (
  queue: WriteQueue,
  ids: readonly string[],
  rows: readonly Row[],
  [before, was]: [ArticleContents, Derived['entities']],
  [after, is]: [ArticleContents, Derived['entities']],
): string[] => {
  const known = new Map(rows.map((row) => [String(row.id), row]))
  const [mentionsBefore, mentionsAfter] = [byEntity(before.mentions), byEntity(after.mentions)]
  const changed = ids.map((id) => {
    const row = known.get(id)
    let forms: NameForms = parseForms(row?.forms)
    for (const m of mentionsBefore.get(id) ?? []) forms = addMention(forms, m, -1)
    for (const m of mentionsAfter.get(id) ?? []) forms = addMention(forms, m, 1)
    const count = (key: 'statements' | 'articles' | 'mentions'): number => Number(row?.[key] ?? 0)
    const articlesOf = (mentions: readonly MentionEdge[] | undefined): number =>
      new Set(mentions?.map((m) => m.article)).size
    return {
      id,
      properties: entityProperties(id, forms, {
        statements: count('statements') + (is.get(id)?.statements ?? 0) - (was.get(id)?.statements ?? 0),
        articles: count('articles') + (is.get(id)?.articles.size ?? 0) - (was.get(id)?.articles.size ?? 0),
        mentions: count('mentions') + articlesOf(mentionsAfter.get(id)) - articlesOf(mentionsBefore.get(id)),
      }),
    }
  })
  for (const [type, own] of groupBy(changed, ({ id }) => typeOfId(id)))
    queue.put(`UNWIND $rows AS row MERGE (e:Entity {id: row.id}) SET e:${type} SET e += row.properties`, {
      rows: own,
    })
  createMadeIn(
    queue,
    ids.filter((id) => !known.has(id)),
  )
  return changed.flatMap(({ id, properties }) => (properties.statements === 0 && properties.mentions === 0 ? [id] : []))
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
