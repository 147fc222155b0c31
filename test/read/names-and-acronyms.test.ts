/** Promise: people, organisations, places and events are found as names; acronyms are tied to their long forms. */
import { describe, expect, it } from 'vitest'
import { parseText } from '../../graph/read/parse-text.ts'
import { settleNames } from '../../graph/read/settle-names.ts'
import type { NameSpan, NameType, Token } from '../../graph/read/syntax.ts'

const names = (text: string): string[] => {
  const syntax = parseText(text)
  return syntax.names.map((n) => {
    const tokens = syntax.sentences[n.sentence]!.tokens
    return `${n.type} ${text.slice(tokens[n.from]!.start, tokens[n.to - 1]!.end)}`
  })
}

describe('names', () => {
  it('finds those of a usual sentence', () => {
    expect(names('Trade Minister Amr Nassar met Ana Petrović of the World Bank in Belgrade.')).toEqual([
      'PER Amr Nassar',
      'PER Ana Petrović',
      'ORG World Bank',
      'LOC Belgrade',
    ])
  })

  it('gives one name one type throughout, by the surname too', () => {
    const found = names('Denis Manturov opened the fair. Later Manturov left. “It went well,” said Manturov.')
    expect(found).toEqual(['PER Denis Manturov', 'PER Manturov', 'PER Manturov'])
  })

  it('takes what ends in the head of an event for an event', () => {
    expect(names('Manturov spoke at the Saint Petersburg Economic Forum.')).toContain(
      'EVENT Saint Petersburg Economic Forum',
    )
  })

  it('finds most names of a set of sentences', () => {
    const cases: [string, string[]][] = [
      ['Russia and Japan are discussing joint projects.', ['LOC Russia', 'LOC Japan']],
      ['Denis Manturov visited Tokyo on Monday.', ['PER Denis Manturov', 'LOC Tokyo']],
      ['The Ministry of Industry and Trade of Vietnam opposed the duties.', ['LOC Vietnam']],
      ['Hitachi will supply trains to Egypt.', ['ORG Hitachi', 'LOC Egypt']],
      ['The European Union lifted its duties on steel from Ukraine.', ['ORG European Union', 'LOC Ukraine']],
      ['President Abdel Fattah el-Sisi welcomed the investors.', ['PER Abdel Fattah el-Sisi']],
      ['Siemens and the Kenyan government signed an agreement in Nairobi.', ['ORG Siemens', 'LOC Nairobi']],
      ['Karim Massimov praised the Asian Development Bank.', ['PER Karim Massimov', 'ORG Asian Development Bank']],
      ['The port of Rotterdam handles coal from Colombia.', ['LOC Rotterdam', 'LOC Colombia']],
      ['“We will invest in Ghana,” said Olga Ivanova of Finnvera.', ['LOC Ghana', 'PER Olga Ivanova', 'ORG Finnvera']],
    ]
    const missed = cases.flatMap(([text, wanted]) => {
      const found = names(text)
      return wanted
        .filter((name) => !found.includes(name))
        .map((name) => `${name} in ${text}, not in ${found.join(', ')}`)
    })
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(4)
  })
})

describe('names that were found in pieces', () => {
  /** Cells `form/XPOS/head/relation`, heads counted from 1. */
  const row = (line: string): Token[] =>
    line.split(' ').map((cell) => {
      const [text, xpos, head, deprel] = cell.split('/') as [string, string, string, string]
      const upos = xpos.startsWith('NNP') ? 'PROPN' : xpos === 'IN' ? 'ADP' : 'X'
      return { text, start: 0, end: text.length, upos, xpos, feats: {}, lemma: text, head: Number(head) - 1, deprel }
    })
  const settled = (line: string, ...spans: [number, number, NameType][]): string[] => {
    const tokens = row(line)
    const names: NameSpan[] = spans.map(([from, to, type]) => ({ sentence: 0, from, to, type, score: 0.9 }))
    return settleNames([tokens], names).map(
      (name) =>
        `${name.type} ${tokens
          .slice(name.from, name.to)
          .map((t) => t.text)
          .join(' ')}`,
    )
  }

  it('takes a body of states for an organisation, a country for a place', () => {
    const line = 'the/DT/2/det EU/NNP/3/nsubj asked/VBD/0/root Norway/NNP/3/obj'
    expect(settled(line, [1, 2, 'LOC'], [3, 4, 'ORG'])).toEqual(['ORG EU', 'LOC Norway'])
  })

  it('gives a person the number after the name, and nobody else', () => {
    expect(settled('Orlan/NNP/3/nsubj IV/CD/1/nummod came/VBD/0/root', [0, 1, 'PER'])).toEqual(['PER Orlan IV'])
    expect(settled('Orlan/NNP/3/nsubj IV/CD/1/nummod came/VBD/0/root', [0, 1, 'LOC'])).toEqual(['LOC Orlan'])
  })

  it('joins a head of places or bodies with the name after its "of"', () => {
    const gulf = 'the/DT/2/det Gulf/NNP/0/root of/IN/4/case Oman/NNP/2/nmod'
    expect(settled(gulf, [1, 2, 'LOC'], [3, 4, 'LOC'])).toEqual(['LOC Gulf of Oman'])
    expect(settled('Bank/NNP/0/root of/IN/3/case Ghana/NNP/1/nmod', [0, 1, 'ORG'], [2, 3, 'LOC'])).toEqual([
      'ORG Bank of Ghana',
    ])
    expect(settled('Siemens/NNP/0/root of/IN/3/case Munich/NNP/1/nmod', [0, 1, 'ORG'], [2, 3, 'LOC'])).toEqual([
      'ORG Siemens',
      'LOC Munich',
    ])
  })

  it('draws in the words before a name that belong to it, but no title', () => {
    const line = 'Norvik/NNP/3/compound Freight/NNP/3/compound Services/NNPS/0/root'
    expect(settled(line, [1, 3, 'ORG'])).toEqual(['ORG Norvik Freight Services'])
    expect(settled('President/NNP/2/compound Okoro/NNP/0/root', [1, 2, 'PER'])).toEqual(['PER Okoro'])
  })

  it('takes one general word for no name, and a country for a place whatever it does', () => {
    expect(settled('the/DT/2/det Gulf/NNP/0/root', [1, 2, 'LOC'])).toEqual([])
    expect(settled('North/NNP/2/compound Korea/NNP/0/root', [0, 2, 'ORG'])).toEqual(['LOC North Korea'])
  })

  it('counts a first name that was found apart once', () => {
    expect(settled('Amina/NNP/0/root Okoro/NNP/1/flat', [0, 1, 'PER'], [1, 2, 'PER'])).toEqual(['PER Amina Okoro'])
  })
})

describe('acronyms', () => {
  it.each([
    ['It went to the World Trade Organization (WTO) in May.', 'WTO', 'World Trade Organization'],
    ['the WTO (World Trade Organization) met', 'WTO', 'World Trade Organization'],
    ['the Ministry of Economy, Trade and Industry (METI) said', 'METI', 'Ministry of Economy, Trade and Industry'],
    ['the Korea Trade-Investment Promotion Agency (KOTRA) opened', 'KTIPA', ''],
    ['the Association of Southeast Asian Nations (ASEAN) met', 'ASEAN', 'Association of Southeast Asian Nations'],
    ['the agreement (see below) was signed', '', ''],
  ])('reads %s', (text, short, long) => {
    const found = parseText(text).acronyms
    if (long === '') expect(found).toEqual([])
    else expect(found).toMatchObject([{ short, long }])
  })
})
