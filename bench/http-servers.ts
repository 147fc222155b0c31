/** The two servers of the HTTP bench: Entente as `entente start` starts it, and a bare Express that returns the same bytes. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import express from 'express'
import { builtModule } from '../graph/package-root.ts'

export interface Payload {
  path: string
  type: string
  body: string
}

export interface BenchServer {
  url: string
  child: ChildProcess
}

const program = builtModule('graph/cli/entente.ts')

/** Runs a command of Entente's to its end. @throws Error with its exit code */
export const runEntente = (data: string, parameters: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    spawn(process.execPath, [program, ...parameters], {
      env: { ...process.env, ENTENTE_DATA: data },
      stdio: ['ignore', 'ignore', 'inherit'],
    }).once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`entente ${parameters[0]} ended with ${code}`)),
    )
  })

/** @param env settings beside the defaults */
export const startEntente = async (data: string, env: NodeJS.ProcessEnv): Promise<BenchServer> => {
  const child = spawn(process.execPath, [program, 'start', '--no-seeds'], {
    env: { ...process.env, ENTENTE_DATA: data, PORT: '0', ENTENTE_LOG: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      const found = /http:\/\/\S+/.exec(String(text))
      if (found) resolve(found[0])
    })
    child.once('exit', (code) => reject(new Error(`entente start ended with ${code}`)))
  })
  return { url, child }
}

/** Express as it comes, one route for each address. */
const serveBare = (payloads: readonly Payload[]): void => {
  const app = express()
  for (const { path, type, body } of payloads)
    app.get(path.split('?')[0] ?? path, (_request, response) => {
      response.setHeader('Content-Type', type)
      response.send(body)
    })
  const server = app.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.(typeof address === 'object' ? address?.port : 0)
  })
}

export const startBare = async (payloads: readonly Payload[]): Promise<BenchServer> => {
  const child = fork(fileURLToPath(import.meta.url), ['--bare'])
  child.send(payloads)
  const port = await new Promise<number>((resolve) => child.once('message', (message) => resolve(Number(message))))
  return { url: `http://127.0.0.1:${port}`, child }
}

export const stopServer = async ({ child }: BenchServer): Promise<void> => {
  const ended = new Promise<void>((resolve) =>
    child.exitCode === null ? child.once('exit', () => resolve()) : resolve(),
  )
  child.kill('SIGTERM')
  await ended
}

/** Resident memory of a process in megabytes, where /proc tells it; else 0. */
export const memoryOf = ({ child }: BenchServer): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

if (process.argv[2] === '--bare') process.once('message', (payloads) => serveBare(payloads as Payload[]))
