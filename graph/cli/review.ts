/** `entente review`: accepts, rejects or corrects a statement; the decision survives a reload of its article. */
import { type Command, Option } from 'commander'
import type { StoredStatement } from '../contract.ts'

interface ReviewOptions {
  decision: string
  predicate?: string
  subject?: string
  object?: string
  modality?: string
  sectors?: string[]
  by?: string
}

export const registerReview = (program: Command): void => {
  program
    .command('review')
    .description('decide about a statement: accept, reject, correct it, or clear the decision')
    .argument('<statement>', 'its id')
    .addOption(
      new Option('--decision <what>', 'the decision')
        .choices(['accepted', 'rejected', 'corrected', 'clear'])
        .makeOptionMandatory(),
    )
    .option('--predicate <name>', 'the right relation, with corrected')
    .option('--subject <id>', 'the right subject')
    .option('--object <id>', 'the right object')
    .option('--modality <name>', 'the right modality')
    .option('--sectors <ids...>', 'the right sectors')
    .option('--by <name>', 'who decides')
    .action(async (id: string, options: ReviewOptions) => {
      const { inWorkplace } = await import('./workplace.ts')
      await inWorkplace(async (workplace) => {
        const { subject, predicate, object, review } = await workplace.ask<StoredStatement>('reviewStatement', {
          params: { id },
          body: options,
        })
        process.stdout.write(`${subject} ${predicate} ${object}: ${review ?? 'no decision'}\n`)
      })
    })
}
