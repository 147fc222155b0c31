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
  ])('%s', (text, role) => {
    expect(rolesOf(text)).toEqual([role])
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
