// A country's ISO code stands for its id in every filter, alone or in a list, as it does in the paths of entities.
import { expect, test } from 'vitest'
import { filterOf, filterQuery } from '../../api/statement-filter.ts'

test('codes and ids of countries mean the same; other ids stay as they are', () => {
  const filter = filterOf(filterQuery.parse({ country: 'omn,country:NOR', entity: 'Rus', subject: 'org:velkora' }))
  expect(filter).toEqual({ countries: ['country:OMN', 'country:NOR'], entity: 'country:RUS', subject: 'org:velkora' })
})
