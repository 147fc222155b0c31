/**
 * A web page to an article: the body by reader view (Readability over linkedom), the facts from the page's metadata.
 * Runs no script and fetches nothing; the page's own words are all it sees.
 */
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import type { Article } from '../contract.ts'
import { invalidInput, limitExceeded } from '../errors.ts'
import { makeArticle } from './article-facts.ts'
import { type HtmlNode, htmlText } from './html-text.ts'

const maxElements = 100_000

/** The first fact that a page gives, in this order: Open Graph, article tags, Dublin Core, plain names. */
const metaNames = {
  title: ['og:title', 'twitter:title', 'dc.title', 'dcterms.title'],
  date: [
    'article:published_time',
    'og:published_time',
    'datepublished',
    'dc.date.issued',
    'dcterms.issued',
    'dc.date',
    'dcterms.date',
    'parsely-pub-date',
    'pubdate',
    'publishdate',
    'date',
  ],
  publisher: ['og:site_name', 'dc.publisher', 'dcterms.publisher', 'application-name'],
} as const

interface PageFacts {
  title: string | null
  date: string | null
  publisher: string | null
  language: string | null
  url: string | null
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

/** Headline, date and publisher out of JSON-LD (NewsArticle and kin), which many papers have and nothing else. */
const linkedDataFacts = (scripts: string[]): Partial<PageFacts> => {
  for (const script of scripts) {
    let data: unknown
    try {
      data = JSON.parse(script)
    } catch {
      continue
    }
    const graph = asRecord(data)['@graph']
    for (const item of (Array.isArray(data) ? data : Array.isArray(graph) ? graph : [data]).map(asRecord)) {
      if (!/Article|Posting|Report|WebPage/i.test(String(item['@type']))) continue
      if (typeof item.headline !== 'string' && typeof item.datePublished !== 'string') continue
      const publisher = asRecord(item.publisher).name
      return {
        title: typeof item.headline === 'string' ? item.headline : null,
        date: typeof item.datePublished === 'string' ? item.datePublished : null,
        publisher: typeof publisher === 'string' ? publisher : null,
      }
    }
  }
  return {}
}

const isoDateIn = (text: string | null | undefined): string | null => {
  if (!text) return null
  const iso = /\b(\d{4}-\d{2}-\d{2})(?!\d)/.exec(text)?.[1]
  if (iso) return iso
  // RFC 822 and the like; its date in its own zone, which is the one printed on the page.
  const named = /\b(\d{1,2})\.? (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? (\d{4})\b/i.exec(text)
  if (!named) return null
  const month = 'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf(named[2]?.slice(0, 3).toLowerCase() ?? '') / 3 + 1
  return `${named[3]}-${String(month).padStart(2, '0')}-${named[1]?.padStart(2, '0')}`
}

const pageFacts = (document: Document): PageFacts => {
  const metas = new Map<string, string>()
  for (const meta of document.querySelectorAll('meta')) {
    const name = (
      meta.getAttribute('property') ??
      meta.getAttribute('name') ??
      meta.getAttribute('itemprop')
    )?.toLowerCase()
    const content = meta.getAttribute('content')?.trim()
    if (name && content && !metas.has(name)) metas.set(name, content)
  }
  const first = (names: readonly string[]): string | null =>
    names.map((name) => metas.get(name)).find((value) => value !== undefined) ?? null
  const linked = linkedDataFacts(
    [...document.querySelectorAll('script[type="application/ld+json"]')].map((script) => script.textContent ?? ''),
  )
  const time = document.querySelector('article time[datetime], main time[datetime], time[datetime]')
  return {
    title:
      first(metaNames.title) ??
      linked.title ??
      (document.querySelector('h1')?.textContent?.replace(/\s+/g, ' ').trim() ||
        document.querySelector('title')?.textContent?.replace(/\s+/g, ' ').trim() ||
        null),
    date: isoDateIn(first(metaNames.date)) ?? isoDateIn(linked.date) ?? isoDateIn(time?.getAttribute('datetime')),
    publisher: first(metaNames.publisher) ?? linked.publisher ?? null,
    language: document.documentElement?.getAttribute('lang') || metas.get('og:locale') || null,
    url: document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? metas.get('og:url') ?? null,
  }
}

const httpUrl = (url: string | null | undefined): string | null => (url && /^https?:\/\//i.test(url) ? url : null)
const languageCode = (language: string | null): string | null =>
  language && /^[a-z]{2,3}(?:[-_]|$)/i.test(language) ? language : null

/**
 * @param html the page's source
 * @param known the article's id or the page's address, where they are known; `name` for the words of errors
 * @throws EntenteError `InvalidInput` where no text can be found, `LimitExceeded` for a page with too many elements
 */
export const htmlArticle = (html: string, known: { id?: string; url?: string | null; name?: string } = {}): Article => {
  const name = known.name ?? known.url ?? 'page'
  // A fragment without <html> is given one: linkedom builds no body of its own.
  const whole = /<html[\s>]/i.test(html) ? html : `<!doctype html><html><head></head><body>${html}</body></html>`
  const { document } = parseHTML(whole) as unknown as { document: Document }
  const elements = document.querySelectorAll('*').length
  if (elements > maxElements) throw limitExceeded(`${name}: ${elements} elements; a page may have ${maxElements}`)
  const facts = pageFacts(document)
  // Taken before reader view, which changes the tree.
  const everything = document.body ? htmlText(document.body as unknown as HtmlNode) : ''
  let readable: string | null = null
  try {
    readable = new Readability(document, { maxElemsToParse: maxElements }).parse()?.content ?? null
  } catch {
    readable = null // a page that Readability cannot take apart is read whole
  }
  const view = readable ? parseHTML(`<html><body>${readable}</body></html>`).document.body : null
  const body = view ? htmlText(view as unknown as HtmlNode) : ''
  // Reader view may find only a teaser; a page that is all article comes out nearly whole either way.
  const text = body.length >= 200 || body.length * 3 >= everything.length ? body : everything
  if (!text.trim()) throw invalidInput(`${name}: empty, there is no text to read in this page`)
  return makeArticle(
    {
      id: known.id,
      title: facts.title,
      date: facts.date,
      language: languageCode(facts.language),
      url: httpUrl(known.url) ?? httpUrl(facts.url),
      publisher: facts.publisher,
      text,
    },
    known.name ?? '',
  )
}
