/** The body of `entente export --format neo4j-import`: a folder of CSV files and the command that imports them. */
import { resolve } from 'node:path'
import { invalidInput } from '../errors.ts'
import { inWorkplace } from './workplace.ts'

const importFormat = 'neo4j-import'

/** @throws EntenteError `InvalidInput` with a filter or for a folder that cannot be written */
export const runExportImportFiles = async (folder: string, filter: readonly string[] = []): Promise<void> => {
  if (filter.length > 0) throw invalidInput(`--format ${importFormat} writes the whole graph: leave --filter out`)
  if (folder === '-') throw invalidInput(`--format ${importFormat} writes several files: give a folder`)
  await inWorkplace(async (workplace) => {
    const { files, command } = await workplace.own('importFiles', { folder: resolve(folder) })
    process.stdout.write(`${files.length} files in ${folder}. Into an empty database, in that folder:\n\n${command}\n`)
  })
}
