import { describe, expect, it } from 'vitest'
import { findRoles } from '../../graph/extract/mentions/find-roles.ts'
import { documentOf } from './read-sentences.ts'

const rolesOf = (text: string): string[] =>
  findRoles(documentOf(text)).map((r) => `${r.person.slice(7)} | ${r.title} | ${r.body}`)

describe('roles', () => {
  it.each([
    ['Latvian Deputy Prime Minister Ilze Kalna spoke.', 'ilze-kalna | Deputy Prime Minister | country:LVA'],
    ['Ilze Kalna, the Latvian ambassador, spoke in Baku.', 'ilze-kalna | ambassador | country:LVA'],
    [
      'Ilze Kalna, an adviser at the Chamber of Commerce of Latvia, spoke.',
      'ilze-kalna | adviser | org:chamber-of-commerce-of-latvia',
    ],
    [
      'Orvik Steel opened a mill. Its managing director, Ilze Kalna, spoke.',
      'ilze-kalna | managing director | org:orvik-steel',
    ],
    ['Orvik Steel’s sales director, Ilze Kalna, spoke.', 'ilze-kalna | sales director | org:orvik-steel'],
    [
      'The president of the Baltic Grain Council, Ilze Kalna, spoke.',
      'ilze-kalna | president | org:baltic-grain-council',
    ],
    [
      'The Latvian Ministry of Energy paid. Energy Minister Ilze Kalna spoke.',
      'ilze-kalna | Energy Minister | org:latvian-ministry-of-energy',
    ],
    // The country behind the name, or in brackets.
    ['President Ilze Kalna of the Republic of Latvia came to Oman.', 'ilze-kalna | President | country:LVA'],
    ['Minister Ilze Kalna (Latvia) came to Oman.', 'ilze-kalna | Minister | country:LVA'],
    // Of the country where a guest met whoever holds the office.
    [
      'Latvia sent its energy team, which flew to Oman and met with President Said Harith.',
      'said-harith | President | country:OMN',
    ],
    [
      'Latvia sent a team to Oman. It arrived in Muscat, Oman, and was received by Energy Minister Said Harith.',
      'said-harith | Energy Minister | country:OMN',
    ],
    // By a dash, by the side that is led, behind a body that ends with its country.
    [
      'Jan Novak – General Director of the Orvik Energy Centre also came.',
      'jan-novak | General Director | org:orvik-energy-centre',
    ],
    [
      'President of the Chamber of Commerce of Latvia Ilze Kalna spoke.',
      'ilze-kalna | President | org:chamber-of-commerce-of-latvia',
    ],
    [
      'The Chairman of the Turkish Industrial Association Omer Aydin spoke.',
      'omer-aydin | Chairman | org:turkish-industrial-association',
    ],
    [
      'Oman received guests. Energy Minister Ilze Kalna, who led the Latvian delegation, spoke.',
      'ilze-kalna | Energy Minister | country:LVA',
    ],
    // The body behind a comma.
    ['Ilze Kalna, CEO & Co-Founder, Orvik Holding, spoke in Oman.', 'ilze-kalna | CEO | org:orvik-holding'],
    // A state that signs for itself: its governor holds office in the country.
    [
      'The United States sent guests: Oklahoma Governor Ilze Kalna signed a pact with Oman.',
      'ilze-kalna | Governor | country:USA',
    ],
    // Of the side that is led, not of the host.
    [
      'Oman received guests. The Latvian delegation, headed by Energy Minister Ilze Kalna, stayed.',
      'ilze-kalna | Energy Minister | country:LVA',
    ],
    [
      'Latvian Deputy Prime Minister and Minister of Energy Ilze Kalna came to Oman.',
      'ilze-kalna | Minister of Energy | country:LVA',
    ],
    [
      'Oman is keen. Latvia sent its minister of trade and industry Ilze Kalna.',
      'ilze-kalna | minister of trade and industry | country:LVA',
    ],
    ['Energy Minister Ilze Kalna met the Omani ambassador to Latvia.', 'ilze-kalna | Energy Minister | country:LVA'],
    [
      'Minister for Energy and Industry, Ilze Kalna here on Monday said Latvia would pay.',
      'ilze-kalna | Minister for Energy and Industry | country:LVA',
    ],
  ])('%s', (text, role) => {
    expect(rolesOf(text)).toEqual([role])
  })
  it('the government that a paper is signed with tells more of home than a demonym', () => {
    expect(
      rolesOf('Omani investors signed a contract with the Government of Latvia. President Ilze Kalna spoke.'),
    ).toEqual(['ilze-kalna | President | country:LVA'])
  })
  it('a country that is only visited or invited is not at home', () => {
    expect(rolesOf('Energy Minister Ilze Kalna invited Omani companies.')).toEqual([
      'ilze-kalna | Energy Minister | null',
    ])
    expect(rolesOf('Energy Minister Ilze Kalna flew to Oman.')).toEqual(['ilze-kalna | Energy Minister | null'])
  })
  it('ministers in a list are of one government', () => {
    expect(rolesOf('Oman hosted Latvian Energy Minister Ilze Kalna and Trade Minister Janis Ozols.')).toEqual([
      'ilze-kalna | Energy Minister | country:LVA',
      'janis-ozols | Trade Minister | country:LVA',
    ])
  })
  it('ministers in a row hold one portfolio each', () => {
    const roles = rolesOf(
      'In Latvia the ministers of Foreign Affairs, Ilze Kalna, and of the Environment and Climate Action, Janis Ozols, spoke.',
    )
    expect(roles.map((role) => role.split(' | ')[0])).toEqual(['ilze-kalna', 'janis-ozols'])
  })
  it('a colleague has the same title in another country', () => {
    expect(rolesOf('Latvian Minister of Energy Ilze Kalna met her Omani colleague Said Harthy.')).toContain(
      'said-harthy | Minister of Energy | country:OMN',
    )
  })
  it('"the minister told X" gives X no title', () => {
    expect(rolesOf('The minister told Ilze Kalna the news.')).toEqual([])
  })
})
