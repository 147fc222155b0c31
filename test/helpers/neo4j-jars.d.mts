import type { SpawnSyncReturns } from 'node:child_process'

export const version: string
export const hasJars: (release?: string) => boolean
export const jars: (release?: string) => string
export const freePort: () => Promise<number>
export const configure: (home: string, port: number, lines?: readonly string[]) => void
export const serverParameters: (home: string, release?: string) => string[]
export const runAdmin: (home: string, folder: string, command: string) => SpawnSyncReturns<string>
