/** `entente explain`: an article with its statements under each sentence, and why a sentence gave none. */
import type { Command } from 'commander'
import type { ExplainOptions } from './run-explain.ts'

/** Mounts the command. */
export const registerExplain = (program: Command): void => {
  program
    .command('explain')
    .description('show what is read out of each sentence of an article, by which rule, and why a sentence gave nothing')
    .argument('<files...>', 'articles: .md, .txt, .html, .json, .jsonl, .pdf or .docx')
    .option('--html', 'write a page instead of text')
    .action(async (files: string[], options: ExplainOptions) => {
      const { runExplain } = await import('./run-explain.ts')
      for await (const page of runExplain(files, options)) process.stdout.write(`${page}\n`)
    })
}
