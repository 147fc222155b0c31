/** A real Redis of a test's own: Debian's redis-server with an append-only file in a folder of its own, or REDIS_URL. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0
if (!hasRedisServer) {
  const told = 'redis-server is not installed'
  if (process.env.ENTENTE_REQUIRE_REDIS) throw new Error(told)
  console.warn(`\n*** TESTS OF THE QUEUE ARE SKIPPED: ${told} ***\n`)
}

export interface RedisServer {
  url: string
  /** SIGKILL, as by a power cut of the process. */
  kill(): Promise<void>
  /** Starts it again on the same port and file. */
  start(): Promise<void>
  stop(): Promise<void>
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (!address || typeof address === 'string') throw new Error('no port')
  return address.port
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => socket.write('PING\r\n'))
    socket.on('data', (data) => {
      resolve(data.toString().startsWith('+PONG'))
      socket.destroy()
    })
    socket.on('error', () => resolve(false))
    socket.setTimeout(500, () => {
      resolve(false)
      socket.destroy()
    })
  })

export const startRedis = async (): Promise<RedisServer> => {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'entente-redis-'))
  let server: ChildProcess | undefined
  const start = async (): Promise<void> => {
    const settings = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'yes',
      '--appendfsync',
      'always',
    ]
    server = spawn('redis-server', settings, { stdio: 'ignore' })
    for (let tries = 0; !(await answers(port)); tries++) {
      if (tries > 200) throw new Error('redis-server did not start')
      await sleep(50)
    }
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }
  // A run that is cut short leaves no server behind.
  process.once('exit', () => server?.kill('SIGKILL'))
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
