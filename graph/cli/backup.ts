/** `entente backup`, `restore` and `rebuild`: keep the graph in a file, bring it back, make it again from the journal. */
import { resolve } from 'node:path'
import type { Command } from 'commander'

export const registerBackup = (program: Command): void => {
  program
    .command('backup')
    .description('write articles, statements and decisions to a file that either engine can restore')
    .argument('<file>', 'where to write')
    .action(async (file: string) => {
      const { inWorkplace } = await import('./workplace.ts')
      await inWorkplace(async (workplace) => {
        const { articles, reviews } = await workplace.own('backup', { file: resolve(file) })
        process.stdout.write(`${articles} articles and ${reviews} decisions written to ${file}\n`)
      })
    })
  program
    .command('restore')
    .description('bring a backup back into an empty graph, on either engine')
    .argument('<file>', 'a file that `entente backup` wrote')
    .action(async (file: string) => {
      const { inWorkplace } = await import('./workplace.ts')
      await inWorkplace(async (workplace) => {
        const { loaded, replaced, unchanged, refusals, reviews } = await workplace.own('restore', {
          file: resolve(file),
        })
        for (const { id, reason } of refusals) process.stderr.write(`entente: ${id}: ${reason}\n`)
        process.stdout.write(
          `${loaded} articles loaded, ${replaced} replaced, ${unchanged} unchanged; ${reviews} decisions\n`,
        )
        if (refusals.length) process.exitCode = 1
      })
    })
  program
    .command('rebuild')
    .description('make the embedded graph again from its journal')
    .action(async () => {
      const [{ findServer }, { rebuildStore }, { storeSettingsFrom }, { conflict }] = await Promise.all([
        import('./server-file.ts'),
        import('../rebuild-store.ts'),
        import('../store/store-settings.ts'),
        import('../errors.ts'),
      ])
      const settings = storeSettingsFrom(process.env)
      const server = settings.neo4j ? null : await findServer(settings.dataFolder)
      if (server)
        throw conflict(`\`entente rebuild\` needs the store for itself; stop the server at ${server.url} first`)
      const { applied } = await rebuildStore(settings)
      process.stdout.write(`${applied} journal entries applied\n`)
    })
}
