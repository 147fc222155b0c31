/** `entente extract`: reads articles and writes what they say as JSON Lines, without any store. */
import type { Command } from 'commander'
import { wholeNumber } from './number-arguments.ts'

export const registerExtract = (program: Command): void => {
  program
    .command('extract')
    .description('read articles and write entities and statements as JSON Lines, without a store')
    .argument('<sources...>', 'files, folders or -')
    .option('--threads <n>', 'threads that read', wholeNumber(1))
    .action(async (sources: string[], options: { threads?: number }) => {
      const { runExtract } = await import('./run-extract.ts')
      await runExtract(sources, options)
    })
}
