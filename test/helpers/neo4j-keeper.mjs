/**
 * Holds one Neo4j server for a whole test run: a container where Docker runs, else the community edition from Maven
 * Central started with Java. Writes the address to a file and ends the server when the test run's process is gone.
 * Usage: node neo4j-keeper.mjs RUN_PID ADDRESS_FILE
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import neo4j from 'neo4j-driver'

const [runPid, addressFile] = [Number(process.argv[2]), process.argv[3]]
const version = '5.26.30'

const isAlive = () => {
  try {
    process.kill(runPid, 0)
    return true
  } catch {
    return false
  }
}

const report = (address) => {
  writeFileSync(`${addressFile}.next`, JSON.stringify(address))
  renameSync(`${addressFile}.next`, addressFile)
}

/** Calls `stop` once the test run is over. */
const keep = (stop) => {
  const timer = setInterval(async () => {
    if (isAlive()) return
    clearInterval(timer)
    await stop()
    process.exit(0)
  }, 300)
}

const succeeds = (command, parameters, timeout = 10_000) =>
  spawnSync(command, parameters, { stdio: 'ignore', timeout }).status === 0

const startContainer = async () => {
  const { Neo4jContainer } = await import('@testcontainers/neo4j')
  const container = await new Neo4jContainer('neo4j:5.26-community').withStartupTimeout(120_000).start()
  report({ uri: container.getBoltUri(), user: container.getUsername(), password: container.getPassword() })
  keep(() => container.stop())
}

/** Folder with the server's jars, fetched once per machine. */
const jars = () => {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'entente', `neo4j-${version}`)
  const lib = join(cache, 'lib')
  if (existsSync(join(cache, 'complete'))) return lib
  mkdirSync(cache, { recursive: true })
  const dependency = (group, name) =>
    `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`
  writeFileSync(
    join(cache, 'pom.xml'),
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>test</groupId><artifactId>neo4j</artifactId><version>1</version>
<dependencies>${dependency('org.neo4j.app', 'neo4j-server')}${dependency('org.neo4j', 'neo4j')}</dependencies></project>`,
  )
  const goal = ['-q', 'dependency:copy-dependencies', `-DoutputDirectory=${lib}`, '-DincludeScope=runtime']
  const maven = spawnSync('mvn', goal, { cwd: cache, stdio: 'ignore', timeout: 300_000 })
  if (maven.status !== 0 || readdirSync(lib).length < 100) throw new Error('Maven could not fetch the jars of Neo4j')
  writeFileSync(join(cache, 'complete'), '')
  return lib
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const startJars = async () => {
  const lib = jars()
  const port = await freePort()
  const home = mkdtempSync(join(tmpdir(), 'entente-neo4j-'))
  mkdirSync(join(home, 'conf'))
  writeFileSync(
    join(home, 'conf', 'neo4j.conf'),
    [
      `server.bolt.listen_address=127.0.0.1:${port}`,
      'server.http.enabled=false',
      'server.https.enabled=false',
      'dbms.security.auth_enabled=false',
      'dbms.usage_report.enabled=false',
      'server.memory.pagecache.size=128m',
      'dbms.memory.transaction.total.max=512m',
    ].join('\n'),
  )
  const opens = ['java.nio', 'sun.nio.ch', 'java.lang'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`)
  const main = ['org.neo4j.server.CommunityEntryPoint', `--home-dir=${home}`, `--config-dir=${join(home, 'conf')}`]
  // A server that lives for minutes gains nothing from the slow, thorough compiler.
  const fast = ['-Xmx1g', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']
  const java = spawn('java', [...fast, ...opens, '-cp', join(lib, '*'), ...main], { stdio: 'ignore' })
  const stop = async () => {
    java.kill('SIGKILL')
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  process.on('exit', () => java.kill('SIGKILL'))
  const uri = `bolt://127.0.0.1:${port}`
  const driver = neo4j.driver(uri, neo4j.auth.basic('neo4j', ''))
  for (const end = Date.now() + 120_000; ; ) {
    try {
      await driver.getServerInfo()
      break
    } catch (error) {
      if (Date.now() > end || java.exitCode !== null || !isAlive()) {
        await stop()
        throw error
      }
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
  await driver.close()
  report({ uri, user: 'neo4j', password: '' })
  keep(stop)
}

try {
  if (succeeds('docker', ['info'])) await startContainer()
  else if (succeeds('java', ['-version']) && succeeds('mvn', ['-version'], 30_000)) await startJars()
  else report({ missing: 'neither Docker nor Java with Maven is here' })
} catch (error) {
  report({ missing: String(error instanceof Error ? error.message : error) })
}
