/** `entente export`: the graph, or what a filter leaves of it, as a file whose ending tells the format. */
import type { Command } from 'commander'

export const registerExport = (program: Command): void => {
  program
    .command('export')
    .description(
      'write the graph to a file: .gexf .graphml .csv .nodes.csv .edges.csv .json .jsonl …; - for standard output',
    )
    .argument('<file>', 'where to write; its ending tells the format')
    .option(
      '--format <name>',
      'the format, where the ending does not tell; neo4j-import: a folder of CSV files for neo4j-admin',
    )
    .option('--filter <name=value...>', 'as the API takes them: sector=…, country=…, predicate=…, from=…, to=…')
    .action(async (file: string, options: { format?: string; filter?: string[] }) => {
      if (options.format === 'neo4j-import') {
        const { runExportImportFiles } = await import('./run-export-import-files.ts')
        await runExportImportFiles(file, options.filter)
        return
      }
      const { runExport } = await import('./run-export.ts')
      await runExport(file, options)
    })
}
