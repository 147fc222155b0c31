import { describe, expect, it } from 'vitest'
import { documentOf, idsOf } from './read-sentences.ts'

describe('commodities', () => {
  it('are named in the singular, with what tells which', () => {
    const document = documentOf('The ship brought refined zinc, frozen berries and hot-rolled coil to Oman.')
    expect(idsOf(document, 'Commodity')).toEqual(['frozen-berry', 'hot-rolled-coil', 'refined-zinc'])
  })
  it('"new" and numbers do not belong to the name', () => {
    expect(idsOf(documentOf('Chile bought 40 new locomotives.'), 'Commodity')).toEqual(['locomotive'])
  })
  it('a good before "industry" or "minister" is none', () => {
    const document = documentOf('The steel industry and the oil minister want help.')
    expect(idsOf(document, 'Commodity')).toEqual([])
  })
  it('a list of sectors names sectors, a plant’s output and "equipment" alone name nothing', () => {
    const list = documentOf('They spoke of cooperation in the fields of energy, machinery and textiles.')
    expect(idsOf(list, 'Commodity')).toEqual([])
    expect(idsOf(list, 'Sector')).toContain('mechanical-engineering')
    expect(idsOf(documentOf('The station gives 380 megawatts of electricity.'), 'Commodity')).toEqual([])
    expect(idsOf(documentOf('Velkora supplies key equipment to Peru.'), 'Commodity')).toEqual([])
  })
  it('a word with other senses among goods is one, and two words may share one good', () => {
    const list = documentOf('The main goods between them were cocoa, wood, rubber and paper.')
    expect(idsOf(list, 'Commodity')).toEqual(['cocoa', 'paper', 'rubber', 'wood'])
    const shared = documentOf('Oman sells agricultural and industrial equipment to Peru.')
    expect(idsOf(shared, 'Commodity')).toEqual(['agricultural-equipment', 'industrial-equipment'])
  })
  it('ways to go, "to date" and a stable power supply are no goods', () => {
    const document = documentOf('To date Oman sends its cement by train and wants a stable power supply.')
    expect(idsOf(document, 'Commodity')).toEqual(['cement'])
  })
  it('words with other senses need a trade beside them', () => {
    expect(idsOf(documentOf('They lead the talks and date the letter.'), 'Commodity')).toEqual([])
    expect(idsOf(documentOf('Tunisia exports dates to Canada.'), 'Commodity')).toEqual(['date'])
  })
})

describe('sectors', () => {
  it('are told by activity, by kind of company and by commodity', () => {
    const document = documentOf(
      'They spoke of shipbuilding. A Dutch brewer and a Korean chipmaker came. Peru exports phosphate.',
    )
    expect(idsOf(document, 'Sector')).toEqual(['beverages', 'mineral-mining', 'semiconductors', 'shipbuilding'])
  })
  it('a metal belongs to mining where it is mined, to metallurgy where it is worked', () => {
    expect(idsOf(documentOf('Velkora runs a nickel mine in Peru.'), 'Sector')).toEqual(['metal-ore-mining'])
    expect(idsOf(documentOf('Peru is a large copper producer.'), 'Sector')).toContain('metal-ore-mining')
    const made = documentOf('Peru is the largest steel producer and Oman a top cement producer.')
    expect(idsOf(made, 'Sector')).toEqual(['building-materials', 'metallurgy'])
    expect(idsOf(documentOf('Peru exports nickel to Oman.'), 'Sector')).toEqual(['metallurgy'])
    expect(idsOf(documentOf('Peru sells natural gas to Chile.'), 'Sector')).toEqual(['gas-supply'])
  })
  it('energy-hungry buyers and energy demand name no sector beside a closer one', () => {
    const document = documentOf('Peru builds solar power stations for energy-hungry Oman, whose energy demand grows.')
    expect(idsOf(document, 'Sector')).not.toContain('energy')
    expect(idsOf(document, 'Sector')).toContain('renewable-energy')
  })
  it('a minister’s portfolio names no sector', () => {
    expect(idsOf(documentOf('Minister of Agriculture and Fisheries Olga Brandt arrived in Baku.'), 'Sector')).toEqual(
      [],
    )
  })
  it('every mention of a sector lies over words of the text', () => {
    const document = documentOf('The insurer covers a loan for a tannery in Fez.')
    for (const m of document.mentions) expect(document.article.text.slice(m.start, m.end)).not.toBe('')
    expect(idsOf(document, 'Sector')).toEqual(['finance', 'insurance', 'leather'])
  })
})

describe('agreements and projects', () => {
  it('an agreement is one through "the contract" and "(MoU)"', () => {
    const document = documentOf(
      'Kenya and Fiji signed a memorandum of understanding (MoU) on tea. The ministers praised the memorandum.',
    )
    expect(idsOf(document, 'Agreement')).toHaveLength(1)
    expect(document.mentions.filter((m) => m.type === 'Agreement')).toHaveLength(3)
  })
  it('"agreements" in general are none', () => {
    expect(idsOf(documentOf('Kenya likes agreements and is in agreement with Fiji.'), 'Agreement')).toEqual([])
  })
  it('a plant to be built is a project with its place in the name', () => {
    const document = documentOf('Orvik plans to build a glass factory in Plovdiv.')
    expect(idsOf(document, 'Project')).toEqual(['glass-factory-plovdiv'])
  })
  it('the same words in two articles make two projects where only the actor tells them apart', () => {
    const a = idsOf(documentOf('Orvik Steel will build a rolling workshop.'), 'Project')
    const b = idsOf(documentOf('Tarvos Metals will build a rolling workshop.'), 'Project')
    expect(a).not.toEqual(b)
  })
  it('a plant that is merely run is no project', () => {
    expect(idsOf(documentOf('Orvik runs a plant.'), 'Project')).toEqual([])
  })
})

describe('odd texts', () => {
  it.each([
    ['nothing', ''],
    ['a poem', 'Roses are red,\nviolets are blue,\nsugar is sweet,\nand so are you.'],
    ['a table', 'Country | Tonnes\nPeru | 12\nOman | 30\n'],
    ['capitals', 'PERU AND OMAN SIGN STEEL DEAL'],
    ['signs', '“”()–—…!!! ??? ,,, 12 34 %'],
  ])('%s is read without a fault', (_, text) => {
    const document = documentOf(text)
    for (const m of document.mentions) {
      expect(document.entities.has(m.entity)).toBe(true)
      expect(m.start).toBeGreaterThanOrEqual(0)
      expect(m.end).toBeLessThanOrEqual(text.length)
      expect(m.head).toBeGreaterThanOrEqual(m.from)
      expect(m.head).toBeLessThan(m.to)
    }
  })
})

describe('undertakings and agreements by name', () => {
  it('a unit’s number belongs to the name, with or without the plant', () => {
    const document = documentOf('Oman will equip the Samar III power plant. After Samar III come others.')
    expect(idsOf(document, 'Project')).toEqual(['samar-iii-power-plant'])
    expect(idsOf(document, 'Organization')).toEqual([])
  })
  it('a credit is no line, the joint MoU is the one before', () => {
    expect(idsOf(documentOf('The bank extended a line of credit to Ghana.'), 'Project')).toEqual([])
    expect(
      idsOf(documentOf('Peru and Chile signed an MoU on gas. The joint MoU aims to help both.'), 'Agreement'),
    ).toHaveLength(1)
  })
})

describe('regions', () => {
  it('a preposition holds for all that it leads', () => {
    expect(idsOf(documentOf('It sells turbines in South Asia and ASEAN.'), 'Region')).toEqual(['asean', 'south-asia'])
  })
})

describe('lists and rows', () => {
  it('sectors after "cooperation in" are sectors, however plain the words', () => {
    const document = documentOf('The protocol is on cooperation in trade, finance, machinery and health.')
    expect(idsOf(document, 'Sector')).toEqual(['finance', 'health', 'mechanical-engineering', 'trade'])
    expect(idsOf(document, 'Commodity')).toEqual([])
  })
  it('the last of two goods in a row is meant', () => {
    expect(idsOf(documentOf('Oman buys steel wire rod from Peru.'), 'Commodity')).toEqual(['steel-wire-rod'])
  })
  it('a name with a capital before a good is a brand', () => {
    expect(idsOf(documentOf('Cuba ordered six Fighter trucks from Japan.'), 'Commodity')).not.toContain('fighter')
  })
  it('a contract that nobody has spoken of names none, "the Arab country" no region', () => {
    expect(idsOf(documentOf('The value of the contract is 3 million dollars.'), 'Agreement')).toEqual([])
    expect(idsOf(documentOf('Iran exports more to the Arab country.'), 'Region')).toEqual([])
  })
})

describe('goods under several names', () => {
  it('forms of one row of the lexicon are one good', () => {
    const document = documentOf(
      'Peru exports soybeans to Japan. The soy is shipped from Callao. Buyers want more beans.',
    )
    expect(idsOf(document, 'Commodity')).toEqual(['soybean'])
  })
  it('plurals are found though a longer phrase opens with them', () => {
    expect(idsOf(documentOf('Peru exports weapons to Ghana.'), 'Commodity')).toEqual(['weapon'])
    expect(idsOf(documentOf('Peru exports leather goods to Ghana.'), 'Sector')).toEqual(['leather'])
    expect(idsOf(documentOf('Peru exports fabrics to Ghana.'), 'Sector')).toEqual(['textiles'])
  })
  it('praise and size do not belong to the name', () => {
    expect(
      idsOf(documentOf('Peru sells massive locomotives and sophisticated turbines to Chile.'), 'Commodity'),
    ).toEqual(['locomotive', 'turbine'])
  })
})

describe('what real texts call things', () => {
  it('a name before "project" is the project’s wherever it stands', () => {
    const document = documentOf(
      'Velkora will expand the Tolva-Mira copper project in Peru. Output from Tolva-Mira will double.',
    )
    expect(idsOf(document, 'Project')).toEqual(['tolva-mira-project'])
    expect(idsOf(document, 'Organization')).toEqual(['velkora'])
  })
  it('the name of a mine or brand does not belong to the good', () => {
    expect(idsOf(documentOf('Peru exports Tolva copper to Ghana.'), 'Commodity')).toEqual(['copper'])
  })
  it('"lead time" is no lead', () => {
    expect(idsOf(documentOf('Peru will use the port to reduce export lead time.'), 'Commodity')).toEqual([])
    expect(idsOf(documentOf('Peru sold 500 tonnes of lead to Ghana.'), 'Commodity')).toEqual(['lead'])
  })
  it('"by rail" is how goods go', () => {
    expect(idsOf(documentOf('Zambia transports copper by rail to Angola.'), 'Commodity')).toEqual(['copper'])
  })
  it('acts among acts and sizes are no trades', () => {
    const document = documentOf('Velkora will design, finance and build a utility-scale plant in Peru.')
    expect(idsOf(document, 'Sector')).not.toContain('finance')
    expect(idsOf(document, 'Sector')).not.toContain('electric-power')
  })
  it('one with the same party is the same agreement, one on a topic another', () => {
    const document = documentOf(
      'The Velkora-Peru Agreement was signed. The agreement with Peru helps. It follows a memorandum on ore grading.',
    )
    expect(idsOf(document, 'Agreement')).toEqual(['peru-memorandum-ore-grading', 'velkora-peru-agreement'])
  })
  it('the agreement of the headline is the one of the text', () => {
    const document = documentOf(
      'Peru and Ghana sign an agreement on copper\n\nPeru and Ghana signed a five-year agreement in Lima.',
    )
    expect(idsOf(document, 'Agreement')).toHaveLength(1)
  })
})
