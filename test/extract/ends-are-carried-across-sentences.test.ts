// What a sentence leaves unsaid because an earlier one said it: the party of a deal, the undertaking, the buyer, both sides.
import { describe, expect, test } from 'vitest'
import { readArticle } from '../../graph/read-article.ts'

const said = (text: string): string[] =>
  readArticle({
    id: 'carried',
    title: '',
    date: '2020-01-01',
    language: 'en',
    url: null,
    publisher: null,
    text,
  }).statements.map((s) => `${s.subject} ${s.predicate} ${s.object}`)

describe('an end that an earlier sentence gave', () => {
  test('is the other party of the deal', () => {
    const text = 'Siemens has signed a contract with Tata Motors. Under the contract, Siemens will supply pumps.'
    expect(said(text)).toContain('org:siemens SUPPLIES org:tata-motors')
  })
  test('are both sides of the talks', () => {
    const met = 'Latvian Energy Minister Ilze Kalna met Omani Trade Minister Salim Harthy in Riga.'
    expect(said(`${met} They discussed trade in timber.`)).toContain('country:LVA PARTNERS_WITH country:OMN')
    expect(said(`${met} Agreements on timber were reached.`)).toContain('country:LVA AGREES_WITH country:OMN')
    expect(said(met)).not.toContain('country:LVA PARTNERS_WITH country:OMN')
  })
  test('are the countries of the two who met, not they themselves', () => {
    const found = said(
      'Latvian Energy Minister Ilze Kalna and Omani Trade Minister Salim Harthy met to discuss wider cooperation in timber.',
    )
    expect(found).toContain('country:LVA PARTNERS_WITH country:OMN')
    expect(found).toContain('person:ilze-kalna MEETS_WITH person:salim-harthy')
    expect(found).not.toContain('person:ilze-kalna PARTNERS_WITH person:salim-harthy')
  })
  test('is the company, not the country whose company it is', () => {
    const found = said('Siemens has signed a contract with a Kenyan mining company, Orvik Minerals.')
    expect(found).toContain('org:orvik-minerals AGREES_WITH org:siemens')
    expect(found).not.toContain('country:KEN AGREES_WITH org:siemens')
  })
  test('is whoever is praised or blamed for doing it', () => {
    expect(said('Poland praised Kenya for importing pumps.')).toContain('country:KEN IMPORTS commodity:pump')
  })
  test('are both parties of a paper signed between the two', () => {
    expect(said('Latvia and Oman trade. A memorandum signed between the two countries is in force.')).toContain(
      'country:LVA AGREES_WITH country:OMN',
    )
  })
  test('are both signatories of an accord on working together', () => {
    const found = said('An accord on cooperation between Siemens and Tata Motors was signed.')
    expect(found).toContain('org:siemens AGREES_WITH org:tata-motors')
    expect(found).not.toContain('org:siemens PARTNERS_WITH org:tata-motors')
  })
  test('is nobody where a company helps its customers or a speaker condemns a thing', () => {
    expect(said('Siemens will help Kenya expand its grid.')).not.toContain('org:siemens SUPPORTS country:KEN')
    expect(said('Poland and Kenya condemned the attack.')).not.toContain('country:KEN DISPUTES_WITH country:POL')
  })
  test('is the buyer of the same goods', () => {
    const text = 'Egypt has bought 500,000 tonnes of wheat abroad. The wheat will be sourced from Russia.'
    expect(said(text)).toContain('country:RUS SUPPLIES country:EGY')
  })
  test('is no party of another deal where the sentence names the receiver', () => {
    const text = 'Siemens has signed a contract with Tata Motors. Siemens will supply pumps to Kenya.'
    expect(said(text)).toContain('org:siemens SUPPLIES country:KEN')
    expect(said(text)).not.toContain('org:siemens SUPPLIES org:tata-motors')
  })
  test('is the undertaking that the article opens with', () => {
    const text =
      'Work on the Akkuyu power plant began in May. Its owner spoke in Ankara. Furnaces are stored there. Guests came. The World Bank has granted a loan of 200 million dollars.'
    expect(said(text)).toContain('org:world-bank FINANCES project:akkuyu-power-plant')
  })
  test('is whoever was said to restrict before', () => {
    const text = 'Poland has imposed duties on tea from Kenya. A ban on Ugandan coffee was introduced, too.'
    expect(said(text)).toContain('country:POL RESTRICTS country:UGA')
  })
  test('gives way to the sentence that says it outright', () => {
    const { statements } = readArticle({
      id: 'carried',
      title: '',
      date: '2020-01-01',
      language: 'en',
      url: null,
      publisher: null,
      text: 'Poland has imposed duties on tea from Kenya. A ban on Ugandan coffee was introduced, too. Poland restricted imports of coffee from Uganda.',
    })
    const found = statements.find((s) => s.object === 'country:UGA' && s.predicate === 'RESTRICTS')
    expect(found?.evidence).toMatch(/^Poland restricted/)
  })
  test('makes an undertaking that is only planned lie somewhere only by plan', () => {
    const { statements } = readArticle({
      id: 'carried',
      title: '',
      date: '2020-01-01',
      language: 'en',
      url: null,
      publisher: null,
      text: 'Siemens plans to build the Tana Dam project. The Tana Dam project in Kenya has many friends.',
    })
    expect(statements.find((s) => s.predicate === 'LOCATED_IN')?.modality).toBe('planned')
  })
  test('is not guessed for what is denied', () => {
    const text = 'Siemens has signed a contract with Tata Motors. Siemens will not supply pumps.'
    expect(said(text)).not.toContain('org:siemens SUPPLIES org:tata-motors')
  })
})

describe('a trade with several sides', () => {
  const text =
    'Georgia exported wine to Russia in the first half of the year. Georgia exported wine to Poland for the first time.'
  test('stands once, and each side is supplied', () => {
    expect(said(text)).toContain('country:GEO SUPPLIES country:RUS')
    expect(said(text)).toContain('country:GEO SUPPLIES country:POL')
  })
  test('keeps its only side as counterpart', () => {
    const [first] = text.split('. ')
    expect(said(`${first}.`)).toEqual(['country:GEO EXPORTS commodity:wine'])
  })
})
