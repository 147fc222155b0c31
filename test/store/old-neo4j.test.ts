/** A real server of the major version before the oldest that is supported is refused in one sentence that says so. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import neo4j from 'neo4j-driver'
import { afterAll, describe, expect, it } from 'vitest'
import type { EntenteError } from '../../graph/errors.ts'
import { openStore } from '../../graph/store/open-store.ts'
import { temporaryFolder } from '../helpers/both-stores.ts'
import { freePort, jars, serverParameters } from '../helpers/neo4j-jars.mjs'

const release = '4.4.48'

/** Why no such server can be started here; null where it can. */
const missing = (): string | null => {
  if ([spawnSync('java', ['-version']), spawnSync('mvn', ['-version'])].some(({ status }) => status !== 0))
    return 'Java or Maven is not here'
  try {
    jars(release)
    return null
  } catch (error) {
    return (error as Error).message
  }
}
const reason = missing()
if (reason) console.warn(`\n*** THE TEST ON NEO4J ${release} IS SKIPPED: ${reason} ***\n`)

describe.skipIf(reason !== null)(`Neo4j ${release}`, { timeout: 120_000 }, () => {
  const home = join(temporaryFolder(), 'home')
  let java: ChildProcess | undefined
  afterAll(() => java?.kill('SIGKILL'))

  it('is named with its version, for writing, for reading only, and by either scheme', async () => {
    const port = await freePort()
    mkdirSync(join(home, 'conf'), { recursive: true })
    writeFileSync(
      join(home, 'conf', 'neo4j.conf'),
      [
        `dbms.connector.bolt.listen_address=127.0.0.1:${port}`,
        'dbms.connector.http.enabled=false',
        'dbms.connector.https.enabled=false',
        'dbms.security.auth_enabled=false',
        'dbms.memory.pagecache.size=64m',
      ].join('\n'),
    )
    java = spawn('java', serverParameters(home, release), { stdio: 'ignore' })
    const driver = neo4j.driver(`bolt://127.0.0.1:${port}`)
    for (const end = Date.now() + 90_000; ; ) {
      const up = await driver.getServerInfo().then(
        () => true,
        (error: unknown) => error,
      )
      if (up === true) break
      if (Date.now() > end || java.exitCode !== null) throw up
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    await driver.close()
    for (const scheme of ['bolt', 'neo4j'])
      for (const readOnly of [false, true]) {
        const uri = `${scheme}://127.0.0.1:${port}`
        const opened = openStore({ dataFolder: '', readOnly, neo4j: { uri, user: 'neo4j', password: '' } })
        const told = await opened.then(
          () => 'no error',
          (error: EntenteError) => `${error.kind}: ${error.message}`,
        )
        expect(told).toBe(`StoreUnavailable: Neo4j at ${uri} is version ${release}; Entente needs 5 or later`)
      }
  })
})
