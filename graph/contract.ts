/**
 * The shared types: what the reader gives, the store keeps, the API answers and the viewer draws.
 * Types and constants only; imports nothing but the ontology's types, so that every layer may import it.
 */
import type { EntityType, Modality, Predicate } from './ontology/ontology-types.ts'

export type { EntityType, Modality, Predicate, Sector } from './ontology/ontology-types.ts'

/** ISO 8601 calendar date, `YYYY-MM-DD`. */
export type IsoDate = string

/** An article as it is handed to the reader. `text` is kept byte for byte: every offset counts UTF-16 units in it. */
export interface Article {
  /** Stable id: the file's stem, the line's `id`, or `sha256` shortened where there is none. */
  id: string
  title: string
  /** Date of publication; null where nothing tells it. */
  date: IsoDate | null
  /** ISO 639-1 code, e.g. `en`. */
  language: string
  url: string | null
  publisher: string | null
  text: string
}

/** A country, company, person, sector … Ids say what they name: `country:RUS`, `org:siemens`, `sector:metallurgy`. */
export interface Entity {
  id: string
  type: EntityType
  name: string
  aliases: string[]
}

/** One place in an article's text that names or stands for an entity. */
export interface Mention {
  entity: string
  /** Offsets into `Article.text`, end exclusive. */
  start: number
  end: number
  /** `name` for names, `pronoun`/`nominal` for what coreference resolved ("we", "the company"). */
  kind: 'name' | 'nominal' | 'pronoun'
}

/** What an article says: one fact, plan, talk or denial, with its evidence. All ends are entity ids. */
export interface Statement {
  /** Stable within the graph: `statement:<article id>:<hash of subject, predicate, object>`. */
  id: string
  subject: string
  predicate: Predicate
  object: string
  counterpart: string | null
  sectors: string[]
  commodities: string[]
  places: string[]
  project: string | null
  event: string | null
  /** A figure with unit and currency as written, e.g. `4.5 billion USD`. */
  amount: string | null
  /** The role's title, with HOLDS_ROLE_IN. */
  title: string | null
  modality: Modality
  /** The person or body to whom the text attributes it; null where the article speaks itself. */
  speaker: string | null
  /** The sentence that carries it, verbatim: `text.slice(start, end)`. */
  evidence: string
  /** Offsets of `evidence` in the article's text, end exclusive. */
  start: number
  end: number
  /** When it happened or is to happen, where the sentence tells it, else the article's date. */
  date: IsoDate | null
  /** 0 to 1: how likely the statement is what the article says. */
  confidence: number
  /** The word that gave it, with offsets, and the rule's id: why the statement is here. */
  trigger: { text: string; start: number; end: number } | null
  rule: string
}

/** What the reader gives for one article. */
export interface Reading {
  entities: Entity[]
  mentions: Mention[]
  statements: Statement[]
  /**
   * [country id, sector id], sorted: by statements (`linkCountriesToSectors`, the graph's own rule) or named together in
   * one sentence (`linkNamedTogether`).
   */
  countrySectors: [string, string][]
  /** What the reader wants to be known: another language, nothing to read, … */
  notes: string[]
}

/** What a person decided about a statement. */
export type Review = 'accepted' | 'rejected' | 'corrected' | null

/** A statement as the store keeps and the API answers it: with its article's facts and its review. */
export interface StoredStatement extends Statement {
  review: Review
  article: { id: string; title: string; date: IsoDate | null; url: string | null; publisher: string | null }
}

/** An entity as the store keeps it, with what its type knows and what it takes part in. */
export interface StoredEntity extends Entity {
  iso2: string | null
  iso3: string | null
  flag: string | null
  isic: string | null
  hs: string | null
  /** Counts over statements that are not rejected. */
  statements: number
  articles: number
}

/** Statements of one edge by modality. */
export type ModalityCounts = Record<Modality, number>

/** A node for drawing. */
export interface GraphNode {
  id: string
  type: EntityType
  name: string
  flag: string | null
  statements: number
}

/** A derived edge for drawing: the aggregate of the statements with this subject, predicate and object. */
export interface GraphEdge {
  /** `<subject> <predicate> <object>`. */
  id: string
  source: string
  target: string
  predicate: Predicate | 'LINKED_TO'
  /** The strongest: actual > planned > discussed > ended > denied. */
  modality: Modality
  modalities: ModalityCounts
  statements: number
  articles: number
  first: IsoDate | null
  last: IsoDate | null
  sectors: string[]
}

export interface GraphView {
  nodes: GraphNode[]
  edges: GraphEdge[]
  /** True where the budget left nodes out; `totalNodes` and `totalEdges` count all that matched. */
  truncated: boolean
  totalNodes: number
  totalEdges: number
}

/** One cell of countries x sectors. */
export interface CountrySector {
  country: string
  countryName: string
  flag: string | null
  sector: string
  sectorName: string
  isic: string
  statements: number
  articles: number
  modalities: ModalityCounts
  first: IsoDate | null
  last: IsoDate | null
}

/** Values of a Cypher answer: one shape from both engines, see docs/cypher.md. */
export type CypherValue =
  | null
  | boolean
  | number
  | string
  | CypherValue[]
  | CypherNode
  | CypherRelationship
  | CypherPath
  | { [key: string]: CypherValue }
export interface CypherNode {
  $type: 'node'
  id: string
  labels: string[]
  properties: { [key: string]: CypherValue }
}
export interface CypherRelationship {
  $type: 'relationship'
  id: string
  type: string
  source: string
  target: string
  properties: { [key: string]: CypherValue }
}
export interface CypherPath {
  $type: 'path'
  nodes: CypherNode[]
  relationships: CypherRelationship[]
}
export interface CypherAnswer {
  columns: string[]
  rows: CypherValue[][]
  /** True where the row limit cut the answer. */
  truncated: boolean
  ms: number
}

/** The kinds of error, with stable codes. HTTP and the CLI turn them into words in one place each. */
export type ErrorKind = 'InvalidInput' | 'NotFound' | 'LimitExceeded' | 'StoreUnavailable' | 'Conflict'

/** RFC 9457 problem details, as the API answers every error. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  /** The error's kind, for programs. */
  code: ErrorKind | 'Internal'
}

/** What narrows statements, edges, cells and the timeline alike. Lists mean "any of"; absent means "all". */
export interface StatementFilter {
  /** Entity ids that must be the subject, the object, or either of both. */
  subject?: string
  object?: string
  /** In any role: subject, object, counterpart, speaker, sector, commodity, place, project or event. */
  entity?: string
  predicates?: Predicate[]
  modalities?: Modality[]
  /** Sector ids; a sector stands for all sectors below it. */
  sectors?: string[]
  /** Country ids linked to the statement by the rule of `linkCountriesToSectors`. */
  countries?: string[]
  speaker?: string
  article?: string
  publisher?: string
  /** Bounds on the statement's date, both inclusive. */
  from?: IsoDate
  to?: IsoDate
  minConfidence?: number
  /** Default: all but rejected. */
  reviews?: Exclude<Review, null>[]
}

/** A page of a list; `next` is the cursor of the following page, null at the end. */
export interface Page<T> {
  items: T[]
  next: string | null
  total: number
}

/** Short form of an entity, for showing ids as names. */
export interface EntityLabel {
  id: string
  type: EntityType
  name: string
  flag: string | null
}

export interface StatementPage extends Page<StoredStatement> {
  /** Labels of every entity that the items name. */
  entities: Record<string, EntityLabel>
}

/** One entity with its numbers and its nearest. */
export interface EntityProfile {
  entity: StoredEntity
  predicates: { predicate: Predicate; role: 'subject' | 'object'; statements: number }[]
  sectors: { sector: string; sectorName: string; statements: number }[]
  neighbours: (EntityLabel & { statements: number })[]
  modalities: ModalityCounts
  first: IsoDate | null
  last: IsoDate | null
}

/** Two countries (or one, `b` null): what is between them, every line with statements behind it. */
export interface Dossier {
  a: EntityLabel
  b: EntityLabel | null
  modalities: ModalityCounts
  predicates: { predicate: Predicate; statements: number }[]
  sectors: { sector: string; sectorName: string; statements: number }[]
  entities: (EntityLabel & { statements: number })[]
  statements: StatementPage
}

export interface TimelineBucket {
  /** `YYYY-MM`. */
  month: string
  statements: number
  modalities: ModalityCounts
}

export interface ArticleSummary {
  id: string
  title: string
  date: IsoDate | null
  language: string
  url: string | null
  publisher: string | null
  statements: number
}

/** An article with everything that was read out of it, with offsets. */
export interface ArticleView {
  article: Article & { sha256: string }
  statements: StoredStatement[]
  mentions: Mention[]
  entities: Record<string, EntityLabel>
}

export interface StoreStats {
  engine: 'embedded' | 'neo4j'
  version: string
  articles: number
  statements: number
  entities: Record<EntityType, number>
  predicates: Partial<Record<Predicate, number>>
  modalities: ModalityCounts
}

export interface SearchHits {
  entities: (EntityLabel & { statements: number; score: number })[]
  sectors: { id: string; label: string; isic: string }[]
  statements: { id: string; evidence: string; article: string; title: string }[]
  articles: { id: string; title: string; date: IsoDate | null }[]
}

/** What one load did. `unchanged`: the same text was there. */
export type LoadOutcome = 'loaded' | 'unchanged' | 'replaced'

/** How a question in plain English was read; see docs/ask.md. */
export type AskKind =
  | 'relation'
  | 'entities'
  | 'country-sectors'
  | 'statements'
  | 'sayings'
  | 'roles'
  | 'profile'
  | 'articles'
  | 'totals'
  | 'help'
  /** Not read by the grammar: a language model wrote the Cypher. */
  | 'model'

/** A column of an answer's table. `entity` cells are ids to be shown by `AskAnswer.entities`, `statement` and `article` cells ids too. */
export interface AskColumn {
  key: string
  label: string
  kind: 'entity' | 'predicate' | 'text' | 'number' | 'date' | 'modality' | 'statement' | 'article'
}

/** The answer to a question in plain English: the sentence, the table behind it, the Cypher that gave it, the evidence. */
export interface AskAnswer {
  question: string
  /** False where the question could not be read; then `answer` says why and `suggestions` offer the nearest ones. */
  understood: boolean
  kind: AskKind | null
  /** How the question was read, in words. */
  reading: string | null
  /** One or two sentences with the numbers. */
  answer: string
  /** The query that gave the table, as `POST /api/cypher` takes it; null where none ran. */
  cypher: string | null
  parameters: { [name: string]: CypherValue }
  columns: AskColumn[]
  rows: CypherValue[][]
  /** True where the table was cut. */
  truncated: boolean
  /** Statements behind the answer, ten at most: the surest of the table's first rows in turn. */
  statements: StoredStatement[]
  /** Labels of every entity that the table and the statements name. */
  entities: Record<string, EntityLabel>
  /** Words of the question that could not be read. */
  unread: string[]
  /** Questions that can be answered: the nearest ones where this one could not, else what may be asked next. */
  suggestions: string[]
}
