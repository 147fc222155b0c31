/** `entente eval`: scores the reader, or another system's readings, against a folder of annotated articles. */
import type { Command } from 'commander'
import type { EvalOptions } from './run-eval.ts'

/** Mounts the command. */
export const registerEval = (program: Command): void => {
  program
    .command('eval')
    .description('score the reader against annotated articles: precision, recall, confusion, costliest errors')
    .argument('<folder>', 'one JSON file per annotated article')
    .option('--json', 'print the figures as one JSON object')
    .option('--errors', 'list every entity and statement that was missed or found too much')
    .option('--rules', 'print how many statements of each rule were right, as JSON: the data of the confidence')
    .option(
      '--system <file>',
      'score these readings (JSON Lines, as `entente extract` writes them) instead of reading now',
    )
    .action(async (folder: string, options: EvalOptions) => {
      const { runEval } = await import('./run-eval.ts')
      process.stdout.write(`${runEval(folder, options)}\n`)
    })
}
