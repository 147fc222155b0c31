/** The body of `entente export --format neo4j-import`: a folder of CSV files and the command that imports them. */
import { invalidInput } from '../errors.ts'
import { writeImportFiles } from '../load/write-import-files.ts'
import { inWorkplace, ownStoreOf } from './workplace.ts'

const importFormat = 'neo4j-import'

/** @throws EntenteError `InvalidInput` with a filter or for a folder that cannot be written, `Conflict` beside a server */
export const runExportImportFiles = async (folder: string, filter: readonly string[] = []): Promise<void> => {
  if (filter.length > 0) throw invalidInput(`--format ${importFormat} writes the whole graph: leave --filter out`)
  if (folder === '-') throw invalidInput(`--format ${importFormat} writes several files: give a folder`)
  await inWorkplace(async (workplace) => {
    const store = ownStoreOf(workplace, `export --format ${importFormat}`)
    const { files, command } = await writeImportFiles(store, folder)
    process.stdout.write(`${files.length} files in ${folder}. Into an empty database, in that folder:\n\n${command}\n`)
  })
}
