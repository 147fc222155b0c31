/**
 * `entente watch`: follows feeds and sitemaps and loads what they bring, or sends it to the queue. Remembers its feeds in
 * the store, so that `entente watch` alone goes on with them.
 */
import type { Command } from 'commander'
import { numberWithin, wholeNumber } from './number-arguments.ts'
import type { WatchOptions } from './run-watch.ts'

/** Mounts the command. */
export const registerWatch = (program: Command): void => {
  program
    .command('watch')
    .description('follow RSS, Atom and JSON feeds and sitemaps, and load their articles')
    .argument('[feeds...]', 'addresses; added to those watched already')
    .option('--once', 'visit each feed once and end')
    .option('--every <seconds>', 'between two visits to a feed', wholeNumber(1), 900)
    .option('--pause <seconds>', 'between two requests to one host', numberWithin(0, 3600), 2)
    .option('--max-age <days>', 'leave older items alone; 0 takes all', wholeNumber(0), 30)
    .option('--max-items <n>', 'items taken in one visit', wholeNumber(1), 200)
    .option('--likeness <share>', 'from which two texts are one story', numberWithin(0.1, 1), 0.6)
    .option('--allow-private', 'let feeds lead to private addresses (an intranet)')
    .option(
      '--contact <address>',
      'page or mail address that the user agent tells, so that publishers can write to you',
    )
    .option(
      '--redis <url>',
      'send articles to the workers of this queue (needs Neo4j as the store)',
      process.env.REDIS_URL,
    )
    .option('--threads <n>', 'threads that read', wholeNumber(1))
    .option('--list', 'show the feeds watched, and end')
    .option('--remove', 'stop watching the feeds given, and end')
    .action(async (feeds: string[], options: WatchOptions) => {
      const { runWatch } = await import('./run-watch.ts')
      await runWatch(feeds, options)
    })
}
