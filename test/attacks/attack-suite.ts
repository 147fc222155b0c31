/**
 * What every suite of attacks shares: a graph, a server over it, on both engines; and, at the end of each suite, the proof that
 * nothing happened: the graph is as it was, no process or socket is left, and the next query is answered.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApiSettings } from '../../api/api-settings.ts'
import { loadArticle } from '../../graph/load/load-article.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { type ApiUnderTest, apiOver, problemIn } from '../helpers/api-server.ts'
import { describeOnBothStores } from '../helpers/both-stores.ts'
import { dumpGraph } from '../helpers/dump-graph.ts'
import { samples } from '../helpers/sample-readings.ts'

export interface Attacked {
  engine: 'embedded' | 'neo4j'
  store: GraphStore
  api: ApiUnderTest
}

/** Numbers of this process' children, but for the test's own Neo4j. */
const children = (): string[] =>
  execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line && !/^ *\d+ ps /.test(line) && !/neo4j-keeper|java/.test(line))
    .map((line) => line.trim().split(' ')[0] ?? '')

/** Far ends of the process' TCP sockets as the kernel lists them, in hex; null where it does not. */
const farEnds = (pid: string): string[] | null => {
  try {
    const own = new Set(
      readdirSync(`/proc/${pid}/fd`).map((name) => {
        try {
          return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1]
        } catch {
          return undefined
        }
      }),
    )
    return ['tcp', 'tcp6'].flatMap((table) =>
      readFileSync(`/proc/net/${table}`, 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        .filter(([, , , , , , , , , inode]) => inode !== undefined && own.has(inode))
        .map((columns) => columns[2] ?? ''),
    )
  } catch {
    return null
  }
}
/** Loopback, mapped loopback, or nobody (a socket that listens). */
const isNear = (end: string): boolean =>
  /^(?:[0-9A-F]{6}7F|0000000000000000FFFF0000[0-9A-F]{6}7F|0+1000000|0+):/.test(end)

const answersStill = async (api: ApiUnderTest): Promise<void> => {
  // A query that was being ended may hold its place for a moment.
  for (let attempt = 0; ; attempt++) {
    const response = await api.cypher('MATCH (c:Country {id: $id}) RETURN c.name AS name', { id: 'country:JPN' })
    if (response.status === 200) {
      expect(await response.json()).toMatchObject({ columns: ['name'], rows: [['Japan']], truncated: false })
      return
    }
    if (attempt > 40) throw new Error(`the next query is answered with ${response.status}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** `define` gets the attacked server when its tests run. */
export const describeAttack = (
  name: string,
  define: (attacked: () => Attacked) => void,
  settings: Partial<ApiSettings> = {},
): Promise<void> =>
  describeOnBothStores(name, (under) => {
    let attacked: Attacked
    let before: unknown
    let processes: number
    beforeAll(async () => {
      const store = await under.fresh()
      for (const { article, reading } of samples) await loadArticle(store, article, reading)
      const api = await apiOver(store, settings)
      attacked = { engine: under.engine, store, api }
      await answersStill(api)
      before = await dumpGraph(store)
      processes = children().length
    })
    define(() => attacked)
    test('afterwards the graph is as it was, nothing is left running, and the next query is answered', async () => {
      await answersStill(attacked.api)
      expect(await dumpGraph(attacked.store)).toEqual(before)
      // The embedded engine may keep one more process ready for queries, no other.
      expect(children().length).toBeLessThanOrEqual(processes + 1)
      // No socket leads off this machine, and the engine's processes have none at all.
      expect((farEnds(String(process.pid)) ?? []).filter((end) => !isNear(end))).toEqual([])
      for (const child of children()) expect(farEnds(child) ?? []).toEqual([])
    })
    afterAll(() => attacked.api.stop())
  })

/** The query is refused as the asker's fault, with line and column or the limit named. */
export const expectRefused = async (
  api: ApiUnderTest,
  query: string,
  parameters?: Record<string, unknown>,
): Promise<string> => {
  const response = await api.cypher(query, parameters)
  if (response.status === 200)
    throw new Error(`answered: ${query.slice(0, 200)}\n${(await response.text()).slice(0, 300)}`)
  const problem = await problemIn(response)
  if (response.status >= 500 || response.status === 429)
    throw new Error(`${response.status} ${problem.detail}: ${query.slice(0, 200)}`)
  expect(['InvalidInput', 'LimitExceeded']).toContain(problem.code)
  return problem.detail
}
