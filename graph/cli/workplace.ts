/**
 * Where a command works: on the store itself, or through the server that holds it. Either way it asks the API's routes by
 * name and gets the same answers. What only the owner may do goes to the server's owner's commands.
 */
import { Readable } from 'node:stream'
import type { OwnerAnswer, OwnerCommand, OwnerInput } from '../../api/owner-commands.ts'
import type { Problem } from '../contract.ts'
import { EntenteError, storeUnavailable } from '../errors.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { type StoreSettings, storeSettingsFrom } from '../store/store-settings.ts'
import { findServer, type ServerFile } from './server-file.ts'

export interface Question {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
}

export interface Workplace {
  /** Null where a server holds the store. */
  store: GraphStore | null
  /** The server's address, or null. */
  url: string | null
  /** @throws EntenteError as the route of that name does */
  ask<T>(operationId: string, question?: Question): Promise<T>
  /** One of the owner's commands. @throws EntenteError */
  own<C extends OwnerCommand>(command: C, input: OwnerInput<C>): Promise<OwnerAnswer<C>>
  /** The pieces of an export. @throws EntenteError */
  export(query: Record<string, string>): AsyncIterable<string | Uint8Array>
  close(): Promise<void>
}

const headers = (): Record<string, string> =>
  process.env.ENTENTE_TOKEN ? { authorization: `Bearer ${process.env.ENTENTE_TOKEN}` } : {}

/** One request to the server that holds the store. @throws EntenteError with the server's own words */
export const askServer = async (
  url: string,
  path: string,
  init: { method?: string; body?: string | Uint8Array; contentType?: string; secret?: string } = {},
): Promise<Response> => {
  let response: Response
  try {
    response = await fetch(`${url}${path}`, {
      method: init.method?.toUpperCase() ?? 'GET',
      headers: {
        ...headers(),
        ...(init.contentType ? { 'content-type': init.contentType } : {}),
        ...(init.secret ? { 'x-entente-owner': init.secret } : {}),
      },
      ...(init.body === undefined ? {} : { body: init.body as BodyInit }),
    })
  } catch (cause) {
    throw storeUnavailable(`the server at ${url} does not answer`, cause)
  }
  if (response.ok) return response
  const problem = (await response.json().catch(() => null)) as Problem | null
  if (!problem?.detail) throw storeUnavailable(`the server at ${url} answers with status ${response.status}`)
  if (problem.code === 'Internal') throw new Error(problem.detail)
  throw new EntenteError(problem.code, problem.detail)
}

const throughServer = ({ url, secret }: Pick<ServerFile, 'url' | 'secret'>): Workplace => ({
  store: null,
  url,
  ask: async <T>(operationId: string, question: Question = {}): Promise<T> => {
    const { routeNamed } = await import('../../api/ask-route.ts')
    const route = routeNamed(operationId)
    const path = route.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
      encodeURIComponent(question.params?.[name] ?? ''),
    )
    const response = await askServer(url, `${path}?${new URLSearchParams(question.query ?? {})}`, {
      method: route.method,
      ...(question.body === undefined ? {} : { body: JSON.stringify(question.body), contentType: 'application/json' }),
    })
    return (await response.json()) as T
  },
  own: async <C extends OwnerCommand>(command: C, input: OwnerInput<C>) => {
    const response = await askServer(url, `/owner/${command}`, {
      method: 'post',
      body: JSON.stringify(input),
      contentType: 'application/json',
      secret,
    })
    const { answer, problem } = (await response.json()) as { answer?: OwnerAnswer<C>; problem?: Problem }
    if (problem?.code === 'Internal') throw new Error(problem.detail)
    if (problem) throw new EntenteError(problem.code, problem.detail)
    return answer as OwnerAnswer<C>
  },
  export: async function* (query) {
    const response = await askServer(url, `/api/export?${new URLSearchParams(query)}`)
    if (response.body) yield* Readable.fromWeb(response.body as never) as AsyncIterable<Uint8Array>
  },
  close: async () => {},
})

const onStore = (store: GraphStore): Workplace => ({
  store,
  url: null,
  ask: async <T>(operationId: string, question?: Question): Promise<T> => {
    const { askRoute } = await import('../../api/ask-route.ts')
    return (await askRoute(store, operationId, question)) as T
  },
  own: async <C extends OwnerCommand>(command: C, input: OwnerInput<C>) => {
    const { ownerCommands } = await import('../../api/owner-commands.ts')
    const run = ownerCommands[command] as (store: GraphStore, input: OwnerInput<C>) => Promise<OwnerAnswer<C>>
    return run(store, input)
  },
  export: async function* ({ format: name = '', ...filter }) {
    const [{ formatNamed }, { exportSource }, { filterOf, filterQuery }, { checkPart }] = await Promise.all([
      import('../export/export-formats.ts'),
      import('../export/export-source.ts'),
      import('../../api/statement-filter.ts'),
      import('../../api/route.ts'),
    ])
    const checked = checkPart(filterQuery, filter, 'filter') as ReturnType<typeof filterQuery.parse>
    yield* formatNamed(name).write(exportSource(store, filterOf(checked)))
  },
  close: async () => {
    const { stopCypherCheck } = await import('../query/check-cypher.ts')
    await stopCypherCheck()
    await store.close()
  },
})

/** Opens the store for this process alone. @throws EntenteError `Conflict` that says who holds it */
export const openOwnStore = async (settings: StoreSettings = storeSettingsFrom(process.env)): Promise<GraphStore> => {
  const [{ openStore }, { prepareStore }] = await Promise.all([
    import('../store/open-store.ts'),
    import('../load/prepare-store.ts'),
  ])
  const store = await openStore(settings)
  try {
    await prepareStore(store)
  } catch (error) {
    await store.close()
    throw error
  }
  return store
}

/** @throws EntenteError `Conflict` where another process holds the store and serves nothing, `StoreUnavailable` */
export const openWorkplace = async (): Promise<Workplace> => {
  const settings = storeSettingsFrom(process.env)
  const server = settings.neo4j ? null : await findServer(settings.dataFolder)
  return server ? throughServer(server) : onStore(await openOwnStore(settings))
}

/** Runs `work` and closes the workplace, whatever happens. */
export const inWorkplace = async (work: (workplace: Workplace) => Promise<void>): Promise<void> => {
  const workplace = await openWorkplace()
  try {
    await work(workplace)
  } finally {
    await workplace.close()
  }
}
