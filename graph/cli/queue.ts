/** `entente queue`: what is waiting, how fast it goes, what failed and why; puts failures back or drops them. */
import type { Command } from 'commander'
import { wholeNumber } from './number-arguments.ts'

interface QueueOptions {
  redis?: string
  json?: boolean
}
interface ChoiceOptions extends QueueOptions {
  all?: boolean
}

const withQueue = async <T>(
  options: QueueOptions,
  work: (queue: import('../work/article-queue.ts').ArticleQueue) => Promise<T>,
): Promise<T> => {
  const [{ invalidInput }, { openArticleQueue }] = await Promise.all([
    import('../errors.ts'),
    import('../work/article-queue.ts'),
  ])
  if (!options.redis) throw invalidInput('--redis or REDIS_URL must say where Redis is, e.g. redis://127.0.0.1:6379')
  const queue = openArticleQueue({ url: options.redis })
  try {
    return await work(queue)
  } finally {
    await queue.close()
  }
}

const chosen = async (ids: string[], options: ChoiceOptions): Promise<string[] | 'all'> => {
  const { invalidInput } = await import('../errors.ts')
  if (options.all) return 'all'
  if (ids.length === 0) throw invalidInput('give the ids of dead letters, or --all')
  return ids
}

const redisOption = ['--redis <url>', 'address of Redis (or REDIS_URL)', process.env.REDIS_URL] as const

/** Mounts the command and its own commands. */
export const registerQueue = (program: Command): void => {
  const queue = program.command('queue').description('depth, rate and dead letters of the article queue')
  queue
    .command('status', { isDefault: true })
    .description('depth and rate')
    .option(...redisOption)
    .option('--json', 'as JSON')
    .action((options: QueueOptions) =>
      withQueue(options, async (open) => {
        const depth = await open.depth()
        const rate =
          depth.articlesPerSecond === null ? 'not known yet' : `${depth.articlesPerSecond.toFixed(1)} a second`
        process.stdout.write(
          options.json
            ? `${JSON.stringify(depth)}\n`
            : `waiting  ${depth.waiting}\nactive   ${depth.active}\ndelayed  ${depth.delayed}\nfailed   ${depth.failed}\nrate     ${rate}\n`,
        )
      }),
    )
  queue
    .command('failed')
    .description('dead letters with their reasons, the newest first')
    .option(...redisOption)
    .option('--json', 'as JSON Lines')
    .option('--limit <n>', 'how many', wholeNumber(1), 50)
    .action((options: QueueOptions & { limit: number }) =>
      withQueue(options, async (open) => {
        for (const letter of await open.deadLetters(options.limit))
          process.stdout.write(
            options.json
              ? `${JSON.stringify(letter)}\n`
              : `${letter.id}\n  ${letter.name}\n  ${letter.reason} (${letter.attempts} tries, ${letter.failedAt})\n`,
          )
      }),
    )
  for (const [name, description, done] of [
    ['replay', 'put dead letters back into the queue', 'put back'],
    ['drop', 'remove dead letters for good', 'removed'],
  ] as const)
    queue
      .command(name)
      .description(description)
      .argument('[ids...]', 'of `entente queue failed`')
      .option(...redisOption)
      .option('--all', 'all of them')
      .action(async (ids: string[], options: ChoiceOptions) => {
        const which = await chosen(ids, options)
        await withQueue(options, async (open) => {
          process.stdout.write(`${await open[name](which)} ${done}\n`)
        })
      })
}
