import { describe, expect, it } from 'vitest'
import { entitiesAt, resolved } from './read-sentences.ts'

const MINISTER = 'Latvian Energy Minister Ilze Kalna met Orvik Steel.'

describe('we, our, us', () => {
  it('a minister’s "we" is the country, a manager’s the company', () => {
    const text = `${MINISTER} “We buy gas,” Kalna said. “Our kilns are new,” said Juris Ozols, director of Orvik Steel.`
    const document = resolved(text, [
      { words: 'We buy gas', speaker: 'person:ilze-kalna', direct: true },
      { words: 'Our kilns are new', speaker: 'person:juris-ozols', direct: true },
    ])
    expect(entitiesAt(document, 'We')).toEqual(['country:LVA'])
    expect(entitiesAt(document, 'Our')).toEqual(['org:orvik-steel'])
  })
  it('"we" in a quotation without a speaker stands for nobody', () => {
    const text = `${MINISTER} “We buy gas.”`
    const document = resolved(
      text,
      [{ words: 'We buy gas.', speaker: '', direct: true }].map((s) => ({ ...s, speaker: null as unknown as string })),
    )
    expect(entitiesAt(document, 'We')).toEqual([])
  })
  it('outside quotations "our" is the body in whose voice the text is written', () => {
    const document = resolved('Orvik Steel today opened a mill in Riga. Our sales grew.')
    expect(entitiesAt(document, 'Our')).toEqual(['org:orvik-steel'])
  })
})

describe('it', () => {
  it('is no country that only leads up to the firm which the sentence before is about', () => {
    const document = resolved('Latvia-based Orvik Steel, which makes pipes, agreed. It sold a mill.')
    expect(entitiesAt(document, 'It')).toEqual(['org:orvik-steel'])
  })
})

describe('demonyms before actors', () => {
  it('stand for the country, each of several', () => {
    const document = resolved('Kenya waits for Japanese and Turkish builders.')
    expect(
      document.mentions
        .filter((m) => m.rule === 'actor')
        .map((m) => m.entity)
        .sort(),
    ).toEqual(['country:JPN', 'country:TUR'])
  })
  it('but not where a body is named right after', () => {
    const document = resolved('Kenya waits for the Turkish builder Gökdere.')
    expect(document.mentions.filter((m) => m.rule === 'actor')).toEqual([])
  })
  it('"the Turkish company" is the company of that country', () => {
    const document = resolved(
      'The Turkish builder Gökdere and Kenya’s Savanna Cement met. The Turkish company will pay.',
    )
    expect(entitiesAt(document, 'The Turkish company')).toEqual(['org:gokdere'])
  })
})

describe('pairs', () => {
  const text = 'Peru and Oman signed a treaty. The two countries will trade more. Both sides were pleased.'
  it('"the two countries" and "both sides" give one mention for each', () => {
    const document = resolved(text)
    expect(entitiesAt(document, 'The two countries')).toEqual(['country:OMN', 'country:PER'])
    expect(entitiesAt(document, 'Both sides')).toEqual(['country:OMN', 'country:PER'])
  })
  it('"the two companies" are companies', () => {
    const document = resolved('Orvik Steel and Tarvos Marine of Peru signed. The two companies will share a pier.')
    expect(entitiesAt(document, 'The two companies')).toEqual(['org:orvik-steel', 'org:tarvos-marine'])
  })
})

describe('definite phrases', () => {
  it('"the minister" is the one with that title, "the bank" the bank', () => {
    const document = resolved(`${MINISTER} The Baltic Bank lent money to Orvik Steel. The minister thanked the bank.`)
    expect(entitiesAt(document, 'The minister')).toEqual(['person:ilze-kalna'])
    expect(entitiesAt(document, 'the bank')).toEqual(['org:baltic-bank'])
  })
  it('"the company" is no bank and no ministry', () => {
    const document = resolved('Orvik Steel borrowed from the Baltic Bank. The company will repay it.')
    expect(entitiesAt(document, 'The company')).toEqual(['org:orvik-steel'])
  })
  it('"his country" and "her ministry" follow the person', () => {
    const document = resolved(
      'The Latvian Ministry of Energy paid. Latvian Energy Minister Ilze Kalna said her country was ready and her ministry too.',
    )
    expect(entitiesAt(document, 'her country')).toEqual(['country:LVA'])
    expect(entitiesAt(document, 'her ministry')).toEqual(['org:latvian-ministry-of-energy'])
  })
  it('"the South American country" lies there', () => {
    const document = resolved('Spain sells pumps to Peru. Exports to the South American country grew.')
    expect(entitiesAt(document, 'the South American country')).toEqual(['country:PER'])
  })
  it('"the company Zelmira" points to nothing before', () => {
    const document = resolved('Orvik Steel waits. The company Zelmira paid.')
    expect(entitiesAt(document, 'The company')).toEqual([])
  })
})

describe('he, she, it', () => {
  it('"she" is not the spokesman', () => {
    const document = resolved(
      'Ms Ilze Kalna left. Juris Ozols, a spokesman for Orvik Steel, came. She had waited long.',
    )
    expect(entitiesAt(document, 'She')).toEqual(['person:ilze-kalna'])
  })
  it('"its" is the subject of the sentence', () => {
    const document = resolved('Peru sold its copper to Oman.')
    expect(entitiesAt(document, 'its')).toEqual(['country:PER'])
  })
  it('"it was agreed that" stands for nothing', () => {
    const document = resolved('Peru met Oman. It was agreed that trade should grow.')
    expect(entitiesAt(document, 'It')).toEqual([])
  })
  it('names nothing that the article does not name', () => {
    const document = resolved('He said the company and the minister would meet them. We agree.')
    expect(document.mentions).toEqual([])
  })
})

describe('later words for a body', () => {
  it('"a major Finnish company" behind a name says what that one is', () => {
    const document = resolved('Norvale Steel, a major Finnish company, sells to Peru.')
    expect(document.mentions.filter((m) => m.rule === 'actor')).toEqual([])
  })
  it('"the Finnish company" tells whence the one just named is', () => {
    const document = resolved('Norvale Steel bought a mill in Peru. The Finnish company will pay in May.')
    expect(entitiesAt(document, 'The Finnish company')).toEqual(['org:norvale-steel'])
  })
  it('"the engineering giant" is the one just named, "the parent company" is not', () => {
    const giant = resolved('Norvale Steel won an order in Peru. The engineering giant will build pumps.')
    expect(entitiesAt(giant, 'The engineering giant')).toEqual(['org:norvale-steel'])
    const parent = resolved('Norvale Steel won an order in Peru. The parent company will build pumps.')
    expect(entitiesAt(parent, 'The parent company')).toEqual([])
  })
  it('"the latter" is the last of two', () => {
    const document = resolved('Norvale Steel sold a mill to Zelmira Steel. The latter will pay in May.')
    expect(entitiesAt(document, 'The latter')).toEqual(['org:zelmira-steel'])
  })
  it('"the shipbuilder" is the firm whose name tells that trade', () => {
    const document = resolved('Norvale Shipbuilding signed with Zelmira Marine. The shipbuilder will deliver in May.')
    expect(entitiesAt(document, 'The shipbuilder')).toEqual(['org:norvale-shipbuilding'])
  })
  it('"we" of the company’s president is the company', () => {
    const text =
      'Norvale Steel buys a mill in Peru, the company’s president Juris Ozols said. “We pay well,” Ozols said.'
    const document = resolved(text, [{ words: 'We pay well', speaker: 'person:juris-ozols', direct: true }])
    expect(entitiesAt(document, 'We')).toEqual(['org:norvale-steel'])
  })
})
