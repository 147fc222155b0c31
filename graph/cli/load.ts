/** `entente load`: reads articles and puts what they say into the graph. */
import { type Command, Option } from 'commander'
import { wholeNumber } from './number-arguments.ts'
import type { LoadOptions } from './run-load.ts'

/** Which reader: the rules, a language model, or both joined. */
export const readerOption = (): Option =>
  new Option('--reader <which>', 'who reads; a model needs ENTENTE_LLM_URL and ENTENTE_LLM_MODEL')
    .choices(['rules', 'llm', 'both'])
    .default('rules')

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
    .addOption(readerOption())
    .option('--redis <url>', 'send the articles to the workers of this queue instead')
    .action(async (sources: string[], options: LoadOptions) => {
      const { runLoad } = await import('./run-load.ts')
      await runLoad(sources, options)
    })
}
