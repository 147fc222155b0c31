/** `entente ask`: a question in plain English, answered with a table and the evidence. */
import type { Command } from 'commander'
import type { AskAnswer, CypherValue } from '../contract.ts'

const mostShownRows = 20
const mostShownStatements = 5

const cellText = (value: CypherValue, kind: string, answer: AskAnswer): string | number | null => {
  if (value === null || typeof value === 'number') return value
  if (kind === 'entity') return answer.entities[String(value)]?.name ?? String(value)
  return Array.isArray(value) ? value.join(', ') : String(value)
}

/** The whole answer as text for a terminal. */
export const askText = (
  answer: AskAnswer,
  formatTable: (columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]) => string,
  options: { cypher: boolean },
): string => {
  const parts = [answer.answer]
  // A table of statements repeats the evidence below it.
  const columns = answer.columns.filter(({ kind, key }) => kind !== 'statement' && key !== 'evidence')
  if (answer.rows.length > 0) {
    const rows = answer.rows
      .slice(0, mostShownRows)
      .map((row) => columns.map((column) => cellText(row[answer.columns.indexOf(column)] ?? null, column.kind, answer)))
    const rest = answer.rows.length - rows.length
    parts.push(
      formatTable(
        columns.map(({ label }) => label),
        rows,
      ) + (rest > 0 || answer.truncated ? `\n… ${answer.truncated ? 'many' : rest} more rows (--json gives all)` : ''),
    )
  }
  const evidence = answer.statements.slice(0, mostShownStatements).map(({ evidence: text, article }) => {
    const source = [article.publisher, article.date].filter((part) => part !== null).join(', ')
    return `  “${text.replace(/\s+/g, ' ').trim()}”\n    — ${article.title}${source ? ` (${source})` : ''}`
  })
  if (evidence.length > 0) parts.push(`Evidence\n${evidence.join('\n')}`)
  if (options.cypher && answer.cypher)
    parts.push(`Cypher\n${answer.cypher}\nParameters ${JSON.stringify(answer.parameters)}`)
  if (answer.suggestions.length > 0 && (!answer.understood || answer.rows.length === 0))
    parts.push(`You can ask\n${answer.suggestions.map((text) => `  ${text}`).join('\n')}`)
  return parts.join('\n\n')
}

export const registerAsk = (program: Command): void => {
  program
    .command('ask')
    .description('ask a question in plain English, e.g. entente ask "Which countries are linked to metallurgy?"')
    .argument('<question...>', 'the question')
    .option('--cypher', 'print the query that gave the answer')
    .option('--json', 'print the whole answer as JSON')
    .action(async (words: string[], options: { cypher?: boolean; json?: boolean }) => {
      const [{ inWorkplace }, { formatTable }] = await Promise.all([import('./workplace.ts'), import('./table.ts')])
      await inWorkplace(async (workplace) => {
        const answer = await workplace.ask<AskAnswer>('ask', { query: { q: words.join(' ') } })
        if (options.json) process.stdout.write(`${JSON.stringify(answer)}\n`)
        else process.stdout.write(`${askText(answer, formatTable, { cypher: options.cypher ?? false })}\n`)
        // For scripts: a question that was not read is not answered.
        if (!answer.understood) process.exitCode = 1
      })
    })
}
