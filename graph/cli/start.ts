/** `entente start`: opens the store, brings in the articles that come with the project, serves API and viewer. */
import type { Command } from 'commander'

export interface StartOptions {
  seeds: boolean
  /** True, or addresses: follow feeds. */
  watch?: true | string[]
}

export const registerStart = (program: Command): void => {
  program
    .command('start')
    .description('serve the graph: viewer and API on one address')
    .option('--no-seeds', 'do not load the articles that come with the project into an empty store')
    .option('--watch [feeds...]', 'also follow these feeds, and those that `entente watch` was told of before')
    .addHelpText(
      'after',
      `
Listens on 127.0.0.1, on PORT, or on 4000 or the next free port where PORT is not set.
ENTENTE_HOST=0.0.0.0 with ENTENTE_TOKEN lets other machines in. Ctrl-C ends it.`,
    )
    .action(async (options: StartOptions) => {
      const { runStart } = await import('./run-start.ts')
      await runStart(options)
    })
}
