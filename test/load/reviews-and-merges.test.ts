/** What a person decides about statements and entities holds, survives reloads, is logged, and can be undone. */
import { expect, it } from 'vitest'
import type { EntenteError } from '../../graph/errors.ts'
import { checkStore } from '../../graph/load/check-store.ts'
import { forgetArticle } from '../../graph/load/forget-article.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { mergeEntities, reviewStatement, splitEntity, undoReview } from '../../graph/load/review-statement.ts'
import { entityProfile } from '../../graph/query/entity-profile.ts'
import { getStatement } from '../../graph/query/get-statement.ts'
import { listReviews } from '../../graph/query/list-reviews.ts'
import { listStatements } from '../../graph/query/list-statements.ts'
import { mergeCandidates } from '../../graph/query/merge-candidates.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { describeOnBothStores, type StoreUnderTest } from '../helpers/both-stores.ts'
import { dumpGraph, type GraphDump } from '../helpers/dump-graph.ts'
import { sampleArticle, sampleSpecs, samples } from '../helpers/sample-readings.ts'

const filled = async (under: StoreUnderTest): Promise<GraphStore> => {
  const store = await under.fresh()
  for (const { article, reading } of samples) await loadArticle(store, article, reading)
  return store
}

const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: EntenteError) => error.kind,
  )

const supplies = samples[1]!.reading.statements[1]!.id
const suppliesEdge = 'MATCH (:Country)-[e:SUPPLIES]->(:Country) RETURN e.statements AS n'
const withoutLog = ({ nodes, edges }: GraphDump): GraphDump => ({
  nodes: nodes.filter(({ n }) => !(n as { labels: string[] }).labels.includes('Review')),
  edges,
})

await describeOnBothStores('a review', (under) => {
  it('that rejects keeps the statement but derives nothing from it', async () => {
    const store = await filled(under)
    const before = await dumpGraph(store)
    expect((await reviewStatement(store, supplies, { decision: 'rejected', by: 'ann' })).review).toBe('rejected')
    expect(await store.read(suppliesEdge)).toEqual([])
    const linked =
      "MATCH (:Country {id: 'country:NOR'})-[l:LINKED_TO]->(:Sector {id: 'sector:fisheries'}) RETURN l.statements AS n"
    expect(await store.read(linked)).toEqual([{ n: 1 }])
    expect((await listStatements(store, { predicates: ['SUPPLIES'] })).total).toBe(0)
    const rejected = await listStatements(store, { reviews: ['rejected'], countries: ['country:NOR'] })
    expect(rejected.items.map(({ id }) => id)).toEqual([supplies])
    expect((await checkStore(store)).differences).toEqual([])
    await reviewStatement(store, supplies, { decision: 'clear' })
    expect(withoutLog(await dumpGraph(store))).toEqual(before)
  })

  it('that corrects moves the statement to the edge it belongs to, and shows as corrected', async () => {
    const store = await filled(under)
    const corrected = await reviewStatement(store, supplies, {
      decision: 'corrected',
      predicate: 'EXPORTS',
      object: 'commodity:cod',
      modality: 'planned',
      sectors: ['sector:food-industry'],
    })
    expect(corrected).toMatchObject({
      review: 'corrected',
      predicate: 'EXPORTS',
      object: 'commodity:cod',
      modality: 'planned',
    })
    expect(await store.read(suppliesEdge)).toEqual([])
    const exported =
      "MATCH (:Country)-[e:EXPORTS]->(:Commodity {id: 'commodity:cod'}) RETURN e.modality AS m, e.sectors AS s"
    expect(await store.read(exported)).toEqual([{ m: 'planned', s: ['sector:food-industry'] }])
    expect((await checkStore(store)).differences).toEqual([])
  })

  it('survives loads of the same statement, but not of another sentence under it', async () => {
    const store = await filled(under)
    await reviewStatement(store, supplies, { decision: 'accepted' })
    const spec = sampleSpecs[1]!
    const { article, reading } = sampleArticle({ ...spec, title: 'Other', statements: [...spec.statements].reverse() })
    // Sentences carry their number, so turning them round changes each.
    await loadArticle(store, article, reading)
    expect((await getStatement(store, supplies)).review).toBe('accepted')
    const other = sampleArticle({
      ...spec,
      statements: spec.statements.map((s) => ({ ...s, text: `Otherwise ${s.p}.` })),
    })
    await loadArticle(store, other.article, other.reading)
    expect((await getStatement(store, supplies)).review).toBe(null)
    await loadArticle(store, samples[1]!.article, samples[1]!.reading)
    expect((await getStatement(store, supplies)).review).toBe('accepted')
  })

  it('goes when its article is forgotten', async () => {
    const store = await filled(under)
    await reviewStatement(store, supplies, { decision: 'rejected' })
    await forgetArticle(store, 'fjord-fish')
    await loadArticle(store, samples[1]!.article, samples[1]!.reading)
    expect((await getStatement(store, supplies)).review).toBe(null)
    expect((await listReviews(store)).total).toBe(0)
  })

  it('is refused where it does not fit, and then changes nothing', async () => {
    const store = await filled(under)
    const before = await dumpGraph(store)
    const correct = (correction: Record<string, unknown>): Promise<string> =>
      kindOf(reviewStatement(store, supplies, { decision: 'corrected', ...correction }))
    expect(await kindOf(reviewStatement(store, 'statement:no', { decision: 'accepted' }))).toBe('NotFound')
    expect(await correct({})).toBe('InvalidInput')
    expect(await correct({ predicate: 'LIKES' })).toBe('InvalidInput')
    expect(await correct({ modality: 'maybe' })).toBe('InvalidInput')
    expect(await correct({ sectors: ['sector:magic'] })).toBe('InvalidInput')
    expect(await correct({ predicate: 'HOLDS_ROLE_IN' })).toBe('InvalidInput')
    expect(await correct({ object: 'org:nobody-knows' })).toBe('InvalidInput')
    expect(await dumpGraph(store)).toEqual(before)
  })

  it('is logged with who and when, and undone one by one', async () => {
    const store = await filled(under)
    const before = await dumpGraph(store)
    await reviewStatement(store, supplies, { decision: 'accepted', by: 'ann', at: '2024-01-01T00:00:00Z' })
    await reviewStatement(store, supplies, { decision: 'rejected', by: 'bob', at: '2024-01-02T00:00:00Z' })
    await undoReview(store)
    expect((await getStatement(store, supplies)).review).toBe('accepted')
    await undoReview(store, 'review:000000001')
    expect(withoutLog(await dumpGraph(store))).toEqual(before)
    expect(await kindOf(undoReview(store))).toBe('NotFound')
    expect(await kindOf(undoReview(store, 'review:000000001'))).toBe('Conflict')
    const { items, next, total } = await listReviews(store, { limit: 3 })
    expect(total).toBe(4)
    expect(items.map(({ kind, by, undone }) => [kind, by, undone])).toEqual([
      ['undo', null, false],
      ['undo', null, false],
      ['rejected', 'bob', true],
    ])
    expect((await listReviews(store, { cursor: next })).items.map(({ kind }) => kind)).toEqual(['accepted'])
  })
})

await describeOnBothStores('a merge', (under) => {
  it('makes two entities one, keeps the old name and id working, and can be split again', async () => {
    const store = await filled(under)
    const before = await dumpGraph(store)
    await mergeEntities(store, 'org:nordstal', 'org:nord-stal', { by: 'ann' })
    const profile = await entityProfile(store, 'org:nord-stal')
    expect(profile.entity).toMatchObject({ id: 'org:nordstal', name: 'Nordstal', statements: 6, articles: 3 })
    expect(profile.entity.aliases).toContain('Nord Stål')
    const located = 'MATCH (o:Organization)-[e:LOCATED_IN]->(:Country) RETURN o.id AS id, e.statements AS n'
    expect(await store.read(located)).toEqual([{ id: 'org:nordstal', n: 2 }])
    expect((await checkStore(store)).differences).toEqual([])
    await splitEntity(store, 'org:nord-stal')
    expect(withoutLog(await dumpGraph(store))).toEqual(before)
  })

  it('holds for what is loaded later', async () => {
    const store = await filled(under)
    await mergeEntities(store, 'org:nordstal', 'org:nord-stal')
    const later = sampleArticle({ id: 'later', statements: [{ s: 'org:nord-stal', p: 'SUPPLIES', o: 'country:GHA' }] })
    await loadArticle(store, later.article, later.reading)
    const { items } = await listStatements(store, { article: 'later' })
    expect(items.map(({ subject }) => subject)).toEqual(['org:nordstal'])
    await undoReview(store)
    expect((await listStatements(store, { article: 'later' })).items.map(({ subject }) => subject)).toEqual([
      'org:nord-stal',
    ])
  })

  it('follows a chain, and refuses a circle', async () => {
    const store = await filled(under)
    const { article, reading } = sampleArticle({
      id: 'chain',
      statements: [
        { s: 'org:a', p: 'SUPPLIES', o: 'org:b' },
        { s: 'org:b', p: 'SUPPLIES', o: 'org:c' },
      ],
    })
    await loadArticle(store, article, reading)
    await mergeEntities(store, 'org:b', 'org:a')
    await mergeEntities(store, 'org:c', 'org:b')
    expect((await entityProfile(store, 'org:a')).entity.id).toBe('org:c')
    expect(await kindOf(mergeEntities(store, 'org:a', 'org:c'))).toBe('Conflict')
    expect(await kindOf(mergeEntities(store, 'org:c', 'org:a'))).toBe('Conflict')
    // Both ends are one now: the statement stays, an edge from a node to itself does not.
    expect(await store.read("MATCH (a {id: 'org:c'})-[e:SUPPLIES]->(a) RETURN count(e) AS n")).toEqual([{ n: 0 }])
    expect((await listStatements(store, { article: 'chain' })).total).toBe(2)
    expect((await checkStore(store)).differences).toEqual([])
    await undoReview(store)
    await undoReview(store)
    expect((await entityProfile(store, 'org:a')).entity.id).toBe('org:a')
  })

  it('is refused between types, for reference data and for what is not there', async () => {
    const store = await filled(under)
    const before = await dumpGraph(store)
    expect(await kindOf(mergeEntities(store, 'country:NOR', 'org:nordstal'))).toBe('InvalidInput')
    expect(await kindOf(mergeEntities(store, 'country:NOR', 'country:GHA'))).toBe('InvalidInput')
    expect(await kindOf(mergeEntities(store, 'org:nordstal', 'org:nobody'))).toBe('NotFound')
    expect(await kindOf(splitEntity(store, 'org:nordstal'))).toBe('Conflict')
    expect(await dumpGraph(store)).toEqual(before)
  })

  it('is proposed with reasons, never made by itself, and not proposed again once split', async () => {
    const store = await filled(under)
    const { article, reading } = sampleArticle({
      id: 'names',
      names: {
        'org:eca': { name: 'ECA' },
        'org:export-credit-agency': { name: 'Export Credit Agency' },
        'org:harbour-works': { name: 'Harbour Works Ltd' },
        'org:harbour-works-2': { name: 'Harbour Works' },
        'person:jan-novak': { name: 'Jan Novák' },
        'person:jan-nowak': { name: 'Jan Nowak' },
      },
      statements: [
        { s: 'org:eca', p: 'SUPPLIES', o: 'org:export-credit-agency' },
        { s: 'org:harbour-works', p: 'SUPPLIES', o: 'org:harbour-works-2' },
        { s: 'person:jan-novak', p: 'MEETS_WITH', o: 'person:jan-nowak' },
      ],
    })
    await loadArticle(store, article, reading)
    const pairs = (await mergeCandidates(store)).map(({ keep, drop, reasons }) => [
      [keep.id, drop.id].sort().join(' '),
      reasons[0],
    ])
    expect(pairs).toContainEqual(['org:eca org:export-credit-agency', '"eca" may be short for "export credit agency"'])
    expect(pairs).toContainEqual([
      'org:harbour-works org:harbour-works-2',
      'both are called "harbour works", the legal form left out',
    ])
    expect(pairs).toContainEqual([
      'person:jan-novak person:jan-nowak',
      '"jan novak" and "jan nowak" differ by 1 letter',
    ])
    expect(pairs.map(([pair]) => pair)).toContain('org:nord-stal org:nordstal')
    expect(await store.read("MATCH (e {id: 'org:eca'}) RETURN e.id AS id")).toHaveLength(1)
    await mergeEntities(store, 'org:nordstal', 'org:nord-stal')
    await splitEntity(store, 'org:nord-stal')
    const after = (await mergeCandidates(store)).map(({ keep, drop }) => [keep.id, drop.id].sort().join(' '))
    expect(after).not.toContain('org:nord-stal org:nordstal')
    expect(after).toContain('org:eca org:export-credit-agency')
  })
})
