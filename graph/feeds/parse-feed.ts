/**
 * RSS, Atom, RDF, JSON Feed and sitemaps as one list of items. Reads text only: fetches nothing, expands no entity of
 * the document's own, so that neither a billion laughs nor a file of this machine can come out of it.
 */
import { XMLParser } from 'fast-xml-parser'
import { parseFeed as parseFeedText } from 'feedsmith'
import { EntenteError, invalidInput, limitExceeded, messageOf } from '../errors.ts'

export interface FeedItem {
  url: string
  title: string | null
  /** ISO 8601 date with time, as far as the feed tells it. */
  published: string | null
  /** Changes when the item does: the date of its update, or what the feed gives. */
  version: string | null
  /** The whole article as HTML, where the feed carries it. */
  html: string | null
}

export interface Feed {
  kind: 'rss' | 'atom' | 'rdf' | 'json' | 'sitemap' | 'sitemap-index'
  title: string | null
  language: string | null
  items: FeedItem[]
  /** Further sitemaps, of a sitemap index. */
  sitemaps: string[]
}

/** Items past this number are left out: the newest stand first in every kind of feed. */
export const maxItems = 5000

const textOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value.trim() || null
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'object' || value === null) return null
  return textOf((value as { value?: unknown; '#text'?: unknown }).value ?? (value as { '#text'?: unknown })['#text'])
}
const stripTags = (value: string | null): string | null =>
  value
    ?.replace(/<[^<>]{0,500}>/g, '')
    .replace(/\s+/g, ' ')
    .trim() || null
const timeOf = (value: unknown): string | null => {
  const text = textOf(value)
  const time = text ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
const linkOf = (base: string, ...values: unknown[]): string | null => {
  for (const value of values) {
    const text = textOf(value)
    if (!text || !URL.canParse(text, base)) continue
    const url = new URL(text, base)
    url.hash = ''
    if (url.protocol === 'http:' || url.protocol === 'https:') return url.href
  }
  return null
}

/** The fields that the kinds of feed have, under whichever name. */
interface LooseItem {
  link?: unknown
  url?: unknown
  external_url?: unknown
  id?: unknown
  guid?: { value?: unknown; isPermaLink?: boolean } | undefined
  links?: { href?: unknown; rel?: string }[] | undefined
  title?: unknown
  pubDate?: unknown
  published?: unknown
  updated?: unknown
  date_published?: unknown
  date_modified?: unknown
  dc?: { date?: unknown; dates?: unknown[] } | undefined
  content?: unknown
  content_html?: unknown
  content_text?: unknown
}

const contentOf = (item: LooseItem): string | null => {
  const { content } = item
  const encoded =
    typeof content === 'object' && content !== null ? (content as { encoded?: unknown }).encoded : undefined
  const html = textOf(encoded) ?? textOf(content) ?? textOf(item.content_html)
  if (html) return html
  const plain = textOf(item.content_text)
  return (
    plain
      ?.replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/\n{2,}/g, '<p>') ?? null
  )
}

const itemOf = (item: LooseItem, base: string): FeedItem | null => {
  const alternate = item.links?.find((link) => !link.rel || link.rel === 'alternate')?.href
  const permalink = item.guid && item.guid.isPermaLink !== false ? item.guid.value : null
  const asUrl = (value: unknown): unknown => (/^https?:/i.test(textOf(value) ?? '') ? value : null)
  const url = linkOf(base, alternate, item.link, item.url, item.external_url, asUrl(permalink), asUrl(item.id))
  if (!url) return null
  const published = timeOf(
    item.pubDate ?? item.published ?? item.date_published ?? item.dc?.date ?? item.dc?.dates?.[0],
  )
  const updated = timeOf(item.updated ?? item.date_modified)
  return {
    url,
    title: stripTags(textOf(item.title)),
    published: published ?? updated,
    version: updated ?? published,
    html: contentOf(item),
  }
}

const sitemapParser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, removeNSPrefix: true })
interface SitemapUrl {
  loc?: unknown
  lastmod?: unknown
  news?: { title?: unknown; publication_date?: unknown }
}
const listOf = <T>(value: T | T[] | undefined | ''): T[] => (Array.isArray(value) ? value : value ? [value] : [])

const parseSitemap = (xml: string, base: string): Feed => {
  const tree = sitemapParser.parse(xml) as {
    urlset?: { url?: SitemapUrl | SitemapUrl[] } | ''
    sitemapindex?: { sitemap?: SitemapUrl | SitemapUrl[] } | ''
  }
  const sitemaps = tree.sitemapindex ? listOf(tree.sitemapindex.sitemap) : []
  const urls = tree.urlset ? listOf(tree.urlset.url) : []
  return {
    kind: tree.sitemapindex === undefined ? 'sitemap' : 'sitemap-index',
    title: null,
    language: null,
    sitemaps: sitemaps.flatMap(({ loc }) => linkOf(base, loc) ?? []).slice(0, maxItems),
    items: urls.slice(0, maxItems).flatMap(({ loc, lastmod, news }) => {
      const url = linkOf(base, loc)
      const [modified, published] = [timeOf(lastmod), timeOf(news?.publication_date)]
      if (!url) return []
      return { url, title: textOf(news?.title), published, version: modified ?? published, html: null }
    }),
  }
}

/**
 * @param base address of the feed, for its relative links
 * @throws EntenteError `InvalidInput` for what is no feed, `LimitExceeded` for more items than a feed may have
 */
export const parseFeed = (text: string, base: string): Feed => {
  if (/<!ENTITY/i.test(text)) throw invalidInput(`${base}: a feed that defines entities of its own is not read`)
  const head = text.slice(0, 3000)
  try {
    if (/<(?:\w+:)?(?:urlset|sitemapindex)[\s>]/i.test(head)) return parseSitemap(text, base)
    const { format, feed } = parseFeedText(text, { maxItems })
    const loose = feed as {
      title?: unknown
      language?: unknown
      xml?: { lang?: unknown }
      items?: LooseItem[]
      entries?: LooseItem[]
    }
    const items = (loose.items ?? loose.entries ?? []).slice(0, maxItems)
    return {
      kind: format,
      title: stripTags(textOf(loose.title)),
      language: textOf(loose.language) ?? textOf(loose.xml?.lang),
      items: items.flatMap((item) => itemOf(item, base) ?? []),
      sitemaps: [],
    }
  } catch (error) {
    if (error instanceof EntenteError) throw error
    if (/nested/i.test(messageOf(error))) throw limitExceeded(`${base}: elements nested too deep`)
    throw invalidInput(`${base} is no feed that can be read: RSS, Atom, JSON Feed or a sitemap is expected`, error)
  }
}
