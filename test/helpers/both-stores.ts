/** Runs a suite on the embedded engine and on a real Neo4j, each time with an empty store that is ready for use. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { prepareStore } from '../../graph/load/prepare-store.ts'
import type { GraphStore } from '../../graph/store/graph-store.ts'
import { openStore } from '../../graph/store/open-store.ts'
import type { StoreSettings } from '../../graph/store/store-settings.ts'
import { clearNeo4j, neo4jForTests, takeNeo4jTurn } from './neo4j-server.ts'

export interface StoreUnderTest {
  engine: 'embedded' | 'neo4j'
  settings: StoreSettings
  /** Opens the store as it is. The suite closes what it opens, or leaves it to `store`. */
  open(): Promise<GraphStore>
  /** The one open store of the suite; opened and prepared on first use. */
  store(): Promise<GraphStore>
  /** Empties the store and opens it anew, prepared. */
  fresh(): Promise<GraphStore>
  /** Leaves the store to another process; the next `store` opens it again. */
  close(): Promise<void>
}

/** A data folder of its own that is removed at the end of the suite. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'entente-store-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

const suite = (
  engine: 'embedded' | 'neo4j',
  settings: () => StoreSettings,
  define: (under: StoreUnderTest) => void,
): void => {
  let current: GraphStore | undefined
  const close = async (): Promise<void> => {
    await current?.close()
    current = undefined
  }
  const under: StoreUnderTest = {
    engine,
    get settings() {
      return settings()
    },
    open: () => openStore(settings()),
    store: async () => {
      if (current) return current
      current = await openStore(settings())
      await prepareStore(current)
      return current
    },
    fresh: async () => {
      await close()
      if (engine === 'neo4j') await clearNeo4j(settings().neo4j as NonNullable<StoreSettings['neo4j']>)
      else rmSync(settings().dataFolder, { recursive: true, force: true, maxRetries: 5 })
      return under.store()
    },
    close,
  }
  define(under)
  afterAll(close)
}

/** `define` is called once for each engine that can be had here. */
export const describeOnBothStores = async (name: string, define: (under: StoreUnderTest) => void): Promise<void> => {
  const neo4j = await neo4jForTests()
  describe(`${name} (embedded)`, () => {
    const folder = temporaryFolder()
    suite('embedded', () => ({ dataFolder: join(folder, 'data') }), define)
  })
  // A server that has just started plans and compiles each query for the first time.
  describe.skipIf(neo4j === null)(`${name} (Neo4j)`, { timeout: 300_000 }, () => {
    let endTurn = (): void => {}
    beforeAll(async () => {
      endTurn = await takeNeo4jTurn()
      if (neo4j) await clearNeo4j(neo4j)
    }, 900_000)
    // Hooks that end run in reverse order: the store is closed first.
    afterAll(() => endTurn())
    suite('neo4j', () => ({ dataFolder: '', neo4j: neo4j as NonNullable<StoreSettings['neo4j']> }), define)
  })
}
