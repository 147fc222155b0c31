/**
 * What travels through the queue, as JSON, and the id that a job has by its content: the same content waiting twice is one
 * job. Knows nothing of Redis.
 */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { Article, LoadOutcome } from '../contract.ts'
import type { EntenteError } from '../errors.ts'
import type { StorySource } from '../feeds/watch-state.ts'
import type { OpenTask } from './open-task.ts'

export type QueueJob =
  /** To be opened, read and written. A file's bytes travel as base64. */
  | { kind: 'file'; name: string; base64: string }
  | { kind: 'line'; name: string; line: string }
  | { kind: 'page'; name: string; html: string; id: string | null }
  /** An article of a feed, with where it was found and its packed signature. */
  | { kind: 'article'; name: string; article: Article; source: StorySource | null; signature: string | null }
  /** One more place that printed an article's story. */
  | { kind: 'source'; name: string; article: string; source: StorySource }
  /** What could not even be sent: goes to the dead letters with its reason. */
  | { kind: 'refused'; name: string; reason: string }

/** What became of one article of a job: the job's result in Redis. */
export interface WrittenArticle {
  id: string
  title: string
  outcome: LoadOutcome
  statements: number
}

export const jobOfTask = (task: OpenTask): QueueJob =>
  task.kind === 'file'
    ? { kind: 'file', name: basename(task.name), base64: Buffer.from(task.bytes).toString('base64') }
    : task
export const jobOfRefusal = (name: string, error: EntenteError): QueueJob => ({
  kind: 'refused',
  name,
  reason: `${error.kind}: ${error.message}`,
})

/** The task of a job that is to be opened; null for the other kinds. */
export const taskOfJob = (job: QueueJob): OpenTask | null => {
  switch (job.kind) {
    case 'file':
      return { kind: 'file', name: job.name, bytes: Buffer.from(job.base64, 'base64') }
    case 'line':
    case 'page':
      return job
    default:
      return null
  }
}

/** Hash of what the job would bring into the graph. Where a line stands does not matter, a file's name does: it is its id. */
export const jobId = (job: QueueJob): string => {
  const content = job.kind === 'line' ? ['line', job.line] : Object.entries(job).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}
