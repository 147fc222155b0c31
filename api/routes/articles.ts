/** Articles: list, show with offsets, load (text, page, file, address), forget; long loads as jobs. */
import { z } from 'zod'
import { EntenteError } from '../../graph/errors.ts'
import { forgetArticle } from '../../graph/load/forget-article.ts'
import { getArticle } from '../../graph/query/get-article.ts'
import { listArticles } from '../../graph/query/list-articles.ts'
import { HttpProblem } from '../http-problem.ts'
import {
  endingFor,
  type GivenFacts,
  type LoadArticles,
  type LoadedArticle,
  type LoadProgress,
} from '../load-articles.ts'
import type { LoadJob, LoadJobs } from '../load-jobs.ts'
import { loadedArticles } from '../metrics.ts'
import { checkPart, route } from '../route.ts'
import { articlePage, articleView, problem } from '../schemas.ts'
import { cursorField, limitField } from '../statement-filter.ts'

const articleId = z.string().min(1).max(200)
const fact = z.string().min(1).max(500).optional()

const jsonArticle = z
  .strictObject({
    text: z.string().min(1).optional().meta({ description: 'The article’s text; or `html`, or `url` alone.' }),
    html: z.string().min(1).optional().meta({ description: 'A page’s source; its article and facts are found in it.' }),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional()
      .meta({ description: 'Alone: the page to fetch.' }),
    id: fact,
    title: fact,
    date: z.iso.date().optional(),
    language: fact,
    publisher: fact,
  })
  .refine((body) => !(body.text && body.html), { error: 'takes text or html, not both' })
  .refine((body) => body.text || body.html || body.url, { error: 'needs text, html or url' })
  .meta({
    id: 'ArticleToLoad',
    anyOf: [{ required: ['text'] }, { required: ['html'] }, { required: ['url'] }],
    not: { required: ['text', 'html'] },
  })

const loaded = z
  .object({
    articles: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        outcome: z.enum(['loaded', 'unchanged', 'replaced']),
        statements: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'LoadedArticles' })

const job = z
  .object({
    id: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    done: z.number().int(),
    total: z.number().int().meta({ description: '0 until the file is opened.' }),
    articles: loaded.shape.articles.nullable(),
    problem: problem.nullable(),
  })
  .meta({ id: 'LoadJob' })

type Work = (progress?: (now: LoadProgress) => void) => Promise<LoadedArticle[]>

const workOf = (load: LoadArticles, contentType: string, body: Buffer, given: { name?: string | undefined }): Work => {
  if (/^application\/json\b/i.test(contentType)) {
    let data: unknown
    try {
      data = JSON.parse(body.toString('utf8'))
    } catch {
      throw new HttpProblem(400, 'InvalidInput', 'The body is not valid JSON')
    }
    const { text, html, ...facts } = checkPart(jsonArticle, data, 'body') as z.output<typeof jsonArticle>
    const known: GivenFacts = facts
    if (text) return () => load.text(text, known)
    if (html) return () => load.page(html, known)
    return () => load.address(known.url ?? '', known)
  }
  const ending = endingFor(contentType)
  const { name } = given
  if (!ending && !name)
    throw new HttpProblem(415, 'InvalidInput', 'Send JSON, or a file with its Content-Type or ?name=file.pdf')
  const file = name && (/\.\w+$/.test(name) || !ending) ? name : `${name ?? '-'}.${ending}`
  return (progress) => load.file(file, body, progress)
}

const mostFiles = 100

/**
 * The files of a form, as a browser or `curl -F` sends them; all are tried, whatever becomes of one.
 * @throws HttpProblem 400 for what is no form or holds no file, EntenteError that names the files that could not be loaded
 */
const formWork = async (load: LoadArticles, contentType: string, body: Buffer): Promise<Work> => {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw new HttpProblem(400, 'InvalidInput', 'The body is no whole form (multipart/form-data)')
    })
  const files: File[] = []
  for (const [field, value] of form) {
    if (typeof value === 'string')
      throw new HttpProblem(
        400,
        'InvalidInput',
        `The field "${field.slice(0, 40)}" is no file; a form may hold files only`,
      )
    // A browser sends an empty part for a field in which nothing was chosen.
    if (value.name || value.size) files.push(value)
  }
  if (files.length === 0) throw new HttpProblem(400, 'InvalidInput', 'The form holds no file')
  if (files.length > mostFiles)
    throw new HttpProblem(413, 'LimitExceeded', `The form holds ${files.length} files; it may hold ${mostFiles}`)
  return async (progress) => {
    const articles: LoadedArticle[] = []
    const faults: EntenteError[] = []
    for (const [at, file] of files.entries()) {
      try {
        // Some senders give a whole path.
        const base = file.name.split(/[\\/]/).pop() || '-'
        const ending = /\.\w+$/.test(base) ? null : endingFor(file.type)
        const name = ending ? `${base}.${ending}` : base
        articles.push(...(await load.file(name, new Uint8Array(await file.arrayBuffer()))))
      } catch (error) {
        if (!(error instanceof EntenteError)) throw error
        faults.push(error)
      }
      progress?.({ done: at + 1, total: files.length })
    }
    const [first] = faults
    if (!first) return articles
    const rest = files.length - faults.length
    throw new EntenteError(
      first.kind,
      `${faults.map(({ message }) => message).join('; ')}${rest > 0 ? `. The other ${rest === 1 ? 'file was' : `${rest} files were`} loaded` : ''}`,
    )
  }
}

const count = (articles: LoadedArticle[]): LoadedArticle[] => {
  for (const { outcome } of articles) loadedArticles.inc({ outcome })
  return articles
}

/** The job once it has ended; null where `signal` comes first. */
const endOf = async (jobs: LoadJobs, id: string, signal: AbortSignal): Promise<LoadJob | null> => {
  for await (const now of jobs.watch(id, signal)) if (now.state !== 'running') return now
  return null
}

export const articleRoutes = [
  route({
    method: 'get',
    path: '/api/articles',
    operationId: 'listArticles',
    tag: 'articles',
    summary: 'Articles, the latest first',
    query: z.object({
      q: z.string().max(200).optional().meta({ description: 'Words of the title.' }),
      limit: limitField(50, 500),
      cursor: cursorField,
    }),
    answer: articlePage,
    examples: [{ name: 'the latest', query: { limit: '3' } }],
    handle: ({ store }, { query: { q, limit, cursor } }) =>
      listArticles(store, { limit, cursor: cursor ?? null, ...(q ? { q } : {}) }),
  }),
  route({
    method: 'get',
    path: '/api/articles/{id}',
    operationId: 'getArticle',
    tag: 'articles',
    summary: 'An article’s text with all that was read out of it',
    params: z.object({ id: articleId }),
    answer: articleView,
    handle: ({ store }, { params }) => getArticle(store, params.id),
  }),
  route({
    method: 'post',
    path: '/api/articles',
    operationId: 'loadArticles',
    tag: 'articles',
    summary: 'Load an article: text, page, file or address',
    description:
      'As JSON `{text | html | url, …}`, or as the bytes of a file (.txt .md .html .pdf .docx .json .jsonl) with its Content-Type or `?name=`, or as a form (multipart/form-data) with one or more files. The same text loaded again changes nothing. With `job=true` the answer is 202 with a job to watch; so it is where the server has a queue and its workers take longer than some seconds.',
    query: z.object({
      name: z.string().min(1).max(200).optional().meta({ description: 'The file’s name; its stem becomes the id.' }),
      job: z.enum(['true', 'false']).optional(),
    }),
    body: jsonArticle,
    bodyKind: 'file',
    answer: z.union([loaded, z.object({ job }).meta({ id: 'LoadJobStarted' })]),
    writes: true,
    limitStatus: 413,
    examples: [
      {
        name: 'a text',
        body: {
          id: 'example-steel',
          title: 'Steel talks',
          date: '2020-02-03',
          text: 'Japan and Egypt signed an agreement on steel in Cairo on Monday.',
        },
      },
    ],
    handle: async ({ load, jobs, queue, settings }, { query, request, response, signal }) => {
      const body: unknown = request.body
      if (!Buffer.isBuffer(body) || body.length === 0) throw new HttpProblem(400, 'InvalidInput', 'The body is empty')
      const contentType = request.headers['content-type'] ?? ''
      const work = /^multipart\/form-data\b/i.test(contentType)
        ? await formWork(load, contentType, body)
        : workOf(load, contentType, body, query)
      if (query.job !== 'true' && !queue) return { articles: count(await work()) }
      const begun = jobs.start(async (progress) => count(await work(progress)))
      if (query.job !== 'true') {
        const ended = await endOf(
          jobs,
          begun.id,
          AbortSignal.any([signal, AbortSignal.timeout(settings.queuePatienceMs)]),
        )
        if (ended?.problem) {
          const { status, code, detail } = ended.problem
          if (code === 'Internal') throw new Error(detail)
          throw new HttpProblem(status, code, detail)
        }
        if (ended?.articles) return { articles: ended.articles }
      }
      response.status(202).setHeader('Location', `/api/jobs/${begun.id}`)
      return { job: { ...begun } }
    },
  }),
  route({
    method: 'delete',
    path: '/api/articles/{id}',
    operationId: 'forgetArticle',
    tag: 'articles',
    summary: 'Forget an article with its statements, and what only it knew',
    params: z.object({ id: articleId }),
    answer: z.object({ forgotten: z.string() }).meta({ id: 'Forgotten' }),
    writes: true,
    handle: async ({ store, changed }, { params }) => {
      try {
        await forgetArticle(store, params.id)
      } finally {
        changed()
      }
      return { forgotten: params.id }
    },
  }),
  route({
    method: 'get',
    path: '/api/jobs/{id}',
    operationId: 'getJob',
    tag: 'articles',
    summary: 'How far a load is',
    params: z.object({ id: z.string().min(1).max(60) }),
    answer: job,
    cached: false,
    handle: async ({ jobs }, { params }) => ({ ...jobs.get(params.id) }),
  }),
  route({
    method: 'get',
    path: '/api/jobs/{id}/events',
    operationId: 'watchJob',
    tag: 'articles',
    summary: 'A load’s progress as server-sent events',
    description: 'One `progress` event a change, then `done` or `failed`; each carries the job as JSON.',
    params: z.object({ id: z.string().min(1).max(60) }),
    answer: { mediaTypes: ['text/event-stream'] },
    cached: false,
    handle: async ({ jobs }, { params, signal, request, response }) => {
      jobs.get(params.id)
      response.setHeader('Content-Type', 'text/event-stream')
      response.setHeader('Cache-Control', 'no-store')
      response.setHeader('X-Accel-Buffering', 'no')
      response.flushHeaders()
      if (request.method !== 'HEAD')
        for await (const now of jobs.watch(params.id, signal))
          response.write(`event: ${now.state === 'running' ? 'progress' : now.state}\ndata: ${JSON.stringify(now)}\n\n`)
      response.end()
    },
  }),
]
