/**
 * The graph as RDF resources, for every RDF syntax: one IRI per entity, statements reified with their provenance (PROV-O),
 * countries tied to ISO 3166 and Wikidata. A plain triple stands only for what is said as a fact. Writes no syntax.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ArticleSummary, EntityType, GraphEdge, StoredEntity, StoredStatement } from '../contract.ts'
import { glosses, predicateRules, predicates, sectorById } from '../ontology/ontology.ts'
import { packageFile } from '../package-root.ts'
import type { ExportSource } from './export-source.ts'

/** Namespaces by prefix. `en` holds Entente's own terms. */
export const rdfPrefixes = {
  en: 'urn:entente:terms:',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dct: 'http://purl.org/dc/terms/',
  prov: 'http://www.w3.org/ns/prov#',
  schema: 'https://schema.org/',
} as const
export type Prefix = keyof typeof rdfPrefixes
/** A term such as `prov:Entity`. */
export type Term = `${Prefix}:${string}`

export type RdfValue =
  | { iri: string }
  | { term: Term }
  | { text: string; language?: string }
  | { value: string; datatype: Term }

export interface RdfResource {
  iri: string
  types: Term[]
  properties: [Term, RdfValue][]
}

/** Characters that an IRI may not hold are escaped; one id gives one IRI and no two give the same. */
const iriPart = (id: string): string => encodeURIComponent(id.toWellFormed()).replace(/%3A/g, ':')

/** IRI of an entity or statement by its id, which says what it is. */
export const iriOf = (id: string): string => `urn:entente:${iriPart(id)}`
export const articleIri = (id: string): string => `urn:entente:article:${iriPart(id)}`

const wikidata = z
  .record(z.string(), z.string().regex(/^Q\d+$/))
  .parse(JSON.parse(readFileSync(packageFile('graph/export/country-wikidata.json'), 'utf8')))

/** Wikidata's id of a country by ISO 3166-1 alpha-3; null where none is known. */
export const wikidataOf = (iso3: string | null): string | null => (iso3 === null ? null : (wikidata[iso3] ?? null))

const commonTypes: Partial<Record<EntityType, Term>> = {
  Country: 'schema:Country',
  Place: 'schema:Place',
  Organization: 'schema:Organization',
  Person: 'schema:Person',
  Event: 'schema:Event',
  Project: 'schema:Project',
  Commodity: 'schema:Product',
  Sector: 'skos:Concept',
}

const text = (value: string): RdfValue => ({ text: value.toWellFormed() })
const english = (value: string): RdfValue => ({ text: value.toWellFormed(), language: 'en' })
const day = (value: string): RdfValue => ({ value, datatype: 'xsd:date' })
const whole = (value: number): RdfValue => ({ value: String(value), datatype: 'xsd:integer' })
const decimal = (value: number): RdfValue => ({ value: value.toFixed(4), datatype: 'xsd:decimal' })
const ref = (id: string): RdfValue => ({ iri: iriOf(id) })

type Property = [Term, RdfValue]
const maybe = <T>(value: T | null, make: (value: T) => Property): Property[] => (value === null ? [] : [make(value)])

const entityResource = (entity: StoredEntity): RdfResource => {
  const common = commonTypes[entity.type]
  const sector = sectorById.get(entity.id)
  const qid = wikidataOf(entity.iso3)
  return {
    iri: iriOf(entity.id),
    types: [`en:${entity.type}`, ...(common ? [common] : [])],
    properties: [
      ['rdfs:label', english(entity.name)],
      ...entity.aliases.map((alias): Property => ['skos:altLabel', text(alias)]),
      ['en:statements', whole(entity.statements)],
      ['en:articles', whole(entity.articles)],
      ...maybe(entity.iso2, (code): Property => ['en:iso3166Alpha2', text(code)]),
      ...maybe(entity.iso3, (code): Property => ['en:iso3166Alpha3', text(code)]),
      ...maybe(entity.iso2, (code): Property => ['owl:sameAs', { iri: `http://lexvo.org/id/iso3166/${code}` }]),
      ...maybe(qid, (id): Property => ['owl:sameAs', { iri: `http://www.wikidata.org/entity/${id}` }]),
      ...maybe(entity.isic, (code): Property => ['skos:notation', text(code)]),
      ...maybe(sector?.parent ?? null, (parent): Property => ['skos:broader', ref(parent)]),
      ...maybe(entity.hs, (code): Property => ['en:hs', text(code)]),
    ],
  }
}

/** What is said as a fact, as one plain triple; `LINKED_TO` is Entente's own inference. */
const edgeResource = (edge: GraphEdge): RdfResource | null =>
  edge.modality === 'actual'
    ? { iri: iriOf(edge.source), types: [], properties: [[`en:${edge.predicate}`, ref(edge.target)]] }
    : null

const statementResource = (s: StoredStatement): RdfResource => ({
  iri: iriOf(s.id),
  types: ['rdf:Statement', 'prov:Entity', 'en:Statement'],
  properties: [
    ['rdf:subject', ref(s.subject)],
    ['rdf:predicate', { term: `en:${s.predicate}` }],
    ['rdf:object', ref(s.object)],
    ['en:modality', text(s.modality)],
    ...maybe(s.counterpart, (id): Property => ['en:counterpart', ref(id)]),
    ...s.sectors.map((id): Property => ['en:sector', ref(id)]),
    ...s.commodities.map((id): Property => ['en:commodity', ref(id)]),
    ...s.places.map((id): Property => ['en:place', ref(id)]),
    ...maybe(s.project, (id): Property => ['en:project', ref(id)]),
    ...maybe(s.event, (id): Property => ['en:event', ref(id)]),
    ...maybe(s.amount, (amount): Property => ['en:amount', text(amount)]),
    ...maybe(s.title, (title): Property => ['en:roleTitle', text(title)]),
    ...maybe(s.date, (date): Property => ['dct:date', day(date)]),
    ['en:confidence', decimal(s.confidence)],
    ...maybe(s.review, (review): Property => ['en:review', text(review)]),
    ['prov:value', text(s.evidence)],
    ['en:start', whole(s.start)],
    ['en:end', whole(s.end)],
    ['prov:wasQuotedFrom', { iri: articleIri(s.article.id) }],
    ...maybe(s.speaker, (id): Property => ['prov:wasAttributedTo', ref(id)]),
    ['en:rule', text(s.rule)],
  ],
})

const isWebAddress = (url: string): boolean => {
  // What would break the syntax of an IRI is no address to link to.
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && !/[<>"{}|^`\\\s]/.test(url)
}

const articleResource = (article: ArticleSummary): RdfResource => ({
  iri: articleIri(article.id),
  types: ['schema:Article', 'prov:Entity'],
  properties: [
    ['dct:title', text(article.title)],
    ...maybe(article.date, (date): Property => ['dct:issued', day(date)]),
    ['dct:language', text(article.language)],
    ...maybe(article.publisher, (name): Property => ['dct:publisher', text(name)]),
    ...(article.url && isWebAddress(article.url)
      ? [['schema:url', { iri: new URL(article.url).href }] as Property]
      : []),
  ],
})

/** Entente's own terms: the predicates with their meaning, domain and range left open, since several types may stand. */
const termResources = (): RdfResource[] => [
  ...predicates.map(
    (predicate): RdfResource => ({
      iri: `${rdfPrefixes.en}${predicate}`,
      types: predicateRules[predicate].symmetric ? ['rdf:Property', 'owl:SymmetricProperty'] : ['rdf:Property'],
      properties: [['rdfs:comment', english(predicateRules[predicate].gloss)]],
    }),
  ),
  ...Object.entries(glosses.entityTypes).map(
    ([type, gloss]): RdfResource => ({
      iri: `${rdfPrefixes.en}${type}`,
      types: ['rdfs:Class'],
      properties: [['rdfs:comment', english(gloss.replace(/\s*id: .*$/, ''))]],
    }),
  ),
]

/** Everything, resource by resource; an entity's plain triples come as further resources of the same IRI. */
export async function* rdfResources(source: ExportSource): AsyncGenerator<RdfResource> {
  yield* termResources()
  for await (const entity of source.entities()) yield entityResource(entity)
  for await (const article of source.articles()) yield articleResource(article)
  for await (const edge of source.edges()) {
    const resource = edgeResource(edge)
    if (resource) yield resource
  }
  for await (const statement of source.statements()) yield statementResource(statement)
}
