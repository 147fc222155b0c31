/** Runs the built program as a user does, with a data folder of its own, and tells what it said. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { builtModule } from '../../graph/package-root.ts'

export interface Said {
  code: number | null
  out: string
  err: string
}

export interface RunOptions {
  data: string
  env?: Record<string, string>
  input?: string
  cwd?: string
}

const environment = ({ data, env }: RunOptions): NodeJS.ProcessEnv => {
  const { NEO4J_URI: _uri, ENTENTE_TOKEN: _token, PORT: _port, ...rest } = process.env
  return { ...rest, ENTENTE_DATA: data, ...env }
}

export const launch = (args: readonly string[], options: RunOptions): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [builtModule('graph/cli/entente.ts'), ...args], {
    env: environment(options),
    ...(options.cwd ? { cwd: options.cwd } : {}),
  })

export const entente = (args: readonly string[], options: RunOptions): Promise<Said> =>
  new Promise((resolve) => {
    const child = launch(args, options)
    let [out, err] = ['', '']
    child.stdout.on('data', (data) => {
      out += data
    })
    child.stderr.on('data', (data) => {
      err += data
    })
    child.on('close', (code) => resolve({ code, out, err }))
    child.stdin.end(options.input ?? '')
  })

export interface Running {
  url: string
  line: string
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<number | null>
}

/** `entente start` until it says its address. @throws Error with what it said, where it ends before */
export const startEntente = (options: RunOptions, args: readonly string[] = []): Promise<Running> =>
  new Promise((resolve, reject) => {
    const child = launch(['start', ...args], { ...options, env: { ENTENTE_LOG: 'error', ...options.env } })
    let [out, err] = ['', '']
    const ended = new Promise<number | null>((end) => child.on('close', end))
    child.stderr.on('data', (data) => {
      err += data
    })
    child.stdout.on('data', (data) => {
      out += data
      const url = /http:\/\/\S+/.exec(out)?.[0]
      if (url && out.includes('\n'))
        resolve({
          url,
          line: out,
          stop: () => {
            child.kill('SIGTERM')
            return ended
          },
        })
    })
    void ended.then((code) => reject(new Error(`ended with ${code}: ${err}`)))
  })
