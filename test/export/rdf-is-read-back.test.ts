// Promise: Turtle and JSON-LD hold the same triples, all of the graph, and a parser that is not ours reads them.
import { namedNode, type Quad, Store as RdfStore } from 'oxigraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StatementFilter, StoredStatement } from '../../graph/contract.ts'
import { formatNamed } from '../../graph/export/export-formats.ts'
import { exportSource } from '../../graph/export/export-source.ts'
import { articleIri, iriOf, rdfPrefixes, wikidataOf } from '../../graph/export/rdf-graph.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { listStatements } from '../../graph/query/list-statements.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openSmallGraph } from '../ask/small-graph.ts'
import { sampleArticle } from '../helpers/sample-readings.ts'

const hostileSentence = 'He said: "a\\b <c> {d}", then\nleft — \u0007 “ok” \u{1F600} \\u0041 \'\'\' """.'
const hostile = sampleArticle({
  id: 'a b/ü#?"<x>',
  title: '"""\\ <title> \t',
  date: '2020-01-01',
  names: { 'org:höstile-würks': { name: 'Höstile "Würks" \\ <&>' } },
  statements: [{ s: 'org:höstile-würks', p: 'PARTNERS_WITH', o: 'country:JPN', text: hostileSentence }],
})

let store: GraphStore
let close: () => Promise<void>
beforeAll(async () => {
  const opened = await openSmallGraph()
  store = opened.store
  close = opened.close
  await loadArticle(store, hostile.article, hostile.reading)
})
afterAll(() => close?.())

const mediaTypes = { ttl: 'text/turtle', jsonld: 'application/ld+json' } as const
const parsed = async (format: 'ttl' | 'jsonld', filter: StatementFilter = {}): Promise<RdfStore> => {
  let text = ''
  for await (const piece of formatNamed(format).write(exportSource(store, filter))) text += piece
  const graph = new RdfStore()
  graph.load(text, { format: mediaTypes[format] })
  return graph
}
const term = (name: string): ReturnType<typeof namedNode> => {
  const [prefix = '', local = ''] = name.split(':')
  return namedNode(rdfPrefixes[prefix as keyof typeof rdfPrefixes] + local)
}
const subjects = (graph: RdfStore, type: string): string[] =>
  graph
    .match(null, term('rdf:type'), term(type))
    .map((q: Quad) => q.subject.value)
    .sort()
const values = (graph: RdfStore, subject: string, property: string): string[] =>
  graph
    .match(namedNode(subject), term(property), null)
    .map((q: Quad) => q.object.value)
    .sort()
const all = async (filter: StatementFilter = {}): Promise<StoredStatement[]> =>
  (await listStatements(store, filter, { limit: 1000 })).items

test('Turtle and JSON-LD hold the same triples', async () => {
  const lines = (graph: RdfStore): string[] =>
    graph
      .match()
      .map((q: Quad) => q.toString())
      .sort()
  const [one, other] = [lines(await parsed('ttl')), lines(await parsed('jsonld'))]
  expect(one.length).toBeGreaterThan(500)
  expect(other).toEqual(one)
})

for (const filter of [{}, { countries: ['country:JPN'] }, { modalities: ['planned'] }] as StatementFilter[])
  test(`statements, articles and entities are all there once ${JSON.stringify(filter)}`, async () => {
    const statements = await all(filter)
    const graph = await parsed('ttl', filter)
    expect(statements.length).toBeGreaterThan(0)
    expect(subjects(graph, 'en:Statement')).toEqual(statements.map(({ id }) => iriOf(id)).sort())
    expect(subjects(graph, 'schema:Article')).toEqual(
      [...new Set(statements.map(({ article }) => articleIri(article.id)))].sort(),
    )
    const named = new Set(statements.flatMap((s) => [s.subject, s.object, ...s.sectors, ...s.commodities, ...s.places]))
    for (const id of named) expect(values(graph, iriOf(id), 'rdfs:label'), id).toHaveLength(1)
  })

test('a statement keeps its ends, its sentence, its speaker and its article', async () => {
  const graph = await parsed('jsonld')
  for (const s of await all()) {
    const iri = iriOf(s.id)
    expect(values(graph, iri, 'rdf:subject')).toEqual([iriOf(s.subject)])
    expect(values(graph, iri, 'rdf:predicate')).toEqual([rdfPrefixes.en + s.predicate])
    expect(values(graph, iri, 'rdf:object')).toEqual([iriOf(s.object)])
    expect(values(graph, iri, 'en:modality')).toEqual([s.modality])
    expect(values(graph, iri, 'prov:value')).toEqual([s.evidence])
    expect(values(graph, iri, 'prov:wasQuotedFrom')).toEqual([articleIri(s.article.id)])
    expect(values(graph, iri, 'prov:wasAttributedTo')).toEqual(s.speaker ? [iriOf(s.speaker)] : [])
  }
})

test('text that would break the syntax comes back as it is', async () => {
  for (const format of ['ttl', 'jsonld'] as const) {
    const graph = await parsed(format)
    const iri = articleIri('a b/ü#?"<x>')
    expect(values(graph, iri, 'dct:title')).toEqual(['"""\\ <title> \t'])
    expect(values(graph, iriOf('org:höstile-würks'), 'rdfs:label')).toEqual(['Höstile "Würks" \\ <&>'])
    const [statement] = (await all()).filter(({ article }) => article.id === 'a b/ü#?"<x>')
    expect(values(graph, iriOf(statement!.id), 'prov:value')).toEqual([statement!.evidence])
    expect(statement?.evidence).toContain('\\u0041')
  }
})

test('a country is the same as its code of ISO 3166 and its item in Wikidata', async () => {
  const graph = await parsed('ttl')
  expect(values(graph, 'urn:entente:country:JPN', 'owl:sameAs')).toEqual([
    'http://lexvo.org/id/iso3166/JP',
    'http://www.wikidata.org/entity/Q17',
  ])
  expect(wikidataOf('RUS')).toBe('Q159')
  expect(wikidataOf('XXX')).toBeNull()
  expect(values(graph, 'urn:entente:org:rasteel', 'owl:sameAs')).toEqual([])
})

test('what is only planned, discussed or denied is no plain triple', async () => {
  const graph = await parsed('ttl')
  const holds = (subject: string, predicate: string, object: string): boolean =>
    graph.match(namedNode(iriOf(subject)), term(`en:${predicate}`), namedNode(iriOf(object))).length === 1
  expect(holds('org:aluvia', 'EXPORTS', 'commodity:aluminium')).toBe(true)
  expect(holds('country:CHN', 'FINANCES', 'project:port-said-smelter')).toBe(false)
  expect(holds('country:EGY', 'RESTRICTS', 'commodity:cotton')).toBe(false)
  expect(holds('country:EGY', 'LINKED_TO', 'sector:metallurgy')).toBe(true)
})

test('a program can ask it with SPARQL', async () => {
  const graph = await parsed('ttl')
  const rows = graph.query(
    `PREFIX en: <${rdfPrefixes.en}> PREFIX rdf: <${rdfPrefixes.rdf}>
     SELECT ?who WHERE { ?s rdf:predicate en:EXPORTS ; rdf:subject ?who ; en:counterpart <urn:entente:country:JPN> ; en:modality "actual" }`,
  ) as Map<string, { value: string }>[]
  expect(rows.map((row) => row.get('who')?.value).sort()).toEqual([
    'urn:entente:country:RUS',
    'urn:entente:org:nile-copper',
    'urn:entente:org:rasteel',
  ])
})
