/**
 * FollowTheMoney entities as JSON Lines, for Aleph and the tools of OpenSanctions: entities, articles, and every statement
 * as a link with its sentence. What the model has no schema for (sectors, goods) goes as an asset that says what it is.
 */
import { createHash } from 'node:crypto'
import type { ArticleSummary, StoredEntity, StoredStatement } from '../contract.ts'
import { typeOfId } from '../ontology/entity-ids.ts'
import type { ExportFormat } from './export-format.ts'
import type { ExportSource } from './export-source.ts'
import { wikidataOf } from './rdf-graph.ts'

interface FtmEntity {
  id: string
  schema: string
  properties: Record<string, string[]>
}

/** ISO 639-3 of the languages that articles come in; FollowTheMoney knows no two-letter codes. */
const languages: Record<string, string> = {
  en: 'eng',
  ru: 'rus',
  fr: 'fra',
  de: 'deu',
  es: 'spa',
  pt: 'por',
  it: 'ita',
  ar: 'ara',
  zh: 'zho',
  ja: 'jpn',
  ko: 'kor',
  tr: 'tur',
  uk: 'ukr',
  pl: 'pol',
}

/** An id of letters, digits, dots and hyphens; ids that hold anything else are told apart by a hash. */
const ftmId = (id: string): string => {
  const plain = id.replace(/:/g, '-')
  if (/^\w[\w.-]*$/.test(plain)) return plain
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 12)
  return `${plain
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 80)}-${hash}`
}

/** Properties without those that nothing is known of. */
const known = (properties: Record<string, (string | null | undefined)[]>): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, values]) => {
      const given = values.filter((value): value is string => value !== null && value !== undefined && value !== '')
      return given.length > 0 ? [[name, given]] : []
    }),
  )

const schemaOf = (entity: StoredEntity, owned: ReadonlySet<string>): string => {
  switch (entity.type) {
    case 'Country':
      return 'PublicBody'
    case 'Region':
      return 'LegalEntity'
    case 'Place':
      return 'Address'
    // Only a company can be owned.
    case 'Organization':
      return owned.has(entity.id) ? 'Company' : 'Organization'
    case 'Person':
      return 'Person'
    case 'Event':
      return 'Event'
    case 'Project':
      return 'Project'
    case 'Agreement':
      return 'Contract'
    case 'Sector':
    case 'Commodity':
      return 'Asset'
  }
}

const entityFrom = (entity: StoredEntity, owned: ReadonlySet<string>): FtmEntity => {
  const schema = schemaOf(entity, owned)
  const isAsset = entity.type === 'Sector' || entity.type === 'Commodity'
  const isic = entity.isic ? `ISIC Rev. 4 ${entity.isic}` : null
  return {
    id: ftmId(entity.id),
    schema,
    properties: known({
      name: [entity.name],
      alias: entity.aliases,
      country: [entity.iso2?.toLowerCase()],
      wikidataId: [wikidataOf(entity.iso3)],
      full: [schema === 'Address' ? entity.name : null],
      title: [schema === 'Contract' ? entity.name : null],
      keywords: [isAsset ? entity.type.toLowerCase() : null],
      description: [isic, entity.hs ? `HS ${entity.hs}` : null],
    }),
  }
}

const articleFrom = (article: ArticleSummary): FtmEntity => ({
  id: ftmId(`article:${article.id}`),
  schema: 'Article',
  properties: known({
    title: [article.title],
    publishedAt: [article.date],
    language: [languages[article.language]],
    publisher: [article.publisher],
    sourceUrl: [article.url],
  }),
})

const linkFrom = (s: StoredStatement): FtmEntity => {
  const subject = ftmId(s.subject)
  const object = ftmId(s.object)
  const objectType = typeOfId(s.object)
  const about = {
    date: [s.date],
    status: [s.modality],
    description: [s.evidence],
    summary: [s.speaker ? `said by ${s.speaker}` : null],
    recordId: [s.article.id],
    publisher: [s.article.publisher],
    sourceUrl: [s.article.url],
  }
  const id = ftmId(s.id)
  if (s.predicate === 'OWNS' && objectType === 'Organization')
    return {
      id,
      schema: 'Ownership',
      properties: known({ owner: [subject], asset: [object], role: [s.predicate], percentage: [s.amount], ...about }),
    }
  if (s.predicate === 'HOLDS_ROLE_IN' && (objectType === 'Organization' || objectType === 'Country'))
    return {
      id,
      schema: 'Employment',
      properties: known({ employee: [subject], employer: [object], role: [s.title ?? s.predicate], ...about }),
    }
  return {
    id,
    schema: 'UnknownLink',
    properties: known({ subject: [subject], object: [object], role: [s.predicate], ...about }),
  }
}

/** Organisations that a statement says are owned. */
const ownedIn = async (source: ExportSource): Promise<Set<string>> => {
  const owned = new Set<string>()
  for await (const edge of source.edges()) if (edge.predicate === 'OWNS') owned.add(edge.target)
  return owned
}

async function* ftmEntities(source: ExportSource): AsyncGenerator<FtmEntity> {
  const owned = await ownedIn(source)
  for await (const entity of source.entities()) yield entityFrom(entity, owned)
  for await (const article of source.articles()) yield articleFrom(article)
  for await (const statement of source.statements()) yield linkFrom(statement)
}

export const followTheMoney: ExportFormat = {
  name: 'ftm.json',
  mediaType: 'application/json+ftm',
  summary: 'FollowTheMoney entities, one a line, for Aleph and OpenSanctions’ tools',
  async *write(source) {
    for await (const entity of ftmEntities(source)) yield `${JSON.stringify(entity)}\n`
  },
}
