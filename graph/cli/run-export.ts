/** The body of `entente export`: written beside the target and moved there when whole, so that no half file is left. */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { EntenteError, invalidInput, messageOf } from '../errors.ts'
import { formatNamed, formatOfFile } from '../export/export-formats.ts'
import { inWorkplace } from './workplace.ts'

/** @throws EntenteError for an unknown format or filter, or a file that cannot be written */
export const runExport = async (file: string, options: { format?: string; filter?: string[] }): Promise<void> => {
  const format = options.format ? formatNamed(options.format) : file === '-' ? formatNamed('jsonl') : formatOfFile(file)
  const query: Record<string, string> = { format: format.name }
  for (const pair of options.filter ?? []) {
    const cut = pair.indexOf('=')
    if (cut < 1) throw invalidInput(`--filter ${pair.slice(0, 40)}: name=value is expected`)
    query[pair.slice(0, cut)] = pair.slice(cut + 1)
  }
  await inWorkplace(async (workplace) => {
    const pieces = Readable.from(workplace.export(query))
    if (file === '-') {
      await pipeline(pieces, process.stdout, { end: false })
      return
    }
    const partial = `${file}.${process.pid}.partial`
    try {
      await pipeline(pieces, createWriteStream(partial))
      await rename(partial, file)
    } catch (error) {
      await rm(partial, { force: true })
      if (error instanceof EntenteError) throw error
      throw invalidInput(`${file}: cannot be written: ${messageOf(error)}`)
    }
  })
}
