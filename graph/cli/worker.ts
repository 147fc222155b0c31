/** `entente worker`: takes articles from a queue until it is stopped; as many processes on as many machines as wanted. */
import type { Command } from 'commander'
import { wholeNumber } from './number-arguments.ts'
import type { WorkerOptions } from './run-worker.ts'

/** Mounts the command. */
export const registerWorker = (program: Command): void => {
  program
    .command('worker')
    .description('read and write articles out of a queue on Redis')
    .option('--redis <url>', 'address of Redis (or REDIS_URL)', process.env.REDIS_URL)
    .option('--threads <n>', 'threads that read', wholeNumber(1))
    .option('--concurrency <n>', 'jobs under way at once (default: four for each thread)', wholeNumber(1))
    .option('--rate <n>', 'jobs a second, over all workers of the queue', wholeNumber(1))
    .option('--time-limit <seconds>', 'that reading one article may take', wholeNumber(1), 120)
    .option('--memory-limit <megabytes>', 'that one thread may take', wholeNumber(32), 1024)
    .option('--lock <seconds>', 'after which the job of a worker that died is taken over', wholeNumber(1), 30)
    .option('--metrics-port <port>', 'serve Prometheus figures on this port', wholeNumber(0))
    .action(async (options: WorkerOptions) => {
      const { runWorker } = await import('./run-worker.ts')
      await runWorker(options)
    })
}
