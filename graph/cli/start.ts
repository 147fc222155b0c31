/** `entente start`: opens the store, brings in the articles that come with the project, serves API and viewer. */
import type { Command } from 'commander'
import type { StartOptions } from './run-start.ts'

export const registerStart = (program: Command): void => {
  program
    .command('start')
    .description('serve the graph: viewer and API on one address')
    .option('--no-seeds', 'do not load the articles that come with the project into an empty store')
    .option('-p, --port <number>', 'listen there (or set PORT); 0 takes any free one')
    .option('--watch [feeds...]', 'also follow these feeds, and those that `entente watch` was told of before')
    .option('--redis <url>', 'leave loads and feeds to the workers of this queue (needs Neo4j as the store)')
    .addHelpText(
      'after',
      `
Listens on 127.0.0.1, on the port given, or on 4000 or the next free one where none is.
ENTENTE_HOST=0.0.0.0 with ENTENTE_TOKEN lets other machines in. Ctrl-C ends it.`,
    )
    .action(async (options: StartOptions) => {
      const { runStart } = await import('./run-start.ts')
      await runStart(options)
    })
}
