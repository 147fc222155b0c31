/**
 * The shapes of the API's answers as zod schemas: the OpenAPI document is made of them, tests hold every answer to them.
 * Each is tied to its type of graph/contract.ts, so that the two cannot drift apart. Checks nothing by itself.
 */
import { z } from 'zod'
import type * as contract from '../graph/contract.ts'
import { entityTypes, modalities, predicates } from '../graph/ontology/ontology.ts'

/** Ties a schema to a type of the contract, in both directions. */
const shapeOf =
  <T>() =>
  <S extends z.ZodType<T>>(schema: S & (T extends z.output<S> ? unknown : never)): S =>
    schema

export const entityType = z
  .enum(entityTypes as [contract.EntityType, ...contract.EntityType[]])
  .meta({ id: 'EntityType' })
export const predicate = z.enum(predicates as [contract.Predicate, ...contract.Predicate[]]).meta({ id: 'Predicate' })
export const modality = z
  .enum(modalities as [contract.Modality, ...contract.Modality[]])
  .meta({ id: 'Modality', description: 'Strongest first: actual, planned, discussed, ended, denied.' })
const isoDate = z.string().meta({ id: 'IsoDate', description: 'ISO 8601 calendar date.', examples: ['2016-03-01'] })
const count = z.number().int().min(0)
const review = z.enum(['accepted', 'rejected', 'corrected']).nullable().meta({ id: 'Review' })

export const modalityCounts = shapeOf<contract.ModalityCounts>()(
  z
    .object({ actual: count, planned: count, discussed: count, ended: count, denied: count })
    .meta({ id: 'ModalityCounts' }),
)
export const entityLabel = shapeOf<contract.EntityLabel>()(
  z
    .object({ id: z.string(), type: entityType, name: z.string(), flag: z.string().nullable() })
    .meta({ id: 'EntityLabel' }),
)
const labels = z.record(z.string(), entityLabel)

export const storedEntity = shapeOf<contract.StoredEntity>()(
  z
    .object({
      id: z.string(),
      type: entityType,
      name: z.string(),
      aliases: z.array(z.string()),
      iso2: z.string().nullable(),
      iso3: z.string().nullable(),
      flag: z.string().nullable(),
      isic: z.string().nullable(),
      hs: z.string().nullable(),
      statements: count,
      articles: count,
    })
    .meta({ id: 'StoredEntity', description: 'Counts are over statements that are not rejected.' }),
)

export const storedStatement = shapeOf<contract.StoredStatement>()(
  z
    .object({
      id: z.string(),
      subject: z.string(),
      predicate,
      object: z.string(),
      counterpart: z.string().nullable(),
      sectors: z.array(z.string()),
      commodities: z.array(z.string()),
      places: z.array(z.string()),
      project: z.string().nullable(),
      event: z.string().nullable(),
      amount: z.string().nullable(),
      title: z.string().nullable(),
      modality,
      speaker: z.string().nullable(),
      evidence: z.string(),
      start: count,
      end: count,
      date: isoDate.nullable(),
      confidence: z.number().min(0).max(1),
      trigger: z.object({ text: z.string(), start: count, end: count }).nullable(),
      rule: z.string(),
      review,
      article: z.object({
        id: z.string(),
        title: z.string(),
        date: isoDate.nullable(),
        url: z.string().nullable(),
        publisher: z.string().nullable(),
      }),
    })
    .meta({ id: 'Statement', description: 'One thing an article says, with the sentence that says it.' }),
)

const page = <S extends z.ZodType>(items: S) =>
  z.object({
    items: z.array(items),
    next: z.string().nullable().meta({ description: 'Cursor of the following page; null at the end.' }),
    total: count,
  })
export const entityPage = shapeOf<contract.Page<contract.StoredEntity>>()(page(storedEntity).meta({ id: 'EntityPage' }))
export const statementPage = shapeOf<contract.StatementPage>()(
  page(storedStatement).extend({ entities: labels }).meta({ id: 'StatementPage' }),
)

const graphNode = shapeOf<contract.GraphNode>()(
  z
    .object({ id: z.string(), type: entityType, name: z.string(), flag: z.string().nullable(), statements: count })
    .meta({ id: 'GraphNode' }),
)
export const graphEdge = shapeOf<contract.GraphEdge>()(
  z
    .object({
      id: z.string(),
      source: z.string(),
      target: z.string(),
      predicate: z.union([predicate, z.literal('LINKED_TO')]),
      modality,
      modalities: modalityCounts,
      statements: count,
      articles: count,
      first: isoDate.nullable(),
      last: isoDate.nullable(),
      sectors: z.array(z.string()),
    })
    .meta({ id: 'GraphEdge', description: 'The aggregate of all statements with this subject, predicate and object.' }),
)
export const graphView = shapeOf<contract.GraphView>()(
  z
    .object({
      nodes: z.array(graphNode),
      edges: z.array(graphEdge),
      truncated: z.boolean(),
      totalNodes: count,
      totalEdges: count,
    })
    .meta({ id: 'GraphView' }),
)
export const pathsAnswer = z
  .object({
    paths: z.array(z.array(z.string())).meta({ description: 'Entity ids from one end to the other, shortest first.' }),
    view: graphView,
  })
  .meta({ id: 'Paths' })

export const countrySector = shapeOf<contract.CountrySector>()(
  z
    .object({
      country: z.string(),
      countryName: z.string(),
      flag: z.string().nullable(),
      sector: z.string(),
      sectorName: z.string(),
      isic: z.string(),
      statements: count,
      articles: count,
      modalities: modalityCounts,
      first: isoDate.nullable(),
      last: isoDate.nullable(),
    })
    .meta({ id: 'CountrySector' }),
)

export const countedLabel = entityLabel.extend({ statements: count }).meta({ id: 'CountedEntity' })
const countedSector = z
  .object({ sector: z.string(), sectorName: z.string(), statements: count })
  .meta({ id: 'CountedSector' })

export const entityProfile = shapeOf<contract.EntityProfile>()(
  z
    .object({
      entity: storedEntity,
      predicates: z.array(z.object({ predicate, role: z.enum(['subject', 'object']), statements: count })),
      sectors: z.array(countedSector),
      neighbours: z.array(countedLabel),
      modalities: modalityCounts,
      first: isoDate.nullable(),
      last: isoDate.nullable(),
    })
    .meta({ id: 'EntityProfile' }),
)
export const dossier = shapeOf<contract.Dossier>()(
  z
    .object({
      a: entityLabel,
      b: entityLabel.nullable(),
      modalities: modalityCounts,
      predicates: z.array(z.object({ predicate, statements: count })),
      sectors: z.array(countedSector),
      entities: z.array(countedLabel),
      statements: statementPage,
    })
    .meta({ id: 'Dossier', description: 'What is between two countries, or around one where `b` is null.' }),
)
export const timelineBucket = shapeOf<contract.TimelineBucket>()(
  z.object({ month: z.string(), statements: count, modalities: modalityCounts }).meta({ id: 'TimelineBucket' }),
)

export const articleSummary = shapeOf<contract.ArticleSummary>()(
  z
    .object({
      id: z.string(),
      title: z.string(),
      date: isoDate.nullable(),
      language: z.string(),
      url: z.string().nullable(),
      publisher: z.string().nullable(),
      statements: count,
    })
    .meta({ id: 'ArticleSummary' }),
)
export const articlePage = shapeOf<contract.Page<contract.ArticleSummary>>()(
  page(articleSummary).meta({ id: 'ArticlePage' }),
)
export const articleView = shapeOf<contract.ArticleView>()(
  z
    .object({
      article: z.object({
        id: z.string(),
        title: z.string(),
        date: isoDate.nullable(),
        language: z.string(),
        url: z.string().nullable(),
        publisher: z.string().nullable(),
        text: z.string(),
        sha256: z.string(),
      }),
      statements: z.array(storedStatement),
      mentions: z.array(
        z.object({ entity: z.string(), start: count, end: count, kind: z.enum(['name', 'nominal', 'pronoun']) }),
      ),
      entities: labels,
    })
    .meta({ id: 'ArticleView', description: 'Offsets count UTF-16 units of the text, end exclusive.' }),
)

export const storeStats = shapeOf<contract.StoreStats>()(
  z
    .object({
      engine: z.enum(['embedded', 'neo4j']),
      version: z.string(),
      articles: count,
      statements: count,
      entities: z.record(entityType, count),
      predicates: z.partialRecord(predicate, count),
      modalities: modalityCounts,
    })
    .meta({ id: 'StoreStats' }),
)
export const searchHits = shapeOf<contract.SearchHits>()(
  z
    .object({
      entities: z.array(entityLabel.extend({ statements: count, score: z.number() })),
      sectors: z.array(z.object({ id: z.string(), label: z.string(), isic: z.string() })),
      statements: z.array(z.object({ id: z.string(), evidence: z.string(), article: z.string(), title: z.string() })),
      articles: z.array(z.object({ id: z.string(), title: z.string(), date: isoDate.nullable() })),
    })
    .meta({ id: 'SearchHits' }),
)

export const cypherAnswer = z
  .object({
    columns: z.array(z.string()),
    rows: z.array(z.array(z.unknown())).meta({
      description: 'Values: see docs/cypher.md; nodes, relationships and paths carry `$type`.',
    }),
    truncated: z.boolean(),
    ms: z.number(),
  })
  .meta({ id: 'CypherAnswer' })

export const problem = shapeOf<contract.Problem>()(
  z
    .object({
      type: z.string(),
      title: z.string(),
      status: z.number().int(),
      detail: z.string(),
      code: z.enum(['InvalidInput', 'NotFound', 'LimitExceeded', 'StoreUnavailable', 'Conflict', 'Internal']),
    })
    .meta({ id: 'Problem', description: 'RFC 9457 problem details.' }),
)
