// A small invented world, written by hand: nine notes with their statements, loaded into a real embedded store.
// Several tests ask it questions whose answers can be counted here by eye.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Article, Entity, Modality, Predicate, Reading, Statement } from '../../graph/contract.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import { typeOfId } from '../../graph/ontology/entity-ids.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { noQualifiers } from '../helpers/no-qualifiers.ts'

type Extra = Partial<
  Pick<
    Statement,
    'counterpart' | 'sectors' | 'commodities' | 'places' | 'project' | 'event' | 'amount' | 'title' | 'speaker'
  >
> & { modality?: Modality }
/** [sentence number, subject, predicate, object, extras]. */
type Line = [number, string, Predicate, string, Extra?]

interface Note {
  id: string
  date: string
  title: string
  sentences: string[]
  statements: Line[]
}

const names: Record<string, string | [string, ...string[]]> = {
  'org:rasteel': ['Rasteel', 'Rasteel Group'],
  'org:aluvia': 'Aluvia',
  'org:kitami-metals': 'Kitami Metals',
  'org:nile-copper': 'Nile Copper',
  'org:bank-of-bursa': 'Bank of Bursa',
  'org:egyptian-ministry-of-trade': 'Ministry of Trade of Egypt',
  'person:olga-sorina': 'Olga Sorina',
  'person:kenji-mori': 'Kenji Mori',
  'person:nadia-hafez': 'Nadia Hafez',
  'place:port-said': 'Port Said',
  'place:bursa': 'Bursa',
  'project:port-said-smelter': ['Port Said smelter', 'the smelter'],
  'project:bursa-battery-plant': 'Bursa battery plant',
  'agreement:copper-memorandum': 'copper memorandum',
  'event:osaka-metals-forum': 'Osaka Metals Forum',
  'commodity:aluminium': 'aluminium',
  'commodity:steel-pipe': 'steel pipes',
  'commodity:gas-turbine': 'gas turbines',
  'commodity:copper-ore': 'copper ore',
  'commodity:cotton': 'cotton',
  'commodity:lithium-battery': 'lithium batteries',
}
const metallurgy = { sectors: ['sector:metallurgy'] }

export const notes: Note[] = [
  {
    id: 'osaka-forum',
    date: '2016-03-01',
    title: 'Metals forum opens in Osaka',
    sentences: [
      'Russia exports aluminium to Japan, said Olga Sorina, chief executive of Rasteel.',
      'Rasteel of Russia and Kitami Metals of Japan run a joint venture in metallurgy.',
      'Kenji Mori, Minister of Economy, Trade and Industry of Japan, opened the Osaka Metals Forum.',
    ],
    statements: [
      [
        0,
        'country:RUS',
        'EXPORTS',
        'commodity:aluminium',
        { ...metallurgy, counterpart: 'country:JPN', speaker: 'person:olga-sorina' },
      ],
      [0, 'person:olga-sorina', 'HOLDS_ROLE_IN', 'org:rasteel', { title: 'chief executive' }],
      [1, 'org:rasteel', 'PARTNERS_WITH', 'org:kitami-metals', metallurgy],
      [1, 'org:rasteel', 'LOCATED_IN', 'country:RUS'],
      [1, 'org:kitami-metals', 'LOCATED_IN', 'country:JPN'],
      [2, 'person:kenji-mori', 'HOLDS_ROLE_IN', 'country:JPN', { title: 'Minister of Economy, Trade and Industry' }],
      [2, 'person:kenji-mori', 'ATTENDS', 'event:osaka-metals-forum'],
      [0, 'person:olga-sorina', 'ATTENDS', 'event:osaka-metals-forum'],
    ],
  },
  {
    id: 'pipes-for-japan',
    date: '2018-06-12',
    title: 'Rasteel ships pipes',
    sentences: [
      'Rasteel exports steel pipes to Japan.',
      'It plans to export steel pipes to Egypt too.',
      'Aluvia, another Russian company, exports aluminium to Turkey.',
    ],
    statements: [
      [0, 'org:rasteel', 'EXPORTS', 'commodity:steel-pipe', { ...metallurgy, counterpart: 'country:JPN' }],
      [
        1,
        'org:rasteel',
        'EXPORTS',
        'commodity:steel-pipe',
        { ...metallurgy, counterpart: 'country:EGY', modality: 'planned' },
      ],
      [2, 'org:aluvia', 'EXPORTS', 'commodity:aluminium', { ...metallurgy, counterpart: 'country:TUR' }],
      [0, 'org:rasteel', 'LOCATED_IN', 'country:RUS'],
      [2, 'org:aluvia', 'LOCATED_IN', 'country:RUS'],
    ],
  },
  {
    id: 'smelter',
    date: '2019-04-15',
    title: 'A smelter for Port Said',
    sentences: [
      'Rasteel builds a smelter in Port Said, Egypt.',
      'China will lend Egypt $200 million for the smelter.',
      'Kitami Metals invests $50 million in the smelter.',
      'Nadia Hafez, Minister of Trade of Egypt, said Turkey supplies gas turbines to the smelter.',
    ],
    statements: [
      [0, 'org:rasteel', 'DEVELOPS', 'project:port-said-smelter', { ...metallurgy, places: ['place:port-said'] }],
      [0, 'project:port-said-smelter', 'LOCATED_IN', 'place:port-said'],
      [0, 'place:port-said', 'LOCATED_IN', 'country:EGY'],
      [
        1,
        'country:CHN',
        'FINANCES',
        'project:port-said-smelter',
        { ...metallurgy, amount: '$200 million', modality: 'planned' },
      ],
      [2, 'org:kitami-metals', 'INVESTS_IN', 'project:port-said-smelter', { ...metallurgy, amount: '$50 million' }],
      [3, 'person:nadia-hafez', 'HOLDS_ROLE_IN', 'country:EGY', { title: 'Minister of Trade' }],
      [
        3,
        'country:TUR',
        'SUPPLIES',
        'project:port-said-smelter',
        {
          sectors: ['sector:mechanical-engineering'],
          commodities: ['commodity:gas-turbine'],
          speaker: 'person:nadia-hafez',
        },
      ],
      [2, 'org:kitami-metals', 'LOCATED_IN', 'country:JPN'],
    ],
  },
  {
    id: 'copper',
    date: '2020-05-20',
    title: 'Copper memorandum signed',
    sentences: [
      'Egypt and Japan signed a memorandum on copper mining.',
      'Nile Copper of Egypt exports copper ore to Japan, said Kenji Mori.',
      'Egypt exports cotton to Turkey.',
    ],
    statements: [
      [
        0,
        'country:EGY',
        'AGREES_WITH',
        'country:JPN',
        { sectors: ['sector:metal-ore-mining'], project: 'agreement:copper-memorandum' },
      ],
      [
        1,
        'org:nile-copper',
        'EXPORTS',
        'commodity:copper-ore',
        { sectors: ['sector:metal-ore-mining'], counterpart: 'country:JPN', speaker: 'person:kenji-mori' },
      ],
      [1, 'org:nile-copper', 'LOCATED_IN', 'country:EGY'],
      [1, 'person:kenji-mori', 'HOLDS_ROLE_IN', 'country:JPN', { title: 'Minister of Economy, Trade and Industry' }],
      [2, 'country:EGY', 'EXPORTS', 'commodity:cotton', { sectors: ['sector:textiles'], counterpart: 'country:TUR' }],
    ],
  },
  {
    id: 'duties',
    date: '2021-02-03',
    title: 'Duties on steel pipes',
    sentences: [
      'Turkey imposed duties on steel pipes from Russia.',
      'Egypt denied that it restricts cotton.',
      'Olga Sorina of Rasteel criticised the duties of Turkey.',
    ],
    statements: [
      [0, 'country:TUR', 'RESTRICTS', 'commodity:steel-pipe', { ...metallurgy, counterpart: 'country:RUS' }],
      [1, 'country:EGY', 'RESTRICTS', 'commodity:cotton', { sectors: ['sector:textiles'], modality: 'denied' }],
      [2, 'person:olga-sorina', 'DISPUTES_WITH', 'country:TUR', { ...metallurgy, speaker: 'person:olga-sorina' }],
      [2, 'person:olga-sorina', 'HOLDS_ROLE_IN', 'org:rasteel', { title: 'chief executive' }],
      [0, 'org:rasteel', 'LOCATED_IN', 'country:RUS'],
    ],
  },
  {
    id: 'batteries',
    date: '2022-09-09',
    title: 'Battery plant cancelled',
    sentences: [
      'Kitami Metals has cancelled its battery plant in Bursa, Turkey.',
      'The Bank of Bursa was to finance the plant.',
      'Kitami Metals makes lithium batteries.',
      'It owns a third of Nile Copper.',
    ],
    statements: [
      [
        0,
        'org:kitami-metals',
        'DEVELOPS',
        'project:bursa-battery-plant',
        { sectors: ['sector:batteries'], modality: 'ended' },
      ],
      [0, 'project:bursa-battery-plant', 'LOCATED_IN', 'place:bursa'],
      [0, 'place:bursa', 'LOCATED_IN', 'country:TUR'],
      [
        1,
        'org:bank-of-bursa',
        'FINANCES',
        'project:bursa-battery-plant',
        { sectors: ['sector:batteries'], modality: 'ended' },
      ],
      [1, 'org:bank-of-bursa', 'LOCATED_IN', 'place:bursa'],
      [2, 'org:kitami-metals', 'PRODUCES', 'commodity:lithium-battery', { sectors: ['sector:batteries'] }],
      [3, 'org:kitami-metals', 'OWNS', 'org:nile-copper', { sectors: ['sector:metal-ore-mining'], amount: 'a third' }],
      [0, 'org:kitami-metals', 'LOCATED_IN', 'country:JPN'],
      [3, 'org:nile-copper', 'LOCATED_IN', 'country:EGY'],
    ],
  },
  {
    id: 'talks',
    date: '2023-11-05',
    title: 'Cairo and Tokyo talk',
    sentences: [
      'Nadia Hafez met Kenji Mori in Port Said.',
      'Japan may supply gas turbines to Egypt, Nadia Hafez said.',
      'Japan trades with Egypt in cotton.',
    ],
    statements: [
      [0, 'person:nadia-hafez', 'MEETS_WITH', 'person:kenji-mori', { places: ['place:port-said'] }],
      [
        1,
        'country:JPN',
        'SUPPLIES',
        'country:EGY',
        {
          sectors: ['sector:mechanical-engineering'],
          commodities: ['commodity:gas-turbine'],
          modality: 'discussed',
          speaker: 'person:nadia-hafez',
        },
      ],
      [
        2,
        'country:JPN',
        'TRADES_WITH',
        'country:EGY',
        { sectors: ['sector:textiles'], commodities: ['commodity:cotton'] },
      ],
      [0, 'person:kenji-mori', 'HOLDS_ROLE_IN', 'country:JPN', { title: 'Minister of Economy, Trade and Industry' }],
      [0, 'person:nadia-hafez', 'HOLDS_ROLE_IN', 'country:EGY', { title: 'Minister of Trade' }],
    ],
  },
]

const nameOf = (id: string): string[] => {
  const named = names[id]
  return named === undefined
    ? [id.slice(id.indexOf(':') + 1).replace(/-/g, ' ')]
    : typeof named === 'string'
      ? [named]
      : named
}

/** A note as the loader takes it. */
export const readingOf = (note: Note): { article: Article; reading: Reading } => {
  const text = note.sentences.join(' ')
  const statements = note.statements.map(([sentence, subject, predicate, object, extra = {}], index): Statement => {
    const evidence = note.sentences[sentence]!
    const start = text.indexOf(evidence)
    return {
      id: `statement:${note.id}:${index}`,
      subject,
      predicate,
      object,
      ...noQualifiers,
      ...extra,
      evidence,
      start,
      end: start + evidence.length,
      date: note.date,
      confidence: 0.9,
      trigger: null,
      rule: 'by hand',
    }
  })
  const ids = new Set(
    statements.flatMap((s) => [
      s.subject,
      s.object,
      ...s.sectors,
      ...s.commodities,
      ...s.places,
      ...[s.counterpart, s.project, s.event, s.speaker].filter((id) => id !== null),
    ]),
  )
  const entities = [...ids].map((id): Entity => {
    const [name = id, ...aliases] = nameOf(id)
    return { id, type: typeOfId(id), name, aliases }
  })
  const mentions = entities.flatMap(({ id, name }) => {
    const start = text.indexOf(name)
    return start < 0 ? [] : [{ entity: id, start, end: start + name.length, kind: 'name' as const }]
  })
  const article: Article = {
    id: note.id,
    title: note.title,
    date: note.date,
    language: 'en',
    url: `https://example.org/${note.id}`,
    publisher: 'Example Gazette',
    text,
  }
  return { article, reading: { entities, mentions, statements, countrySectors: [], notes: [] } }
}

/** Loads the notes into a store that is ready for use. */
export const loadSmallGraph = async (store: GraphStore): Promise<void> => {
  for (const note of notes) {
    const { article, reading } = readingOf(note)
    await loadArticle(store, article, reading)
  }
}

/** Opens an embedded store in a folder of its own and loads the notes; `close` ends it and removes the folder. */
export const openSmallGraph = async (): Promise<{ store: GraphStore; close: () => Promise<void> }> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'entente-ask-'))
  const store = await openStore({ dataFolder })
  await prepareStore(store)
  await loadSmallGraph(store)
  return {
    store,
    close: async () => {
      await store.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
