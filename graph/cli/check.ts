/** `entente check`: proves that derived edges and counts are what the statements say. */
import type { Command } from 'commander'

export const registerCheck = (program: Command): void => {
  program
    .command('check')
    .description('prove that every edge and count is what the statements say')
    .action(async () => {
      const { inWorkplace } = await import('./workplace.ts')
      await inWorkplace(async (workplace) => {
        const { articles, statements, entities, edges, differences } = await workplace.own('check', {})
        for (const difference of differences) process.stdout.write(`${difference}\n`)
        process.stdout.write(
          `${articles} articles, ${statements} statements, ${entities} entities, ${edges} edges: ${
            differences.length ? `${differences.length} differences` : 'all agree'
          }\n`,
        )
        if (differences.length) process.exitCode = 1
      })
    })
}
