/**
 * `server.json` in the data folder: tells the other commands where the server that holds the store listens.
 * Written after it listens, removed when it stops; a file that a killed server left is recognised and ignored.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface ServerFile {
  url: string
  pid: number
  /** As /health/live says it: tells this run from another program on the same port. */
  instance: string
  /** What the owner's commands show to the server; the file is readable by its owner alone. */
  secret: string
}

const pathIn = (dataFolder: string): string => join(dataFolder, 'server.json')

export const writeServerFile = (dataFolder: string, file: ServerFile): void =>
  writeFileSync(pathIn(dataFolder), `${JSON.stringify(file)}\n`, { mode: 0o600 })

export const removeServerFile = (dataFolder: string): void => rmSync(pathIn(dataFolder), { force: true })

const readServerFile = (dataFolder: string): ServerFile | null => {
  try {
    return JSON.parse(readFileSync(pathIn(dataFolder), 'utf8')) as ServerFile
  } catch {
    return null
  }
}

/** The server that holds this folder, if one lives. */
export const findServer = async (dataFolder: string): Promise<Pick<ServerFile, 'url' | 'secret'> | null> => {
  const file = readServerFile(dataFolder)
  if (!file || !/^http:\/\//.test(file.url)) return null
  try {
    const response = await fetch(`${file.url}/health/live`, { signal: AbortSignal.timeout(2000) })
    const answer = (await response.json()) as { instance?: string }
    return answer.instance === file.instance ? { url: file.url, secret: file.secret } : null
  } catch {
    return null
  }
}
