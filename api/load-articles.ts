/**
 * Loading over HTTP: a text, a page, a file or an address becomes articles, these are read in threads and put into the
 * store one by one, or go to the workers of a queue. Parsing and reading happen in threads that can be ended, or there;
 * nothing here parses anything itself.
 */
import type { Article, Reading } from '../graph/contract.ts'
import { invalidInput } from '../graph/errors.ts'
import { fetchPage } from '../graph/feeds/fetch-page.ts'
import { loadArticle } from '../graph/load/load-article.ts'
import type { GraphStore } from '../graph/store/graph-store.ts'
import { jobOfTask, type QueueJob, type WrittenArticle } from '../graph/work/queue-job.ts'
import type { ReadingPool } from '../graph/work/reading-pool.ts'
import type { QueuedRuns } from '../graph/work/run-queued.ts'

export type LoadedArticle = WrittenArticle

/** What is known about a text or page beside itself. */
export interface GivenFacts {
  id?: string | undefined
  title?: string | undefined
  date?: string | undefined
  language?: string | undefined
  publisher?: string | undefined
  url?: string | undefined
}

export interface LoadProgress {
  done: number
  total: number
}

export interface LoadArticles {
  /** @throws EntenteError of the file, page or text; nothing of it is loaded then */
  file(name: string, bytes: Uint8Array, progress?: (now: LoadProgress) => void): Promise<LoadedArticle[]>
  text(text: string, facts: GivenFacts): Promise<LoadedArticle[]>
  page(html: string, facts: GivenFacts): Promise<LoadedArticle[]>
  address(url: string, facts: GivenFacts): Promise<LoadedArticle[]>
}

/** Endings by media type, for bodies and addresses that have no name. */
const endings: Record<string, string> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
}

/** The ending that a Content-Type stands for, or null. */
export const endingFor = (contentType: string): string | null =>
  endings[contentType.split(';')[0]?.trim().toLowerCase() ?? ''] ?? null

const withFacts = (article: Article, facts: GivenFacts): Article => ({
  ...article,
  ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== '')),
})

/** A text as a file of one JSON line, so that it passes the same checks as any file, in a thread. */
const asLine = (facts: GivenFacts, text: string): Uint8Array => Buffer.from(`${JSON.stringify({ ...facts, text })}\n`)

/** The two ways in: a file as it came, an article that was found in a page. */
interface Ways {
  file: LoadArticles['file']
  article(article: Article): Promise<LoadedArticle[]>
}

/** Reads on these threads and writes here. */
const ownWays = (store: GraphStore, pool: ReadingPool, changed: () => void): Ways => {
  const load = async (article: Article, given: Reading | null): Promise<LoadedArticle> => {
    const { outcome, statements } = await loadArticle(store, article, given ?? (await pool.read(article)))
    if (outcome !== 'unchanged') changed()
    return { id: article.id, title: article.title, outcome, statements }
  }
  return {
    file: async (name, bytes, progress) => {
      const articles = await pool.openFile({ name, bytes })
      const loaded: LoadedArticle[] = []
      for (const { article, reading } of articles) {
        loaded.push(await load(article, reading))
        progress?.({ done: loaded.length, total: articles.length })
      }
      return loaded
    },
    article: async (article) => [await load(article, null)],
  }
}

/** Leaves opening, reading and writing to the workers. */
const queuedWays = (runs: QueuedRuns, changed: () => void): Ways => {
  const run = async (job: QueueJob, progress?: (now: LoadProgress) => void): Promise<LoadedArticle[]> => {
    try {
      return await runs.run(job, progress)
    } finally {
      // A job that failed half-way may have written.
      changed()
    }
  }
  return {
    file: (name, bytes, progress) => run(jobOfTask({ kind: 'file', name, bytes }), progress),
    article: (article) => run({ kind: 'article', name: article.id, article, source: null, signature: null }),
  }
}

/** @param runs where loads go to a queue; null: this process does the work */
export const articleLoader = (
  store: GraphStore,
  pool: ReadingPool,
  options: { allowPrivateAddresses: boolean; changed: () => void; runs: QueuedRuns | null },
): LoadArticles => {
  const { runs, changed } = options
  const { file: loadAll, article: loadOne } = runs ? queuedWays(runs, changed) : ownWays(store, pool, changed)
  const pageOf = async (bytes: Uint8Array, facts: GivenFacts): Promise<LoadedArticle[]> => {
    const [opened] = await pool.openFile({ name: '-.html', bytes })
    if (!opened) throw invalidInput('The page holds no article')
    return loadOne(withFacts(opened.article, facts))
  }
  return {
    file: loadAll,
    text: (text, facts) => loadAll('-.jsonl', asLine(facts, text)),
    page: (html, facts) => pageOf(Buffer.from(html), facts),
    address: async (url, facts) => {
      const page = await fetchPage(url, { allowPrivate: options.allowPrivateAddresses })
      if (page.status !== 200) throw invalidInput(`${url} answers with status ${page.status}`)
      const ending = endingFor(page.contentType)
      if (!ending) throw invalidInput(`${url} is of the kind "${page.contentType.slice(0, 60)}", which cannot be read`)
      if (ending === 'html') return pageOf(page.body, { ...facts, url: page.url })
      const name = decodeURIComponent(new URL(page.url).pathname.split('/').pop() ?? '') || '-'
      return loadAll(name.endsWith(`.${ending}`) ? name : `${name}.${ending}`, page.body)
    },
  }
}
