/** `entente load`: reads articles and puts what they say into the graph. */
import type { Command } from 'commander'
import { wholeNumber } from './number-arguments.ts'

export interface LoadOptions {
  json?: boolean
  reread?: boolean
  threads?: number
  redis?: string
}

export const registerLoad = (program: Command): void => {
  program
    .command('load')
    .description(
      'read articles into the graph: .md .txt .html .pdf .docx .jsonl .json .warc, folders, or - for standard input',
    )
    .argument('<sources...>', 'files, folders or -')
    .option('--json', 'print the summary as JSON')
    .option('--reread', 'read again what the graph holds already')
    .option('--threads <n>', 'threads that read', wholeNumber(1))
    .option('--redis <url>', 'send the articles to the workers of this queue instead')
    .action(async (sources: string[], options: LoadOptions) => {
      const { runLoad } = await import('./run-load.ts')
      await runLoad(sources, options)
    })
}
