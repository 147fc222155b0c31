// Pages carry links, buttons and credit lines beside their article: they name nobody that it is about.
import { describe, expect, it } from 'vitest'
import { documentOf } from './read-sentences.ts'

const ids = (text: string): string[] => [...documentOf(text).entities.keys()]

describe('what a page shows beside its article', () => {
  it('gives no entity after a heading for other news', () => {
    const found = ids(
      'Peru exports copper to Japan.\n\nRelated news\n\nBolivia opens a lithium mine\n\nChile and Norway sign salmon deal',
    )
    expect(found).toContain('country:PER')
    expect(found).not.toContain('country:BOL')
    expect(found).not.toContain('country:NOR')
  })
  it('ends where a whole sentence stands again', () => {
    const found = ids(
      'Peru exports copper to Japan.\n\nAlso read:\n\nBolivia opens a lithium mine\n\nThe ministry said that Ghana will buy the rest.',
    )
    expect(found).not.toContain('country:BOL')
    expect(found).toContain('country:GHA')
  })
  it('goes on to the end where nothing of an article follows', () => {
    const found = ids(
      'Peru exports copper to Japan. The ministry of Peru said so on Monday, and the buyers in Japan agreed to it after long talks over prices and freight.\n\nYou might also like\n\nBolivia opens a mine\n\nBolivia and Norway have announced a lithium mine. It opens in 2027.',
    )
    expect(found.filter((id) => /BOL|NOR/.test(id))).toEqual([])
  })
  it('nor do sentences that speak to the visitor, or credit lines', () => {
    const found = ids(
      'Peru exports copper to Japan.\n\nWould you like to comment on the Kenya Weekly?\n\nPhoto: Embassy of Norway\n\nSource: Ghana Tribune\n\nKenya Desk 28 Feb, 2023 01:47pm',
    )
    expect(found.filter((id) => /KEN|NOR|GHA/.test(id))).toEqual([])
  })
  it('the dateline and the headline stay', () => {
    const found = ids('Latest orders from Ghana rise\n\nACCRA, 3 May (Agency) - Ghana exports cocoa to Japan.')
    expect(found).toContain('country:GHA')
    expect(found).toContain('place:accra')
  })
})
