/** The questions that analysts ask first: countries x sectors, dossiers, the timeline, changes, search. */
import { z } from 'zod'
import { changesBetween } from '../../graph/query/changes.ts'
import { dossier } from '../../graph/query/dossier.ts'
import { countrySectorTotals, listCountrySectors, listParentSectors } from '../../graph/query/list-country-sectors.ts'
import { searchStore } from '../../graph/query/search.ts'
import { timeline } from '../../graph/query/timeline.ts'
import { route } from '../route.ts'
import { countrySector, dossier as dossierShape, graphEdge, searchHits, timelineBucket } from '../schemas.ts'
import { cursorField, filterFields, filterOf, limitField } from '../statement-filter.ts'

const narrowed = z.object({ ...filterFields, limit: limitField(50, 1000), cursor: cursorField })

const country = z
  .string()
  .regex(/^(country:)?[A-Za-z]{3}$/, { error: 'must be a country’s id or ISO code, such as country:JPN or JPN' })
  .transform((value) => `country:${value.replace(/^country:/, '').toUpperCase()}`)
  .meta({ examples: ['country:JPN'] })

const dossierOptions = ({ limit, cursor, ...filter }: z.infer<typeof narrowed>) => ({
  filter: filterOf(filter),
  limit,
  cursor: cursor ?? null,
})

export const overviewRoutes = [
  route({
    method: 'get',
    path: '/api/country-sectors',
    operationId: 'listCountrySectors',
    tag: 'overviews',
    summary: 'Which countries are linked to which sectors',
    description:
      'One item per country and sector, with the numbers of statements and articles behind it. With parents=true, ' +
      '`parents` holds one more for each sector that has sectors below it, which counts every statement on it or on ' +
      'any of those once, and `totals` the distinct statements of each sector, of each country and of all.',
    query: z.object({
      ...filterFields,
      parents: z
        .enum(['true', 'false'])
        .default('false')
        .meta({ description: 'Whether to count parent sectors with all below them.' }),
    }),
    answer: z
      .object({
        items: z.array(countrySector),
        parents: z.array(countrySector),
        totals: z
          .object({
            sectors: z.record(z.string(), z.int()),
            countries: z.record(z.string(), z.int()),
            statements: z.int(),
          })
          .optional(),
      })
      .meta({ id: 'CountrySectors' }),
    examples: [
      { name: 'all' },
      { name: 'one country', query: { country: 'country:JPN' } },
      { name: 'with parent sectors', query: { parents: 'true' } },
    ],
    handle: async ({ store }, { query }) => {
      const filter = filterOf(query)
      if (query.parents !== 'true') return { items: await listCountrySectors(store, filter), parents: [] }
      const [items, parents, totals] = await Promise.all([
        listCountrySectors(store, filter),
        listParentSectors(store, filter),
        countrySectorTotals(store, filter),
      ])
      return { items, parents, totals }
    },
  }),
  route({
    method: 'get',
    path: '/api/dossier/{a}',
    operationId: 'getCountryDossier',
    tag: 'overviews',
    summary: 'What is known of one country',
    params: z.object({ a: country }),
    query: narrowed,
    answer: dossierShape,
    examples: [{ name: 'a country', params: { a: 'JPN' } }],
    handle: ({ store }, { params, query }) => dossier(store, params.a, null, dossierOptions(query)),
  }),
  route({
    method: 'get',
    path: '/api/dossier/{a}/{b}',
    operationId: 'getDossier',
    tag: 'overviews',
    summary: 'What is between two countries',
    description: 'Sums and entities are of all statements under the filter; `limit` and `cursor` page the statements.',
    params: z.object({ a: country, b: country }),
    query: narrowed,
    answer: dossierShape,
    examples: [
      { name: 'two countries', params: { a: 'RUS', b: 'JPN' } },
      { name: 'what they plan', params: { a: 'RUS', b: 'JPN' }, query: { modality: 'planned,discussed' } },
    ],
    handle: ({ store }, { params, query }) => dossier(store, params.a, params.b, dossierOptions(query)),
  }),
  route({
    method: 'get',
    path: '/api/timeline',
    operationId: 'getTimeline',
    tag: 'overviews',
    summary: 'Statements by month',
    query: z.object(filterFields),
    answer: z.object({ items: z.array(timelineBucket) }).meta({ id: 'Timeline' }),
    examples: [{ name: 'all' }, { name: 'one country', query: { country: 'country:RUS' } }],
    handle: async ({ store }, { query }) => ({ items: await timeline(store, filterOf(query)) }),
  }),
  route({
    method: 'get',
    path: '/api/changes',
    operationId: 'getChanges',
    tag: 'overviews',
    summary: 'What is new between two days, and what ended',
    query: z.object({ from: z.iso.date(), to: z.iso.date() }),
    answer: z
      .object({ appeared: z.array(graphEdge), ended: z.array(graphEdge), newSectors: z.array(graphEdge) })
      .meta({ id: 'Changes' }),
    examples: [{ name: 'one year', query: { from: '2016-01-01', to: '2016-12-31' } }],
    handle: ({ store }, { query }) => changesBetween(store, query),
  }),
  route({
    method: 'get',
    path: '/api/search',
    operationId: 'search',
    tag: 'overviews',
    summary: 'Entities, sectors, sentences and articles that hold the words',
    query: z.object({ q: z.string().min(1).max(200), limit: limitField(10, 100) }),
    answer: searchHits,
    examples: [{ name: 'a word', query: { q: 'aluminium' } }],
    handle: ({ store }, { query }) => searchStore(store, query.q, { limit: query.limit }),
  }),
]
