/**
 * Neo4j's community edition from Maven Central, started with Java: fetched once per machine, then run as a server or as
 * `neo4j-admin`. For the keeper of the shared test server and for tests that need a server with settings of its own.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'

export const version = '5.26.30'

const cacheOf = (release) =>
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'entente', `neo4j-${release}`)

/** Whether the jars are on this machine, whole. */
export const hasJars = (release = version) => existsSync(join(cacheOf(release), 'complete'))

/** Folder with the jars; fetched where they are missing. */
export const jars = (release = version) => {
  const cache = cacheOf(release)
  const lib = join(cache, 'lib')
  if (hasJars(release)) return lib
  mkdirSync(cache, { recursive: true })
  const dependency = (group, name) =>
    `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${release}</version></dependency>`
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

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const opens = ['java.nio', 'sun.nio.ch', 'java.lang'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`)
// A server that lives for minutes gains nothing from the slow, thorough compiler.
const fast = ['-Xmx1g', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']

/** Writes `conf/neo4j.conf` under `home`: Bolt on this port, no user, small memory, and these lines. */
export const configure = (home, port, lines = []) => {
  mkdirSync(join(home, 'conf'), { recursive: true })
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
      ...lines,
    ].join('\n'),
  )
}

/** Parameters of `java` for the server of this home. */
export const serverParameters = (home, release = version) => [
  ...[...fast, ...opens, '-cp', join(jars(release), '*'), 'org.neo4j.server.CommunityEntryPoint'],
  ...[`--home-dir=${home}`, `--config-dir=${join(home, 'conf')}`],
]

/** Runs `neo4j-admin` on this home. `command`: as one would type it behind `neo4j-admin`, without quotes. */
export const runAdmin = (home, folder, command) =>
  spawnSync('java', [...fast, ...opens, '-cp', join(jars(), '*'), 'org.neo4j.cli.AdminTool', ...command.split(' ')], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 240_000,
    env: { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') },
  })
