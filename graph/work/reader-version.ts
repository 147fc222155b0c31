/**
 * A fingerprint of the reader: the program's version and every data file that it reads by. Kept with each article, so that
 * a load passes over what this very reader has read already and reads again what an older one or another lexicon read.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFile } from '../package-root.ts'

const dataFolders = ['graph/ontology', 'graph/extract', 'graph/read']

const dataFiles = (): string[] =>
  dataFolders
    .map(packageFile)
    .filter(existsSync)
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/\.(ts|md)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name)),
    )
    .sort()

let known: string | undefined

/** 16 hex digits; computed once in a process. */
export const readerVersion = (): string => {
  if (known) return known
  const hash = createHash('sha256')
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }
  hash.update(version)
  for (const file of dataFiles()) hash.update(readFileSync(file))
  known = hash.digest('hex').slice(0, 16)
  return known
}
