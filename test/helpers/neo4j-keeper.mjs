/**
 * Holds one Neo4j server for a whole test run: a container where Docker runs, else the community edition from Maven
 * Central started with Java. Writes the address to a file and ends the server when the test run's process is gone.
 * Usage: node neo4j-keeper.mjs RUN_PID ADDRESS_FILE
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import neo4j from 'neo4j-driver'
import { configure, freePort, serverParameters } from './neo4j-jars.mjs'

const [runPid, addressFile] = [Number(process.argv[2]), process.argv[3]]

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

const startJars = async () => {
  const port = await freePort()
  const home = mkdtempSync(join(tmpdir(), 'entente-neo4j-'))
  configure(home, port)
  const java = spawn('java', serverParameters(home), { stdio: 'ignore' })
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
