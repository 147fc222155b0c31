/**
 * The one way in which statements change: given what a set of articles said before and says after, it writes the
 * difference and brings everything derived along, in the caller's transaction. Load, forget, review and merge all end here.
 */

import { typeOfId } from '../ontology/entity-ids.ts'
import type { Row, WriteTransaction } from '../store/graph-store.ts'
import { changeEdges, changeLinks, factsOfGaining } from './change-edges.ts'
import { createMadeIn, factsOfGood } from './commodity-edges.ts'
import { contributionsOf, type Derived, linksOfArticle, type StatementLink } from './derive.ts'
import type { EffectiveStatement } from './effective-statement.ts'
import { addMention, formsText, type NameForms, nameOf, parseForms, searchText } from './entity-names.ts'
import { groupBy } from './group-by.ts'
import { isReference, referenceNames } from './reference-data.ts'
import { rolesOf } from './statement-roles.ts'
import {
  createMentions,
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
  const was = contributionsOf(before.statements)
  const is = contributionsOf(after.statements)
  const touched = entitiesOf(before, after)
  // All that is read comes first: from then on rows are worked out here while the engine writes those before them.
  const [entities, edges, links] = await Promise.all([
    readEntities(transaction, touched),
    factsOfGaining(transaction, was.edges, is.edges),
    factsOfGaining(transaction, was.links, is.links),
  ])
  const queue = writeQueue(transaction)
  changeEntities(queue, touched, entities, [before, was.entities], [after, is.entities])
  changeStatements(queue, before.statements, after.statements)
  changeMentions(queue, before.mentions, after.mentions)
  await changeEdges(transaction, queue, was.edges, is.edges, edges)
  await changeLinks(transaction, queue, was.links, is.links, links)
  removeOrphans(queue, touched)
  await queue.done()
}

const changeStatements = (
  queue: WriteQueue,
  before: readonly EffectiveStatement[],
  after: readonly EffectiveStatement[],
): void => {
  const withLinks = (statements: readonly EffectiveStatement[]): Map<string, [EffectiveStatement, StatementLink[]]> => {
    const found = new Map(statements.map((s): [string, [EffectiveStatement, StatementLink[]]] => [s.id, [s, []]]))
    for (const own of groupBy(statements, (s) => s.article).values())
      for (const link of linksOfArticle(own)) found.get(link.statement)?.[1].push(link)
    return found
  }
  const was = withLinks(before)
  const is = withLinks(after)
  const isSame = (id: string): boolean =>
    was.has(id) && is.has(id) && JSON.stringify(was.get(id)) === JSON.stringify(is.get(id))
  const gone = [...was.keys()].filter((id) => !isSame(id))
  const fresh = [...is.entries()].filter(([id]) => !isSame(id)).map(([, both]) => both)
  deleteStatements(queue, gone)
  createStatements(
    queue,
    fresh.map(([statement]) => statement),
    fresh.flatMap(([, links]) => links),
  )
}

const changeMentions = (queue: WriteQueue, before: readonly MentionEdge[], after: readonly MentionEdge[]): void => {
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

/** Makes missing entities and moves names and counts by the difference. */
const changeEntities = (
  queue: WriteQueue,
  ids: readonly string[],
  rows: readonly Row[],
  [before, was]: [ArticleContents, Derived['entities']],
  [after, is]: [ArticleContents, Derived['entities']],
): void => {
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

/** Entities that no article mentions, no statement names and no reference list holds. */
const removeOrphans = (queue: WriteQueue, ids: readonly string[]): void => {
  const candidates = ids.filter((id) => !isReference(id))
  if (candidates.length === 0) return
  queue.put(
    `UNWIND $ids AS id MATCH (e:Entity {id: id})
WHERE e.mentions = 0 AND e.statements = 0 AND NOT EXISTS { MATCH (e)-[r]-() WHERE type(r) <> 'MADE_IN' }
DETACH DELETE e`,
    { ids: candidates },
  )
}

const byEntity = (mentions: readonly MentionEdge[]): Map<string, MentionEdge[]> => groupBy(mentions, (m) => m.entity)
