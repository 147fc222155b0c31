/** `entente generate`: made-up articles with their expected statements, for tests and measurements. */
import { type Command, Option } from 'commander'
import { wholeNumber } from './number-arguments.ts'

/** Mounts the command. */
export const registerGenerate = (program: Command): void => {
  program
    .command('generate')
    .description('write made-up articles with their expected statements as JSON Lines')
    .requiredOption('--articles <n>', 'how many', wholeNumber(0))
    .option('--seed <s>', 'the same seed gives the same articles', wholeNumber(0), 1)
    .option('--from <n>', 'number of the first article', wholeNumber(0), 0)
    .addOption(
      new Option('--style <style>', 'plain sentences or all kinds').choices(['plain', 'varied']).default('varied'),
    )
    .option('--out <file>', 'file to write; standard output where none is given')
    .action(
      async (options: { articles: number; seed: number; from: number; style: 'plain' | 'varied'; out?: string }) => {
        const [{ createWriteStream }, { writeArticles }] = await Promise.all([
          import('node:fs'),
          import('../generate/write-articles.ts'),
        ])
        await writeArticles(options, options.out ? createWriteStream(options.out) : process.stdout)
      },
    )
}
