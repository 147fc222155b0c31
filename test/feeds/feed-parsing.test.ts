// Every kind of feed gives the same list of items; a broken or hostile feed gives one clear error, soon.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EntenteError } from '../../graph/errors.ts'
import { decodePage } from '../../graph/feeds/decode-page.ts'
import { type Feed, maxItems, parseFeed } from '../../graph/feeds/parse-feed.ts'
import { packageRoot } from '../../graph/package-root.ts'

const file = (name: string): string => readFileSync(join(packageRoot, 'test/feeds/files', name), 'utf8')
const feed = (name: string, base = 'https://feeds.example/'): Feed => parseFeed(file(name), base)
const kindOf = (work: () => unknown): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    return error instanceof EntenteError ? error.kind : `not an EntenteError: ${error}`
  }
}

test('RSS: titles without tags, links without fragments, dates in UTC, only items that lead to a page', () => {
  const { kind, title, language, items } = feed('agency.rss.xml')
  expect({ kind, title, language }).toEqual({ kind: 'rss', title: 'Harbour Gazette & Trade', language: 'en-gb' })
  expect(items.map(({ url, title: t, published }) => [url, t, published])).toEqual([
    ['https://gazette.example/2024/ferries?utm=rss&x=1', 'Norway sells ferries to Chile', '2024-03-05T08:30:00.000Z'],
    ['https://gazette.example/2024/second', 'No link but a permanent guid', null],
  ])
  expect(items[0]?.html).toBe('<p>Norway sells ferries to Chile.</p>')
})

test('Atom: the alternate link counts, the update is its version, content comes along', () => {
  const { kind, title, items } = feed('ministry.atom.xml', 'https://ministry.example/feed')
  expect([kind, title]).toEqual(['atom', 'Ministry of Industry'])
  expect(items[0]).toMatchObject({
    url: 'https://ministry.example/news/1',
    title: 'Talks with Oman',
    published: '2024-04-01T07:00:00.000Z',
    version: '2024-04-02T08:00:00.000Z',
  })
  expect(items[0]?.html).toContain('met a delegation')
  expect(items[1]).toMatchObject({ url: 'https://ministry.example/news/2', html: null })
})

test('JSON Feed: text becomes HTML, a modified item has a new version', () => {
  const { kind, items } = feed('company.feed.json')
  expect(kind).toBe('json')
  expect(items[0]).toMatchObject({ url: 'https://belgo.example/n/7', version: '2024-05-07T07:00:00.000Z' })
  expect(items[0]?.html).toContain('40 units &amp; spare parts')
  expect(items[1]?.url).toBe('https://other.example/8')
})

test('RDF, the oldest of them, is read', () => {
  expect(feed('old.rdf.xml').items).toMatchObject([
    { url: 'https://bureau.example/a', title: 'Exports in May', published: '2023-06-09T06:00:00.000Z' },
  ])
})

test('sitemaps give pages with their dates, an index gives sitemaps', () => {
  expect(feed('news.sitemap.xml', 'https://paper.example/sitemap.xml').items).toMatchObject([
    { url: 'https://paper.example/a?x=1&y=2', title: 'Steel & sugar', published: '2024-01-31T00:00:00.000Z' },
    { url: 'https://paper.example/relative' },
  ])
  expect(feed('index.sitemap.xml')).toMatchObject({
    kind: 'sitemap-index',
    sitemaps: ['https://paper.example/sitemap-1.xml.gz', 'https://paper.example/sitemap-2.xml'],
    items: [],
  })
})

test('a billion laughs and a look into files of this machine are refused unread', () => {
  expect(kindOf(() => feed('laughs.rss.xml'))).toBe('InvalidInput')
  expect(kindOf(() => feed('stranger.rss.xml'))).toBe('InvalidInput')
})

test('what is no feed gives one clear error', () => {
  const broken = ['', ' ', '{}', '[]', 'null', '<html><body>Not found</body></html>', '<rss>', 'PK\u0003\u0004']
  for (const text of broken)
    expect(
      kindOf(() => parseFeed(text, 'https://x.example/')),
      text.slice(0, 40),
    ).toBe('InvalidInput')
})

test('a feed that was cut off gives what stood before the cut, or an error, never anything else', () => {
  const whole = file('agency.rss.xml')
  const known = new Set(feed('agency.rss.xml').items.map(({ url }) => url))
  for (let length = 0; length < whole.length; length += 37) {
    const cut = whole.slice(0, length)
    const kind = kindOf(() => {
      for (const { url } of parseFeed(cut, 'https://feeds.example/').items)
        if (!known.has(url)) expect([...known].some((k) => k.startsWith(url))).toBe(true)
    })
    expect(['none', 'InvalidInput']).toContain(kind)
  }
})

test('elements nested without end are refused', () => {
  const deep = `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`
  const inSitemap = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${deep}</urlset>`
  expect(kindOf(() => parseFeed(inSitemap, 'https://x.example/'))).toBe('LimitExceeded')
  expect(kindOf(() => parseFeed(`<rss version="2.0"><channel>${deep}</channel></rss>`, 'https://x.example/'))).not.toBe(
    'none',
  )
})

test('a feed of more items than a feed may have is cut', () => {
  const item = '<item><title>t</title><link>https://x.example/1</link></item>'
  const { items } = parseFeed(
    `<rss version="2.0"><channel><title>x</title>${item.repeat(maxItems + 10)}</channel></rss>`,
    'https://x.example/',
  )
  expect(items).toHaveLength(maxItems)
})

test('the charset of header, mark or declaration is used, and a wrong one does not lose the text', () => {
  const latin = Buffer.from(
    '<?xml version="1.0" encoding="ISO-8859-1"?><title>Café Łódź</title>'.replace('Łódź', ''),
    'latin1',
  )
  expect(decodePage(latin, 'text/xml', 1e6)).toContain('Café')
  expect(decodePage(Buffer.from('Café', 'utf8'), 'text/xml; charset=utf-8', 1e6)).toBe('Café')
  // Declared UTF-8, in truth windows-1252.
  expect(decodePage(Buffer.from('Café', 'latin1'), 'text/xml; charset=utf-8', 1e6)).toBe('Café')
  expect(decodePage(Buffer.from('\ufeffCafé', 'utf16le'), 'text/xml', 1e6)).toBe('Café')
  expect(decodePage(Buffer.from([0xcf, 0xf0, 0xe8]), 'text/html; charset=windows-1251', 1e6)).toBe('При')
  expect(decodePage(Buffer.from('x'), 'text/html; charset=martian', 1e6)).toBe('x')
})
