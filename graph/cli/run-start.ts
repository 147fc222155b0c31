/** The body of `entente start`. Prints one line, the address; everything else goes to the log on standard error. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import { apiSettingsFrom } from '../../api/api-settings.ts'
import { startServer } from '../../api/start-server.ts'
import { invalidInput } from '../errors.ts'
import { packageFile } from '../package-root.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { storeSettingsFrom } from '../store/store-settings.ts'
import { articleSource } from '../work/article-source.ts'
import { loadSource } from '../work/load-source.ts'
import { openReadingPool } from '../work/reading-pool.ts'
import { removeServerFile, writeServerFile } from './server-file.ts'
import { stopped, stopSignal } from './stop-signal.ts'
import { openOwnStore } from './workplace.ts'

export interface StartOptions {
  seeds: boolean
  port?: string
  /** True, or addresses: follow feeds. */
  watch?: true | string[]
  redis?: string
}

/** Loads what comes with the project where the store holds no article yet. */
const loadSeeds = async (store: GraphStore): Promise<void> => {
  const folder = packageFile('seeds')
  const [row] = await store.read('MATCH (a:Article) RETURN a.id AS id LIMIT 1')
  if (row || !existsSync(folder)) return
  const pool = openReadingPool({ threads: 1 })
  try {
    await loadSource({
      source: articleSource([folder]),
      store,
      pool,
      onOutcome: ({ name, outcome, reason }) => {
        if (outcome === 'failed') process.stderr.write(`entente: ${reason ?? `${name} could not be read`}\n`)
      },
    })
  } finally {
    await pool.close()
  }
}

/** @throws EntenteError in one sentence: settings, store in use or out of reach, port taken */
export const runStart = async (options: StartOptions): Promise<void> => {
  const settings = apiSettingsFrom(options.port === undefined ? process.env : { ...process.env, PORT: options.port })
  const storeSettings = storeSettingsFrom(process.env)
  // Empty as where a compose file hands on a variable that is not set.
  if (options.redis && !storeSettings.neo4j)
    throw invalidInput('--redis needs Neo4j as the store (NEO4J_URI): the embedded store belongs to one process')
  const signal = stopSignal()
  const store = await openOwnStore(storeSettings)
  try {
    if (options.seeds) await loadSeeds(store)
    const ownerSecret = randomBytes(24).toString('base64url')
    const viewerFolder = packageFile('dist/viewer')
    // Feeds can be added while the server runs; without --watch none is visited before.
    const feeds = options.watch === true ? [] : (options.watch ?? true)
    const server = await startServer(store, settings, {
      ...{ viewerFolder, feeds, warm: true, ownerSecret },
      ...(options.redis ? { queue: { url: options.redis } } : {}),
    })
    if (!storeSettings.neo4j)
      writeServerFile(storeSettings.dataFolder, {
        url: server.url,
        pid: process.pid,
        instance: server.instance,
        secret: ownerSecret,
      })
    const { engine, location } = await store.facts()
    const near = relative(process.cwd(), location)
    const shown = engine === 'embedded' && near && !near.startsWith('..') && !isAbsolute(near) ? near : location
    process.stdout.write(`Entente is at ${server.url} (graph in ${shown}, Ctrl-C ends it)\n`)
    await stopped(signal)
    await server.stop()
    if (!storeSettings.neo4j) removeServerFile(storeSettings.dataFolder)
  } finally {
    await store.close()
  }
}
