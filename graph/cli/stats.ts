/** `entente stats`: how much the graph holds. */
import type { Command } from 'commander'
import type { StoreStats } from '../contract.ts'

export const registerStats = (program: Command): void => {
  program
    .command('stats')
    .description('how much the graph holds, by type, relation and modality')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      const [{ inWorkplace }, { formatTable }] = await Promise.all([import('./workplace.ts'), import('./table.ts')])
      await inWorkplace(async (workplace) => {
        const stats = await workplace.ask<StoreStats>('getStats')
        if (options.json) {
          process.stdout.write(`${JSON.stringify(stats)}\n`)
          return
        }
        const rows = (counts: Record<string, number>): [string, number][] =>
          Object.entries(counts)
            .filter(([, count]) => count > 0)
            .sort(([, a], [, b]) => b - a)
        process.stdout.write(
          `${formatTable(
            ['what', 'count'],
            [
              ['articles', stats.articles],
              ['statements', stats.statements],
              ...rows(stats.entities),
              ...rows(stats.predicates),
              ...rows(stats.modalities),
            ],
          )}\n`,
        )
        process.stderr.write(`${stats.engine} ${stats.version}\n`)
      })
    })
}
