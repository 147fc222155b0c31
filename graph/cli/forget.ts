/** `entente forget`: takes an article back, with all that only it said. */
import type { Command } from 'commander'

export const registerForget = (program: Command): void => {
  program
    .command('forget')
    .description('take articles back, with their statements and what only they knew')
    .argument('<ids...>', 'ids of articles')
    .action(async (ids: string[]) => {
      const { inWorkplace } = await import('./workplace.ts')
      await inWorkplace(async (workplace) => {
        for (const id of ids) {
          await workplace.ask('forgetArticle', { params: { id } })
          process.stdout.write(`${id} forgotten\n`)
        }
      })
    })
}
