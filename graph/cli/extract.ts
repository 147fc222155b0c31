/** `entente extract`: reads articles and writes what they say as JSON Lines, without any store. */
import type { Command } from 'commander'
import { readerOption } from './load.ts'
import { wholeNumber } from './number-arguments.ts'
import type { ExtractOptions } from './run-extract.ts'

export const registerExtract = (program: Command): void => {
  program
    .command('extract')
    .description('read articles and write entities and statements as JSON Lines, without a store')
    .argument('<sources...>', 'files, folders or -')
    .addOption(readerOption())
    .option('--threads <n>', 'threads that read', wholeNumber(1))
    .action(async (sources: string[], options: ExtractOptions) => {
      const { runExtract } = await import('./run-extract.ts')
      await runExtract(sources, options)
    })
}
