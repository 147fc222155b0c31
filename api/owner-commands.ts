/**
 * What only the store's owner may ask of a running server: the commands that would else need the store for themselves.
 * Whoever can read `server.json` in the data folder is the owner; the route is open on loopback alone, is no part of the
 * public API, and answers nothing to anyone else.
 */
import { timingSafeEqual } from 'node:crypto'
import express, { type Request, type Router } from 'express'
import type { Article, CypherAnswer, Reading } from '../graph/contract.ts'
import { EntenteError, invalidInput, messageOf } from '../graph/errors.ts'
import { backupStore, restoreStore } from '../graph/load/backup-store.ts'
import { checkStore } from '../graph/load/check-store.ts'
import { loadArticle } from '../graph/load/load-article.ts'
import { writeImportFiles } from '../graph/load/write-import-files.ts'
import type { GraphStore } from '../graph/store/graph-store.ts'
import { HttpProblem, problemFor } from './http-problem.ts'
import type { ApiContext } from './route.ts'

const runWriting = async (
  store: GraphStore,
  cypher: string,
  parameters: Record<string, unknown>,
): Promise<CypherAnswer> => {
  const started = performance.now()
  const rows = await store.write((transaction) => transaction.run(cypher, parameters))
  const columns = Object.keys(rows[0] ?? {})
  return {
    columns,
    rows: rows.map((row) => columns.map((column) => row[column] ?? null)),
    truncated: false,
    ms: performance.now() - started,
  }
}

/** Each takes the store and one plain value, and gives a plain value. @throws EntenteError */
export const ownerCommands = {
  check: (store: GraphStore, _input: Record<string, never>) => checkStore(store),
  /** `file`: an absolute path on the server's machine, which is also the asker's. */
  backup: (store: GraphStore, { file }: { file: string }) => backupStore(store, file),
  /** `folder`: absolute, as above. */
  importFiles: (store: GraphStore, { folder }: { folder: string }) => writeImportFiles(store, folder),
  restore: (store: GraphStore, { file }: { file: string }) => restoreStore(store, file),
  write: (store: GraphStore, input: { cypher: string; parameters: Record<string, unknown> }) =>
    runWriting(store, input.cypher, input.parameters),
  /** A reading that was made elsewhere, such as by a language model. */
  keep: (store: GraphStore, { article, reading }: { article: Article; reading: Reading }) =>
    loadArticle(store, article, reading),
}

const readingCommands: ReadonlySet<string> = new Set(['check', 'backup', 'importFiles'])

export type OwnerCommand = keyof typeof ownerCommands
export type OwnerInput<C extends OwnerCommand> = Parameters<(typeof ownerCommands)[C]>[1]
export type OwnerAnswer<C extends OwnerCommand> = Awaited<ReturnType<(typeof ownerCommands)[C]>>

const isOwner = (request: Request, secret: string): boolean => {
  const near = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '')
  const [shown, expected] = [Buffer.from(String(request.headers['x-entente-owner'] ?? '')), Buffer.from(secret)]
  return near && shown.length === expected.length && timingSafeEqual(shown, expected)
}

/** How often a long command shows that it lives, in ms. JSON may begin with any number of spaces. */
const breathMs = 10_000

/** `POST /owner/{command}` → `{answer}` or `{problem}`, with status 200 once the asker is known. */
export const ownerRoutes = (context: ApiContext, secret: string): Router => {
  const router = express.Router()
  router.post(
    '/:command',
    (request, _response, next) => {
      if (!isOwner(request, secret)) throw new HttpProblem(404, 'NotFound', 'There is nothing here')
      next()
    },
    express.json({ limit: context.settings.articleBytes * 3 }),
    async (request, response) => {
      const name = String(request.params.command)
      response.setHeader('Content-Type', 'application/json; charset=utf-8')
      response.setHeader('Cache-Control', 'no-store')
      response.flushHeaders()
      const breath = setInterval(() => response.write(' '), breathMs)
      try {
        if (!Object.hasOwn(ownerCommands, name)) throw invalidInput(`There is no command ${name.slice(0, 40)}`)
        const command = ownerCommands[name as OwnerCommand] as (store: GraphStore, input: unknown) => Promise<unknown>
        const answer = await command(context.store, request.body ?? {})
        if (!readingCommands.has(name)) context.changed()
        response.write(JSON.stringify({ answer }))
      } catch (error) {
        if (!(error instanceof EntenteError)) context.log.error({ err: error, command: name }, messageOf(error))
        response.write(JSON.stringify({ problem: problemFor(error).problem }))
      } finally {
        clearInterval(breath)
        response.end()
      }
    },
  )
  return router
}
