/**
 * Articles with readings written by hand, for tests of the store: small, invented, and independent of the reader.
 */
import type { Article, Entity, Modality, Predicate, Reading, Statement } from '../../graph/contract.ts'
import { typeOfId } from '../../graph/ontology/entity-ids.ts'

export interface StatementSpec {
  s: string
  p: Predicate
  o: string
  /** The sentence; default made of the ends. */
  text?: string
  modality?: Modality
  sectors?: string[]
  commodities?: string[]
  places?: string[]
  counterpart?: string
  project?: string
  event?: string
  speaker?: string
  date?: string
  confidence?: number
  amount?: string
  title?: string
}

export interface ArticleSpec {
  id: string
  title?: string
  date?: string | null
  publisher?: string
  names?: Record<string, { name: string; aliases?: string[] }>
  statements: StatementSpec[]
}

const nameOf = (spec: ArticleSpec, id: string): { name: string; aliases?: string[] } =>
  spec.names?.[id] ?? {
    name: id
      .slice(id.indexOf(':') + 1)
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(' '),
  }

const idsOf = (spec: StatementSpec): string[] => [
  spec.s,
  spec.o,
  ...(spec.counterpart ? [spec.counterpart] : []),
  ...(spec.sectors ?? []),
  ...(spec.commodities ?? []),
  ...(spec.places ?? []),
  ...(spec.project ? [spec.project] : []),
  ...(spec.event ? [spec.event] : []),
  ...(spec.speaker ? [spec.speaker] : []),
]

/** Makes the article's text out of the sentences, and the reading with evidence and mentions at their places. */
export const sampleArticle = (spec: ArticleSpec): { article: Article; reading: Reading } => {
  const sentences = spec.statements.map(
    (s, i) => s.text ?? `${nameOf(spec, s.s).name} ${s.p.toLowerCase()} ${nameOf(spec, s.o).name} (${i + 1}).`,
  )
  const text = sentences.join(' ')
  const ids = [...new Set(spec.statements.flatMap(idsOf))]
  const entities = ids.map((id): Entity => {
    const { name, aliases = [] } = nameOf(spec, id)
    return { id, type: typeOfId(id), name, aliases }
  })
  let from = 0
  const statements = spec.statements.map((s, i): Statement => {
    const evidence = sentences[i] as string
    const start = from
    from += evidence.length + 1
    return {
      id: `statement:${spec.id}:${[s.s, s.p, s.o].join('-').replaceAll(':', '.')}`,
      subject: s.s,
      predicate: s.p,
      object: s.o,
      counterpart: s.counterpart ?? null,
      sectors: s.sectors ?? [],
      commodities: s.commodities ?? [],
      places: s.places ?? [],
      project: s.project ?? null,
      event: s.event ?? null,
      amount: s.amount ?? null,
      title: s.title ?? null,
      modality: s.modality ?? 'actual',
      speaker: s.speaker ?? null,
      evidence,
      start,
      end: start + evidence.length,
      date: s.date ?? spec.date ?? null,
      confidence: s.confidence ?? 0.9,
      trigger: { text: evidence.slice(0, 3), start, end: start + 3 },
      rule: 'sample',
    }
  })
  const mentions = entities.flatMap(({ id, name }) => {
    const start = text.indexOf(name)
    return start < 0 ? [] : [{ entity: id, start, end: start + name.length, kind: 'name' as const }]
  })
  return {
    article: {
      id: spec.id,
      title: spec.title ?? `About ${spec.id}`,
      date: spec.date ?? null,
      language: 'en',
      url: `https://example.org/${spec.id}`,
      publisher: spec.publisher ?? null,
      text,
    },
    reading: { entities, mentions, statements, countrySectors: [], notes: [] },
  }
}

/** Three articles that share countries, a company and a person, with every role in use. */
export const sampleSpecs: ArticleSpec[] = [
  {
    id: 'harbour-steel',
    title: 'Norway and Ghana plan a steel works',
    date: '2021-03-04',
    publisher: 'Harbour Gazette',
    names: {
      'org:nordstal': { name: 'Nordstål', aliases: ['Nordstål AS'] },
      'country:NOR': { name: 'Norway', aliases: ['Norwegian'] },
      'country:GHA': { name: 'Ghana' },
    },
    statements: [
      {
        s: 'country:GHA',
        p: 'PARTNERS_WITH',
        o: 'country:NOR',
        text: 'Norway and Ghana plan a steel works, Kari Lund said.',
        modality: 'planned',
        sectors: ['sector:metallurgy'],
        places: ['place:tema'],
        project: 'project:tema-steel-works',
        event: 'event:tema-forum',
        speaker: 'person:kari-lund',
      },
      { s: 'org:nordstal', p: 'LOCATED_IN', o: 'country:NOR' },
      {
        s: 'org:nordstal',
        p: 'DEVELOPS',
        o: 'project:tema-steel-works',
        counterpart: 'country:GHA',
        sectors: ['sector:metallurgy'],
        modality: 'planned',
        amount: '2 billion NOK',
      },
      { s: 'person:kari-lund', p: 'HOLDS_ROLE_IN', o: 'org:nordstal', title: 'chief executive' },
      {
        s: 'country:NOR',
        p: 'EXPORTS',
        o: 'commodity:ferrosilicon',
        commodities: ['commodity:ferrosilicon'],
        sectors: ['sector:metallurgy', 'sector:chemicals'],
        confidence: 0.6,
      },
    ],
  },
  {
    id: 'fjord-fish',
    title: 'Fish for Accra',
    date: '2021-05-20',
    publisher: 'Fjord Post',
    names: {
      'org:nordstal': { name: 'Nordstal' },
      'country:NOR': { name: 'Norway' },
      'country:GHA': { name: 'Ghana' },
    },
    statements: [
      { s: 'country:GHA', p: 'PARTNERS_WITH', o: 'country:NOR', modality: 'actual', sectors: ['sector:fisheries'] },
      {
        s: 'country:NOR',
        p: 'SUPPLIES',
        o: 'country:GHA',
        sectors: ['sector:fisheries'],
        commodities: ['commodity:cod'],
      },
      { s: 'org:nordstal', p: 'ACTIVE_IN', o: 'sector:metallurgy' },
    ],
  },
  {
    id: 'north-mine',
    title: 'Chile denies the sale of a mine',
    date: null,
    names: { 'org:nord-stal': { name: 'Nord Stål' }, 'country:CHL': { name: 'Chile' } },
    statements: [
      { s: 'country:CHL', p: 'PARTNERS_WITH', o: 'country:NOR', modality: 'denied', sectors: ['sector:mining'] },
      {
        s: 'org:nord-stal',
        p: 'INVESTS_IN',
        o: 'country:CHL',
        modality: 'discussed',
        sectors: ['sector:metal-ore-mining'],
      },
      { s: 'org:nord-stal', p: 'LOCATED_IN', o: 'country:NOR' },
      { s: 'country:CHL', p: 'ACTIVE_IN', o: 'sector:mining', date: '2020-12-31' },
    ],
  },
]

export const samples = sampleSpecs.map(sampleArticle)
