import { describe, expect, it } from 'vitest'
import { documentOf, idsOf } from './read-sentences.ts'

describe('countries and regions', () => {
  it('are found by name, former name, acronym and demonym', () => {
    const document = documentOf(
      'The Republic of Korea, the UAE and Swaziland met Dutch and Ivorian officials. Burma stayed away.',
    )
    expect(idsOf(document, 'Country')).toEqual(['ARE', 'CIV', 'KOR', 'MMR', 'NLD', 'SWZ'])
  })
  it('what kind of state it is belongs to the name', () => {
    const document = documentOf('The Kingdom of Jordan and the Federal Democratic Republic of Nepal signed.')
    expect(idsOf(document, 'Country')).toEqual(['JOR', 'NPL'])
    expect(idsOf(document, 'Organization')).toEqual([])
  })
  it('"US" is a country, "us" and "9 million US dollars" are not', () => {
    expect(idsOf(documentOf('Peru sold them to us for 9 million US dollars.'), 'Country')).toEqual(['PER'])
    expect(idsOf(documentOf('Peru exports copper to the US.'), 'Country')).toEqual(['PER', 'USA'])
  })
  it('the longer name wins: South Sudan is not Sudan, Central Asia not Asia', () => {
    const document = documentOf('South Sudan buys trucks in Central Asia.')
    expect(idsOf(document, 'Country')).toEqual(['SSD'])
    expect(idsOf(document, 'Region')).toEqual(['central-asia'])
  })
  it('a bloc that acts is an organisation, one that is a market a region', () => {
    expect(idsOf(documentOf('The European Union imposed duties on Egypt.'), 'Organization')).toContain('european-union')
    expect(idsOf(documentOf('Egypt exports tiles to the European Union.'), 'Region')).toContain('european-union')
  })
  it('an acronym that the article explains means what it says', () => {
    const document = documentOf(
      'The Cairo Cotton Company (CCC) and the Basra Steel Export Company (BSEC) signed. BSEC will pay.',
    )
    expect(idsOf(document, 'Organization')).not.toContain('black-sea-economic-cooperation')
  })
})

describe('what a phrase after a name calls it', () => {
  it('types a company, with or without "as"', () => {
    const plain = documentOf('Peru signed a contract with Velkora, a large producer of copper wire, in May.')
    expect(idsOf(plain, 'Organization')).toEqual(['velkora'])
    const as = documentOf('Peru signed a contract with Velkora, as the main producer of copper wire, in May.')
    expect(idsOf(as, 'Organization')).toEqual(['velkora'])
  })
})

describe('capitals', () => {
  it('stand for their governments where they act', () => {
    const document = documentOf('Ankara rejected the offer, and Lima welcomed the proposal. Talks with Canberra go on.')
    expect(idsOf(document, 'Country')).toEqual(['AUS', 'PER', 'TUR'])
    expect(idsOf(document, 'Place')).toEqual([])
  })
  it('are cities where things happen', () => {
    const document = documentOf('The ministers met in Ankara and flew from Lima to Canberra.')
    expect(idsOf(document, 'Country')).toEqual([])
    expect(idsOf(document, 'Place')).toEqual(['ankara', 'canberra', 'lima'])
  })
})

describe('persons', () => {
  it('stand after titles with long portfolios', () => {
    const document = documentOf(
      'Norwegian Minister of Trade, Industry and Fisheries Solveig Haugland met Deputy Prime Minister Bakyt Omarov.',
    )
    expect(idsOf(document, 'Person')).toEqual(['bakyt-omarov', 'solveig-haugland'])
  })
  it('keep one id through surname and title', () => {
    const document = documentOf(
      'The minister, Tomasz Wilk, opened the mill. Wilk praised the builders. “We are glad,” said Minister Wilk.',
    )
    expect(idsOf(document, 'Person')).toEqual(['tomasz-wilk'])
    expect(document.mentions.filter((m) => m.entity === 'person:tomasz-wilk')).toHaveLength(3)
  })
  it('are not cut at particles or hyphens', () => {
    expect(
      idsOf(documentOf('President Jean-Marc van der Velde received Ambassador Omar bin Salem al-Harthy.'), 'Person'),
    ).toEqual(['jean-marc-van-der-velde', 'omar-bin-salem-al-harthy'])
  })
})

describe('organisations', () => {
  it('are told by legal form, kind, apposition and the country before them', () => {
    const document = documentOf(
      'Nordlicht Pumpen GmbH sold its share to the Chilean shipyard Austral Naves. Zelmira, a maker of tiles, and Turkey’s Gökdere were outbid.',
    )
    expect(idsOf(document, 'Organization')).toEqual(['austral-naves', 'gokdere', 'nordlicht-pumpen', 'zelmira'])
  })
  it('short forms and acronyms are the long name', () => {
    const document = documentOf(
      'Tarvos Marine of Estonia and the Baltic Grain Council (BGC) agreed. Tarvos will pay BGC in May.',
    )
    expect(idsOf(document, 'Organization')).toEqual(['baltic-grain-council', 'tarvos-marine'])
  })
  it('ministries carry their country, in whichever way it is said', () => {
    const a = documentOf('The Ministry of Energy of the Republic of Latvia signed.')
    const b = documentOf('The Latvian Ministry of Energy signed.')
    expect(idsOf(a, 'Organization')).toEqual(['latvian-ministry-of-energy'])
    expect(idsOf(b, 'Organization')).toEqual(['latvian-ministry-of-energy'])
  })
  it('a word that only opens a sentence or a headline is none', () => {
    const document = documentOf(
      'Furnaces will be sent by rail. Shipments begin in March. Talks On Steel Begin Next Week',
    )
    expect(idsOf(document, 'Organization')).toEqual([])
  })
  it('the government of a country is the country', () => {
    const document = documentOf('The Government of Iceland gave a grant.')
    expect(idsOf(document, 'Country')).toEqual(['ISL'])
    expect(idsOf(document, 'Organization')).toEqual([])
  })
})

describe('places and events', () => {
  it('places are told by prepositions, by "-based" and by what stands beside them', () => {
    const document = documentOf(
      'The Vardø-based firm built a store in Hammersund, near the port of Qasr. The Dalvik software house Bitur paid.',
    )
    expect(idsOf(document, 'Place')).toEqual(['dalvik', 'hammersund', 'qasr', 'vardo'])
  })
  it('a named mine is a place, a named plant to be built a project', () => {
    const document = documentOf('The Tsagaan mine feeds the smelter. Orvik will build the Borovo-2 cement plant.')
    expect(idsOf(document, 'Place')).toContain('tsagaan-mine')
    expect(idsOf(document, 'Project')).toContain('borovo-2-cement-plant')
  })
  it('events have a name of their own; a visit has none', () => {
    const document = documentOf('During the visit they opened the Nile Trade Forum. The ceremony was short.')
    expect(idsOf(document, 'Event')).toEqual(['nile-trade-forum'])
  })
  it('a numbered session of a commission is an event', () => {
    const document = documentOf('The fourth session of the Peru–Oman Joint Commission was held in Lima.')
    expect(idsOf(document, 'Event')).toEqual(['fourth-session-of-peru-oman-joint-commission'])
  })
})

describe('events and agreements in names', () => {
  it('what stands right after the kind of event is its name', () => {
    expect(idsOf(documentOf('Velkora took part in the agricultural week Belgrain 2017 in Lima.'), 'Event')).toEqual([
      'belgrain',
    ])
    expect(idsOf(documentOf('The minister opened the Nile Energy Show (NES) in Cairo.'), 'Event')).toEqual([
      'nile-energy-show',
    ])
  })
  it('memoranda at the start of a sentence are no body', () => {
    expect(idsOf(documentOf('Memorandums of understanding were signed with Peru.'), 'Organization')).toEqual([])
  })
  it('a model of a machine is no body', () => {
    expect(idsOf(documentOf('Oman ordered two GT26E turbines. The GT26E is reliable.'), 'Organization')).toEqual([])
  })
})

describe('names in a row', () => {
  it('a title in the plural is that of every name after it', () => {
    const document = documentOf('Prime Ministers Olzhan Karimbek and Abdor Aripsov held talks.')
    expect(idsOf(document, 'Person')).toEqual(['abdor-aripsov', 'olzhan-karimbek'])
    expect(idsOf(document, 'Organization')).toEqual([])
  })
  it('companies of a list are companies, one trade in two words is one name', () => {
    const document = documentOf(
      'He met the heads of companies including Sinorex, Varola and Donga Iron and Steel company.',
    )
    expect(idsOf(document, 'Organization')).toEqual(['donga-iron-and-steel', 'sinorex', 'varola'])
  })
  it('what a name is may stand in brackets', () => {
    expect(idsOf(documentOf('Zorta (an e-commerce company from Lima) came.'), 'Organization')).toEqual(['zorta'])
  })
  it('a body of a body is two, and "and the" opens another', () => {
    expect(
      idsOf(
        documentOf('They visited the Delvora General Company of the Ministry of Industry and Minerals.'),
        'Organization',
      ),
    ).toHaveLength(2)
    expect(idsOf(documentOf('Velkora International and the Government of Ghana signed.'), 'Organization')).toEqual([
      'velkora-international',
    ])
  })
  it('a lone word that is never introduced is no person', () => {
    const text =
      'Varakom said it would pay. Analysts believe Varakom. Varakom added that talks go on. Varakom will supply pipes to Peru.'
    expect(idsOf(documentOf(text), 'Person')).toEqual([])
  })
  it('a place is where one has a stake only if it is one', () => {
    expect(idsOf(documentOf('Keppora sold a stake in NatFerro to a fund.'), 'Organization')).toContain('natferro')
  })
  it('a company with its legal form is the company without', () => {
    const document = documentOf('Toshora Corporation won the order. Toshora will ship the turbines to India.')
    expect(idsOf(document, 'Organization')).toEqual(['toshora-corporation'])
  })
})

describe('what is no body', () => {
  it('an exchange and its ticker', () => {
    const document = documentOf('The Velkora Company (NYSE: VLK) signed a contract with Peru.')
    expect(idsOf(document, 'Organization')).toEqual(['velkora-company'])
  })
  it('an acronym of common words', () => {
    const document = documentOf('Peru opened a countervailing duty (CVD) case. The CVD rate is 4 percent.')
    expect(idsOf(document, 'Organization')).toEqual([])
  })
  it('the topic of an agreement, the trade of a company’s part', () => {
    expect(
      idsOf(documentOf('An agreement on Gainful Work of Members of Missions was signed with Peru.'), 'Organization'),
    ).toEqual([])
    expect(
      idsOf(documentOf('Velkora sells resins. Velkora’s Basic Chemicals business supplies Peru.'), 'Organization'),
    ).toEqual(['velkora'])
  })
})

describe('what is one', () => {
  it('who brings the news, a railway with its country, a company that its country opens', () => {
    expect(idsOf(documentOf('Peru exports copper to Japan, Orbinews reports.'), 'Organization')).toEqual(['orbinews'])
    expect(idsOf(documentOf('Georgian Railway borrowed 50 million dollars.'), 'Organization')).toEqual([
      'georgian-railway',
    ])
    expect(idsOf(documentOf('They buy trucks from Cuba Petróleo Union.'), 'Organization')).toEqual([
      'cuba-petroleo-union',
    ])
  })
  it('the capitals of its name stand for it', () => {
    const document = documentOf('KazVelGor signed a contract with Peru. Half of the plant is owned by KVG.')
    expect(idsOf(document, 'Organization')).toEqual(['kazvelgor'])
  })
  it('a town of a state is a town, a fair by its kind a fair', () => {
    expect(idsOf(documentOf('The plant stands in Freeport, Texas, and is new.'), 'Place')).toContain('freeport')
    expect(idsOf(documentOf('They will meet at the Aquor Nord trade fair in Lima.'), 'Event')).toEqual(['aquor-nord'])
  })
})

describe('bodies as the press writes them', () => {
  it('ministries written small are bodies of their country', () => {
    expect(
      idsOf(documentOf('The Peruvian ministry of energy said duties on imports will rise.'), 'Organization'),
    ).toEqual(['peruvian-ministry-of-energy'])
    expect(idsOf(documentOf('Ghana will pay, the finance ministry said.'), 'Organization')).toEqual([
      'ghanaian-finance-ministry',
    ])
    expect(idsOf(documentOf('The sales department of the firm grew.'), 'Organization')).toEqual([])
  })
  it('are not those of the country that things come from', () => {
    const text = 'ACCRA, 3 May (Agency) - The Commerce Ministry proposed a duty on tiles from Italy and Spain.'
    expect(idsOf(documentOf(text), 'Organization')).toEqual(['ghanaian-commerce-ministry'])
  })
  it('"the Council" is the council that the article names', () => {
    const document = documentOf('The Velkora Trade Council met in Lima. The Council said exports to Peru grew.')
    expect(idsOf(document, 'Organization')).toEqual(['velkora-trade-council'])
  })
  it('an acronym between a title and a name is the body, not part of the person', () => {
    const document = documentOf('He thanked President RTVA Tarik Velkov for the visit.')
    expect(idsOf(document, 'Person')).toEqual(['tarik-velkov'])
    expect(idsOf(document, 'Organization')).toEqual(['rtva'])
  })
  it('a chairman stands after the body that carries a country', () => {
    const document = documentOf('The chairman of Ghana Rice Federation Kofi Velkor spoke of exports.')
    expect(idsOf(document, 'Person')).toEqual(['kofi-velkor'])
    expect(idsOf(document, 'Organization')).toEqual(['ghana-rice-federation'])
  })
  it('the second half of a given name belongs to it', () => {
    expect(idsOf(documentOf('President Min Dae-in visited Peru.'), 'Person')).toEqual(['min-dae-in'])
  })
  it('emphasis in capitals makes no name, nor does "the states of" a country', () => {
    const document = documentOf('Our farmers are GREAT. They live in the states of Bihar and Gujarat.')
    expect(idsOf(document, 'Organization')).toEqual([])
    expect(idsOf(document, 'Country')).toEqual([])
  })
  it('the field of an office is no body', () => {
    const document = documentOf('Ali Hamed, Deputy Prime Minister for Industrial Growth, met Karim Adel.')
    expect(idsOf(document, 'Organization')).toEqual([])
  })
  it('a rank before a head is part of the name', () => {
    const document = documentOf('The General Directorate for Grain Supply bought wheat from Peru.')
    expect(idsOf(document, 'Organization')).toEqual(['general-directorate-for-grain-supply'])
    expect(idsOf(document, 'Person')).toEqual([])
  })
  it('the parts of the world in a name are no entities, those of a bloc written small are', () => {
    expect(idsOf(documentOf('The Department of Asia-Africa Markets spoke.'), 'Region')).toEqual([])
    expect(idsOf(documentOf('Peru sells tiles in the Asean market.'), 'Region')).toEqual(['asean'])
  })
  it('models of machines and goods with capitals are no bodies', () => {
    const document = documentOf('Peru bought twelve MH-70R helicopters and Liquefied Natural Gas from Ghana.')
    expect(idsOf(document, 'Organization')).toEqual([])
  })
  it('an agreement on trade in something is one name', () => {
    const document = documentOf('Ghana joined the Velkora Trade in Goods Agreement last year.')
    expect(idsOf(document, 'Agreement')).toEqual(['velkora-trade-in-goods-agreement'])
  })
  it('"according to" a capital names its government', () => {
    expect(idsOf(documentOf('According to Lima, demand for tiles is growing.'), 'Country')).toEqual(['PER'])
  })
  it('two words of a firm’s name are the firm, whoever chairs it', () => {
    const document = documentOf(
      'First Quartz Minerals Ltd sells copper to Peru. First Quartz chairman Karl Velkov said so.',
    )
    expect(idsOf(document, 'Organization')).toEqual(['first-quartz-minerals'])
    expect(idsOf(document, 'Person')).toEqual(['karl-velkov'])
  })
  it('a country before "and" is no part of a union’s name', () => {
    const document = documentOf('The port lies closer to the US and European Union.')
    expect(idsOf(document, 'Country')).toEqual(['USA'])
  })
  it('two fields of study are one institute’s', () => {
    const document = documentOf('The Velkora Institute of Epidemiology and Microbiology signed in Lima.')
    expect(idsOf(document, 'Organization')).toEqual(['velkora-institute-of-epidemiology-and-microbiology'])
  })
  it('brands in quotation marks before a good, diseases and opening participles are no bodies', () => {
    const document = documentOf('Terming Peru a partner, Ghana will make the “Volna K” vaccine after Covid-19.')
    expect(idsOf(document, 'Organization')).toEqual([])
    expect(idsOf(document, 'Country')).toEqual(['GHA', 'PER'])
  })
  it('an office and a tongue in brackets are no body and no country', () => {
    const document = documentOf(
      'Peru Railways Director General (DG) Juan Mora spoke (translated from Spanish). The DG left.',
    )
    expect(idsOf(document, 'Country')).toEqual([])
    expect(idsOf(document, 'Organization')).toEqual(['peru-railways'])
  })
  it('a group and its unit in a country, or the one that it owns, are two', () => {
    const text = 'Velkora Peru will sell cement. Velkora raised $20 million. Velkora said it will expand in Peru.'
    expect(idsOf(documentOf(text), 'Organization')).toEqual(['velkora', 'velkora-peru'])
  })
  it('a country in brackets before the legal form belongs to the name', () => {
    const document = documentOf('H. Velkora & Company (East Africa) Ltd. won an order from Norvale Steel.')
    expect(idsOf(document, 'Organization')).toContain('h-velkora-company-east-africa')
  })
  it('a month is a first name before a surname', () => {
    expect(idsOf(documentOf('Chief executive Jan Velkora of Norvale Steel spoke.'), 'Person')).toEqual(['jan-velkora'])
    expect(idsOf(documentOf('Peru sold ore in Jan and April to Norvale Steel.'), 'Person')).toEqual([])
  })
  it('an acronym without a bracket may keep or leave the legal form', () => {
    const document = documentOf('Norvale Gas Traders Ltd and Olmar Videsh Ltd met. NGT paid and OVL sold.')
    expect(idsOf(document, 'Organization')).toEqual(['norvale-gas-traders', 'olmar-videsh'])
  })
  it('a company goes by its name with the country or without', () => {
    expect(idsOf(documentOf('China Norvale Corp came. Norvale bought ore.'), 'Organization')).toEqual(['china-norvale'])
  })
  it('"State-owned" is no body, a province’s government is one', () => {
    expect(idsOf(documentOf('It talks to Velkora, the Chilean State-owned miner.'), 'Organization')).toEqual([
      'velkora',
    ])
    expect(idsOf(documentOf('Peru wrote to the Gujarat government.'), 'Organization')).toEqual(['gujarat-government'])
  })
  it('the Central African country is one of that region', () => {
    const document = documentOf('Peru helps the Central African country.')
    expect(idsOf(document, 'Country')).toEqual(['PER'])
    expect(idsOf(document, 'Region')).toEqual(['central-africa'])
  })
  it('basins, blocks and mines by a name are places, also by the short form', () => {
    expect(idsOf(documentOf('Velkora drills in the Ravi Morani basin and in Block 114.'), 'Place')).toEqual([
      'block-114',
      'ravi-morani',
    ])
    const mine = documentOf('Velkora builds the Galvaro copper mine in Peru. Output at Galvaro will rise.')
    expect(idsOf(mine, 'Place')).toEqual(['galvaro-copper-mine'])
  })
  it('a short form in brackets that looks like an agreement’s may be a ministry’s', () => {
    const document = documentOf('The Ministry of Agriculture of Peru (MoA) signed. The MoA will pay.')
    expect(idsOf(document, 'Agreement')).toEqual([])
  })
  it('amounts, tickers and lines in capitals are no bodies', () => {
    const document = documentOf(
      'Norvale Oy <NOR.HE> paid RM5.07 billion for 500 kV lines.\n\nDELIVERING ON FAIR TRADE: Peru signed.',
    )
    expect(idsOf(document, 'Organization')).toEqual(['norvale'])
  })
  it('the east African country is one of that region', () => {
    expect(idsOf(documentOf('Power goes to the north of the east African country.'), 'Region')).toEqual(['east-africa'])
  })
  it('a field before a deputy minister is his, an industrial estate is a place', () => {
    const document = documentOf('Peruvian Energy Industry Deputy Minister Juan Mora opened the Ravi Industrial Estate.')
    expect(idsOf(document, 'Organization')).toEqual([])
    expect(idsOf(document, 'Place')).toEqual(['ravi-industrial-estate'])
  })
  it('a counted conference on something is an event', () => {
    const document = documentOf('Peru spoke at the Sixth Lima International Conference on Ore Trade.')
    expect(idsOf(document, 'Event')).toEqual(['sixth-lima-international-conference-on-ore-trade'])
  })
  it('a trade with a legal form behind "and" belongs to the name before', () => {
    const document = documentOf('Norvale Offshore and Shipbuilding Co. won an order from Peru.')
    expect(idsOf(document, 'Organization')).toEqual(['norvale-offshore-and-shipbuilding'])
  })
  it('a forum on something is an event, a bare ministry is nobody', () => {
    const document = documentOf(
      'Peru attends the third Oman-Peru Forum on Blue Economy. The Ministry Secretary Ana Mora left.',
    )
    expect(idsOf(document, 'Event')).toEqual(['oman-peru-forum-on-blue-economy'])
    expect(idsOf(document, 'Person')).toEqual(['ana-mora'])
  })
  it('blocks with a code are places, short numbers the longer', () => {
    expect(idsOf(documentOf('Velkora drills in the KM-204/3 block.'), 'Place')).toEqual(['km-204-3'])
    expect(idsOf(documentOf('Velkora left Rovar Area 1. Norvale owns Area 1.'), 'Place')).toEqual(['rovar-area-1'])
  })
  it('half a demonym is no name', () => {
    const document = documentOf('The Anglo-Australian miner Velkora works in Peru.')
    expect(idsOf(document, 'Country')).toEqual(['AUS', 'PER'])
    expect(idsOf(document, 'Place')).toEqual([])
  })
})
