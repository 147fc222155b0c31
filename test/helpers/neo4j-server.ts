/**
 * A real Neo4j for tests: NEO4J_URI where it is set, else one server for the whole test run that its keeper starts the
 * first time a test asks. Suites take turns on it, and each finds it empty.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import neo4j from 'neo4j-driver'
import { packageFile } from '../../graph/package-root.ts'
import type { Neo4jSettings } from '../../graph/store/store-settings.ts'

/** The process of the test run: the parent of this worker. */
const run = process.ppid
const addressFile = join(tmpdir(), `entente-test-${run}-neo4j.json`)
const turnFolder = join(tmpdir(), `entente-test-${run}-neo4j-turn`)
const startFolder = join(tmpdir(), `entente-test-${run}-neo4j-start`)

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Of all workers, only one makes the folder. */
const first = (folder: string): boolean => {
  try {
    mkdirSync(folder)
    return true
  } catch {
    return false
  }
}

let found: Promise<Neo4jSettings | null> | undefined

const find = async (): Promise<Neo4jSettings | null> => {
  if (process.env.NEO4J_URI)
    return {
      uri: process.env.NEO4J_URI,
      user: process.env.NEO4J_USER ?? 'neo4j',
      password: process.env.NEO4J_PASSWORD ?? '',
    }
  if (first(startFolder)) {
    const keeper = spawn(process.execPath, [packageFile('test/helpers/neo4j-keeper.mjs'), String(run), addressFile], {
      detached: true,
      stdio: 'ignore',
      cwd: packageFile('.'),
    })
    keeper.unref()
  }
  for (const end = Date.now() + 400_000; !existsSync(addressFile); ) {
    if (Date.now() > end) throw new Error('the test Neo4j did not come up')
    await pause(100)
  }
  const address = JSON.parse(readFileSync(addressFile, 'utf8')) as Neo4jSettings | { missing: string }
  if (!('missing' in address)) return address
  if (process.env.ENTENTE_REQUIRE_NEO4J) throw new Error(`No Neo4j to test with: ${address.missing}`)
  console.warn(`\n*** TESTS ON NEO4J ARE SKIPPED: ${address.missing} ***\n`)
  return null
}

/** Address of the test server, or null where none can be had. */
export const neo4jForTests = (): Promise<Neo4jSettings | null> => {
  found ??= find()
  return found
}

/** Removes every node; indexes and constraints stay. */
export const clearNeo4j = async (settings: Neo4jSettings): Promise<void> => {
  const driver = neo4j.driver(settings.uri, neo4j.auth.basic(settings.user, settings.password))
  const session = driver.session()
  await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS')
  await session.close()
  await driver.close()
}

/** Waits until no other suite uses the server; the function that comes back ends the turn. */
export const takeNeo4jTurn = async (): Promise<() => void> => {
  const owner = join(turnFolder, 'pid')
  for (;;) {
    if (first(turnFolder)) {
      writeFileSync(owner, String(process.pid))
      return () => rmSync(turnFolder, { recursive: true, force: true })
    }
    try {
      process.kill(Number(readFileSync(owner, 'utf8')), 0)
    } catch (error) {
      // The worker that had it was ended, or has made the folder a moment ago.
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') rmSync(turnFolder, { recursive: true, force: true })
    }
    await pause(50)
  }
}
