/**
 * The tools of the MCP server as plain functions: each asks the API's routes by name and words the answer for a model,
 * with the ids by which to go on. Knows neither transport nor store.
 */
import { z } from 'zod'
import type {
  AskAnswer,
  CountrySector,
  CypherAnswer,
  Dossier,
  EntityLabel,
  Page,
  SearchHits,
  StatementPage,
  StoredEntity,
  StoredStatement,
} from '../contract.ts'
import { notFound } from '../errors.ts'
import { modalities, predicates, sectors } from '../ontology/ontology.ts'

/** Asks a route of the API by its name, with or without a server between. */
export type AskRoute = <T>(
  operationId: string,
  question?: { params?: Record<string, string>; query?: Record<string, string>; body?: unknown },
) => Promise<T>

export interface ToolAnswer {
  /** For the model to read. */
  text: string
  /** The same for programs. */
  data: Record<string, unknown>
}

export interface McpTool<Shape extends z.ZodRawShape = z.ZodRawShape> {
  name: string
  title: string
  description: string
  input: Shape
  run: (ask: AskRoute, input: z.output<z.ZodObject<Shape>>) => Promise<ToolAnswer>
}

const tool = <Shape extends z.ZodRawShape>(definition: McpTool<Shape>): McpTool => definition as unknown as McpTool

const day = z.iso.date().optional()
const limit = (fallback: number, most: number) => z.number().int().min(1).max(most).default(fallback)
const countryText = z.string().min(2).max(80).describe('a country: name, ISO code or id, e.g. Japan, JPN, country:JPN')

const queryOf = (fields: Record<string, string | number | readonly string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[name, String(value)]],
    ),
  )

/** The id of a country by any of its names. @throws EntenteError `NotFound` */
export const countryId = async (ask: AskRoute, text: string): Promise<string> => {
  const asked = text.trim().replace(/^country:/i, '')
  const { items } = await ask<Page<StoredEntity>>('findEntities', { query: { q: asked, type: 'Country', limit: '20' } })
  const same = (form: string | null): boolean => form?.toLowerCase() === asked.toLowerCase()
  const found =
    items.find(({ name, iso2, iso3, aliases }) => [name, iso2, iso3, ...aliases].some(same)) ??
    (items.length === 1 ? items[0] : undefined)
  if (found) return found.id
  if (/^[a-z]{3}$/i.test(asked)) return `country:${asked.toUpperCase()}`
  throw notFound(`There is no country called "${asked.slice(0, 60)}"; search finds names`)
}

/** The id of a sector by id or a word of its label. @throws EntenteError `NotFound` */
export const sectorId = (text: string): string => {
  const asked = text
    .trim()
    .toLowerCase()
    .replace(/^sector:/, '')
  const slug = asked.replace(/[^a-z]+/g, '-')
  const found =
    sectors.find(({ id }) => id === `sector:${slug}`) ??
    sectors.find(({ label }) => label.toLowerCase().startsWith(asked)) ??
    sectors.find(({ label }) => label.toLowerCase().includes(asked))
  if (!found) throw notFound(`There is no sector "${asked.slice(0, 60)}"; the schema tool lists them`)
  return found.id
}

const nameIn = (labels: Record<string, EntityLabel>, id: string | null): string =>
  id === null ? '' : (labels[id]?.name ?? id)

/** One statement on two lines: what it says, and the sentence that says it. */
const statementText = (s: StoredStatement, labels: Record<string, EntityLabel>): string => {
  const facts = [
    s.modality,
    s.date ?? 'no date',
    ...(s.counterpart ? [`with ${nameIn(labels, s.counterpart)}`] : []),
    ...(s.title ? [`as ${s.title}`] : []),
    ...(s.amount ? [s.amount] : []),
    ...(s.speaker ? [`said by ${nameIn(labels, s.speaker)}`] : []),
    ...(s.sectors.length > 0 ? [s.sectors.join(', ')] : []),
  ]
  const source = [s.article.title, s.article.publisher, s.article.date, s.article.url].filter((part) => part).join(', ')
  return `- ${nameIn(labels, s.subject)} ${s.predicate} ${nameIn(labels, s.object)} (${facts.join('; ')}) [${s.id}]\n  "${s.evidence.replace(/\s+/g, ' ').trim()}" (${source})`
}

const statementList = (page: StatementPage): string =>
  page.items.length === 0
    ? 'No statements. The articles may only be silent on it.'
    : [
        `${page.total} statements${page.total > page.items.length ? `, ${page.items.length} shown${page.next ? `; next page: cursor ${page.next}` : ''}` : ''}`,
        ...page.items.map((s) => statementText(s, page.entities)),
      ].join('\n')

export const mcpTools: readonly McpTool[] = [
  tool({
    name: 'search',
    title: 'Search',
    description:
      'Finds entities (countries, companies, people, projects, goods), sectors, sentences and articles by words. Use it first to get the ids that other tools take.',
    input: { query: z.string().min(1).max(200), limit: limit(10, 50) },
    run: async (ask, input) => {
      const hits = await ask<SearchHits>('search', { query: { q: input.query, limit: String(input.limit) } })
      const lines = [
        ...hits.entities.map((e) => `- ${e.name} (${e.type}, ${e.statements} statements) [${e.id}]`),
        ...hits.sectors.map((s) => `- ${s.label} (Sector) [${s.id}]`),
        ...hits.statements.map((s) => `- "${s.evidence}" (${s.title}) [${s.id}]`),
        ...hits.articles.map((a) => `- article ${a.title} (${a.date ?? 'no date'}) [${a.id}]`),
      ]
      return { text: lines.length > 0 ? lines.join('\n') : 'Nothing found.', data: { ...hits } }
    },
  }),
  tool({
    name: 'ask',
    title: 'Ask in plain English',
    description:
      'Answers a question such as "Which countries are linked to metallurgy?", "What does Egypt export to Japan?", "Who speaks for X?" from the graph, with the Cypher that it ran and the evidence. Says so where it cannot read the question.',
    input: { question: z.string().min(1).max(500) },
    run: async (ask, { question }) => {
      const answer = await ask<AskAnswer>('ask', { query: { q: question } })
      const parts = [
        answer.answer,
        ...(answer.reading ? [`Read as: ${answer.reading}`] : []),
        ...(answer.statements.length > 0
          ? ['Evidence:', ...answer.statements.map((s) => statementText(s, answer.entities))]
          : []),
        ...(answer.cypher ? [`Cypher: ${answer.cypher}\nParameters: ${JSON.stringify(answer.parameters)}`] : []),
        ...(answer.understood ? [] : ['Questions that can be read:', ...answer.suggestions.map((text) => `- ${text}`)]),
      ]
      return { text: parts.join('\n'), data: { ...answer } }
    },
  }),
  tool({
    name: 'dossier',
    title: 'Dossier of one or two countries',
    description:
      'What the articles say of one country, or of what is between two: relations, sectors, other parties and the newest statements with their sentences.',
    input: { country: countryText, other: countryText.optional() },
    run: async (ask, input) => {
      const a = await countryId(ask, input.country)
      const b = input.other ? await countryId(ask, input.other) : null
      const found = b
        ? await ask<Dossier>('getDossier', { params: { a, b } })
        : await ask<Dossier>('getCountryDossier', { params: { a } })
      const counted = (items: readonly { statements: number }[], name: (item: never) => string): string =>
        items.map((item) => `${name(item as never)} ${item.statements}`).join(', ') || 'none'
      return {
        text: [
          `${found.a.name}${found.b ? ` and ${found.b.name}` : ''}`,
          `Modality: ${modalities.map((modality) => `${modality} ${found.modalities[modality]}`).join(', ')}`,
          `Relations: ${counted(found.predicates, (p: { predicate: string }) => p.predicate)}`,
          `Sectors: ${counted(found.sectors, (s: { sectorName: string }) => s.sectorName)}`,
          `Others: ${counted(found.entities, (e: EntityLabel) => e.name)}`,
          statementList(found.statements),
        ].join('\n'),
        data: { ...found },
      }
    },
  }),
  tool({
    name: 'countries_x_sectors',
    title: 'Countries by sectors',
    description:
      'Which countries are linked to which sectors of the economy, with the numbers of statements and articles behind each link. Narrow it by country, sector or dates.',
    input: {
      country: countryText.optional(),
      sector: z.string().min(2).max(80).optional().describe('a sector: id or word, e.g. sector:metallurgy, textiles'),
      from: day,
      to: day,
      limit: limit(100, 1000),
    },
    run: async (ask, input) => {
      const country = input.country ? await countryId(ask, input.country) : undefined
      const { items } = await ask<{ items: CountrySector[] }>('listCountrySectors', {
        query: queryOf({
          country,
          sector: input.sector ? sectorId(input.sector) : undefined,
          from: input.from,
          to: input.to,
        }),
      })
      // The filter leaves statements in which the country takes part; here only its own links are wanted.
      const own = country ? items.filter((cell) => cell.country === country) : items
      const shown = own.slice(0, input.limit)
      const lines = shown.map(
        (cell) =>
          `- ${cell.countryName} [${cell.country}] · ${cell.sectorName} [${cell.sector}]: ${cell.statements} statements in ${cell.articles} articles, ${cell.first ?? '?'} to ${cell.last ?? '?'}`,
      )
      const head = `${own.length} links${shown.length < own.length ? `, ${shown.length} shown` : ''}`
      return { text: [head, ...lines].join('\n'), data: { items: shown, total: own.length } }
    },
  }),
  tool({
    name: 'evidence',
    title: 'Statements with their sentences',
    description:
      'Lists statements by any filter, newest first: each with subject, predicate, object, modality, date, speaker, the sentence that says it and its article. Ids come from search.',
    input: {
      entity: z.string().max(300).optional().describe('an entity id, in any role'),
      subject: z.string().max(300).optional(),
      object: z.string().max(300).optional(),
      predicates: z
        .array(z.enum(predicates as [string, ...string[]]))
        .max(21)
        .optional(),
      modalities: z
        .array(z.enum(modalities as [string, ...string[]]))
        .max(5)
        .optional(),
      countries: z.array(countryText).max(20).optional(),
      sectors: z.array(z.string().max(80)).max(20).optional(),
      speaker: z.string().max(300).optional(),
      article: z.string().max(200).optional(),
      from: day,
      to: day,
      minConfidence: z.number().min(0).max(1).optional(),
      limit: limit(20, 100),
      cursor: z.string().max(500).optional(),
    },
    run: async (ask, input) => {
      const { predicates: predicate, modalities: modality, countries = [], sectors: given = [], ...rest } = input
      const page = await ask<StatementPage>('listStatements', {
        query: queryOf({
          ...rest,
          predicate,
          modality,
          country: await Promise.all(countries.map((text) => countryId(ask, text))),
          sector: given.map(sectorId),
        }),
      })
      return { text: statementList(page), data: { ...page } }
    },
  }),
  tool({
    name: 'cypher',
    title: 'Read-only Cypher',
    description:
      'Runs a reading Cypher query on the graph, within limits of time and rows. Writing, files, procedures and administration are refused. Read the schema tool first.',
    input: {
      query: z.string().min(1).max(8000),
      parameters: z.record(z.string(), z.unknown()).default({}),
    },
    run: async (ask, { query, parameters }) => {
      const answer = await ask<CypherAnswer>('runCypher', { body: { query, parameters } })
      const rows = answer.rows.map((row) => row.map((value) => JSON.stringify(value)).join('\t'))
      const cut = answer.truncated ? '\n(cut: more rows match)' : ''
      return { text: [answer.columns.join('\t'), ...rows].join('\n') + cut, data: { ...answer } }
    },
  }),
  tool({
    name: 'schema',
    title: 'Schema and vocabulary',
    description:
      'Labels, relationship types and properties of the graph, the predicates with their meaning, the sectors.',
    input: {},
    run: async (ask) => {
      const [schema, ontology] = await Promise.all([
        ask<Record<string, unknown>>('getSchema'),
        ask<Record<string, unknown>>('getOntology'),
      ])
      return { text: JSON.stringify({ schema, ontology }), data: { schema, ontology } }
    },
  }),
]
