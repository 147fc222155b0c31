/**
 * Removes the graph of a data folder but keeps its journal, so that opening and preparing the store makes it again.
 * Never touches a folder that another process holds.
 */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lockFolder } from './folder-lock.ts'

/** @throws EntenteError `Conflict` when another process holds the folder */
export const dropGraph = (dataFolder: string): void => {
  const unlock = lockFolder(dataFolder)
  try {
    // The engine puts its log beside the file, under the file's name and a suffix.
    for (const name of readdirSync(dataFolder))
      if (name.startsWith('graph.grafeo')) rmSync(join(dataFolder, name), { recursive: true, force: true })
  } finally {
    unlock()
  }
}
