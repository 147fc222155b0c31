// What an article names as its address becomes a link only where a browser opens a page there.
import { expect, test } from 'vitest'
import { isWebAddress } from '../../viewer/state/web-address.ts'

test.each(['https://example.org/a', 'HTTP://example.org'])('%s is a link', (url) => {
  expect(isWebAddress(url)).toBe(true)
})
test.each([null, '', 'javascript:alert(1)', 'data:text/html,x', ' https:/x', 'file:///etc/hosts'])(
  '%s is none',
  (url) => {
    expect(isWebAddress(url)).toBe(false)
  },
)
