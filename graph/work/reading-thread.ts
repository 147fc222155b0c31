/**
 * What a reading thread does: opens files, pages and feeds and reads articles. Everything that a hostile text could slow
 * down or blow up happens here, where it can be ended. Touches no store and no network.
 */
import type { ReadArticle } from '../articles/hand-made-reading.ts'
import type { Article, ErrorKind, Reading } from '../contract.ts'
import { EntenteError, messageOf } from '../errors.ts'
import { type Feed, parseFeed } from '../feeds/parse-feed.ts'
import { readArticle } from '../read-article.ts'
import { type OpenTask, openTask } from './open-task.ts'

/** Errors cross the border between threads as data: a clone of an error loses its kind. */
export type Answer<T> = { ok: true; value: T } | { ok: false; kind: ErrorKind | null; message: string }

const answer = async <T>(work: () => T | Promise<T>): Promise<Answer<T>> => {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return { ok: false, kind: error instanceof EntenteError ? error.kind : null, message: messageOf(error) }
  }
}

export interface FeedTask {
  text: string
  url: string
}

export const read = (article: Article): Promise<Answer<Reading>> => answer(() => readArticle(article))
export const open = (task: OpenTask): Promise<Answer<ReadArticle[]>> => answer(() => openTask(task))
export const openFeed = ({ text, url }: FeedTask): Promise<Answer<Feed>> => answer(() => parseFeed(text, url))

/** Lets a new thread load lexicons and models before the clock of its first article starts. */
export const warm = (): Promise<Answer<Reading>> =>
  read({ id: 'warm', title: '', date: null, language: 'en', url: null, publisher: null, text: 'Ready.' })
